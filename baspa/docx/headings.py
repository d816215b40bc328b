"""Headings: live numbers wherever Word's numbering prints what the HTML says."""

from __future__ import annotations

from collections.abc import Callable

from baspa.docx.fields import number_bookmark, place_bookmark, run
from baspa.docx.formatting import ParagraphFormat, RunFormat, paragraph
from baspa.docx.inlines import Line, Writing
from baspa.docx.markup import Page, classes, first, nodes, tag_of, text_of
from baspa.docx.numbering import HeadingCounter
from baspa.docx.oxml import Element
from baspa.docx.place import Place
from baspa.profile import Profile


def live_numbers(page: Page, profile: Profile) -> set[str]:
    """Return the ids of the headings whose number Word's own numbering prints.

    Appendices are lettered with letters that no number format knows, and a run-in heading is no
    paragraph; their numbers, and any that the counting of the headings before does not give, stay
    text.
    """
    counter = HeadingCounter(profile.headings.after_number)
    run_in = set(page.body.iterfind(".//div[@class='run-in']/*"))
    live = set()
    for heading in page.body.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(tag_of(heading)[1])
        if "numbered" not in classes(heading) or heading in run_in:
            continue
        if level > profile.headings.numbered_levels:
            continue
        if text_of(first(heading, "number")) == counter.would_print(level):
            counter.count(level)
            live.add(heading.get("id", ""))
    return live


def run_in_style(heading: Element) -> str:
    """Return the character style of a run-in heading; its paragraph's is named after it."""
    return f"RunInHeading{tag_of(heading)[1]}"


class Headings:
    """Writes headings."""

    def __init__(self, writing: Writing):
        self._writing = writing
        entries = writing.page.body.iterfind(".//nav//a")
        self._listed = {a.get("href", "").removeprefix("#") for a in entries}

    def write(
        self, heading: Element, place: Place, marked: Callable[[list[Element]], list[Element]]
    ) -> Element:
        """Return the heading's paragraph, the whole under its bookmark.

        `marked` adds the bookmarks of what the heading opens.
        """
        html_id = heading.get("id", "")
        level = int(tag_of(heading)[1])
        live = html_id in self._writing.live_numbers
        style, format = self._style(heading, level, live)
        if "numbered" in classes(heading) and not live and not place.in_appendix:
            self._report(heading)
        line = Line(self._writing, self._writing.pictures.package.document)
        line.add(nodes(heading), place.run, lambda text, run: self._number(text, run, html_id))
        content = line.finish()
        if html_id:
            content = self._writing.bookmarks.around(place_bookmark(html_id), content)
        return paragraph(marked(content), style, format)

    def run_in(self, heading: Element, place: Place, style: str) -> list[Element]:
        """Return a heading at the head of its paragraph, under its bookmark."""
        line = Line(self._writing, self._writing.pictures.package.document)
        html_id = heading.get("id", "")
        look = RunFormat(style=style).over(place.run)
        line.add(nodes(heading), look, lambda text, run: self._number(text, run, html_id))
        return self._writing.bookmarks.around(place_bookmark(html_id), line.finish())

    def _style(
        self, heading: Element, level: int, live: bool
    ) -> tuple[str, ParagraphFormat | None]:
        """Return the style of a heading and what differs from it.

        The contents field lists by style and outline level: what our contents leave out must have
        neither.
        """
        names = classes(heading)
        unlisted = "unlisted" in names or self._left_out(heading, level)
        if unlisted and not live:
            return ("TOCHeading" if level == 1 else "UnlistedHeading"), None
        if "appendix" in names:
            return "AppendixHeading", None
        if "structural" in names:
            return "StructuralHeading", None
        numbered = level <= self._writing.profile.headings.numbered_levels
        return f"Heading{level}", ParagraphFormat(number=(0, 0)) if numbered and not live else None

    def _left_out(self, heading: Element, level: int) -> bool:
        depth = self._writing.profile.contents.depth
        return bool(self._listed) and level <= depth and heading.get("id") not in self._listed

    def _number(self, text: str, format: RunFormat, html_id: str) -> list[Element]:
        if html_id in self._writing.live_numbers:
            return []
        content = [run(text, format)]
        if not html_id:
            return content
        return self._writing.bookmarks.around(number_bookmark(html_id), content)

    def _report(self, heading: Element) -> None:
        number = text_of(first(heading, "number"))
        self._writing.findings.error(
            "D104",
            f"the heading {text_of(heading)!r} says {number!r}, Word's numbering would not",
            help="number the headings in order, in a project's own templates too",
        )
