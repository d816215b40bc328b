"""Figures: which pictures stand side by side, how large they are, and which are too coarse."""

import pytest
from markupsafe import Markup
from thesis_case import profile

from baspa.diagnostics import Findings
from baspa.model import Asset, Attributes, Figure, Panel
from baspa.templates.figures import GAP_MM, FigureWriter

ASSETS = {
    "wide": Asset(name="wide", media_type="image/svg+xml", content=b"", width_mm=300, height_mm=60),
    "tall": Asset(name="tall", media_type="image/svg+xml", content=b"", width_mm=50, height_mm=500),
    "photo": Asset(
        name="photo", media_type="image/jpeg", content=b"", width_mm=80, height_mm=60, pixels=600
    ),
}


def writer(findings: Findings) -> FigureWriter:
    return FigureWriter(
        rules=profile().figures,
        assets=ASSETS,
        line_mm=170,
        room_mm=200,
        inlines=lambda _: Markup(""),
        findings=findings,
    )


def panel(path: str, **asked: str) -> Panel:
    return Panel(path=path, caption=(), attributes=Attributes(pairs=tuple(asked.items())))


def rows(*panels: tuple[Panel, ...]) -> list[list[float]]:
    """Return the widths of the pictures of each row, in mm."""
    found = writer(Findings()).pictures(Figure(panels=panels, caption=()))
    return [[float(p["width"][len("width: ") : -2]) for p in row] for row in found["rows"]]


def test_pictures_without_a_width_share_the_line() -> None:
    slot = (170 - GAP_MM) / 2

    assert rows((panel("wide"), panel("wide"))) == [[slot, slot]]


def test_pictures_begin_a_new_row_where_the_line_is_full() -> None:
    wide = panel("wide", width="45%")

    assert rows((wide, wide, wide)) == [[76.5, 76.5], [76.5]]


def test_each_paragraph_of_pictures_is_a_row() -> None:
    small = panel("wide", width="40mm")

    assert rows((small,), (small, small)) == [[40.0], [40.0, 40.0]]


def test_all_rows_together_fit_the_page() -> None:
    tall = panel("tall", height="100%")

    assert rows((tall,), (tall,)) == [[10.0], [10.0]]


@pytest.mark.parametrize(
    ("width", "told"),
    [
        ("100mm", []),
        (
            "120mm",
            [
                "W121 this picture prints 120 mm wide with 127 pixels to the inch; 150 are asked "
                "for (give one at least 709 pixels wide, an SVG or a PDF, or print it smaller)"
            ],
        ),
    ],
)
def test_a_picture_too_coarse_for_its_size_is_told(width: str, told: list[str]) -> None:
    findings = Findings()
    asked = Attributes(pairs=(("width", width),))

    writer(findings).pictures(Figure(path="photo", caption=(), attributes=asked))

    assert [f"{d.code} {d.message} ({d.help})" for d in findings.diagnostics] == told
