"""Tables and figures, measured in the PDF and in the DOCX as LibreOffice prints it."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from ooxml_validator import schema_errors
from openpyxl import Workbook
from paper import laid_out
from PIL import ExifTags, Image
from thesis_case import write_project

from baspa.build.build import build
from baspa.diagnostics import Findings

TEXT = """# Теория {#sec:t}

[@fig:g]{.locative}, [@fig:g-b]{.locative} және [@tbl:x]{.locative} көрсетілген.

| Көрсеткіш | Мәні       | Үлесі       |
|-----------|------------|-------------|
| Шығын     | 12,5       | 0,125 %     |
| Пайда     | -3,25      | **7,5**^1^  |
| Құны      | 12 345,678 | 11 %        |
| Саны      | 14         | –           |

Table: Көрсеткіштер {#tbl:d align=ldd}

::: {.note}
Ескертпе мәтіні.
:::

МӘТІН

::: {#fig:g}
![Бірінші](a.svg){#fig:g-a alt="бір" width=45%}
![Екінші](held.jpg){#fig:g-b alt="екі" width=45%}

Екі бөлікті сурет
:::

::: {.landscape}

``` {.table #tbl:x}
data: x.xlsx
head: 2
caption: Бюджет
note: Есеп бойынша.
```

:::
"""
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3"/></svg>'
)


def sheet() -> bytes:
    book = Workbook()
    cells = book.active
    assert cells is not None
    for row in (["Бап", "Шығын", None], [None, "жоспар", "нақты"], ["Жиһаз", 1200, 1150.5]):
        cells.append(row)
    cells.merge_cells("A1:A2")
    cells.merge_cells("B1:C1")
    cells["B3"].number_format = '#,##0 "₸"'
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def held() -> bytes:
    """A photograph whose camera was held on its side: red above, white below."""
    image = Image.new("RGB", (900, 1200), "white")
    image.paste("red", (0, 0, 300, 1200))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("floats")
    paragraphs = "\n\n".join(["Сөз " * 60] * 9)
    files: dict[str, str | bytes] = {
        "source/10.md": TEXT.replace("МӘТІН", paragraphs),
        "source/a.svg": SVG,
        "source/held.jpg": held(),
        "source/x.xlsx": sheet(),
    }
    findings = Findings()
    assert build(write_project(root, files), findings, {}) is not None, findings.diagnostics
    assert findings.diagnostics == []
    return root / "out"


@pytest.fixture(scope="module", params=["pdf", "docx"])
def printed(built: Path, request: pytest.FixtureRequest) -> Path:
    if request.param == "pdf":
        return built / "thesis.pdf"
    folder = built / "libreoffice"
    folder.mkdir()
    return laid_out(built / "thesis.docx", folder)


@dataclass(frozen=True)
class Word:
    page: int
    left_mm: float
    right_mm: float
    top_mm: float
    text: str


def words(pdf: Path) -> list[Word]:
    html = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    found = []
    for number, page in enumerate(html.split("<page ")[1:], 1):
        boxes = re.findall(r'xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="\S+">([^<]*)<', page)
        for left, top, right, text in boxes:
            sides = (float(n) * 25.4 / 72 for n in (left, right, top))
            found.append(Word(number, *sides, text))
    return found


def separator_mm(word: Word) -> float:
    """Return where a number's separator stands, or its end: figures are half an em wide."""
    figure_mm = 6 / 72 * 25.4
    whole = re.match(r"[−\d]+", word.text)
    assert whole is not None
    minus_mm = 0.564 * 2 * figure_mm if word.text.startswith("−") else 0.0
    return word.left_mm + minus_mm + figure_mm * len(whole[0].lstrip("−"))


def test_separators_stand_under_one_another_within_a_fifth_of_a_millimetre(printed: Path) -> None:
    found = words(printed)
    by_text = {word.text: word for word in found}
    values = [by_text[text] for text in ("12,5", "−3,25", "345,678", "14")]
    shares = [by_text[text] for text in ("0,125", "7,5", "11")]

    for column in (values, shares):
        places = [separator_mm(word) for word in column]
        assert max(places) - min(places) < 0.2, places
    dash = next(w for w in found if w.text == "–" and abs(w.top_mm - values[-1].top_mm) < 1)
    assert shares[0].left_mm < (dash.left_mm + dash.right_mm) / 2 < shares[0].right_mm


def test_a_figure_of_two_pictures_stays_on_one_page_side_by_side(printed: Path) -> None:
    found = words(printed)
    first, second, whole = (
        next(w for w in found if w.text == text) for text in ("Бірінші", "Екінші", "бөлікті")
    )

    assert first.page == second.page == whole.page
    assert first.top_mm == pytest.approx(second.top_mm, abs=0.5)
    assert second.left_mm - first.left_mm > 60
    assert whole.top_mm > first.top_mm + 4
    assert [w.text for w in found if w.text in {"а)", "ә)"}] == ["а)", "ә)"]


def test_references_name_the_figure_and_its_picture(printed: Path) -> None:
    assert {"1-суретте,", "1ә-суретте"} <= {word.text for word in words(printed)}


def test_a_sheet_keeps_its_merged_head_and_formats_on_a_landscape_page(printed: Path) -> None:
    text = subprocess.run(
        ["pdftotext", "-layout", str(printed), "-"], capture_output=True, text=True, check=True
    ).stdout
    landscape = next(page for page in text.split("\f") if "Бюджет" in page)
    lines = [re.sub(r"\s+", " ", line).strip() for line in landscape.splitlines() if line.strip()]

    assert "Жиһаз 1 200 ₸ 1150,5" in lines
    assert lines.index("Есеп бойынша.") > lines.index("Жиһаз 1 200 ₸ 1150,5")
    head = [word for word in words(printed) if word.text in {"Бап", "Шығын", "жоспар", "нақты"}]
    tops = {word.text: word.top_mm for word in head}
    assert tops["Шығын"] < tops["Бап"] < tops["жоспар"] == pytest.approx(tops["нақты"], abs=0.1)


def test_a_photograph_stands_upright(printed: Path, tmp_path: Path) -> None:
    subprocess.run(["pdfimages", "-all", str(printed), str(tmp_path / "p")], check=True)
    photos = [path for path in tmp_path.iterdir() if path.suffix == ".jpg"]

    with Image.open(photos[0]) as image:
        assert image.width / image.height == pytest.approx(4 / 3, rel=0.01)
        red, green, _ = image.convert("RGB").getpixel((image.width // 2, image.height // 9))
        assert red > 200 > 60 > green


def test_the_docx_is_valid(built: Path) -> None:
    assert schema_errors(built / "thesis.docx") == []
