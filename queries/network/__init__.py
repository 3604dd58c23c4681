"""Questions about the network as a whole, computed in Python."""
