"""Shorter ways to what WeasyPrint comes to, bound to the version that they were written for.

Nothing here changes a page: content streams stay the same to the byte, which tests compare.
"""

from __future__ import annotations

from baspa.pdf.shortcuts.drawing import shorten_drawing
from baspa.pdf.shortcuts.lines import shorten_line_breaking
from baspa.pdf.shortcuts.outlines import shorten_outlines
from baspa.pdf.shortcuts.parsing import shorten_parsing
from baspa.pdf.shortcuts.styles import shorten_styles


def take_shortcuts() -> None:
    """Let the WeasyPrint that is installed take them."""
    shorten_parsing()
    shorten_styles()
    shorten_line_breaking()
    shorten_drawing()
    shorten_outlines()
