"""Places for many nodes: communities side by side, each a disc, and forces that bring what is linked together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import fft
from scipy.spatial import cKDTree

from accordgraph.diagrams.layout.geometry import Floats, Ints

Waves: TypeAlias = NDArray[np.complex128]

SPACE = 60.0  # pixels between neighbours
STRETCH = 1.3  # a stage is wider than high
ROUNDS = 80
CELLS = 160  # a side of the grid on which nodes push each other; 1.4 ms a round
PUSH, PULL, ABROAD = 0.08, 0.5, 0.02  # tried by eye: repulsion, attraction, and what a link between communities weighs
GRAIN = 64  # places are rounded to parts of a pixel, or the last digits of one machine would grow into other pictures
GOLDEN = 2.399963  # radians: seeds of a sunflower
APART = 26.0  # pixels between the middles of two marks, at least


def lay_out_communities(pairs: Ints, weights: Floats, count: int) -> tuple[Floats, Ints]:
    """Places of `count` nodes in pixels, and the number of the community of each; `pairs` are unequal ends, smaller
    first, each pair once.

    Communities are Louvain's. Repulsion is summed on a grid by Fourier transforms, so that time grows with the links:
    5,000 nodes and 20,000 links take about a second and a half (`benchmarks/pictures.py`).
    """
    if not count:
        return np.zeros((0, 2)), np.zeros(0, dtype=np.int64)
    degree = np.bincount(pairs.ravel(), minlength=count)
    home = _communities(pairs, weights, degree)
    middles = _middles(pairs, weights, home)
    places = middles[home] + _sunflowers(home, degree)
    places = _settled(places, middles[home], pairs, np.where(np.diff(home[pairs])[:, 0], ABROAD, 1.0) * weights, degree)
    return _apart(places * np.array([STRETCH, 1.0])), home


def _communities(pairs: Ints, weights: Floats, degree: Ints) -> Ints:
    """The number of each node's community. What hangs on one link follows its neighbour; who has none stands apart."""
    inner = (degree[pairs] > 1).all(axis=1)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(np.flatnonzero(degree > 1).tolist())
    graph.add_weighted_edges_from(
        (int(a), int(b), float(weight)) for (a, b), weight in zip(pairs[inner], weights[inner], strict=True)
    )
    home = np.full(len(degree), -1, dtype=np.int64)
    groups: Sequence[set[int]] = nx.community.louvain_communities(graph, seed=1)
    for number, group in enumerate(sorted(sorted(group) for group in groups)):
        home[group] = number
    last = len(groups)
    for a, b in pairs[~inner].tolist():
        if home[a] < 0 and home[b] < 0:
            home[a], last = last, last + 1
        home[a], home[b] = max(home[a], home[b]), max(home[a], home[b])
    home[home < 0] = last
    return np.unique(home, return_inverse=True)[1].astype(np.int64)


def _middles(pairs: Ints, weights: Floats, home: Ints) -> Floats:
    """Where each community stands: near those it has links with, and clear of all others."""
    size = np.bincount(home)
    ends = np.sort(home[pairs], axis=1)
    abroad = ends[:, 0] != ends[:, 1]
    between, which = np.unique(ends[abroad], axis=0, return_inverse=True)
    strength = np.bincount(which, weights[abroad], len(between)) / np.sqrt(size[between].prod(axis=1))
    graph: nx.Graph[int] = nx.empty_graph(len(size))
    graph.add_weighted_edges_from((int(a), int(b), float(w)) for (a, b), w in zip(between, strength, strict=True))
    placed = nx.spring_layout(graph, seed=1, iterations=100, scale=0.6 * SPACE * np.sqrt(len(home)), method="force")
    middles = np.array([placed[number] for number in range(len(size))], dtype=np.float64).reshape(-1, 2)
    return _clear(np.round(middles * GRAIN) / GRAIN, 0.62 * SPACE * np.sqrt(size))


def _clear(middles: Floats, radii: Floats) -> Floats:
    """Discs pushed apart, and drawn together again where there is room."""
    for _ in range(80):
        way = middles[:, None] - middles[None]
        far = np.hypot(way[..., 0], way[..., 1]) + 1e-9
        into = np.maximum(radii[:, None] + radii[None] + SPACE - far, 0.0)
        np.fill_diagonal(into, 0.0)
        push = (way * (into / far)[..., None]).sum(axis=1)
        middles = np.round((middles * 0.985 + 0.3 * push) * GRAIN) / GRAIN
    return middles


