"""Render: a resolved document becomes one semantic HTML document, part by part."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter
from typing import Any

from lxml import etree
from markupsafe import Markup, escape

from baspa.cite import reference_id
from baspa.dataclass import dataclass
from baspa.diagnostics import Span
from baspa.fonts import Face
from baspa.locales import Locale, load_locale
from baspa.model import (
    BibliographyEntry,
    ContentsEntry,
    DocumentSection,
    Heading,
    Note,
    ResolvedDocument,
    ResolvedSection,
    Role,
)
from baspa.model.later import Later
from baspa.model.pieces import Pieces, pieces_of
from baspa.model.walk import walk
from baspa.passes.words import word
from baspa.profile import Part, Profile
from baspa.project import Thesis
from baspa.templates.blocks import BlockWriter, joined
from baspa.templates.environment import Templates
from baspa.templates.front_matter import form_content, generated_parts, part_title
from baspa.templates.joined import mark_joined
from baspa.templates.units import KnownUnits, Unit

FILLED = "thesis.html (filled)"
"""What the semantic HTML is called in a diagnostic."""
_LABELS = {"bold": "strong", "italic": "em", "plain": None}
"""The element of the label of keywords."""
SECTIONS = frozenset(role.value for role in Role)
"""The parts that are sections."""
_TEMPLATE = re.compile(r'data-template="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPart:
    """A part of the document as semantic HTML."""

    html: Markup
    is_sound: bool
    """Whether it is well-formed XML, which a template of the project may not write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSection(WrittenPart):
    """A section as semantic HTML."""

    ground: str
    """What tells all that it is made of beside its blocks."""
    units: Later[tuple[tuple[str, str, int, int], ...]]
    """What may be taken over of it: name, what tells all else that it is made of, where it stands
    in `html`."""

    def known(self) -> Iterator[tuple[str, tuple[str, Markup]]]:
        """Yield the units that may be taken over, each with its name."""
        for name, made_of, start, end in self.units.value:
            yield name, (made_of, Markup(self.html[start:end]))


