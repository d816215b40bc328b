"""Contents, lists, sources, appendices, footnotes and the title page, as the profile asks.

Not measured: what stands on a title page (its template's), which sources are listed and how they
are worded (the citation style's), and how long the rule over the footnotes is (no profile says).
"""

from __future__ import annotations

import re
from itertools import count, pairwise

from norm_case import POSITION, Print
from norm_parts import openings
from ruler import MM_PER_PT, Line, drawn_rules

from baspa.profile import Part

ENTRY = re.compile(r"(?P<title>.*?)(?P<leader>[\s.…]*)(?P<page>\d+|[ivxlc]+)")


def test_every_part_begins_a_page(printed: Print) -> None:
    run_on = printed.profile.page.run_on
    parts = openings(printed)
    begun = [
        block.first
        for (before, _), (part, block) in pairwise(((Part.TITLE_PAGE, None), *parts))
        if part != Part.TASK  # it names the ministry and the university above its title
        and not {before, part} <= {*run_on}
    ]
    wrong = [
        line.text for line in begun if printed.text_lines(printed.sheets[line.sheet - 1])[0] != line
    ]
    assert wrong == []
    assert {Part.CHAPTER, Part.REFERENCES, Part.CONTENTS} <= {part for part, _ in openings(printed)}


def test_page_numbers_of_the_contents_end_at_the_margin(printed: Print) -> None:
    entries = [b for b in printed.blocks if b.paragraph.listed and b.lines]
    assert entries
    wrong = [
        (b.last.sheet, b.last.text, b.last.right)
        for b in entries
        if abs(b.last.right - printed.right) > POSITION
    ]
    assert wrong == []


def test_titles_in_the_contents_leave_the_gutter_free(printed: Print) -> None:
    edge = printed.right - printed.profile.contents.gutter.mm
    ends = [
        (line.sheet, line.text, _title_end(line) if line is b.last else line.right)
        for b in printed.blocks
        if b.paragraph.listed
        for line in b.lines
    ]
    assert [end for end in ends if end[2] > edge + POSITION] == []


def _entry(line: Line) -> re.Match[str]:
    found = ENTRY.fullmatch("".join(g.text for g in line.printed))
    assert found, line.text
    return found


def _title_end(line: Line) -> float:
    title = _entry(line)["title"]
    return line.printed[len(title) - 1].right if title else line.left


def test_leader_of_the_contents(printed: Print) -> None:
    leaders = {
        len(_entry(b.last)["leader"]) > 2
        for b in printed.blocks
        if b.paragraph.listed and b.lines and printed.right - _title_end(b.last) > 30
    }
    assert leaders == {printed.profile.contents.leader}


def test_indent_of_each_level_of_the_contents(printed: Print) -> None:
    step = printed.profile.contents.indent.mm
    wrong = [
        (b.first.text, b.first.left, level)
        for level in range(1, 7)
        for b in printed.of(f"TOC{level}")
        if abs(b.first.left - printed.left - step * (level - 1)) > POSITION
    ]
    assert wrong == []
    assert printed.of("TOC2")


def test_contents_list_the_levels_and_parts_that_are_asked(printed: Print) -> None:
    contents = printed.profile.contents
    used = {n for n in range(1, 7) if printed.of(f"Heading{n}") and n <= contents.depth}
    assert {n for n in range(1, 7) if printed.of(f"TOC{n}")} == used | {1}
    listed = [b.paragraph.key for b in printed.blocks if re.fullmatch(r"TOC\d", b.style)]
    for part, heading in openings(printed):
        found = any(text.endswith(heading.paragraph.key) for text in listed)
        assert found == (part in contents.parts), heading.paragraph.text


def test_marks_and_indents_of_lists(printed: Print) -> None:
    rules = printed.profile.lists
    step = rules.marker_width.mm
    wrong = []
    for b in printed.of("ListBullet", "ListNumber"):
        mark = printed.left + rules.indent.mm + b.paragraph.level * step
        later = mark + step if rules.hanging else printed.left
        edges = [(b.first.left, mark), (b.text_left, mark + step)]
        edges += [(line.left, later) for line in b.lines[1:]]
        wrong += [(b.first.sheet, b.first.text, *e) for e in edges if abs(e[0] - e[1]) > POSITION]
    assert wrong == []
    bullets = {b.mark_text for b in printed.of("ListBullet")}
    assert bullets == {rules.bullet}


