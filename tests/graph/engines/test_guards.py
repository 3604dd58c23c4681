"""Guards read a text as its engine does: what they let pass only reads, and what the engine gets is what they read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from real_servers.listener import listening

from accordgraph.graph import engines
from accordgraph.graph.engines.guards import check_cypher, check_neo4j, check_sparql, check_sparql_of_server
from accordgraph.graph.engines.guards.cypher_words import FUNCTIONS, PROCEDURES
from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.errors import EngineError, QueryError

QUESTIONS = sorted(
    (entry.name, entry.read_text(encoding="utf-8"))
    for entry in files("accordgraph.queries.questions").iterdir()
    if entry.name.endswith((".rq", ".cypher"))
)


class Everything(dict[str, object]):
    """Parameters that have any name."""

    def __contains__(self, name: object) -> bool:
        return True


def test_there_are_questions() -> None:
    assert len([name for name, _ in QUESTIONS if name.endswith(".rq")]) >= 26
    assert len([name for name, _ in QUESTIONS if name.endswith(".cypher")]) >= 26


@pytest.mark.parametrize("place", ["embedded", "server"])
@pytest.mark.parametrize(("name", "text"), QUESTIONS, ids=[name for name, _ in QUESTIONS])
def test_every_bundled_question_passes(name: str, text: str, place: str) -> None:
    """Nothing checks them when they are asked: that they only read the graph is certain here, once."""
    if name.endswith(".cypher"):
        checked = (check_cypher if place == "embedded" else check_neo4j)(text, Everything())
    else:
        checked = (check_sparql if place == "embedded" else check_sparql_of_server)(text.replace("$", "?"))
    assert [len(line) for line in checked.split("\n")] == [len(line) for line in text.split("\n")]


# ---------------------------------------------------------------- what the engine gets
def test_comments_become_blank_and_nothing_moves() -> None:
    text = "RETURN /* ; DROP */ 1 // it's\n AS x /* a\nb */ ; // end"
    assert check_cypher(text, {}) == "RETURN " + " " * 12 + " 1 " + " " * 7 + "\n AS x     \n    " + "         "
    assert check_sparql("ASK # 'SERVICE\n{ ?s ?p '#' }") == "ASK           \n{ ?s ?p '#' }"


def test_an_odd_comment_ends_where_ladybug_ends_it() -> None:
    with pytest.raises(QueryError, match="comment does not end"):
        check_cypher("RETURN 1 /***/", {})
    assert check_cypher("RETURN 1 /***/ LOAD FROM 'x' */", {}).split() == ["RETURN", "1"]


# ---------------------------------------------------------------- long texts
LONG_CYPHER = {
    "properties": "RETURN " + "a." * 49_000 + "a",
    "parentheses": "RETURN " + "+".join(["(a)"] * 24_000),
    "numbers": "RETURN [" + ",".join(["1"] * 49_000) + "]",
    "columns": "RETURN " + ",".join(["a.id"] * 19_000),
    "ways": "MATCH (a)" + "--(a)" * 19_000 + " RETURN 1",
    "conditions": "MATCH (a) WHERE " + " AND ".join(["(a)--(a)"] * 7_000) + " RETURN 1",
    "negations": "RETURN " + "NOT " * 24_000 + "true",
    "parameters": "RETURN " + ",".join(["$x"] * 33_000),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", LONG_CYPHER.values(), ids=LONG_CYPHER)
def test_long_cypher_is_read_in_time_that_grows_with_its_length(text: str) -> None:
    assert 80_000 < len(text) < 100_000
    assert check_cypher(text, Everything()) == text


LONG_SPARQL = {
    "sums": "SELECT (" + "1+" * 9_000 + "1 AS ?x) {}",
    "paths": "SELECT * { ?s " + "<a:b>/" * 9_000 + "<a:b> ?o }",
    "alternatives": "SELECT * { ?s " + "<a:b>|" * 9_000 + "<a:b> ?o }",
    "negations": "SELECT (" + "!" * 45_000 + "true AS ?x) {}",
    "unions": "SELECT * { {}" + " UNION {}" * 9_000 + " }",
    "lists": "SELECT * { ?s <a:b> ( " + "1 " * 45_000 + ") }",
    "conditions": "SELECT * { FILTER(" + "true || " * 9_000 + "true) }",
}


@pytest.mark.parametrize("check", [check_sparql, check_sparql_of_server])
@pytest.mark.parametrize("text", LONG_SPARQL.values(), ids=LONG_SPARQL)
def test_chains_that_fill_the_stack_of_an_engine_are_refused(text: str, check: Callable[[str], str]) -> None:
    with pytest.raises(QueryError, match="more than 4,000 words and signs"):
        check(text)


@pytest.mark.parametrize("text", [text for name, text in LONG_SPARQL.items() if name != "paths"])
def test_chains_as_long_as_may_be_are_answered(text: str) -> None:
    """Half as long as those that are refused at most; a path would take its time."""
    for unit, count in (("1+", 1_900), ("<a:b>|", 1_900), ("!", 3_900), (" UNION {}", 1_200), ("true || ", 1_900)):
        if unit * 9_000 in text:
            text = text.replace(unit * (text.count(unit)), unit * count)
    text = text.replace("1 " * 45_000, "")
    assert pyoxigraph.Store().query(check_sparql(text)) is not None


def test_values_may_be_many() -> None:
    text = "SELECT * { VALUES ?x { " + "<urn:a> " * 9_000 + "} }"
    assert check_sparql(text) == text
    rows = "SELECT * { VALUES (?x ?y) { " + "(1 2) " * 9_000 + "} " + "?x <a:b> ?y . " * 900 + "}"
    assert check_sparql(rows) == rows


# ---------------------------------------------------------------- what may be called
def known(engine: Engine) -> dict[str, str]:
    """Kind of every function that the engine has, but for operators."""
    rows = engine.query("CALL show_functions() RETURN name, type", {}).rows
    return {str(name): str(kind) for name, kind in rows if str(name).isidentifier()}


def test_what_may_be_called_computes_or_tells_of_tables(folders: dict[str, Path]) -> None:
    with engines.open_read_only("ladybug", folders["ladybug"]) as engine:
        kinds = known(engine)
    there = FUNCTIONS & kinds.keys()
    assert len(there) > 200
    assert {kinds[name] for name in there} == {"SCALAR FUNCTION", "AGGREGATE FUNCTION", "REWRITE FUNCTION"}
    assert {kinds[name] for name in PROCEDURES} == {"TABLE FUNCTION"}


def test_what_computes_but_may_not_be_called_is_known(folders: dict[str, Path]) -> None:
    with engines.open_read_only("ladybug", folders["ladybug"]) as engine:
        kinds = known(engine)
    computing = {name for name, kind in kinds.items() if kind in ("SCALAR FUNCTION", "AGGREGATE FUNCTION")}
    # Keywords that the grammar has, internal names, and what has an effect: a sequence, a seed.
    expected = {"ALL", "ANY", "None", "Single", "CAST", "COUNT_STAR", "internal_id"}
    expected |= {"CURRVAL", "NEXTVAL", "SETSEED"}
    expected |= {"EQUALS", "NOT_EQUALS", "GREATER_THAN", "GREATER_THAN_EQUALS", "LESS_THAN", "LESS_THAN_EQUALS"}
    expected |= {"TO_SERIAL", "LOG"}  # in Neo4j it is the natural one, here to the base 10
    assert computing - FUNCTIONS == expected


# ---------------------------------------------------------------- both read the same
CYPHER_SEEDS = (
    "MATCH ( a : Actor { id : 'x' } ) WHERE a . id = 'y' RETURN a . id AS x ORDER BY x LIMIT 1",
    "UNWIND [ 1 , 2 ] AS x WITH x WHERE x > 1 RETURN DISTINCT x , count ( * ) AS n",
    "CALL show_tables ( ) RETURN name",
    "RETURN CASE WHEN true THEN 'a' ELSE \"b\" END AS `c` UNION ALL RETURN 'd' AS `c`",
    "OPTIONAL MATCH ( a : Actor ) - [ r : PART_OF ] -> ( b ) RETURN r , EXISTS { MATCH ( a ) } ;",
)
CYPHER_PIECES = (
    *("LOAD FROM 'secret.csv' (file_format='csv') RETURN *", "COPY (RETURN 1) TO 'out.csv'", "EXPORT DATABASE 'out'"),
    *(
        "LOAD",
        "FROM",
        "COPY",
        "TO",
        "'out.csv'",
        "'secret.csv'",
        "EXPORT DATABASE",
        "CREATE",
        "SET",
        "DELETE",
        "DETACH",
    ),
    *("CALL", "read_csv_serial('secret.csv')", "read_csv_serial", "threads=1", "ATTACH 'out' AS o", "INSTALL httpfs"),
    *("/*", "*/", "/***/", "/**/", "//", "\n", "\r", "\r\n", "'", '"', "`", "\\", "\\'", "''", "``", ";", "$x", "--"),
    *("\u017f", "\u00a0", "\u2010", "\u2028", "\ufeff", "\x00", "\x1c", "(", ")", "{", "}", "[", "]", "RETURN 1"),
    *("RETURN", "WITH", "AS", "UNION", "1", ".", "..", "*", "a", "x -> x", "MATCH (a)", "WHERE", "EXPLAIN", "PROFILE"),
)
SPARQL_SEEDS = (
    "SELECT ?s { ?s ?p 'x' . FILTER ( ?s < ?p && ?p > 1 ) } LIMIT 1",
    "PREFIX e: <urn:e> ASK { ?s e:a\\#b 1 . OPTIONAL { ?s a <urn:x> } }",
    "SELECT ( '''a''' AS ?x ) ( \"b\"@en AS ?y ) { VALUES ?z { true UNDEF 1.5e3 } }",
    "CONSTRUCT { ?s ?p _:b } WHERE { { ?s ?p ?o } UNION { ?o ?p ?s } MINUS { ?s ?p 2 } }",
    "SELECT ( COUNT ( * ) AS ?n ) { BIND ( 1 AS ?x ) FILTER NOT EXISTS { ?s <urn:p> ?x } }",
)
SPARQL_PIECES = (
    *("SERVICE <URL> { ?a ?b ?c }", "SERVICE<URL>{}", "SERVICE e:x {}", "SERVICEe:x{}", "SERVICE ?x {}", "service"),
    *(
        "SERVICE",
        "SILENT",
        "<URL>",
        "{ ?a ?b ?c }",
        "{",
        "}",
        "(",
        ")",
        "FROM <URL>",
        "LOAD <URL>",
        "DROP ALL",
        ";",
        ".",
    ),
    *(
        "'",
        '"',
        "'''",
        '"""',
        "\\",
        "\\'",
        "\\u0053",
        "\\u0027",
        "#",
        "\n",
        "\r",
        "<",
        ">",
        "<?o)",
        "<?o#>",
        "<u:o'>",
        "?1SERVICE",
        "1",
        "true",
        "a",
    ),
    *(
        "e:",
        "e:x",
        "e:a\\#",
        "_:b",
        "?x",
        "@en",
        "^^",
        "||",
        "BIND(<URL> AS ?x)",
        "PREFIX e: <URL>",
        "\u017f",
        "\u00a0",
    ),
    *("FILTER(?p<?o)", "FILTER(?p>?o)", "UNION", "OPTIONAL", "ASK", "SELECT", "*", "\ufeff", "\x00", "%53", "-"),
)


