"""Load tables: the UN tables and a made-up CSV, the time of each stage, and plain tools over the same CSV.

python benchmarks/tables.py [--size tiny|small|medium|full] [--un FOLDER]

The CSV has a row for each participation; a mapping makes statements of it, which are built into tables and loaded into
both engines. A plain rdflib script makes triples of the same rows, at 50,000 at most, in this process; morph-kgc does
where it is installed: `--morph` is the Python of an environment that has it. A wide CSV of up to 1 GB is read in a
process of its own, of which the peak of memory is printed.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import rdflib
from processors import cpu_seconds_of

from accordgraph.graph.derivation.tables import build
from accordgraph.graph.engines import ladybug, oxigraph
from accordgraph.loaders.tables.loading import mapping_path
from accordgraph.loaders.tables.mapping_file import read_mapping
from accordgraph.loaders.tables.reading import StoreView, read_tables

ROWS = {"tiny": 1_000, "small": 10_000, "medium": 50_000, "full": 200_000}
MOST_COMPARED = 50_000
PER_AGREEMENT = 4
MEGABYTES = {"tiny": 16, "small": 64, "medium": 256, "full": 1024}
"""Of the wide CSV."""

MAPPING = """\
mapping: bench
recorded: 2026-01-01
columns:
  actor: {type: actor, names: ids, else: slug}
  day: {type: date, format: ["%Y-%m-%d"]}
sources:
  sheet: {kind: dataset, publisher: bench, title: Participations, published: 2026}
bases:
  $(agreement):
    kind: agreement
    form: memorandum
    binds: signature
    name: {en: $(agreement)}
    says:
    - source: sheet
      acts:
      - {by: $(actor), type: signature, done: $(day)}
"""
MORPH = """\
prefixes: {ex: "https://example.org/"}
mappings:
  acts:
    sources: [["rows.csv~csv"]]
    s: ex:act/$(agreement)/$(actor)
    po:
    - [ex:by, ex:actor/$(actor)~iri]
    - [ex:basis, ex:basis/$(agreement)~iri]
    - [ex:done, $(day)]
    - [ex:type, signature]
"""
WIDE = """\
mapping: wide
recorded: 2026-01-01
columns:
  A: {type: actor, else: slug}
  B: {type: actor}
  Signed: {type: date}
  In force: {type: date}
  Source: {type: url}
sources:
  page-$(Source): {kind: official, publisher: $(Source|host), url: $(Source), published: 2026}
bases:
  $(Agreement):
    kind: agreement
    binds: signature
    name: {en: $(Agreement)}
    says:
    - source: page-$(Source)
      acts:
      - {by: [$(A), $(B)], type: signature, done: $(Signed), effective: $(In force), note: $(Note)}
