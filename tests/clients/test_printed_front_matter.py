"""The forms of the front matter as poppler sees them, in the PDF and in the DOCX as laid out."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from docx_lint import lint
from lxml import etree
from ooxml_validator import schema_errors
from paper import laid_out
from PIL import Image
from thesis_case import write_project

from baspa.build.build import build
from baspa.diagnostics import Findings

PAGE_MM = 297.0
TITLE = (
    "Аймақтық химия және мұнай-химия өнеркәсібін дамытуда ғылыми-техникалық потенциалды "
    "пайдалануды жетілдіру жолдары, олардың экономикалық тиімділігі мен әлеуметтік маңызы және "
    "Түркістан облысы кәсіпорындарының тәжірибесі негізінде ғылыми-зерттеу ұйымдары мен "
    "өндірістік бірлестіктердің өзара іс-қимылын ұйымдастырудың жаңа тетіктерін әзірлеу мен "
    "енгізудің ұйымдастырушылық-құқықтық мәселелері туралы ғылыми еңбек"
)
THESIS = f"""
profile: PROFILE
language: LANGUAGE
title: "{TITLE}"
author: {{name: Үлгібекова А. Е., group: ЭК-22-1}}
supervisor: {{name: Баспаев Д. М., degree: "экономика ғылымдарының кандидаты, доцент"}}
head: {{name: Мысалова Г. Т., degree: "экономика ғылымдарының докторы, профессор"}}
approval: {{name: Есепов Н. Қ., position: Проректор}}
ministry: Қазақстан Республикасының Ғылым және жоғары білім министрлігі
university: Баспа үлгі университеті
faculty: Экономика және басқару факультеті
department: Инновациялық экономика кафедрасы
programme: {{code: 6B04101, name: Экономика}}
city: Түркістан
year: 2026
declaration: true
task:
  order: {{number: 214-С, date: 2025-10-20}}
  issued: 2025-10-27
  deadline: 2026-05-18
  questions: [бірінші мәселе, екінші мәселе]
  consultants: [{{chapter: Есептеу, name: Жұмабаев Ә. Қ.}}]
  plan:
    - {{stage: Әдебиетке шолу, deadline: 2025-11-28}}
    - {{stage: Деректерді талдау, deadline: 2026-02-27, note: тәжірибеде}}
    - {{stage: Қорытынды жазу, deadline: 2026-04-30}}
"""
CHAPTER = """# Тарау {#sec:a}

