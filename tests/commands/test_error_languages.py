"""Errors of the command line in Ukrainian: a table of bad commands, in whose errors no English sentence is left."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from programs.running import run
from wording.error_templates import templates

from accordgraph.ontology.messages import FOLDER, parse
from accordgraph.queries.rendering.error_sentences import translated

BAD = tuple(
    line
    for line in """
who
who NBAU
who 0000000000
who NABU extra
who NABU --on 2022-13-01
who NABU --format xml
who NABU --formt json
who NABU --json --csv
who NABU --verbose --quiet
who NABU --engine neo
who NABU --engine mysql://host/db
who NABU --engine sparql+http://127.0.0.1:9/x
who NABU -o a.odt
who NABU -o a.pdf --json
who NABU -o /nowhere/a.pdf
who NABU --basis NBAU
who ""
since Estonia
since Estonia Ukrane
basis Ukraine
show nosuchthing
why NABU
why NABU SAPO
why-not NABU Nobdy
conflicts Nobdy
path NABU Nobdy
find
ask nosuch
ask in_force
ask in_force -p day=x
ask in_force -p dai=2020-01-01
ask in_force -p day
ask in_force -p day=2020-01-01 -p day=2020-01-01
ask between -p actor=NBAU -p partner=ua
brokers --limit x
brokers --limit -1
brokers --limit 0
communities --limt 3
degrees --on x
sparql
sparql INSERT
cypher CREATE(a)
cypher "MATCH (a RETURN a"
cypher MATCH
cypher "MATCH (a) RETURN"
cypher "MATCH (a) RETURN a."
sparql "SELECT * WHERE { ?a ?b ?c }" --max-rows 1
sparql "SELECT ?x WHERE { SERVICE <http://x> {?a ?b ?c} }"
sparql "SELECT ?x" --engine ladybug
load
load /nowhere.yaml
load /etc/hostname
unload nosuch
draw
draw -o a.xyz
draw -o a.svg --view star
draw -o a.svg --view ego
draw -o a.svg --about NBAU
draw -o a.svg --hops 2
draw -o a.svg --about NABU --hops 0
draw -o a.svg --on 2020-01-01 --from 2020-01-01
draw -o a.svg --from 2021-01-01 --to 2020-01-01
draw -o a.svg --kind bnk
draw -o a.svg --kinds xyz
draw -o a.svg --kinds agencies
draw -o /nowhere/a.svg
draw -o -
chart
chart nosuch -o a.svg
chart statistics -o a.xyz
chart statistics -o a.svg --about NABU
export
export --as xyz -o a
export --as csv
export --as nquads -o /nowhere/a.nq
export --as csv -o a --aligned
export --as turtle -o a.ttl --graph x
push
push nosuch
push ftp://host
push neo4j://
push bolt://127.0.0.1:9
push neo4j://user:pw@host
push --check --full bolt://127.0.0.1:9
pull
rollback nosuch
backup /nowhere/a.zip
restore /nowhere.zip
check --deep
status --engine x
log --format json --csv
coverage extra
statistics --engine x
nosuch
serach NABU
add x
""".splitlines()
    if line
)
"""Each command is refused. The options that name a store and the language follow."""

WITHOUT_STORE = ("nosuch", "serach", "add")

NO_SENTENCE = re.compile(r"accord [^\n]*|`[^`]*`|'[^']*'|«[^»]*»|\S*[/.=_-]\S*|\[[^\]]*\]|\{[^}]*\}|\b[A-Z]+\b")
"""Commands, quoted values, options, paths and names in capitals, in which Latin letters may stand."""

ENGLISH = re.compile(r"[A-Za-z]{2,} [a-z]{2,}|\b(the|of|is|no|and|or|not|with|from|for|must|does|it|than)\b")


SAID = {
    'who ""': "Назви учасника не вказано.",
    "who NBAU": "Учасника з назвою «NBAU» не знайдено.",
    "why NABU": "Пояснити можна співпрацю двох учасників або участь одного з них, а вказано лише одну назву: NABU.",
    "why a~b~1": "Зв’язку чи участі з ідентифікатором «a~b~1» не знайдено.",
    "brokers --limit 0": "Неправильне значення для «--limit»: 0 замало, має бути не менше ніж 1.",
    "push nosuch": "Рушія чи сервера «nosuch» немає.",
    "show NBAU": "Нічого з назвою «NBAU» не знайдено.",
    "cypher MATCH": "Рядок 1, стовпець 6: Тут стоїть кінець запиту, а очікується назва.",
}


@pytest.mark.parametrize("line", SAID)
def test_what_is_wrong_is_said_as_people_say_it(bundled_store: Path, line: str) -> None:
    done = run(*shlex.split(line), "--lang", "uk", store=bundled_store)
    assert f"Помилка: {SAID[line]}" in done.stderr.splitlines()


def test_how_a_command_is_used_is_said_in_ukrainian_and_that_its_help_is_not(bundled_store: Path) -> None:
    usage, help_, _ = run("who", "--lang", "uk", store=bundled_store).stderr.splitlines()
    assert usage == "Використання: accord who [ПАРАМЕТРИ] ACTOR"
    assert help_ == "Довідка (англійською): accord who --help"


def test_one_name_to_explain_is_answered_with_what_to_write(bundled_store: Path) -> None:
    done = run("why", "НАБУ", store=bundled_store)
    assert (done.returncode, done.stdout) == (1, "")
    assert "only one name is given: НАБУ." in done.stderr and "accord why НАБУ OTHER" in done.stderr
    assert "Did you mean" in run("why", "NBAU", store=bundled_store).stderr


@pytest.mark.parametrize("line", BAD)
def test_no_english_sentence_is_left(
    bundled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    words = shlex.split(line)
    done = run(*words, "--lang", "uk", store=None if words[0] in WITHOUT_STORE else bundled_store)
    assert done.returncode != 0
    assert "Помилка: " in done.stderr and re.search("[а-яіїєґ]{3}", done.stderr)
    assert ENGLISH.findall(NO_SENTENCE.sub(" ", done.stderr)) == []


def test_the_same_errors_in_english_are_full_of_such_sentences(bundled_store: Path) -> None:
    """So that the test above can fail."""
    for line in ("who NABU --engine neo", "ask in_force", "draw -o a.svg --hops 2", "push nosuch", "rollback nosuch"):
        done = run(*line.split(), store=bundled_store)
        assert ENGLISH.search(NO_SENTENCE.sub(" ", done.stderr)), line


FAULTY = """\
dossier: sample
recorded: 2026-11-31
sources:
  s: {kind: pres, publisher: paper, published: 2022-13}
  s: {kind: press}
