"""The benchmark: Bəyan and other generators build the same site, side by side."""
