"""Pandoc as a child program: text in, text out.

We use it for what it does best: BibLaTeX to CSL-JSON, citations by CSL, and reading what others
wrote. It comes as a program inside the wheel `pypandoc_binary` and runs as a process of its own.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from baspa.dataclass import dataclass
from baspa.packages import release
from baspa.store import digest, keep, recall
from baspa.temporary import temporary_folder

TIME_LIMIT_SECONDS = 120
"""Some ten times what 5,000 numbered entries need; a run that takes longer hangs."""

MEMORY_LIMIT_MB = 2000
"""Pandoc stops there instead of taking the machine's memory."""
_HEAP_EXHAUSTED = 251
"""How a Haskell program ends that reached its limit (GHC User's Guide, `-M`)."""


class PandocFailure(Exception):
    """Pandoc is missing, crashed or ran out of time; the message says which, in one line."""


class PandocRefusal(PandocFailure):
    """Pandoc ran and refused its input; the message is its own, in one line."""

    def __init__(self, messages: str, status: int) -> None:
        super().__init__(" ".join(messages.split()) or f"pandoc failed ({status})")
        self.messages = messages
        """Its lines as they are."""


@dataclass(frozen=True, slots=True)
class PandocOutput:
    """What one run printed."""

    text: str
    warnings: tuple[str, ...]
    """Pandoc's own words, one warning each."""


def run_pandoc(
    arguments: Sequence[str], text: str, files: Mapping[str, str] | None = None
) -> PandocOutput:
    """Run pandoc with `arguments` on `text` as its standard input, `files` lying beside it.

    What the same pandoc printed for the same input is kept (`baspa.store`). Raises PandocFailure;
    PandocRefusal where the input is to blame.
    """
    files = files or {}
    given = (part for file in files.items() for part in file)
    key = digest(["pandoc", release("pypandoc_binary"), *arguments, text, *given])
    kept = recall(key)
    if kept is None:
        said = ask_pandoc(
            arguments, text, files, seconds=TIME_LIMIT_SECONDS, megabytes=MEMORY_LIMIT_MB
        )
        kept = json.dumps(said).encode()
        keep(key, kept)
    printed, log = json.loads(kept)
    return PandocOutput(printed, _warnings(log))


def pandoc_program() -> Path:
    """Return the pandoc of that package.

    Its own function to find one imports it (70 ms), starts every pandoc of the machine (60 ms each)
    and takes the newest, which need not be of the release that this package tells.
    """
    from importlib.metadata import distribution

    return Path(str(distribution("pypandoc_binary").locate_file("pypandoc/files/pandoc")))


def ask_pandoc(
    arguments: Sequence[str],
    text: str,
    files: Mapping[str, str] | None = None,
    *,
    seconds: float,
    megabytes: int,
) -> tuple[str, str]:
    """Return what pandoc prints and what it logs; nothing is kept.

    It works in a folder of its own, in which `files` lie. Raises PandocFailure, as `run_pandoc`.
    """
    try:
        with temporary_folder() as folder:
            for name, content in (files or {}).items():
                (folder / name).write_bytes(content.encode("utf-8", "replace"))
            done = subprocess.run(
                [pandoc_program(), "+RTS", f"-M{megabytes}m", "-RTS", *arguments],
                input=text.encode("utf-8", "replace"),
                capture_output=True,
                timeout=seconds,
                check=False,
                cwd=folder,
            )
    except subprocess.TimeoutExpired as error:
        raise PandocFailure(f"pandoc did not finish within {seconds:g} s") from error
    except OSError as error:
        raise PandocFailure(f"pandoc could not be started: {error}") from error
    messages = done.stderr.decode("utf-8", "replace")
    if done.returncode < 0:
        raise PandocFailure(f"pandoc was ended by signal {-done.returncode}")
    if done.returncode == _HEAP_EXHAUSTED:
        raise PandocFailure(f"pandoc needs more than {megabytes} MB of memory")
    if done.returncode != 0:
        raise PandocRefusal(messages, done.returncode)
    return done.stdout.decode("utf-8"), messages


def _warnings(messages: str) -> tuple[str, ...]:
    """Return each `[WARNING] …` of pandoc's messages, its continuation lines joined to it."""
    blocks = messages.split("[WARNING]")[1:]
    return tuple(" ".join(block.split()) for block in blocks)
