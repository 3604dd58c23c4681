"""The JSON API: the questions by their names, what pages ask while they are open, and its description."""
