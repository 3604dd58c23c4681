"""Raw SPARQL and Cypher, confined to a process of their own."""
