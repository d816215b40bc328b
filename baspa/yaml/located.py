"""Values with the places that they were read from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from baspa.dataclass import dataclass
from baspa.diagnostics import Span

Path = tuple[str | int, ...]
"""The keys and indices that lead to a value."""


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
