"""Records: what a build found and wrote, kept under the key of all that it was made of.

The next build of the same inputs repeats the messages and leaves the files alone, or puts back
those that were deleted or altered. This needs none of the machinery that made them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from baspa.dataclass import dataclass
from baspa.diagnostics import Diagnostic, Severity, Span
from baspa.store import content_digest, content_key, digest, keep, keep_content, recall


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The outcome of one build."""

    outputs: Mapping[str, str]
    """The digest of each file that was written, by its name; none where mistakes prevented it."""
    pages: Mapping[str, int] = field(default_factory=dict)
    """Number of pages by format."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the manifest says of the files."""
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    """The text of each file that a diagnostic points to."""


def recall_record(key: str) -> Record | None:
    """Return the outcome of the build of these inputs, None where it is not kept."""
    kept = recall(digest(["record", key]))
    if kept is None:
        return None
    told = json.loads(kept)
    diagnostics = (
        Diagnostic(**each | {"span": Span(*each["span"]), "severity": Severity(each["severity"])})
        for each in told.pop("diagnostics")
    )
    return replace(Record(**told), diagnostics=tuple(diagnostics))


def keep_record(key: str, record: Record, contents: Mapping[str, bytes]) -> None:
    """Keep the outcome of a build, with the contents of the files that it wrote, by their names."""
    for name, content in contents.items():
        keep_content(record.outputs[name], content)
    keep(digest(["record", key]), partial(_packed, record))


def _packed(record: Record) -> bytes:
    told = asdict(record)
    for each in told["diagnostics"]:
        each["span"] = list(each["span"].values())
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def lost_outputs(record: Record, folder: Path) -> dict[str, bytes] | None:
    """Return the contents of the outputs that do not stand in `folder` as they were written.

    None where one of them is not kept any more.
    """
    lost = {}
    for name, written in record.outputs.items():
        if _digest_of(folder / name) != written:
            content = recall(content_key(written))
            if content is None:
                return None
            lost[name] = content
    return lost


@lru_cache(maxsize=128)  # most texts are those of the build before
def source_digest(text: str) -> str:
    """Return the digest of the text of a source, as the manifest tells it: UTF-8 with LF ends."""
    return content_digest(text.encode("utf-8", "surrogatepass"))


def _digest_of(path: Path) -> str:
    try:
        return content_digest(path.read_bytes())
    except OSError:
        return ""
