"""Numbers and words of headings and captions, as the profile asks; their type: test_norm_type."""

from __future__ import annotations

import re
from collections.abc import Iterator

from norm_case import Print
from typeset import Block

from baspa.locales import load_locale
from baspa.profile import Caption


def test_numbers_of_headings(printed: Print) -> None:
    """Counted by level; none below `numbered_levels`, none before an appendix's sections."""
    rules = printed.profile.headings
    counts = [0] * 7
    wrong = []
    for b in printed.blocks:
        if b.style == "AppendixHeading":
            break
        if b.style.startswith("Heading") and b.lines:
            level = int(b.style.removeprefix("Heading"))
            counts[level:] = [counts[level] + 1, *[0] * (6 - level)]
            number = ".".join(map(str, counts[1 : level + 1])) + rules.after_number
            asked = number if level <= rules.numbered_levels else ""
            if b.mark_text != asked:
                wrong.append((b.first.text, b.mark_text, asked))
    assert wrong == []
    assert counts[1] > 0


def test_headings_and_captions_are_not_hyphenated(printed: Print) -> None:
    wrong = [
        b.paragraph.text
        for b in printed.blocks
        if b.lines and re.search("Heading|Caption", b.style)
        if _letters(b) != "".join(b.paragraph.text.split()).casefold()
    ]
    assert wrong == []


def _letters(block: Block) -> str:
    """Return what is printed, without a number that Word sets."""
    glyphs = [g for line in block.lines for g in line.upright][len(block.mark) :]
    return "".join(g.text for g in glyphs).casefold()


def test_words_are_broken_only_where_that_is_asked(printed: Print) -> None:
    text = printed.profile.text
    broken = [
        b.paragraph.text
        for b in printed.of("BodyText")
        if sum(line.text.endswith("-") for line in b.lines) > b.paragraph.text.count("-")
    ]
    asked = text.hyphenation and text.align == "justify" and printed.form == "pdf"
    assert bool(broken) == asked


def test_form_of_figure_captions(printed: Print) -> None:
    word = load_locale(printed.profile.language).figure
    counting = printed.profile.numbering.figures
    _check_form(printed, "FigureCaption", printed.profile.figure_caption, word, counting)


def test_form_of_table_captions(printed: Print) -> None:
    word = load_locale(printed.profile.language).table
    counting = printed.profile.numbering.tables
    _check_form(printed, "TableCaption", printed.profile.table_caption, word, counting)


def _check_form(printed: Print, style: str, rules: Caption, word: str, counting: str) -> None:
    captions = list(_numbered(printed, style, counting))
    assert captions
    for b, number in captions:
        label = rules.pattern.replace("{label}", word).replace("{number}", number)
        text = " ".join(" ".join(line.text for line in b.lines).split())
        if rules.title_on_own_line:
            assert b.first.text == label
            title = [g for line in b.lines[1:] for g in line.upright]
        else:
            assert text.startswith(" ".join((label + rules.separator).split())), text
            title = [g for line in b.lines for g in line.upright][len("".join(label.split())) :]
        assert {g.bold for g in b.first.upright[: len(label.split()[0])]} == {rules.label_bold}
        assert any(g.italic for g in title) == rules.title_italic, text


def _numbered(printed: Print, style: str, counting: str) -> Iterator[tuple[Block, str]]:
    """Return each caption with the number that it must have, `А.1` in appendices."""
    rules = printed.profile.appendices
    marks = iter("123456789" if rules.digits else rules.letters[printed.profile.language])
    separator = printed.profile.numbering.appendix_separator
    chapter, prefix, count, appended = 0, "", 0, False
    for b in printed.blocks:
        if b.style == "AppendixHeading":
            prefix, count, appended = f"{next(marks)}{separator}", 0, True
        elif b.style == "Heading1" and not appended:
            chapter += 1
            if counting == "chapter":
                prefix, count = f"{chapter}.", 0
        elif b.style == style:
            count += 1
            if b.lines:
                yield b, f"{prefix}{count}"
