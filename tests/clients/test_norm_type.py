"""Face, size, weight, edges and distances of every paragraph, as the profile asks.

Not measured: kerning and the shape of letters (the face's own), ligatures, and the title page's
sizes, which are its template's.
"""

from __future__ import annotations

from itertools import pairwise

from looks import Look
from norm_case import POSITION, SIZE, Print
from ruler import MM_PER_PT, face
from typeset import Block

TWIP = MM_PER_PT / 20
"""Millimetres of a twentieth of a point."""


def test_all_paragraphs_are_found(printed: Print) -> None:
    """Else what follows would measure less than it seems to."""
    told = [
        b for b in printed.blocks if b.paragraph.key and not b.paragraph.drawn | b.paragraph.in_cell
    ]
    missed = [(b.style, b.paragraph.text[:60]) for b in told if not b.lines]
    assert missed == []
    asked = {"BodyText", "Bibliography", "StructuralHeading", "FigureCaption", "TableCaption"}
    assert {*asked, "Heading1", "Heading2", "FootnoteText"} <= {b.style for b, _ in printed.known()}


def test_the_face_is_the_one_that_the_norm_names_or_one_of_its_metrics(printed: Print) -> None:
    text = printed.profile.text
    allowed = {name.replace(" ", "") for name in (text.font, *text.fallback, text.mono)}
    wrong = {
        (b.style, line.sheet, g.face)
        for b, _ in printed.known()
        for line in b.lines
        for g in line.printed
        if g.family not in allowed
    }
    assert wrong == set()


def test_size(printed: Print) -> None:
    wrong = [
        (b.style, line.sheet, line.text, line.size, look.size)
        for b, look in printed.known()
        for line in b.lines
        if abs(line.size - look.size) > SIZE
    ]
    assert wrong == []


def test_weight_and_slope(printed: Print) -> None:
    wrong = [
        (b.style, line.sheet, line.text)
        for b, look in printed.known()
        for line in b.lines
        for asked, found in ((look.bold, "bold"), (look.italic, "italic"))
        if asked is not None and any(getattr(g, found) != asked for g in line.upright)
    ]
    assert wrong == []


def test_case_of_headings(printed: Print) -> None:
    wrong = [
        (b.style, line.sheet, line.text)
        for b, look in printed.known()
        if "Heading" in b.style and b.style != "AppendixHeading"
        for line in b.lines
        if (line.text == line.text.upper()) != look.upper
    ]
    assert wrong == []


def test_left_edges_and_first_line_indent(printed: Print) -> None:
    wrong = []
    for b, look in printed.known():
        if look.align in {"left", "justify"}:
            own = b.paragraph.own_indent
            for n, line in enumerate(b.lines):
                indent = look.indent if own is None else own
                edge = printed.left + look.left + (indent if n == 0 else 0)
                if abs(line.left - edge) > POSITION:
                    wrong.append((b.style, line.sheet, line.text, line.left, edge))
    assert wrong == []


def test_right_edges(printed: Print) -> None:
    """Justified lines end at the margin, those that are not never cross it."""
    assert _off_the_right_margin(printed) == []


def _off_the_right_margin(printed: Print) -> list[tuple[str, int, str, float]]:
    """Return style, page, text of each line but a paragraph's last, and how far it is off."""
    wrong = []
    for b, look in printed.known():
        for line in b.lines[:-1]:
            over = line.right - printed.right
            # LibreOffice widens spaces by whole twips and leaves the rest at the line's end.
            spaces = sum(g.text.isspace() for g in line.glyphs)
            short = -over - spaces * TWIP if look.align == "justify" and spaces else 0.0
            if max(over, short) > POSITION:
                wrong.append((b.style, line.sheet, line.text, over))
    return wrong


def test_text_that_is_not_justified_is_ragged(printed: Print) -> None:
    ends = [line.right for b in printed.of("BodyText") for line in b.lines[:-1]]
    ragged = [x for x in ends if x < printed.right - 1]
    assert bool(ragged) == (printed.profile.text.align != "justify")


