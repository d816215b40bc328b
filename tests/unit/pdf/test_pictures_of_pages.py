"""PDF pictures in the printed PDF: drawn as lines and text where the layout has put them."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from thesis_case import print_project, write_project

SOURCE = (
    "# Теория {#sec:t}\n\n"
    '![Сызба](d.pdf){#fig:a alt="сызба" width=80mm}\n\n'
    '![Тағы](d.pdf){#fig:b alt="сызба" width=40mm}\n\n'
    '![Қисайған](d.pdf){#fig:c alt="сызба" page=2 width=30mm}\n'
)


def drawing() -> bytes:
    """Two pages of 144 × 72 pt with «DRAWN» at the left foot; the second page is turned."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for turn in (0, 90):
            page = pdf.add_blank_page(page_size=(144, 72))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.Contents = pdf.make_stream(b"BT /F 18 Tf 0 0 Td (DRAWN) Tj ET 0 0 144 72 re S")
            page.rotate(turn, relative=False)
        pdf.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("pages")
    return print_project(write_project(root, {"source/d.pdf": drawing(), "source/10.md": SOURCE}))


def run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_letters_stay_letters_at_the_size_and_place_of_the_picture(printed: Path) -> None:
    boxes = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">DRAWN<',
        run("pdftotext", "-bbox", printed, "-"),
    )
    first, second, turned = (tuple(float(n) for n in box) for box in boxes)

    # 18 pt in a page of 144 pt that is printed 80 mm wide; DRAWN is 3.777 ems of Helvetica wide.
    scale = 80 / 25.4 * 72 / 144
    assert first[2] - first[0] == pytest.approx(18 * 3.777 * scale, rel=0.02)
    left_mm = 30 + (210 - 30 - 10 - 80) / 2
    assert first[0] / 72 * 25.4 == pytest.approx(left_mm, abs=0.2)
    assert second[2] - second[0] == pytest.approx((first[2] - first[0]) / 2, rel=0.02)
    assert turned[3] - turned[1] > turned[2] - turned[0]


def test_no_picture_is_made_of_pixels(printed: Path) -> None:
    assert run("pdfimages", "-list", printed).splitlines()[2:] == []


def test_the_file_is_sound_and_the_same_each_time(printed: Path) -> None:
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", printed)
    content = printed.read_bytes()
    assert print_project(printed.parents[1]).read_bytes() == content
