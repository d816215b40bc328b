"""A font that is installed, replaced or removed between builds: each build is that of the fonts
that are there, also in a process that goes on, as `baspa watch` does."""

from __future__ import annotations

from pathlib import Path

import pytest
from accidents import Outcome, Place
from fontTools.ttLib import TTFont
from thesis_case import THESIS

from baspa.build.build import build
from baspa.build.workshop import Workshop
from baspa.diagnostics import Findings

CHART = """
``` {.chart #fig:c}
data: d.csv
type: bar
x: Жыл
y: Құны
alt: Бағаналар
caption: Сурет
```
"""
FILES = {
    "source/thesis.yaml": f"{THESIS}profile: uni\n".encode(),
    "source/1.md": f"# Бірінші {{#sec:a}}\n\n{'Мәтін сөйлемі. ' * 40}\n{CHART}".encode(),
    "source/d.csv": "Жыл,Құны\n2020,1\n2021,2\n".encode(),
    "styles/uni/profile.yaml": (
        b"extends: kz-diploma\ntext: {font: Wide Face, fallback: [Liberation Serif]}\n"
    ),
}


def install(folder: Path, wider_percent: int) -> None:
    """Install the face of the family «Wide Face», with letters that are so much wider."""
    [serif] = Path("/usr/share/fonts").rglob("LiberationSerif-Regular.ttf")
    with TTFont(serif) as font:
        for record in font["name"].names:
            if record.nameID in {1, 3, 4, 6, 16}:
                record.string = "WideFace" if record.nameID == 6 else "Wide Face"
        widths = font["hmtx"].metrics
        for glyph, (advance, bearing) in widths.items():
            widths[glyph] = (advance * (100 + wider_percent) // 100, bearing)
        font.save(folder / "wide.ttf")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A project in a place with fonts of its own beside those of the machine."""
    fonts, settings = tmp_path / "fonts", tmp_path / "fonts.conf"
    fonts.mkdir()
    settings.write_text(
        f"<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{fonts}</dir></fontconfig>",
        encoding="utf-8",
    )
    here = {"FONTCONFIG_FILE": str(settings), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    for name, value in here.items():
        monkeypatch.setenv(name, value)
    found = Place(folder=tmp_path, environment=here, options=("--to", "pdf"))
    found.write(FILES)
    return found


def test_each_build_is_that_of_the_fonts_that_are_there(place: Place) -> None:
    font = place.folder / "fonts" / "wide.ttf"
    pages: list[bytes] = []

    with Workshop() as workshop:

        def printed() -> bytes:
            """Return the PDF of the process that goes on, after it was held against another's."""
            assert build(place.root, Findings(), {}, to="pdf", workshop=workshop) is not None
            pages.append((place.root / "out" / "thesis.pdf").read_bytes())
            clean = place.build(cache=False)
            assert clean.files["thesis.pdf"] == pages[-1]
            assert _family(clean) == ("Wide Face" if font.exists() else "Liberation Serif")
            return pages[-1]

        without = printed()
        install(font.parent, wider_percent=10)
        installed = printed()
        install(font.parent, wider_percent=20)
        replaced = printed()
        font.unlink()

        assert printed() == without
        assert len({without, installed, replaced}) == 3


def _family(outcome: Outcome) -> str:
    family: str = outcome.files["manifest.json"]["fonts"]["text"]
    return family
