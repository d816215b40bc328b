"""One run of pandoc's citeproc: citations and entries printed in one style and one language."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from baspa.cite.isbd import fit_item
from baspa.cite.pandoc_ast import (
    Cluster,
    Json,
    citation_document,
    printed_citations,
    printed_entries,
)
from baspa.model.document import Language
from baspa.model.library import LibraryEntry
from baspa.pandoc import run_pandoc

LOCALES: Mapping[Language, str] = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-US"}

EXPECTED_WARNING = "Could not load translations"
"""Pandoc has no words of its own for Kazakh («Abstract»); none of them is printed here."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What one run printed, as inlines of pandoc's syntax tree."""

    citations: list[list[Json]]
    entries: Mapping[str, list[Json]]
    """By key, in the order of the style."""
    warnings: tuple[str, ...]


def reference_id(key: str) -> str:
    """Return the id of a source's entry in the list: `ref-KEY`, in letters of A–Z, a–z, 0–9, _, -.

    A key that has other letters gets a digest, so that no two keys share an id.
    """
    if re.fullmatch(r"[A-Za-z0-9_-]+", key):
        return f"ref-{key}"
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    readable = re.sub(r"[^A-Za-z0-9_-]+", "-", key).strip("-")
    return "-".join(part for part in ("ref", readable, digest) if part)


def run_citeproc(
    clusters: Sequence[Cluster],
    entries: Sequence[LibraryEntry],
    csl: str,
    locale: str,
) -> Printed:
    """Print `clusters`, and every one of `entries` that they cite, in the words of `locale`: kk-KZ.

    Raises PandocFailure.
    """
    ids = {entry.key: reference_id(entry.key).removeprefix("ref-") for entry in entries}
    items = [{**fit_item(entry.item, csl), "id": ids[entry.key]} for entry in entries]
    document = citation_document(clusters, ids)
    arguments = [
        "--from=json",
        "--to=json",
        "--citeproc",
        "--csl=style.csl",
        "--bibliography=items.json",
        f"--metadata=lang:{locale}",
        "--metadata=link-citations:true",
    ]
    files = {"items.json": json.dumps(items, ensure_ascii=False), "style.csl": csl}
    output = run_pandoc(arguments, json.dumps(document, ensure_ascii=False), files)
    printed = json.loads(output.text)
    keys = {id: key for key, id in ids.items()}
    return Printed(
        citations=printed_citations(printed),
        entries={keys[id]: content for id, content in printed_entries(printed).items()},
        warnings=tuple(w for w in output.warnings if not w.startswith(EXPECTED_WARNING)),
    )
