"""Charts: statistics, years, timelines."""
