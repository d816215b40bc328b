"""Baspa: structured section sources in, a typeset PDF and a native DOCX out."""

__version__ = "0.1.0"
