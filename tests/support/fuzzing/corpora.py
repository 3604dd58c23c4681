"""What good inputs look like, and the words that their readers know."""

from __future__ import annotations

import datetime
import io
import json
import tarfile
import tempfile
from pathlib import Path

import polars as pl
import xlsxwriter
from worlds.exporting import FIRST, bare, world
from worlds.sheets import MAPPING
from worlds.sheets import TABLE as WORLD_SHEET
from worlds.statement_builder import Story

from accordgraph.exports.formats import export
from accordgraph.exports.request import ExportRequest
from accordgraph.graph.statements.log import Batch, empty_log, record
from accordgraph.graph.store import backup, manifest
from fuzzing.inputs import Corpus

DOSSIER = """\
dossier: sample
recorded: 2026-11-22
title: A sample
licence: CC-BY-4.0
sources:
  s: {kind: press, published: 2020, derived_from: t, derived_as: reprint, text: page.txt, url: "https://example.org/"}
  t: {kind: legal-text, accessed: 2021?, records_exits: true, rows_are_acts: true, language: en, publisher: x}
actors:
  ua: {kind: state, name: {en: Ukraine, uk: Україна}, jurisdiction: UA, wikidata: Q212}
  ee: {kind: state, name: Estonia}
  x: {kind: agency, aliases: [a, b], acronym: {en: X}, part_of: [ua], subtype: court}
bases:
  team:
    kind: agreement
    form: jit
    binds: signature
    name: {en: Team}
    says:
    - source: s
      of_basis: {during: 2022/2023, effect_after: P3M, effect_on: month-start, in_force_since: 2022-01}
      acts:
      - {by: [ua, x], type: extension, done: 2022-05-30, until: 2023, through: {ua: x}, role: member, quote: some}
      - {by: [ua, ee], type: founding, done: 2022-03-25, effective: 2022-04, episode: 1, stance: denies}
      lists: [{of: [ua], role: member, complete: true, at: [1, 3], paragraph: 1, as_of: 2023-01-01}]
  old: {kind: operation, replaces: [team], topics: [war crimes], places: [UA], open: true}
observations:
- source: s
  says: [{series: r, measure: m, period: "[2022..2023]", value: 3.5, qualifier: about, basis: team}]
challenges:
- source: t
  says: [{id: access, affects: [x], mechanism: None, remedy: Haste, how: inferred}]
assessments:
- source: t
  says: [{id: high, scope: all, topic: execution, claim: It works, note: so}]
"""

SHORT = """\
dossier: short
recorded: 2026-01-01
sources: {p: {kind: official, published: 2025-01-01}}
actors: {ua: {kind: state}, lt: {kind: state}}
bases:
  b: {kind: agreement, form: treaty, binds: consent, says: [{source: p, acts: [{by: [ua, lt], type: ratification,
    done: 2024-02-29}, {by: [lt], type: denunciation, done: 2025}, {type: entry-into-force, done: 2024-03-01}]}]}
"""

DATES = (
    *("2022", "2022-05", "2022-05-30", "2022/2023-05-01", "2022/..", "../2022", "2022/", "[2022..2023]", "[..2024]"),
    *("[2022-01..]", "2016?", "2016?-12-13", "2016-12-?13", "2022-05~", "2022%", "2022-21", "201X", "2022-XX-30"),
    *("Y12345", "-0044", "[2022,2023-05]", "{2022,2023}", "2022-05-30T10:00:00Z", "2016?/2018~", "1985-04-12T23:20:30"),
    *("[2022-05-30..2022-06,2023?]", "Y17E8", "1950S2", "2001-34", "?2004-06-~11", "0000", "9999-12-31"),
)

DATE_PIECES = (
    *("2022", "-", "05", "30", "/", "..", "[", "]", "{", "}", ",", "?", "~", "%", "X", "XX", "S2", "E8", "Y", "T"),
    *(
        "Z",
        "+03:00",
        "24:00:00",
        "00",
        "13",
        "31",
        "29",
        "02",
        "21",
        "41",
        "open",
        "unknown",
        "\u0662\u0660\u0662\u0662",
    ),
)

