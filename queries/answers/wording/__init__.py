"""What sentences of answers are made from: dates, voices, links and sides in words."""
