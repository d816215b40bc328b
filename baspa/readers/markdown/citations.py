"""Citations and cross-references: `[see @key, б. 25; @other]`, `@key [б. 25]`, `[-@fig:map]`.

The two share one syntax; a key with one of the prefixes below refers into the thesis.

| code | meaning |
|---|---|
| R122 | one pair of brackets holds both citations and cross-references |
| R123 | the brackets of a cross-reference hold text that would not be printed |
| R129 | a class of a cross-reference names neither a case nor a form |
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

from markdown_it.rules_inline import StateInline

from baspa.dataclass import dataclass
from baspa.diagnostics import Span
from baspa.model import (
    Attributes,
    Case,
    Citation,
    CitationItem,
    CrossReference,
    ReferenceForm,
    ReferenceTarget,
    Styled,
)
from baspa.readers.markdown.inline import InlineState

CASES: dict[str, Case] = {case: case for case in get_args(Case)}
FORMS = {form.value: form for form in ReferenceForm if form is not ReferenceForm.FULL}
CAPITAL = "capital"

_KEY = re.compile(
    r"(?<!\w)(?P<minus>-?)@(?:\{(?P<braced>[^{}\s]+)\}"
    r"|(?P<key>[\w*](?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*))"
)
_LABEL = re.compile(r"(?:[Ff]ig|[Tt]bl|[Ee]q|[Ss]ec|[Aa]pp|[Ll]st):.")
_SEPARATOR = re.compile(r"[;\[]")
_ESCAPE = re.compile(r"\\([\W_])")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
_COMMA = re.compile(r"^\s*,?\s*")
_LOCATOR = re.compile(r"[ \n]?(?=\[)")


@dataclass(frozen=True, slots=True)
class Cited:
    """One key with what stands around it, before it is known what it refers to."""

    item: CitationItem
    capital: bool

    @property
    def is_label(self) -> bool:
        """Whether the key refers into the thesis."""
        return bool(_LABEL.match(self.item.key))

    @property
    def target(self) -> ReferenceTarget:
        """The label as the thesis defines it: `@Fig:x` means `fig:x`."""
        key = self.item.key
        return ReferenceTarget(id=key[0].lower() + key[1:], span=self.item.span)


def _cited(state: InlineState, key: re.Match[str], prefix: str, suffix: str) -> Cited:
    name = key["braced"] or key["key"]
    item = CitationItem(
        key=name,
        prefix=_plain(prefix),
        suffix=_COMMA.sub("", _plain(suffix)),
        suppress_author=bool(key["minus"]),
        span=state.source.span(key.end("minus"), key.end()),
    )
    return Cited(item, capital=name[0].isupper())


def _plain(text: str) -> str:
    return _ESCAPE.sub(r"\1", _LINE_END.sub(" ", text)).strip(" \t\n")


def _parts(state: InlineState, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches between the semicolons that stand in no inner brackets."""
    parts: list[tuple[int, int]] = []
    pos = part = start
    while found := _SEPARATOR.search(state.masked, pos, end):
        pos = found.end()
        if found.group() == ";":
            parts.append((part, found.start()))
            part = pos
        else:
            pos = state.brackets.get(found.start(), found.start()) + 1
    return [*parts, (part, end)]


def read_items(state: InlineState, start: int, end: int) -> list[Cited] | None:
    """Return what the text of a pair of brackets cites, or None when it is no citation."""
    first = state.masked.find("@", start, end)
    inner = state.masked.find("[", start, end)
    if first < 0 or (0 <= inner < first < state.brackets.get(inner, end)):
        return None
    items: list[Cited] = []
    for part_start, part_end in _parts(state, start, end):
        key = _KEY.search(state.masked, part_start, part_end)
        if key is None or (part_start > start and not items):
            return None
        prefix, suffix = state.src[part_start : key.start()], state.src[key.end() : part_end]
        items.append(_cited(state, key, prefix, suffix))
    return items


