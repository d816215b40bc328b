"""How long a thesis is, against the limits of its profile: always a warning, never an error.

A count is one of the finished PDF, as a university looks at the paper; of the DOCX, where that
alone is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from baspa.diagnostics import NOWHERE, Findings, Span
from baspa.model import Block, DocumentSection, PageMap, Paragraph, Role
from baspa.model.walk import plain_text, walk
from baspa.profile import Profile, Range

_WORD = re.compile(r"\w+(?:[-–’'.]\w+)*")


def check_volume(
    sections: tuple[DocumentSection, ...], profile: Profile, pages: PageMap, findings: Findings
) -> None:
    """Report what is shorter or longer than the profile allows (N101–N104).

    Where `pages` cannot tell how many pages something takes (it is not printed, or its pages have
    roman numbers), nothing is said of it.
    """
    limits, source = profile.volume, profile.standard
    body, introduction = _body(sections, pages), _introduction(sections, pages)
    if body is not None:
        text = f"pages of the body: {body}"
        _report("N101", text, body, limits.body_pages, source, NOWHERE, findings)
    if introduction is not None:
        text = f"pages of the introduction: {introduction}"
        place = _place(sections, Role.INTRODUCTION)
        _report("N102", text, introduction, limits.introduction_pages, source, place, findings)
    for section in sections:
        if section.role is not Role.ABSTRACT:
            continue
        blocks = section.outline.value.blocks
        place, words = blocks[0].span, _words(blocks)
        text = f"words of the abstract: {words}"
        _report("N103", text, words, limits.abstract_words, source, place, findings)
        count = len(section.keywords)
        text = f"keywords of the abstract: {count}"
        _report("N104", text, count, limits.keywords, source, place, findings)


def _report(
    code: str, text: str, count: int, limit: Range, source: str, span: Span, findings: Findings
) -> None:
    hint = f"the limit is that of: {source}"
    if limit.min is not None and count < limit.min:
        findings.warning(code, f"{text}, asked for: at least {limit.min}", span, hint)
    elif limit.max is not None and count > limit.max:
        findings.warning(code, f"{text}, asked for: at most {limit.max}", span, hint)


def _body(sections: tuple[DocumentSection, ...], pages: PageMap) -> int | None:
    """Return the pages from the introduction on; appendices never count."""
    counted = [s for s in sections if s.role in _BODY]
    first = _page(counted[:1], pages)
    after = _page([s for s in sections if s.role is Role.APPENDIX][:1], pages)
    if after is None:
        after = 1 + max((int(n) for n in pages.labels.values() if n.isdecimal()), default=0)
    return None if first is None else after - first


def _introduction(sections: tuple[DocumentSection, ...], pages: PageMap) -> int | None:
    for index, section in enumerate(sections):
        if section.role is Role.INTRODUCTION:
            first, after = _page([section], pages), _page(sections[index + 1 :][:1], pages)
            return None if first is None or after is None else max(1, after - first)
    return None


def _page(sections: Iterable[DocumentSection], pages: PageMap) -> int | None:
    """Return the page on which the first of `sections` begins, where it prints a number."""
    for section in sections:
        label = pages.labels.get(section.id, "")
        return int(label) if label.isdecimal() else None
    return None


def _place(sections: tuple[DocumentSection, ...], role: Role) -> Span:
    return next((s.outline.value.blocks[0].span for s in sections if s.role is role), NOWHERE)


def _words(blocks: Iterable[Block]) -> int:
    """Return how many words stand in the text, the heading left out."""
    texts = (plain_text(b.content) for b in walk(blocks) if isinstance(b, Paragraph))
    return sum(len(_WORD.findall(text)) for text in texts)


_BODY = (Role.INTRODUCTION, Role.CHAPTER, Role.CONCLUSION)
