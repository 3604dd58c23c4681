"""Pages of the application, one module a kind of page."""
