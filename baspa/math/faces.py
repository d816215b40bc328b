"""The text faces that words inside a formula are set in."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

from baspa.math.engine import Font
from baspa.math.face_files import FACE_SUFFIXES, FileIdentity, file_identity

BOLD, ITALIC = 1 << 5, 1 << 0
"""The bits of `OS/2.fsSelection` (OpenType specification) that tell a family's faces apart."""


def load_face(path: Path) -> Font:
    """Return the font file at `path`, read once."""
    return _load(path, file_identity(path))


@lru_cache(maxsize=32)
def _load(path: Path, _: FileIdentity) -> Font:
    return Font(str(path))


def has_glyph(font: Font, letter: str) -> bool:
    """Whether `font` has a glyph for `letter`."""
    return bool(font.glyphindex(letter) != 0)


def styled_face(path: Path, *, bold: bool, italic: bool) -> Path:
    """Return the face of the family of `path` that is bold or italic as asked.

    It is looked for in the folder of `path`, which itself is the answer where none is found.
    """
    if not (bold or italic):
        return path
    return _styled(path, bold, italic, file_identity(path.parent))


@lru_cache(maxsize=32)
def _styled(path: Path, bold: bool, italic: bool, _: FileIdentity) -> Path:
    family = _family_and_style(path)[0]
    style = (bold, italic)
    faces = sorted(p for p in path.parent.iterdir() if p.suffix.lower() in FACE_SUFFIXES)
    return next((face for face in faces if _family_and_style(face) == (family, style)), path)


def _family_and_style(path: Path) -> tuple[str, tuple[bool, bool]]:
    """Return a face's family, and whether it is bold and italic."""
    with TTFont(path, lazy=True) as font:
        selection = font["OS/2"].fsSelection
        return font["name"].getBestFamilyName(), (bool(selection & BOLD), bool(selection & ITALIC))
