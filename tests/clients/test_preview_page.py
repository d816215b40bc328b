"""The page of `baspa serve` in Chromium: what a reader sees while the author writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from live_preview import (
    INTRODUCTION,
    PARAGRAPH,
    PATIENCE_SECONDS,
    SECTION,
    Session,
    chromium,
    edit,
    session,
    write_thesis,
)
from ooxml_validator import validator_program
from playwright.sync_api import Browser, Page, expect

AXE = validator_program().parents[1] / "axe-core" / "axe.min.js"
expect.set_options(timeout=PATIENCE_SECONDS * 1000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_thesis(tmp_path_factory.mktemp("preview") / "thesis")


@pytest.fixture(scope="module")
def opened(root: Path) -> Path:
    """Where the editor writes which file it was to open, and at which line."""
    return root.with_name("opened")


@pytest.fixture(scope="module")
def serving(root: Path, opened: Path) -> Iterator[tuple[Session, str]]:
    editor = f"sh -c 'echo \"$1:$2\" >>{opened}' sh {{file}} {{line}}"
    with session("serve", "-C", str(root), "--editor", editor) as found:
        yield found, found.wait_for(r"http://127\.0\.0\.1:\d+/")[0]


@pytest.fixture
def page(browser: Browser, serving: tuple[Session, str]) -> Iterator[Page]:
    """The page, fresh for each test; a mistake that its script makes fails the test."""
    mistakes: list[str] = []
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    found = context.new_page()
    found.on("pageerror", lambda error: mistakes.append(str(error)))
    found.on("console", lambda said: mistakes.append(said.text) if said.type == "error" else None)
    found.goto(serving[1])
    yield found
    context.close()
    assert mistakes == []


@pytest.fixture
def ready(page: Page) -> Page:
    """The page with its pages, as built from the present sources."""
    expect(page.locator("body")).to_have_attribute("data-state", "good")
    expect(page.locator(".page img").first).to_be_visible()
    return page


def rebuilt(page: Page, root: Path, name: str, old: str, new: str) -> None:
    """Save an edit, and wait until the page has taken over what came of it."""
    before = int(page.locator("body").get_attribute("data-round") or 0)
    edit(root, name, old, new)
    expect(page.locator("body")).to_have_attribute("data-round", str(before + 1))


def line_of(root: Path, words: str) -> int:
    """Return the line of the paragraph that begins with `words`."""
    lines = (root / SECTION).read_text(encoding="utf-8").splitlines()
    [line] = [number for number, text in enumerate(lines, 1) if text.startswith(words)]
    return line


def block(page: Page, root: Path, words: str) -> Any:
    """Return the place on the page of the paragraph that begins with `words`."""
    line = line_of(root, words)
    return page.locator(f".block[aria-label='{SECTION}:{line}']").first


def go_to(page: Page, number: int) -> None:
    page.locator("#number").fill(str(number))
    page.locator("#number").press("Enter")
    expect(page.locator(f".page[data-number='{number}'] img")).to_be_visible()


def drawn(page: Page) -> dict[str, str]:
    """Return the address of the picture that stands on each page, by the page's number."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.page img')]"
        ".map(img => [img.parentNode.dataset.number, img.getAttribute('src')]))"
    )
    return found


def test_the_pages_and_the_contents_are_those_of_the_pdf(ready: Page, root: Path) -> None:
    with pikepdf.open(root / "out" / "thesis.pdf") as pdf:
        count = len(pdf.pages)
        with pdf.open_outline() as outline:
            titles = [
                [item.title, *(child.title for child in item.children)] for item in outline.root
            ]

    assert ready.locator(".page").count() == count
    entries = ready.locator("#contents li button span:first-child").all_inner_texts()
    assert entries == [title for part in titles for title in part]
    assert entries[-1].replace("\N{NO-BREAK SPACE}", " ") == "2.1 The second half"
    expect(ready).to_have_title("The silence of the library – Baspa")
    expect(ready.locator("#state")).to_have_text(re.compile("^Up to date"))


def test_a_build_that_is_soon_over_shows_no_bar_of_progress(ready: Page) -> None:
    seen = ready.evaluate("""async () => {
        const bar = document.getElementById("progress");
        const state = () => getComputedStyle(bar).visibility;
        bar.hidden = false;
        const seen = [state()];
        await bar.getAnimations()[0].finished;
        seen.push(state());
        bar.hidden = true;
        return seen;
    }""")

    assert seen == ["hidden", "visible"]


