"""The citation engine behind one adapter."""

from baspa.cite.citeproc import reference_id
from baspa.cite.engine import Cited, cite
from baspa.cite.order import alphabetical_key
from baspa.cite.styles import CitationStyle, load_style

__all__ = ["CitationStyle", "Cited", "alphabetical_key", "cite", "load_style", "reference_id"]
