"""The citation engine behind one adapter."""

from baspa.cite.citeproc import reference_id
from baspa.cite.engine import Cited, cite
from baspa.cite.styles import CitationStyle, load_style

__all__ = ["CitationStyle", "Cited", "cite", "load_style", "reference_id"]
