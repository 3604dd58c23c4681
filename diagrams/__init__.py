"""Pictures for people who run no program: one HTML file that opens from disk, offline."""
