"""Statements and the log that keeps them."""