def test_an_edit_replaces_the_picture_of_its_page_and_of_no_other(ready: Page, root: Path) -> None:
    go_to(ready, 5)
    before, top = drawn(ready), ready.evaluate("document.getElementById('pages').scrollTop")
    edited = block(ready, root, "Paragraph 8.")
    number = edited.locator("..").get_attribute("data-number")

    rebuilt(ready, root, SECTION, "Paragraph 8.", "Paragraph ∞.")

    expect(ready.locator(f".page[data-number='{number}'] img")).not_to_have_attribute(
        "src", before[number]
    )
    after = drawn(ready)
    assert {each for each in before if after.get(each) != before[each]} == {number}
    assert abs(ready.evaluate("document.getElementById('pages').scrollTop") - top) <= 1


def test_the_reader_stays_where_he_is_when_pages_are_inserted_above(
    ready: Page, root: Path
) -> None:
    ready.locator("#follow").uncheck()
    go_to(ready, 6)
    watched = block(ready, root, "Paragraph 14.")
    before, count = watched.bounding_box(), ready.locator(".page").count()

    rebuilt(ready, root, INTRODUCTION, "Why we count.", "Why we count.\n\n" + PARAGRAPH * 40)

    assert ready.locator(".page").count() > count + 1
    after = block(ready, root, "Paragraph 14.").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) <= 1


def test_the_line_that_is_edited_comes_into_view(ready: Page, root: Path) -> None:
    go_to(ready, 1)

    rebuilt(ready, root, SECTION, "Paragraph 21.", "Paragraph twenty-one.")

    edited = block(ready, root, "Paragraph twenty-one.")
    expect(edited).to_be_in_viewport()
    top = ready.evaluate("document.getElementById('pages').scrollTop")
    rebuilt(ready, root, SECTION, "Paragraph twenty-one.", "Paragraph XXI.")
    assert ready.evaluate("document.getElementById('pages').scrollTop") == top


def test_after_a_mistake_the_last_good_pages_stay_and_the_message_stands(
    ready: Page, root: Path
) -> None:
    go_to(ready, 3)
    before = drawn(ready)

    rebuilt(ready, root, SECTION, "Paragraph 3.", "Paragraph @fig:nothing.")

    expect(ready.locator("#state")).to_have_text("Not built: 1 error")
    message = ready.locator("#messages li.error")
    expect(message).to_contain_text("X201")
    expect(message.locator("pre")).to_contain_text("@fig:nothing")
    assert before.items() <= drawn(ready).items()
    message.locator("button").click()
    line = line_of(root, "Paragraph @fig:nothing.")
    expect(ready.locator("#place-name")).to_have_text(f"{SECTION}:{line}")

    rebuilt(ready, root, "source/thesis.yaml", "language: en", "language: tlh")
    expect(ready.locator("#messages")).to_contain_text("source/thesis.yaml:3:11")

    rebuilt(ready, root, "source/thesis.yaml", "language: tlh", "language: en")
    rebuilt(ready, root, SECTION, "Paragraph @fig:nothing.", "Paragraph 3.")
    expect(ready.locator("#state")).to_have_text(re.compile("^Up to date"))
    expect(ready.locator("#messages")).to_have_text("None.")


def test_a_click_tells_file_and_line_and_opens_them(ready: Page, root: Path, opened: Path) -> None:
    ready.locator("#contents button", has_text="The second half").click()
    line = line_of(root, "Paragraph 13.")

    block(ready, root, "Paragraph 13.").click(force=True)  # it lies below its words

    expect(ready.locator("#place-name")).to_have_text(f"{SECTION}:{line}")
    assert not opened.exists()
    ready.locator("#open").click()
    expect(ready.locator("#place-note")).to_have_text("opened")
    for _ in range(20 * PATIENCE_SECONDS):
        if opened.exists() and opened.read_text():
            break
        ready.wait_for_timeout(50)
    assert opened.read_text() == f"{root}/{SECTION}:{line}\n"


def page_of(page: Page, root: Path, words: str) -> Any:
    """Go to the page of the paragraph that begins with `words`; return it when its words are there.

    The paragraph stands behind the heading «The second half»."""
    page.locator("#contents button", has_text="The second half").click()
    found = page.locator(".page", has=block(page, root, words)).first
    expect(found.locator(".words")).to_be_attached()
    return found


