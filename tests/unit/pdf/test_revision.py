"""A unit that was edited is what a layout of the whole makes it, and only some pages are made."""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import partial
from typing import cast

import pytest
from revised_unit import assert_as_whole, edited, nameless, revise, texts, units
from thesis_case import SVG, write_project

from baspa.build.pipeline import prepare, typeset
from baspa.diagnostics import Findings
from baspa.model.later import Later
from baspa.pdf.blocks import Blocks
from baspa.pdf.layout import Sheet
from baspa.pdf.press import Order, Press
from baspa.pdf.revision import Revision, Unrevised, matched, revised
from baspa.pdf.task import AT_ONCE, do, packed, rehearse, unpacked
from baspa.pdf.unit import Printed, printed

SENTENCE = "Бұл абзац беттің бірнеше жолын алады, сондықтан оны өңдеу келесі жолдарды жылжытады. "
CHAPTER = (
    "# Тарау {#sec:a}\n\n"
    + "".join(f"Абзац {n} сөзі. {SENTENCE * 4}\n\n" for n in range(16))
    + "".join(f"- тармақ {n}: {SENTENCE}\n" for n in range(12))
    + "\n## Бөлім {#sec:aa}\n\n"
    + f"Ескерту.[^1] {SENTENCE * 3}\n\n[^1]: Төменде тұр.\n\n"
    + '![Карта](a.svg){#fig:m alt="Нүкте"}\n\n$$ e = m c^2 $$ {#eq:e}\n\n'
    + "|А|Ә|\n|---|---|\n"
    + "".join(f"|б{n}|в|\n" for n in range(70))
    + "\nTable: Кесте {#tbl:t}\n\n"
    + "".join(f"Абзац {n} сөзі. {SENTENCE * 4}\n\n" for n in range(20, 34))
)
FILES = {
    "source/thesis.yaml": "title: Тақырып\nauthor: {name: А. Б.}\n",
    "source/20.md": CHAPTER,
    "source/a.svg": SVG,
}


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    findings, given = Findings(), dict[str, str]()
    root = write_project(tmp_path_factory.mktemp("revised"), FILES)
    return units(typeset(prepare(root, None, findings, given), findings, given))["part-sec:a"]


@pytest.fixture(scope="module")
def before(sheet: Sheet) -> Printed:
    found = printed(sheet)
    assert len(found.fragment.pages) == 7
    return found


def test_one_word_makes_one_page(sheet: Sheet, before: Printed) -> None:
    after = edited(sheet, ("Абзац 25 сөзі", "Абзац 25 атауы"))

    found = revise(before, after)

    assert found.made == 1
    assert_as_whole(found, after)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Абзац 8 сөзі.", f"Абзац 8 сөзі. {SENTENCE * 9}", id="a longer paragraph"),
        pytest.param("тармақ 3", f"тармақ 3 {SENTENCE * 3}", id="a longer item"),
        pytest.param(">б30<", ">б30<br/><br/>б<", id="a higher row of a divided table"),
        pytest.param("Төменде", f"Төменде {SENTENCE * 5}", id="a longer footnote"),
        pytest.param("<p data-block", "<p>Жаңа.</p><p data-block", id="a new first paragraph"),
        pytest.param("height: 50.00mm", "height: 90.00mm", id="a higher figure"),
    ],
)
def test_an_edit_makes_what_a_layout_of_the_whole_makes(
    sheet: Sheet, before: Printed, old: str, new: str
) -> None:
    after = edited(sheet, (old, new))

    found = revise(before, after)

    assert found.made > 0
    assert_as_whole(found, after)


def test_blocks_that_go_and_come_leave_other_pages_alone(sheet: Sheet, before: Printed) -> None:
    blocks = texts(sheet)
    gone, moved = blocks[3], blocks[-3]
    first = edited(sheet, (gone, ""), (moved, f"{moved}<p>{SENTENCE * 30}</p>"))

    found = revise(before, first)
    assert_as_whole(found, first)
    second = edited(first, (blocks[6], blocks[6] + nameless(blocks[-1])))
    again = revise(found, second)

    assert again.made < len(again.fragment.pages)
    assert_as_whole(again, second)


def test_pages_that_are_drawn_beside_are_the_same(sheet: Sheet, before: Printed) -> None:
    assert before.course is not None
    after = edited(sheet, ("Абзац 0 сөзі.", f"Абзац 0 сөзі. {SENTENCE * 3}"))
    revision = Revision(sheet=after, course=before.course, fragment=before.fragment, alone=True)

    found = revised(revision)

    assert found.made > 3  # several documents
    assert_as_whole(found, after)


def test_a_figure_that_is_drawn_anew_under_its_name_is_another_one(
    sheet: Sheet, before: Printed
) -> None:
    [name] = sheet.assets
    picture = replace(sheet.assets[name], content=SVG.replace(b"/>", b'><rect width="9"/></svg>'))
    after = replace(sheet, assets={name: picture})

    found = revise(before, after)

    assert 0 < found.made < 4
    assert_as_whole(found, after)


