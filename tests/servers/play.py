"""Starts Neo4j and Fuseki for a person to play with, until Ctrl-C: `make servers`.

What they hold lies in build/servers and is there again the next time.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from real_servers.jars import LackingError
from real_servers.java_servers import Fuseki, Neo4j
from real_servers.processes import stop_for_certain

ADDRESSES = """
  Neo4j    {bolt}
  Fuseki   {default}
           {union}   (shows all named graphs as one)

  accord push {bolt}
  accord who NABU --engine {bolt}

Ctrl-C stops both.
"""


def main() -> None:
    """Start both, print where they are, and wait."""
    stop_for_certain()
    folder = Path("build", "servers").resolve()
    try:
        neo4j = Neo4j(folder / "neo4j", heap_mib=1024, is_for_people=True)
        print("Starting Neo4j and Fuseki, which takes some 10 seconds ...", flush=True)
        with neo4j, Fuseki(folder / "fuseki", heap_mib=1024, is_for_people=True) as fuseki:
            print(
                ADDRESSES.format(
                    bolt=neo4j.url,
                    default=fuseki.url(),
                    union=fuseki.url("union"),
                ),
                flush=True,
            )
            signal.pause()
    except LackingError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        print("Stopped.")


if __name__ == "__main__":
    main()
