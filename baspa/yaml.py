"""YAML that knows where it stands, and its validation: every mistake at its line and column.

PyYAML composes nodes with marks; pydantic finds all mistakes and names each by its path; here the
two are joined.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from typing import Annotated, Any, TypeAlias, TypeVar, get_args

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span
from baspa.length import Length

Path = tuple[str | int, ...]
"""The keys and indices that lead to a value."""

NODE_LIMIT = 200_000
"""Values in one file, aliases expanded: a bomb of nested aliases is refused, not unpacked."""
DEPTH_LIMIT = 50
"""Mappings and lists inside one another; an alias that holds itself never ends."""


_LIBYAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Loader: TypeAlias = "yaml.SafeLoader | yaml.CSafeLoader"


class Strict(BaseModel):
    """A frozen mapping in which an unknown key is a mistake."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        defer_build=True,  # most kinds of values are only parts of others, which check them
    )


def _length(value: Any) -> Length:
    if isinstance(value, Length):
        return value
    if isinstance(value, str):
        return Length.parse(value)
    if value == 0 and not isinstance(value, bool):
        return Length(0.0)
    raise ValueError(f"{value!r} is no length; write it with its unit, like 12.5mm or 14pt")


LengthField = Annotated[Length, BeforeValidator(_length)]
"""A length in a validated YAML file."""


M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Located:
    """A value read from YAML, with the place of each of its parts."""

    value: Any
    spans: Mapping[Path, Span]
    """The span of the value at each path."""
    keys: Mapping[Path, Span]
    """The span of the key at each path that ends in a key."""

    def span(self, path: Path) -> Span:
        """Return the span of the value at `path`, or of the nearest value around it."""
        while path not in self.spans:
            path = path[:-1]
        return self.spans[path]


def read_yaml(
    text: str, file: str, findings: Findings, *, offset: int = 0, shipped: bool = False
) -> Located | None:
    """Return the YAML document `text`, or None when it is no well-formed YAML (reported as Y101).

    `offset` is the place of `text` within its file, in characters. What is `shipped` with the
    program is read by libyaml, in a tenth of the time; an author's nesting could exhaust its stack.
    """
    try:
        loader, node = _composed(text, shipped)
    except RecursionError:
        findings.error("Y103", "this YAML is nested too deeply", Span(file, offset, offset + 1))
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        index = offset + (min(mark.index, len(text)) if mark else getattr(error, "position", 0))
        problem = getattr(error, "problem", None) or getattr(error, "reason", str(error))
        findings.error(
            "Y101",
            f"this is no well-formed YAML: {problem}",
            Span(file, index, index + 1),
            "a text that holds a colon, a hash or quotes must itself stand in quotes",
        )
        return None
    if node is None:
        return Located({}, {(): Span(file, offset, offset)}, {})
    builder = _Builder(loader, file, offset, findings)
    value = builder.build(node, ())
    return None if builder.too_large else Located(value, builder.spans, builder.keys)


@lru_cache(maxsize=32)  # whoever builds at every save reads the same files again
def _composed(text: str, shipped: bool) -> tuple[_Loader, yaml.Node | None]:
    """Return the nodes of a text, and what makes values of them. Raises YAMLError."""
    loader = (_LIBYAML if shipped else yaml.SafeLoader)(text)
    return loader, loader.get_single_node()


@dataclass(slots=True)
class _Builder:
    """Turns composed nodes into plain values and notes their places."""

    loader: _Loader
    file: str
    offset: int
    findings: Findings
    spans: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, Span] = field(default_factory=dict)
    too_large: bool = False

    def build(self, node: yaml.Node, path: Path) -> Any:
        if self.too_large:
            return None
        self.spans[path] = self.place(node)
        if len(self.spans) > NODE_LIMIT or len(path) > DEPTH_LIMIT:
            self.too_large = True
            self.findings.error("Y103", "this YAML unfolds to too many values", self.place(node))
            return None
        match node:
            case yaml.MappingNode():
                return self.mapping(node, path)
            case yaml.SequenceNode():
                return [self.build(item, (*path, i)) for i, item in enumerate(node.value)]
            case _:
                return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self.scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str | int):
                self.findings.error("Y102", "a key must be a word", self.place(key_node))
            elif key in result:
                self.findings.error(
                    "Y102", f"the key {key!r} stands twice in this mapping", self.place(key_node)
                )
            else:
                self.keys[(*path, key)] = self.place(key_node)
                result[key] = self.build(value_node, (*path, key))
        return result

    def scalar(self, node: yaml.Node) -> Any:
        try:
            return self.loader.construct_object(node, deep=True)
        except (yaml.YAMLError, ValueError) as error:
            reason = getattr(error, "problem", None) or str(error)
            self.findings.error("Y101", f"this value cannot be read: {reason}", self.place(node))
            return None

    def place(self, node: yaml.Node) -> Span:
        start, end = node.start_mark.index, node.end_mark.index
        return Span(self.file, self.offset + start, self.offset + end)


def merge(base: Located, change: Located) -> Located:
    """Return `base` with the values of `change` laid over it, mapping by mapping.

    A list in `change` replaces the list in `base`.
    """
    spans, keys = dict(base.spans), dict(base.keys)

    def lay(old: Any, new: Any, path: Path) -> Any:
        if isinstance(old, dict) and isinstance(new, dict):
            merged = dict(old)
            for key, value in new.items():
                merged[key] = lay(old.get(key), value, (*path, key))
            return merged
        for known in [p for p in spans if p[: len(path)] == path]:
            del spans[known]
        return new

    value = lay(base.value, change.value, ())
    return Located(value, spans | dict(change.spans), keys | dict(change.keys))


def validate(model: type[M], located: Located, code: str, findings: Findings) -> M | None:
    """Return `located` as a `model`, or None with every mistake reported under `code`."""
    try:
        return model.model_validate(located.value)
    except ValidationError as error:
        for path, mistake in _one_a_value(error, located):
            if mistake["type"] == "extra_forbidden":
                span = located.keys.get(path) or located.span(path)
                known = _fields_at(model, path[:-1])
                findings.error(
                    code, f"there is no setting named {path[-1]!r}", span, _nearest(path[-1], known)
                )
            else:
                findings.error(code, _message(mistake, path), located.span(path))
        return None


_OF_ANOTHER_KIND = ("string_type", "tuple_type", "model_type")
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
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"{name}: a mapping (key: value) belongs here"
        case "tuple_type" | "list_type":
            return f"{name}: a list belongs here, like [a, b]"
        case "value_error" if not path:
            return text
    return f"{name}: {text[:1].lower()}{text[1:]}"


def _fields_at(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys that the mapping at `path` may have."""
    found: type[BaseModel] | None = model
    for step in path:
        if found is None:
            break
        info = found.model_fields.get(str(step))
        if info is not None:
            found = _model_in(info.annotation)
    return [info.alias or name for name, info in found.model_fields.items()] if found else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for a in get_args(annotation) if (m := _model_in(a))), None)


def _nearest(word: str | int, known: list[str]) -> str | None:
    close = difflib.get_close_matches(str(word), known, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"known here: {', '.join(sorted(known))}" if known else None
