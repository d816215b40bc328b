"""The passes: one small step each over the document, in the order of `resolve`."""
