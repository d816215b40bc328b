"""One run of pandoc's citeproc: citations and entries printed in one style and one language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from baspa.cite.isbd import fit_item
from baspa.cite.pandoc_ast import (
    Cluster,
    Json,
    citation_document,
    printed_citations,
    printed_entries,
)
from baspa.cite.references import reference_id
from baspa.dataclass import dataclass
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
