"""References to headings that print no number: their noun is printed once."""

from __future__ import annotations

from pathlib import Path

import pytest
from importer_case import imported, report, sections

LATEX = r"""\documentclass{report}
\title{%s}
\author{%s}
\begin{document}
\section*{%s}\label{sec:method}
%s
\end{document}
"""


@pytest.mark.parametrize(
    ("title", "heading", "text", "expected"),
    [
        (
            "A Study of Readers and Rooms",
            "The Method",
            r"Section~\ref{sec:method} shows it. As said in Section~\ref{sec:method}, many come.",
            "[@sec:method]{.capital} shows it. As said in [@sec:method], many come.",
        ),
        (
            "Исследование читального зала",
            "Методика",
            r"Как сказано в разделе~\ref{sec:method}, все идут. Глава~\ref{sec:method} проста.",
            "Как сказано в [@sec:method]{.prepositional}, все идут. "
            "[@sec:method]{.capital} проста.",
        ),
        (
            "Оқу залын зерттеу және бағалау",
            "Зерттеу әдісі",
            r"Бұл \ref{sec:method}-бөлімде көрсетілген, оқырман көп келеді.",
            "Бұл [@sec:method]{.locative} көрсетілген, оқырман көп келеді.",
        ),
    ],
)
def test_the_noun_before_a_reference_by_title_goes_into_it(
    title: str, heading: str, text: str, expected: str, tmp_path: Path
) -> None:
    file = tmp_path / "thesis.tex"
    file.write_text(LATEX % (title, "A. Reader", heading, text), encoding="utf-8")

    project = imported(file)

    assert expected in sections(project)
    letters = report(project)["letters"]
    assert letters["lost"] == letters["out of nothing"] == {}
