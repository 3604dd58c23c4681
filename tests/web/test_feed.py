"""The feed of changes."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from programs.web_client import web_client
from worlds.small_store import batch

from accordgraph.graph.store.store import Store
from accordgraph.web.settings import Settings

ATOM = "{http://www.w3.org/2005/Atom}"


def test_it_is_well_formed_and_has_every_load_the_last_first(tmp_path: Path) -> None:
    store = Store(tmp_path / "accord-store")
    store.load([batch()])
    with web_client(Settings(store.path, public="https://graph.example.org")) as client:
        first = read(client.get("/feed.atom").content)
        assert client.get("/feed.atom?lang=uk").text != client.get("/feed.atom").text
    assert len(first.findall(f"{ATOM}entry")) == 1
    for name in ("id", "title", "updated", "author"):
        assert first.find(f"{ATOM}{name}") is not None, name
    ids = [one.text or "" for one in first.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids) and all(one.startswith("https://graph.example.org/") for one in ids)


def read(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)
