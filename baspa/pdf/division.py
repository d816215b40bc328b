"""Division: a document into units that begin on a page of their own and can be laid out alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache
from html import escape
from itertools import pairwise
from xml.parsers import expat

from baspa.dataclass import dataclass
from baspa.model.pages import PageKind
from baspa.model.pieces import Pieces
from baspa.pdf.holes import LAID_OUT, TARGET, TOTAL
from baspa.pdf.whole import COUNT

HOLES = f"nav li a::before, .page-reference::after {{ content: attr({LAID_OUT}) }}"
"""Added to the style sheet of a unit: numbers of pages come from the HTML."""
LEFT = "html { break-before: left }"
"""Added where a unit begins on a left-hand page."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_KNOWN = re.compile(
    r"""@page\s+(?:upright|front)[^{}]*\{\s*@[\w-]+\s*\{\s*content:\s*(?:counter\(page\)|counter\(front,\s*[\w-]+\))(?=;)
    |target-counter\(attr\(href\),\s*(?:page|known,\s*until-known|front,\s*of-front|page,\s*of-body)\)
    |counter-increment:\s*(?:front\s+)?page\s+0|counter-set:\s*front\s+0|counter-reset:\s*known\s+1
    |@counter-style\s+[\w-]+|@page\s+upright:blank""",
    re.VERBOSE,
)
"""What the shipped style sheet says of counters: the numbers of pages, which the assembly knows."""
_ACROSS = re.compile(
    r"""counters?\(|counter-(?:reset|set|increment)|target-\w+\(|string-set|string\(|element\(|running\(
    |:first(?![-\w])|:nth\(|:blank|@font-face|@import|position:\s*fixed|@counter-style""",
    re.VERBOSE,
)
"""What looks from one part of a document at another, or counts through all of them."""
_SIDED = re.compile(r"@page[^{}]*:(?:left|right)[^{}]*\{(?:[^{}]|\{[^{}]*\})*\}")
_RECTO = re.compile(r"\.front-page \+ :not\(\.front-page\) \{ break-before: recto \}")


ENTRIES_PER_PAGE, LETTERS_PER_PAGE = 29, 3450
"""Lines of contents and lists on a page, and letters of the HTML of a chapter, tags and all."""


class Undivided(Exception):
    """Why a document is laid out as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A tag that wants the number of a page."""

    offset: int
    """Behind the name of the tag, in the text of the unit."""
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Parts that follow one another without a new page, mostly one."""

    name: str
    """The id of the first."""
    parts: tuple[tuple[str, str], ...]
    """Id and classes of each."""
    before: str
    """Classes of the part before it."""
    html: str
    """The whole HTML of its parts."""
    ids: tuple[str, ...]
    sources: frozenset[str]
    """What its pictures are called."""
    openings: tuple[Opening, ...]
    targets: frozenset[str]
    """What it wants the page numbers of."""

    @property
    def kind(self) -> PageKind:
        """How its first part counts."""
        return PageKind.of(self.parts[0][1].split())

    @property
    def last_kind(self) -> PageKind:
        """How its last part counts."""
        return PageKind.of(self.parts[-1][1].split())

    @property
    def expected_pages(self) -> int:
        """About how many pages it will have: near enough that the numbers in it, which are known
        when all is laid out, mostly have as many figures as they will have then.

        Of a list the HTML is twice as long as the entries would be in running text.
        """
        entries, text = len(self.openings) / ENTRIES_PER_PAGE, len(self.html) / LETTERS_PER_PAGE
        return max(1, round(max(entries, text - entries)))

    def filled(self, figures: Mapping[str, str]) -> str:
        """Return the HTML with figures for the numbers of pages, by target."""
        parts, end = [], 0
        for opening in self.openings:
            parts += [self.html[end : opening.offset], _attributes(opening.target, figures)]
            end = opening.offset
        html = "".join([*parts, self.html[end:]])
        if COUNT in html:
            counted = (
                f'<span{_attributes(TOTAL, figures)} class="page-count">{figures[TOTAL]}</span>'
            )
            html = html.replace(COUNT, counted)
        return html


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A document in units."""

    head: str
    """What stands before the first part."""
    tail: str
    """What stands behind the last."""
    units: tuple[Unit, ...]
    sided: bool
    """Left-hand and right-hand pages differ."""
    recto: bool
    """The body begins on a right-hand page."""

    def html(self, unit: Unit, figures: Mapping[str, str]) -> str:
        """Return a unit as a document; the part before it is there to be seen by selectors."""
        before = (
            f'<section class="{escape(unit.before)}" style="display: none"></section>'
            if unit.before
            else ""
        )
        return f"{self.head}{before}{unit.filled(figures)}{self.tail}"


def _attributes(target: str, figures: Mapping[str, str]) -> str:
    """Return what a tag says of its number; a roman one is no hole."""
    hole = f' {TARGET}="{escape(target)}"' if figures[target].isdigit() else ""
    return f'{hole} {LAID_OUT}="{figures[target]}"'


