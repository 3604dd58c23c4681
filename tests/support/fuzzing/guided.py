"""Fuzzing that looks for inputs which reach new code, by atheris: `make fuzz-guided TARGETS=sparql N=100000`.

It takes the same targets as `make fuzz`. libFuzzer bounds time and memory, shows its progress, and writes an input that
fails into build/fuzz, from where `make fuzz REPLAY=...` tries it again.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fuzzing.inputs import Corpus
    from fuzzing.targets import Take

OPTIONS = ("-timeout=20", "-rss_limit_mb=3000", "-max_len=20000", "-print_final_stats=1")


def main(name: str, inputs: str, seed: str) -> None:
    """Fuzz a target with so many inputs. libFuzzer ends the process, with an exit code other than 0 on a failure."""
    import atheris

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with atheris.instrument_imports(include=["accordgraph"]):  # what is imported outside of it cannot guide
            from fuzzing.targets import TARGETS

            corpus = TARGETS[name].corpus()
            take = TARGETS[name].open(folder)
        arguments = [f"-runs={inputs}", f"-seed={seed}", f"-artifact_prefix={_kept(name)}", *OPTIONS]
        atheris.Setup([sys.argv[0], *arguments, f"-dict={_words(corpus, folder)}", _seeds(corpus, folder)], one(take))
        atheris.Fuzz()


def one(take: Take) -> Callable[[bytes], None]:
    """A function of one input, as atheris wants it."""
    from fuzzing.targets import accepts

    def try_one(data: bytes) -> None:
        accepts(take, data)

    return try_one


def _kept(name: str) -> str:
    folder = Path("build/fuzz")
    folder.mkdir(parents=True, exist_ok=True)
    return f"{folder}/{name}-"


def _seeds(corpus: Corpus, folder: Path) -> str:
    seeds = folder / "seeds"
    seeds.mkdir()
    for number, seed in enumerate(corpus.seeds):
        (seeds / str(number)).write_bytes(seed)
    return str(seeds)


def _words(corpus: Corpus, folder: Path) -> Path:
    """The words that a target knows, and strange ones, as libFuzzer takes them."""
    from fuzzing.inputs import STRANGE

    words = [word.encode("utf-8", "surrogatepass") for word in (*corpus.pieces, *STRANGE) if 0 < len(word) <= 20]
    lines = ['"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in words]
    path = folder / "words"
    path.write_text("".join(lines), encoding="ascii")
    return path


if __name__ == "__main__":
    main(*sys.argv[1:])
