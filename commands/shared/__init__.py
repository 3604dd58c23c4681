"""What commands have in common: options, opening a store, output and progress."""