def test_centred_and_right_lines(printed: Print) -> None:
    middle = (printed.left + printed.right) / 2
    wrong = []
    for b, look in printed.known():
        for n, line in enumerate(b.lines):
            shift = look.indent / 2 if n == 0 else 0
            if look.align == "center" and abs(line.middle - middle - shift) > POSITION:
                wrong.append((b.style, line.sheet, line.text, line.middle, middle))
            if look.align == "right" and abs(line.right - printed.right) > POSITION:
                wrong.append((b.style, line.sheet, line.text, line.right, printed.right))
    assert wrong == []


def test_distance_of_lines(printed: Print) -> None:
    wrong = []
    for b, look in printed.known():
        asked = printed.line_distance(look.size, look.spacing)
        for upper, lower in pairwise(b.lines):
            found = lower.baseline - upper.baseline
            if upper.sheet == lower.sheet and abs(found - asked) > POSITION:
                wrong.append((b.style, lower.sheet, lower.text, found, asked))
    assert wrong == []


def test_listings(printed: Print) -> None:
    """In the mono face, smaller by a seventh to the next half point, 1.15 of its lines apart."""
    text = printed.profile.text
    size = round(text.size.pt * 0.86 * 2) / 2
    asked = size * 1.15 * face(text.mono).line_height * MM_PER_PT
    wrong = []
    for b in printed.of("SourceCode"):
        wrong += [
            (b.style, each.text, each.size) for each in b.lines if abs(each.size - size) > SIZE
        ]
        for upper, lower in pairwise(b.lines):
            found = lower.baseline - upper.baseline
            lines = round(found / asked)  # empty ones print nothing
            if upper.sheet == lower.sheet and abs(found - lines * asked) > POSITION:
                wrong.append((b.style, lower.text, found, asked))
    assert wrong == []
    assert printed.of("SourceCode") or printed.profile.language == "kk"  # that sample has none


def test_room_between_paragraphs(printed: Print) -> None:
    """The larger of the two spaces that neighbours ask for."""
    wrong = []
    for upper, lower in printed.neighbours():
        above, below = printed.looks[upper.style], printed.looks[lower.style]
        asked = _from_line_to_line(printed, above, below) + _room(printed, upper, lower)
        found = lower.first.baseline - upper.last.baseline
        if abs(found - asked) > POSITION + _halved(printed, above, below):
            wrong.append((upper.style, lower.style, lower.first.sheet, found, asked))
    assert wrong == []


def _room(printed: Print, upper: Block, lower: Block) -> float:
    above, below = printed.looks[upper.style], printed.looks[lower.style]
    if lower.style == "Note" and upper.style == "FigureCaption":
        own = printed.profile.figure_caption.space_after
        return own.mm + printed.profile.tables.note_space.mm
    return max(above.after, below.before)


def _from_line_to_line(printed: Print, above: Look, below: Look) -> float:
    """The distance of two baselines with nothing between: the room of a line is below it."""
    face = printed.face
    natural = face.descent + face.gap / 2 + (above.spacing - 1) * face.line_height
    return MM_PER_PT * (above.size * natural + below.size * (face.gap / 2 + face.ascent))


def _halved(printed: Print, above: Look, below: Look) -> float:
    """How far the PDF is off where widely spaced lines of two sizes meet.

    CSS sets half of a line's room above it; by half of the room of a line of running text all is
    set lower, but a larger or smaller line has more or less room than that. Faces with a gap
    divide it in the PDF over and under a line, LibreOffice puts it on one side.
    """
    text = printed.profile.text
    body = text.size.pt * (text.line_spacing - 1)
    off = [abs(x.size * (x.spacing - 1) - body) for x in (above, below) if x.spacing > 1]
    gap = printed.face.gap * abs(above.size - below.size)
    return MM_PER_PT * (sum(off) * printed.face.line_height / 2 + gap / 2)
