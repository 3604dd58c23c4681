"""Generators of the ontology, the shapes, the context and the vocabulary page."""
