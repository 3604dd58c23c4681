"""Reads files of tables into frames of text, with the number of each row."""