def render_section(
    section: ResolvedSection,
    units: Sequence[Unit],
    known: KnownUnits,
    ground: str,
    document: ResolvedDocument,
    thesis: Thesis,
    profile: Profile,
    templates: Templates,
    face: Face,
) -> WrittenSection:
    """Return one section as semantic HTML; of `document` it takes the counts and the pictures.

    `units` are its blocks. Those that are `known` are those of a sound section that was written on
    the same `ground`, which tells all that it is made of beside them.
    """
    rendering = _Rendering(document, thesis, profile, templates, face)
    filled, pieces = rendering.section(section, units, known)
    told = pieces_of(filled, [piece.html for piece in pieces])
    if told is None:  # the template changes what it is given
        html = mark_joined(filled)
        is_sound, lasting = _is_sound(html), list[tuple[str, str, int, int]]()
    else:
        whole = replace(told, around=tuple(mark_joined(told.framing("\0")).split("\0")))
        new = [piece.html for piece in pieces if not piece.is_known]
        is_sound = _is_sound(whole.framing("<i/>")) and all(map(_is_sound, new))
        html, lasting = (
            whole.text,
            [
                (piece.unit.name, piece.unit.made_of, start, start + len(piece.html))
                for piece, start in zip(pieces, whole.starts, strict=True)
                if is_sound and piece.unit.name and piece.lasts
            ],
        )
    return WrittenSection(
        html=Markup(html),
        is_sound=is_sound,
        ground=ground,
        units=Later(lambda: tuple(lasting)),
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """A unit as HTML."""

    unit: Unit
    html: Markup
    is_known: bool
    lasts: bool
    """Whether nothing was to be reported, which another build would have to tell again."""


def render_supplied(
    part: Part,
    document: ResolvedDocument,
    thesis: Thesis,
    profile: Profile,
    templates: Templates,
    face: Face,
) -> WrittenPart | None:
    """Return a part that no source is the text of; None where it is not asked for."""
    html = _Rendering(document, thesis, profile, templates, face).supplied(part)
    if html is None:
        return None
    marked = mark_joined(html)
    return WrittenPart(html=Markup(marked), is_sound=_is_sound(marked))


def render(
    document: ResolvedDocument,
    sections: Sequence[WrittenPart],
    supplied: Mapping[Part, WrittenPart],
    thesis: Thesis,
    profile: Profile,
    templates: Templates,
) -> tuple[str, tuple[Markup, ...], Pieces | None]:
    """Return the semantic HTML of `document` (`docs/html.md`), the parts that it consists of, and
    where it holds them, unless its template changes them.

    `sections` are its sections as they were written, `supplied` the other parts. A template that
    fails is reported at its line (T101) and prints nothing.
    """
    written = []
    for part in profile.parts:
        pairs = zip(document.sections, sections, strict=True)
        written += [html for section, html in pairs if section.role.value == part.value]
        written += [supplied[part]] if part in supplied else []
    own = (s for s in document.sections if s.language == thesis.language)
    parts = tuple(each.html for each in written)
    html = templates.text(
        "document.html.j2",
        {
            "parts": parts,
            "title": thesis.title_in(thesis.language),
            "author": thesis.author.name,
            "date": thesis.date.isoformat() if thesis.date else None,
            "keywords": next((", ".join(s.keywords) for s in own if s.keywords), None),
            "language": thesis.language,
        },
    )
    pieces = pieces_of(html, parts)
    if not _is_well_formed(pieces, [each.html for each in written if each.is_sound]):
        _report_malformed(html, templates)
    return html, parts, pieces


def _is_well_formed(html: Pieces | None, sound: Container[str]) -> bool:
    """Return whether a document certainly is well-formed XML: each part is, and what is around
    them; of those that are known to be `sound` nobody looks again.
    """
    if html is None or not _parses(html.framing("<i/>")):
        return False
    return all(part in sound or _is_sound(part) for part in html.pieces)


@lru_cache(maxsize=1 << 12)  # most blocks and parts are those of the build before
def _is_sound(part: str) -> bool:
    return _parses(f"<part>{part}</part>")


def _parses(text: str) -> bool:
    try:
        etree.fromstring(text.encode())
    except etree.XMLSyntaxError:
        return False
    return True


def _report_malformed(html: str, templates: Templates) -> None:
    """Report HTML that is no well-formed XML, at its line (T102): a template's tag stays open."""
    try:
        etree.fromstring(html.encode())
    except etree.XMLSyntaxError as error:
        line, column = error.position
        start = sum(len(each) + 1 for each in html.split("\n")[: line - 1]) + column - 1
        writers = _TEMPLATE.findall(html, 0, start) or ["document.html.j2"]
        templates.texts[FILLED] = html
        templates.findings.error(
            "T102",
            f"what templates/{writers[-1]} writes is not well-formed: {error.msg}",
            Span(FILLED, start, start + 1),
            "docs/html.md says what a template may write; every element is closed",
        )


@dataclass(frozen=True, slots=True)
class _Rendering:
    document: ResolvedDocument
    thesis: Thesis
    profile: Profile
    templates: Templates
    face: Face

    def supplied(self, part: Part) -> Markup | None:
        """Return a part that no source is the text of; None where it is not asked for."""
        match part:
            case Part.TITLE_PAGE | Part.DECLARATION | Part.TASK:
                return self.form(part)
            case Part.CONTENTS:
                return self.listing(part, self.document.contents)
            case Part.LIST_OF_FIGURES | Part.LIST_OF_TABLES:
                figures = part is Part.LIST_OF_FIGURES
                entries = self.document.figures if figures else self.document.tables
                asked = part in generated_parts(self.thesis, self.profile)
                return self.listing(part, entries) if entries and asked else None
            case Part.REFERENCES:
                return self.references(self.document.bibliography.value)
            case Part.NOTES:
                return self.notes()
            case _:
                raise AssertionError(f"{part} is a section")

    def writer(self, section: ResolvedSection | DocumentSection | None = None) -> BlockWriter:
        return BlockWriter(
            templates=self.templates,
            profile=self.profile,
            face=self.face,
            assets=self.document.assets,
            role=section.role if section else Role.CHAPTER,
            language=section.language if section else self.thesis.language,
        )

    def form(self, part: Part) -> Markup | None:
        """Return a form of the front matter; None where thesis.yaml does not ask for it."""
        content = form_content(part, self.thesis, self.profile)
        if content is None:
            return None
        return self.fill(f"{part.value}.html.j2", part=self.attributes(part, part.value), **content)

    def listing(self, part: Part, entries: tuple[ContentsEntry, ...]) -> Markup:
        writer = self.writer()
        separator = self.separator(part)
        return self.fill(
            "contents.html.j2",
            part=self.attributes(part, part.value),
            heading=self.heading(part),
            depth=self.profile.contents.depth,
            page_word=self.page_word(),
            entries=[
                {
                    "target": entry.target,
                    "level": entry.level,
                    "number": entry.number + separator if entry.number else "",
                    "title": writer.inlines(entry.title),
                }
                for entry in entries
            ],
        )

    def page_word(self) -> str | None:
        """Return what stands over the page numbers of a list, if anything does."""
        if not self.profile.contents.page_word:
            return None
        return word("page", self.thesis.language, self.profile)

    def separator(self, part: Part) -> str:
        """Return what stands between a caption's label and its title in a list."""
        rules = {
            Part.LIST_OF_FIGURES: self.profile.figure_caption,
            Part.LIST_OF_TABLES: self.profile.table_caption,
        }.get(part)
        return rules.separator.rstrip() if rules and not rules.title_on_own_line else ""

    def references(self, sources: tuple[BibliographyEntry, ...]) -> Markup | None:
        if not sources:
            return None
        writer, rules = self.writer(), self.profile.citations
        return self.fill(
            "references.html.j2",
            part=self.attributes(Part.REFERENCES, "references"),
            heading=self.heading(Part.REFERENCES),
            numbered=rules.numbered,
            entries=[
                {
                    "id": reference_id(entry.key),
                    "block": entry.block_id,
                    "number": entry.number and entry.number + rules.after_number,
                    "language": entry.language if entry.language != self.thesis.language else None,
                    "content": writer.inlines(entry.content),
                }
                for entry in sources
            ],
        )

    def notes(self) -> Markup | None:
        """Return the part that holds the endnotes; None where there are none."""
        entries = [
            {
                "id": f"fn-{note.number}",
                "number": note.number,
                "language": None if s.language == self.thesis.language else s.language,
                "content": self.writer(s).note(note),
            }
            for s in self.document.sections
            for note in walk(s.outline.value.blocks, Note)
        ]
        if not entries:
            return None
        entries.sort(key=itemgetter("number"))
        return self.fill(
            "notes.html.j2",
            part=self.attributes(Part.NOTES, "notes"),
            heading=self.heading(Part.NOTES),
            entries=entries,
        )

    def section(
        self, section: ResolvedSection, units: Sequence[Unit], known: KnownUnits
    ) -> tuple[Markup, Sequence[_Piece]]:
        """Return a section, and the units that are put into its template."""
        writer, identifier = self.writer(section), f"part-{section.id}"
        context: dict[str, Any] = {
            "part": self.attributes(section.role, identifier, section.language)
        }
        if section.role is not Role.ABSTRACT:
            pieces = [each for unit in units if (each := self.piece(unit, writer, known)).html]
            content = joined(piece.html for piece in pieces)
            return self.fill("section.html.j2", content=content, **context), pieces
        heading, *blocks = section.blocks
        assert isinstance(heading, Heading)
        locale, rules = load_locale(section.language), self.profile.abstracts
        context |= {
            "heading": writer.block(heading),
            "content": replace(writer, first_indent=rules.first_indent).blocks(blocks),
            "counts": self.counts(locale, section) if rules.counts else None,
            "keywords_word": word("keywords", section.language, self.profile),
            "keywords_place": rules.keywords_place,
            "keywords_label": _LABELS[rules.keywords_label],
            "keywords_end": rules.keywords_end,
            "keywords": [
                k.upper() if rules.keywords_upper else k for k in section.keywords if rules.keywords
            ],
        }
        return self.fill("abstract.html.j2", **context), ()

    def piece(self, unit: Unit, writer: BlockWriter, known: KnownUnits) -> _Piece:
        """Return a unit as HTML, written now or before."""
        html, told = unit.found(known), len(self.templates.findings.diagnostics)
        if html is not None:
            return _Piece(unit, html, is_known=True, lasts=True)
        html = Markup(mark_joined(writer.blocks(unit.blocks, unit.before, unit.after)))
        lasts = len(self.templates.findings.diagnostics) == told
        return _Piece(unit, html, is_known=False, lasts=lasts)

    def counts(self, locale: Locale, section: ResolvedSection) -> Markup:
        """Return the sentence that counts pages, figures, tables, sources and appendices."""
        counts = self.document.counts
        pages = locale.counts["pages"]["other"]
        named = [escape(pages).replace("{n}", Markup('<span class="page-count"></span>'))]
        named.extend(
            escape(locale.count(what, number, section.language))
            for what in ("figures", "tables", "sources", "appendices")
            if (number := getattr(counts, what))
        )
        return escape(locale.counts_sentence).replace("{counts}", Markup(", ").join(named))

    def heading(self, part: Part) -> dict[str, Any]:
        """Return the heading of a part that has no source of its own."""
        return {
            "text": part_title(part, self.thesis, self.profile),
            "unlisted": part not in self.profile.contents.parts,
            "id": f"{part.value}-heading",
        }

    def attributes(
        self, part: Part | Role, identifier: str, language: str | None = None
    ) -> dict[str, Any]:
        part = Part(part.value)
        run_on = ["run-on"] if part in self.profile.page.run_on else []
        return {
            "classes": " ".join([part.value, *self.profile.page_kind(part).classes, *run_on]),
            "id": identifier,
            "language": language if language != self.thesis.language else None,
        }

    def fill(self, name: str, **context: Any) -> Markup:
        """Return a template filled with `context` and with what every template may ask for."""
        return self.templates.fill(name, context | {"language": self.thesis.language})
