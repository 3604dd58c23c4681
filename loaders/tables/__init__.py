"""Loads tables: spreadsheets, CSV, Parquet and JSON become statements by a mapping."""
