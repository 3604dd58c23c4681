"""The vocabulary: one registry in YAML, and what is generated from it."""
