"""Where the blocks of a text stand in its PDF, as PDFium reads the words there."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from thesis_case import write_project

from baspa.build.build import Built, build
from baspa.build.proof import AdvanceSheets, Proof
from baspa.diagnostics import Findings

SENTENCE = "Бұл сөйлем бетті толтыру үшін бірнеше рет қайталанады. "
TEXT = f"""# Талдау {{#sec:a}}

Бірінші абзац.

- тізімнің жалғыз тармағы

Екінші абзац,
екі жолда жазылған. {SENTENCE * 60}

| Жыл | Мәні |
|-----|------|
| 2023 | 17 |

Table: Кесте атауы {{#tbl:x}}

Соңғы абзац.[^1]

[^1]: Ескертпе мәтіні.
"""
FILE = "source/20-talday.md"


def built(root: Path) -> tuple[Built, Proof]:
    shown: list[Proof | AdvanceSheets] = []
    found = build(root, Findings(), {}, to="pdf", show=shown.append)
    assert found is not None
    proof = shown[-1]
    assert isinstance(proof, Proof)
    assert proof.content == (root / "out" / "thesis.pdf").read_bytes()
    return found, proof


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("places") / "thesis", {FILE: TEXT})


def test_each_block_stands_where_its_words_are_printed(root: Path) -> None:
    printed: dict[tuple[int, int], str] = {}
    places = built(root)[1].places.value
    with pypdfium2.PdfDocument(root / "out" / "thesis.pdf") as pdf:
        for place in places:
            box, page = place.on_page, pdf[place.on_page.page - 1]
            top = page.get_height() - box.y_pt
            words = page.get_textpage().get_text_bounded(
                box.x_pt - 1, top - box.height_pt - 1, box.x_pt + box.width_pt + 1, top + 1
            )
            key = (place.line, place.last_line)
            printed[key] = printed.get(key, "") + " " + " ".join(words.split())

    assert {place.span.file for place in places} == {FILE}
    for words, lines in {
        "Талдау": (1, 1),
        "Бірінші абзац": (3, 3),
        "тізімнің жалғыз тармағы": (5, 5),
        "Екінші абзац, екі жолда жазылған": (7, 8),
        "Кесте атауы Жыл Мәні 2023 17": (10, 14),
        "Соңғы абзац": (16, 16),
        "Ескертпе мәтіні": (18, 18),
    }.items():
        assert words in printed[lines]
    divided = [place.on_page for place in places if place.line == 7]
    assert len({box.page for box in divided}) == len(divided) == 2
    assert printed[7, 8].count("қайталанады") == 60


def test_a_build_of_what_was_built_knows_its_places(root: Path) -> None:
    _, first = built(root)
    again, proof = built(root)

    assert again.seconds == {}
    assert proof == first


def test_places_that_are_not_kept_any_more_are_made_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, expected = built(root)
    monkeypatch.setattr("baspa.build.build.recall_proof", lambda *_: None)

    again, proof = built(root)

    assert again.seconds != {}
    assert proof == expected
