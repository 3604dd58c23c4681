"""`python -m accordgraph` is the command line."""

from accordgraph.cli import main

main()
