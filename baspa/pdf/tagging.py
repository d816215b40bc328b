"""What WeasyPrint leaves out of the structure tree of a tagged PDF (ISO 32000, 14.7 and 14.8).

| in the HTML | in the tree |
|---|---|
| `lang` of a passage | `Lang` |
| `scope` of a head cell | `Scope` |
| `::before`, `::after` of a line of the contents | an empty `ActualText`: leaders are not read |
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

SCOPES = {"col": "/Column", "row": "/Row"}
ROOTS = ("html", "body")
"""Elements that have no tag of their own: the language of the document is in the catalogue."""
LEADERS = ("a::before", "a::after")


@cache
def complete_tags() -> None:
    """Make the WeasyPrint that is installed write languages, scopes and silent leaders, once."""
    from weasyprint.pdf import pydyf, tags

    build = tags._build_box_tree

    def build_box_tree(box: Any, *rest: Any) -> Iterator[Any]:
        box = getattr(box, "_box", box)  # of an absolutely positioned element
        for element in build(box, *rest):
            if box.element_tag not in ROOTS and box.element is not None:
                language, scope = (box.element.get(name) for name in ("lang", "scope"))
                if language:
                    element["Lang"] = pydyf.String(language)
                if box.element_tag == "th" and scope in SCOPES and "A" in element:
                    element["A"]["Scope"] = SCOPES[scope]
                if box.element_tag in LEADERS:
                    element["ActualText"] = pydyf.String("")
            yield element

    tags._build_box_tree = build_box_tree
