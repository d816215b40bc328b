"""Semantic HTML → DOCX: the walk over the parts, and the sections that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.docx.blocks import BlockWriter
from baspa.docx.captions import sequence_identifiers
from baspa.docx.contents import number_widths
from baspa.docx.draft import Draft
from baspa.docx.fields import NUMBER_PREFIX, Bookmarks, Sequences
from baspa.docx.formatting import paragraph, properties_of, set_property, set_space
from baspa.docx.geometry import landscape, upright
from baspa.docx.headings import live_numbers
from baspa.docx.holes import Holes
from baspa.docx.identity import identify, name_template_blocks
from baspa.docx.inlines import Writing
from baspa.docx.markup import Node, Page, classes, nodes, parse, report_unmapped
from baspa.docx.notes import Notes
from baspa.docx.numbering import Numbering
from baspa.docx.oxml import Element, make, qualified, value
from baspa.docx.package import WordPackage
from baspa.docx.pictures import Pictures
from baspa.docx.place import FORM_STYLE, Place
from baspa.docx.sections import PageSetup, Shape
from baspa.docx.settings import font_table, settings_element
from baspa.docx.spacing import collapse_spacing, keep_companions
from baspa.docx.style import Style
from baspa.docx.styles import styles_element
from baspa.docx.stylesheet import stylesheet
from baspa.model import Asset, SourceMap
from baspa.model.pages import PageKind
from baspa.profile import Profile


def write_draft(
    html: str,
    assets: Mapping[str, Asset],
    profile: Profile,
    findings: Findings,
    templates: Sequence[Path] = (),
    sources: SourceMap | None = None,
    drawn: Callable[[], Mapping[str, Asset]] | None = None,
) -> Draft:
    """Return the semantic HTML (docs/html.md) as a DOCX, but for what its layout tells.

    `templates` are the project's own template folders: a diagnostic about their markup says where
    it stands. `sources` is what the identity part tells of where the text comes from. `drawn` gives
    the `assets` with the PNG that stand for them, where these are still drawn: it is asked when the
    draft is filled, and the `findings` tell then what is missing.
    """
    page = parse(html)
    report_unmapped(page.parts, templates, findings)
    template_blocks = name_template_blocks(page)
    package = WordPackage()
    pictures = Pictures(package, assets, drawn or (lambda: assets), findings)
    writing = _writing(page, pictures, profile, package, findings)
    package.body.extend(_body(writing, package))
    sheet = stylesheet(profile, number_widths(page, writing.live_numbers, profile))
    _add_parts(writing, package, sheet)
    identity = identify(
        page,
        writing.bookmarks.names,
        sources or SourceMap(),
        template_blocks,
        (package.document.root, writing.notes.part.root),
        writing.holes.texts,
    )
    package.add_custom_xml(identity.root)
    package.add_properties(page)
    return Draft(
        package=package,
        holes=writing.holes,
        identity=identity,
        sheet=sheet,
        drawings=pictures.count,
    )


def _writing(
    page: Page,
    pictures: Pictures,
    profile: Profile,
    package: WordPackage,
    findings: Findings,
) -> Writing:
    parts = [(part.get("id", ""), PageKind.of(classes(part))) for part in page.parts]
    return Writing(
        page=page,
        profile=profile,
        holes=Holes(parts=parts),
        bookmarks=Bookmarks(),
        sequences=Sequences(sequence_identifiers(page)),
        numbering=Numbering(profile),
        pictures=pictures,
        notes=Notes(package, profile.note_kind, profile.footnotes.after_mark),
        live_numbers=live_numbers(page, profile),
        findings=findings,
    )


def _add_parts(writing: Writing, package: WordPackage, sheet: Sequence[Style]) -> None:
    """Add the parts beside the document, styles, numbering, settings and fonts; finish the text."""
    profile, language = writing.profile, writing.page.language
    package.add("styles", CT.WML_STYLES, RT.STYLES, styles_element(profile, language, sheet))
    package.add("numbering", CT.WML_NUMBERING, RT.NUMBERING, writing.numbering.element())
    package.add("settings", CT.WML_SETTINGS, RT.SETTINGS, settings_element(profile, language))
    package.add("fontTable", CT.WML_FONT_TABLE, RT.FONT_TABLE, font_table(profile))
    keep_companions(package.body)
    collapse_spacing(package.body, sheet, profile.tables.space_after.twips)


def _body(writing: Writing, package: WordPackage) -> list[Element]:
    """Return the content of `w:body`: the parts, cut into sections."""
    blocks = BlockWriter(writing)
    counted_anew = writing.holes.counted_anew
    sections: list[_Section] = []
    for shape, place, content, opens in _stretches(writing):
        if opens is not None:
            blocks.announce(opens)
        written = blocks.flow(content, place)
        if not written:
            continue
        if opens is None and written[0].tag == qualified("w:p"):
            set_space(written[0], "before", 0)
        breaks = opens is not None and not _runs_on(opens)
        # A table cannot ask for a new page itself.
        in_section = sections and sections[-1].shape == shape
        if not in_section or (breaks and written[0].tag != qualified("w:p")):
            part = "" if opens is None else opens.get("id", "")
            anew = part if part in counted_anew else None
            sections.append(_Section(shape, anew, written))
            continue
        if breaks:
            set_property(written[0], make("w:pageBreakBefore"))
        sections[-1].blocks.extend(written)
    return _joined(sections, PageSetup(package, writing.profile, writing.holes))


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of the document, which begins on a new page."""

    shape: Shape
    counted_anew: str | None
    """The id of the part with which pages are counted anew; None: the count goes on."""
    blocks: list[Element]