CYPHER_WRAPS = ("{}", "/* {} */", "/***/ {} /* */", "// {}\n", "// {}\r\n", "'{}'", '"{}"', "`{}`", "/*{}**/ */")
SPARQL_WRAPS = ("{}", "# {}\n", "#{}\r", "'{}'", '"{}"', "'''{}'''", '"""{}"""', "<{}>", "e:{}")


@st.composite
def soups(draw: st.DrawFn, seeds: tuple[str, ...], pieces: tuple[str, ...], wraps: tuple[str, ...]) -> str:
    """A good query into which pieces of bad ones were thrown, bare or as comments and strings."""
    words = draw(st.sampled_from(seeds)).split(" ")
    for piece in draw(st.lists(st.sampled_from(pieces), min_size=1, max_size=3)):
        place = draw(st.integers(0, len(words)))
        words[place : place + draw(st.integers(0, 1))] = [draw(st.sampled_from(wraps)).replace("{}", piece)]
    gap = draw(st.integers(-len(words), len(words) - 1))
    return "".join(word if place == gap else f"{word} " for place, word in enumerate(words))


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A port that must not be called."""
    with listening() as listener:
        yield listener.port
    assert listener.calls == []


@pytest.fixture(scope="module")
def ladybug(folders: dict[str, Path]) -> Iterator[Engine]:
    with engines.open_read_only("ladybug", folders["ladybug"]) as engine:
        yield engine


@pytest.fixture(scope="module")
def oxigraph(folders: dict[str, Path]) -> Iterator[Engine]:
    with engines.open_read_only("oxigraph", folders["oxigraph"]) as engine:
        yield engine


@pytest.fixture
def canary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folders: dict[str, Path]) -> Iterator[Path]:
    """The current folder, in which nothing may appear, while the engine's file stays as it is."""
    (tmp_path / "secret.csv").write_text("secret\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    before = [(path, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(folders["ladybug"].rglob("*"))]
    yield tmp_path
    assert before == [
        (path, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(folders["ladybug"].rglob("*"))
    ]


def answer(engine: Engine, text: str) -> str:
    """What the engine gives, as text; the guard's refusals and the engine's are both as good as nothing."""
    try:
        checked = check_cypher(text, {}) if engine.language == "cypher" else check_sparql(text)
        return repr(engine.query(checked, {}))
    except (QueryError, EngineError):
        return ""


SOUP = settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@SOUP
@given(text=soups(CYPHER_SEEDS, CYPHER_PIECES, CYPHER_WRAPS))
@example(text="RETURN 1 AS x /***/ UNION /* */ LOAD FROM 'secret.csv' RETURN *")
def test_no_soup_of_cypher_reads_or_writes(ladybug: Engine, canary: Path, text: str) -> None:
    # The rows of a file would show; its name, which may stand in the text, would not.
    assert "secret\\n" not in answer(ladybug, text) and "'secret'" not in answer(ladybug, text)
    assert [path.name for path in canary.iterdir()] == ["secret.csv"]


@SOUP
@given(text=soups(SPARQL_SEEDS, SPARQL_PIECES, SPARQL_WRAPS))
@example(text="ASK { ?s ?p ?o FILTER(?p<?o)SERVICE<URL>{ ?a ?b ?c } FILTER(?p>?o) }")
def test_no_soup_of_sparql_calls_out(oxigraph: Engine, port: int, text: str) -> None:
    answer(oxigraph, text.replace("URL", f"http://127.0.0.1:{port}/"))
