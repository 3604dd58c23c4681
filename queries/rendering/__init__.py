"""Answers as text: tables, JSON, CSV and HTML."""
