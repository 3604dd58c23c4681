"""The web application: pages, protocols and editors over the current snapshot of a store."""
