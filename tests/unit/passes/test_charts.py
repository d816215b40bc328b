"""Charts: every kind is drawn at its size, the same each time; missing data is told."""

import re

import pytest
from lxml import etree
from thesis_case import face

from baspa.model import Asset
from baspa.passes.chart_face import ChartFace
from baspa.passes.charts import ChartOptions, draw_chart
from baspa.passes.data import DataError
from baspa.yaml.validating import settings_from

ROWS = [["Жыл", "А", "Ә"], ["2020", "1.5", "2"], ["2021", "3", "-1"], ["2022", "2", "4"]]


def draw(rows: list[list[str]] = ROWS, **options: object) -> Asset:
    wanted = {"type": "line", "data": "d.csv", "x": "Жыл", "y": ["А"], "caption": "К", "alt": "к"}
    chart = settings_from(ChartOptions, wanted | options)
    return draw_chart(chart, rows, "kk", ChartFace(file=face().file, size_pt=11))


@pytest.mark.parametrize("kind", ["line", "bar", "stacked", "pie", "scatter"])
def test_every_kind_is_drawn_at_the_size_asked_for_and_alike_each_time(kind: str) -> None:
    chart = draw(type=kind, width=120, height=70)

    root = etree.fromstring(chart.content)
    size = [float(root.get(side).removesuffix("pt")) / 72 * 25.4 for side in ("width", "height")]
    assert size == [pytest.approx(120, abs=0.1), pytest.approx(70, abs=0.1)]
    assert (chart.width_mm, chart.height_mm) == (120, 70)
    assert chart.content == draw(type=kind, width=120, height=70).content


def test_letters_are_outlines_so_that_no_reader_needs_the_face() -> None:
    content = draw(**{"x-label": "Жылдар", "y": ["А", "Ә"]}).content

    assert b"<text" not in content
    assert b"font-family" not in content


def test_every_series_has_its_own_mark() -> None:
    one, two = draw(y=["А"]).content, draw(y=["А", "Ә"]).content

    assert len(set(re.findall(rb'<path id="(m\w+)"', two))) > len(
        set(re.findall(rb'<path id="(m\w+)"', one))
    )


def test_one_name_may_stand_without_a_list() -> None:
    assert draw(y="А").content == draw(y=["А"]).content


def test_many_long_categories_do_not_make_the_chart_wider() -> None:
    rows = [["Жыл", "А"], *([f"Өте ұзын санат {n}", str(n)] for n in range(60))]

    assert b'width="453' in draw(rows, type="bar").content[:600]  # 160 mm in points


@pytest.mark.parametrize(
    ("rows", "options", "told"),
    [
        (ROWS, {"x": "Жылы"}, "there is no column 'Жылы'; there are: Жыл, А, Ә"),
        (ROWS, {"y": ["А", "Б"]}, "there is no column 'Б'; there are: Жыл, А, Ә"),
        (ROWS, {"y": []}, "y names no column"),
        ([["Жыл", "А"], ["2020", "көп"]], {}, "row 2, 'А': 'көп' is no number"),
        ([["Жыл", "А"], ["2020", "1"], ["2021", ""]], {}, "row 3, 'А': '' is no number"),
        ([["Жыл", "А"], ["2020", "nan"]], {"type": "pie"}, "row 2, 'А': 'nan' is no number"),
        (ROWS, {"type": "pie", "y": "Ә"}, "a pie chart needs shares that are not negative"),
        ([["Жыл", "А"], ["бір", "1"]], {"type": "scatter"}, "needs numbers in its x column"),
    ],
)
def test_data_that_a_chart_cannot_show(
    rows: list[list[str]], options: dict[str, object], told: str
) -> None:
    with pytest.raises(DataError, match=re.escape(told)):
        draw(rows, **options)
