"""What a repository says of itself: how to cite it, where to write, and where its pages lie."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

import accordgraph

ROOT = Path(__file__).resolve().parents[2]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def test_the_citation_is_of_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert citation["version"] == accordgraph.__version__


def test_addresses_of_the_project_are_files_of_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert len(project["urls"]) >= 4
    assert [path for path in project["urls"].values() if not (ROOT / path).is_file()] == []


def test_there_are_forms_for_issues() -> None:
    assert {form.stem for form in FORMS} == {"config", "fault", "wish", "wrong-answer"}


@pytest.mark.parametrize("form", [form for form in FORMS if form.stem != "config"], ids=lambda form: form.stem)
def test_a_form_asks_something_that_must_be_answered(form: Path) -> None:
    content = yaml.safe_load(form.read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= content.keys()
    identifiers = [part["id"] for part in content["body"]]
    assert len(set(identifiers)) == len(identifiers) > 0
    assert any(part.get("validations", {}).get("required") for part in content["body"])


def test_make_knows_every_test_command_that_the_documents_name() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [name for name in ("test", "test-rest", "test-all") if f"\n{name}:" not in text] == []
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert ci.index("\nmake test\n") < ci.index("\nmake test-rest\n")


def test_each_target_of_make_has_one_recipe() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    assert phony is not None
    targets = re.findall(r"^([\w./-]+):(?!=)", text, re.MULTILINE)
    assert sorted(targets) == sorted(set(targets)), "a target stands twice"
    assert set(phony[1].split()) <= set(targets)
