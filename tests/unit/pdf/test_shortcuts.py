"""The shortcuts through WeasyPrint come to what it comes to by itself, to the byte."""

import os
import pickle
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from baspa.build.making import print_pdf
from baspa.build.pipeline import prepare, typeset
from baspa.diagnostics import Findings
from baspa.model import Asset
from baspa.pdf.engine import engine, font_configuration
from baspa.pdf.layout import Sheet
from baspa.pdf.unit import printed

PROJECTS = Path(__file__).parents[2] / "projects"
TEXTS = {
    "қазақша": (
        "Қазақстан Республикасының ғылыми-техникалық әлеуеті 2013\xa0жылдан бері 172,6\xa0млрд "
        "теңгеге өсті (1-кестені қараңыз): «жоғары технология» деген ұғым – шартты, ал т.\xa0б.; "
        "(А.1) мен А.1-кесте, 1.а, 12:30, 5%-дан, ал:1 сияқты жазулар да бар."
    ),
    "по-русски": (
        "В 1995–2000\xa0гг. доля составила 12,5\xa0% (или 1/8), т. е. «очень мало»; А. Смит и "
        "Г. Тард писали об этом – каждый по-своему… Ту же У. Эко назвал бы «утопией»."
    ),
    "English": (
        "To A. V. Trotsky Wye (2010) P. T. Ya., “We are at W. A.” – very Valuable: AVATAR, "
        "F. To and/or L. T. are kerned beside a space; 11 of 1,1 are not… (x…). “Up,” he said: no!"
    ),
    "mixed": (
        "Python тілінде pip install баспа, ал TeX-те «LaTeX» 10\xa0№\xa05 α + β ≤ γ деп жазылады."
    ),
}
PLAIN = "Шығындар соңғы он жылда екі есе өсті, бірақ олардың жартысы ғана өндіріске жетті. " * 5
WITHOUT = """
import pickle, sys
from baspa.pdf import shortcuts
shortcuts.take_shortcuts = lambda: None
work, given = pickle.load(sys.stdin.buffer)
pickle.dump(work(given), sys.stdout.buffer)
"""
T = TypeVar("T")
G = TypeVar("G")


def text_sheet(text: str, style: str) -> Sheet:
    """Return a text as a paragraph after paragraph, each 13 pt wider than the one before."""
    paragraphs = "".join(
        f'<p style="width: {width}pt">{text} <i>{text}</i>[<b>12</b>] {text}</p>'
        for width in range(90, 500, 13)
    )
    head = f'<html lang="kk"><head><title>–</title></head><body><section id="a">{paragraphs}'
    return Sheet(
        html=f"{head}</section></body></html>",
        style=f"{style} p {{ margin: 0 }}",
        assets={},
        face_file="",
        text_pt=14,
        labels_required=False,
    )


def pdf_of(project: str) -> bytes:
    """Return a project as PDF."""
    findings, texts = Findings(), dict[str, str]()
    given = typeset(prepare(Path(project), None, findings, texts), findings, texts)
    return print_pdf(given, findings).content


def without_shortcuts(work: Callable[[G], T], given: G) -> T:
    """Return what a process makes of something that takes none."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT],
        input=pickle.dumps((work, given)),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    found: T = pickle.loads(done.stdout)
    return found


@pytest.fixture
def settings() -> Iterator[dict[Any, Any]]:
    """What texts are set in, as if none had been set before."""
    engine()
    font_configuration().__dict__.pop("settings", None)
    found: dict[Any, Any] = font_configuration().__dict__.setdefault("settings", {})
    yield found
    del font_configuration().settings


@pytest.mark.parametrize("style", ["p { text-align: justify }", "p { font: 11pt serif }"])
@pytest.mark.parametrize("text", TEXTS)
def test_paragraphs_of_all_widths_are_drawn_alike(
    text: str, style: str, settings: dict[Any, Any]
) -> None:
    sheet = text_sheet(TEXTS[text], style)

    assert printed(sheet) == without_shortcuts(printed, sheet)
    assert all(each.trusted for each in settings.values() if each)


def test_a_project_is_drawn_alike(settings: dict[Any, Any]) -> None:
    project = str(PROJECTS / "kk-odds")

    assert pdf_of(project) == without_shortcuts(pdf_of, project)
    assert settings
    assert all(each.trusted for each in settings.values() if each)


def test_most_lines_are_not_shaped_again(
    settings: dict[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from weasyprint.text.line_break import Layout

    shaped: list[str] = []
    get = Layout.get_first_line
    monkeypatch.setattr(
        Layout, "get_first_line", lambda self: (shaped.append(self.text), get(self))[1]
    )
    fragment = printed(text_sheet(PLAIN, "p { text-align: justify }")).fragment

    drawn = sum(zlib.decompress(page.ink.value.content).count(b"TJ") for page in fragment.pages)
    assert drawn > 1_000
    assert len(shaped) < drawn / 2


def test_a_setting_that_does_not_come_out_alike_is_left_to_pango(
    settings: dict[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from baspa.pdf.shortcuts.words import Setting

    sheet = text_sheet(TEXTS["по-русски"], "p { text-align: justify }")
    width = Setting.width
    monkeypatch.setattr(Setting, "width", lambda self, text: width(self, text) + 5)

    assert printed(sheet) == without_shortcuts(printed, sheet)
    assert not any(each.trusted for each in settings.values() if each)


def test_outlines_that_repeat_are_drawn_alike() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90" width="60" height="60">'
        '<marker id="m" viewBox="0 0 4 4" refX="2" refY="2"><circle cx="2" cy="2" r="2"/></marker>'
        '<path d="M1 1 L20.5-3e1 9,9c1 2 3 4 5 6a3 3 0 01 7 7z" marker-mid="url(#m)"/>'
        '<path d="M1 1 L20.5-3e1 9,9c1 2 3 4 5 6a3 3 0 01 7 7z" marker-mid="url(#m)"/>'
        '<g transform="scale(2)"><path d="M1 1h2v3q4 4 5 5t1 2s3 3 4 4"/></g>'
        '<path d="M1 1h2v3q4 4 5 5t1 2s3 3 4 4"/></svg>'
    )
    picture = Asset(
        name="a.svg",
        media_type="image/svg+xml",
        content=svg.encode(),
        width_mm=20.0,
        height_mm=20.0,
    )
    sheet = text_sheet('<img src="a.svg" alt=""/>' * 2, "")
    sheet = replace(sheet, assets={"a.svg": picture})

    assert printed(sheet) == without_shortcuts(printed, sheet)
