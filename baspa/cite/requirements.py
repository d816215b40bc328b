"""What a description of each kind of work cannot do without (C107).

The kinds and variables are CSL's. Places, publishers and extents are often not to be had, so only
that is asked for without which nobody finds the work.
"""

from __future__ import annotations

from collections.abc import Iterable

from baspa.diagnostics import Findings
from baspa.model.library import LibraryEntry

YEAR = "issued"

REQUIRED: dict[str, tuple[str, ...]] = {
    "article-journal": ("title", "container-title", YEAR),
    "article-magazine": ("title", "container-title", YEAR),
    "article-newspaper": ("title", "container-title", YEAR),
    "book": ("title", YEAR),
    "chapter": ("title", "container-title", YEAR),
    "legislation": ("title",),
    "paper-conference": ("title", "container-title|event-title|publisher|URL|DOI", YEAR),
    "patent": ("title", "number", YEAR),
    "post-weblog": ("title", "URL"),
    "report": ("title", YEAR),
    "standard": ("title", "number|issued"),
    "thesis": ("author", "title", YEAR),
    "webpage": ("title", "URL"),
}
"""CSL variables by type; a bar separates those of which one is enough."""

NAMES = {
    "container-title": "the journal, newspaper or book that holds it",
    "issued": "the year",
    "title": "the title",
    "author": "the author",
    "number": "the number",
    "URL": "the address",
}
"""What authors call them."""


def report_missing(entries: Iterable[LibraryEntry], findings: Findings) -> None:
    """Report each entry that lacks what its kind needs; one without a title is C106."""
    for entry in entries:
        wanted = REQUIRED.get(str(entry.item.get("type")), ())
        missing = [names for names in wanted if not any(map(entry.item.get, names.split("|")))]
        if missing and "title" not in missing:
            named = ", ".join(NAMES[names.partition("|")[0]] for names in missing)
            findings.warning(
                "C107",
                f"the source {entry.key!r} ({entry.item['type']}) lacks {named}",
                entry.span,
                "a reader finds the work only by that; add it to the entry",
            )
