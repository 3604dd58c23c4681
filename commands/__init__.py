"""The commands of `accord`, a file for each group."""
