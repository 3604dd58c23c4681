"""The columns of a first screen: partners, agreements, the middle, agreements, partners. Rows of text, and lines that
run only between the columns, so that no line crosses a word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from accordgraph.diagrams.beginnings import begun, first_in_words, first_link
from accordgraph.diagrams.facts import IN_FORCE, Link
from accordgraph.diagrams.layout.column_parts import (
    BOX_GAP_EM,
    FRAME_PAD_EM,
    LINE_EM,
    MANY_KEY,
    MIDDLE_EM,
    ONCE,
    PARTNER_EM,
    ROW_PAD_EM,
    Box,
    Columns,
    Group,
    Note,
    Row,
    Stack,
    Wire,
    above,
    marked_start,
    start_in_words,
)
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.overview import Overview
from accordgraph.diagrams.texts import Phrases
from accordgraph.graph.names.order import alphabetical

MOST_OPEN = 40
"""Partners of the middle up to which every row is open; above, countries and agreements have counts that open."""

SWEEPS = 12
"""How often rows are put in the order of what they are linked to."""

MANY_SIDES = 3
"""Countries that take part in a basis from which it draws them to its side of the picture."""

LEAST_ON_A_SIDE, MOST_ON_ONE_SIDE = 0.25, 8
"""The share of the boxes that each side has at least, and how many may all stand on one."""


def lay_out_columns(
    diagram: Diagram,
    overview: Overview,
    bases: Container[str] | None = None,
    parties: Container[str] | None = None,
    *,
    one_sided: bool = False,
) -> Columns:
    """The columns of a diagram of bases, around the middle of its overview; of some `bases`, or with some `parties` as
    partners only, where paper has room for no more. `one_sided` puts all partners to the left of the middle, for paper
    that stands upright.
    """
    return _Layout(diagram, overview, bases, parties, one_sided=one_sided).columns()


class _Layout:
    """What is needed to place one diagram: its links by actor and basis, and the sides of countries and bases."""

    def __init__(
        self,
        diagram: Diagram,
        overview: Overview,
        bases: Container[str] | None,
        parties: Container[str] | None,
        *,
        one_sided: bool,
    ) -> None:
        self.one_sided, self.parties = one_sided, parties
        self.diagram, self.overview, self.words = diagram, overview, diagram.words
        self.nodes = {node.id: node for node in diagram.nodes}
        self.inside = set(overview.middle)
        crowds = set(overview.crowds)
        around = {link.basis for link in diagram.links if link.start in self.inside or not self.inside}
        outside = {link.basis for link in diagram.links if link.start not in self.inside}
        self.links = [
            (index, link)
            for index, link in enumerate(diagram.links)
            if link.basis in around
            and (bases is None or link.basis in bases)
            and (link.basis in outside - crowds or (link.basis in crowds and link.start in self.inside))
        ]
        self.crowds = crowds
        self.is_open = overview.partners <= MOST_OPEN

    # ---------------------------------------------------------------- by basis
    @cached_property
    def by_basis(self) -> dict[str, list[tuple[int, Link]]]:
        """The links of each basis, bases of many parties apart."""
        bases: defaultdict[str, list[tuple[int, Link]]] = defaultdict(list)
        for index, link in self.links:
            bases[link.basis].append((index, link))
        return dict(bases)

    @cached_property
    def ordinary(self) -> dict[str, frozenset[str]]:
        """The countries that are partners in each basis of few parties."""
        return {
            basis: frozenset(self.country(link.start) for _, link in own if link.start not in self.inside)
            for basis, own in self.by_basis.items()
            if basis not in self.crowds
        }

    def country(self, actor: str) -> str:
        """In which country an actor stands."""
        return self.overview.country_of[actor].country

    def is_drawn(self, actor: str) -> bool:
        """Whether a partner has a row. What boxes and rows say is of all who take part."""
        return self.parties is None or actor in self.parties

    # ---------------------------------------------------------------- sides
    @cached_property
    def side_of(self) -> dict[str, int]:
        """On which side each country stands: those of the largest basis left, others where there is room; all on one
        where nothing stands in the middle.
        """
        if not self.inside:
            return {country: 0 for own in self.ordinary.values() for country in own}
        members = sorted(self.ordinary.values(), key=lambda one: (-len(one), sorted(one)))
        largest = members[0] if members and len(members[0]) >= MANY_SIDES else frozenset()
        sizes = Counter(country for one in self.ordinary.values() for country in one)
        known = sorted(sizes, key=lambda one: (-sizes[one], one))
        left = [one for one in known if one in largest]
        right = [one for one in known if one not in largest]
        sides = {**dict.fromkeys(left, 0), **dict.fromkeys(right, 1), **self._moved(left, right)}
        return sides if len(set(sides.values())) > 1 and not self.one_sided else dict.fromkeys(sides, 0)

    def _moved(self, left: Sequence[str], right: Sequence[str]) -> dict[str, int]:
        """The countries that change sides, so that both have about as many boxes; those of one basis stay together."""
        boxes = [self._boxes_of(own) for own in (left, right)]
        to = 1 if boxes[0] > boxes[1] else 0
        difference, moved = abs(boxes[0] - boxes[1]), dict[str, int]()
        for country in reversed((left, right)[1 - to]):
            own = self._boxes_of([country])
            if self._is_alone(country) and 2 * own <= difference:
                moved[country] = to
                difference -= 2 * own
        return moved

    def _is_alone(self, country: str) -> bool:
        return all(len(own) == 1 for own in self.ordinary.values() if country in own)

    def _boxes_of(self, countries: Sequence[str]) -> int:
        """How many boxes stand for the bases of these countries."""
        own = [one for one in self.ordinary.values() if one & set(countries)]
        return len(own) if self.is_open else len(set(own))

    @cached_property
    def is_split(self) -> bool:
        """Whether one side would have nearly all boxes: then bases of many stand left and those of one or two right,
        and who takes part in both stands on both sides.
        """
        if self.one_sided or not (self.inside and self.is_open) or len(self.ordinary) <= MOST_ON_ONE_SIDE:
            return False
        counts = Counter(self._side_by_countries(basis) for basis in self.ordinary)
        return min(counts[0], counts[1]) < LEAST_ON_A_SIDE * len(self.ordinary)

    def _side_by_countries(self, basis: str) -> int:
        """The side on which most of its countries stand."""
        sides = Counter(self.side_of[country] for country in self.ordinary[basis])
        return 1 if sides[1] > sides[0] else 0

    def side_of_basis(self, basis: str) -> int:
        """On which side of the middle the box of a basis stands."""
        if self.is_split:
            return 0 if len(self.ordinary[basis]) >= MANY_SIDES else 1
        return self._side_by_countries(basis)

    # ---------------------------------------------------------------- boxes
    def stacks(self, side: int, order: Sequence[str]) -> list[Stack]:
        """The boxes of a side in their order; boxes of the same partners in one, where there are many."""
        together: dict[object, list[str]] = {}
        for basis in order:
            together.setdefault(self._together(basis), []).append(basis)
        return [self._stack([self.box(one) for one in own], f"{side}-{at}") for at, own in enumerate(together.values())]

    def _together(self, basis: str) -> object:
        """Bases for which this is the same share a box."""
        if self.is_open:
            return basis
        partners = self.ordinary[basis]
        if len(partners) < MANY_SIDES:
            return partners
        return "once" if self.nodes[basis].kind in ONCE else basis

    def _stack(self, boxes: Sequence[Box], name: str) -> Stack:
        if len(boxes) == 1:
            return Stack(boxes[0])
        ordered = sorted(boxes, key=lambda one: (one.kind in ONCE, self._first(one.node), one.node))
        return Stack(self._summary(ordered, f"stack-{name}"), tuple(ordered))

    def _summary(self, boxes: Sequence[Box], key: str) -> Box:
        """The head of several boxes."""
        links = [link for one in boxes for _, link in self.by_basis[one.node]]
        short = bases_in_short(links, self.words)
        kind = "agreement" if any(one.kind not in ONCE for one in boxes) else "operation"
        return Box(key, "", short.count, kind, tuple(filter(None, (short.first, short.others))))

    def box(self, basis: str) -> Box:
        """The box of a basis with its date."""
        node = self.nodes[basis]
        return Box(f"b-{basis}", basis, node.label, node.kind, self._box_notes(basis))

    def _box_notes(self, basis: str) -> tuple[Note, ...]:
        held = [link for _, link in self.by_basis[basis] if link.held]
        first = self._first_link(held)
        if first is None:
            return (Note(self.words["claimed-not-accepted"], "not-held"),)
        kind = self.nodes[basis].kind
        dated = next((link for link in held if link.words.start), first) if kind in ONCE else first
        same = [link for link in held if link.words.start == dated.words.start]
        read = next((link for link in same if link.words.since_mark), dated)
        start = start_in_words(self.diagram, kind, read)
        if basis in self.principals:
            start = f"{start}; {self.words['days-at-names']}"
        doubted = any(link.since_standing == "disputed" for link in same)
        ended = [] if kind in ONCE else self._end(held)
        look = first.look if first.look == "disputed" else "held"
        return (Note(start, look, doubted), *ended, *self._ground_note(basis), *self._force_note(basis))

    def _ground_note(self, basis: str) -> list[Note]:
        """On what a basis rests, where that is the same for all who take part in it and nobody may rely on it."""
        ground = self.grounds[basis]
        return [Note(ground.words.ground, ground.look)] if ground else []

    @cached_property
    def grounds(self) -> dict[str, Link | None]:
        """Of each basis that rests on a column, a comment or our reading as a whole, a link that does."""
        known: dict[str, Link | None] = {}
        for basis, own in self.by_basis.items():
            held = [link for _, link in own if link.held]
            is_whole = len({link.words.ground for link in held}) == 1
            known[basis] = held[0] if is_whole and held[0].words.ground else None
        return known

    def _force(self, basis: str) -> str | None:
        """On the day of the diagram, how sure it is that a partner takes part; None where it is of all days."""
        answers = [link.in_force for _, link in self.by_basis[basis] if link.held and link.start not in self.inside]
        return min((one for one in answers if one in IN_FORCE), key=IN_FORCE.index, default=None)

    def _force_note(self, basis: str) -> list[Note]:
        force = self._force(basis) if self.diagram.day else None
        return [Note(self.words[f"in_force.{force}"])] if force else []

    def _end(self, held: Sequence[Link]) -> list[Note]:
        """Until when, where all have ended or will."""
        ends = {link.words.end for link in held}
        if len(ends) != 1 or "" in ends or ends <= {link.words.start for link in held}:
            return []
        return [Note(self.words.say("box-until", date=ends.pop()))]

    def _first(self, basis: str) -> str:
        return min((str(link.when.since_earliest or link.when.since_latest or "~") for _, link in self.by_basis[basis]))

    @cached_property
    def apart(self) -> dict[str, int]:
        """The bases whose partners began on different days, which stand at their names; and how many partners."""
        starts: dict[str, list[str]] = {
            basis: [link.words.start for _, link in own if link.held and link.start not in self.inside]
            for basis, own in self.by_basis.items()
            if basis in self.ordinary and self.nodes[basis].kind not in ONCE
        }
        return {basis: len(own) for basis, own in starts.items() if len(set(own)) > 1}

    @cached_property
    def principals(self) -> set[str]:
        """Of each side the one basis whose days stand at the names without its own name; its box says so."""
        by_side: defaultdict[int, list[str]] = defaultdict(list)
        for basis in self.apart:
            by_side[self.side_of_basis(basis)].append(basis)
        return {min(own, key=lambda one: (-self.apart[one], one)) for own in by_side.values()}

    # ---------------------------------------------------------------- rows
    def notes(self, links: Iterable[Link]) -> tuple[Note, ...]:
        """The days of a partner, where those of its basis differ; what is not held comes last."""
        own = list(links)
        alone = len({link.basis for link in own}) == 1
        joined = [
            self._note(link, self._start(link), alone=alone) for link in own if link.held and link.basis in self.apart
        ]
        doubted = [
            self._note(link, self.words["in_force.possibly"], alone=alone)
            for link in own
            if link.held and link.in_force == "possibly" != self._force(link.basis)
        ]
        grounds = [self._note(link, link.words.ground, alone=alone) for link in own if link.held and link.words.ground]
        return (*joined, *doubted, *grounds, *(self._claim(link) for link in own if not link.held))

    def _claim(self, link: Link) -> Note:
        """A claim always names its basis, or it would be read as one about all of the cooperation."""
        text = self.words["claimed-not-accepted"]
        return Note(self.words.say("note-of-basis", name=self.nodes[link.basis].label, text=text), link.look)

    def _start(self, link: Link) -> str:
        return marked_start(link) or self.words["day-not-reported"]

    def _note(self, link: Link, text: str, *, alone: bool = False) -> Note:
        """A text about a link, with the name of its basis: only where it is the one of its side that needs none, and
        all that the actor has there, nobody can take the day for that of something else.
        """
        is_named = link.basis not in self.principals or not alone
        roles = [link.words.role] if self._has_roles(link) else []
        name = ", ".join([self.nodes[link.basis].label, *roles] if is_named else roles)
        named = self.words.say("note-of-basis", name=name, text=text) if name else text
        is_dated = text == self._start(link)
        return Note(
            named, "held" if is_dated and link.look != "disputed" else link.look, is_dated and _is_doubted(link)
        )

    def _has_roles(self, link: Link) -> bool:
        """Whether its actor had several roles in its basis, each with a day of its own."""
        own = (one for _, one in self.by_basis[link.basis] if one.held and one.start == link.start)
        return len({one.words.role for one in own}) > 1

    def _inner_notes(self, links: Iterable[Link]) -> tuple[Note, ...]:
        """The days of a body in the middle that are not those in the boxes."""
        return tuple(note for link in links for note in (self._inner_note(link) if link.held else [self._claim(link)]))

    def _inner_note(self, link: Link) -> list[Note]:
        """The day of a held link and on what it rests, where its box does not say it."""
        texts = [self._start(link)] if self._is_later(link) else []
        if link.words.ground and not self.grounds[link.basis]:
            texts.append(link.words.ground)
        return [self._note(link, text) for text in texts]

    def _is_later(self, link: Link) -> bool:
        if link.basis in self.crowds or self.nodes[link.basis].kind in ONCE:
            return False
        first = self._first_link([one for _, one in self.by_basis[link.basis] if one.held])
        return first is not None and first.words.start != link.words.start

    @staticmethod
    def _first_link(held: Sequence[Link]) -> Link | None:
        """The link that had begun by the earliest day."""
        return min(held, key=begun, default=None)

    def row(self, key: str, actor: str, links: Sequence[Link], *, indent: bool = False) -> Row:
        """The row of an actor with what is said of these links."""
        node = self.nodes[actor]
        is_inside = actor in self.inside
        return Row(
            key,
            actor,
            node.label,
            node.kind,
            self._inner_notes(links) if is_inside else self.notes(links),
            is_refuted=bool(links) and not any(link.held for link in links),
            is_focus=self.inside != set(self.overview.focus) and actor in self.overview.focus,
            indent=indent,
            width_em=MIDDLE_EM if is_inside else PARTNER_EM,
        )

    def group(self, side: int, country: str) -> Group | None:
        """A country with its bodies, as far as they take part in something on this side; None where none has a row."""
        known: defaultdict[str, list[Link]] = defaultdict(list)
        for basis, links in self.by_basis.items():
            if basis in self.ordinary and self.side_of_basis(basis) == side:
                for _, link in links:
                    if link.start not in self.inside and self.country(link.start) == country:
                        known[link.start].append(link)
        own = {actor: links for actor, links in known.items() if self.is_drawn(actor)}
        if not own:
            return None
        if len(own) == 1:
            actor = next(iter(own))
            return Group(self._with_country(self.row(f"p{side}-{actor}", actor, own[actor]), country), (), is_open=True)
        rest = sorted(
            (actor for actor in own if actor != country), key=lambda one: (alphabetical(self.nodes[one].label), one)
        )
        bodies = tuple(self.row(f"p{side}-{actor}", actor, own[actor], indent=True) for actor in rest)
        ordered = sorted(bodies, key=lambda one: one.is_refuted)
        head = replace(self._head(side, country, own), count=0 if self.is_open else len(ordered))
        return Group(head, tuple(ordered), is_open=self.is_open)

    def _head(self, side: int, country: str, own: Mapping[str, Sequence[Link]]) -> Row:
        if country in own:
            return self.row(f"p{side}-{country}", country, own[country])
        name = next(one.name for one in self.overview.countries if one.country == country)
        return Row(f"p{side}-{country}", "", name, "")

    def _with_country(self, row: Row, country: str) -> Row:
        """A body that stands alone, with its country behind its name where its name does not say it."""
        if row.node == country:
            return row
        name = self.overview.country_of[row.node].name
        return row if name in row.name else replace(row, notes=(Note(name, "place"), *row.notes))

    # ---------------------------------------------------------------- order
    def ordered(self, side: int) -> tuple[list[str], list[str]]:
        """Countries and bases of a side, so that few lines cross; what nobody holds comes last."""
        bases = [basis for basis in self.ordinary if self.side_of_basis(basis) == side]
        countries = sorted({country for basis in bases for country in self.ordinary[basis]})
        countries.sort(key=lambda one: min(self._first(basis) for basis in bases if one in self.ordinary[basis]))
        for _ in range(SWEEPS):
            places = {country: place for place, country in enumerate(countries)}
            bases.sort(key=lambda one: self._place_of_basis(one, places))
            spots = {basis: place for place, basis in enumerate(bases)}
            countries.sort(key=lambda one: self._spot(one, spots))
        return countries, bases

    @cached_property
    def beside(self) -> set[str]:
        """The countries of those asked about beside the middle: they come first, and what they have with it alone."""
        partners = {link.start for _, link in self.links if link.start not in self.inside}
        return {self.country(actor) for actor in partners.intersection(self.overview.focus)}

    def _place_of_basis(self, basis: str, places: Mapping[str, int]) -> tuple[int, float, tuple[str, str]]:
        """What the bases of a side are ordered by, where its countries have these places."""
        partners = self.ordinary[basis]
        rank = len(partners) if partners & self.beside else len(places) + 1
        return rank, _mean(places[country] for country in partners), (self._first(basis), basis)

    def _spot(self, country: str, spots: Mapping[str, int]) -> tuple[bool, bool, float, str]:
        own = [basis for basis in spots if country in self.ordinary[basis]]
        held = any(
            link.held
            for basis in own
            for _, link in self.by_basis[basis]
            if link.start not in self.inside and self.country(link.start) == country
        )
        return country not in self.beside, not held, _mean(spots[basis] for basis in own), country

    def middle(self, stacks: Sequence[Sequence[Stack]]) -> tuple[Row, ...]:
        """The rows of the middle: the country itself or what was asked about first, then as their boxes stand."""
        place = {box.node: at for own in stacks for at, stack in enumerate(own) for box in (stack.head, *stack.boxes)}
        own: defaultdict[str, list[Link]] = defaultdict(list)
        for _, link in self.links:
            if link.start in self.inside:
                own[link.start].append(link)

        def order(actor: str) -> tuple[bool, float, str]:
            is_first = actor in (
                self.overview.focus if len(self.overview.focus) < len(self.inside) else (self.country(actor),)
            )
            return not is_first, _mean(place.get(link.basis, 0) for link in own[actor]), actor

        return tuple(self.row(f"m-{actor}", actor, own[actor]) for actor in sorted(own, key=order))

    def crowd(self) -> list[Stack]:
        """The bases of many parties that the middle takes part in, as one box that opens."""
        boxes = [self.box(basis) for basis in sorted(self.by_basis) if basis in self.crowds]
        if not boxes:
            return []
        head = Box(MANY_KEY, "", self.words.say("boxes-many", count=len(boxes)), "agreement", ())
        return [Stack(head, tuple(boxes))]

    # ---------------------------------------------------------------- together
    def columns(self) -> Columns:
        """All of it."""
        sides = [self.ordered(side) for side in (0, 1)]
        partners = [
            tuple(group for one in countries if (group := self.group(side, one)))
            for side, (countries, _) in enumerate(sides)
        ]
        stacks = [self.stacks(side, bases) for side, (_, bases) in enumerate(sides)]
        low = min((0,) if self.one_sided else (0, 1), key=lambda side: sum(one.height for one in stacks[side]))
        stacks[low] += self.crowd()
        middle = self.middle(stacks)
        closed = _closed(partners, stacks)
        tall = [
            max(sum(group.height for group in own) for own in partners),
            max(sum(stack.height for stack in own) for own in stacks),
            sum(row.height for row in middle) + LINE_EM + 2 * FRAME_PAD_EM,
        ]
        height = round(max(tall), 2)
        middles = {**_boxes_at(stacks[0], height), **_boxes_at(stacks[1], height), **_rows_at(middle, height)}
        aligned = [self._aligned(side, partners[side], middles, closed, height) for side in (0, 1)]
        for groups in aligned:
            middles |= _groups_at(groups)
        return Columns(
            (aligned[0], aligned[1]),
            (tuple(stacks[0]), tuple(stacks[1])),
            middle,
            tuple(
                self._wires(
                    {box.node: side for side in (0, 1) for stack in stacks[side] for box in (stack.head, *stack.boxes)}
                )
            ),
            height,
            middles,
            closed,
        )

    def _aligned(
        self, side: int, groups: Sequence[Group], boxes: Mapping[str, float], closed: Mapping[str, str], height: float
    ) -> tuple[Group, ...]:
        """The partners of a side with gaps above them, so that each is as near to its boxes as the order lets it."""
        wanted, top = [], 0.0
        for group in groups:
            own = {row.node for row in (group.head, *group.bodies)}
            keys = {
                f"b-{basis}"
                for basis in self.ordinary
                if self.side_of_basis(basis) == side and any(link.start in own for _, link in self.by_basis[basis])
            }
            near = [boxes[closed.get(key, key)] for key in sorted(keys) if closed.get(key, key) in boxes]
            wanted.append((_mean(near) if near else height / 2) - group.height / 2 - top)
            top += group.height
        shifts = [min(max(shift, 0.0), height - top) for shift in _rising(wanted)]
        gaps = [round(shift - before, 2) for before, shift in zip([0.0, *shifts], shifts, strict=False)]
        return tuple(replace(group, head=replace(group.head, gap=gap)) for group, gap in zip(groups, gaps, strict=True))

    def _wires(self, sides: Mapping[str, int]) -> Iterable[Wire]:
        for index, link in self.links:
            side, box = sides[link.basis], f"b-{link.basis}"
            if link.start in self.inside:
                row = f"m-{link.start}"
                ends = (box, row) if side == 0 else (row, box)
                yield Wire(*ends, 1 if side == 0 else 2, link.look, index)
            elif self.is_drawn(link.start):
                row = f"p{side}-{link.start}"
                ends = (row, box) if side == 0 else (box, row)
                yield Wire(*ends, 0 if side == 0 else 3, link.look, index)


@dataclass(frozen=True)
class InShort:
    """How many bases of the main kind there are, since when at the earliest, and how many of each other kind."""

    count: str
    first: Note | None
    others: Note | None


def bases_in_short(links: Iterable[Link], words: Phrases) -> InShort:
    """The bases that these links rest on, in a few words."""
    own = list(links)
    kinds = {link.basis: "once" if link.basis_kind in ONCE else link.basis_kind for link in own}
    counts = Counter(kinds.values())
    main, *others = (kind for kind in ("agreement", "assistance", "once") if counts[kind])
    lasting = [link for link in own if link.held and link.basis_kind not in ONCE]
    first = first_link(lasting)
    also = [words.say(f"also-{kind}", count=counts[kind]) for kind in others]
    return InShort(
        words.say(f"boxes-{main}", count=counts[main]),
        _first_note(first, lasting, words) if first else None,
        Note(words.say("boxes-also", kinds=words.listing(also))) if also else None,
    )


def _first_note(first: Link, links: Iterable[Link], words: Phrases) -> Note:
    """The day of the first start, with the mark of a day that sources dispute or that is our reading."""
    date = first_in_words(first, links, words.lang)
    marked = date if _is_doubted(first) else f"{date} {first.words.since_mark}".strip()
    return Note(words.say("box-first", date=marked), is_doubted=_is_doubted(first))


def _is_doubted(link: Link) -> bool:
    return link.held and link.since_standing == "disputed"


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return sum(known) / len(known) if known else 0.0


def _closed(partners: Iterable[Sequence[Group]], stacks: Iterable[Sequence[Stack]]) -> dict[str, str]:
    """For each row or box that cannot be seen when the page opens, the head that stands for it."""
    bodies = {row.key: group.head.key for own in partners for group in own if not group.is_open for row in group.bodies}
    return {**bodies, **{box.key: stack.head.key for own in stacks for stack in own for box in stack.boxes}}


def _boxes_at(stacks: Sequence[Stack], height: float) -> dict[str, float]:
    """Where the middle of each box is."""
    places, top = dict[str, float](), above(sum(stack.height for stack in stacks), height)
    for stack in stacks:
        places[stack.head.key] = round(top + (stack.height - BOX_GAP_EM) / 2, 3)
        top += stack.height
    return places


def _rows_at(rows: Sequence[Row], height: float) -> dict[str, float]:
    """Where the first line of each row of the frame is, below its heading."""
    frame = sum(row.height for row in rows) + LINE_EM + 2 * FRAME_PAD_EM
    places, top = dict[str, float](), above(frame, height) + FRAME_PAD_EM + LINE_EM
    for row in rows:
        places[row.key] = round(top + (ROW_PAD_EM + LINE_EM) / 2, 3)
        top += row.height
    return places


def _groups_at(groups: Sequence[Group]) -> dict[str, float]:
    """Where the first line of each row of partners is."""
    places, top = dict[str, float](), 0.0
    for group in groups:
        top += group.head.gap
        for row in (group.head, *(group.bodies if group.is_open else ())):
            places[row.key] = round(top + (ROW_PAD_EM + LINE_EM) / 2, 3)
            top += row.height
    return places


def _rising(values: Sequence[float]) -> list[float]:
    """The rising values that are nearest to these: neighbours that fall get their mean (isotonic regression)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while pools and pools[-1][0] > mean:
            before, size = pools.pop()
            mean, count = (mean * count + before * size) / (count + size), count + size
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]
