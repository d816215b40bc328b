"""Settings: what a YAML file may say, as dataclasses that need no validator to be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, ClassVar, get_args, get_type_hints


class Strict:
    """The base of settings: a frozen mapping in which an unknown key is a mistake.

    Each is a dataclass whose types say what belongs where. What else pydantic is to hold its values
    against stands in the metadata of a field, by the names of `pydantic.Field`:
    `field(metadata={"ge": 1})`; what concerns several, in a `__post_init__` that raises ValueError.
    """

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


def settings_of(kind: type[Strict]) -> dict[str, type[Strict] | None]:
    """Return the keys that a mapping may have, each with the kind of the mapping it leads to."""
    hints = get_type_hints(kind)
    return {
        each.metadata.get("alias", each.name): _settings_in(hints[each.name])
        for each in fields(kind)  # type: ignore[arg-type]  # each is a dataclass
    }


def _settings_in(hint: Any) -> type[Strict] | None:
    if isinstance(hint, type) and issubclass(hint, Strict):
        return hint
    return next((found for inner in get_args(hint) if (found := _settings_in(inner))), None)