def divide(
    html: str,
    style: str,
    pieces: Pieces | None = None,
    read: Callable[[str], Sequence[Part]] | None = None,
) -> Division:
    """Return the units of a document of semantic HTML. Raises Undivided where it has none.

    `pieces` are the texts of its parts, if they are known; `read` does as `read_part` for each, and
    may remember it.
    """
    if found := _ACROSS.search(_KNOWN.sub("", _COMMENT.sub("", style))):
        raise Undivided(f"the style sheet says «{found[0]}», which may count through all pages")
    parts = _parts(html, pieces, read or read_part)
    between = (html[part.end : after.start] for part, after in pairwise(parts))
    if not parts or any(text.strip() for text in between):
        raise Undivided("the document has text outside of its parts")
    units: list[list[Part]] = []
    for before, part in zip([None, *parts], parts, strict=False):
        if before and "run-on" in before.classes.split() and "run-on" in part.classes.split():
            units[-1].append(part)
        else:
            units.append([part])
    befores = ["", *(unit[-1].classes for unit in units)]
    texts = dict(zip(pieces.starts, pieces.pieces, strict=True)) if pieces else {}
    return Division(
        head=html[: parts[0].start],
        tail=html[parts[-1].end :],
        units=tuple(
            _unit(html, texts, unit, before) for unit, before in zip(units, befores, strict=False)
        ),
        sided=is_sided(style),
        recto=_RECTO.search(style) is not None,
    )


@lru_cache(maxsize=8)
def is_sided(style: str) -> bool:
    """Whether left-hand and right-hand pages differ."""
    left, right = (
        {rule.replace(side, ":side") for rule in _SIDED.findall(style) if side in rule}
        for side in (":left", ":right")
    )
    return left != right


def _unit(html: str, texts: Mapping[int, str], parts: list[Part], before: str) -> Unit:
    """Return `parts` as a unit; `texts` are stretches of `html`, by where they begin."""
    start, end = parts[0].start, parts[-1].end
    text = texts.get(start, "")  # the very one is soon compared
    return Unit(
        name=parts[0].id,
        parts=tuple((part.id, part.classes) for part in parts),
        before=before,
        html=text if start + len(text) == end else html[start:end],
        ids=tuple(name for part in parts for name in part.ids),
        sources=frozenset(name for part in parts for name in part.sources),
        openings=tuple(
            Opening(offset=offset - start, target=target)
            for part in parts
            for offset, target in part.openings
        ),
        targets=frozenset(target for part in parts for _, target in part.openings).union(
            {TOTAL} if any(part.counts for part in parts) else ()
        ),
    )


@dataclass(slots=True)
class Part:
    """A child of `body`, and what division looks for in it; offsets are those of letters."""

    id: str
    classes: str
    start: int
    end: int = 0
    openings: list[tuple[int, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    counts: bool = False
    """It wants the number of all pages."""

    def moved(self, letters: int) -> Part:
        """Return it where so many more letters stand before it."""
        openings = [(offset + letters, target) for offset, target in self.openings]
        start, end = self.start + letters, self.end + letters
        return replace(self, start=start, end=end, openings=openings)


def _parts(
    html: str, pieces: Pieces | None, read: Callable[[str], Sequence[Part]]
) -> Sequence[Part]:
    """Return the parts of a document; if it is known to consist of `pieces`, each is read alone."""
    if pieces is None or not pieces.pieces:
        return read_parts(html)
    frame = Pieces(pieces.around, ("<i/>",) * len(pieces.pieces))
    if [each.start for each in read_parts(frame.text)] != frame.starts:
        return read_parts(html)  # what holds them is no `body`
    each_read = zip(pieces.starts, map(read, pieces.pieces), strict=True)
    return [part.moved(start) for start, found in each_read for part in found]


def read_part(text: str) -> Sequence[Part]:
    """Return what the text of a part consists of, mostly one child of `body`."""
    return [part.moved(-len(_HEAD)) for part in read_parts(f"{_HEAD}{text}</body></html>")]


def read_parts(html: str) -> Sequence[Part]:
    """Return the parts of a document."""
    return _Parts(html).found


_HEAD = "<html><body>"
_COUNT = COUNT.encode()


class _Parts:
    """Finds where the children of `body` begin and end, and the tags that want page numbers."""

    def __init__(self, html: str) -> None:
        self.found: list[Part] = []
        self.path: list[str] = []
        self.content = html.encode()
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.Parse(self.content, True)
        self._count_letters()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        offset = self.parser.CurrentByteIndex
        if len(self.path) == 2 and self.path[1] == "body":
            names = (attributes.get("id", ""), attributes.get("class", ""))
            self.found.append(Part(*names, start=offset))
        if self.found:
            self.look_at(tag, attributes, offset)
        self.path.append(tag)

    def look_at(self, tag: str, attributes: dict[str, str], offset: int) -> None:
        part = self.found[-1]
        if "id" in attributes:
            part.ids.append(attributes["id"])
        if tag == "img":
            part.sources.append(attributes.get("src", ""))
        if tag == "a" and self.wants_number(attributes):
            target = attributes.get("href", "")
            part.openings.append((offset + len("<a"), target.removeprefix("#")))

    def wants_number(self, attributes: dict[str, str]) -> bool:
        if "page-reference" in attributes.get("class", "").split():
            return True
        return "nav" in self.path and "li" in self.path[self.path.index("nav") :]

    def end(self, tag: str) -> None:
        self.path.pop()
        if len(self.path) == 2 and self.path[1] == "body":
            end = self.parser.CurrentByteIndex
            if self.content.startswith(f"</{tag}".encode(), end):  # <hr/> has no such tag
                end = self.content.index(b">", end) + 1
            part = self.found[-1]
            part.end, part.counts = end, _COUNT in self.content[part.start : end]

    def _count_letters(self) -> None:
        """Turn offsets of bytes into offsets of letters."""
        places = sorted(self._offsets())
        letters, last, count = {}, 0, 0
        for place in places:
            count += len(self.content[last:place].decode())
            letters[place], last = count, place
        for part in self.found:
            part.start, part.end = letters[part.start], letters[part.end]
            part.openings = [(letters[offset], target) for offset, target in part.openings]

    def _offsets(self) -> Iterator[int]:
        for part in self.found:
            yield from (part.start, part.end, *(offset for offset, _ in part.openings))
