"""Inputs that are nearly right: good ones, broken by a generator that is repeatable number by number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

STRANGE = (
    *("", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\u00a0", "\u200b", "\u200d"),
    *("\u202e", "\u2066", "\u2069", "\u200f", "\U000e0041", "\ud800", "\udfff", "\udc80", "\ufffe", "\uffff"),
    *("\u0430", "\u0435", "\u0456", "\u017f", "\u212a", "\u0131", "\ufb01", "\uff21", "\u0301" * 20, "\U0001f600"),
    *("\u0663", "\u2163", "9" * 40, "-0", "1e999", "NaN", "0x10", "a" * 3000, "\t", "\r", "\n", "\r\n", " " * 200),
    *("'", '"', "`", "\\", "\\u0000", "%00", "%s", "{0}", "${x}", "../..", "<script>", "=1+1", "null", "true", "~"),
)
"""What breaks programs in any language: controls, marks that turn the writing, halves of characters, look-alikes."""

TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)

MOST_CHARACTERS = 60_000
"""Larger inputs have tests of their own: many small ones find more in the same time."""

NUMBERS = (b"\x00", b"\x01", b"\x7f", b"\x80", b"\xff", b"\xff" * 4, b"\xff" * 8, b"\x00" * 8, b"\x7f" + b"\xff" * 7)
"""What lengths and counts in binary files are made of at their limits."""


@dataclass(frozen=True)
class Corpus:
    """Good inputs of a target, and pieces that mean something to it. Pairs nest: `(` and `)`."""

    seeds: tuple[bytes, ...]
    pieces: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = (("[", "]"), ("{", "}"), ("(", ")"))
    is_binary: bool = False


def make(corpus: Corpus, seed: int, number: int) -> bytes:
    """The input of this number: the same for ever, for the same seed and corpus."""
    rng = Random(f"{seed}:{number}")
    start = rng.choice(corpus.seeds)
    if corpus.is_binary:
        return _broken(rng, start, rng.randint(1, 6))
    text = _soup(rng, corpus) if rng.random() < 0.05 else _edited(rng, corpus, start)
    data = text[:MOST_CHARACTERS].encode("utf-8", "surrogatepass")
    return _broken(rng, data, rng.randint(1, 3)) if rng.random() < 0.08 else data


# ---------------------------------------------------------------- text
def _soup(rng: Random, corpus: Corpus) -> str:
    return "".join(_piece(rng, corpus) for _ in range(rng.randint(0, 40)))


def _piece(rng: Random, corpus: Corpus) -> str:
    roll = rng.random()
    if roll < 0.6 and corpus.pieces:
        return rng.choice(corpus.pieces)
    if roll < 0.9:
        return rng.choice(STRANGE)
    return chr(rng.choice((rng.randrange(0x80), rng.randrange(0x800), rng.randrange(0x110000))))


def _edited(rng: Random, corpus: Corpus, start: bytes) -> str:
    tokens = TOKEN.findall(start.decode("utf-8"))
    for _ in range(min(rng.randint(1, 6), rng.randint(1, 6))):
        _edit(rng, corpus, tokens)
    return "".join(tokens)


def _edit(rng: Random, corpus: Corpus, tokens: list[str]) -> None:
    """One change at one place: it is put in, exchanged, taken out, repeated, wrapped or moved."""
    at = rng.randint(0, len(tokens))
    end = min(len(tokens), at + min(rng.randint(0, 8), rng.randint(0, 8)))
    roll = rng.randrange(9)
    if roll == 0:
        tokens[at:at] = [_piece(rng, corpus)]
    elif roll in (1, 2):
        tokens[at : at + 1] = [_piece(rng, corpus)]
    elif roll == 3:
        del tokens[at:end]
    elif roll == 4:
        tokens[at:end] = tokens[at:end] * (1 << rng.randint(1, 9))
    elif roll == 5:
        left, right = rng.choice(corpus.pairs)
        depth = 1 << rng.randint(0, 10)
        tokens[at:end] = [left * depth, *tokens[at:end], right * rng.choice((depth, depth - 1, 0))]
    elif roll == 6:
        tokens[at:end] = TOKEN.findall(rng.choice(corpus.seeds).decode("utf-8"))[at:end]
    elif roll == 7 and tokens:
        tokens[at : at + 1] = [rng.choice(tokens)]
    else:
        del tokens[at:]


# ---------------------------------------------------------------- bytes
def _broken(rng: Random, data: bytes, times: int) -> bytes:
    """Bytes flipped, put in, taken out, moved or cut off."""
    content = bytearray(data)
    for _ in range(times):
        at, length = rng.randint(0, len(content)), rng.choice((1, 1, 2, 4, 8, 64))
        roll = rng.randrange(6)
        if roll == 0 and at < len(content):
            content[at] ^= 1 << rng.randrange(8)
        elif roll == 1:
            number = rng.choice(NUMBERS)
            content[at : at + len(number)] = number
        elif roll == 2:
            content[at:at] = rng.randbytes(length)
        elif roll == 3:
            del content[at : at + length]
        elif roll == 4:
            other = rng.randint(0, len(content))
            content[at : at + length] = content[other : other + length]
        elif rng.random() < 0.2:
            del content[at:]
    return bytes(content)
