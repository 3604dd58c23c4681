"""The graph in the forms that its field uses: RDF, tables, networks."""
