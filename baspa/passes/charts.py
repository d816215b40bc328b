"""Charts: a CSV file and a few words become a drawing in the document's own face.

Drawn by matplotlib, the field's plotting library, as SVG with the letters as outlines, so that it
prints the same everywhere. Series differ in lightness, hatching and marks, not in colour alone:
most theses are printed in black.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import field
from typing import TYPE_CHECKING, Any, Literal

from baspa.dataclass import dataclass
from baspa.length import MM_PER_INCH
from baspa.model import Asset, Language
from baspa.passes.cell_formats import NUMBER, format_number
from baspa.passes.chart_face import ChartFace
from baspa.passes.data_cells import DataError
from baspa.yaml import Strict

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.ticker import Formatter

COLOURS = ("#1f4e79", "#c55a11", "#7f9f3f", "#7f7f7f", "#8064a2", "#d6a300", "#31859b", "#404040")
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "+++", "ooo", "---")
MARKERS = "os^DvPX*"
ROUNDING = 0.6
"""How far rounded percentages may miss 100 and still be shown as they were given."""
AXES_SHARE = 0.85
"""The share of a chart's width that its axes take, roughly."""
LETTER_WIDTH = 0.55
"""Mean width of a letter, in ems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartOptions(Strict):
    """What a ```` ``` {.chart} ```` block says."""

    type: Literal["line", "bar", "stacked", "pie", "scatter"]
    data: str
    """A CSV file below source/."""
    x: str
    """The column of categories or abscissae."""
    y: tuple[str, ...] | str
    """The columns of values."""
    caption: str
    alt: str
    """What the chart shows, for readers who cannot see it."""
    x_label: str | None = field(default=None, metadata={"alias": "x-label"})
    y_label: str | None = field(default=None, metadata={"alias": "y-label"})
    width: float = field(default=160, metadata={"gt": 30, "le": 250})
    """Millimetres."""
    height: float = field(default=75, metadata={"gt": 30, "le": 240})
    """Millimetres."""


@dataclass(frozen=True, slots=True)
class Series:
    """One column of values."""

    name: str
    values: list[float]


def draw_chart(
    options: ChartOptions, rows: list[list[str]], language: Language, face: ChartFace
) -> Asset:
    """Return the chart as an SVG asset, named after its content.

    Raises DataError where a column or a number is missing.
    """
    categories = [row[_column(rows, options.x)] for row in rows[1:]]
    names = (options.y,) if isinstance(options.y, str) else options.y
    if not names:
        raise DataError("y names no column")
    series = [Series(column, _numbers(rows, column)) for column in names]
    draw = _DRAWINGS[options.type]
    content = _draw(draw, options, categories, series, language, face)
    return Asset(
        name=f"chart-{hashlib.sha256(content).hexdigest()[:12]}.svg",
        media_type="image/svg+xml",
        content=content,
        width_mm=options.width,
        height_mm=options.height,
    )


def _column(rows: list[list[str]], name: str) -> int:
    if name not in rows[0]:
        raise DataError(f"there is no column {name!r}; there are: {', '.join(rows[0])}")
    return rows[0].index(name)


def _numbers(rows: list[list[str]], name: str) -> list[float]:
    column = _column(rows, name)
    values = []
    for number, row in enumerate(rows[1:], 2):
        if not NUMBER.fullmatch(row[column]):
            raise DataError(f"row {number}, {name!r}: {row[column]!r} is no number")
        values.append(float(row[column]))
    return values


Drawing = Callable[["Axes", list[str], list[Series], Language], None]


def _draw(
    draw: Drawing,
    options: ChartOptions,
    categories: list[str],
    series: list[Series],
    language: Language,
    face: ChartFace,
) -> bytes:
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties, fontManager

    family = FontProperties(fname=face.file).get_name()
    others = [entry for entry in fontManager.ttflist if entry.name != family]
    fontManager.ttflist = others  # it remembers fonts between runs, also those that are gone
    fontManager.addfont(face.file)
    settings: Any = {
        "font.family": [family],
        "font.size": face.size_pt,
        "svg.fonttype": "path",
        "svg.hashsalt": "baspa",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "hatch.linewidth": 0.5,
    }
    with mpl.rc_context(settings):
        figure = Figure(
            figsize=(options.width / MM_PER_INCH, options.height / MM_PER_INCH),
            layout="constrained",
        )
        axes = figure.add_subplot()
        draw(axes, categories, series, language)
        if options.type != "pie":
            axes.set_xlabel(options.x_label or "")
            axes.set_ylabel(options.y_label or "")
            axes.grid(axis="y", color="#d0d0d0", linewidth=0.5)
            axes.yaxis.set_major_formatter(_number_formatter(language))
            if len(series) > 1:
                figure.legend(loc="outside lower center", ncols=min(3, len(series)), frameon=False)
        out = io.BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def _positions(axes: Axes, categories: list[str]) -> list[int]:
    """Label the abscissa with `categories`: slanted, or thinned out, where they would collide."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    slot_pt = figure.get_figwidth() * 72 * AXES_SHARE / len(categories)
    size_pt = float(axes.xaxis.get_major_ticks()[0].label1.get_fontsize())
    widest_pt = max(len(category) for category in categories) * size_pt * LETTER_WIDTH
    crowded = widest_pt > slot_pt
    step = -(-len(categories) // max(1, int(len(categories) * slot_pt / (1.5 * size_pt))))
    axes.set_xticks(
        range(0, len(categories), step),
        categories[::step],
        rotation=35 if crowded else 0,
        ha="right" if crowded else "center",
        rotation_mode="anchor",
    )
    return list(range(len(categories)))


def _line(axes: Axes, categories: list[str], series: list[Series], _: Language) -> None:
    places = _positions(axes, categories)
    for index, column in enumerate(series):
        axes.plot(
            places,
            column.values,
            label=column.name,
            color=COLOURS[index % len(COLOURS)],
            marker=MARKERS[index % len(MARKERS)],
            markersize=4.5,
            linewidth=1.6,
        )


def _bar(axes: Axes, categories: list[str], series: list[Series], _: Language) -> None:
    places = _positions(axes, categories)
    width = 0.8 / len(series)
    for index, column in enumerate(series):
        left = [p - 0.4 + width * (index + 0.5) for p in places]
        axes.bar(left, column.values, width, label=column.name, **_fill(index))


def _stacked(axes: Axes, categories: list[str], series: list[Series], _: Language) -> None:
    places = _positions(axes, categories)
    bottom = [0.0] * len(places)
    for index, column in enumerate(series):
        axes.bar(places, column.values, 0.65, bottom=bottom, label=column.name, **_fill(index))
        bottom = [low + value for low, value in zip(bottom, column.values, strict=True)]


def _pie(axes: Axes, categories: list[str], series: list[Series], language: Language) -> None:
    values = series[0].values
    if any(value < 0 for value in values) or not sum(values):
        raise DataError("a pie chart needs shares that are not negative")
    total = sum(values)
    whole = 100.0 if abs(total - 100) < ROUNDING else total
    gap = "" if language == "en" else "\N{NO-BREAK SPACE}"
    shares = [format_number(f"{v / whole * 100:.1f}", language) + gap + "%" for v in values]
    wedges, *_ = axes.pie(
        values,
        colors=[COLOURS[i % len(COLOURS)] for i in range(len(values))],
        wedgeprops={"edgecolor": "white", "linewidth": 1},
        startangle=90,
        counterclock=False,
    )
    figure = axes.get_figure(root=True)
    assert figure is not None
    labels = [f"{name} – {share}" for name, share in zip(categories, shares, strict=True)]
    figure.legend(wedges, labels, loc="outside right center", frameon=False)


def _scatter(axes: Axes, categories: list[str], series: list[Series], language: Language) -> None:
    if not all(NUMBER.fullmatch(category) for category in categories):
        raise DataError("a scatter chart needs numbers in its x column")
    abscissae = [float(category) for category in categories]
    for index, column in enumerate(series):
        axes.scatter(
            abscissae,
            column.values,
            label=column.name,
            color=COLOURS[index % len(COLOURS)],
            marker=MARKERS[index % len(MARKERS)],
            s=22,
        )
    axes.xaxis.set_major_formatter(_number_formatter(language))


def _number_formatter(language: Language) -> Formatter:
    """Return a formatter that writes the numbers of an axis as the language does."""
    from matplotlib.ticker import ScalarFormatter

    class LocalFormatter(ScalarFormatter):
        def __call__(self, x: float, pos: int | None = None) -> str:
            return format_number(super().__call__(x, pos).replace("\u2212", "-"), language)

    return LocalFormatter(useOffset=False)


def _fill(index: int) -> dict[str, Any]:
    return {
        "color": COLOURS[index % len(COLOURS)],
        "hatch": HATCHES[index % len(HATCHES)],
        "edgecolor": "white",
    }


_DRAWINGS: dict[str, Drawing] = {
    "line": _line,
    "bar": _bar,
    "stacked": _stacked,
    "pie": _pie,
    "scatter": _scatter,
}
