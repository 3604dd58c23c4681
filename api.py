"""A store opened from Python: `accordgraph.open("accord-store")`."""
