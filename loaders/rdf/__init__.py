"""RDF that accordgraph has written, read back."""