def test_numbers_of_the_list_of_sources(printed: Print) -> None:
    rules = printed.profile.citations
    sources = printed.of("Bibliography")
    marks = [b.mark_text for b in sources]
    if not rules.numbered:
        assert set(marks) == {""}
        return
    assert [re.sub(r"\W", "", mark) for mark in marks] == [str(n + 1) for n in range(len(marks))]
    text = printed.left + printed.profile.text.indent.mm + rules.number_width.mm
    lefts = [(b.first.text, b.text_left, text) for b in sources]
    assert [left for left in lefts if abs(left[1] - text) > POSITION] == []


def test_headings_of_appendices(printed: Print) -> None:
    rules = printed.profile.appendices
    language = printed.profile.language
    headings = printed.of("AppendixHeading")
    assert headings
    numbers = map(str, count(1)) if rules.digits else iter(rules.letters[language])
    for b, letter in zip(headings, numbers, strict=False):
        label = rules.pattern[language].replace("{number}", letter)
        if rules.title_on_own_line:
            assert b.first.text == label
            assert len(b.lines) > 1
        else:
            assert b.first.text.startswith(f"{label} ")


def test_footnotes_stand_under_a_rule_that_begins_at_the_margin(printed: Print) -> None:
    notes = printed.of("FootnoteText")
    assert notes
    for b in notes:
        sheet = printed.sheets[b.first.sheet - 1]
        if printed.form == "docx" and not all(s.upright for s in printed.sheets[: sheet.number]):
            continue  # LibreOffice 7.4 draws no separator behind the first landscape section
        on_sheet = [n.first for n in notes if n.first.sheet == b.first.sheet]
        first = min(on_sheet, key=lambda line: line.baseline)
        text = [x for x in printed.text_lines(sheet) if x.baseline < first.baseline][-1]
        rules = drawn_rules(printed.pdf, sheet.number, printed.below(text), printed.above(first))
        assert len(rules) == 1, (b.first.sheet, rules)
        assert abs(rules[0].left - printed.left) < POSITION


def test_footnotes_end_at_the_bottom_margin(printed: Print) -> None:
    notes = [b.last for b in printed.of("FootnoteText")]
    lowest = [printed.text_lines(printed.sheets[line.sheet - 1])[-1] for line in notes]
    assert lowest
    for line in lowest:
        leading = printed.face.gap * line.size * MM_PER_PT
        assert abs(printed.bottom - printed.below(line)) < leading + POSITION, line.text


def test_the_title_page_is_one_page_and_its_foot_ends_at_the_bottom_margin(printed: Print) -> None:
    first = openings(printed)[0][1]
    title = [b for b in printed.blocks[: printed.blocks.index(first)] if b.lines]
    assert {b.style for b in title} <= {"TitlePage", "TitlePageFoot"}
    assert {line.sheet for b in title for line in b.lines} == {1}
    assert first.first.sheet == 2
    spacing = printed.profile.title_page.line_spacing
    for foot in printed.of("TitlePageFoot"):
        type_height = printed.below(foot.last) - printed.above(foot.last)
        leading = printed.line_distance(foot.last.size, spacing) - type_height
        room = printed.bottom - printed.below(foot.last)
        assert -POSITION < room < leading + POSITION


def test_distance_of_lines_on_the_title_page(printed: Print) -> None:
    rules = printed.profile
    asked = printed.line_distance(rules.text.size.pt, rules.title_page.line_spacing)
    found = [
        (lower.text, lower.baseline - upper.baseline)
        for b in printed.of("TitlePage")
        for upper, lower in pairwise(b.lines)
        if abs(lower.size - rules.text.size.pt) < 0.1
    ]
    assert found
    assert [x for x in found if abs(x[1] - asked) > POSITION] == []
