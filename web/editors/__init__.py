"""The pages where readers ask in SPARQL and Cypher: an editor, and answers as a table, a graph or a chart."""