WORDS_OF_YAML = (
    *(
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "[a]",
        "{a: b}",
        "[]",
        "{}",
        "''",
        "&a ",
        "*a",
        "<<: *a",
        "!!python/object:os.system ",
        "!!x ",
        "? ",
        "|\n",
        ">\n",
    ),
    *(
        "# ",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "@",
        "`",
        ", ",
        "\n  ",
        "\n- ",
        "ua",
        "team",
        "s",
        "whole",
        "2022/..",
        "P",
    ),
    *("kind", "name", "says", "acts", "lists", "source", "by", "of", "through", "done", "until", "text", "at", "quote"),
    *(
        "derived_from: t",
        "part_of: [x]",
        "true",
        "NO",
        "\\ud800",
        "\\0",
        "9" * 5000,
        "text: ../secret",
        "text: /dev/zero",
    ),
)

NAMES = (
    *("NABU", "НАБУ", "National Anti-Corruption Bureau of Ukraine", "Derzhavne biuro rozsliduvan", "euopol", "JICA"),
    *("memorandum nabu", "Обʼєднані Нації", "jit-ukraine-2022~cz~1", "Łódź-Wschód", "ua", "Czech Republic", "UN"),
)

NAME_PIECES = (
    " ",
    "-",
    "ukr",
    "Ukraine",
    "бюро",
    "ъ",
    "й",
    "ї",
    "日本",
    "حقوق",
    "한국",
    "ß",
    "İ",
    "'; DROP TABLE names--",
    "%",
)

CYPHER = (
    "MATCH ( a : Actor { id : 'x' } ) WHERE a . id = 'y' RETURN a . id AS x ORDER BY x LIMIT 1",
    "UNWIND [ 1 , 2 ] AS x WITH x WHERE x > 1 RETURN DISTINCT x , count ( * ) AS n",
    "CALL show_tables ( ) RETURN name",
    "RETURN CASE WHEN true THEN 'a' ELSE \"b\" END AS `c` UNION ALL RETURN 'd' AS `c`",
    "OPTIONAL MATCH ( a : Actor ) - [ r : PART_OF * 1 .. 3 ] -> ( b ) RETURN r , EXISTS { MATCH ( a ) } ;",
    "RETURN list_transform ( [ 1 ] , x -> x + 1 ) , CAST ( '1' AS INT64 [ ] ) , all ( x IN [ 1 ] WHERE x > 0 )",
)

CYPHER_PIECES = (
    *("LOAD FROM 'secret.csv' RETURN *", "COPY (RETURN 1) TO 'out.csv'", "EXPORT DATABASE 'out'", "CREATE", "DELETE"),
    *("SET", "MERGE", "CALL", "read_csv_serial('x')", "threads=1", "ATTACH 'out' AS o", "INSTALL httpfs", "BEGIN"),
    *(
        "/*",
        "*/",
        "/***/",
        "//",
        "$x",
        ";",
        "--",
        "->",
        "<-",
        "-[",
        "]->",
        "..",
        "*",
        "RETURN 1",
        "WITH",
        "AS",
        "UNION",
    ),
    *("WHERE", "EXPLAIN", "PROFILE", "CASE", "END", "IS NULL", "STARTS WITH", "NOT ", "EXISTS {", "x -> x", "``", "''"),
)

SPARQL = (
    "SELECT ?s { ?s ?p 'x' . FILTER ( ?s < ?p && ?p > 1 ) } LIMIT 1",
    "PREFIX e: <urn:e> ASK { ?s e:a\\#b 1 . OPTIONAL { ?s a <urn:x> } }",
    "SELECT ( '''a''' AS ?x ) ( \"b\"@en AS ?y ) { VALUES ?z { true UNDEF 1.5e3 } }",
    "CONSTRUCT { ?s ?p _:b } WHERE { { ?s ?p ?o } UNION { ?o ?p ?s } MINUS { ?s ?p 2 } }",
    "SELECT ( COUNT ( * ) AS ?n ) { BIND ( 1 AS ?x ) FILTER NOT EXISTS { ?s <urn:p>/^<urn:q>* ?x } } GROUP BY ?n",
    "DESCRIBE <https://w3id.org/accordgraph/id/actor/nabu>",
)

