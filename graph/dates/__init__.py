"""Dates that are not known exactly: EDTF text and its bounds."""