def _joined(sections: list[_Section], setup: PageSetup) -> list[Element]:
    """Return the blocks of all sections; the last one's properties follow the body."""
    if not sections:
        sections = [_Section(Shape(), None, [])]
    found: list[Element] = []
    for n, section in enumerate(sections, 1):
        goes_on = n < len(sections)
        end = _close(section.blocks, before_another=goes_on)
        found += section.blocks
        if goes_on:
            set_property(end, setup.properties(section.shape, section.counted_anew))
    return [*found, setup.properties(sections[-1].shape, sections[-1].counted_anew)]


def _runs_on(part: Element) -> bool:
    """Whether a part goes on where the one before it ends: both must be of those that run on."""
    before = part.getprevious()
    return before is not None and all("run-on" in classes(each) for each in (before, part))


def _stretches(writing: Writing) -> Iterator[tuple[Shape, Place, list[Node], Element | None]]:
    """Yield the content of the parts in stretches of one orientation.

    The last value is the part that a stretch opens, if it does.
    """
    profile, language = writing.profile, writing.page.language
    for part in writing.page.parts:
        names = classes(part)
        in_title_page = "title-page" in names
        place = Place(
            width=upright(profile).text_width,
            style=FORM_STYLE if in_title_page or "task" in names else "BodyText",
            in_appendix="appendix" in names,
        ).inside(part, language)
        opens: Element | None = part
        whole: list[Node] = [part] if part.tag == "nav" else nodes(part)
        for turned, group in groupby(whole, _is_landscape):
            content = list(group)
            if all(isinstance(node, str) and not node.strip(" ") for node in content):
                continue
            width = landscape(profile).text_width if turned else place.width
            shape = Shape(landscape=turned, title_page=in_title_page, kind=PageKind.of(names))
            yield shape, replace(place, width=width), content, opens
            opens = None


def _is_landscape(node: Node) -> bool:
    return not isinstance(node, str) and "landscape" in classes(node)


def _close(written: list[Element], *, before_another: bool) -> Element:
    """Return the last paragraph of a section.

    An empty one is added after a table or a frame, and `before_another` section after a paragraph
    whose number is referred to or that ends a contents: where a section ends LibreOffice loses the
    text of a bookmark, and with the end of a contents field the header of the section.
    """
    last = written[-1] if written else None
    if (
        last is None
        or last.tag != qualified("w:p")
        or properties_of(last).find(qualified("w:framePr")) is not None
        or (before_another and (_has_number(last) or _ends_contents(last)))
    ):
        last = paragraph([], "Separator")
        written.append(last)
    return last


def _ends_contents(paragraph_: Element) -> bool:
    """Whether a paragraph is an entry of the contents or of a list, which may end their field."""
    style = value(paragraph_, "w:pPr/w:pStyle")
    return style.startswith(("TOC", "TableofFigures"))


def _has_number(paragraph_: Element) -> bool:
    """Whether a paragraph holds a bookmark around a number, for fields to repeat."""
    names = (b.get(qualified("w:name"), "") for b in paragraph_.iter(qualified("w:bookmarkStart")))
    return any(name.startswith(NUMBER_PREFIX) for name in names)
