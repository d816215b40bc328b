"""Where a block stands, and what its paragraphs inherit from there."""

from __future__ import annotations

from dataclasses import field, replace

from baspa.dataclass import dataclass
from baspa.docx.formatting import ParagraphFormat, RunFormat
from baspa.docx.geometry import line_height
from baspa.docx.markup import classes
from baspa.docx.oxml import Element
from baspa.profile import Profile

FORM_STYLE = "TitlePage"
"""The style of the text of the title page and the task sheet."""

LARGE, SMALL = 7 / 6, 5 / 6
"""The sizes of the classes `large` and `small` over that of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What the blocks at one place in the tree have in common."""

    width: int
    """Room for tables and formulas, in twips."""
    style: str = "BodyText"
    """The style of a plain paragraph."""
    paragraph: ParagraphFormat = field(default_factory=ParagraphFormat)
    run: RunFormat = field(default_factory=RunFormat)
    depth: int = 0
    """How many lists are around."""
    in_appendix: bool = False

    def inside(self, element: Element, document_language: str) -> Place:
        """Return the place of what stands in `element`, by its language."""
        language = element.get("lang")
        if language is None:
            return self
        own = None if language == document_language else language
        return replace(self, run=replace(self.run, language=own))


def laid_out(place: Place, element: Element, profile: Profile) -> Place:
    """Return the place that the layout classes of `element` (docs/html.md) make."""
    paragraph, run, width = ParagraphFormat(), RunFormat(), place.width
    size = round(profile.text.size.pt * 2)
    for name in classes(element):
        match name:
            case "center" | "right":
                paragraph = replace(paragraph, align=name, first_line=0)
            case "no-indent":
                paragraph = replace(paragraph, first_line=0)
            case "bold":
                run = replace(run, bold=True)
            case "upper":
                run = replace(run, upper=True)
            case "large" | "small":
                scale = LARGE if name == "large" else SMALL
                run = replace(run, half_points=round(size * scale))
            case "right-block":
                paragraph = replace(paragraph, left=place.width - place.width // 2, first_line=0)
                width = place.width // 2
            case "foot":
                paragraph = replace(paragraph, at_foot=place.width)
            case "blank-line":
                paragraph = replace(paragraph, rule_above=True, align="center", first_line=0)
            case _:
                pass
    return replace(
        place,
        paragraph=paragraph.over(place.paragraph),
        run=run.over(place.run),
        width=width,
    )


def free_lines(element: Element, place: Place, profile: Profile) -> int | None:
    """Return the room above that a class `space-N` asks for, in twips; `blank-line`: one line."""
    names = classes(element)
    counts = [int(n.removeprefix("space-")) for n in names if n.startswith("space-")]
    if not counts and "blank-line" not in names:
        return None
    in_form = place.style == FORM_STYLE
    spacing = profile.title_page.line_spacing if in_form else profile.text.line_spacing
    return max(counts, default=1) * line_height(profile.text.size.pt, spacing)
