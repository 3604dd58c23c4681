"""Where everything stands: seeded, the same for any order of input, and settled before the page is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from accordgraph.diagrams.layout.community_layout import lay_out_communities
from accordgraph.diagrams.layout.cost import FREE, MARK_HALF, Scene, total_cost
from accordgraph.diagrams.layout.geometry import Floats
from accordgraph.diagrams.layout.packing import SHAPE
from accordgraph.diagrams.layout.page_fit import extent, fit
from accordgraph.diagrams.layout.radial import FLATS, stand_around, stand_in_ring
from accordgraph.diagrams.layout.refine import choose_sides, improve, separate
from accordgraph.diagrams.layout.stress import spring

MOST_STARTS = 60  # nodes; above it one start suffices and is not turned about, for time counts
STRETCH = 1.25  # labels are wider than high
STARTS = 2
DENSE = 2.0  # linked pairs a node; above it lines would cross most names, unless all stand in a ring


@dataclass(frozen=True)
class Size:
    """Half the width and height of the box (of a basis) or of the label (of an actor), in pixels."""

    id: str
    half_width: float
    half_height: float
    is_basis: bool


@dataclass(frozen=True)
class Spot:
    """Where a node stands, and the middle of its label seen from there, in whole pixels (vis drops decimals).

    `community` is the number of the community that it was placed in, of many nodes.
    """

    x: int
    y: int
    label_x: int
    label_y: int
    community: int | None = None


@dataclass(frozen=True)
class Wire:
    """A line, with half the width and height of what is written on it, in pixels."""

    start: str
    end: str
    half_width: float
    half_height: float


def place_parts(sizes: Sequence[Size], wires: Sequence[Wire]) -> dict[str, Spot]:
    """Give each node a spot; parts that hang together are laid out one by one and packed side by side."""
    ordered = sorted(sizes, key=lambda size: size.id)
    graph = _graph(ordered, wires)
    parts = [sorted(part) for part in nx.connected_components(graph)]
    linked = [part for part in parts if len(part) > 1]
    alone = sorted(part[0] for part in parts if len(part) == 1)
    variants = [_lay_part(part, graph, ordered) for part in linked]
    if alone:
        variants.append([_grid(alone, ordered)])
    chosen, corners = fit(variants, dense=_is_dense(graph))
    return _collect(chosen, [*linked, alone] if alone else linked, corners, ordered)


def place_rings(
    sizes: Sequence[Size], wires: Sequence[Wire], hops: Mapping[str, int], room: tuple[float, float] | None = None
) -> dict[str, Spot]:
    """Give each node a spot in rings around those with hop 0, in the order in which the wires first name them.

    On paper with that much `room`, rings have the shape that fits it best.
    """
    if not sizes:
        return {}
    ordered = sorted(sizes, key=lambda size: size.id)
    number = {size.id: index for index, size in enumerate(ordered)}
    named = dict.fromkeys(number[end] for wire in wires for end in (wire.start, wire.end))
    order = list(dict.fromkeys([*named, *range(len(ordered))]))
    graph = _graph(ordered, wires)
    scene = _scene(list(range(len(ordered))), graph, ordered)
    steps = [hops[size.id] for size in ordered]
    rings = [stand_around(scene.copy(scene.places), steps, order, flat) for flat in (FLATS if room else FLATS[:1])]
    placed = min(rings, key=lambda one: _overflow(one, room)) if room else rings[0]
    chosen, corners = fit([[placed]], dense=_is_dense(graph), most=room)
    return _collect(chosen, [list(range(len(ordered)))], corners, ordered)


def _overflow(scene: Scene, room: tuple[float, float]) -> float:
    """How much larger a drawing is than the room for it; at most 1 where it fits."""
    return round(max(own / most for own, most in zip(extent(scene), room, strict=True)), 3)


def place_communities(sizes: Sequence[Size], wires: Sequence[Wire]) -> dict[str, Spot]:
    """Give each of many nodes a spot; every label stands below, and who draws must choose among them."""
    ordered = sorted(sizes, key=lambda size: size.id)
    number = {size.id: index for index, size in enumerate(ordered)}
    ends = np.array([(number[wire.start], number[wire.end]) for wire in wires], dtype=np.int64).reshape(-1, 2)
    pairs, counts = np.unique(np.sort(ends, axis=1), axis=0, return_counts=True)
    apart = pairs[:, 0] != pairs[:, 1]
    places, homes = lay_out_communities(pairs[apart], np.sqrt(counts[apart]), len(ordered))
    spots = zip(ordered, places.round().astype(int).tolist(), homes.tolist(), strict=True)
    return {size.id: Spot(x, y, 0, _below(size), home) for size, (x, y), home in spots}


def _below(size: Size) -> int:
    """How far below its node the middle of a name stands."""
    return 0 if size.is_basis else round(MARK_HALF + size.half_height + 3)


def _is_dense(graph: nx.Graph[int]) -> bool:
    return graph.number_of_edges() > DENSE * graph.number_of_nodes()


def _graph(ordered: list[Size], wires: Sequence[Wire]) -> nx.Graph[int]:
    """Nodes by number, in the order of their ids; a pair with several links gets the room of the widest."""
    number = {size.id: index for index, size in enumerate(ordered)}
    room: dict[tuple[int, int], tuple[float, float]] = {}
    for wire in wires:
        ends = sorted((number[wire.start], number[wire.end]))
        pair = (ends[0], ends[1])
        wide, high = room.get(pair, (0.0, 0.0))
        room[pair] = (max(wide, wire.half_width), max(high, wire.half_height))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(ordered)))
    for pair in sorted(room):
        graph.add_edge(*pair, room=room[pair])
    return graph


def _collect(
    scenes: list[Scene], members: list[list[int]], corners: list[tuple[float, float]], ordered: list[Size]
) -> dict[str, Spot]:
    spots: dict[str, Spot] = {}
    for scene, part, corner in zip(scenes, members, corners, strict=True):
        labels = scene.label_centres() - scene.places
        places = scene.places - scene.extent()[0] + np.array(corner)
        for row, node in enumerate(part):
            spots[ordered[node].id] = Spot(*(round(float(value)) for value in (*places[row], *labels[row])))
    return spots


def _scene(part: list[int], graph: nx.Graph[int], ordered: list[Size]) -> Scene:
    row = {node: index for index, node in enumerate(part)}
    pairs = sorted((min(pair), max(pair)) for pair in graph.subgraph(part).edges)
    edges = np.array([(row[a], row[b]) for a, b in pairs], dtype=np.int64).reshape(-1, 2)
    badges = np.array([graph.edges[pair]["room"] for pair in pairs], dtype=np.float64).reshape(-1, 2)
    texts = np.array([(ordered[node].half_width, ordered[node].half_height) for node in part])
    basis = np.array([ordered[node].is_basis for node in part])[:, None]
    halves, labels = np.where(basis, texts, MARK_HALF), np.where(basis, 0.0, texts)
    return Scene(halves, labels, edges, badges, np.zeros((len(part), 2)), np.zeros(len(part), dtype=np.int64))


def _lay_part(part: list[int], graph: nx.Graph[int], ordered: list[Size]) -> list[Scene]:
    """The best drawings of a part: of any shape, of a flat one, of a high one."""
    scene = _scene(part, graph, ordered)
    is_dense = _is_dense(graph.subgraph(part))
    if is_dense:
        scene.badges[:] = 0.0  # there is no room for every date
    if len(part) > MOST_STARTS:
        return [separate(improve(choose_sides(scene.copy(_lying(_springs(scene, 0))))))]
    if is_dense and len(part) > 3:
        return [stand_in_ring(scene.copy(_springs(scene, 0)))]
    tried = [turned for seed in range(STARTS) for turned in _turned(scene, _springs(scene, seed))]
    cost = [round(total_cost(one), 3) for one in tried]
    order = sorted(range(len(tried)), key=lambda index: (cost[index], index))
    shapes = [np.divide(*extent(tried[index])) for index in order]
    flat = next((index for index, shape in zip(order, shapes, strict=True) if shape > 1.9), order[0])
    high = next((index for index, shape in zip(order, shapes, strict=True) if shape < 1.0), order[0])
    return [separate(improve(tried[index])) for index in sorted({order[0], flat, high})]


def _springs(scene: Scene, seed: int) -> Floats:
    reach = scene.halves.max(axis=1) * 0.6
    lengths = FREE + 1.2 * scene.badges[:, 0] + reach[scene.edges[:, 0]] + reach[scene.edges[:, 1]]
    return spring(scene.edges, lengths, len(scene.halves), seed)


def _lying(places: Floats) -> Floats:
    """The same places turned so that they lie as flat as a screen does, or nearly."""
    turned = [places @ _turn(angle).T * np.array([STRETCH, 1.0]) for angle in np.radians(np.arange(0, 180, 15))]
    shapes = [round(float(np.divide(*np.ptp(one, axis=0))), 3) for one in turned]
    flattest: Floats = turned[min(range(len(turned)), key=lambda at: (abs(np.log(shapes[at] / SHAPE)), at))]
    return flattest


def _turn(angle: float) -> Floats:
    turn: Floats = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return turn


def _turned(scene: Scene, places: Floats) -> list[Scene]:
    """The same drawing at six angles."""
    turns = [_turn(angle) for angle in np.radians(np.arange(0, 180, 30))]
    return [choose_sides(scene.copy(places @ turn.T * np.array([STRETCH, 1.0]))) for turn in turns]


def _grid(alone: list[int], ordered: list[Size]) -> Scene:
    """Nodes without a link, in one block of rows, not in one long line."""
    scene = _scene(alone, nx.empty_graph(alone), ordered)
    columns = max(1, round(len(alone) ** 0.5 * 0.8))
    _, halves = scene.outer()
    step = 2 * halves.max(axis=0) + 16
    grid = [(index % columns, index // columns) for index in range(len(alone))]
    scene.places = np.array(grid, dtype=np.float64) * step
    return scene
