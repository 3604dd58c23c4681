"""Bringing a snapshot to a server: what differs from what is there, in which steps, and the marker that records it."""
