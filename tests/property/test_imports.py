"""Whatever happens to a file, its import ends: refused with a word, or with every letter booked."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from damaged_files import LATEX, damaged_doc, damaged_latex, damaged_package, damaged_rtf
from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st
from legacy_document import convert, flat_document, paragraph

from baspa.diagnostics import Findings, StopBuild
from baspa.importers.importing import import_manuscript
from baspa.importers.reading.formats import read_manuscript
from baspa.importers.report import balance
from baspa.importers.text.ledger import Ledger

TEXT = """Үлгі университеті
Дипломдық жұмыс
Тақырыбы: «Оқу залына сұраныс»
Орындаған: Асқаров Е. М.
Шымкент, 2024
Мазмұны
Кiрiспе.....................3
1 Негiздер............5
1.1 Тарих........5
Қорытынды....9
КIРIСПЕ
Ғылым  - қоғамның "күшi", ол 1990-2000 жылдары дамыды [1, 34 б.]. 1-кестеде көрсетілген.
1 Негiздер
1.1 Тарих
Мақсаттары: -бiлу;-үйрену. Құқықты єорғау.
1-кесте – Сандар
1. бірінші;
2. екінші.
Қорытынды
Бәрi анық.
Пайдаланылған әдебиеттер тізімі
1. Асқаров Е. Оқу залы. – Алматы: Ғылым, 2010. – 200 б.
"""
PIECES = ("\n", "1.1 ", "Кесте 2 – ", "а) ", "[2–3]", "\t", ";", "«", "Қосымша А\n", "мұндағы х – ")


def becomes(file: Path) -> dict[str, dict[str, int]] | None:
    """Return what the sum of an import lacks and has too much; None where it was refused."""
    findings, ledger = Findings(), Ledger()
    try:
        manuscript = read_manuscript(file, findings, ledger)
        imported = import_manuscript(manuscript, ledger)
    except StopBuild:
        assert findings.failed
        return None
    letters = balance(manuscript.source, ledger, "".join(imported.project.files.values()))
    return {key: letters[key] for key in ("lost", "out of nothing")}


EVEN: dict[str, dict[str, int]] = {"lost": {}, "out of nothing": {}}


@settings(max_examples=25)
@given(
    cuts=st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 60)), max_size=4),
    put=st.lists(st.tuples(st.integers(0, len(TEXT)), st.sampled_from(PIECES)), max_size=6),
)
def test_every_letter_of_a_damaged_text_is_booked(
    tmp_path_factory: pytest.TempPathFactory,
    cuts: list[tuple[int, int]],
    put: list[tuple[int, str]],
) -> None:
    text = TEXT
    for at, length in cuts:
        text = text[:at] + text[at + length :]
    for at, piece in put:
        text = text[:at] + piece + text[at:]
    file = tmp_path_factory.getbasetemp() / "damaged.txt"
    file.write_text(text, encoding="utf-8")

    assert becomes(file) in (EVEN, None)


@pytest.fixture(scope="module")
def document() -> bytes:
    """A DOCX with headings, a table, a list, and the text as a title page and contents."""
    written = Document()
    for line in TEXT.splitlines():
        written.add_paragraph(line)
    written.add_heading("Ішкі бөлім", 2)
    table = written.add_table(2, 2)
    for n, cell in enumerate(c for row in table.rows for c in row.cells):
        cell.text = f"ұяшық {n}"
    written.add_paragraph("Тізім", style="List Bullet")
    written.add_paragraph().add_run("x = 1").font.name = "Courier New"
    out = io.BytesIO()
    written.save(out)
    return out.getvalue()


def swapped(xml: str, chance: random.Random) -> str:
    """Return XML with two of its elements or values changed for one another, doubled or gone."""
    forms = (r"<w:(p|r|tc|tr)[ >].*?</w:\1>", r'(?<==")[^"]{0,200}(?=")', r"<[^>]{1,200}>")
    found = [m.span() for m in re.finditer(chance.choice(forms), xml, re.DOTALL)]
    if len(found) < 2:
        return xml
    (a, b), (c, d) = sorted(chance.sample(found, 2))
    ways: tuple[Callable[[], str], ...] = (
        lambda: xml[:a] + xml[c:d] + xml[b:],
        lambda: xml[:b] + xml[a:b] * chance.randint(1, 5) + xml[b:],
        lambda: xml[:a] + xml[b:],
        lambda: xml[: chance.randrange(len(xml))],
    )
    return chance.choice(ways)()


@settings(max_examples=25)
@given(seed=st.integers(0, 100_000))
@example(seed=24)  # a section stands below the list of sources
def test_every_letter_of_a_damaged_docx_is_booked(
    tmp_path_factory: pytest.TempPathFactory, document: bytes, seed: int
) -> None:
    chance = random.Random(seed)
    file = tmp_path_factory.getbasetemp() / "damaged.docx"
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml" or (name.endswith(".xml") and chance.random() < 0.1):
                part = swapped(part.decode(), chance).encode()
            new.writestr(name, part)

    assert becomes(file) in (EVEN, None)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same text as LibreOffice writes it in each format that it also reads for us."""
    folder = tmp_path_factory.mktemp("documents")
    source = folder / "thesis.fodt"
    note = "<text:note><text:note-body><text:p>ескерту</text:p></text:note-body></text:note>"
    lines = "".join(map(paragraph, TEXT.splitlines()))
    source.write_text(flat_document(lines + paragraph(f"Соңы{note}.")), encoding="utf-8")
    files = convert(source, tuple(HARM), folder / "written")
    return {kind: file.read_bytes() for kind, file in files.items()}


HARM = {"odt": damaged_package, "rtf": damaged_rtf, "doc": damaged_doc}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", HARM)
def test_every_letter_of_a_damaged_document_is_booked(
    tmp_path: Path, documents: dict[str, bytes], kind: str, seed: int
) -> None:
    file = tmp_path / f"damaged.{kind}"
    file.write_bytes(HARM[kind](documents[kind], random.Random(seed)))

    assert becomes(file) in (EVEN, None)


@pytest.mark.parametrize("seed", range(12))
def test_every_letter_of_damaged_latex_is_booked(tmp_path: Path, seed: int) -> None:
    file = tmp_path / "damaged.tex"
    file.write_bytes(damaged_latex(LATEX.encode(), random.Random(seed)))

    assert becomes(file) in (EVEN, None)


@pytest.mark.parametrize(
    "text",
    [
        "Введение\nРеки важны\x1eи малы.\nЗаключение\nОценка получена.\n",
        "Содержание\nВВЕДЕНИЕ 2\n1 МЕТОДЫ 3\nЗАКЛЮЧЕНИЕ 9\nВВЕДЕНИЕ\nТекст введения.\n",
        "Мазмұны\nКІРІСПЕ 2\n1 ӘДІСТЕР 3\nҚОРЫТЫНДЫ 9\nРЕЗЮМЕ 11\nКІРІСПЕ\nМәтін бар.\n",
        f"Университет М555{'eb' * 2500}\nСодержание\nВВЕДЕНИЕ 2\n1 А 3\nВВЕДЕНИЕ\nТекст.\n",
    ],
    ids=[
        "a hyphen of old Word files",
        "a stub whose title was in capitals",
        "a missing abstract",
        "a word without end",
    ],
)
def test_every_letter_is_booked(tmp_path: Path, text: str) -> None:
    file = tmp_path / "thesis.txt"
    file.write_text(text, encoding="utf-8")

    assert becomes(file) == EVEN
