"""The contents and the lists of figures and tables: TOC fields with their entries cached."""

from __future__ import annotations

from collections.abc import Callable

from baspa.docx.fields import field_end, field_start, place_bookmark, run_of
from baspa.docx.formatting import paragraph
from baspa.docx.inlines import Line, Writing, page_reference
from baspa.docx.markup import Page, classes, first, nodes, tag_of, text_of
from baspa.docx.open_numbers import IN_GUTTER
from baspa.docx.oxml import Element, make
from baspa.docx.place import Place
from baspa.profile import Profile


def number_widths(page: Page, live: set[str], profile: Profile) -> dict[int, int]:
    """Return the room in twips that the numbers take at each level of the contents.

    Figures of Times are half its size wide, dots and the gap after the number a quarter.
    """
    widths: dict[int, int] = {}
    for entry in page.body.iterfind(".//nav[@data-depth]//li"):
        link = entry.find("a")
        if link is None or link.get("href", "").removeprefix("#") not in live:
            continue
        number = text_of(first(entry, "number"))
        ems = sum(0.25 if c == "." else 0.5 for c in number) + 0.25
        level = level_of(entry)
        widths[level] = max(widths.get(level, 0), round(ems * profile.text.size.pt * 20))
    return widths


def level_of(entry: Element) -> int:
    """Return the level of an entry of the contents, by its class `level-N`."""
    names = [name for name in classes(entry) if name.startswith("level-")]
    return int(names[0].removeprefix("level-")) if names else 1


def contents_paragraphs(
    writing: Writing, nav: Element, place: Place, block: Callable[[Element, Place], list[Element]]
) -> list[Element]:
    """Return the heading of a contents or list, then its entries inside one TOC field."""
    found: list[Element] = []
    for child in nav:
        if tag_of(child) == "ol":
            found += _entries(writing, nav, list(child), place)
        else:
            found += block(child, place)
    return found


def _entries(writing: Writing, nav: Element, entries: list[Element], place: Place) -> list[Element]:
    instruction = _instruction(writing, nav)
    of_captions = "contents" not in classes(nav)
    found = []
    for n, entry in enumerate(entries):
        line = Line(writing, writing.pictures.package.document)
        if n == 0:
            line.append(field_start(instruction))
        line.append([_entry(writing, entry, place, of_captions)])
        if n == len(entries) - 1:
            line.append([field_end()])
        style = "TableofFigures" if of_captions else f"TOC{level_of(entry)}"
        found.append(paragraph(line.finish(), style))
    return found


def _instruction(writing: Writing, nav: Element) -> str:
    if "list-of-figures" in classes(nav):
        return f'TOC \\h \\z \\c "{writing.sequences.identifiers["figure"]}"'
    if "list-of-tables" in classes(nav):
        return f'TOC \\h \\z \\c "{writing.sequences.identifiers["table"]}"'
    depth = nav.get("data-depth") or str(writing.profile.contents.depth)
    return f'TOC \\o "1-{depth}" \\h \\z \\u'


def _entry(writing: Writing, entry: Element, place: Place, of_captions: bool) -> Element:
    """Return one entry: a link around number, title and the field of its page."""
    link = entry.find("a")
    assert link is not None, "every entry of the contents is a link"
    html_id = link.get("href", "").removeprefix("#")
    place = place.inside(entry, writing.page.language)
    line = Line(writing, writing.pictures.package.document)
    number = first(link, "number")
    rest = [n for n in nodes(link) if n is not number]
    if number is not None:
        line.add(nodes(number), place.run)
        if html_id in writing.live_numbers and not of_captions:
            line.append([run_of(make("w:tab"), place.run)]).skip_blank()
    line.add(rest, place.run)
    hidden = IN_GUTTER.over(place.run)
    line.append([run_of(make("w:tab"), hidden), *page_reference(writing, html_id, hidden)])
    return make("w:hyperlink", *line.finish(), anchor=place_bookmark(html_id), history=1)
