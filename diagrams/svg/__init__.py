"""Diagrams as SVG, and as PNG and PDF made from it."""
