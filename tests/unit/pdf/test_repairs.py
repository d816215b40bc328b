"""The repairs of WeasyPrint: what it does wrong by itself, and that it is right when repaired.

The unrepaired case runs in a process of its own. When it fails, WeasyPrint has mended its line
breaking and the repair can go.
"""

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from thesis_case import face

TEXT = "қуаты 1,25 млн тонна полипропилен "
PROGRAM = """
import sys, weasyprint
from baspa.pdf.repairs import repair_weasyprint
if sys.argv[1] == "repaired":
    repair_weasyprint()
weasyprint.HTML(string=sys.argv[2]).write_pdf(sys.argv[3])
"""


def lines(folder: Path, state: str, room_pt: float, text: str = TEXT) -> list[str]:
    """Set `text` and a citation on a page `room_pt` wider than the text without its last space."""
    units = sum(face().advances[ord(c)] for c in text.rstrip())
    width_pt = units / face().units_per_em * 14 + room_pt
    style = (
        f"@page {{ size: {width_pt}pt 300pt; margin: 0 }}"
        'body { margin: 0; font: 14pt "Liberation Serif"; font-kerning: none }'
    )
    html = f"<style>{style}</style><p>{text}<span>[12]</span> өндіреді.</p>"
    pdf = folder / "lines.pdf"
    subprocess.run([sys.executable, "-c", PROGRAM, state, html, str(pdf)], check=True)
    shown = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    return [line.strip() for line in shown.split("\n") if line.strip("\f ")]


def test_weasyprint_alone_breaks_a_text_that_fits_save_for_its_last_space(tmp_path: Path) -> None:
    assert lines(tmp_path, "unrepaired", room_pt=1.5)[0] == "қуаты"


def test_repaired_the_text_stays_on_its_line(tmp_path: Path) -> None:
    assert lines(tmp_path, "repaired", room_pt=1.5) == [TEXT.rstrip(), "[12] өндіреді."]


@pytest.mark.parametrize("state", ["unrepaired", "repaired"])
def test_a_line_with_room_for_its_space_was_never_wrong(tmp_path: Path, state: str) -> None:
    assert lines(tmp_path, state, room_pt=5)[0] == TEXT.rstrip()


def test_repaired_a_no_break_space_keeps_its_word_and_no_more(tmp_path: Path) -> None:
    bound = TEXT.rstrip() + "\N{NO-BREAK SPACE}"

    assert lines(tmp_path, "unrepaired", 1.5, bound)[0] == "қуаты"
    assert lines(tmp_path, "repaired", 1.5, bound) == [
        "қуаты 1,25 млн тонна",
        "полипропилен [12] өндіреді.",
    ]


def test_a_text_that_does_not_fit_is_broken_where_it_must_be(tmp_path: Path) -> None:
    assert lines(tmp_path, "repaired", room_pt=-1) == [
        "қуаты 1,25 млн тонна",
        "полипропилен [12] өндіреді.",
    ]


def last_edge(folder: Path, state: str) -> float:
    """Return where the first line of a justified paragraph ends, in points from its margin.

    A link ends the line; the space behind it stands alone, before bold type.
    """
    style = (
        "@page { size: 482pt 300pt; margin: 0 } body { margin: 0; text-align: justify;"
        'font: 14pt "Liberation Serif"; word-spacing: .001px }'
    )
    text = "ақша ағындарын дисконттау арқылы шешіледі, ондай есептеу"
    html = f"<style>{style}</style><p>{text} <a>3.3-бөлімде</a> <b>келтіріледі</b>."
    pdf = folder / "edge.pdf"
    subprocess.run([sys.executable, "-c", PROGRAM, state, html, str(pdf)], check=True)
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    [word] = [row for row in boxes.splitlines() if "3.3-бөлімде" in row]
    return 482 - float(word.split('xMax="')[1].split('"')[0])


def test_weasyprint_alone_leaves_a_lone_space_at_the_end_of_a_justified_line(
    tmp_path: Path,
) -> None:
    assert last_edge(tmp_path, "unrepaired") > 3.5


def test_repaired_a_line_before_a_lone_space_ends_at_the_margin(tmp_path: Path) -> None:
    assert abs(last_edge(tmp_path, "repaired")) < 0.1


def leaders(folder: Path, state: str) -> Path:
    """Return the PDF of twenty entries with leaders, each further in than the last."""
    style = (
        "@page { size: 180mm 300mm; margin: 0 } body { margin: 0; font: 14pt 'Liberation Serif' }"
        "p { margin: 0 } p::after { content: leader('. . ') }"
    )
    entries = "".join(f"<p style='padding-left: {n / 3}mm'>{'мән' * n}</p>" for n in range(1, 21))
    pdf = folder / "leaders.pdf"
    html = f"<style>{style}</style>{entries}"
    subprocess.run([sys.executable, "-c", PROGRAM, state, html, str(pdf)], check=True)
    return pdf


def leader_edges(folder: Path, state: str) -> set[float]:
    """Return where these leaders end, in points."""
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(leaders(folder, state)), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    last: dict[str, float] = {}
    for row in boxes.splitlines():
        if row.endswith(">.</word>"):
            line, edge = row.split('yMin="')[1].split('"')[0], row.split('xMax="')[1].split('"')[0]
            last[line] = max(last.get(line, 0), float(edge))
    return {round(edge, 1) for edge in last.values()}


def test_weasyprint_alone_leaves_out_the_last_leader_of_some_lines(tmp_path: Path) -> None:
    assert len(leader_edges(tmp_path, "unrepaired")) > 1


def test_repaired_all_leaders_end_at_one_place(tmp_path: Path) -> None:
    assert len(leader_edges(tmp_path, "repaired")) == 1


def drawn_texts(file: Path) -> int:
    """Return how many texts the first page of a PDF draws."""
    with pikepdf.open(file) as pdf:
        operators = (str(each.operator) for each in pikepdf.parse_content_stream(pdf.pages[0]))
        return sum(operator in {"Tj", "TJ"} for operator in operators)


def test_weasyprint_alone_draws_each_leader_by_itself(tmp_path: Path) -> None:
    assert drawn_texts(leaders(tmp_path, "unrepaired")) > 200


def test_repaired_a_row_of_leaders_is_drawn_at_once(tmp_path: Path) -> None:
    assert drawn_texts(leaders(tmp_path, "repaired")) == 20 + 20


CITED = (
    "аспап өндірісі <span>[<a href='#x'>1</a>; <a href='#x'>2</a>]</span>. Соңы <b id='x'>осы</b>."
)


def cited_lines(folder: Path, state: str) -> list[str]:
    """Set a citation on a page where all but the full stop behind it fits."""
    pdf = folder / "cited.pdf"
    style = (
        "@page { size: 102pt 300pt; margin: 0 } body { margin: 0; font: 12pt 'Liberation Serif' }"
    )
    html = f"<style>{style}</style><p style='margin: 0'>{CITED}</p>"
    subprocess.run([sys.executable, "-c", PROGRAM, state, html, str(pdf)], check=True)
    shown = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    return [line.strip() for line in shown.split("\n") if line.strip("\f ")]


def test_weasyprint_alone_breaks_before_a_citation_whose_full_stop_does_not_fit(
    tmp_path: Path,
) -> None:
    assert cited_lines(tmp_path, "unrepaired")[0] == "аспап өндірісі"


def test_repaired_a_citation_is_broken_between_its_numbers(tmp_path: Path) -> None:
    assert cited_lines(tmp_path, "repaired")[0] == "аспап өндірісі [1;"
