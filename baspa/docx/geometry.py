"""Measures of the page in twips, so that widths sum exactly to the text area."""

from __future__ import annotations

from dataclasses import dataclass

from baspa.fonts import LINE_HEIGHT_OF_TIMES
from baspa.profile import Profile


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
    page, margin = profile.page, profile.page.margin
    return Sheet(
        width=page.width.twips,
        height=page.height.twips,
        top=margin.top.twips,
        right=margin.right.twips,
        bottom=margin.bottom.twips,
        left=margin.left.twips,
    )


def landscape(profile: Profile) -> Sheet:
    """Return the sheet turned clockwise: its binding edge is the top, its margins turn with it.

    Where the page number would then stand in the text area, the text gives way.
    """
    sheet = upright(profile)
    room = profile.page.number.edge.twips + line_height(profile.page.number.size.pt)
    at_top = profile.page.number.place.startswith("top")
    return Sheet(
        width=sheet.height,
        height=sheet.width,
        top=max(sheet.left, room) if at_top else sheet.left,
        right=sheet.top,
        bottom=sheet.right if at_top else max(sheet.right, room),
        left=sheet.bottom,
    )


def text_width(profile: Profile) -> int:
    """Return the width of the text area of an upright page, in twips."""
    return upright(profile).text_width


def line_height(size_pt: float, spacing: float = 1.0) -> int:
    """Return the height of a line of the text face, in twips."""
    return round(size_pt * LINE_HEIGHT_OF_TIMES * spacing * 20)
