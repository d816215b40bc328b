"""What the page is told of a PDF, and where an edit has come to stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from preview_case import NAME, SECOND, TEXT, place, write_pdf

from baspa.preview.digests import PageDigests
from baspa.preview.edition import Spot, edited_spot, make_edition
from baspa.preview.pdf_pages import survey


def test_the_page_is_told_of_pages_outline_and_blocks(tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "a.pdf", "<h1>One</h1>", "<h2 style='margin-top: 20mm'>Two</h2>")

    found = make_edition(survey(file.read_bytes(), PageDigests()), {}, [place(), place(SECOND)])

    told = json.loads(found.content)
    assert [round(page["width_pt"], 1) for page in told["pages"]] == [283.5, 283.5]
    outline = [(each["level"], each["title"], each["page"]) for each in told["outline"]]
    assert outline == [(0, "One", 1), (1, "Two", 2)]
    assert told["outline"][1]["top_pt"] == pytest.approx((10 + 20) / 25.4 * 72, abs=1)
    assert [(each["block"], each["line"], each["last_line"]) for each in told["blocks"]] == [
        ("b7", 3, 3),
        ("b15", 5, 6),
    ]


@pytest.mark.parametrize(
    ("after", "spot"),
    [
        (TEXT, None),
        (TEXT.replace("First", "Fist"), Spot(page=1, top_pt=30 + 20 * 2 / 6)),
        (TEXT.replace("third", "thirdly"), Spot(page=3, top_pt=10 + 60 - 40)),
        (TEXT.replace("One", "Two"), None),  # no block begins before it
    ],
)
def test_where_an_edit_stands(after: str, spot: Spot | None) -> None:
    """The second paragraph is divided: 40 pt of it on page 2, 20 on page 3; 12 of 14 letters up."""
    divided = [
        place(SECOND, page=2, top_pt=60, height_pt=40),
        place(SECOND, page=3, top_pt=10, height_pt=20),
    ]

    found = edited_spot({NAME: TEXT}, {NAME: after}, lambda _: [place(), *divided])

    if spot is None:
        assert found is None
    else:
        assert found is not None
        assert found.page == spot.page
        assert found.top_pt == pytest.approx(spot.top_pt, abs=11)


def test_a_file_that_was_not_there_has_no_edit() -> None:
    assert edited_spot({}, {NAME: TEXT}, lambda _: [place()]) is None
