"""Distances on the page that follow distances in the graph: stress majorisation, the same on every machine."""

from __future__ import annotations

import random

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import shortest_path

from accordgraph.diagrams.layout.geometry import Floats, Ints

ROUNDS = 300
STILL = 0.05  # pixels: no node moved further in a round
GRAIN = 256  # places are rounded to parts of a pixel, or the last digits of one machine would grow into other pictures


def spring(edges: Ints, lengths: Floats, count: int, seed: int) -> Floats:
    """Places of `count` nodes that hang together, such that each pair is about as far apart as its shortest path.

    The method is SMACOF (Gansner, Koren, North: Graph drawing by stress majorization, 2004). `lengths` is the length
    of each edge in pixels. Seed 0 starts from a circle, any other from a scatter of its own.
    """
    graph = coo_array((lengths, (edges[:, 0], edges[:, 1])), shape=(count, count))
    distances: Floats = shortest_path(graph.tocsr(), method="D", directed=False)
    np.fill_diagonal(distances, 1.0)
    weights = distances**-2.0
    np.fill_diagonal(weights, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse: Floats = np.linalg.inv(laplacian + 1.0 / count).astype(np.float64)
    places = _start(count, seed) * float(distances.max()) / 2
    for _ in range(ROUNDS):
        moved = _round(places, distances, weights, inverse)
        still = bool(np.abs(moved - places).max() < STILL)
        places = moved
        if still:
            break
    return places


def _round(places: Floats, distances: Floats, weights: Floats, inverse: Floats) -> Floats:
    apart = places[:, None, :] - places[None, :, :]
    drawn = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-3)
    pull = -weights * distances / drawn
    np.fill_diagonal(pull, 0.0)
    np.fill_diagonal(pull, -pull.sum(axis=1))
    result: Floats = np.round(inverse @ (pull @ places) * GRAIN) / GRAIN
    return result


def _start(count: int, seed: int) -> Floats:
    if seed:
        chance = random.Random(seed)
        return np.array([(chance.uniform(-1, 1), chance.uniform(-1, 1)) for _ in range(count)])
    turn = np.arange(count) * 2 * np.pi / count
    return np.stack([np.cos(turn), np.sin(turn)], axis=1)
