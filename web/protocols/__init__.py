"""Conventions by which programs read the graph: SPARQL Protocol, Graph Store, RDF by content negotiation."""
