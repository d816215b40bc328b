"""Title pages as universities lay them out: what is read of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from baspa.importers.front_matter.front_lines import Line
from baspa.importers.front_matter.title_page import read_title_page

PAGES = yaml.safe_load(
    (Path(__file__).parents[2] / "data/title-pages.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case["name"])
def test_a_title_page_is_read(case: dict[str, Any]) -> None:
    lines = [Line((line,), 0) for line in case["page"].splitlines()]

    page = read_title_page(lines)

    assert page.found == case["expected"]
    if "left" in case:
        assert page.left == case["left"]
