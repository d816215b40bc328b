"""The text of a foreign document, every character of which knows where it came from.

The manuscript is one long text whose lines are the paragraphs of the document. A table, picture,
formula or footnote stands in it as one character of a private plane (`Manuscript.objects`).
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from baspa.dataclass import dataclass
from baspa.importers.limits import CHARACTERS, TooLong, check_cells, check_objects

OBJECTS = 0xF0000
"""The first of the characters that stand for objects: two planes for private use."""


def sign_of(number: int) -> str:
    """Return the character that stands for an object, counted from 0; raises TooMuch."""
    check_objects(number + 1)
    return chr(OBJECTS + number)


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters `start` to `end` of a text are to be replaced."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Text:
    """A string, with the origin and the form of each of its characters."""

    string: str
    origins: array[int] = field(repr=False)
    """Offset of each character in the source as it was read."""
    forms: bytes = field(repr=False)
    """Form of each character: a sum of the `Form` bits."""

    @classmethod
    def of(cls, string: str, start: int = 0, form: int = 0) -> Text:
        """Return `string` as the text that stands at `start` of the source."""
        return cls(
            string, array("l", range(start, start + len(string))), bytes([form]) * len(string)
        )

    def __len__(self) -> int:
        return len(self.string)

    def __getitem__(self, part: slice) -> Text:
        return Text(self.string[part], self.origins[part], self.forms[part])

    def __add__(self, other: Text) -> Text:
        return Text(
            self.string + other.string, self.origins + other.origins, self.forms + other.forms
        )

    @classmethod
    def joined(cls, parts: Sequence[Text]) -> Text:
        """Return texts that follow one another as one."""
        origins = array("l")
        for part in parts:
            origins.extend(part.origins)
        return cls(
            "".join(part.string for part in parts), origins, b"".join(part.forms for part in parts)
        )

    @property
    def origin(self) -> int:
        """Offset of the first character in the source."""
        return self.origins[0] if self.origins else 0

    def edited(self, edits: Iterable[Edit]) -> Text:
        """Return the text with `edits`, which are in order and do not overlap."""
        strings, origins, forms, done = list[str](), array("l"), bytearray(), 0
        for edit in edits:
            kept = self[done : edit.start]
            at = min(edit.start, len(self) - 1)
            strings += [kept.string, edit.new]
            origins += kept.origins + array("l", [self.origins[at]]) * len(edit.new)
            forms += kept.forms + self.forms[at : at + 1] * len(edit.new)
            done = edit.end
        rest = self[done:]
        return Text(
            "".join(strings) + rest.string, origins + rest.origins, bytes(forms) + rest.forms
        )

    def stripped(self, characters: str | None = None) -> Text:
        """Return the text without white space, or `characters`, at its ends."""
        start = len(self.string) - len(self.string.lstrip(characters))
        return self[start : start + len(self.string.strip(characters))]

    def unstressed(self) -> Text:
        """Return the text without the bold or italic that all of it has."""
        common = Form.BOLD | Form.ITALIC
        for character, form in zip(self.string, self.forms, strict=True):
            common &= form if not character.isspace() else common
        return Text(self.string, self.origins, bytes(form & ~common for form in self.forms))

    @property
    def is_bold(self) -> bool:
        """Whether every character is bold, but for white space."""
        pairs = zip(self.string, self.forms, strict=True)
        return all(form & Form.BOLD for character, form in pairs if not character.isspace())

    @property
    def is_capital(self) -> bool:
        """Whether it is shown in capitals: its letters are, or its form makes them so."""
        letters = [
            form & Form.CAPITALS or character.isupper()
            for character, form in zip(self.string, self.forms, strict=True)
            if character.isalpha()
        ]
        return bool(letters) and all(letters)

    def lines(self) -> list[Text]:
        """Return the lines, without their ends."""
        result, start = list[Text](), 0
        for line in self.string.split("\n"):
            result.append(self[start : start + len(line)])
            start += len(line) + 1
        return result


EMPTY = Text("", array("l"), b"")


class Form:
    """What a run of characters looks like: bits that are added."""

    BOLD = 1
    ITALIC = 2
    SUPERSCRIPT = 4
    SUBSCRIPT = 8
    CAPITALS = 16
    """Shown in capitals, whatever letters it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a paragraph looks like, as far as the format says so."""

    level: int | None = None
    """Outline level of a heading, from 1."""
    mark: str = ""
    """What the word processor counts and puts before it: `1.2`, `–`."""
    is_item: bool = False
    """It is an item of a list; its mark opens the text."""
    depth: int = 0
    """How deeply its list is nested."""
    centred: bool = False
    indent_mm: float = 0.0
    """From the margin to where its first line begins."""
    contents: bool = False
    """It is a line of the contents."""
    caption: bool = False
    quote: bool = False
    landscape: bool = False
    """It stands on a page turned sideways."""
    in_list: bool = False
    """It belongs to a list, as an item or inside one."""
    is_unnumbered: bool = False
    """A heading that has no number."""
    is_appendix: bool = False
    """The heading of an appendix, whatever it says."""


PLAIN = Look()


@dataclass(slots=True)
class Looks:
    """The looks of paragraphs, by where each begins in the source."""

    starts: list[int] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)

    def add(self, start: int, look: Look) -> None:
        """Note the look of the paragraph that begins at `start`."""
        index = bisect_right(self.starts, start)
        self.starts.insert(index, start)
        self.looks.insert(index, look)

    def at(self, origin: int) -> Look:
        """Return the look of the paragraph that holds a character of the source."""
        index = bisect_right(self.starts, origin) - 1
        return self.looks[index] if index >= 0 else PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: rows of cells, each a text whose lines are paragraphs."""

    rows: tuple[tuple[Text, ...], ...]
    """A cell that is covered by a merged one is empty."""
    spans: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """How many rows and columns a merged cell takes, by its row and column."""
    head: int = 0
    """Rows of its head, where the format says so."""
    aligned: str = ""
    """A letter for each column, where the format says so: l, c, r."""
    id: str = ""
    """What refers to it in the original."""
    caption: Text | None = None
    """Where the format says what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture, by content."""

    content: bytes = field(repr=False)
    suffix: str
    """Of its file name, with the dot."""
    alt: str = ""
    width_mm: float | None = None
    id: str = ""
    """What refers to it in the original."""
    caption: Text | None = None
    """Where the format says what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart, by the data that it was drawn from."""

    kind: str
    """bar, stacked, line, pie or scatter."""
    rows: tuple[tuple[str, ...], ...]
    """The first names the columns, the first of which holds the categories or abscissae."""
    shown: tuple[str, ...]
    """The columns of values that are drawn."""
    alt: str
    title: str = ""
    """What stands above it in the original."""
    x_label: str = ""
    y_label: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as LaTeX."""

    latex: str
    displayed: bool = False
    id: str = ""
    """What refers to it in the original."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote."""

    text: Text


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to an address."""

    text: Text
    url: str


@dataclass(frozen=True, slots=True)
class Code:
    """Code in a line, or a listing."""

    code: str
    language: str
    displayed: bool


@dataclass(frozen=True, slots=True)
class Markup:
    """What is written in Baspa's own dialect already: a citation."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference by what the targets are called in the original."""

    ids: tuple[str, ...]
    alone: bool
    """The number alone: its noun stands in the text."""
    page: bool = False
    """The number of the page on which the target stands."""


