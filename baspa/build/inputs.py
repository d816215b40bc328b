"""Inputs: what a build is made of, told by digests: the project's files and what prints them.

The key of a result is made of all of it, so nothing has to be told of a change: no clock, no time
stamp and no list of what somebody remembered to mention. A file of a project is known by its
content; one that is too large to be read each time, and those of installed programs and fonts, by
what the kernel says of them (`baspa.identity`), which no program can set back.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from baspa.dataclass import dataclass
from baspa.identity import files_below, identities, identity, own_files
from baspa.packages import described
from baspa.store import digest

READ_FOLDERS = ("source", "styles", "templates")
"""The folders of a project that a build reads."""
READ_EACH_TIME = 1 << 20
"""Bytes of a file that is read to see whether it changed."""
_VARIABLES = ("SOURCE_DATE_EPOCH", "BASPA_", "FONTCONFIG_", "FC_", "PANGO", "WEASYPRINT_")
"""How the names of the variables begin that steer Baspa or what it runs."""
_LIBRARIES = ("libpango", "libharfbuzz", "libfontconfig", "libfreetype", "libfribidi", "libcairo")
_LIBRARY_FOLDERS = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/opt/homebrew/lib")
FONTCONFIG_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """One reading of everything that a build depends on."""

    files: Mapping[str, str]
    """A digest by the path of each file of the project that a build may read."""
    states: Mapping[str, str] = field(default_factory=dict)
    """What the kernel said of each of them before it was read."""
    surroundings: Mapping[str, str]
    """A digest by the name of each part of the machine that shapes the result."""

    def key(self, *options: str) -> str:
        """Return the digest of all, and of the `options` that a build was asked with."""
        return digest([self.surroundings_digest, *options, *_flat(self.files)])

    @property
    def surroundings_digest(self) -> str:
        """The digest of the machine's part."""
        return _surroundings_digest(tuple(self.surroundings.items()))


@lru_cache(maxsize=2)  # it is part of the key of each thing that a build asks for
def _surroundings_digest(surroundings: tuple[tuple[str, str], ...]) -> str:
    return digest(_flat(dict(surroundings)))


def _flat(pairs: Mapping[str, str]) -> list[str]:
    return [part for pair in pairs.items() for part in pair]


class Elsewhere(Exception):
    """The surroundings are others than a build was made for."""


def read_inputs(root: Path, surroundings: Mapping[str, str]) -> Inputs:
    """Return what a build of the project at `root` would be made of now, in `surroundings`."""
    states = read_states(root)
    return Inputs(files=read_files(root, states), states=states, surroundings=surroundings)


def read_states(root: Path) -> dict[str, str]:
    """Return what the kernel says of each file that a build of the project at `root` may read.

    As long as it says the same, none was written to, be it with what stood there before.
    """
    found = (path for name in READ_FOLDERS for path in files_below(f"{root}/{name}", set()))
    return {path[len(f"{root}/") :]: identity(path) for path in found}


def read_files(root: Path, names: Iterable[str]) -> dict[str, str]:
    """Return a digest of each of these files of the project at `root`, by its path."""
    return {name: _content(f"{root}/{name}") for name in names}


@dataclass(slots=True, kw_only=True)
class Reading:
    """One reading of the sources, while somebody may be writing to them."""

    root: Path
    states: Mapping[str, str]
    """What the kernel said of each file before."""
    at_hand: frozenset[str] = frozenset()
    """The texts that are read already, as they stood then."""
    is_overtaken: bool = False

    def has_texts(self, names: Iterable[str]) -> bool:
        """Note that these texts are read; return whether they are as they were before.

        Whoever saves at each key may go on: what is read later are pictures and data.
        """
        self.is_overtaken = not self.is_of_one_moment()
        self.at_hand = frozenset(names)
        return not self.is_overtaken

    def is_of_one_moment(self) -> bool:
        """Whether no file was written to before it was read."""
        changed = self.states.items() ^ read_states(self.root).items()
        return not self.is_overtaken and {name for name, _ in changed} <= self.at_hand


def read_surroundings() -> dict[str, str]:
    """Return a digest of each part of the machine that shapes what is printed, by its name."""
    asked = [_start("fc-list", "--format=%{file}\n"), _start("fc-conflist")]
    told = {
        "Baspa": own_files(),
        "Python and its packages": digest([sys.version, *sorted(set(described()))]),
        "libraries": identities(_libraries()),
        "LibreOffice": identities(_office()),
        "settings": digest(_settings()),
    }
    fonts, configuration = map(_answer, asked)
    told["fonts"] = identities(sorted(Path(line) for line in fonts.splitlines() if line))
    configured = (line.partition("/")[2].partition(":")[0] for line in configuration.splitlines())
    told["fontconfig"] = identities(sorted(Path("/" + path) for path in configured if path))
    return dict(sorted(told.items()))


def _content(path: str) -> str:
    """Return what tells the content of a file, or that it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            if os.fstat(file.fileno()).st_size > READ_EACH_TIME:
                return identity(path)
            return hashlib.sha256(file.read()).hexdigest()
    except OSError as error:
        return f"unreadable ({error.errno})"


def _libraries() -> Iterator[Path]:
    """Yield the shared libraries that lay text out."""
    for top in _LIBRARY_FOLDERS:
        for folder in (Path(top), *sorted(Path(top).glob("*-linux-*"))):
            yield from (folder / name for name in _names(folder) if name.startswith(_LIBRARIES))


def _names(folder: Path) -> list[str]:
    """Return the names of what lies in `folder`, in order."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries)
    except OSError:
        return []


def _office() -> Iterator[Path]:
    """Yield what tells LibreOffice's installation: the program and the files of its folder."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is not None:
        program = Path(found).resolve()
        yield from (Path(found), program, program.parent, *sorted(program.parent.glob("*rc")))


def _settings() -> list[str]:
    """Return the variables of the environment that steer Baspa or what it runs."""
    return sorted(
        f"{name}={value}" for name, value in os.environ.items() if name.startswith(_VARIABLES)
    )


def _start(*command: str) -> subprocess.Popen[bytes] | None:
    try:
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError:
        return None


def _answer(process: subprocess.Popen[bytes] | None) -> str:
    """Return what a program printed, nothing where it is missing.

    Where it crashed or hangs, nothing is known: the answer is one that no other build gets, so that
    what is made now is found by none.
    """
    if process is None:
        return ""
    with process:
        try:
            printed = process.communicate(timeout=FONTCONFIG_SECONDS)[0]
        except subprocess.TimeoutExpired:
            process.kill()
            return f"/unknown/{uuid4()}"
    return printed.decode("utf-8", "replace") if process.returncode >= 0 else f"/unknown/{uuid4()}"
