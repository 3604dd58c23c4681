"""Participations: when each starts, ends, is bounded by a life, rests, and whether it is provisional."""
