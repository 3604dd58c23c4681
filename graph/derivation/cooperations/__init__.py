"""Cooperation links: which participations are linked, by operations too, and when a link pauses or is replaced."""