SPARQL_PIECES = (
    *(
        "SERVICE <urn:x> { ?a ?b ?c }",
        "SERVICEe:x{}",
        "FROM <urn:x>",
        "LOAD <urn:x>",
        "DROP ALL",
        "INSERT DATA {}",
        "'''",
    ),
    *(
        '"""',
        "\\u0053",
        "#",
        "<",
        ">",
        "<?o)",
        "<?o#>",
        "?1SERVICE",
        "_:b",
        "@en",
        "^^",
        "||",
        "&&",
        "!",
        "^",
        "|",
        "+",
    ),
    *(
        "PREFIX e: <urn:x>",
        "BASE <urn:x>",
        "FILTER(?p<?o)",
        "UNION",
        "OPTIONAL",
        "ASK",
        "SELECT",
        "GRAPH ?g",
        "<<",
        ">>",
    ),
)


def _texts(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)


def dossiers() -> Corpus:
    """Dossiers with every key that there is."""
    pairs = (("[", "]"), ("{", "}"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ('"', '"'), ("&a [*a,", "]"))
    return Corpus(_texts(DOSSIER, SHORT), WORDS_OF_YAML, pairs)


def dates() -> Corpus:
    """Dates of every kind in EDTF."""
    return Corpus(_texts(*DATES), DATE_PIECES, (("[", "]"), ("{", "}"), ("", "?"), ("..", "..")))


def names() -> Corpus:
    """What people look for."""
    return Corpus(_texts(*NAMES), NAME_PIECES)


def cypher() -> Corpus:
    """Queries that pass the guard of Cypher, and pieces of those that do not."""
    pairs = (("(", ")"), ("[", "]"), ("{", "}"), ("/* ", " */"), ("NOT ", ""), ("EXISTS { MATCH ", "}"), ("'", "'"))
    return Corpus(_texts(*CYPHER), CYPHER_PIECES, pairs)


def sparql() -> Corpus:
    """Queries that pass the guard of SPARQL, and pieces of those that do not."""
    pairs = (("(", ")"), ("{", "}"), ("[", "]"), ("<", ">"), ("!", ""), ("'", "'"), ("# ", "\n"), ("<< ", " >>"))
    return Corpus(_texts(*SPARQL), SPARQL_PIECES, pairs)


# ---------------------------------------------------------------- files
ENDINGS = {"nquads": ".nq", "turtle": ".ttl", "jsonld": ".jsonld"}


def rdf() -> Corpus:
    """A small graph in each form of RDF; the ending of the file stands in a line before it."""
    story = Story().source("d", "editorial").source("page").actors("ua", name="Ukraine").basis("team", during="2022")
    seeds = []
    with tempfile.TemporaryDirectory() as scratch:
        snapshot = bare(Path(scratch), story.statements())
        for form, ending in ENDINGS.items():
            path = Path(scratch) / f"graph{ending}"
            export(snapshot, ExportRequest(form), path)
            seeds.append(f"{ending}\n{path.read_text(encoding='utf-8')}".encode())
    words = ("<", ">", '"', "^^", "@en", "_:b", ".", ";", ",", "@prefix", "a", "ag:Statement", "ag:value", "@context")
    return Corpus(tuple(seeds), (*words, "@id", "@type", "@import", "\\uD800", "https://example.org/context"))


def backups() -> Corpus:
    """A backup as it is, and each of its files alone: the name of the file stands in a line before it."""
    parts = backup_parts()
    whole = b"whole\n" + archive(parts)
    return Corpus((whole, *(name.encode() + b"\n" + content for name, content in parts.items())), is_binary=True)


def backup_parts() -> dict[str, bytes]:
    """The files of a backup but for its manifest, in their order."""
    log, _ = record(empty_log(), Batch("d", FIRST, world().statements()))
    parts = {"history.jsonl": json.dumps(HISTORY).encode() + b"\n"}
    for name, frame in (("statements.parquet", log.statements), ("recordings.parquet", log.recordings)):
        buffer = io.BytesIO()
        frame.write_parquet(buffer)
        parts[name] = buffer.getvalue()
    return {name: parts[name] for name in backup.FILES[1:]}


HISTORY = {
    "snapshot": "000001",
    "base": None,
    "action": "load",
    "at": "2026-01-05T00:00:00Z",
    "statements": 9,
    "changes": {"d": [9, 0]},
}


def archive(parts: dict[str, bytes], stated: dict[str, object] | None = None) -> bytes:
    """A backup with these files and a manifest that is right about them, as whoever means harm would write it.

    Where `stated` is given, the manifest holds that, and its checksum is right.
    """
    buffer = io.BytesIO()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, content in parts.items():
            (folder / name).write_bytes(content)
        whole = {**manifest.write(folder, {"snapshot": "000001"})}
    if stated is not None:
        whole = manifest.sealed({"format": manifest.FORMAT, **stated})
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, content in {manifest.NAME: json.dumps(whole, indent=1).encode() + b"\n", **parts}.items():
            member = tarfile.TarInfo(backup.PREFIX + name)
            member.size, member.mode = len(content), 0o644
            tar.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


TABLE_ENDINGS = (".csv", ".jsonl", ".json", ".xlsx", ".parquet", ".tsv", ".xls", ".ods")
"""By the first byte of an input: how the rest is read."""

WORKBOOKS = Path(__file__).parents[2] / "loaders" / "tables" / "workbooks"

SHEET = WORLD_SHEET
"""The table that mappings are tried on."""


def tables() -> Corpus:
    """Tables of each format, each after the byte that says which it is."""
    frame = pl.DataFrame({"Party": ["Ukraine", "Estonia"], "Signed": ["2020", "03/04/2021"]})
    packed, workbook = io.BytesIO(), io.BytesIO()
    frame.write_parquet(packed)
    with xlsxwriter.Workbook(workbook) as book:
        book.set_properties({"created": datetime.datetime(2026, 1, 1)})  # else it tells the second of its making
        sheet = book.add_worksheet("A")
        sheet.write_row(0, 0, frame.columns)
        for number, row in enumerate(frame.rows(), 1):
            sheet.write_row(number, 0, row)
        sheet.merge_range("A2:A3", "Ukraine")
    text, lines = SHEET.encode(), b"".join(json.dumps(row).encode() + b"\n" for row in frame.to_dicts())
    documents = json.dumps({"rows": frame.to_dicts()}).encode()
    contents = [text, lines, documents, workbook.getvalue(), packed.getvalue(), text.replace(b",", b"\t")]
    contents += [(WORKBOOKS / f"agreements{ending}").read_bytes() for ending in TABLE_ENDINGS[len(contents) :]]
    seeds = [bytes([number]) + content for number, content in enumerate(contents)]
    seeds += [b"\x00" + SHEET.encode(encoding) for encoding in ("utf-16", "cp1251")]
    return Corpus(tuple(seeds), is_binary=True)


def mappings() -> Corpus:
    """Mappings of the sheet, with references, conditions and all kinds of columns."""
    references = ("$(", ")", "$(A)", "|host", "|hash", "(?<day>", "%d", "c*")
    keys = ("when:", "where:", "not:", "split:", "pattern:", "keys:")
    with_line_ends_of_windows = MAPPING.replace("\n", "\r\n")
    return Corpus((MAPPING.encode(), with_line_ends_of_windows.encode()), (*references, *keys))
