"""On how many shortest paths each node of a network lies.

By the algorithm of Ulrik Brandes (A faster algorithm for betweenness centrality, 2001) for many starts at once: a
column of the matrices is a start. That takes 4 ms a start for 20,000 nodes and 300,000 pairs, where a walk in
Python from node to node takes 150 ms.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MOST_STARTS = 2_000
"""Up to this number of nodes all are starts, and the result is exact: the 8 seconds that this can take are bearable."""

TOGETHER = 64
"""Starts that are walked from at once. More need more memory and are not faster."""

SEED = 7


def pairs_between(count: int, pairs: list[tuple[int, int]]) -> list[float]:
    """For each of `count` nodes, the pairs of others whose shortest way leads over it.

    Several paths that are as short share the pair. Where there are more than `MOST_STARTS` nodes, it is estimated from
    the paths that begin at a sample of them, drawn with a fixed seed.
    """
    import numpy as np
    from scipy.sparse import csr_array

    if not pairs:
        return [0.0] * count
    ends = np.array(pairs).T
    sides = np.concatenate([ends, ends[::-1]], axis=1)
    matrix = csr_array((np.ones(sides.shape[1]), (sides[0], sides[1])), shape=(count, count))
    starts = np.array(drawn(count))
    total = np.zeros(count)
    for place in range(0, len(starts), TOGETHER):
        total += _from(matrix, starts[place : place + TOGETHER])
    # A node that is a start itself is passed by the paths from all the others: one fewer.
    passed = np.full(count, float(len(starts)))
    passed[starts] -= 1
    return [rounded(float(value)) for value in total * (count - 1) / np.maximum(passed, 1) / 2]


def drawn(count: int) -> list[int]:
    """The nodes from which paths are followed, in order: all, or as many as `MOST_STARTS`."""
    return sorted(random.Random(SEED).sample(range(count), min(count, MOST_STARTS)))


def _from(matrix: Any, starts: NDArray[np.int_]) -> Floats:
    """For each node, how many of the shortest paths from these starts pass it."""
    import numpy as np

    columns = np.arange(len(starts))
    steps = np.full((matrix.shape[0], len(starts)), -1)
    steps[starts, columns] = 0
    paths = np.zeros(steps.shape)
    paths[starts, columns] = 1
    frontier, step = paths, 0
    while frontier.any():
        step += 1
        frontier = matrix @ frontier
        frontier[steps >= 0] = 0
        paths += frontier
        steps[frontier > 0] = step
    passing = np.zeros(steps.shape)
    for at in range(step - 1, 0, -1):
        share = np.divide(1 + passing, paths, out=np.zeros(steps.shape), where=steps == at)
        passing += np.where(steps == at - 1, (matrix @ share) * paths, 0)
    passing[starts, columns] = 0
    pairs: Floats = passing.sum(axis=1)
    return pairs


def rounded(value: float) -> float:
    """Nine digits: the sixteenth depends on the order of adding, and no rank must hang on it."""
    return float(f"{value:.9g}")
