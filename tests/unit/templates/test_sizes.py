"""How large a picture is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thesis_case import SVG

from baspa.model import Asset, Attributes
from baspa.templates.sizes import picture_size, picture_width

LINE, ROOM = 170.0, 200.0


def size(own_width: float, own_height: float, **asked: str) -> tuple[float, float]:
    asset = Asset(
        name="a", media_type="image/svg+xml", content=SVG, width_mm=own_width, height_mm=own_height
    )
    attributes = Attributes(pairs=tuple(asked.items()))
    css = picture_size(asset, picture_width(asset, attributes, LINE, ROOM))
    across, down = (float(part.split(": ")[1].removesuffix("mm")) for part in css.split("; "))
    return across, down


def test_a_picture_keeps_its_own_size_where_that_fits() -> None:
    assert size(100, 50) == (100, 50)


def test_a_picture_is_made_smaller_to_fit_the_line_or_the_page() -> None:
    assert size(340, 100) == (170, 50)
    assert size(100, 400) == (50, 200)


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        ({"width": "50%"}, (85, 42.5)),
        ({"width": "40mm"}, (40, 20)),
        ({"width": "4cm", "height": "1mm"}, (40, 20)),
        ({"height": "25%"}, (100, 50)),
        ({"width": "300mm"}, (170, 85)),
    ],
)
def test_the_author_says_how_wide_or_high(
    asked: dict[str, str], printed: tuple[float, float]
) -> None:
    assert size(100, 50, **asked) == printed


@given(st.floats(1, 3000), st.floats(1, 3000), st.integers(1, 300))
def test_a_picture_never_leaves_the_page_nor_its_shape(
    width: float, height: float, share: int
) -> None:
    across, down = size(width, height, width=f"{share}%")

    assert across <= LINE + 0.01
    assert down <= ROOM + 0.01
    assert abs(across * height - down * width) <= 0.01 * (width + height)
