"""Footnotes that WeasyPrint parts from their lines, and that they stand with them when repaired.

The unrepaired case runs in a process of its own. When it fails, WeasyPrint has mended its layout
and the repair can go.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from test_repairs import PROGRAM

STYLE = """\
<style>
@page { size: 100mm 205pt; margin: 0; @footnote { margin-top: 15pt; padding-top: 15pt } }
body { margin: 0; font: 10pt/20pt 'Liberation Serif' }
p { margin: 0; orphans: 2; widows: 2 }
.note { float: footnote; footnote-policy: line; footnote-display: block }
</style>
"""


def pages(folder: Path, state: str, body: str) -> list[list[str]]:
    """Return the lines of each page; a page has room for ten."""
    pdf = folder / "notes.pdf"
    subprocess.run([sys.executable, "-c", PROGRAM, state, STYLE + body, str(pdf)], check=True)
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    return [
        [line.strip() for line in page.split("\n") if line.strip()] for page in text.split("\f")
    ]


def lines(first: int, last: int) -> str:
    return "<br>".join(f"line {n}" for n in range(first, last + 1))


# The note does not fit below the tenth line: line and note go overleaf.
OVERLEAF = (
    f"<p>line 1</p><p>{lines(2, 9)}<br>line 10<span class=note>note</span><br>{lines(11, 12)}</p>"
)
# The second line of the last paragraph does not fit above the note.
CROWDED = f"<p>{lines(1, 6)}<span class=note>note</span></p><p>{lines(7, 12)}</p>"


def test_weasyprint_alone_sends_the_paragraph_of_a_note_overleaf_as_a_whole(tmp_path: Path) -> None:
    [first, *_] = pages(tmp_path, "unrepaired", OVERLEAF)
    assert first == ["line 1"]


def test_repaired_the_page_keeps_all_lines_before_the_one_with_the_note(tmp_path: Path) -> None:
    first, second, *_ = pages(tmp_path, "repaired", OVERLEAF)
    assert first[-1] == "line 9"
    assert second[0].startswith("line 10")
    assert any("note" in line for line in second)


def test_weasyprint_alone_sends_the_note_of_another_paragraph_overleaf(tmp_path: Path) -> None:
    first, second, *_ = pages(tmp_path, "unrepaired", CROWDED)
    assert not any("note" in line for line in first)
    assert any("note" in line for line in second)


def test_repaired_the_paragraph_goes_overleaf_and_the_note_stays(tmp_path: Path) -> None:
    first, second, *_ = pages(tmp_path, "repaired", CROWDED)
    assert any("note" in line for line in first)
    assert second[0] == "line 7"