def test_what_was_never_laid_out_is_laid_out_as_a_whole(sheet: Sheet, before: Printed) -> None:
    renamed = edited(sheet, ('<html lang="kk">', '<html lang="ru">'))
    with pytest.raises(Unrevised, match="around"):
        revise(before, renamed)

    other = replace(
        sheet, html=sheet.html.replace("сөзі", "").replace("тармақ", "").replace("б", "")
    )
    with pytest.raises(Unrevised, match=r"^$"):
        revise(before, other)


def test_blocks_that_are_known_are_what_they_are_read_to_be(sheet: Sheet) -> None:
    first, *_, last = (text for text in texts(sheet) if text.startswith("<p"))
    item = next(text for text in texts(sheet) if text.startswith("<li"))
    known = Blocks(sheet.html)

    for before, after in (
        ("Абзац 25 сөзі", "Абзац 25 <i>атауы</i>"),
        ("Абзац 25 сөзі", "Абзац 26 сөзі"),
        (first, ""),
        (first, first + last),
        (first, f"<ol><li>а</li>{item}</ol>{first}"),
        (item, item + item),
        (last, f"{last}<p>Соңы</p>"),
        ("</section>", "</section><section><p>Тағы</p></section>"),
        (' id="part-sec:a"', ' id="part-sec:a" lang="ru"'),
    ):
        alone = Blocks(edited(sheet, (before, after)).html)
        found = Blocks(alone.content.decode(), known)
        again = Blocks(sheet.html, found)

        assert (found.parts, found.found) == (alone.parts, alone.found)
        assert (again.parts, again.found) == (known.parts, known.found)


def test_the_press_says_why_a_unit_is_laid_out_as_a_whole(sheet: Sheet) -> None:
    press, other = Press(), edited(sheet, (' id="part-sec:a"', ' id="part-sec:a" lang="ru"'))
    first, second = (
        Order(name="", key=each.html, place="", length=0, sheet=Later(partial(replace, each)))
        for each in (sheet, other)
    )
    press.lay_out([first])

    [found] = press.lay_out([second])

    assert found.reason == "what stands around the blocks is not as it was"
    assert found.made == len(found.fragment.pages)


def test_many_units_that_changed_are_worth_another_process(sheet: Sheet, before: Printed) -> None:
    assert before.course is not None
    asked = Revision(sheet=sheet, course=before.course, fragment=before.fragment)

    assert Press(processes=2).worth_starting([asked] * 4)
    assert not Press(processes=2).worth_starting([asked] * 3)
    assert not Press(processes=1).worth_starting([asked] * 4)


def test_another_process_is_sent_no_page_and_returns_those_that_are_new(
    sheet: Sheet, before: Printed
) -> None:
    assert before.course is not None
    after = edited(sheet, ("Абзац 25 сөзі", "Абзац 25 атауы"))
    asked = Revision(sheet=after, course=before.course, fragment=before.fragment)

    answer = packed(do(pickle.loads(pickle.dumps(asked.sent(alone=False)))))
    found = asked.received(cast(Printed, unpacked(answer)))

    kept = [page for page in found.fragment.pages if page in before.fragment.pages]
    assert len(kept) == len(found.fragment.pages) - 1
    assert all(any(page is old for old in before.fragment.pages) for page in kept)
    assert len(answer[0]) < len(pickle.dumps(found.fragment)) / 4
    assert_as_whole(found, after)


def test_a_rehearsal_goes_on_until_something_is_asked(sheet: Sheet) -> None:
    some = replace(sheet, html=Blocks(sheet.html).only(range(3 * AT_ONCE)), assets={})
    asked = iter((False, True, False))

    rehearse(pickle.dumps(some), lambda: next(asked))
    assert list(asked) == [False]

    unasked = iter([False] * 99)
    rehearse(pickle.dumps(some), lambda: next(unasked))
    assert 99 - len(list(unasked)) == -(-Blocks(some.html).count // AT_ONCE)


def test_a_style_sheet_that_looks_far_lays_out_the_whole(sheet: Sheet) -> None:
    short = edited(
        sheet, (sheet.html[sheet.html.index("<p ") : sheet.html.index("</section>", 900)], "")
    )

    assert printed(short).course is not None
    assert printed(replace(short, style=f"{short.style} h1 ~ p {{ color: red }}")).course is None


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("abc", "abc", [0, 1, 2]),
        ("abc", "axbc", [0, 2, 3]),
        ("abcd", "bcd", [-1, 0, 1, 2]),
        ("abcdef", "aXcdYf", [0, -1, 2, 3, -1, 5]),
        ("", "a", []),
        ("aa", "aaa", [0, 1]),
    ],
)
def test_blocks_are_matched_in_order(old: str, new: str, found: list[int]) -> None:
    assert matched([each.encode() for each in old], [each.encode() for each in new]) == found
