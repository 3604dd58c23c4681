"""No module and no package imports itself round a corner, imports inside functions and for type checkers included."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import grimp
import networkx as nx
import pytest

Arrows = Mapping[str, set[str]]


@cache
def imports() -> grimp.ImportGraph:
    """All imports of the package, those inside functions too."""
    return grimp.build_graph("accordgraph", exclude_type_checking_imports=False, cache_dir=None)


def circles(arrows: Arrows) -> list[list[str]]:
    """Groups of names each of which leads to all others of its group."""
    graph = nx.DiGraph((start, end) for start, ends in arrows.items() for end in ends)
    return sorted(sorted(group) for group in nx.strongly_connected_components(graph) if len(group) > 1)


def siblings(parent: str) -> dict[str, set[str]]:
    """What the children of a package import of one another, each with all that is below it."""
    graph, children = imports(), imports().find_children(parent)
    below = {module: child for child in children for module in (child, *graph.find_descendants(child))}
    arrows: dict[str, set[str]] = {child: set() for child in children}
    for module, child in below.items():
        targets = {below[target] for target in graph.find_modules_directly_imported_by(module) if target in below}
        arrows[child] |= targets - {child}
    return arrows


def test_no_modules_import_in_a_circle() -> None:
    arrows = {module: set(imports().find_modules_directly_imported_by(module)) for module in imports().modules}
    assert len(arrows) > 300
    assert "accordgraph.queries.session" in arrows["accordgraph.queries.runner"]  # for type checkers only
    assert "accordgraph.graph.derivation.tables" in arrows["accordgraph.graph.store.snapshot"]  # in a function only
    assert circles(arrows) == []


@pytest.mark.parametrize("parent", sorted(name for name in imports().modules if imports().find_children(name)))
def test_no_packages_import_in_a_circle(parent: str) -> None:
    assert circles(siblings(parent)) == []


def test_a_circle_would_be_seen() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set()}) == [["a", "b", "c"]]


def test_nobody_imports_the_root() -> None:
    assert imports().find_modules_that_directly_import("accordgraph") - {"accordgraph.__main__"} == set()
