"""Native charts of a DOCX: what they were drawn from is kept in their part, beside the drawing.

| in the part | becomes |
|---|---|
| `barChart`, of two forms; stacked ones | `bar`, `stacked` |
| `lineChart`, `areaChart`, `radarChart`, `stockChart` | `line` |
| `pieChart`, `doughnutChart`, `ofPieChart` | `pie`, of the first series |
| `scatterChart`, `bubbleChart` | `scatter`, of the series that share their abscissae |
| several of them in one chart | that of the first; its author is asked to look |
| titles of axes; of the chart | `x-label`, `y-label`; its description |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from lxml import etree

from baspa.dataclass import dataclass
from baspa.importers.reading.docx.styles import whole
from baspa.importers.text.manuscript import Chart

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TYPES = {
    "bar": "bar", "line": "line", "area": "line", "radar": "line", "stock": "line",
    "surface": "line", "pie": "pie", "doughnut": "pie", "ofPie": "pie",
    "scatter": "scatter", "bubble": "scatter",
}  # fmt: skip
_KIND = re.compile(r"(\w+?)(?:3D)?Chart")
_EPOCH = date(1899, 12, 30)
"""The day that spreadsheets count from."""
_MOST_POINTS = 5000


@dataclass(frozen=True, slots=True)
class _Series:
    name: str
    categories: list[str]
    values: list[str]


def read_chart(root: etree._Element, alt: str) -> tuple[Chart | None, str]:
    """Return the chart of a part, and what about it is doubtful; None where no data are kept."""
    drawn = [e for e in root.iter() if isinstance(e.tag, str) and _kind(e)]
    series = [_series(e, n) for kind in drawn for n, e in enumerate(kind.findall(_C + "ser"), 1)]
    series = [one for one in series if any(one.values)]
    if not series:
        return None, "its data are not in the file"
    kind = _kind(drawn[0])
    doubts = ["it combines several kinds"] if len({*map(_kind, drawn)}) > 1 else []
    if kind == "bar" and "tacked" in (_value(drawn[0], "grouping") or ""):
        kind = "stacked"
    x_label, y_label = _axis_titles(root)
    title = _words(root.find(f"{_C}chart/{_C}title"))
    names = _unlike([x_label or "x", *(one.name for one in series)])
    columns = [series[0].categories, *(one.values for one in series)]
    shown = names[1:]
    if kind == "scatter" and any(one.categories != series[0].categories for one in series):
        columns, names, shown = _of_own_abscissae(series, names)
        doubts.append("its series have abscissae of their own: only the longest is drawn")
    if kind == "pie" and len(series) > 1:
        shown = shown[:1]
        doubts.append("it has several rings: only the first is drawn")
    height = max(map(len, columns))
    filled = [column + [""] * (height - len(column)) for column in columns]
    drawn_at = [n for n, name in enumerate(names) if name in shown]
    if not all(value for n in drawn_at for value in filled[n]):
        for n in drawn_at:
            filled[n] = [value or "0" for value in filled[n]]
        doubts.append("it has gaps: they are drawn as 0")
    chart = Chart(
        kind=kind,
        rows=(tuple(names), *zip(*filled, strict=True)),
        shown=tuple(shown),
        alt=" ".join((alt or title or ", ".join(shown)).split()),
        title=title,
        x_label=x_label,
        y_label=y_label,
    )
    return chart, "; ".join(doubts)


def _kind(element: etree._Element) -> str:
    """Return the type of our chart that an element of the plot area is; empty for another."""
    name = etree.QName(element).localname if element.tag.startswith(_C) else ""
    match = _KIND.fullmatch(name)
    return _TYPES.get(match[1], "") if match else ""


def _value(parent: etree._Element, name: str) -> str | None:
    found = parent.find(_C + name)
    return None if found is None else found.get("val")


def _series(element: etree._Element, n: int) -> _Series:
    """Return a series; one without a name is called by its number."""
    name = next(iter(_points(element.find(_C + "tx"))), "") or _words(element.find(_C + "tx"))
    values = [*_points(_first(element, "val", "yVal"))]
    categories = [*_points(_first(element, "cat", "xVal"))]
    categories = categories or [str(m) for m in range(1, len(values) + 1)]
    return _Series(" ".join(name.split()) or str(n), categories, values)


def _first(parent: etree._Element, *names: str) -> etree._Element | None:
    return next((e for name in names if (e := parent.find(_C + name)) is not None), None)


def _points(element: etree._Element | None) -> Iterator[str]:
    """Give the values that a series remembers, in order; empty where one is missing."""
    if element is None:
        return
    levels = element.findall(f".//{_C}lvl")[::-1] or [element]
    found = [_of_level(level) for level in levels]
    count = next((whole(e.get("val")) for e in element.iter(_C + "ptCount")), 0)
    count = count or max((max(points, default=-1) + 1 for points in found), default=0)
    for n in range(min(count, _MOST_POINTS)):
        yield " ".join(value for points in found if (value := points.get(n, "")))


def _of_level(level: etree._Element) -> dict[int, str]:
    code = next((e.text or "" for e in level.iter(_C + "formatCode")), "")
    is_date = bool(re.search(r"[dy]", re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", code), re.IGNORECASE))
    points = dict[int, str]()
    for point in level.iter(_C + "pt"):
        value = " ".join((point.findtext(_C + "v") or "").split())
        points[whole(point.get("idx"))] = _as_date(value) if is_date else _plain(value)
    return points


def _as_date(value: str) -> str:
    """Return the day that a spreadsheet counts as a number."""
    try:
        return (_EPOCH + timedelta(days=int(float(value)))).isoformat()
    except (ValueError, OverflowError):
        return value


def _plain(value: str) -> str:
    """Return a number without an exponent and the noise of its last digits."""
    if not re.fullmatch(r"-?\d+\.?\d*(?:[eE][-+]?\d+)?", value):
        return value
    short = f"{float(value):.10g}"
    return f"{float(value):.10f}".rstrip("0").rstrip(".") if "e" in short else short


def _words(element: etree._Element | None) -> str:
    """Return the words of a title."""
    if element is None:
        return ""
    return " ".join(" ".join(t.text or "" for t in element.iter(_A + "t")).split())


def _axis_titles(root: etree._Element) -> tuple[str, str]:
    """Return the titles of the abscissa and the ordinate."""
    along, up = "", ""
    for name in ("catAx", "dateAx", "valAx"):
        for axis in root.iter(_C + name):
            title = _words(axis.find(_C + "title"))
            if name != "valAx" or _value(axis, "axPos") in ("b", "t"):
                along = along or title
            else:
                up = up or title
    return along, up


def _unlike(names: Sequence[str]) -> list[str]:
    """Return names of columns, a number behind one that stands there already."""
    result = list[str]()
    for name in names:
        n, own = 2, name
        while own in result:
            own, n = f"{name} {n}", n + 1
        result.append(own)
    return result


def _of_own_abscissae(
    series: Sequence[_Series], names: Sequence[str]
) -> tuple[list[list[str]], list[str], list[str]]:
    """Return columns of series that each have their abscissae, their names, and what is drawn."""
    ordered = sorted(zip(names[1:], series, strict=True), key=lambda one: -len(one[1].values))
    columns, heads = list[list[str]](), list[str]()
    for name, one in ordered:
        columns += [one.categories, one.values]
        heads += [names[0] if not heads else f"{names[0]} – {name}", name]
    return columns, heads, heads[1:2]
