"""What the descriptions of ISBD and ГОСТ 7.1 ask for and CSL cannot say.

CSL can neither count names nor tell a subtitle from its title. So four things are settled here,
before the style sees an item:

* a work of four and more authors is described under its title: its authors become contributors,
  whom our styles name behind the slash only;
* other title information stands behind ` : ` in these styles and behind `: ` in all others;
* the title proper alone is the short form of the title, which short descriptions print; what is
  behind it is the variable `subtitle`, since a designation of the material may stand between;
* two places of publication are parted by ` ; ` in these styles and by `; ` in all others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from baspa.model.library import AND_OTHERS

MOST_AUTHORS_IN_HEADING = 3

MORE_THAN_ANY_STYLE_NAMES = 6
"""Authors enough for every style of this kind to cut the list short."""

TITLES = ("title", "container-title", "collection-title", "volume-title")

Item = Mapping[str, Any]


def fit_item(item: Item, csl: str) -> Item:
    """Return `item` as the style `csl` can print it; ranges of numbers get a dash.

    A style that prints DOIs is not given an address that says the same.
    """
    ranges = {name: str(item[name]) for name in ("issue", "volume") if name in item}
    item = _with_one_address(item) if 'variable="DOI"' in csl else item
    item = {**item, **{n: re.sub(r"^(\d+) ?-+ ?(\d+)$", r"\1–\2", v) for n, v in ranges.items()}}
    if not is_isbd(csl):
        return _with_plain_colons(_with_places(item, "; "))
    return _with_short_titles(_with_isbd_heading(_with_places(item, " ; ")))


def _with_places(item: Item, between: str) -> Item:
    places = re.split(r"\s*;\s*", str(item.get("publisher-place", "")))
    return {**item, "publisher-place": between.join(places)} if len(places) > 1 else item


def _with_one_address(item: Item) -> Item:
    """Return an item without a URL that only says its DOI once more."""
    doi = str(item.get("DOI", "")).lower()
    if not doi or not str(item.get("URL", "")).lower().endswith(f"doi.org/{doi}"):
        return item
    return {name: value for name, value in item.items() if name != "URL"}


def is_isbd(csl: str) -> bool:
    """Return whether a style sets ` : ` between elements, as ISBD does."""
    return re.search(r"""(?:delimiter|prefix|suffix)=["'] : ["']""", csl) is not None


def _with_isbd_heading(item: Item) -> Item:
    """Return an item whose `author` is fit to stand before the title."""
    authors = list(item.get("author") or ())
    unfinished = len(authors) > 1 and authors[-1].get("literal") in AND_OTHERS.values()
    if unfinished:  # the names that the style will cut off need not be known
        authors = authors[:-1] + authors[-2:-1] * MORE_THAN_ANY_STYLE_NAMES
    if len(authors) <= MOST_AUTHORS_IN_HEADING:
        return item
    others = [*authors, *item.get("contributor", ())]
    return {**{name: item[name] for name in item if name != "author"}, "contributor": others}


def _with_short_titles(item: Item) -> Item:
    """Return an item whose short titles are its titles proper, its subtitle by itself."""
    proper = {f"{name}-short": str(item[name]).split(" : ")[0] for name in TITLES if name in item}
    subtitle = str(item.get("title", "")).partition(" : ")[2]
    return {**item, **proper, **({"subtitle": subtitle} if subtitle else {})}


def _with_plain_colons(item: Item) -> Item:
    titles = {name: str(item[name]).replace(" : ", ": ") for name in TITLES if name in item}
    return {**item, **titles}
