"""YAML texts → values with their places, composed by PyYAML."""

from __future__ import annotations

from dataclasses import field
from typing import Any, TypeAlias

import yaml

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span
from baspa.yaml.located import Located, Path

NODE_LIMIT = 200_000
"""Values in one file, aliases expanded: a bomb of nested aliases is refused, not unpacked."""
DEPTH_LIMIT = 50
"""Mappings and lists inside one another; an alias that holds itself never ends."""


_LIBYAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Loader: TypeAlias = "yaml.SafeLoader | yaml.CSafeLoader"


def read_yaml(
    text: str, file: str, findings: Findings, *, offset: int = 0, shipped: bool = False
) -> Located | None:
    """Return the YAML document `text`, or None when it is no well-formed YAML (reported as Y101).

    `offset` is the place of `text` within its file, in characters. What is `shipped` with the
    program is read by libyaml, in a tenth of the time; an author's nesting could exhaust its stack.
    """
    try:
        loader = (_LIBYAML if shipped else yaml.SafeLoader)(text)
        node = loader.get_single_node()
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
