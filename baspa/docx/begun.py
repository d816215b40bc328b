"""A layout that is begun before the page numbers are known, with those of an earlier build.

Where an edit moves nothing to another page these are the numbers; where the PDF has others that are
as long, the layout is the same all the same, and says what `paginate` would be told by its own.
That is guessed here without writing the other file; `paginate` compares both (`open_numbers.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from baspa.model import PageMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A file that LibreOffice was asked to lay out before its page numbers were known."""

    docx: bytes
    pages: PageMap
    """What it was written for."""

    def looks_like(self, pages: PageMap) -> bool:
        """Whether it probably has the layout of what is written for `pages`: only figures differ.

        Where numbers do not simply count the pages, the sections tell where each count begins, so
        that every place must be the same. What is new since then has no number in the file.
        """
        counts = all(map(_counts_pages, (self.pages, pages)))
        return (
            pages.labels.keys() <= self.pages.labels.keys()
            and _forms(self.pages) == _forms(pages)
            and len(str(self.pages.total)) == len(str(pages.total))
            and all(
                _figures(pages.labels.get(key)) == _figures(self.pages.labels.get(key))
                and (counts or pages.places.get(key) == place)
                for key, place in self.pages.places.items()
            )
        )


def _figures(label: str | None) -> str | None:
    """Return a number with each figure as zero; one in letters as it is."""
    return "0" * len(label) if label is not None and label.isdecimal() else label


def _counts_pages(pages: PageMap) -> bool:
    """Whether every page prints its place in the file."""
    return all(pages.labels.get(key) == str(place) for key, place in pages.places.items())


def _forms(pages: PageMap) -> dict[str, tuple[object, ...]]:
    """Return how each table is written."""
    return {table: each.form for table, each in pages.divisions.items()}
