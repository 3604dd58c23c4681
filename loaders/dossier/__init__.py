"""Dossiers: YAML files of statements about actors, agreements and cooperation."""
