"""The page in front of a thesis of 600 pages, and of a server that goes and comes back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from live_preview import PATIENCE_SECONDS, chromium
from playwright.sync_api import Browser, Page, expect

from baspa.build.build import Built
from baspa.build.proof import AdvanceSheets, Proof
from baspa.diagnostics import Findings
from baspa.model.later import Later
from baspa.preview.digests import PageDigests
from baspa.preview.pdf_pages import survey
from baspa.preview.rounds import Round
from baspa.preview.server import Server, application
from baspa.preview.session import Session

PAGES = 600
MOST_PICTURES = 12
"""Far below the number of pages: what stands in three windows, and some that are on their way."""
NOTE_STATES = """() => {
    window.states = [];
    let last = document.body.dataset.state;
    new MutationObserver(() => {
        const now = document.body.dataset.state;
        if (now !== last) states.push(now);
        last = now;
    }).observe(document.body, { attributes: true });
}"""
expect.set_options(timeout=PATIENCE_SECONDS * 1000)


def write_pages(file: Path, first: int, count: int) -> Path:
    """Write a PDF whose pages hold a number each, from `first` on."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with pikepdf.new() as pdf:
        face = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for number in range(first, first + count):
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=face))
            page.Contents = pdf.make_stream(b"BT /F 72 Tf 100 600 Td (%d) Tj ET" % number)
        pdf.save(file)
    return file


def proof_of(pdf: Path) -> Proof:
    """Return the proof of a PDF that nobody but its file tells of."""
    return Proof(content=pdf.read_bytes(), survey=Later(lambda: None), places=Later(tuple))


def sheets_of(pdf: Path) -> AdvanceSheets:
    """Return the pages of a PDF as if it were still to be put together."""

    def excerpt(places: Sequence[int]) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(pdf) as whole, pikepdf.new() as some:
            some.pages.extend(whole.pages[place - 1] for place in places)
            some.save(out)
        return out.getvalue()

    return AdvanceSheets(
        survey=survey(pdf.read_bytes(), PageDigests()),
        texts={},
        places_on=lambda *_: (),
        excerpt=excerpt,
    )


def publish(session: Session, pdf: Path) -> None:
    """Let a session show a good build of a PDF."""
    session.show(proof_of(pdf))
    built = Built(files=(pdf,), pages={}, seconds={}, explanation=())
    session.publish(
        Round(changed=(), built=built, findings=Findings(), texts={}, seconds=1.0, failure=None)
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@contextmanager
def served(session: Session) -> Iterator[str]:
    """The address of the page of `session`, which is ended behind."""
    server = Server(application(session, None))
    server.start()
    try:
        yield server.address
    finally:
        session.close()
        server.stop()


@pytest.fixture
def showing(tmp_path: Path) -> Iterator[Session]:
    session = Session(tmp_path)
    publish(session, write_pages(tmp_path / "out" / "thesis.pdf", 1, PAGES))
    yield session
    session.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1200, "height": 800}) as context:
        yield context.new_page()


def go_to(page: Page, number: int) -> None:
    page.locator("#number").fill(str(number))
    page.locator("#number").press("Enter")
    expect(page.locator(f".page[data-number='{number}'] img")).to_be_visible()


def top(page: Page) -> float:
    found: float = page.evaluate("document.getElementById('pages').scrollTop")
    return found


