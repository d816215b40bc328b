"""What a layout depends on beside the text and its style sheet: programs, libraries, faces."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from baspa.store import digest

_PACKAGES = (
    *("weasyprint", "pydyf", "tinycss2", "cssselect2", "tinyhtml5", "pyphen", "pillow"),
    *("fonttools", "ziamath", "ziafont", "latex2mathml"),
)
_ROOMS = ("pdf", "math", "locales", "model")
"""Our own code that makes a fragment of its source."""
_LIBRARIES = {
    "pango-1.0": ("libpango-1.0.so.0", "pango_version_string", ctypes.c_char_p),
    "harfbuzz": ("libharfbuzz.so.0", "hb_version_string", ctypes.c_char_p),
    "fontconfig": ("libfontconfig.so.1", "FcGetVersion", ctypes.c_int),
    "fribidi": ("libfribidi.so.0", None, ctypes.c_int),
}


def environment() -> str:
    """Return a digest that changes whenever a layout may come out differently."""
    return digest([_programs(), *_faces()])


@cache
def _programs() -> str:
    """Return a digest of the programs; they stay what they are while this one runs."""
    return digest([*_packages(), *_libraries(), *_sources()])


def _packages() -> Iterator[str]:
    for package in _PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            yield f"{package} unknown"


def _libraries() -> Iterator[str]:
    for name, (soname, function, kind) in _LIBRARIES.items():
        try:
            library = ctypes.CDLL(soname)
        except OSError:
            found = ctypes.util.find_library(name)
            library = ctypes.CDLL(found) if found else None
        if library is None or function is None:
            yield f"{name} {library is not None}"
            continue
        call = getattr(library, function)
        call.restype = kind
        yield f"{name} {call()!r}"


def _sources() -> Iterator[bytes]:
    root = Path(__file__).parents[1]
    for room in _ROOMS:
        for path in sorted((root / room).glob("*.py")):
            yield path.name.encode()
            yield path.read_bytes()


def _faces() -> Iterator[str]:
    """Yield what tells of a face that was installed, changed or removed.

    Folders that fontconfig looks through by default are walked, since asking fontconfig itself
    means to start a program. A face of a changed file, too, has another time or size.
    """
    home = Path.home()
    data = os.environ.get("XDG_DATA_HOME") or str(home / ".local/share")
    folders = ["/usr/share/fonts", "/usr/local/share/fonts", f"{data}/fonts", str(home / ".fonts")]
    folders += ["/usr/X11R6/lib/X11/fonts", "/Library/Fonts", str(home / "Library/Fonts")]
    config = os.environ.get("XDG_CONFIG_HOME") or str(home / ".config")
    settings = ["/etc/fonts", "/usr/share/fontconfig/conf.avail", f"{config}/fontconfig"]
    yield from (f"{name}={os.environ.get(name)}" for name in ("FONTCONFIG_FILE", "FONTCONFIG_PATH"))
    for folder in (*folders, *settings):
        yield from _files(folder)


def _files(folder: str) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry.path)
            continue
        try:
            told = entry.stat()
        except OSError:  # a dangling link
            continue
        yield f"{entry.path} {told.st_size} {told.st_mtime_ns}"
