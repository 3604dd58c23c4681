"""A dossier whose every field is hostile: what loads is drawn as text in every form, what cannot be is refused."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from drawings.hostile_picture import HOSTILE
from programs.running import run

LONG = "x" * 10_000
TEXTS = [text.strip() for text in HOSTILE if text and "\ud800" not in text and "\x00" not in text] + [LONG]


class Elements(HTMLParser):
    """Every tag and attribute of a page, and its text outside of scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.targets: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.targets |= {value or "" for name, value in attrs if name in ("href", "src", "action")}


def dossier() -> str:
    """An actor, a basis and a source for each text, which say it wherever a text may be said."""
    actors = {
        f"a{number}": {
            "kind": "agency",
            "subtype": text,
            "name": {"en": text, "uk": text},
            "aliases": [f"{text} {number}"],
        }
        for number, text in enumerate(TEXTS)
    }
    sources = {
        f"s{number}": {"kind": "press", "title": text, "publisher": text[:60], "published": "2024-01-01"}
        for number, text in enumerate(TEXTS)
    }
    bases = {
        f"b{number}": {
            "kind": "agreement",
            "form": "memorandum",
            "binds": "signature",
            "name": {"en": text, "uk": text},
            "topics": [text],
            "says": [
                {
                    "source": f"s{number}",
                    "acts": [
                        {
                            "by": [f"a{number}", f"a{(number + 1) % len(TEXTS)}"],
                            "type": "signature",
                            "done": "2024-01-01",
                            "note": text,
                        }
                    ],
                }
            ],
        }
        for number, text in enumerate(TEXTS)
    }
    head = {"dossier": "hostile", "recorded": "2024-06-01"}
    return yaml.safe_dump({**head, "sources": sources, "actors": actors, "bases": bases}, allow_unicode=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "hostile.yaml").write_text(dossier(), encoding="utf-8")
    loaded = run("load", str(folder / "hostile.yaml"), store=folder / "store")
    assert loaded.returncode == 0, loaded.stderr[:3000]
    return folder / "store"


def test_a_page_of_hostile_texts_has_only_elements_of_its_own(store: Path, bundled_store: Path, tmp_path: Path) -> None:
    pages = {}
    for name, where in {"hostile": store, "bundled": bundled_store}.items():
        words = (
            ["--view", "actors", "--title", TEXTS[0], "--note", TEXTS[1]] if name == "hostile" else ["--view", "actors"]
        )
        assert run("draw", *words, "-o", str(tmp_path / f"{name}.html"), store=where).returncode == 0
        pages[name] = (tmp_path / f"{name}.html").read_text(encoding="utf-8")
    hostile, bundled = (Elements(pages[name]) for name in ("hostile", "bundled"))
    assert set(hostile.tags) <= set(bundled.tags)
    assert hostile.tags.count("script") == bundled.tags.count("script")
    assert (hostile.handlers, bundled.handlers) == ([], [])
    assert [target for target in hostile.targets if not target.startswith(("#", "data:,"))] == []
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", pages["hostile"])


def test_every_text_is_in_the_data_as_it_is(store: Path, tmp_path: Path) -> None:
    assert run("draw", "-o", str(tmp_path / "a.html"), store=store).returncode == 0
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    names = {node["long"] for node in data["nodes"]}
    assert [text for text in TEXTS if text.isprintable() and text not in names] == []
    assert "gpj.\\u202eexe\\u2066" in names
    notes = {one["note"] for link in data["links"] for one in link["evidence"]}
    assert [text for text in TEXTS if text.isprintable() and text not in notes] == []


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "mermaid", "dot", "cytoscape"])
def test_every_other_form_is_written_too(store: Path, tmp_path: Path, form: str) -> None:
    done = run("draw", "--about", "a0", "--hops", "2", "--as", form, "-o", str(tmp_path / "a"), store=store)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "a").read_bytes()
    assert len(text) > 300
    if form == "svg":
        assert not re.search(rb"<script|<img|onload=\"|javascript:[^<]*\"", text)


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,<script>", "file:///etc/passwd", "//evil"])
def test_an_address_that_is_none_never_becomes_a_link(tmp_path: Path, text: str) -> None:
    content = yaml.safe_load(dossier())
    content["sources"]["s0"]["url"] = text
    (tmp_path / "a.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    loaded = run("load", str(tmp_path / "a.yaml"), store=tmp_path / "store")
    if loaded.returncode == 0:
        assert run("draw", "--basis", "b0", "-o", str(tmp_path / "a.html"), store=tmp_path / "store").returncode == 0
        targets = Elements((tmp_path / "a.html").read_text(encoding="utf-8")).targets
        assert [target for target in targets if not target.startswith(("#", "data:,"))] == []
    else:
        assert "url" in loaded.stderr


@pytest.mark.parametrize(
    "line",
    [
        'recorded: "</script>"',
        'published: "<img src=x onerror=alert(1)>"',
        'done: "2024-01-01\\u202e"',
    ],
)
def test_dates_that_are_none_are_refused_with_their_place(tmp_path: Path, line: str) -> None:
    key = line.partition(":")[0]
    text = re.sub(rf"\b{key}: '?2024-0[16]-01'?", lambda _: line, dossier(), count=1)
    assert line in text
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    done = run("load", str(tmp_path / "a.yaml"), store=tmp_path / "store")
    assert done.returncode == 1
    assert re.search(r"a\.yaml:\d+:\d+: ", done.stderr)
    assert "\u202e" not in done.stderr
