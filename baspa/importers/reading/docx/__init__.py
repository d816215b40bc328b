"""A DOCX becomes a manuscript."""
