"""Faces: which file stands for the face that the norm names, its letters and its line height."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeAlias

from baspa.dataclass import dataclass

FONTCONFIG_SECONDS = 30
LINE_HEIGHT_OF_TIMES = 0.8911 + 0.2163 + 0.0425
"""Line height of Times New Roman and its metric twins over the size: ascent, descent, line gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One font file, read."""

    family: str
    file: str
    """Path of the font file."""
    line_height: float
    """Ascent, descent and line gap over the size: what «single» line spacing means for the face
    (OpenType `hhea`, as Word and LibreOffice use it for faces of this kind)."""
    units_per_em: int
    advances: Mapping[int, int] = field(repr=False)
    """Advance width, in font units, of each code point that it has a glyph for."""

    def lacks(self, text: str) -> str:
        """Return the printable characters of `text` that the face has no glyph for."""
        others = _others(frozenset(self.advances)).findall(text)
        return "".join(sorted(c for c in set(others) if c.isprintable()))


@lru_cache(maxsize=4)
def _others(letters: frozenset[int]) -> re.Pattern[str]:
    """Return what finds all characters but these; a look at each would take ten times as long."""
    ends = (
        [n for n in letters if n - 1 not in letters],
        [n for n in letters if n + 1 not in letters],
    )
    ranges = zip(*map(sorted, ends), strict=True)
    return re.compile(
        "[^" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]"
    )


FindFace: TypeAlias = Callable[[tuple[str, ...]], Face | None]
"""`find_face`, or what remembers its results."""


class FontconfigFailure(Exception):
    """Fontconfig crashed or hung, so that nobody knows which face it would give."""


def find_face(families: tuple[str, ...]) -> Face | None:
    """Return the regular face of the first family that is installed with all Kazakh letters.

    None where there is no such face, or no fontconfig. Raises FontconfigFailure.
    """
    from baspa.system import KAZAKH_LETTERS

    for family in families:
        found = _match(family)
        if found and found[0].casefold() == family.casefold():
            face = _read(*found, _written_ns(found[1]))
            if not face.lacks(KAZAKH_LETTERS):
                return face
    return None


def figure_width(family: str) -> float | None:
    """Return how wide the figures of a family are, over the size.

    None where a face has figures of several widths, or that is not known.
    """
    try:
        faces = [_match(family, style) for style in ("Regular", "Bold", "Italic", "Bold Italic")]
    except FontconfigFailure:
        return None
    read = [_read(*found, _written_ns(found[1])) for found in faces if found]
    widths = [
        {face.advances.get(ord(f), 0) / face.units_per_em for f in "0123456789"} for face in read
    ]
    return max(map(max, widths)) if widths and all(len(each) == 1 for each in widths) else None


def face_file(family: str, bold: bool, italic: bool) -> str | None:
    """Return the font file of a style of `family`, or of what stands for it; None without one."""
    style = " ".join(["Bold"] * bold + ["Italic"] * italic) or "Regular"
    try:
        found = _match(family, style)
    except FontconfigFailure:
        return None
    return found[1] if found else None


def _match(family: str, style: str = "Regular") -> tuple[str, str] | None:
    """Return family and file of what fontconfig gives for a style of `family`."""
    try:
        done = subprocess.run(
            ["fc-match", "-f", "%{family[0]}\n%{file}", f"{family}:style={style}"],
            capture_output=True,
            text=True,
            timeout=FONTCONFIG_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FontconfigFailure(f"fc-match did not answer within {FONTCONFIG_SECONDS} s") from None
    except OSError:
        return None
    if done.returncode < 0:
        raise FontconfigFailure(f"fc-match was ended by signal {-done.returncode}")
    answer = done.stdout.split("\n") if done.returncode == 0 else []
    return (answer[0], answer[1]) if len(answer) == 2 else None


def _written_ns(file: str) -> int:
    """Return when a font file was last replaced or written, as the kernel says."""
    return Path(file).stat().st_ctime_ns


@cache
def _read(family: str, file: str, _written_ns: int) -> Face:
    from fontTools.ttLib import TTFont  # mostly the face is known

    with TTFont(file, fontNumber=0, lazy=True) as font:
        header = font["hhea"]
        units = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        return Face(
            family=family,
            file=file,
            line_height=(header.ascent - header.descent + header.lineGap) / units,
            units_per_em=units,
            advances={code: widths[glyph][0] for code, glyph in font.getBestCmap().items()},
        )
