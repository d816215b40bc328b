"""The files that travel with the program: templates, styles, the sample thesis.

In a checkout they stand at its top level; in an installed wheel below `baspa/_data`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def shipped_folder(name: str) -> Path:
    """Return the folder `templates`, `styles` or `source` that came with this installation."""
    package = Path(__file__).parent
    for root in (package / "_data", package.parent):
        if (root / name).is_dir():
            return root / name
    raise FileNotFoundError(name)


def shipped_text(path: str) -> str:
    """Return the text of one shipped file, e.g. `styles/csl/gost-7.1-2003.csl`.

    Raises FileNotFoundError where there is no such file.
    """
    top, _, rest = path.partition("/")
    return (shipped_folder(top) / rest).read_text(encoding="utf-8")
