"""Semantic HTML → DOCX: a native, live document whose printed page numbers are true."""
