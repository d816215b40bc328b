"""Include: pictures, charts and data files are fetched and become part of the document.

A picture's `path` becomes the name of an asset; a chart block becomes a figure; a table block
becomes a table. What reads or draws one kind is imported where a section holds that kind.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from typing import Any, Generic, TypeAlias, TypeVar
from urllib.parse import quote

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span
from baspa.length import parse_extent
from baspa.model import (
    AnySection,
    Asset,
    Chart,
    DataTable,
    Figure,
    Inline,
    InlineImage,
    Language,
    Panel,
)
from baspa.model.walk import transform
from baspa.passes.chart_face import ChartFace
from baspa.passes.data_cells import DataError
from baspa.passes.pdf_pages import PictureError
from baspa.yaml import Strict, read_settings

S = TypeVar("S", bound=Strict)
INCLUDED = (Figure, Panel, InlineImage, Chart, DataTable)
"""The nodes that need other files."""
Picture: TypeAlias = Figure | Panel | InlineImage
ReadInlines = Callable[[str, Span, Language], tuple[Inline, ...]]
"""Reads a stretch of Markdown as inlines: (text, its place, language)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The door to the files beside the sections."""

    read: Callable[[str], bytes]
    """The content of a file by its name below `source/`; FileNotFoundError where there is none."""
    state: Callable[[str], str | None] = lambda _: None
    """What tells the content of such a file without reading it; None where nothing does."""
    names: Callable[[], list[str]]
    read_inlines: ReadInlines
    chart_face: ChartFace
    once: Callable[[Iterable[str | bytes], Callable[[], Asset]], Asset] = lambda _, make: make()
    """What remembers pictures by all that they are made of: to measure or draw one takes long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Included(Generic[AnySection]):
    """The sections, and the pictures that they show."""

    sections: tuple[AnySection, ...]
    assets: Mapping[str, Asset]


def include(
    sections: tuple[AnySection, ...], sources: Sources, findings: Findings
) -> Included[AnySection]:
    """Return `sections` with pictures, charts and data in place; what is missing is reported."""
    assets: dict[str, Asset] = {}
    included = tuple(
        replace(
            section,
            blocks=transform(
                section.blocks,
                _Including(sources, section.language, findings, assets).node,
                *INCLUDED,
            ),
        )
        for section in sections
    )
    return Included(sections=included, assets=assets)


def asset_name(path: str) -> str:
    """Return the name of the asset made of the file `path`: unique, and the same as an address.

    Without its prefix a file could be called as a chart or a formula is.
    """
    return f"picture-{quote(path, safe='')}"


@dataclass(slots=True)
class _Including:
    sources: Sources
    language: Language
    findings: Findings
    assets: dict[str, Asset] = field(default_factory=dict)

    def node(self, node: Any) -> Any:
        match node:
            case Figure(panels=()) | Panel() | InlineImage():
                return self.picture(node)
            case Chart():
                return self.chart(node)
            case DataTable():
                return self.table(node)
            case _:
                return node

    def picture(self, node: Picture) -> Picture:
        if not node.alt:
            self.findings.warning(
                "X303",
                "this picture has no text for readers who cannot see it",
                node.span,
                'describe what it shows: {alt="…"}',
            )
        for key in ("width", "height"):
            self.check_extent(key, node)
        content = self.fetch(node.path, node.span, "picture")
        if content is None:
            return node
        page = node.attributes.get("page")
        name = asset_name(node.path) + (f":{page}" if page else "")
        try:
            if page is not None and not re.fullmatch(r"[0-9]{1,6}", page):
                raise PictureError(f"page={page} is no number of a page")
            number = int(page or 1)
            asset = self.sources.once(
                ["picture", name, content, str(number)], lambda: _measured(name, content, number)
            )
        except PictureError as error:
            self.findings.error("X302", f"{node.path}: {error}", node.span)
            return node
        self.assets[asset.name] = asset
        return replace(node, path=asset.name)

    def check_extent(self, key: str, node: Picture) -> None:
        value = node.attributes.get(key)
        if value is not None:
            try:
                parse_extent(value, whole_mm=1.0)
            except ValueError as error:
                self.findings.error("X306", f"{key}: {error}", node.span)

    def fetch(self, name: str, span: Span, what: str) -> bytes | None:
        """Return a file's content, or None with its absence reported (X301)."""
        try:
            return self.sources.read(name)
        except FileNotFoundError:
            near = difflib.get_close_matches(name, self.sources.names(), n=1)
            self.findings.error(
                "X301",
                f"there is no {what} {name!r} in source/",
                span,
                f"did you mean {near[0]!r}?" if near else None,
            )
        except OSError as error:
            self.findings.error("X301", f"{name} cannot be read: {error.strerror}", span)
        return None

    def options(self, node: Chart | DataTable, kind: type[S]) -> S | None:
        """Return the validated YAML of a block, or None with its mistakes reported."""
        at = node.options_span
        return read_settings(kind, node.options, at.file, "X304", self.findings, offset=at.start)

    def rows(self, name: str, node: Chart) -> list[list[str]] | None:
        from baspa.passes.data import read_csv

        content = self.fetch(name, _place(name, node), "data file")
        if content is None:
            return None
        try:
            return read_csv(content)
        except DataError as error:
            self.findings.error("X305", f"{name}: {error}", _place(name, node))
            return None

    def caption(self, text: str, node: Chart | DataTable) -> tuple[Inline, ...]:
        """Return a caption that stands in the YAML of a block as inlines."""
        return self.sources.read_inlines(text, _place(text, node), self.language)

    def chart(self, node: Chart) -> Chart | Figure:
        from baspa.passes.charts import ChartOptions, draw_chart

        face = self.sources.chart_face

        options = self.options(node, ChartOptions)
        rows = self.rows(options.data, node) if options else None
        if options is None or rows is None:
            return node
        try:
            asset = self.sources.once(
                ["chart", *map(repr, (options, rows, self.language, face))],
                lambda: draw_chart(options, rows, self.language, face),
            )
        except DataError as error:
            self.findings.error("X305", f"{options.data}: {error}", _place(options.data, node))
            return node
        self.assets[asset.name] = asset
        return Figure(
            path=asset.name,
            caption=self.caption(options.caption, node),
            alt=options.alt,
            attributes=node.attributes,
            span=node.span,
        )

    def table(self, node: DataTable) -> Any:
        from baspa.passes.data import TableOptions, build_table, note_under, read_cells

        options = self.options(node, TableOptions)
        place = _place(options.data, node) if options else node.span
        content = self.fetch(options.data, place, "data file") if options else None
        if options is None or content is None:
            return node
        try:
            grid = read_cells(content, options, self.language)
            table = build_table(
                grid, options, self.caption(options.caption, node), node, self.language
            )
        except DataError as error:
            self.findings.error("X305", f"{options.data}: {error}", place)
            return node
        if options.note is None:
            return table
        return table, note_under(self.caption(options.note, node), node)


def _measured(name: str, content: bytes, page: int) -> Asset:
    from baspa.passes.pictures import measure_picture  # its libraries take long to import

    return measure_picture(name, content, page)


def _place(text: str, node: Chart | DataTable) -> Span:
    """Return where `text` stands in the YAML of a block, or where the YAML begins."""
    start = node.options_span.start + max(node.options.find(text), 0)
    return Span(node.options_span.file, start, start + len(text))
