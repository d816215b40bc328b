"""The citation engine behind one adapter; the engine itself is imported when it is asked for."""

from typing import TYPE_CHECKING, Any

from baspa.cite.cited import Cited
from baspa.cite.order import alphabetical_key
from baspa.cite.references import reference_id
from baspa.cite.styles import CitationStyle, load_style

if TYPE_CHECKING:
    from baspa.cite.engine import cite

__all__ = ["CitationStyle", "Cited", "alphabetical_key", "cite", "load_style", "reference_id"]


def __getattr__(name: str) -> Any:
    if name != "cite":
        raise AttributeError(name)
    from baspa.cite.engine import cite

    return cite
