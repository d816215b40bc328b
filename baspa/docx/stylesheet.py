"""The paragraph and character styles that a profile asks for, as values.

Ids are stable English ones; the built-in names (`heading 1`, `caption`) are Word's own, so that it
shows them in the language of its user.
"""

from __future__ import annotations

from collections.abc import Mapping

from baspa.docx.style import Style
from baspa.docx.styles_of_blocks import (
    caption_styles,
    contents_styles,
    formula_styles,
    page_furniture,
    table_styles,
)
from baspa.docx.styles_of_text import code_styles, heading_styles, list_styles, text_styles
from baspa.profile import Profile


def stylesheet(profile: Profile, number_widths: Mapping[int, int]) -> tuple[Style, ...]:
    """Return every paragraph and character style, a base before what is based on it.

    `number_widths` is the room in twips of the numbers in the contents, by level.
    """
    return (
        *text_styles(profile),
        *code_styles(profile),
        *heading_styles(profile),
        *caption_styles(profile),
        *table_styles(profile),
        *formula_styles(profile),
        *list_styles(profile),
        *contents_styles(profile, number_widths),
        *page_furniture(profile),
    )