def test_the_words_of_a_page_can_be_selected_and_stand_over_their_picture(
    ready: Page, root: Path
) -> None:
    shown = page_of(ready, root, "Paragraph 14.")
    number = int(shown.get_attribute("data-number"))
    selected = shown.locator(".words").evaluate(
        "layer => { getSelection().selectAllChildren(layer); return getSelection().toString(); }"
    )

    with pypdfium2.PdfDocument(root / "out" / "thesis.pdf") as pdf:
        printed = pdf[number - 1].get_textpage().get_text_range()
        [box] = _boxes(pdf[number - 1], "14.")
    assert _letters(selected) == _letters(printed)
    assert len(_letters(selected)) > 1000
    sheet = shown.bounding_box()
    word = shown.locator(".words span", has_text=re.compile(r"^14\. $")).bounding_box()
    assert word is not None
    left = (word["x"] - sheet["x"]) / sheet["width"]
    top, bottom = (
        (y - sheet["y"]) / sheet["height"] for y in (word["y"], word["y"] + word["height"])
    )
    assert (left, top, bottom) == pytest.approx(box, abs=0.004)


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def _boxes(page: Any, words: str) -> list[tuple[float, float, float]]:
    """Return left, top and bottom of each place of `words`, as shares of the page."""
    text, found = page.get_textpage(), []
    (width, height), search = page.get_size(), text.search(words)
    while (place := search.get_next()) is not None:
        left, bottom, _, top = text.get_charbox(place[0], loose=True)
        found.append((left / width, 1 - top / height, 1 - bottom / height))
    return found


def test_a_click_on_a_word_picks_its_paragraph_and_a_selection_does_not(
    ready: Page, root: Path
) -> None:
    line = line_of(root, "Paragraph 14.")
    shown = page_of(ready, root, "Paragraph 14.")
    word = shown.locator(".words span", has_text=re.compile(r"^14\. $"))
    word.click()
    expect(ready.locator("#place-name")).to_have_text(f"{SECTION}:{line}")
    ready.locator("#close").click()

    first = word.bounding_box()
    assert first is not None
    ready.mouse.move(first["x"] + 2, first["y"] + 5)
    ready.mouse.down()
    ready.mouse.move(first["x"] + 60, first["y"] + 30, steps=5)
    ready.mouse.up()

    assert ready.evaluate("getSelection().toString().length") > 3
    expect(ready.locator("#place")).to_be_hidden()


def test_words_are_found_on_all_pages_and_marked(ready: Page, root: Path) -> None:
    with pypdfium2.PdfDocument(root / "out" / "thesis.pdf") as pdf:
        places = [len(_boxes(page, "reading room")) for page in pdf]
    count, last = sum(places), max(n for n, each in enumerate(places, 1) if each)
    ready.keyboard.press("Control+f")
    ready.keyboard.type("READING room")

    expect(ready.locator("#found")).to_have_text(f"1 of {count}")
    first = next(n for n, each in enumerate(places, 1) if each)
    expect(ready.locator(f".page[data-number='{first}'] .found.chosen")).to_be_in_viewport()
    assert ready.locator(f".page[data-number='{first}'] .found").count() >= places[first - 1]
    ready.keyboard.press("Enter")
    expect(ready.locator("#found")).to_have_text(f"2 of {count}")
    ready.keyboard.press("Shift+Enter")
    ready.keyboard.press("Shift+Enter")
    expect(ready.locator("#found")).to_have_text(f"{count} of {count}")
    expect(ready.locator(f".page[data-number='{last}'] .found.chosen")).to_be_in_viewport()

    # What is found stays found in the next edition, and the reader where he is.
    ready.locator("#follow").uncheck()
    top = ready.evaluate("document.getElementById('pages').scrollTop")
    rebuilt(ready, root, INTRODUCTION, "Why we count", "Why the reading room counts")
    expect(ready.locator("#found")).to_have_text(f"{count + 1} of {count + 1}")
    assert abs(ready.evaluate("document.getElementById('pages').scrollTop") - top) <= 1
    rebuilt(ready, root, INTRODUCTION, "Why the reading room counts", "Why we count")
    expect(ready.locator("#found")).to_have_text(f"{count} of {count}")

    ready.locator("#wanted").fill("nobody wrote this")
    expect(ready.locator("#found")).to_have_text("Not found")
    ready.keyboard.press("Escape")
    expect(ready.locator(".found")).to_have_count(0)
    expect(ready.locator("#pages")).to_be_focused()


def test_the_contents_lead_to_their_pages(ready: Page) -> None:
    entry = ready.locator("#contents button", has_text="The second half")

    entry.click()

    expect(entry).to_have_attribute("aria-current", "true")
    number = entry.locator("span").last.inner_text()
    expect(ready.locator("#number")).to_have_value(number)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 390])
def test_axe_finds_nothing_that_keeps_a_reader_out(ready: Page, scheme: Any, width: int) -> None:
    ready.set_viewport_size({"width": width, "height": 800})
    ready.emulate_media(color_scheme=scheme)
    ready.locator("#menu").click()
    ready.evaluate(AXE.read_text(encoding="utf-8"))

    found = ready.evaluate("axe.run()")

    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