def add_cited(state: InlineState, items: list[Cited], span: Span, *, textual: bool = False) -> None:
    """Push the citation, the cross-reference or, after a finding, both."""
    labels = [cited for cited in items if cited.is_label]
    works = tuple(cited.item for cited in items if not cited.is_label)
    if labels and works:
        state.source.findings.error(
            "R122",
            "these brackets hold both citations and cross-references",
            span,
            "give each a pair of brackets of its own",
        )
    if labels:
        state.add_leaf(cross_reference(state, labels, span))
    if works:
        state.add_leaf(Citation(items=works, textual=textual, span=span))


def cross_reference(state: InlineState, labels: list[Cited], span: Span) -> CrossReference:
    """Return the cross-reference to `labels`."""
    for cited in labels:
        if cited.item.prefix or cited.item.suffix:
            state.source.findings.error(
                "R123",
                f"text beside @{cited.item.key} in its brackets would not be printed",
                span,
                "write it outside the brackets",
            )
    numbers = labels[0].item.suppress_author
    return CrossReference(
        targets=tuple(cited.target for cited in labels),
        form=ReferenceForm.NUMBER if numbers else ReferenceForm.FULL,
        capital=labels[0].capital,
        span=span,
    )


def styled_reference(
    state: InlineState, start: int, end: int, attributes: Attributes, span: Span
) -> CrossReference | Styled | None:
    """Return `[@fig:map]{.locative}`, or None when the brackets hold something else.

    Other attributes, such as a language, stay on a span around the reference.
    """
    items = read_items(state, start, end)
    if not items or not all(cited.is_label for cited in items):
        return None
    known = (*CASES, *FORMS, CAPITAL)
    chosen = any(name in known for name in attributes.classes)
    if not chosen and any(cited.item.prefix or cited.item.suffix for cited in items):
        return None
    reference = cross_reference(state, items, span)
    for name in attributes.classes:
        if name in CASES:
            reference = replace(reference, case=CASES[name])
        elif name in FORMS:
            reference = replace(reference, form=FORMS[name])
        elif name == CAPITAL:
            reference = replace(reference, capital=True)
        else:
            state.source.findings.error(
                "R129",
                f"a reference has neither a case nor a form named {name!r}",
                attributes.span,
                f"there are: {', '.join(known)}",
            )
    left = replace(attributes, classes=())
    if left == Attributes():
        return reference
    return Styled(content=(reference,), attributes=left, span=span)


def textual_citation(state: StateInline, _silent: bool) -> bool:
    """Read `@key`, `@key [б. 25]` or `@fig:map` in running text."""
    assert isinstance(state, InlineState)
    start = state.pos
    key = _KEY.match(state.masked, start, state.posMax)
    if key is None:
        return False
    cited, end = _cited(state, key, "", ""), key.end()
    locator = None if cited.is_label else _LOCATOR.match(state.masked, end, state.posMax)
    items = [cited]
    if locator and (found := _with_locator(state, key, locator.end())):
        items, end = found
    add_cited(state, items, state.source.span(start, end), textual=True)
    state.pos = end
    return True


def _with_locator(
    state: InlineState, key: re.Match[str], opening: int
) -> tuple[list[Cited], int] | None:
    """Return the citation whose locator stands in the brackets after its key, and its end."""
    close = state.brackets.get(opening, state.posMax)
    if close >= state.posMax or state.masked[close + 1 : close + 2] in ("(", "[", "{"):
        return None
    parts = _parts(state, opening + 1, close)
    start, end = parts[0]
    if state.src.startswith("^", start):
        return None
    suffix = "" if _KEY.search(state.masked, start, end) else state.src[start:end]
    items = [_cited(state, key, "", suffix)]
    others = parts[1:] if suffix else parts
    if others:
        more = read_items(state, others[0][0], close)
        if more is None:
            return None
        items += more
    return items, close + 1
