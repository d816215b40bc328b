"""Formulas that were converted before, in another run as well: converters take long to import."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from baspa.packages import release
from baspa.store import digest, keep, recall


@cache
def converters() -> str:
    """Return the digest of all that converts and draws: libraries, and our files around them."""
    own = sorted(Path(__file__).parent.glob("*.py"))
    releases = (release(name) for name in ("latex2mathml", "ziamath", "ziafont"))
    return digest([*releases, *(path.read_bytes() for path in own)])


def known_mathml(latex: str, *, display: bool) -> str:
    """Do as `to_mathml`, but not twice for the same formula. Raises FormulaError."""
    key = digest(["MathML", converters(), latex, str(display)])
    kept = recall(key)
    if kept is not None:
        return kept.decode()
    from baspa.math.mathml import to_mathml

    mathml = to_mathml(latex, display=display)
    keep(key, mathml.encode())
    return mathml
