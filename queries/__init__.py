"""Questions: one text in SPARQL and one in Cypher with the same header and the same rows, and what runs them."""
