"""What a language does to text: case, alphabetical order, addresses, dates, interface strings."""
