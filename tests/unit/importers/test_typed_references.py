"""References by typed numbers, in the words of authors."""

from __future__ import annotations

import pytest

from baspa.importers.references.references import references
from baspa.importers.text.manuscript import Text
from baspa.model.document import Language

TARGETS = {
    "eq:2.1": "eq:2-1", "eq:2.2": "eq:2-2", "eq:1": "eq:1", "sec:2": "sec:chapter-2",
    "sec:3": "sec:chapter-3", "app:II": "app:appendix-2", "fig:3": "fig:3",
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "language", "written"),
    [
        ("computed with (2.1) and (2.2):", "en", "computed with [-@eq:2-1] and [-@eq:2-2]:"),
        ("the error (2.1) is", "en", "the error [-@eq:2-1] is"),
        ("Chapter Two and Chapter Nine", "en", "Chapter [-@sec:chapter-2] and Chapter Nine"),
        ("Chapters Two and Three", "en", "Chapters [-@sec:chapter-2] and [-@sec:chapter-3]"),
        ("prices in Appendix II.", "en", "prices in [@app:appendix-2]{.capital}."),
        ("уравнения имеют вид (1):", "ru", "уравнения имеют вид [-@eq:1]:"),
        ("величина (2.1) растёт", "ru", "величина [-@eq:2-1] растёт"),
        ("индекс формула (1) арқылы", "kk", "индекс формула [-@eq:1] арқылы"),
        ("(1) бойынша және (2.1)-ден", "kk", "[-@eq:1] бойынша және [-@eq:2-1]-ден"),
        ("Сур. 3 көрсеткендей", "kk", "Сур. [-@fig:3] көрсеткендей"),
        ("2-ші тарауда, 3-ші суретте", "kk", "[-@sec:chapter-2]-ші тарауда, [-@fig:3]-ші суретте"),
        ("во 2-й главе, ур. (1)", "ru", "во [-@sec:chapter-2]-й главе, ур. [-@eq:1]"),
        ("sections 2 to 3, Eqn. (1)", "en", "[@sec:chapter-2; @sec:chapter-3], Eqn. [-@eq:1]"),
        ("шарт (7), бет (3)", "kk", "шарт (7), бет (3)"),
    ],
)  # fmt: skip
def test_a_typed_number_becomes_live(typed: str, language: Language, written: str) -> None:
    edits = [edit for edit, _ in references(Text.of(typed), TARGETS, language)]

    assert Text.of(typed).edited(edits).string == written
