"""Semantic HTML to PDF, by WeasyPrint."""
