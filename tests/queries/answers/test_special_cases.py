"""What the bundled graph has no case of: suspension, provisional application, a reservation, uncertain dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import accordgraph
from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.basis import basis
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.show import show
from accordgraph.queries.answers.since import since
from accordgraph.queries.answers.who import who
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session, open_session
from accordgraph.queries.show import identify

TODAY = datetime.date(2026, 11, 30)
DOSSIER = """
dossier: cases
recorded: 2026-01-01
sources:
  law: {kind: legal-text, title: The texts, publisher: depositary, published: 2025-01-01}
  column: {kind: opinion, title: A column, publisher: weekly, published: 2008-05-01}
  card: {kind: official, title: A card without a date, publisher: register}
  paper: {kind: press, title: They have signed, publisher: daily, published: 2007-05-01}
actors:
  ua: {kind: state, name: {en: Ukraine, uk: Україна}}
  ru: {kind: state, name: {en: Russia, uk: Росія}}
  pl: {kind: state, name: {en: Poland, uk: Польща}}
  md: {kind: state, name: {en: Moldova, uk: Молдова}}
  ge: {kind: state, name: {en: Georgia, uk: Грузія}}
  az: {kind: state, name: {en: Azerbaijan, uk: Азербайджан}}
bases:
  lapsed:
    kind: agreement
    form: treaty
    binds: signature
    name: {en: Lapsed treaty, uk: Колишній договір}
    says:
    - source: card
      acts:
      - {by: [az, md], type: signature, done: 1999-01-22}
      - {type: termination, done: "[..2025-12-31]", how: {done: inferred}}
  convention:
    kind: agreement
    form: treaty
    binds: signature
    name: {en: Convention of 1993, uk: Конвенція 1993 року}
    says:
    - source: law
      acts:
      - {by: [ua, ru, pl], type: signature, done: 1993-01-22}
      - {by: [ua], type: suspension, done: 2022-12-01, towards: [ru]}
      - {by: [pl], type: reservation, done: 1993-01-22, about: article 5}
  later:
    kind: agreement
    form: memorandum
    binds: signature
    name: {en: Memorandum of about 2016, uk: Меморандум близько 2016 року}
    says:
    - source: law
      acts:
      - {by: [ua, pl], type: signature, done: 2016~}
  protocol:
    kind: agreement
    binds: signature
    name: {en: Protocol of 2020, uk: Протокол 2020 року}
    says:
    - source: law
      acts:
      - {by: [pl, md], type: signature, done: 2020-05-17, effective: 2020-06-01}
  extension:
    kind: agreement
    form: treaty
    binds: consent
    name: {en: Protocol of extension, uk: Протокол про продовження}
    says:
    - source: law
      acts:
      - {by: [ru], type: provisional-application, done: 1993-12-30}
      - {by: [md], type: ratification, done: 1993-12-01, effective: 1993-12-15}
  mines:
    kind: agreement
    form: treaty
    binds: consent
    name: {en: Treaty on mines, uk: Договір про міни}
    says:
    - source: law
      acts:
      - {by: [ru, pl], type: ratification, done: 2012-12-27, effective: 2013-06-01}
      - {by: [ru], type: withdrawal, done: 2025-06-27}
  networks:
    kind: agreement
    form: treaty
    binds: consent
    name: {en: Treaty on networks, uk: Договір про мережі}
    says:
    - source: column
      acts:
      - {by: [ge, az], type: ratification, done: 2008-04-01, effective: 2008-05-01}
    - source: law
      lists:
      - {of: [ge, az], role: party, as_of: 2025-01-01}
    - source: paper
      acts:
      - {by: [ge, az], type: signature, done: 2007-05-01}
  hotline:
    kind: agreement
    form: memorandum
    binds: signature
    name: {en: Memorandum on a hotline, uk: Меморандум про гарячу лінію}
    says:
    - source: column
      acts:
      - {by: [ge, az], type: signature, done: 2006-03-02}
    - source: law
      lists:
      - {of: [ge, az], role: party, as_of: 2025-01-01}
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases")
    (folder / "cases.yaml").write_text(DOSSIER, encoding="utf-8")
    with pytest.warns(UserWarning, match="1 exit has no day of effect"):
        accordgraph.load(folder / "cases.yaml", folder / "store")
    return folder / "store"


@pytest.fixture
def session(store: Path) -> Iterator[Session]:
    with open_session(Store(store).snapshot(), "ladybug") as opened:
        yield opened


