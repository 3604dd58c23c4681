"""Runs docs/notebook.ipynb from the first cell to the last, and writes it with what it gave.

    python docs/run_notebook.py

It runs in a folder of its own and builds the bundled graph there, so nothing of this machine gets into the file.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).with_name("notebook.ipynb")
TIMEOUT_SECONDS = 120


def run(path: Path = NOTEBOOK) -> nbformat.NotebookNode:
    """The notebook with the outputs that it gives now. Raises CellExecutionError where a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            notebook,
            timeout=TIMEOUT_SECONDS,
            kernel_name="python3",
            record_timing=False,
            resources={"metadata": {"path": folder}},
            extra_arguments=["--HistoryManager.enabled=False"],
        )
        client.execute(env={**os.environ, "IPYTHONDIR": f"{folder}/.ipython"})
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    return notebook


def main() -> None:
    """Write the notebook with its outputs."""
    nbformat.write(run(), NOTEBOOK)


if __name__ == "__main__":
    main()
