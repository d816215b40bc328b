"""The door to WeasyPrint: imported when a page is to be laid out, mended, and no sooner."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from baspa.packages import release
from baspa.pdf.assets import ASSET_SCHEME
from baspa.pdf.repairs import KNOWN, repair_weasyprint
from baspa.pdf.tagging import complete_tags

if TYPE_CHECKING:
    from weasyprint import Document


@cache
def engine() -> Any:
    """Return the module `weasyprint`, ready for our documents."""
    from baspa.pdf.hyphenation import register_hyphenation

    with _libraries_by_soname(), _subsetting_put_off():
        import weasyprint
    repair_weasyprint()
    if weasyprint.VERSION == KNOWN:
        from baspa.pdf.shortcuts import take_shortcuts

        take_shortcuts()
    complete_tags()
    register_hyphenation()
    return weasyprint


def is_known() -> bool:
    """Whether the WeasyPrint that is installed is the one that we look into; imports nothing."""
    imported = sys.modules.get("weasyprint")
    return (imported.VERSION if imported else release("weasyprint")) == KNOWN


@contextmanager
def _libraries_by_soname() -> Iterator[None]:
    """Let cffi open libraries by the names that the loader knows, and ask no child program.

    WeasyPrint tries several names for each of its libraries. For each that the loader does not
    know, cffi asks `find_library`, which runs ldconfig and gcc: half of the import's time. On Linux
    the soname is among the names (`libpango-1.0.so.0`), and the loader knows it.
    """
    import ctypes.util

    find = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005 (its signature)
    try:
        yield
    finally:
        ctypes.util.find_library = find


class _PutOff(ModuleType):
    """A module that is imported when something of it is called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *given, **named: getattr(import_module(self.__name__), name)(*given, **named)


SUBSETTING = ("fontTools.subset", "fontTools.varLib.instancer")
"""What makes a subset where HarfBuzz cannot, and fixes a variable face."""


@contextmanager
def _subsetting_put_off() -> Iterator[None]:
    """Let WeasyPrint import these only if it calls them: they take a third of its import, and
    HarfBuzz makes most subsets.
    """
    put_off = {name: _PutOff(name) for name in SUBSETTING if name not in sys.modules}
    sys.modules.update(put_off)
    try:
        yield
    finally:
        for name in put_off:
            del sys.modules[name]


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep the collector of reference cycles off: boxes live as long as their layout anyway."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def lay_out(html: str, style: str, fetcher: Any) -> Document:
    """Return `html` laid out with the style sheet `style`; pictures come from `fetcher`."""
    sheet, counter_style = _sheet(style)
    page = engine().HTML(string=html, base_url=ASSET_SCHEME, url_fetcher=fetcher)
    return page.render(
        stylesheets=[sheet], counter_style=counter_style, font_config=font_configuration()
    )


def begin(html: str, style: str, fetcher: Any) -> tuple[Any, Any, Any]:
    """Return what stands before the first page of `html`: the document of WeasyPrint, the context
    of its layout, and its root box.
    """
    sheet, counter_style = _sheet(style)
    page = engine().HTML(string=html, base_url=ASSET_SCHEME, url_fetcher=fetcher)
    from weasyprint import DEFAULT_OPTIONS, Document
    from weasyprint.formatting_structure.build import build_formatting_structure

    options = {**DEFAULT_OPTIONS, "stylesheets": [sheet]}
    context = Document._build_layout_context(page, font_configuration(), counter_style, {}, options)
    root = build_formatting_structure(
        page.etree_element,
        context.style_for,
        context.get_image_from_uri,
        page.base_url,
        context.target_collector,
        counter_style,
        context.footnotes,
    )
    return page, context, root


def settle_in(surroundings: str) -> bool:
    """Look at the fonts anew where `surroundings`, a digest of them, are not those before.

    Return whether they have changed since this process began to lay out.
    """
    before, _settled_in[0] = _settled_in[0], surroundings
    if before != surroundings:
        font_configuration.cache_clear()
    return before not in {"", surroundings}


_settled_in = [""]


@cache
def font_configuration() -> Any:
    """Return the fonts of this process: Pango then shapes no word twice for two documents."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@lru_cache(maxsize=8)
def _sheet(style: str) -> tuple[Any, Any]:
    """Return a style sheet, parsed, and the counter styles that it defines."""
    weasyprint = engine()
    from weasyprint.css.counters import CounterStyle

    counter_style = CounterStyle()
    return weasyprint.CSS(string=style, counter_style=counter_style), counter_style
