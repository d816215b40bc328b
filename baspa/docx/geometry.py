"""Measures of the page in twips, so that widths sum exactly to the text area."""

from __future__ import annotations

from baspa.dataclass import dataclass
from baspa.fonts import LINE_HEIGHT_OF_TIMES
from baspa.length import Length
from baspa.profile import Margins, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet as a section sees it, in twips."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int

    @property
    def text_width(self) -> int:
        """The width of the text area."""
        return self.width - self.left - self.right


def upright(profile: Profile) -> Sheet:
    """Return the sheet of the profile."""
    return _sheet(profile.page.width, profile.page.height, profile.page.margin)


def _sheet(width: Length, height: Length, margin: Margins) -> Sheet:
    return Sheet(
        width=width.twips,
        height=height.twips,
        top=margin.top.twips,
        right=margin.right.twips,
        bottom=margin.bottom.twips,
        left=margin.left.twips,
    )


def landscape(profile: Profile) -> Sheet:
    """Return the sheet turned clockwise, with the margins that the profile gives it."""
    return _sheet(
        profile.page.height, profile.page.width, profile.page.turned(LINE_HEIGHT_OF_TIMES)
    )


def text_width(profile: Profile) -> int:
    """Return the width of the text area of an upright page, in twips."""
    return upright(profile).text_width


def line_height(size_pt: float, spacing: float = 1.0) -> int:
    """Return the height of a line of the text face, in twips."""
    return round(size_pt * LINE_HEIGHT_OF_TIMES * spacing * 20)
