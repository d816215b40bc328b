"""Sheet, margins and page numbers, as the profile asks.

Not measured: the margins of landscape pages (their sheet is), and mirrored margins of two-sided
printing, which no shipped profile asks for.
"""

from __future__ import annotations

import subprocess

from norm_case import POSITION, SIZE, Print
from norm_parts import expected_labels
from ruler import MM_PER_PT


def test_every_sheet_has_the_size_that_is_asked(printed: Print) -> None:
    """As poppler reads the boxes of the file."""
    boxes = subprocess.run(
        ["pdfinfo", "-f", "1", "-l", str(len(printed.sheets)), "-box", str(printed.pdf)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    media = [row.split()[-4:] for row in boxes.splitlines() if "MediaBox" in row]
    page = printed.profile.page
    asked = sorted([page.width.mm, page.height.mm])
    assert len(media) == len(printed.sheets)
    for box in media:
        found = sorted([float(box[2]) * MM_PER_PT, float(box[3]) * MM_PER_PT])
        assert all(abs(a - f) < POSITION for a, f in zip(asked, found, strict=True)), box


def test_nothing_stands_above_or_below_the_text_area(printed: Print) -> None:
    wrong = [
        (line.sheet, line.text, printed.above(line), printed.below(line))
        for sheet in printed.sheets
        if sheet.upright
        for line in printed.text_lines(sheet)
        if printed.above(line) < printed.top - POSITION
        or printed.below(line) > printed.bottom + POSITION
    ]
    assert wrong == []


def test_text_begins_at_the_top_margin(printed: Print) -> None:
    """On pages that go on with a paragraph: its type begins at the margin, leading apart."""
    firsts = [
        (line, look)
        for b, look in printed.known()
        for line in b.lines
        if b.style in {"BodyText", "Bibliography"}
        and line is printed.text_lines(printed.sheets[line.sheet - 1])[0]
    ]
    assert firsts
    wrong = []
    for line, look in firsts:
        type_height = printed.below(line) - printed.above(line)
        leading = printed.line_distance(look.size, look.spacing) - type_height
        room = printed.above(line) - printed.top
        if not -POSITION < room < leading + POSITION:
            wrong.append((line.sheet, line.text, room, leading))
    assert wrong == []


def test_text_reaches_the_bottom_margin(printed: Print) -> None:
    """Where a paragraph goes on overleaf, only a widow could have taken a line from the page.

    Unless its last two lines had to stay with what they lead in. A page that ends with a footnote
    is not counted, since its text ends above; so a short sample may have no page to measure.
    """
    rooms = []
    for b, look in printed.known():
        if b.paragraph.kept and b.lines[-3:-1] and b.lines[-2].sheet == b.last.sheet:
            continue
        ends = [line for line in b.lines[:-1] if line is _last(printed, line.sheet)]
        for line in ends if b.style in {"BodyText", "Bibliography"} else []:
            lines = printed.line_distance(look.size, look.spacing)
            rooms.append((line.sheet, line.text, (printed.bottom - printed.below(line)) / lines))
    assert [room for room in rooms if room[2] > 2] == []
    leading = 1 - 1 / printed.profile.text.line_spacing
    assert min((room[2] for room in rooms), default=0) < 1 + leading / 2


def _last(printed: Print, sheet: int) -> object:
    return printed.text_lines(printed.sheets[sheet - 1])[-1]


def test_every_page_prints_the_number_that_it_should(printed: Print) -> None:
    found = {s.number: printed.label(s) for s in printed.sheets}
    labels = {number: line.text if line else None for number, line in found.items()}
    assert labels == expected_labels(printed)


def test_place_and_type_of_the_page_number(printed: Print) -> None:
    number = printed.profile.page.number
    wrong = []
    for sheet in printed.sheets:
        line = printed.label(sheet)
        if line and sheet.upright:
            asked = (printed.left + printed.right) / 2
            across = line.middle - asked if "center" in number.place else line.right - printed.right
            gap = printed.face.gap * number.size.pt * MM_PER_PT / 2
            edge = printed.above(line) - gap
            if number.place.startswith("bottom"):
                edge = sheet.height - printed.below(line) - gap
            # WeasyPrint halves the gap of the face over and under a line, LibreOffice does not.
            wrong += [
                (sheet.number, name, off)
                for name, off, most in (
                    ("across", across, POSITION),
                    ("edge", edge - number.edge.mm, POSITION),
                    ("size", line.size - number.size.pt, SIZE),
                )
                if abs(off) > most
            ]
    assert wrong == []