def test_of_600_pages_only_those_near_the_reader_have_a_picture(
    showing: Session, page: Page, tmp_path: Path
) -> None:
    with served(showing) as address:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        expect(page.locator(".page")).to_have_count(PAGES)

        for number in (1, 300, PAGES, 17):
            go_to(page, number)
            assert page.locator(".page img").count() <= MOST_PICTURES
        page.evaluate(  # past all pages, as with the scroll bar
            """async () => {
                const pages = document.getElementById("pages");
                for (let n = 0; n < 100; n++) {
                    pages.scrollTop = (pages.scrollHeight * n) / 100;
                    await new Promise(requestAnimationFrame);
                }
            }"""
        )
        go_to(page, 450)
        assert len([url for url in asked if "/picture/" in url]) < PAGES / 4

        page.locator("#follow").uncheck()
        asked.clear()
        offset = top(page)
        # The first page goes, another comes at the end: what the reader sees is one page nearer.
        height = page.evaluate("document.querySelectorAll('.page')[1].offsetTop") - 12
        publish(showing, write_pages(tmp_path / "out" / "thesis.pdf", 2, PAGES))
        expect(page.locator("body")).to_have_attribute("data-round", "2")
        assert top(page) == pytest.approx(offset - height, abs=1)
        assert [url for url in asked if "/picture/" in url] == []


def test_the_first_build_is_seen_to_go_on_and_then_its_pages(page: Page, tmp_path: Path) -> None:
    session = Session(tmp_path)
    with served(session) as address:
        page.goto(address)
        session.report("PDF")

        expect(page.locator("#state")).to_have_text(re.compile(r"^Building: PDF, \d+ s$"))
        expect(page.locator("#progress")).to_be_visible()
        expect(page.locator("#empty")).to_be_visible()
        expect(page.locator("#pdf")).to_be_hidden()

        publish(session, write_pages(tmp_path / "out" / "thesis.pdf", 1, 3))

        expect(page.locator(".page img").first).to_be_visible()
        expect(page.locator(".page")).to_have_count(3)
        expect(page.locator("#state")).to_have_text("Up to date (1.0 s)")
        expect(page.locator("#progress")).to_be_hidden()
        expect(page.locator("#empty")).to_be_hidden()


def test_pages_are_shown_while_the_build_still_writes_its_files(page: Page, tmp_path: Path) -> None:
    session = Session(tmp_path)
    with served(session) as address:
        publish(session, write_pages(tmp_path / "out" / "thesis.pdf", 1, 3))
        page.goto(address)
        expect(page.locator("body")).to_have_attribute("data-round", "1")
        before = page.locator("body").get_attribute("data-edition")

        session.begin()
        pdf = write_pages(tmp_path / "new.pdf", 7, 5)
        session.show(proof_of(pdf))

        expect(page.locator(".page")).to_have_count(5)
        expect(page.locator("body")).not_to_have_attribute("data-edition", before or "")
        expect(page.locator("#state")).to_have_text(re.compile("^Building"))


def test_a_build_is_told_of_when_it_takes_its_time(
    showing: Session, page: Page, tmp_path: Path
) -> None:
    page.clock.install()
    body = page.locator("body")
    with served(showing) as address:
        page.goto(address)
        expect(body).to_have_attribute("data-round", "1")
        page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
        page.evaluate(NOTE_STATES)

        showing.begin()
        publish(showing, write_pages(tmp_path / "new.pdf", 7, 5))
        expect(body).to_have_attribute("data-round", "2")
        assert page.evaluate("states") == []

        page.clock.resume()
        showing.begin()
        expect(body).to_have_attribute("data-state", "building")
        assert page.evaluate("states") == ["building"]


