"""The bundled questions: a header and a text in SPARQL, and the same text in Cypher."""
