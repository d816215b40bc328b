"""Lines that were broken on purpose stay lines; prose that was broken by hand is joined."""

from __future__ import annotations

from pathlib import Path

import pytest
from importer_case import imported, sections
from word_document import Word

from baspa.importers.text.verse import is_verse

POEM = "Над рекой туман седой,\nСпит осока под водой,\nИ вечерняя звезда\nСмотрит в сонные пруда."
ADDRESS = "ТОО «Река»\n050000, Алматы\nул. Садовая, 1"


@pytest.mark.parametrize("lines", [POEM, ADDRESS])
def test_a_poem_or_an_address_keeps_its_lines(tmp_path: Path, lines: str) -> None:
    document = Word().h(1, "1 Река").p("Река глубока.").p(lines).p("Так о ней пишут.")
    file = tmp_path / "thesis.docx"
    file.write_bytes(document.document())
    project = imported(file, "--skip", "spelling")
    written = lines.replace("\n", "\\\n")
    assert f"Река глубока.\n\n{written}\n\nТак о ней пишут." in sections(project)


@pytest.mark.parametrize(("suffix", "end"), [(".md", "\\\n"), (".html", "<br>\n")])
def test_a_poem_of_markup_keeps_its_lines(tmp_path: Path, suffix: str, end: str) -> None:
    opening = {".md": "# Река\n\n", ".html": "<h1>Река</h1><p>"}[suffix]
    file = tmp_path / f"thesis{suffix}"
    file.write_text(opening + POEM.replace("\n", end) + "\n", encoding="utf-8")
    project = imported(file, "--skip", "spelling")
    assert POEM.replace("\n", "\\\n") in sections(project)


@pytest.mark.parametrize(
    "lines",
    [
        "Река течёт с гор и\nпитает поля, сады\nи огороды долины.",
        "Объект – река.\nПредмет – сток.\nЦель – измерить его.",
        "Река\nглубока",
        "Реки Казахстана питают поля и сады долин от гор до самых песков и озёр\nТалас\nШу",
    ],
)
def test_prose_that_was_broken_by_hand_is_no_verse(lines: str) -> None:
    assert not is_verse(lines.split("\n"))
