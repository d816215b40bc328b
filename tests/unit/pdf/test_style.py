"""The style sheet: the numbers of the profile, then what a university adds."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from thesis_case import face, loaded

from baspa.diagnostics import Findings
from baspa.fonts import find_face
from baspa.length import Length
from baspa.pdf.style import style_sheet
from baspa.profile import find_profiles
from baspa.shipped import shipped_folder
from baspa.templates.environment import Templates, open_templates


def templates() -> Templates:
    return open_templates([shipped_folder("templates")], Findings(), {})


def css(profile_id: str = "kz-diploma", folders: tuple[Path, ...] = (), **changes: Any) -> str:
    profile = replace(loaded(profile_id).profile, **changes)
    opened = templates()
    written = style_sheet(profile, face(), find_face, opened, folders)
    assert opened.findings.diagnostics == []
    return " ".join(written.split())


def test_sheet_and_margins_come_from_the_profile() -> None:
    margin = "calc(20mm - 0.0pt) 10mm calc(25mm - 0.0pt) 30mm"
    assert f"@page {{ size: 210mm 297mm; margin: {margin};" in css()


def test_a_landscape_page_is_the_upright_one_turned_clockwise() -> None:
    # left becomes top, top right, right bottom (with room for the number), bottom left
    room = 12.5 + 14 / 72 * 25.4 * face().line_height

    found = re.search(r"@page upright-landscape,[^{]*{ size: (.*?); margin: (.*?); }", css())

    assert found is not None
    assert found[1] == "297mm 210mm"
    margins = [float(margin) for margin in re.findall(r"([\d.]+)mm", found[2])]
    assert margins == pytest.approx([30, 20, room, 25], abs=0.01)


@pytest.mark.parametrize("profile_id", [p for p in find_profiles() if not p.endswith("-base")])
def test_every_profile_is_valid_css_for_weasyprint(
    profile_id: str, caplog: pytest.LogCaptureFixture
) -> None:
    import weasyprint

    folders = loaded(profile_id).folders

    weasyprint.CSS(string=css(profile_id, folders))

    assert [record.getMessage() for record in caplog.records] == []


def test_the_line_is_a_multiple_of_the_line_height_of_the_face() -> None:
    single = 14 * face().line_height

    assert f"font-size: 14.0pt; line-height: {single:.4f}pt;" in css()
    assert f"font-size: 14.0pt; line-height: {single * 1.5:.4f}pt;" in css("ru-gost-7.32-2017")


def test_the_rule_above_footnotes_is_as_long_as_the_profile_says() -> None:
    notes = replace(loaded().profile.footnotes, rule_width=Length(30), after_mark=")")

    sheet = css(footnotes=notes)

    assert "linear-gradient(to right, black 30mm, transparent 30mm) 0 0 / 100% .5pt" in sheet
    assert '::footnote-call { content: attr(data-number) ")";' in sheet


def test_headings_may_have_a_face_of_their_own() -> None:
    headings = replace(loaded().profile.headings, font="Liberation Sans")

    sheet = css(headings=headings)

    assert re.search(r'h1 \{ font-family: "Liberation Sans", "Liberation Sans";', sheet)
    assert 'html { font-family: "Liberation Serif"' in sheet


def test_captions_have_a_line_spacing() -> None:
    caption = replace(loaded().profile.table_caption, line_spacing=2.0)

    double = 14 * 2 * face().line_height

    assert f"caption {{ font-size: 14.0pt; line-height: {double:.4f}pt;" in css(
        table_caption=caption
    )


def test_the_style_sheet_of_the_university_comes_last(tmp_path: Path) -> None:
    own, base = tmp_path / "styles" / "own", tmp_path / "styles" / "base"
    for folder, text in ((own, "p { color: red }"), (base, "p { color: green }")):
        folder.mkdir(parents=True)
        (folder / "page.css").write_text(text, encoding="utf-8")

    assert css(folders=(own, base)).endswith("p { color: green } p { color: red }")


def test_a_style_sheet_that_is_no_text_is_told(tmp_path: Path) -> None:
    own = tmp_path / "styles" / "own"
    own.mkdir(parents=True)
    (own / "page.css").write_bytes(b"p {}\n\xff")
    opened = templates()

    style_sheet(loaded().profile, face(), find_face, opened, (own,))

    [told] = opened.findings.diagnostics
    assert (told.code, told.span.file) == ("S105", "styles/own/page.css")