actors:
  ua: {kind: state, name: {en: Ukraine, uk: Україна}, founded: 1991}
bases:
  team:
    kind: agreement
    binds: consnt
    says:
    - source: t
      acts:
      - {by: [nabo], type: declaration, at: 5, effective: [], until: March 2022}
      - {by: [ua], type: expiry}
      lists:
      - {of: [ua, ua], complete: yes}
"""


def test_faults_of_a_dossier_are_ukrainian(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(FAULTY, encoding="utf-8")
    done = run("load", str(tmp_path / "sample.yaml"), "--lang", "uk", store=tmp_path / "store")
    lines = done.stderr.replace(f"{tmp_path}/", "").splitlines()
    assert len(lines) > 10
    for line in lines:
        said = NO_SENTENCE.sub(" ", re.sub(r" \w+:|Можливі .*", " ", line))
        assert re.search("[а-яіїєґ]{3}", line) and ENGLISH.findall(said) == [], line


FOR_PROGRAMS = re.compile(
    r"^(src/accordgraph/|loaders/(dictionaries|frames)|queries/(frames|plans)|diagrams/notebook|graph/servers/sparql_engine)"
    r"|closed\.|takes no parameters beside|is built in a new"
)
"""Errors, by place or text, that only a program meets which uses the library."""


def test_every_error_that_the_code_raises_has_a_ukrainian_sentence() -> None:
    catalogue = parse((FOLDER / "errors.uk.po").read_text(encoding="utf-8"))
    raised = {text: place for text, place in templates().items() if not any(map(FOR_PROGRAMS.search, (text, place)))}
    assert len(raised) > 250
    missing = {text: place for text, place in raised.items() if text not in catalogue}
    assert missing == {}, "add the sentences to ontology/messages/errors.uk.po"


def test_ukrainian_sentences_have_the_values_of_the_english_ones() -> None:
    catalogue = parse((FOLDER / "errors.uk.po").read_text(encoding="utf-8"))
    del catalogue[""]
    for english, [ukrainian] in catalogue.items():
        places = {int(number) for number in re.findall(r"\{(\d)\}", ukrainian)}
        assert places <= set(range(english.count("{}"))), english
        assert len(places) == english.count("{}") or english.startswith("The {} {}"), english
        assert re.search("[а-яіїєґ]", ukrainian) or english.startswith("accord "), english


def test_a_note_that_is_ukrainian_keeps_what_a_dossier_says_in_it() -> None:
    said = "Примітка: Примітки, які тепер інші (1): nabu, No treaty exists. -> нічого (джерело: base)."
    assert translated(said) == said


def test_values_of_a_sentence_are_put_into_ukrainian_too_and_unknown_ones_stay() -> None:
    assert translated("/a/b cannot be written: Permission denied.") == "/a/b не вдалося записати: немає прав доступу."
    expected = "Found RETUR, expected one of MATCH, WITH."
    assert translated(expected) == "Тут стоїть RETUR, а очікується одне з цього: MATCH, WITH."
    undone = "Undone: the load 000004 of 2026-12-02T07:58:45Z: d, 0 added, 16 retracted; court, 1 added, 3 retracted."
    assert translated(undone) == (
        "Скасовано завантаження 000004 від 2026-12-02T07:58:45Z: "
        "d (додано 0, відкликано 16); court (додано 1, відкликано 3)."
    )
    undeclared = "Referenced but not declared in any loaded dossier: team refers to the actor olaf; and 1 more."
    assert translated(undeclared) == (
        "Є посилання на те, чого не оголошено в жодному завантаженому досьє: team посилається на учасника olaf; і ще 1."
    )
    assert translated("Nothing of the kind is known.") == "Nothing of the kind is known."
    assert translated("There is no snapshot {0}.") == "Знімка {0} немає."
    assert translated("There is no engine 'abc'.") == "Рушія «abc» немає."
    assert translated("No such option '--no'. (Did you mean one of: '--on', '--only'?)") == (
        "Параметра «--no» немає. Можливо, ви мали на увазі один із цих: «--on», «--only»?"
    )
    assert translated("1,234 files were compared, 12 bytes.") == "Порівняно файлів: 1\u00a0234, байтів: 12."