@pytest.mark.parametrize("ends_well", [True, False])
def test_the_edited_page_is_seen_before_its_pdf_is_there_and_goes_where_none_comes(
    showing: Session, page: Page, tmp_path: Path, ends_well: bool
) -> None:
    new = write_pages(tmp_path / "new.pdf", 1, PAGES)
    with pikepdf.open(new, allow_overwriting_input=True) as pdf:
        pdf.pages[499].Contents = pdf.make_stream(b"BT /F 72 Tf 100 600 Td (edited) Tj ET")
        pdf.save()
    digests = [each.digest for each in survey(new.read_bytes(), PageDigests()).pages]
    with served(showing) as address:
        page.goto(address)
        go_to(page, 17)
        body, edited = page.locator("body"), page.locator(".page[data-number='500']")
        before = body.get_attribute("data-edition"), edited.get_attribute("data-digest")

        showing.begin()
        showing.show(sheets_of(new))

        shown = edited.locator(f"img[src*='{digests[499]}']")
        expect(shown).to_be_in_viewport()
        assert body.get_attribute("data-edition") == before[0]
        expect(body).to_have_attribute("data-state", "building")
        if ends_well:
            address_of_picture = shown.get_attribute("src")
            publish(showing, new)
            expect(body).not_to_have_attribute("data-edition", before[0] or "")
            assert shown.get_attribute("src") == address_of_picture
        else:
            findings = Findings()
            findings.error("F101", "a mistake that turns up while printing")
            showing.publish(
                Round(
                    changed=(), built=None, findings=findings, texts={}, seconds=1.0, failure=None
                )
            )
            expect(edited.locator(f"img[src*='{before[1]}']")).to_be_in_viewport()


def test_a_first_build_that_finds_mistakes_shows_them(page: Page, tmp_path: Path) -> None:
    session = Session(tmp_path)
    with served(session) as address:
        page.goto(address)
        findings = Findings()
        findings.error("S101", "source/thesis.yaml is missing", help="`baspa init DIR` makes one")

        session.publish(
            Round(changed=(), built=None, findings=findings, texts={}, seconds=0.1, failure=None)
        )

        expect(page.locator("#state")).to_have_text("Not built: 1 error")
        expect(page.locator("#empty")).to_contain_text("no pages yet")
        expect(page.locator("#messages")).to_contain_text("`baspa init DIR` makes one")


def test_pages_are_called_by_the_numbers_that_they_print(page: Page, tmp_path: Path) -> None:
    file = write_pages(tmp_path / "out" / "thesis.pdf", 1, 10)
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        roman, decimal = (pikepdf.Dictionary(S=pikepdf.Name(f"/{each}"), St=1) for each in "rD")
        numbers = pikepdf.Array([0, pikepdf.Dictionary(), 1, roman, 5, decimal])
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=numbers)
        pdf.save()
    session = Session(tmp_path)
    publish(session, file)
    with served(session) as address:
        page.goto(address)
        number = page.locator("#number")
        expect(number).to_have_value("(1)")  # prints none

        for name, place in (("ii", 3), ("3", 8), ("(1)", 1)):
            number.fill(name)
            number.press("Enter")
            expect(page.locator(f".page[data-number='{place}'] img")).to_be_in_viewport()
            expect(number).to_have_value(name)


def test_who_comes_during_a_build_sees_the_pages_of_the_last_one(
    page: Page, tmp_path: Path
) -> None:
    session = Session(tmp_path)
    publish(session, write_pages(tmp_path / "out" / "thesis.pdf", 1, 3))
    session.begin()
    with served(session) as address:
        page.goto(address)

        expect(page.locator(".page img").first).to_be_visible()
        expect(page.locator("#progress")).to_be_visible()


def test_a_server_that_comes_back_is_found_again(
    showing: Session, page: Page, tmp_path: Path
) -> None:
    first = Server(application(showing, None), 0)  # a port that no other test takes meanwhile
    first.start()
    page.goto(first.address)
    go_to(page, 40)
    offset = top(page)

    showing.status.end()
    first.stop()
    expect(page.locator("body")).to_have_attribute("data-state", "disconnected")
    expect(page.locator("#state")).to_contain_text("No answer from baspa serve")

    again = Session(tmp_path)
    publish(again, write_pages(tmp_path / "out" / "thesis.pdf", 1, PAGES))
    second = Server(application(again, None), first.port)
    second.start()
    expect(page.locator("body")).to_have_attribute("data-state", "good")
    assert top(page) == offset
    publish(again, write_pages(tmp_path / "out" / "thesis.pdf", 0, PAGES))
    expect(page.locator("#number")).to_have_value("1")  # follows the edit: page 0 is the new one
    again.close()
    second.stop()
