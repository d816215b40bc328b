"""CSL-JSON and CSL-YAML files → items with their places, one by one.

A mistake costs the item that it stands in: reading goes on where the next one begins. A file that
holds no list at all is an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from json import JSONDecodeError
from typing import Any

from baspa.diagnostics import Findings, Span
from baspa.readers.damage import Damage
from baspa.yaml.reading import read_yaml

Items = list[tuple[Span, Mapping[str, Any]]]

_NEXT_ITEM = re.compile(
    r"""[}\]]\s*[,\[\]}]{0,4}\s*(?=\{\s*"(?!family|given|literal|suffix|dropping|non-dropping|name|year|raw)\w)"""
)
"""The end of an item and the beginning of another one, which is no person and no date."""

_JSON_KEY = re.compile(r"""\"id\"\s*:\s*\"?([^\",}\s]+)""")
_YAML_KEY = re.compile(r"""(?:^|[\s{])id:\s*["']?([^\s"',}]+)""")
_DASH = re.compile(r"^( *)- ", re.M)


def read_json_items(file: str, text: str, damage: Damage) -> Items:
    """Return the items of a CSL-JSON array; those that are damaged are reported (C204)."""
    items: Items = []
    position = _skip(text, r"\ufeff?\s*", 0)
    try:
        position = _expect(text, "[", position)
    except JSONDecodeError as error:
        _report_no_list(Span(file, error.pos, min(error.pos + 1, len(text))), error.msg, damage)
        return items
    while position < len(text):
        start = position
        try:
            if text.startswith("]", position):
                position = _behind_the_list(text, position)
                continue
            item, position = json.JSONDecoder().raw_decode(text, start)
            if isinstance(item, dict):
                items.append((Span(file, start, position), item))
            else:
                reason = "an item must be an object {…}"
                _report(Span(file, start, position), reason, "", damage)
            position = _skip(text, r"\s*", position)
            if not text.startswith("]", position):
                position = _expect(text, ",", position)
        except (JSONDecodeError, RecursionError) as error:
            place = error.pos if isinstance(error, JSONDecodeError) else start
            reason = error.msg if isinstance(error, JSONDecodeError) else "nested too deeply"
            following = _NEXT_ITEM.search(text, start)
            key = _JSON_KEY.search(text, start, following.end() if following else len(text))
            span = Span(file, place, min(place + 1, len(text)))
            read = any(place.start == start for place, _ in items[-1:])  # what follows is damaged
            _report(span, reason, key[1] if key and not read else "", damage)
            if following is None:
                break
            position = following.end()
    return items


def _behind_the_list(text: str, position: int) -> int:
    """Return the end of the text behind the end of a list; raises JSONDecodeError before more."""
    end = _skip(text, r"\]\s*", position)
    if end < len(text):
        raise JSONDecodeError("the list ends here, and more follows", text, position)
    return end


def _skip(text: str, pattern: str, position: int) -> int:
    match = re.compile(pattern).match(text, position)
    return match.end() if match else position


def _expect(text: str, sign: str, position: int) -> int:
    """Return the place behind `sign` and white space; raises JSONDecodeError where it is not."""
    if not text.startswith(sign, position):
        raise JSONDecodeError(f"'{sign}' belongs here", text, position)
    return _skip(text, r"\s*", position + 1)


def read_yaml_items(file: str, text: str, damage: Damage) -> Items:
    """Return the items of a CSL-YAML list, bare or under `references:`.

    Each is read by itself: a list of thousands holds more values than one YAML document may.
    """
    items: Items = []
    for start, part in _parts(text):
        found = Findings()
        located = read_yaml(part, file, found, offset=start)
        key = _YAML_KEY.search(part)
        for told in found.diagnostics:
            damage.report(told.code, told.message, told.span, told.help, key=key[1] if key else "")
        if located is None:
            continue
        value, path = located.value, ()
        if isinstance(value, dict) and "references" in value:
            value, path = value["references"], ("references",)  # type: ignore[assignment]
        if not isinstance(value, list):
            _report_no_list(located.span(path), "a list of items belongs here", damage)
            continue
        for index, item in enumerate(value):
            span = located.span((*path, index))
            if isinstance(item, dict):
                items.append((span, {str(name): given for name, given in item.items()}))
            else:
                _report(span, "an item must be a mapping (field: value)", "", damage)
    return items


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the stretches that hold one item each; the whole text where none can be told."""
    dashes = list(_DASH.finditer(text))
    outer = min((len(dash[1]) for dash in dashes), default=0)
    starts = [dash.start() for dash in dashes if len(dash[1]) == outer]
    if not starts or not re.fullmatch(r"\ufeff?(?:\s|#.*|---.*|references:)*", text[: starts[0]]):
        yield 0, text
        return
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        yield start, re.sub(r"^(?:\.\.\.|---)[ \t]*$", "", text[start:end], flags=re.M)


def _report(span: Span, reason: str, key: str, damage: Damage) -> None:
    damage.report(
        "C204",
        f"this bibliography is damaged: {reason[:1].lower()}{reason[1:]}",
        span,
        "mend it here or export the file again; the items around this place were read",
        key=key,
    )


def _report_no_list(span: Span, reason: str, damage: Damage) -> None:
    damage.findings.error(
        "C204",
        f"this bibliography cannot be read: {reason[:1].lower()}{reason[1:]}",
        span,
        "export the file again, as CSL-JSON or CSL-YAML",
    )
