"""A file of a foreign format becomes a manuscript; nothing behind it knows the format."""
