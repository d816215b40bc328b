"""Hunspell as a child program: which words its dictionary knows, and what it would write instead.

It is what LibreOffice and the browsers spell with, its dictionaries come with every system, and as
a program it can be stopped: a suggestion may take it a tenth of a second. The format of its
answers is that of Ispell (`hunspell(1)`, option -a).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence

from baspa.dataclass import dataclass
from baspa.system import DICTIONARIES

CHECK_SECONDS = 20
SUGGEST_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Dictionary:
    """One dictionary of a language."""

    program: str
    name: str
    """As Hunspell knows it: `kk_KZ`."""

    def unknown(self, words: Iterable[str]) -> frozenset[str]:
        """Return those of `words`, each of letters only, that the dictionary does not know."""
        return frozenset(self._run("-l", "\n".join(words), CHECK_SECONDS).split())

    def suggestions(self, words: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return what might be meant by words that it does not know, as far as the time allows."""
        answers = self._run("-a", "\n".join(f"^{word}" for word in words), SUGGEST_SECONDS)
        found = dict[str, tuple[str, ...]]()
        for line in answers.splitlines():
            if line.startswith("& ") and ": " in line:
                said, rest = line.split(": ", 1)
                found[said.split()[1]] = tuple(rest.split(", "))
        return found

    def _run(self, mode: str, words: str, seconds: int) -> str:
        """Return the answers that came within `seconds`; the program is ended then."""
        command = [self.program, "-d", self.name, "-i", "utf-8", "-p", os.devnull, mode]
        with tempfile.TemporaryFile() as answers:
            with contextlib.suppress(subprocess.TimeoutExpired):
                subprocess.run(
                    command,
                    input=f"{words}\n".encode(),
                    stdout=answers,
                    stderr=subprocess.DEVNULL,
                    timeout=seconds,
                    check=False,
                )
            answers.seek(0)
            return answers.read().decode("utf-8", "replace")


def find_dictionary(language: str) -> Dictionary | None:
    """Return the dictionary of `language`; None where the program or the dictionary is missing."""
    program = shutil.which("hunspell")
    if program is None:
        return None
    found = Dictionary(program, DICTIONARIES[language])
    command = [program, "-d", found.name, "-p", os.devnull, "-l"]
    try:
        done = subprocess.run(command, input=b"", capture_output=True, timeout=CHECK_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return found if done.returncode == 0 else None
