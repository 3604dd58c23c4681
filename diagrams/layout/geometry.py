"""Rectangles and segments as arrays of any shape (the last axis is x, y): what overlaps, what crosses what."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def overlaps(centres: Floats, halves: Floats, others: Floats, other_halves: Floats, gap: float) -> Floats:
    """By how many pixels rectangles go into others (0 where they are `gap` or more apart). Arrays are broadcast."""
    into = halves + other_halves + gap - np.abs(centres - others)
    return np.maximum(np.minimum(into[..., 0], into[..., 1]), 0.0)


def clipped(starts: Floats, ends: Floats, centres: Floats, halves: Floats) -> Floats:
    """How many pixels of the segments lie within the rectangles. Arrays are broadcast."""
    along = ends - starts
    safe = np.where(np.abs(along) < 1e-9, 1e-9, along)
    low = (centres - halves - starts) / safe
    high = (centres + halves - starts) / safe
    near, far = np.minimum(low, high), np.maximum(low, high)
    enter = np.maximum(np.maximum(near[..., 0], near[..., 1]), 0.0)
    leave = np.minimum(np.minimum(far[..., 0], far[..., 1]), 1.0)
    result: Floats = np.maximum(leave - enter, 0.0) * np.hypot(along[..., 0], along[..., 1])
    return result


def crossing(p: Floats, q: Floats, r: Floats, s: Floats) -> Flags:
    """Which segments p-q cross which segments r-s inside of both; touching at an end is none. Arrays are broadcast."""
    result: Flags = (_turn(p, q, r) * _turn(p, q, s) < -1e-6) & (_turn(r, s, p) * _turn(r, s, q) < -1e-6)
    return result


def _turn(a: Floats, b: Floats, c: Floats) -> Floats:
    first, second = b - a, c - a
    turn: Floats = np.sign(first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0])
    return turn


def free_shares(starts: Floats, start_halves: Floats, ends: Floats, end_halves: Floats) -> tuple[Floats, Floats]:
    """From which to which share of its length a line between two rectangles lies outside of both."""
    along = np.maximum(np.abs(ends - starts), 1e-9)
    first = np.minimum(1.0, (start_halves / along).min(axis=-1))
    last = 1.0 - np.minimum(1.0, (end_halves / along).min(axis=-1))
    return first, np.maximum(first, last)


def bent(starts: Floats, ends: Floats, curves: Floats, shares: Floats) -> Floats:
    """Points on lines whose middle is pushed `curves` pixels to the left, seen from the start. Arrays are broadcast."""
    along = ends - starts
    length = np.maximum(np.hypot(along[..., 0], along[..., 1]), 1e-9)[..., None]
    left = np.stack([along[..., 1], -along[..., 0]], axis=-1) / length
    result: Floats = starts + along * shares + left * (4 * shares * (1 - shares) * np.asarray(curves)[..., None])
    return result