def _since(session: Session, a: str, b: str) -> str:
    rows = run(session, "between", {"actor": a, "partner": b}).rows
    return terminal.text(since(session, rows, (a, b), TODAY))


def test_a_suspension_is_said_of_the_pair_and_of_no_other(session: Session) -> None:
    text = " ".join(_since(session, "ru", "ua").split())
    assert text.startswith(
        "Russia and Ukraine have an agreement since 22 January 1993; between the two it is suspended"
    )
    assert "Between the two its operation has been suspended since 1 December 2022 [1]." in text
    assert "suspended" not in _since(session, "pl", "ua")
    rows = run(session, "partners_on", {"actor": "ua", "day": datetime.date(2023, 6, 1)}).rows
    text = terminal.text(who(session, "ua", rows, datetime.date(2023, 6, 1), TODAY))
    assert text.index("PRESUMABLY") < text.index("SUSPENDED ON THAT DAY") < text.index("Russia")


def test_partners_by_one_agreement_whose_ends_differ_have_each_its_own(session: Session) -> None:
    tree = who(session, "ua", run(session, "partners", {"actor": "ua"}).rows, None, TODAY)
    text = " ".join(terminal.text(tree).split())
    attested = "no end is reported; last attested on 22 January 1993."
    assert (
        f"Poland: {attested} Russia: {attested} Between the two its operation has been suspended since 1 December"
        in text
    )


def test_what_is_suspended_is_not_said_to_bind(session: Session) -> None:
    text = terminal.text(basis(session, ("ua", "ru"), datetime.date(2023, 6, 1), TODAY))
    assert "BINDING ON BOTH" not in text
    assert "SUSPENDED ON THAT DAY\n • Convention of 1993\n   Suspended between the two.\n" in text
    before = terminal.text(basis(session, ("ua", "ru"), datetime.date(2020, 1, 1), TODAY))
    assert "AS SURELY AS EACH ENTRY SAYS\n • Convention of 1993\n" in before


def test_a_reservation_stands_beside_the_instrument(session: Session) -> None:
    text = terminal.text(basis(session, ("ua", "pl"), datetime.date(2020, 1, 1), TODAY))
    said = r"With a reservation or declaration by Poland, in the words of the\s+dossier: “article 5” \[\d\]\."
    assert re.search(said, text)


def test_an_uncertain_date_keeps_the_words_of_the_source_and_says_its_margin(session: Session) -> None:
    text = _since(session, "pl", "ua")
    margin = "since about 2016 (by our count a day between 2015 and 2017)"
    assert margin in text.replace("\n   ", " ")


def test_a_source_that_gives_the_signature_and_the_effect_does_not_contradict_itself(session: Session) -> None:
    said = "Moldova and Poland have been partners by an agreement since 1 June 2020.\n"
    assert _since(session, "md", "pl").startswith(said)


def test_provisional_application_is_said_by_who_reports_it(session: Session) -> None:
    text = " ".join(_since(session, "ru", "md").split())
    assert text.startswith("Russia and Moldova have been linked by a treaty since 30 December 1993, at first or only")
    assert "no source states it" not in text
    assert "provisional application, 30 December 1993: depositary [1]" in text


def test_what_ended_after_a_notice_did_not_end_before_it(session: Session) -> None:
    text = " ".join(_since(session, "ru", "pl").split())
    assert "It ended 27 June 2025 at the earliest" in text


def test_a_day_that_a_comment_alone_gives_is_marked_where_others_name_the_party(session: Session) -> None:
    tree = show(session, *identify(session, "hotline"), TODAY)
    assert tree is not None
    text = " ".join(terminal.text(tree).split())
    assert "a column or a comment alone gives that day" in text


def test_who_reports_a_signature_alone_is_no_voice_for_what_binds_by_consent(session: Session) -> None:
    text = " ".join(_since(session, "az", "ge").split()).split("Treaty on networks: ")[1]
    assert "2 independent voices say so: depositary [1]; a column or comment in weekly [2]." in text


def test_the_day_on_which_an_undated_page_was_read_is_no_day_of_an_end(session: Session) -> None:
    tree = show(session, *identify(session, "lapsed"), TODAY)
    assert tree is not None
    texts = [" ".join(one.split()) for one in (terminal.text(tree), _since(session, "az", "md"))]
    assert not [one for one in texts if "2025" in one]
    assert "A day that no source gives (our reading of [1]): termination" in texts[0]
    assert "By our reading of [1] it has lost force; no source gives the day." in texts[1]
