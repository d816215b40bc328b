"""Which releases of Python packages are installed, told by the names of folders.

The standard library reads the metadata of a package as an e-mail, whose parser takes long to
import. The folder that holds the metadata names the release too (PyPA specification "Recording
installed projects").
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path


def described() -> Iterator[str]:
    """Yield the names of what describes each installed package, in the order of the search path."""
    for folder in sys.path:
        try:
            names = sorted(os.listdir(Path(folder)))  # noqa: PTH208 (thousands: no `Path` for each)
        except OSError:
            continue
        yield from (name for name in names if name.endswith((".dist-info", ".egg-info")))


def release(package: str) -> str:
    """Return the release of a package that was installed when this process first asked.

    Raises PackageNotFoundError where there is none.
    """
    found = _releases().get(_normal(package))
    if found is not None:
        return found
    from importlib.metadata import version  # knows other kinds of folders too

    return version(package)


@cache
def _releases() -> dict[str, str]:
    """Return the releases that the names tell, `jinja2-3.1.6.dist-info`, by package."""
    found: dict[str, str] = {}
    for name in described():
        package, *stated = name.rpartition(".")[0].split("-")
        if stated:
            found.setdefault(_normal(package), stated[0])
    return found


def _normal(package: str) -> str:
    return re.sub("[-_.]+", "-", package).lower()
