"""A document is divided alike whatever document was divided before it."""

from __future__ import annotations

import pytest

from baspa.pdf.division import divide

REFERENCE = '<p id="p"><a class="page-reference" href="#b"></a><img src="x"/></p>'
FIRST = '<section id="a" class="chapter"><p>Сөз.</p></section>\n'
SECOND = f'<section id="b" class="chapter">{REFERENCE}<p id="q">Ой.</p></section>\n'
THIRD = f'<section id="c" class="appendix">{REFERENCE}</section>'
HEAD, TAIL = "<html><head><title>Т</title></head><body>\n", "\n</body></html>"
DOCUMENT = f"{HEAD}{FIRST}{SECOND}{THIRD}{TAIL}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Ой.", "Басқа ой.", id="a longer word"),
        pytest.param(REFERENCE, "", id="a reference that goes"),
        pytest.param("Сөз.</p>", f"Сөз.</p>{REFERENCE}", id="a reference that comes"),
        pytest.param('id="b" class="chapter"', 'id="d" class="run-on"', id="another part"),
        pytest.param("Ой.</p>", "Ой.</p></section><section><p/>", id="a part that becomes two"),
        pytest.param(SECOND, "", id="a part that goes"),
        pytest.param(FIRST, FIRST + FIRST.replace('"a"', '"e"'), id="a part that comes"),
        pytest.param("<title>Т", "<title>Тақырып", id="another title"),
        pytest.param("Сөз.", "Сөз.", id="nothing"),
    ],
)
def test_an_edit_changes_the_division_as_if_it_were_the_first(old: str, new: str) -> None:
    after = DOCUMENT.replace(old, new, 1)
    divide(DOCUMENT, "")

    found = divide(after, "")

    divide("<html><body><p>Бөтен.</p></body></html>", "")
    assert found == divide(after, "")
