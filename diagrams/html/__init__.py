"""The hand-over page: one HTML file that works offline."""
