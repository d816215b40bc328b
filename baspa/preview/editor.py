"""Editors: how a file is opened at a line, by a command or by an address that an editor obeys.

What is run is set on the command line or in the environment of the person who runs `baspa serve`,
never by a project: that may come from somebody else.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from urllib.parse import quote

from baspa.dataclass import dataclass

KNOWN = {
    "code": "code --goto {file}:{line}:{column}",
    "codium": "codium --goto {file}:{line}:{column}",
    "emacsclient": "emacsclient --no-wait +{line}:{column} {file}",
    "gedit": "gedit {file} +{line}:{column}",
    "gnome-text-editor": "gnome-text-editor {file} +{line}:{column}",
    "gvim": "gvim --remote-silent +{line} {file}",
    "idea": "idea --line {line} --column {column} {file}",
    "kate": "kate --line {line} --column {column} {file}",
    "mate": "mate --line {line}:{column} {file}",
    "pycharm": "pycharm --line {line} --column {column} {file}",
    "subl": "subl {file}:{line}:{column}",
    "zed": "zed {file}:{line}:{column}",
}
"""Editors with a window of their own, by the name of their program, as their manuals say it."""
VARIABLES = ("BASPA_EDITOR", "VISUAL", "EDITOR")
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_DANGEROUS = {"javascript", "data", "vbscript", "blob", "about"}
"""Schemes of addresses that a browser would run or show as a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """How to open a file at a line."""

    pattern: str
    """A command, or an address, with `{file}`, `{line}` and perhaps `{column}`."""

    @property
    def is_address(self) -> bool:
        """Whether the browser opens it, such as `vscode://file{file}:{line}`."""
        return _ADDRESS.match(self.pattern) is not None

    def address(self, file: Path, line: int, column: int) -> str:
        """Return the address that opens `file`, an absolute path."""
        return _filled(self.pattern, quote(file.as_posix(), safe="/:"), line, column)

    def open(self, file: Path, line: int, column: int) -> subprocess.Popen[bytes]:
        """Run the command without a shell; do not wait for it. Raises OSError."""
        words = shlex.split(self.pattern)
        command = [_filled(word, str(file), line, column) for word in words]
        running = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C in our terminal is not for it
        )
        Thread(target=running.wait, daemon=True).start()  # until it ends: no zombie stays
        return running


def choose_editor(asked: str | None, environment: Mapping[str, str] = os.environ) -> Editor | None:
    """Return the editor that was asked for, else the one of the environment that has a window.

    Raises ValueError where what was asked for is neither a known name nor a pattern.
    """
    if asked is not None:
        editor = _understood(asked)
        if editor is None:
            raise ValueError(
                f"{asked!r} is no editor that Baspa knows; give a command or an address with "
                "{file} and {line}, or one of: " + ", ".join(KNOWN)
            )
        return editor
    for variable in VARIABLES:
        if editor := _understood(environment.get(variable, "")):
            return editor
    return None


def _understood(text: str) -> Editor | None:
    """Return the editor of a name such as `code -w` or of a pattern; None for any other."""
    try:
        words = shlex.split(text)
    except ValueError:
        return None
    if not words:
        return None
    if "{file}" in text:
        scheme = _ADDRESS.match(text)
        harmless = scheme is None or scheme[1].lower() not in _DANGEROUS
        return Editor(pattern=text) if harmless else None
    pattern = KNOWN.get(Path(words[0]).name)
    if pattern is None:
        return None
    return Editor(pattern=f"{shlex.quote(words[0])} {pattern.partition(' ')[2]}")


def _filled(text: str, file: str, line: int, column: int) -> str:
    places = {"{file}": file, "{line}": str(line), "{column}": str(column)}
    return re.sub(r"\{(?:file|line|column)\}", lambda found: places[found[0]], text)
