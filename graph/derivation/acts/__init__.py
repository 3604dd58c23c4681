"""The acts of a party: stints, the place of each reported act in them, and the values chosen for it."""
