"""Words in the boxes of the columns."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from drawings.first_screens import partners

from accordgraph.diagrams.facts import Link
from accordgraph.diagrams.layout.columns import bases_in_short, lay_out_columns
from accordgraph.diagrams.model import Diagram


@pytest.mark.parametrize(("standing", "is_doubted"), [("disputed", True), ("confirmed", False)])
def test_the_first_day_of_several_bases_is_marked_where_sources_dispute_it(
    sample: Diagram, standing: str, is_doubted: bool
) -> None:
    [link] = [one for one in sample.links if one.id == "jit~ee~1"]
    first = bases_in_short([replace(link, since_standing=standing)], sample.words).first
    assert first is not None
    assert (first.text, first.is_doubted) == (f"first {link.words.start}", is_doubted)


def test_what_else_there_is_beside_agreements_is_called_by_what_it_is(sample: Diagram) -> None:
    [link] = [one for one in sample.links if one.id == "jit~ee~1"]
    kinds = ("agreement", "operation", "report", "assistance")
    links = [replace(link, id=kind, basis=kind, basis_kind=kind) for kind in kinds]
    short = bases_in_short(links, sample.words)
    assert short.count == "1 agreement"
    assert short.others is not None
    assert short.others.text == "also 1 case of aid and 2 done once"
    assert bases_in_short(links[:1], sample.words).others is None


def begun(link: Link, basis: str, since: str, earliest: str | None, latest: str | None) -> Link:
    days = [datetime.date.fromisoformat(day) if day else None for day in (earliest, latest)]
    when = replace(link.when, since=since, since_earliest=days[0], since_latest=days[1])
    return replace(link, id=f"{basis}~{link.start}", basis=basis, when=when)


@pytest.mark.parametrize(
    ("other", "first"),
    [
        (("2002-11-18", "2002-11-18", "2002-11-18"), "14 Aug 1994"),
        (("[1993..]", "1993-01-01", None), "by 14 Aug 1994"),
        (("[..2002]", None, "2002-12-31"), "by 14 Aug 1994"),
        (("[1995..]", "1995-01-01", None), "14 Aug 1994"),
    ],
)
def test_the_first_of_several_began_by_its_day_where_another_may_be_earlier(
    sample: Diagram, other: tuple[str, str | None, str | None], first: str
) -> None:
    [link] = [one for one in sample.links if one.id == "jit~ee~1"]
    links = [
        begun(link, "treaty", "1994-08-14", "1994-08-14", "1994-08-14"),
        begun(link, "other", str(other[0]), *other[1:]),
    ]
    note = bases_in_short(links, sample.words).first
    assert note is not None
    assert note.text == f"first {first}"


def test_what_two_who_are_asked_about_have_with_each_other_comes_first() -> None:
    diagram = partners(30)
    assert diagram.overview is not None
    asked = replace(diagram.overview, focus=("ua", "c5"))
    columns = lay_out_columns(diagram, asked)
    own = [side for side in (0, 1) if any(group.head.node == "c5" for group in columns.partners[side])]
    assert [columns.partners[side][0].head.node for side in own] == ["c5"] * len(own)
    first = [columns.stacks[side][0].head.node for side in own]
    assert "pact-20" in first, "c5 is the twentieth partner, and its own agreement is with the middle alone"


def test_a_day_at_a_name_says_what_it_is_of_where_the_actor_has_more() -> None:
    diagram = partners(6)
    assert diagram.overview is not None
    rows = [group.head for side in lay_out_columns(diagram, diagram.overview).partners for group in side]
    of_countries = [note.text for row in rows if row.node and row.kind == "state" for note in row.notes]
    assert of_countries
    assert [text for text in of_countries if ": " not in text] == []


def test_high_columns_begin_at_the_top_and_low_ones_stand_at_half_height() -> None:
    for count, is_tall in ((4, False), (40, True)):
        diagram = partners(count)
        assert diagram.overview is not None
        columns = lay_out_columns(diagram, diagram.overview)
        assert columns.is_tall == is_tall
        tops = [columns.middles[stacks[0].head.key] - stacks[0].height / 2 for stacks in columns.stacks if stacks]
        lowest = [sum(stack.height for stack in stacks) for stacks in columns.stacks if stacks]
        wanted = [0.0 if is_tall else (columns.height - own) / 2 for own in lowest]
        assert tops == pytest.approx(wanted, abs=0.3)