"""
READ = """\
import re, sys
from pathlib import Path
from accordgraph.loaders.tables.mapping_file import read_mapping
from accordgraph.loaders.tables.rows import read_rows
height = read_rows(read_mapping(Path(sys.argv[1])), [Path(sys.argv[2])]).frame.height
print(height, int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) >> 10)
"""
"""The peak is read from Linux: `getrusage` has that of the process that began it, if it was higher."""

Result = TypeVar("Result")


def timed(name: str, work: Callable[[], Result], stages: dict[str, float]) -> Result:
    """What the work gives; its seconds of processor time are kept by name."""
    start = time.process_time()
    result = work()
    stages[name] = time.process_time() - start
    return result


def write_rows(path: Path, rows: int) -> None:
    """A made-up CSV, the same on every run."""
    rng = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["agreement", "actor", "day"])
        for number in range(rows):
            day = f"{rng.randint(1990, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
            writer.writerow([f"agreement-{number // PER_AGREEMENT}", f"body-{rng.randrange(max(rows // 10, 20))}", day])


def write_wide(path: Path, megabytes: int) -> None:
    """A register as offices keep them: names, a title, an address and a note in each row; the same on every run."""
    rng = random.Random(7)
    states = ("Ukraine", "Estonia", "Latvia", "Moldova (Republic of)", "United Kingdom", "Romania")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["No", "A", "B", "Agreement", "Signed", "In force", "Source", "Note"])
        number = 0
        while number % 10_000 or file.tell() < megabytes << 20:
            number += 1
            day, title = f"{rng.randint(1990, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}", number // 3
            note = f"Published, in the register of the ministry, with {rng.randrange(100)} annexes"
            body, state = f"Body number {rng.randrange(20_000)}", rng.choice(states)
            agreement = f"Memorandum of understanding {title} on the exchange of data"
            writer.writerow([number, body, state, agreement, day, "", f"https://example.org/{title}/text.html", note])


def show_memory(folder: Path, megabytes: int) -> None:
    """Read a wide CSV in a process of its own, and print how much memory that takes at the peak."""
    mapping, table = folder / "wide.mapping.yaml", folder / "wide.csv"
    mapping.write_text(WIDE, encoding="utf-8")
    write_wide(table, megabytes)
    command = [sys.executable, "-c", READ, str(mapping), str(table)]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    rows, peak = map(int, result.stdout.split())
    print(f"\nReading a CSV of {table.stat().st_size >> 20:,} MB, {rows:,} rows: {peak:,} MB of memory at the peak")


def load(mapping: Path, table: Path, folder: Path) -> dict[str, float]:
    """Seconds of processor time of each stage of a load."""
    stages: dict[str, float] = {}
    reading = timed("table to statements", lambda: read_tables(read_mapping(mapping), [table], StoreView()), stages)
    tables = timed("statements to tables", lambda: build(reading.statements), stages)
    folder.mkdir()
    timed("Ladybug", lambda: ladybug.build(tables, folder / "ladybug"), stages)
    timed("Oxigraph", lambda: oxigraph.build(tables, folder / "oxigraph"), stages)
    return stages


def with_rdflib(table: Path) -> int:
    """The plain script: a loop over the rows, four triples each."""
    graph, name = rdflib.Graph(), rdflib.Namespace("https://example.org/")
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            act = name[f"act/{row['agreement']}/{row['actor']}"]
            graph.add((act, name.by, name[f"actor/{row['actor']}"]))
            graph.add((act, name.basis, name[f"basis/{row['agreement']}"]))
            graph.add((act, name.done, rdflib.Literal(row["day"])))
            graph.add((act, name.type, rdflib.Literal("signature")))
    return len(graph)


def with_morph(folder: Path, python: str) -> float | None:
    """Seconds of processor time that morph-kgc takes for the same triples; None where that Python does not have it."""
    if subprocess.run([python, "-c", "import morph_kgc"], capture_output=True, check=False).returncode:
        return None
    (folder / "rows.yml").write_text(MORPH, encoding="utf-8")
    config = "[CONFIGURATION]\noutput_file=rows.nt\nnumber_of_processes=1\n[DataSource]\nmappings=rows.yml\n"
    (folder / "morph.ini").write_text(config, encoding="utf-8")
    return cpu_seconds_of([python, "-m", "morph_kgc", "morph.ini"], folder=folder)[0]


def show(title: str, stages: dict[str, float]) -> None:
    """Print the seconds and the share of each stage."""
    total = sum(stages.values())
    print(f"\n{title}: {total:.2f} s of processor time")
    for name, seconds in stages.items():
        print(f"  {name:<22}{seconds:8.2f} s  {100 * seconds / total:5.1f} %")


def main() -> None:
    """Run all of it and print shares and ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", choices=ROWS, default="small")
    parser.add_argument("--un", type=Path, help="the folder with the tables of the UN")
    parser.add_argument("--morph", metavar="PYTHON", default=sys.executable, help="a Python that has morph-kgc")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if arguments.un is not None:
            with mapping_path("un-treaties") as path:
                show("UN tables", load(path, arguments.un, folder / "un"))
        rows = ROWS[arguments.size]
        mapping, table = folder / "bench.mapping.yaml", folder / "rows.csv"
        mapping.write_text(MAPPING, encoding="utf-8")
        write_rows(table, rows)
        show(f"{rows:,} participations", load(mapping, table, folder / "made-up"))
        compared = min(rows, MOST_COMPARED)
        write_rows(table, compared)
        stages: dict[str, float] = {}
        timed("ours", lambda: read_tables(read_mapping(mapping), [table], StoreView()), stages)
        timed("rdflib", lambda: with_rdflib(table), stages)
        morph = with_morph(folder, arguments.morph)
        print(f"\nThe same CSV, {compared:,} rows, to statements and to triples (processor time):")
        print(f"  ours, to statements   {stages['ours']:8.2f} s")
        print(f"  a plain rdflib script {stages['rdflib']:8.2f} s  {stages['rdflib'] / stages['ours']:.2f} times ours")
        if morph is None:
            print("  morph-kgc is not installed")
        else:
            print(f"  morph-kgc             {morph:8.2f} s  {morph / stages['ours']:.2f} times ours")
        show_memory(folder, MEGABYTES[arguments.size])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory of the loads: {peak:,.0f} MB")


if __name__ == "__main__":
    main()
