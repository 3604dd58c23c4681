"""Every block of every page runs, and shows what the program says today.

`PYTHONPATH=tests/support python -m programs.pages` writes the outputs anew: read the difference before you keep it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from programs.blocks import GENERATED, blocks
from programs.pages import ROOT, follow, pages, reader_at_work

from accordgraph import cli
from accordgraph.loaders.dossier import schema

PAGES = [str(path.relative_to(ROOT)) for path in pages()]

FORMS = {
    "header": schema.header,
    "source": schema.source,
    "covers": schema.covers,
    "publisher": schema.publisher,
    "actor": schema.actor,
    "life": schema.life,
    "basis": schema.basis,
    "says": schema.says,
    "of-basis": schema.told_basis,
    "act": schema.act,
    "list": schema.listing,
    "observation": schema.observation,
    "challenge": schema.challenge,
    "assessment": schema.assessment,
}
"""What each section of the page on keys describes."""


def unlike_the_schema(files: Iterable[Path], schema_of: str) -> str:
    """What an editor that knows the schema would complain of in dossiers, or in mappings."""
    paths = [str(path) for path in files]
    if not paths:
        return ""
    program = Path(sys.executable).with_name("check-jsonschema")
    command = [str(program), "--schemafile", str(ROOT / "loaders" / f"{schema_of}.schema.json"), *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def with_marks(name: str) -> Any:
    """README.md is followed with the quick tests, and all other pages with those that take long."""
    return pytest.param(name, marks=[] if name == "README.md" else pytest.mark.long)


@pytest.mark.parametrize("name", [with_marks(name) for name in PAGES])
def test_a_page_can_be_followed(whole_store: Path, name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    with reader_at_work(whole_store) as folder:
        followed = follow(text)
        written = [path for path in sorted(folder.glob("*.yaml")) if path.stem != "broken"]
        mappings = [path for path in written if path.name.endswith(".mapping.yaml")]
        unlike = unlike_the_schema([path for path in written if path not in mappings], "dossier/dossier")
        unlike += unlike_the_schema(mappings, "tables/mapping")
    assert followed.faults == []
    assert unlike == ""
    assert followed.text == text, "PYTHONPATH=tests/support python -m programs.pages writes the outputs anew"


def test_few_blocks_are_not_run_and_each_says_why() -> None:
    reasons = [(name, block.not_run) for name in PAGES for block in blocks((ROOT / name).read_text(encoding="utf-8"))]
    assert len(reasons) > 50
    assert {(name, reason) for name, reason in reasons if reason} == {
        ("docs/exports.md", "it takes DuckDB, which is not part of accordgraph"),
        ("docs/finding.md", "a variable that is set here would not last"),
        ("docs/neo4j.md", "it takes a server"),
        ("docs/outgrowing.md", "it takes a server"),
        ("docs/outgrowing.md", "roles are in Neo4j Enterprise only"),
        ("docs/outgrowing.md", "a line of neo4j.conf"),
        ("docs/outgrowing.md", "a part of the settings of Fuseki"),
        ("docs/targets.md", "it takes a server"),
        ("docs/serving.md", "it serves until it is stopped"),
        ("docs/serving.md", "it is the configuration of another program"),
        ("docs/serving.md", "it takes containers"),
        ("docs/web.md", "it asks a server"),
        ("docs/start.md", "it installs from the network"),
        ("docs/targets.md", "it takes a server"),
    }


def test_every_command_is_used_on_a_page() -> None:
    typed = "".join(
        block.text for name in PAGES for block in blocks((ROOT / name).read_text("utf-8")) if block.language == "sh"
    )
    assert [name for name in cli.accord.all_commands() if f"accord {name}" not in typed] == []


# ---------------------------------------------------------------- keys of a dossier
def described() -> dict[str, dict[str, str]]:
    """The tables of the page on keys: by section, what is said of each key beside it."""
    page = GENERATED.sub("", (ROOT / "docs" / "dossier-keys.md").read_text(encoding="utf-8"))
    parts = re.split(r"^\(keys-([\w-]+)\)=$", page, flags=re.MULTILINE)[1:]
    rows = {name: re.findall(r"^\| `(\w+)` \| ([\w, ]*)\|", body, re.MULTILINE) for name, body in _pairs(parts)}
    return {name: {key: said.strip() for key, said in keys} for name, keys in rows.items()}


def _pairs(parts: list[str]) -> list[tuple[str, str]]:
    return list(zip(parts[::2], parts[1::2], strict=True))


def test_the_page_on_keys_has_all_sections() -> None:
    assert set(described()) == {*FORMS, "reported"}


@pytest.mark.parametrize("name", FORMS)
def test_all_keys_of_a_dossier_are_described_and_no_others(name: str) -> None:
    sections = described()
    keys = set(FORMS[name]().keys)
    reporting = set(sections["reported"])
    shared = reporting if reporting <= keys else set()
    shared |= set(sections["basis"]) - {"says"} if name == "of-basis" else set()
    assert set(sections[name]) == keys - shared


@pytest.mark.parametrize("name", FORMS)
def test_which_keys_must_stand_and_which_take_lists(name: str) -> None:
    said = described()[name]
    fields = [each for each in FORMS[name]().fields if each.key in said and each.key != "kind"]
    assert fields
    expected = {each.key: (each.required, each.several and not each.keyed) for each in fields}
    for each in fields:
        # A name takes several texts, one a language; the page says so in words.
        if each.keyed:
            expected[each.key] = (each.required, "several" in said[each.key])
    assert {each.key: ("must" in said[each.key], "several" in said[each.key]) for each in fields} == expected
