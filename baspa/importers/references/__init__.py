"""What points elsewhere: sources and their citations, labels and references to them."""
