"""What a build tells of its PDF while it is still at work, held against what others read in it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from thesis_case import PNG, write_project

from baspa.build.build import Built, build
from baspa.build.proof import AdvanceSheets, Proof
from baspa.build.workshop import Workshop
from baspa.diagnostics import Findings
from baspa.pdf.pdf import Forerunner
from baspa.pdf.survey import Survey
from baspa.preview.digests import PageDigests
from baspa.preview.edition import Spot
from baspa.preview.pdf_pages import draw, survey
from baspa.preview.rounds import Round
from baspa.preview.session import Session, Status
from baspa.preview.words import words_of

PARAGRAPH = "Бұл абзац бетті толтыру үшін жазылды. " * 60
FIGURE = '![Сурет](a.png){#fig:a width=50% alt="х"}'
LAST = 'Соңғы сөз [@sec:b]{.page}-бетте ![](a.png){alt="х"}.'
TEXT = "\n\n".join(
    ["# Бірінші {#sec:a}", PARAGRAPH, FIGURE, "## Тарау & бөлім", *[PARAGRAPH] * 4, LAST]
)
FILES: dict[str, str | bytes] = {
    "source/00-abstract.md": "# {.abstract lang=kk}\n\nЖұмыс [pages]{.count} беттен тұрады.\n",
    "source/10.md": "# Кіріспе {.introduction}\n\nМәтін, [@sec:b]{.page}-бет.\n",
    "source/20.md": TEXT,
    "source/30.md": "\n\n".join(["# Екінші {#sec:b}", *[PARAGRAPH] * 8, "Соңғы сөз."]),
    "source/a.png": PNG,
}


def proofs_of(root: Path) -> tuple[AdvanceSheets, Proof]:
    """Build; return all that is shown of the PDF."""
    proofs: list[Proof | AdvanceSheets | Forerunner] = []
    findings = Findings()
    assert build(root, findings, {}, to="pdf", show=proofs.append) is not None, findings
    ahead, whole = proofs
    assert isinstance(ahead, AdvanceSheets)
    assert isinstance(whole, Proof)
    return ahead, whole


def shown(root: Path) -> tuple[Survey, Survey]:
    """Build; return what the writer tells of the PDF, and what PDFium and pikepdf read in it."""
    told = proofs_of(root)[1].survey.value
    assert told is not None
    return told, survey((root / "out" / "thesis.pdf").read_bytes(), PageDigests())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_project(tmp_path, FILES)


def test_a_build_that_showed_nothing_leaves_nothing_out_of_the_next_one_that_does(
    root: Path,
) -> None:
    assert build(root, Findings(), {}, to="pdf") is not None
    _, after_it = proofs_of(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BASPA_CACHE", "off")
        _, alone = proofs_of(root)

    assert after_it == alone
    assert after_it.places.value


def test_pages_labels_and_outline_are_those_that_pdfium_reads(root: Path) -> None:
    told, read = shown(root)

    assert told.title == read.title
    assert [page.label for page in told.pages] == [page.label for page in read.pages]
    assert len({page.label for page in told.pages}) > 5
    for ours, theirs in zip(told.pages, read.pages, strict=True):
        assert ours.width_pt == pytest.approx(theirs.width_pt, abs=0.01)
        assert ours.height_pt == pytest.approx(theirs.height_pt, abs=0.01)
    entries = [
        [(each.level, each.title, each.page) for each in found.outline] for found in (told, read)
    ]
    assert entries[0] == entries[1]
    for ours, theirs in zip(told.outline, read.outline, strict=True):
        assert ours.top_pt == pytest.approx(theirs.top_pt, abs=0.1)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("source/20.md", "толтыру", "тоштыру"),
        ("source/10.md", "Мәтін", f"{PARAGRAPH}\n\n{PARAGRAPH}\n\nМәтін"),
        ("source/20.md", f"{FIGURE}\n\n", ""),
    ],
    ids=["a word", "a page", "a picture"],
)
def test_a_page_is_told_to_be_new_where_it_prints_something_else(
    root: Path, name: str, old: str, new: str
) -> None:
    before = shown(root)
    text = str(FILES[name])
    (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    after = shown(root)

    told, read = (
        [page.digest in {each.digest for each in old.pages} for page in new.pages]
        for old, new in zip(before, after, strict=True)
    )
    assert told == read
    assert True in told
    assert False in told


def test_pages_that_are_shown_ahead_look_as_in_the_whole_pdf(root: Path) -> None:
    ahead, whole = proofs_of(root)
    count = len(ahead.survey.pages)
    assert ahead.survey == whole.survey.value
    for name in ("source/00-abstract.md", "source/10.md", "source/20.md", "source/30.md"):
        sheets = ahead.places_on(range(1, count + 1), name)
        there = [place for place in sheets if place.span.file == name]
        assert there == [place for place in whole.places.value if place.span.file == name]
        assert there

    places = [2, count, 5]
    with (
        pypdfium2.PdfDocument(ahead.excerpt(places)) as excerpt,
        pypdfium2.PdfDocument(whole.content) as pdf,
    ):
        assert len(excerpt) == len(places)
        for index, place in enumerate(places):
            assert draw(excerpt, index + 1, 400) == draw(pdf, place, 400)


def shown_of_an_edit(
    root: Path, old: str, new: str, names: tuple[str, ...] = ("source/20.md",)
) -> list[Proof | AdvanceSheets | Forerunner]:
    """Build, edit and build again by the same press; return all that is shown."""
    shown: list[Proof | AdvanceSheets | Forerunner] = []
    with Workshop() as workshop:
        for edited in (False, True):
            for name in names:
                text = str(FILES[name])
                (root / name).write_text(text.replace(old, new) if edited else text, "utf-8")
            workshop.press.start(1)
            show = shown.append
            assert build(root, Findings(), {}, to="pdf", workshop=workshop, show=show)
    return shown


def test_the_page_of_an_edit_goes_ahead_of_its_part_as_it_looks_in_the_whole_pdf(
    root: Path,
) -> None:
    _, _, first, sheets, whole = shown_of_an_edit(root, LAST, LAST.replace("сөз", "сөздер"))

    assert isinstance(first, Forerunner)
    assert isinstance(sheets, AdvanceSheets)
    assert isinstance(whole, Proof)
    page = first.page
    assert sheets.survey.pages[page - 1].digest == first.digest
    with (
        pypdfium2.PdfDocument(first.content) as alone,
        pypdfium2.PdfDocument(whole.content) as pdf,
    ):
        assert draw(alone, 1, 400) == draw(pdf, page, 400)
        assert words_of(alone, 1) == words_of(pdf, page)
        assert "сөздер " in [word for word, *_ in words_of(pdf, page)]


def test_a_page_that_went_ahead_with_a_number_that_changes_is_not_in_the_pdf(root: Path) -> None:
    _, _, first, sheets, _ = shown_of_an_edit(root, LAST, "\n\n".join([LAST, *[PARAGRAPH] * 3]))

    assert isinstance(first, Forerunner)
    assert isinstance(sheets, AdvanceSheets)
    assert first.digest not in {page.digest for page in sheets.survey.pages}


def test_no_page_goes_ahead_with_letters_that_the_faces_of_the_last_pdf_lack(root: Path) -> None:
    shown = shown_of_an_edit(root, LAST, LAST.replace("сөз", "ЪЫЭЖ"))
    assert [type(each) for each in shown] == [AdvanceSheets, Proof] * 2


def test_of_several_parts_that_change_the_first_goes_ahead_for_the_others_may_move(
    root: Path,
) -> None:
    names = ("source/30.md", "source/20.md")
    _, before, *ahead, _, _ = shown_of_an_edit(root, "Соңғы сөз", "Ең соңғы сөз", names)

    assert isinstance(before, Proof)
    assert before.survey.value is not None
    [second] = [each.page for each in before.survey.value.outline if "Екінші" in each.title]
    [first] = ahead
    assert isinstance(first, Forerunner)
    assert first.page < second


def end(session: Session) -> Status:
    """Let a build end well; return what the page is told then."""
    built = Built(files=(), pages={}, seconds={}, explanation=())
    session.publish(
        Round(changed=(), built=built, findings=Findings(), texts={}, seconds=1.0, failure=None)
    )
    return session.status.newest


async def edit_told(session: Session) -> Spot:
    """Return where the edit of the build that goes on stands, as soon as that is told."""
    async for status in session.status.listen():
        if status.edited is not None:
            return status.edited
    raise AssertionError("nothing was told")


def test_the_page_of_an_edit_can_be_had_before_its_pdf_is_put_together(root: Path) -> None:
    with closing(Session(root)) as session:
        session.show(proofs_of(root)[1])
        first = end(session)
        text = str(FILES["source/20.md"]).replace("толтыру", "тоштыру", 1)
        (root / "source" / "20.md").write_text(text, encoding="utf-8")
        ahead, whole = proofs_of(root)

        session.begin()
        session.show(ahead)
        spot = asyncio.run(asyncio.wait_for(edit_told(session), 30))

        with pypdfium2.PdfDocument(whole.content) as pdf:
            words = pdf[spot.page - 1].get_textpage().get_text_range()
            printed = draw(pdf, spot.page, 400)
        assert "тоштыру" in words
        assert session.picture(spot.digest, 400) == printed
        assert session.status.newest.edition == first.edition

        session.show(whole)
        late = end(session)
        assert late.edition != first.edition
        assert late.edited == spot
        assert session.whole is not None
        assert session.whole.content == whole.content


def test_the_browser_gets_the_page_that_went_ahead_of_its_part(root: Path) -> None:
    _, before, first, sheets, _ = shown_of_an_edit(root, LAST, LAST.replace("сөз", "сөздер"))
    assert isinstance(first, Forerunner)

    with closing(Session(root)) as session:
        session.show(before)
        end(session)
        session.show(first)
        ahead = session.status.newest.edited
        assert ahead == Spot(page=first.page, digest=first.digest)
        session.show(sheets)
        spot = session.status.newest.edited
        assert spot is not None
        assert spot.top_pt is not None
        assert spot == replace(ahead, top_pt=spot.top_pt)

        with pypdfium2.PdfDocument(first.content) as alone:
            assert session.picture(spot.digest, 400) == draw(alone, 1, 400)


def test_a_build_goes_on_when_the_browser_has_got_the_page_that_it_asked_for(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baspa.preview.session.GIVEN_SECONDS", 60)
    _, before, first, sheets, _ = shown_of_an_edit(root, LAST, LAST.replace("сөз", "сөздер"))
    assert isinstance(first, Forerunner)

    with closing(Session(root)) as session, ThreadPoolExecutor(1) as other:
        session.show(before)
        end(session)
        session.show(first)
        assert session.picture(first.digest, 400)
        showing = other.submit(session.show, sheets)
        with pytest.raises(TimeoutError):
            showing.result(0.1)
        session.gave(first.digest)
        showing.result(30)
        assert session.status.newest.edited == Spot(page=first.page, digest=first.digest)


def test_what_a_build_still_does_waits_until_the_browser_shows_the_page(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baspa.preview.session.SEEN_SECONDS", 60)

    async def show(session: Session) -> None:
        heard = session.status.listen()
        await anext(heard)
        session.show(ahead)
        spot = session.status.newest.edited
        assert spot is not None
        showing = asyncio.create_task(asyncio.to_thread(session.show, whole))
        assert await asyncio.to_thread(session.picture, spot.digest, 400)
        await asyncio.sleep(0.1)
        assert not showing.done()

        assert await asyncio.to_thread(session.words, spot.digest)
        await asyncio.wait_for(showing, 30)
        await heard.aclose()

    with closing(Session(root)) as session:
        session.show(proofs_of(root)[1])
        first = end(session)
        assert session.picture(next(iter(session.editions[-1].pages)), 400)
        text = str(FILES["source/20.md"]).replace("толтыру", "тоштыру", 1)
        (root / "source" / "20.md").write_text(text, encoding="utf-8")
        ahead, whole = proofs_of(root)
        asyncio.run(show(session))
        assert end(session).edition != first.edition
