"""What this machine must have beside Python packages, and which system packages bring it.

Each need is looked for by what it does, not by the name of a package. `baspa doctor` prints what
is there; the script `run` asks the same of a machine on which nothing is installed yet
(`python -m baspa.system build`), so this module imports the standard library only.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path

from baspa.dataclass import dataclass

KAZAKH_LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
SERIF_FACES = ("Times New Roman", "Liberation Serif", "Tinos")
"""Faces with the metrics of Times New Roman, any of which will do."""
DICTIONARIES = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_US"}
"""The names that Hunspell has for its dictionaries, by language."""
ANSWER_SECONDS = 60
"""Far above what a program needs to tell its version."""

MANAGERS = {
    "apt-get": "apt-get install",
    "dnf": "sudo dnf install",
    "pacman": "sudo pacman -S",
    "brew": "brew install",
}
"""The package managers that we know names for, and how each one is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that must be installed on the system."""

    name: str
    purpose: str
    """When it is needed: `set-up` (before .venv exists), `build`, `test`, or `spelling`: without
    it an import suggests no spelling, and all else works."""
    is_met: Callable[[], bool]
    version: tuple[str, ...] = ()
    """A command that tells the version, where a program is what is needed."""
    packages: Mapping[str, str] = field(repr=False)
    """Package names by package manager; of `a|b`, the first that the release has."""


def find_soffice() -> Path | None:
    """Return the program of LibreOffice, with links followed, or None where there is none."""
    for name in ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"):
        if found := shutil.which(name):
            return Path(found).resolve()
    return None


def answer_of(*command: str) -> str:
    """Return what a program prints, or nothing where it is missing or fails."""
    try:
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=True,
            timeout=ANSWER_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def package_manager() -> str | None:
    """Return the package manager of this system, of those that we know names for."""
    return next((name for name in MANAGERS if shutil.which(name)), None)


def advice(needs: list[Need]) -> str:
    """Return what to type to install `needs` here."""
    manager = package_manager()
    if manager is None:
        return "install them as your system does it (on Windows: in WSL, with Ubuntu)"
    names = " ".join(need.packages[manager] for need in needs).split()
    return f"{MANAGERS[manager]} {' '.join(name.split('|')[0] for name in names)}"


def _has_libraries(*names: str) -> bool:
    import ctypes.util

    return all(ctypes.util.find_library(name) for name in names)


def _has_writer_and_math() -> bool:
    soffice = find_soffice()
    if soffice is None:
        return False
    if sys.platform == "darwin":
        return True  # one bundle holds every module
    return all((soffice.parent / name).exists() for name in ("libswlo.so", "libsmlo.so"))


def _has_serif_face() -> bool:
    letters = " ".join(f"{ord(letter):x}" for letter in KAZAKH_LETTERS)
    families = answer_of("fc-list", f":charset={letters}", "family")
    return any(face in families for face in SERIF_FACES)


def _has_dictionaries() -> bool:
    """Ask each dictionary, without which the program only says that it cannot open it."""
    program = shutil.which("hunspell")
    return program is not None and all(
        subprocess.run(
            (program, "-d", name, "-l"), input=b"", capture_output=True, timeout=ANSWER_SECONDS
        ).returncode
        == 0
        for name in DICTIONARIES.values()
    )


def _has_node() -> bool:
    major = answer_of("node", "--version").removeprefix("v").split(".")[0]
    return major.isdigit() and int(major) >= 18 and shutil.which("npm") is not None


NEEDS = (
    Need(
        name="venv",
        purpose="set-up",
        is_met=lambda: all(map(importlib.util.find_spec, ("venv", "ensurepip"))),
        packages={
            "apt-get": f"python3.{sys.version_info.minor}-venv|python3-venv",
            "dnf": "python3-libs",
            "pacman": "python",
            "brew": "python",
        },
    ),
    Need(
        name="Pango",
        purpose="build",
        is_met=lambda: _has_libraries("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"),
        packages={
            "apt-get": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
            "dnf": "pango",
            "pacman": "pango",
            "brew": "pango",
        },
    ),
    Need(
        name="fontconfig",
        purpose="build",
        is_met=lambda: shutil.which("fc-list") is not None,
        version=("fc-list", "--version"),
        packages=dict.fromkeys(MANAGERS, "fontconfig"),
    ),
    Need(
        name="a serif face with Kazakh letters",
        purpose="build",
        is_met=_has_serif_face,
        packages={
            "apt-get": "fonts-liberation2|fonts-liberation|fonts-croscore",
            "dnf": "liberation-fonts",
            "pacman": "ttf-liberation",
            "brew": "font-liberation",
        },
    ),
    Need(
        name="LibreOffice Writer and Math",
        purpose="build",
        is_met=_has_writer_and_math,
        version=("soffice", "--version"),
        packages={
            "apt-get": "libreoffice-writer-nogui|libreoffice-writer "
            "libreoffice-math-nogui|libreoffice-math",
            "dnf": "libreoffice-writer libreoffice-math",
            "pacman": "libreoffice-fresh",
            "brew": "libreoffice",
        },
    ),
    Need(
        name="poppler",
        purpose="build",
        is_met=lambda: all(map(shutil.which, ("pdftotext", "pdftoppm"))),
        version=("pdftotext", "-v"),
        packages={
            "apt-get": "poppler-utils",
            "dnf": "poppler-utils",
            "pacman": "poppler",
            "brew": "poppler",
        },
    ),
    Need(
        name="Hunspell and its dictionaries",
        purpose="spelling",
        is_met=_has_dictionaries,
        packages={
            "apt-get": "hunspell hunspell-kk hunspell-ru hunspell-en-us",
            "dnf": "hunspell hunspell-kk hunspell-ru hunspell-en-US",
            "pacman": "hunspell hunspell-ru hunspell-en_us",
            "brew": "hunspell",
        },
    ),
    Need(
        name="qpdf",
        purpose="test",
        is_met=lambda: shutil.which("qpdf") is not None,
        packages=dict.fromkeys(MANAGERS, "qpdf"),
    ),
    Need(
        name="Chromium",
        purpose="test",
        is_met=lambda: shutil.which("chromium") is not None,
        packages=dict.fromkeys(MANAGERS, "chromium"),
    ),
    Need(
        name="faketime",
        purpose="test",
        is_met=lambda: shutil.which("faketime") is not None,
        packages=dict.fromkeys(MANAGERS, "libfaketime") | {"apt-get": "faketime"},
    ),
    Need(
        name="Node 18 or newer, with npm",
        purpose="test",
        is_met=_has_node,
        packages={
            "apt-get": "nodejs npm",
            "dnf": "nodejs nodejs-npm",
            "pacman": "nodejs npm",
            "brew": "node",
        },
    ),
)


def main(purpose: str) -> None:
    """Print three lines for the script `run`: what is missing, its packages, and what to type."""
    purposes = {"build": ("set-up", "build"), "test": ("set-up", "build", "spelling", "test")}[
        purpose
    ]
    missing = [need for need in NEEDS if need.purpose in purposes and not need.is_met()]
    manager = package_manager()
    print(", ".join(need.name for need in missing))
    print(" ".join(need.packages[manager] for need in missing) if manager else "")
    print(advice(missing))


if __name__ == "__main__":
    main(sys.argv[1])
