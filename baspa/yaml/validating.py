"""Values → settings, validated by pydantic: every mistake told, at its place."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from baspa.diagnostics import Findings
from baspa.yaml.located import Located, Path
from baspa.yaml.settings import Strict, settings_of

S = TypeVar("S", bound=Strict)


def settings_from(kind: type[S], values: object) -> S:
    """Return plain `values` as settings. Raises ValidationError, a ValueError, of all mistakes."""
    found: S = _validator(kind)(values)  # type: ignore[arg-type]  # a class is hashable
    return found


@cache
def _validator(kind: Any) -> Callable[[object], Any]:
    return TypeAdapter(kind).validate_python


def validate(kind: type[S], located: Located, code: str, findings: Findings) -> S | None:
    """Return `located` as settings, or None with every mistake reported under `code`."""
    try:
        return settings_from(kind, located.value)
    except ValidationError as error:
        for path, mistake in _one_a_value(error, located):
            if mistake["type"] in _UNKNOWN:
                span = located.keys.get(path) or located.span(path)
                known = _keys_at(kind, path[:-1])
                findings.error(
                    code, f"there is no setting named {path[-1]!r}", span, _nearest(path[-1], known)
                )
            else:
                findings.error(code, _message(mistake, path), located.span(path))
        return None


_UNKNOWN = ("unexpected_keyword_argument",)
_OF_ANOTHER_KIND = ("string_type", "tuple_type", "dataclass_type")
"""What pydantic says of a value that is no text, no list, no mapping."""


def _one_a_value(
    error: ValidationError, located: Located
) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield the mistakes with the paths of what they are about, one for each value.

    Where a value may be of several kinds, pydantic names the kinds in the path and says for each
    why it does not fit; what it says about the inside of the value then tells most.
    """
    mistakes: dict[Path, Mapping[str, Any]] = {}
    for mistake in error.errors(include_url=False):
        path: Path = ()
        for step in mistake["loc"]:
            path = (*path, step) if (*path, step) in located.spans else path
        if mistake["type"] == "missing":
            path = (*path, mistake["loc"][-1])
        mistakes.setdefault(path, mistake)
    for path, found in mistakes.items():
        inside = any(other[: len(path)] == path != other for other in mistakes)
        if not inside or found["type"] not in _OF_ANOTHER_KIND:
            yield path, found


def _message(mistake: Mapping[str, Any], path: Path) -> str:
    name = ".".join(str(step) for step in path) or "the file"
    text = str(mistake["msg"]).removeprefix("Value error, ")
    match mistake["type"]:
        case "missing":
            return f"{name} is missing"
        case "dataclass_type" | "dict_type":
            return f"{name}: a mapping (key: value) belongs here"
        case "tuple_type" | "list_type":
            return f"{name}: a list belongs here, like [a, b]"
        case "value_error" if not path:
            return text
    return f"{name}: {text[:1].lower()}{text[1:]}"


def _keys_at(kind: type[Strict], path: Path) -> list[str]:
    """Return the keys that the mapping at `path` may have."""
    for step in path:
        kind = settings_of(kind).get(str(step)) or kind
    return list(settings_of(kind))


def _nearest(word: str | int, known: list[str]) -> str | None:
    close = difflib.get_close_matches(str(word), known, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"known here: {', '.join(sorted(known))}" if known else None
