"""A document is divided alike whether it is read as a whole or part by part."""

from __future__ import annotations

import pytest

from baspa.model.pieces import pieces_of
from baspa.pdf.division import Undivided, divide
from baspa.pdf.press import Press

REFERENCE = '<p id="p"><a class="page-reference" href="#b"></a><img src="x"/></p>'
FIRST = '<section id="a" class="chapter"><p>Сөз.</p></section>'
SECOND = f'<section id="b" class="chapter">{REFERENCE}<p id="q">Ой.</p></section>'
THIRD = f'<section id="c" class="appendix">{REFERENCE}</section>'
LIST = '<nav id="toc"><ol><li><a href="#b">Ой</a></li></ol></nav>'
HEAD, TAIL = "<html><head><title>Т</title></head><body>\n", "\n</body></html>"
PARTS = (FIRST, LIST, SECOND, THIRD)


@pytest.mark.parametrize(
    ("parts", "frame"),
    [
        pytest.param(PARTS, (HEAD, "\n", TAIL), id="sections and a list"),
        pytest.param((FIRST, SECOND + THIRD), (HEAD, "", TAIL), id="a text that is two parts"),
        pytest.param((FIRST, FIRST), (HEAD, "\n", TAIL), id="the same part twice"),
        pytest.param((FIRST,), (f"{HEAD}<p>Бөтен</p>", "", TAIL), id="a part of the frame"),
        pytest.param(
            (FIRST, SECOND), (f"{HEAD}<main>", "", f"</main>{TAIL}"), id="parts in another element"
        ),
    ],
)
def test_parts_are_found_where_they_stand(
    parts: tuple[str, ...], frame: tuple[str, str, str]
) -> None:
    before, between, after = frame
    html = f"{before}{between.join(parts)}{after}"

    assert divide(html, "", pieces_of(html, parts)) == divide(html, "")


def test_a_text_that_is_no_part_of_the_document_is_not_looked_for() -> None:
    html = f"{HEAD}{FIRST}{TAIL}"

    assert divide(html, "", pieces_of(html, (SECOND,))) == divide(html, "")


def test_an_empty_element_is_a_part() -> None:
    division = divide(f"{HEAD}<hr/>{FIRST}<hr/>{TAIL}", "")

    assert [unit.html for unit in division.units] == ["<hr/>", FIRST, "<hr/>"]
    assert (division.head, division.tail) == (HEAD, TAIL)


def test_text_between_parts_is_seen() -> None:
    with pytest.raises(Undivided, match="outside"):
        html = f"{HEAD}{FIRST}сөз{SECOND}{TAIL}"
        divide(html, "", pieces_of(html, (FIRST, SECOND)))


def test_a_part_that_was_read_before_is_not_read_again() -> None:
    html, press = f"{HEAD}{''.join(PARTS)}{TAIL}", Press()
    pieces = pieces_of(html, PARTS)
    first = divide(html, "", pieces, press.part)
    known = dict(press.known)

    assert divide(html, "", pieces, press.part) == first == divide(html, "")
    assert all(press.known[key] is part for key, part in known.items()) and len(known) == len(PARTS)
