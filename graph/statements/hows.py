"""Ways in which a statement is known that the code treats apart from the others; the registry has all."""

DAY_INFERRED = "day-inferred"
"""How a list is known that a source states, while the day of which it speaks is our reading."""