[ҒЗТКЖ]{.abbr title="ғылыми-зерттеу және тәжірибелік-конструкторлық жұмыстар, оның ішінде өндіріске
енгізілген және енгізілуге дайын тұрған әзірлемелер"},
[ҚР]{.abbr title="Қазақстан Республикасы"}, [OECD]{.abbr title="ынтымақтастық ұйымы"},
[ӘЕК]{.abbr title="айлық есептік көрсеткіш"}, [АҚШ]{.abbr title="Америка Құрама Штаттары"}.
"""
THESES = {
    ("kk", "kz-diploma"): ("қолы", "КҮНТІЗБЕЛІК ЖОСПАР", "БЕЛГІЛЕУЛЕР МЕН ҚЫСҚАРТУЛАР"),
    ("ru", "ru-gost-7.32-2017"): (
        "подпись",
        "КАЛЕНДАРНЫЙ ПЛАН",
        "ПЕРЕЧЕНЬ СОКРАЩЕНИЙ И ОБОЗНАЧЕНИЙ",
    ),
    ("en", "gost-base"): ("signature", "CALENDAR PLAN", "ABBREVIATIONS"),
}


@dataclass(frozen=True)
class Line:
    """One line of print; lengths in millimetres from the left and the upper edge."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Thesis:
    language: str
    docx: Path
    pdfs: dict[str, Path]
    """The PDF, and what LibreOffice makes of the DOCX."""

    @property
    def words(self) -> tuple[str, str, str]:
        return next(words for (language, _), words in THESES.items() if language == self.language)

    def lines(self, form: str, page: int) -> list[Line]:
        """The lines of a page from above, those side by side from the left."""
        xhtml = run("pdftotext", "-bbox-layout", "-f", page, "-l", page, self.pdfs[form], "-")
        found = []
        for line in etree.fromstring(xhtml.encode()).iter("{*}line"):
            left, right, top, bottom = (
                float(line.get(name)) / 72 * 25.4 for name in ("xMin", "xMax", "yMin", "yMax")
            )
            text = " ".join(word.text for word in line.iter("{*}word"))
            found.append(Line(text, left, right, top, bottom))
        return sorted(found, key=lambda line: (round(line.top), line.left))

    def page_of(self, form: str, heading: str) -> int:
        pages = run("pdftotext", "-layout", self.pdfs[form], "-").split("\f")
        return next(n for n, text in enumerate(pages, 1) if text.strip().startswith(heading))


def run(*command: object) -> str:
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture(scope="module", params=THESES, ids=lambda param: param[0])
def thesis(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Thesis:
    language, profile = request.param
    folder = tmp_path_factory.mktemp(language)
    settings = THESIS.replace("PROFILE", profile).replace("LANGUAGE", language)
    root = write_project(
        folder / "project", {"source/thesis.yaml": settings, "source/1.md": CHAPTER}
    )
    findings = Findings()
    built = build(root, findings, {})
    assert built is not None, findings.diagnostics
    assert findings.diagnostics == []
    docx = root / "out" / "thesis.docx"
    pdfs = {"pdf": root / "out" / "thesis.pdf", "docx": laid_out(docx, folder)}
    return Thesis(language, docx, pdfs)


forms = pytest.mark.parametrize("form", ["pdf", "docx"])


@forms
def test_city_and_year_stand_at_the_foot_of_the_first_page(thesis: Thesis, form: str) -> None:
    bottom_margin = 25 if thesis.language == "kk" else 20

    first, second = thesis.lines(form, 1), thesis.lines(form, 2)

    assert len(TITLE) >= 400
    printed = "".join(line.text for line in first).replace(" ", "")
    assert TITLE.replace(" ", "") in printed
    assert first[-1].text == "Түркістан, 2026"
    assert first[-1].bottom == pytest.approx(PAGE_MM - bottom_margin, abs=1.5)
    assert not any("Түркістан, 2026" in line.text for line in second)


@forms
def test_who_admits_and_who_approves_stand_side_by_side(thesis: Thesis, form: str) -> None:
    admitted = find(thesis.lines(form, 1), "Мысалова")
    approved = find(thesis.lines(form, 1), "Есепов")

    assert admitted.right < approved.left
    assert abs(admitted.top - approved.top) < 15


@forms
def test_every_row_of_the_calendar_plan_is_there(thesis: Thesis, form: str) -> None:
    page = thesis.page_of(form, thesis.words[1])

    text = run("pdftotext", "-layout", "-f", page, "-l", page, thesis.pdfs[form], "-")

    number = r"\d\s+" if thesis.language == "kk" else ""
    days = {
        "kk": ("2025 ж. 28 қараша", "2026 ж. 27 ақпан", "2026 ж. 30 сәуір"),
        "ru": ("28 ноября 2025 г.", "27 февраля 2026 г.", "30 апреля 2026 г."),
        "en": ("November 28, 2025", "February 27, 2026", "April 30, 2026"),
    }[thesis.language]
    for stage, day, note in zip(
        ("Әдебиетке шолу", "Деректерді талдау", "Қорытынды жазу"),
        days,
        ("", "тәжірибеде", ""),
        strict=True,
    ):
        row = re.compile(rf"^\s*{number}{stage}\s+{re.escape(day)}\s*{note}\s*$", re.MULTILINE)
        assert row.search(text.replace("\N{NO-BREAK SPACE}", " ")), stage


@forms
def test_the_caption_of_a_signature_stands_under_its_rule(thesis: Thesis, form: str) -> None:
    caption = f"({thesis.words[0]})"
    page = thesis.page_of(form, thesis.words[1])

    lines, rules = thesis.lines(form, page), horizontal_rules(thesis.pdfs[form], page)

    captions = [line for line in lines if line.text == caption]
    assert len(captions) == 2
    for signed, name in zip(captions, ("Баспаев Д. М.", "Үлгібекова А. Е."), strict=True):
        [rule] = [r for r in rules if 0 < signed.top - r.top < 2.5 and r.left < signed.left]
        assert signed.right < rule.right
        beside = find(lines, name)
        assert rule.right < beside.left
        assert abs(beside.bottom - rule.top) < 2  # the name stands on the line of the rule


@forms
def test_abbreviations_are_in_order_with_their_dashes_one_below_the_other(
    thesis: Thesis, form: str
) -> None:
    page = thesis.page_of(form, thesis.words[2])

    text = run("pdftotext", "-layout", "-f", page, "-l", page, thesis.pdfs[form], "-")
    xhtml = run("pdftotext", "-bbox", "-f", page, "-l", page, thesis.pdfs[form], "-")

    assert re.findall(r"^\s*(\w+)\s+–", text, re.MULTILINE) == ["АҚШ", "ӘЕК", "ҒЗТКЖ", "ҚР", "OECD"]
    words = [
        (float(word.get("yMin")), float(word.get("xMin")), word.text)
        for word in etree.fromstring(xhtml.encode()).iter("{*}word")
        if word.text not in thesis.words[2].split() and not word.text.isdigit()
    ]
    dashes = [x for _, x, word in words if word == "–"]
    assert len(dashes) == 5
    assert max(dashes) - min(dashes) < 0.2
    right = [(y, x) for y, x, _ in words if x > max(dashes)]
    begin = [min(x for other, x in right if abs(other - y) < 2) for y, _ in right]
    assert len({y for y, _ in right}) > 5  # the longest meaning goes on in further lines
    assert max(begin) - min(begin) < 0.2


def test_the_docx_is_valid(thesis: Thesis) -> None:
    assert schema_errors(thesis.docx) == []
    assert lint(thesis.docx) == []


def find(lines: list[Line], text: str) -> Line:
    return next(line for line in lines if text in line.text)


def horizontal_rules(pdf: Path, page: int) -> list[Line]:
    """The horizontal rules of a page, at least 20 mm long, from its picture."""
    dots_per_mm = 8
    picture = subprocess.run(
        ["pdftoppm", "-gray", "-r", str(dots_per_mm * 25.4), "-f", str(page), "-l", str(page), pdf],
        capture_output=True,
        check=True,
    ).stdout
    rules: list[Line] = []
    for y, row in enumerate(np.asarray(Image.open(BytesIO(picture))) < 200):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], row.view(np.int8), [0]))))
        for left, right in edges.reshape(-1, 2) / dots_per_mm:
            top = y / dots_per_mm
            again = any(abs(r.top - top) < 0.6 and abs(r.left - left) < 0.6 for r in rules)
            if right - left >= 20 and not again:
                rules.append(Line("", left, right, top, top))
    return rules
