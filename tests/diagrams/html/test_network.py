"""What is given to pyvis and written to disk: standings differ, files are whole, small and always the same."""

from __future__ import annotations

import os
import pickle
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from drawings.sample_picture import participation

from accordgraph.diagrams.facts import Node
from accordgraph.diagrams.html.network import AccordNetwork, build, write
from accordgraph.diagrams.model import Diagram
from accordgraph.graph.errors import InputError

BUILD = """
import pickle, sys
from pathlib import Path
from accordgraph.diagrams.html.network import write
write(pickle.loads(sys.stdin.buffer.read()), Path(sys.argv[1]))
"""


def test_disputed_and_not_held_links_are_drawn_otherwise(network: AccordNetwork) -> None:
    drawn = {(edge["look"], str(edge["dashes"]), edge["color"], edge["width"]) for edge in network.edges}
    assert drawn == {
        ("held", "False", "#4a5263", 1.6),
        ("disputed", "[3, 4]", "#b3400a", 3.2),
        ("not-held", "[2, 8]", "#7d8593", 2.2),
    }


def test_lines_say_disputed_and_not_held(network: AccordNetwork) -> None:
    words = {edge["look"]: edge["badge"]["lines"] for edge in network.edges if edge["badge"]}
    assert words["disputed"] == ["2024", "disputed"]
    assert words["not-held"] == ["2022", "not held"]


def test_nearly_every_line_of_the_sample_carries_its_date(network: AccordNetwork) -> None:
    dated = [edge for edge in network.edges if edge["badge"] and edge["badge"]["lines"]]
    assert len(dated) >= len(network.edges) - 2 > 20


def test_two_links_between_the_same_nodes_are_both_drawn(sample: Diagram) -> None:
    first = sample.links[0]
    nodes = tuple(node for node in sample.nodes if node.id in first.ends)
    network = build(replace(sample, nodes=nodes, links=(first, replace(first, id="again"))))
    bends = [edge["curve"] for edge in network.edges]
    assert len(bends) == 2
    assert bends[0] == -bends[1] != 0
    assert [edge["smooth"]["enabled"] for edge in network.edges] == [True, True]


def test_the_order_of_the_input_does_not_matter(sample: Diagram, sample_file: Path) -> None:
    chance = random.Random(3)
    nodes, edges = list(sample.nodes), list(sample.links)
    chance.shuffle(nodes)
    chance.shuffle(edges)
    shuffled = replace(sample, nodes=tuple(nodes), links=tuple(edges))
    assert build(shuffled).generate_html() == sample_file.read_text(encoding="utf-8")


def test_the_file_is_the_same_whatever_the_hash_seed(
    long_run: None, sample: Diagram, sample_file: Path, tmp_path: Path
) -> None:
    written = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.html"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run(
            [sys.executable, "-c", BUILD, str(path)], input=pickle.dumps(sample), env=environment, check=True
        )
        written.append(path.read_bytes())
    assert written == [sample_file.read_bytes()] * 2


def test_the_file_is_small_and_stands_alone(sample_file: Path) -> None:
    assert sample_file.stat().st_size < 900_000
    assert [path.name for path in sample_file.parent.iterdir()] == [sample_file.name]
    assert b"sourceMappingURL" not in sample_file.read_bytes()


def test_writing_makes_no_folder_in_the_current_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(Diagram("Nobody", "", "bases", "en", (), ()), Path("here.html"))
    assert [path.name for path in tmp_path.iterdir()] == ["here.html"]


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "taken.html"
    target.mkdir()
    (target / "old").write_text("kept", encoding="utf-8")
    with pytest.raises(InputError, match=r"taken\.html"):
        write(Diagram("Nobody", "", "bases", "en", (), ()), target)
    assert [path.name for path in tmp_path.rglob("*")] == ["taken.html", "old"]


def test_pyvis_options_pass_through() -> None:
    network = build(Diagram("One", "", "bases", "en", (Node("a", "A", "state"),), ()))
    network.options["interaction"]["hover"] = False
    network.get_node("n0")["mass"] = 3
    written = network.generate_html()
    assert '"hover":false' in written
    assert '"mass":3' in written


def test_what_cannot_be_drawn_is_refused() -> None:
    node, link = Node("ua", "Ukraine", "state"), participation("jit", "ua", "2022")
    with pytest.raises(InputError, match="names jit, which is not among the nodes"):
        Diagram("", "", "bases", "en", (node,), (link,))
    with pytest.raises(InputError, match="nodes with the same id: ua"):
        Diagram("", "", "bases", "en", (node, node), ())
    box = Node("jit", "JIT", "agreement")
    with pytest.raises(InputError, match="links with the same id: jit~ua~1"):
        Diagram("", "", "bases", "en", (node, box), (link, link))
    with pytest.raises(InputError, match="names source 1; there are 0"):
        Diagram("", "", "bases", "en", (node, box), (link,))
