"""What was read of YAML and found sound, by this process or an earlier one, is not read again.

It is a function of the text alone. A text with mistakes is read each time, so that all are told.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any, TypeVar

from baspa.diagnostics import Findings
from baspa.identity import program
from baspa.packages import release
from baspa.store import digest, keep, recall
from baspa.yaml.located import Located
from baspa.yaml.settings import Strict

S = TypeVar("S", bound=Strict)
T = TypeVar("T")


def read_yaml(
    text: str, file: str, findings: Findings, *, offset: int = 0, shipped: bool = False
) -> Located | None:
    """Do as `baspa.yaml.reading.read_yaml`."""

    def read(own: Findings) -> Located | None:
        from baspa.yaml.reading import read_yaml

        return read_yaml(text, file, own, offset=offset, shipped=shipped)

    return _once(read, findings, "YAML", text, file, str(offset), str(shipped))


def validate(kind: type[S], located: Located, code: str, findings: Findings) -> S | None:
    """Do as `baspa.yaml.validating.validate`."""

    def validated(own: Findings) -> S | None:
        from baspa.yaml.validating import validate

        return validate(kind, located, code, own)

    return _once(validated, findings, "values", *_named(kind), repr(located.value))


def read_settings(
    kind: type[S],
    text: str,
    file: str,
    code: str,
    findings: Findings,
    *,
    offset: int = 0,
    shipped: bool = False,
) -> S | None:
    """Return what a YAML text says, read and validated, where no place in it matters later."""

    def read(own: Findings) -> S | None:
        from baspa.yaml.reading import read_yaml
        from baspa.yaml.validating import validate

        located = read_yaml(text, file, own, offset=offset, shipped=shipped)
        return validate(kind, located, code, own) if located is not None else None

    return _once(read, findings, "settings", *_named(kind), text, str(shipped))


def _named(kind: type[Strict]) -> tuple[str, str]:
    return kind.__module__, kind.__qualname__


def _once(make: Callable[[Findings], T | None], findings: Findings, *made_of: str) -> T | None:
    key = digest([program(), release("pydantic"), release("PyYAML"), *made_of])
    with suppress(LookupError):
        known: T = _known(key)
        return known
    own = Findings()
    made = make(own)
    findings.extend(own.diagnostics)
    if made is not None and not own.diagnostics:
        keep(key, pickle.dumps(made, protocol=5))
    return made


@lru_cache(maxsize=32)  # whoever builds at every save reads the same files again
def _known(key: str) -> Any:
    """Return what is kept under `key`; nobody changes it. Raises LookupError for nothing."""
    kept = recall(key)
    if kept is None:
        raise LookupError
    return pickle.loads(kept)
