"""From documents to statements: one loader for each kind of input."""
