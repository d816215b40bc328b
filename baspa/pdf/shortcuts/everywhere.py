"""Puts a function in the place of another."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any


def put_everywhere(old: Callable[..., Any], new: Callable[..., Any]) -> None:
    """Let all modules of WeasyPrint that have imported `old` call `new`."""
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.") and getattr(module, old.__name__, None) is old:
            setattr(module, old.__name__, new)