Object = Table | Picture | Chart | Formula | Note | Link | Code | Markup | Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSetup:
    """How the pages of a document are set up."""

    margins_mm: tuple[float, float, float, float]
    """Top, right, bottom, left."""
    size_pt: float | None = None
    """Of the running text."""
    line_spacing: float | None = None
    """In lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A foreign document, read."""

    source: str
    """All its text as it was read, to which origins refer; its lines are counted from 1."""
    text: Text
    looks: Looks = field(default_factory=Looks)
    objects: tuple[Object, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    """`title`, `author`, where the file says so."""
    page: PageSetup | None = None
    """Where the format says how its pages look."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """Settings of thesis.yaml that the author states beside the text."""
    anchors: Mapping[int, str] = field(default_factory=dict)
    """What refers to a heading or to several pictures, by where the title begins in the source."""
    bibliography: Mapping[str, str] = field(default_factory=dict)
    """The files that came with it, by name."""
    has_levels: bool = False
    """Its author wrote the levels of headings as markup, so that they are right."""
    is_plain: bool = False
    """The format knows no paragraphs: what its line breaks mean has to be found out."""

    def look(self, line: Text) -> Look:
        """Return what the paragraph `line` looks like."""
        return self.looks.at(line.origin) if len(line) else PLAIN

    def object_of(self, character: str) -> Object | None:
        """Return what `character` stands for."""
        index = ord(character) - OBJECTS
        return self.objects[index] if 0 <= index < len(self.objects) else None


@dataclass(slots=True)
class Transcript:
    """A manuscript while it is read."""

    source: list[str] = field(default_factory=list)
    length: int = 0
    looks: Looks = field(default_factory=Looks)
    objects: list[Object] = field(default_factory=list)
    cells: int = 0
    """Of all tables so far."""

    def write(self, string: str, form: int) -> Text:
        """Add characters to the source; return them as a text. Raises TooLong."""
        text = Text.of(string, self.length, form)
        self.source.append(string)
        self.length += len(string)
        if self.length > CHARACTERS:
            raise TooLong
        return text

    def put(self, thing: Object) -> Text:
        """Return the character that stands for an object."""
        self.objects.append(thing)
        return self.write(sign_of(len(self.objects) - 1), 0)

    def more_cells(self, count: int) -> None:
        """Count the cells of a table before they are read; raises TooMuch."""
        self.cells += count
        check_cells(self.cells)
