"""A line: the running text of a block as one string, whose edits go back into its nodes.

Rules see across the borders of nodes that way: a number in one, its unit in the next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from itertools import pairwise
from typing import Any, TypeAlias, assert_never, cast, get_args

from baspa.dataclass import dataclass
from baspa.model import (
    Citation,
    Code,
    Count,
    CrossReference,
    Emphasis,
    Inline,
    InlineImage,
    Language,
    LineBreak,
    Link,
    Math,
    Note,
    PageReference,
    Reference,
    ResolvedCitation,
    SoftBreak,
    Strikeout,
    Strong,
    Styled,
    Subscript,
    Superscript,
    Text,
)
from baspa.model.walk import plain_text

Edit: TypeAlias = tuple[int, int, str]
"""Put the string in the place of the text from the first offset to the second."""

HIDDEN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is no running text and may be a number: a formula, a date, a reference."""
FOREIGN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a citation, a footnote's mark, code, a picture."""
FORCED_BREAK = "\N{LINE SEPARATOR}"

VERBATIM = re.compile(
    r"""
    (?:https?|ftp)://\S*[^\s.,;:!?)»”"'’…]      # an address
    | \bwww\.\S*[^\s.,;:!?)»”"'’…]
    | \b10\.\d{4,9}/\S*[^\s.,;:!?)»”"'’…]       # a DOI
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+              # an e-mail address
    | \b(?:ISBN|ISSN|UDC|УДК|ӘОЖ|ББК|ГОСТ(?:[ ](?:Р|ISO))?|МЕМСТ|СТ[ ]РК|ҚР[ ]СТ|ISO|ИСО|IEC|СНиП)
      [-: \u00a0]*\d[\dXx.:/-]*(?<![.:/-])
    | \+\d[\d()\u00a0 -]{7,}\d                  # a telephone number
    | \d+(?:[.:/-]\d+){2,}                      # a date, a version, a section, a number of a person
    | \d{1,2}:\d\d(?!\d)                        # a time
    | """
    + HIDDEN,
    re.VERBOSE,
)


@dataclass(slots=True)
class _Leaf:
    """A node without nodes inside."""

    node: Inline
    language: str
    hidden: list[str] = field(default_factory=list)
    """What each `HIDDEN` in the text of a `Text` stands for."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the rules know of a leaf; a line is its text and one of these for each leaf."""

    language: str
    length: int
    """How many characters of the line belong to it."""
    is_text: bool


class Line:
    """A text that is edited, and to which leaf each of its characters belongs."""

    def __init__(self, text: str, leaves: Sequence[Spoken]) -> None:
        self.text = text
        self.leaves = leaves
        self.owners = [n for n, leaf in enumerate(leaves) for _ in range(leaf.length)]
        """For each character the index of its leaf; never falls."""

    def languages(self) -> list[Language]:
        """Return the known languages of the running text, in order."""
        spoken = dict.fromkeys(leaf.language for leaf in self.leaves if leaf.is_text)
        return [cast(Language, found) for found in spoken if found in get_args(Language)]

    def language_at(self, place: int) -> str:
        """Return the language of the character at `place`."""
        return self.leaves[self.owners[place]].language

    def texts(self) -> tuple[str, ...]:
        """Return the text of each leaf."""
        ends = [bisect_right(self.owners, leaf) for leaf in range(len(self.leaves))]
        return tuple(self.text[start:end] for start, end in pairwise([0, *ends]))

    def edit(self, edits: Iterable[Edit], only: str | None = None) -> None:
        """Make `edits`, which follow one another, but only in text of the language `only`.

        New text belongs to the leaf of what it replaces, else to the leaf before.
        """
        pieces: list[str] = []
        owners: list[int] = []
        done = 0
        for start, end, new in edits:
            owner = self.owners[start if start < end else start - 1]
            if only is not None and self.leaves[owner].language != only:
                continue
            pieces += (self.text[done:start], new)
            owners += self.owners[done:start]
            owners += [owner] * len(new)
            done = end
        if pieces:
            self.text = "".join((*pieces, self.text[done:]))
            self.owners = owners + self.owners[done:]


def set_leaves(
    content: tuple[Inline, ...],
    language: str,
    change: Callable[[str, tuple[Spoken, ...]], Sequence[str]],
) -> tuple[Inline, ...]:
    """Return `content`, in `language` where no span says otherwise, with the text of its leaves
    changed; what does not change is the same.

    `change` is given the line that they make, and returns the new text of each.
    """
    leaves = [_Leaf(node, spoken) for node, spoken in _leaves(content, language)]
    texts = [_text(leaf) for leaf in leaves]
    spoken = tuple(
        Spoken(leaf.language, len(text), isinstance(leaf.node, Text))
        for leaf, text in zip(leaves, texts, strict=True)
    )
    changed = change("".join(texts), spoken)
    if all(map(str.__eq__, changed, texts)):
        return content
    return _rebuild(content, iter(zip(leaves, changed, strict=True)))


def _text(leaf: _Leaf) -> str:
    match leaf.node:
        case Text(value=value):

            def hide(found: re.Match[str]) -> str:
                leaf.hidden.append(found[0])
                return HIDDEN

            return VERBATIM.sub(hide, value)
        case SoftBreak():
            return "\n"
        case LineBreak():
            return FORCED_BREAK
        case Citation() | ResolvedCitation() | Note() | Code() | InlineImage() | Link():
            return FOREIGN
        case _:
            return HIDDEN


def _leaves(content: Iterable[Inline], language: str) -> Iterator[tuple[Inline, str]]:
    for node in content:
        inside = _inside(node)
        if inside is None:
            yield node, language
        else:
            own = node.attributes.get("lang") if isinstance(node, Styled) else None
            yield from _leaves(inside, own.partition("-")[0] if own else language)


def _inside(node: Inline) -> tuple[Inline, ...] | None:
    """Return the running text inside a node, or None where it has none."""
    match node:
        case Link(url=url, content=content):
            return None if plain_text(content) in url else content
        case Emphasis() | Strong() | Strikeout() | Styled():
            return node.content
        case Text() | SoftBreak() | LineBreak():
            return None
        case Superscript() | Subscript() | Code() | InlineImage() | Math() | Note():
            return None
        case Citation() | ResolvedCitation() | CrossReference() | Reference():
            return None
        case PageReference() | Count():
            return None
        case _:
            assert_never(node)


def _rebuild(
    content: tuple[Inline, ...], leaves: Iterator[tuple[_Leaf, str]]
) -> tuple[Inline, ...]:
    rebuilt: list[Inline] = []
    for node in content:
        inside = _inside(node)
        if inside is None:
            rebuilt += _renewed(*next(leaves))
        else:
            container: Any = node
            new = _rebuild(inside, leaves)
            same = len(new) == len(inside) and all(map(_is, new, inside))
            rebuilt.append(node if same else replace(container, content=new))
    return tuple(rebuilt)


def _is(a: object, b: object) -> bool:
    return a is b


def _renewed(leaf: _Leaf, text: str) -> tuple[Inline, ...]:
    """Return a leaf with its new text: no node where nothing of it is left."""
    node = leaf.node
    if isinstance(node, Text):
        hidden = iter(leaf.hidden)
        value = re.sub(HIDDEN, lambda _: next(hidden), text)
        if value == node.value:
            return (node,)
        return (replace(node, value=value),) if value else ()
    if isinstance(node, SoftBreak) and text != "\n":
        return (Text(value=text, span=node.span),) if text else ()
    return (node,)
