"""Repairs of the one WeasyPrint version that we know, each with the case that shows it.

A text that ends in a space, no-break or not, before another inline (a citation, a link) and fits
its line without that space, but not with it, is broken after its first word: Pango lets the space
hang over the margin, `split_first_line` then takes the line for too wide.
`tests/unit/pdf/test_repairs.py` holds such a paragraph and fails as soon as WeasyPrint sets it
right by itself.

A table at the head of a page keeps the room above it even where `margin-break: discard` says no:
its margins go to the wrapper of table and caption, and this property does not.
"""

from __future__ import annotations

from functools import cache
from typing import Any

SPACES = " \N{NO-BREAK SPACE}"
KNOWN = "70.0"
"""The version that the repair was written for; others are left as they are."""


@cache
def repair_weasyprint() -> None:
    """Mend the WeasyPrint that is installed, once."""
    import weasyprint
    from weasyprint.css import properties
    from weasyprint.layout import inline

    if weasyprint.VERSION != KNOWN:
        return
    properties.TABLE_WRAPPER_BOX_PROPERTIES.add("margin_break")
    split = inline.split_first_line

    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, *rest: Any, **named: Any
    ) -> Any:
        result = split(text, style, context, max_width, *rest, **named)
        resume_index = result[2]
        if resume_index is None or not text.endswith(tuple(SPACES)) or max_width is None:
            return result
        _, _, bare_resume, bare_width, *_ = split(
            text.rstrip(SPACES), style, context, max_width, *rest, **named
        )
        if bare_resume is None and bare_width <= max_width:
            return split(text, style, context, None, *rest, **named)
        return result

    inline.split_first_line = split_first_line
