"""Chains that lead back to where they began, such as an actor that is a part of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def closing_edges(edges: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, list[str]]]:
    """Edges without which no chain would lead back: from, to, and the way round. Takes time linear in the edges."""
    done: set[str] = set()
    for start in edges:
        if start not in done:
            yield from _walk(start, edges, done)


def _walk(start: str, edges: Mapping[str, Sequence[str]], done: set[str]) -> Iterator[tuple[str, str, list[str]]]:
    path, places, ahead = [start], {start: 0}, [iter(edges.get(start, ()))]
    while path:
        target = next(ahead[-1], None)
        if target is None:
            done.add(path[-1])
            del places[path.pop()]
            ahead.pop()
        elif target in places:
            yield path[-1], target, [*path[places[target] :], target]
        elif target not in done:
            places[target] = len(path)
            path.append(target)
            ahead.append(iter(edges.get(target, ())))