def _sunflowers(home: Ints, degree: Ints) -> Floats:
    """Each community as a disc around its own middle, the nodes with most links inside."""
    order = np.lexsort((np.arange(len(home)), -degree, home))
    size = np.bincount(home)
    within = np.empty(len(home))
    within[order] = np.arange(len(home)) - (np.cumsum(size) - size)[home[order]]
    reach = 0.5 * SPACE * np.sqrt(within + 0.5)
    return np.stack([np.cos(within * GOLDEN) * reach, np.sin(within * GOLDEN) * reach], axis=1)


def _settled(places: Floats, homes: Floats, pairs: Ints, weights: Floats, degree: Ints) -> Floats:
    """Nodes push each other off, go to the mean of their neighbours, and are drawn back to their community's middle."""
    count, (a, b) = len(places), pairs.T
    mass = np.sqrt(1.0 + degree)
    share = 1.0 / np.maximum(np.bincount(a, weights, count) + np.bincount(b, weights, count), 1e-9)
    kernels = _kernels()
    back = PUSH * np.pi * float(mass.mean())
    for turn in range(ROUNDS):
        along = weights[:, None] * (places[b] - places[a])
        pull = [np.bincount(a, along[:, axis], count) - np.bincount(b, along[:, axis], count) for axis in (0, 1)]
        force = PUSH * SPACE**2 * _repulsion(places, mass, kernels)
        force += PULL * share[:, None] * np.stack(pull, axis=1) - back * (places - homes)
        most = 3 * SPACE * (1 - turn / ROUNDS) + 1
        reach = np.hypot(force[:, 0], force[:, 1]) + 1e-9
        places = np.round((places + force * (0.5 * np.minimum(1.0, most / reach))[:, None]) * GRAIN) / GRAIN
    return places


def _kernels() -> tuple[Waves, Waves]:
    """By how much a unit of mass pushes what stands some cells away, as Fourier transforms."""
    steps = fft.fftfreq(2 * CELLS, 1 / (2 * CELLS))
    across, down = np.meshgrid(steps, steps, indexing="ij")
    far = across**2 + down**2 + 0.5
    return fft.rfft2(across / far), fft.rfft2(down / far)


def _repulsion(places: Floats, mass: Floats, kernels: tuple[Waves, Waves]) -> Floats:
    """Mass is spread on a grid, the grid is convolved with one over the distance, and read where the nodes stand."""
    low = places.min(axis=0)
    step = max(float((places.max(axis=0) - low).max()), 1.0) / (CELLS - 3)
    at = (places - low) / step + 0.5
    cell = at.astype(np.int64)
    (right, under), flat = (at - cell).T, cell[:, 0] * CELLS + cell[:, 1]
    left, over = 1 - right, 1 - under
    corners = ((0, left * over), (1, left * under), (CELLS, right * over), (CELLS + 1, right * under))
    grid = sum(np.bincount(flat + corner, part * mass, CELLS * CELLS) for corner, part in corners)
    spread = fft.rfft2(np.asarray(grid).reshape(CELLS, CELLS), (2 * CELLS, 2 * CELLS))
    fields = [fft.irfft2(spread * kernel)[:CELLS, :CELLS].ravel() for kernel in kernels]
    read = [sum(part * field[flat + corner] for corner, part in corners) for field in fields]
    result: Floats = np.stack([np.asarray(one) for one in read], axis=1) / step
    return result


def _apart(places: Floats) -> Floats:
    """Marks that lie on each other pushed apart."""
    for _ in range(30):
        close = np.sort(cKDTree(places).query_pairs(APART, output_type="ndarray"), axis=1)
        if not len(close):
            break
        first, second = close[np.lexsort(close.T[::-1])].T
        way = places[second] - places[first]
        way[~way.any(axis=1)] = (1.0, 0.0)
        far = np.hypot(way[:, 0], way[:, 1])
        push = way * ((APART - far + 1) / far * 0.5)[:, None]
        moves = [np.bincount(second, push[:, axis], len(places)) for axis in (0, 1)]
        moves = [move - np.bincount(first, push[:, axis], len(places)) for axis, move in enumerate(moves)]
        places = np.round((places + np.stack(moves, axis=1) * 0.6) * GRAIN) / GRAIN
    return places
