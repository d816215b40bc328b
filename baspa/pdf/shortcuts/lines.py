"""Where a line of words ends, without asking Pango.

A line ends before the word that does not fit. That is said here only where no shaping could change
it: the words of the line fit with room to spare, and those with the next one do not by as much; the
line ends between two words that every language parts, and the next word has no place inside of it
where a line may end. All else is left to WeasyPrint.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf
from typing import Any

from weasyprint.layout import inline, preferred
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS
from weasyprint.text.line_break import Layout

from baspa.pdf.shortcuts.words import SPACE, SPACES, Setting, Unknown, Word, setting_of

Split = Callable[..., tuple[Any, ...]]
COLLAPSING = {"normal": True, "pre-line": True, "nowrap": False}
"""The values of `white-space` under which spaces collapse, and whether lines are broken."""
SLACK_EM = 0.02
"""Much more than what is lost by rounding."""
LETTERS_PER_EM = 3
"""More than stand on a line as long as the size of the face."""
_WORD = (
    r"[«(“„\[]*[^\W_]+(?:(?:(?<=\d)[.,:]|[.,:](?=[^\W\d_]))[^\W_]+)*"
    r"(?:(?<=\d)%|…)?[.,;:!?)»”’\"'\]]*"
)
_UNDIVIDED = re.compile(f"(?:{_WORD}|[–—])(?:\N{NO-BREAK SPACE}(?:{_WORD}|[–—]))*")
"""What no line may end in (Unicode Standard Annex 14)."""
_PARTED = re.compile(r"[\w.,;:!?…%)»”’\"'\]–—] \w|[\w.,;:%)\]–—] [«(“„\[]")
"""Two signs with a space between, behind which a line may end in every language."""
NOTHING = Word(0, ())


class Composed(Layout):  # type: ignore[misc] # it is untyped
    """A text that is known to fit its line, which Pango shapes only if it must."""

    def __init__(self, text: str, justification_spacing: float, max_width: float | None) -> None:
        self.text, self.max_width = text, max_width
        self.justification_spacing = justification_spacing
        self.first_line_direction = 0
        self.ascent = self.underline_position = self.strikethrough_position = None

    def reactivate(self, style: Any) -> None:
        """Do nothing yet."""

    def activate(self, style: Any) -> None:
        """Have Pango lay out the text."""
        super().reactivate(style)

    def deactivate(self) -> None:
        """Let go of what Pango has laid out."""
        for name in ("layout", "language", "style"):
            self.__dict__.pop(name, None)


def shorten_line_breaking() -> None:
    """Let WeasyPrint find the ends of lines so, and compose text that it justifies."""
    inline.split_first_line = _shortened(inline.split_first_line)
    preferred.split_first_line = _shortened(preferred.split_first_line)
    create = inline.create_layout

    def create_layout(
        text: str, style: Any, context: Any, max_width: float | None, justification_spacing: float
    ) -> Any:
        try:
            setting_of(style, text)
        except Unknown:
            return create(text, style, context, max_width, justification_spacing)
        return Composed(text, justification_spacing, max_width)

    inline.create_layout = create_layout


def _shortened(split: Split) -> Split:
    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> tuple[Any, ...]:
        given = (text, style, context, max_width, justification_spacing, is_line_start, minimum)
        try:
            setting, line, resume_at, width = _first_line(text, style, max_width, minimum)
        except Unknown:
            return split(*given)
        result = (
            Composed(line, justification_spacing, max_width),
            len(line.encode()),
            resume_at,
            width,
            setting.height,
            setting.baseline,
        )
        if setting.trials["breaking"]:
            asked = split(*given)
            setting.tried("breaking", asked[0].text == line and asked[1:] == result[1:])
            return asked
        return result

    return split_first_line


def _first_line(
    text: str, style: Any, max_width: float | None, minimum: bool
) -> tuple[Setting, str, int | None, float]:
    """Return the setting and the text of a first line, where the next one begins in bytes of
    UTF-8 – None if there is none –, and the width of the line in px. Raises Unknown.
    """
    breaks = COLLAPSING.get(style["white_space"])
    if breaks is None or not text:
        raise Unknown
    if not breaks or max_width is None or max_width == inf:
        setting = setting_of(style, text)
        return setting, text, None, setting.width(text) * FROM_UNITS
    if max_width < style["font_size"]:
        if not minimum or not _UNDIVIDED.fullmatch(text) or _may_be_divided(style):
            raise Unknown
        setting = setting_of(style, text)
        return setting, text, None, setting.width(text) * FROM_UNITS
    beginning = _whole_words(text, int(max_width / style["font_size"] * LETTERS_PER_EM))
    setting = setting_of(style, beginning)
    limit, slack = max_width * TO_UNITS, SLACK_EM * setting.size * TO_UNITS
    if beginning == text:
        width = setting.width(text)
        if width + slack <= limit:
            return setting, text, None, width * FROM_UNITS
    if style["hyphens"] == "auto" or style["word_break"] == "break-all":
        raise Unknown
    end = _end(setting, beginning, text, limit, slack)
    line = text[:end]
    resume_at = len(text[: end + 1].encode())
    setting = setting_of(style, line)
    return setting, line, resume_at, setting.width(line) * FROM_UNITS


def _whole_words(text: str, most: int) -> str:
    """Return the words that a text begins with, as many as have so many letters together."""
    if len(text) <= most:
        return text
    end = max(text.rfind(space, 1, most) for space in SPACES)
    return text[: end if end > 0 else most]


def _may_be_divided(style: Any) -> bool:
    """Whether a line may end inside of a word."""
    return bool(
        style["hyphens"] == "auto"
        or style["word_break"] == "break-all"
        or style["overflow_wrap"] == "anywhere"
    )


def _end(setting: Setting, text: str, ahead: str, limit: float, slack: float) -> int:
    """Return where the space stands at which a line of a text ends; it is the beginning of `ahead`.

    Raises Unknown.
    """
    words = iter(setting.set(text, ahead))
    width, place, end, fits = 0, 0, 0, False
    for space in map(re.Match.start, SPACE.finditer(text)):
        if space > place:
            width += next(words).width
        gap = setting.gap(text[max(space - 1, 0) : space], text[space : space + 2])
        kerning = abs(gap - setting.spaces[text[space]].width)
        if width > limit + slack + kerning:
            break
        if text[space] == " ":
            end, fits = space, width + slack + kerning <= limit
        width += gap
        place = space + 1
    else:
        if width + next(words, NOTHING).width <= limit + slack:
            raise Unknown
    behind = text.find(" ", end + 1)
    following = text[end + 1 : behind if behind >= 0 else None]
    if fits and _PARTED.fullmatch(text[end - 1 : end + 2]) and _UNDIVIDED.fullmatch(following):
        return end
    raise Unknown
