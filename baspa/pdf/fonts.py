"""Faces of a PDF that is put together: one subset for the glyphs of all its fragments.

The subset and its dictionaries are WeasyPrint's own; only the faces that it embeds are opened here
anew, by the description that Pango gave of them when a fragment used them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any

from baspa.dataclass import dataclass
from baspa.pdf.objects import Collector, Group

if TYPE_CHECKING:
    from weasyprint import Document


class FaceChanged(Exception):
    """A face is not what it was when another fragment used it."""

    def __str__(self) -> str:
        return f"the face «{self.args[0]}» is another one for another part"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceUse:
    """What some text uses of a face."""

    name: str
    """What content streams call it."""
    description: str
    """How Pango describes it, without its size."""
    size_px: float
    """The size at which it was used first."""
    file: str
    """Digest of the font file."""
    widths: Mapping[int, int]
    """Advance of each glyph in thousandths of the size."""
    text: Mapping[int, str]
    """What each glyph stands for."""
    missing: Mapping[int, int]
    """Glyph by the code point that the face has none for."""


def united(uses: Iterable[FaceUse]) -> list[FaceUse]:
    """Return one use of each face: the glyphs of all, those used first before the others.

    Raises FaceChanged where two uses round an advance differently: a file has one for each glyph.
    """
    found: dict[str, FaceUse] = {}
    for use in uses:
        first = found.get(use.name, use)
        if any(first.widths.get(glyph, width) != width for glyph, width in use.widths.items()):
            raise FaceChanged(use.description)
        found[use.name] = FaceUse(
            name=use.name,
            description=first.description,
            size_px=first.size_px,
            file=first.file,
            widths={**use.widths, **first.widths},
            text={**first.text, **{g: t for g, t in use.text.items() if g not in first.text}},
            missing={**use.missing, **first.missing},
        )
    return list(found.values())


@contextmanager
def described(document: Document, *, apart: bool) -> Iterator[list[list[FaceUse]]]:
    """Let WeasyPrint embed no face, and yield what the pages of `document` use of faces.

    `apart`: each page has faces of its own and tells what it uses as if it were alone; otherwise it
    tells what was used up to it.
    """
    from weasyprint import pdf
    from weasyprint.pdf import stream

    from baspa.pdf.engine import font_configuration

    build, font_class = pdf.build_fonts_dictionary, stream.Font
    opened = _opened_in(font_configuration())
    uses: list[list[FaceUse]] = []

    def font(pango_font: Any, description: Any, size: float) -> Any:
        text = _text(description)
        if text not in opened:
            first = opened[text] = font_class(pango_font, description, size)
            first.description, first.digest = text, _digest(first)
            first.held = _held(pango_font)
        new = copy(opened[text])
        new.font_size = size
        new.widths, new.to_unicode, new.missing = {}, {}, {}
        return new

    def paint(page: Any, *rest: Any) -> None:
        if apart:
            document.fonts.clear()
        type(page).paint(page, *rest)
        uses.append([_use_of(font) for font in document.fonts.values()])

    pdf.build_fonts_dictionary = lambda *_: pdf.pydyf.Dictionary()
    stream.Font = font
    for page in document.pages:
        page.paint = partial(paint, page)
    try:
        yield uses
    finally:
        pdf.build_fonts_dictionary, stream.Font = build, font_class


@lru_cache(maxsize=1)
def _opened_in(configuration: Any) -> dict[str, Any]:  # noqa: ARG001 (other fonts, other faces)
    """Return the faces that were opened in a configuration of fonts, by their descriptions."""
    return {}


def _held(pango_font: Any) -> Any:
    """Return a reference to a font of Pango; it lives as long as this."""
    from weasyprint.text.ffi import ffi, gobject

    _declare_functions()
    return ffi.gc(gobject.g_object_ref(pango_font), gobject.g_object_unref)


def _use_of(font: Any) -> FaceUse:
    return FaceUse(
        name=font.hash,
        description=font.description,
        size_px=font.font_size,
        file=font.digest,
        widths=dict(font.widths),
        text=dict(font.to_unicode),
        missing=dict(font.missing),
    )


def embedded(uses: Iterable[FaceUse]) -> Group:
    """Return the dictionary of all faces, which is the first object, and what it refers to.

    Raises FaceChanged where a face is another one now.
    """
    import pydyf
    from weasyprint import DEFAULT_OPTIONS
    from weasyprint.pdf.fonts import build_fonts_dictionary

    pdf = pydyf.PDF()
    fonts = {use.name: _opened(use) for use in uses}
    dictionary = build_fonts_dictionary(
        pdf, fonts, True, True, {**DEFAULT_OPTIONS, "pdf_version": "1.7"}
    )
    pdf.add_object(dictionary)
    return Collector(pdf.objects, lambda _: None).group([dictionary.number])


def _opened(use: FaceUse) -> Any:
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango, unicode_to_char_p

    from baspa.pdf.engine import font_configuration

    _declare_functions()
    fonts = font_configuration().font_map
    text, _kept = unicode_to_char_p(use.description)
    description = ffi.gc(
        pango.pango_font_description_from_string(text), pango.pango_font_description_free
    )
    pango.pango_font_description_set_absolute_size(description, use.size_px * TO_UNITS)
    context = ffi.gc(pango.pango_font_map_create_context(fonts), gobject.g_object_unref)
    pango_font = pango.pango_font_map_load_font(fonts, context, description)
    if pango_font == ffi.NULL:
        raise FaceChanged(use.description)
    pango.pango_font_description_unset_fields(description, pango.PANGO_FONT_MASK_SIZE)  # no name
    font = Font(ffi.gc(pango_font, gobject.g_object_unref), description, use.size_px)
    if _digest(font) != use.file:
        raise FaceChanged(use.description)
    font.hash = use.name
    font.widths, font.to_unicode, font.missing = dict(use.widths), dict(use.text), dict(use.missing)
    return font


def _text(description: Any) -> str:
    from weasyprint.text.ffi import ffi, pango

    return str(ffi.string(pango.pango_font_description_to_string(description)).decode())


@cache
def _declare_functions() -> None:
    """Declare the functions of Pango and GObject that WeasyPrint does not call."""
    from weasyprint.text.ffi import ffi

    ffi.cdef("PangoFontDescription * pango_font_description_from_string (const char *str);")
    ffi.cdef("void * g_object_ref (void *object);")


def _digest(font: Any) -> str:
    return hashlib.sha256(b"%d:" % font.index + font.file_content).hexdigest()
