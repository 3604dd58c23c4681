"""What the cells of a column mean: actors, dates, words, parts, numbers."""
