"""An answer in words on a terminal, as HTML, and as plain data."""
