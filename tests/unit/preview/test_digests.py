"""A page has another digest exactly where it looks another way, as PDFium draws it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from preview_case import write_pdf

from baspa.preview.digests import PageDigests

BLUE = "<svg width='50' height='50'><rect width='50' height='50' fill='blue'/></svg>"
RED = BLUE.replace("blue", "red")
FADED = BLUE.replace("<rect", "<rect opacity='.5'")
SHADED = (
    "<svg width='50' height='50'><linearGradient id='g'><stop stop-color='{}'/>"
    "<stop offset='1' stop-color='white'/></linearGradient>"
    "<rect width='50' height='50' fill='url(#g)'/></svg>"
)
PAGES = ["One.", f"Two. {BLUE}", "Three.", f"Four. {SHADED.format('navy')}"]


def page_digests(*files: Path) -> list[list[str]]:
    """Return the digests of each file, taken one after the other as in a session."""
    digests = PageDigests()
    found = []
    for file in files:
        with pikepdf.open(file) as pdf:
            found.append(digests.of(pdf))
    return found


def pictures(file: Path) -> list[bytes]:
    with pypdfium2.PdfDocument(file) as document:
        return [page.render(scale=1).to_numpy().tobytes() for page in document]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pdf(tmp_path_factory.mktemp("original") / "thesis.pdf", *PAGES)


@pytest.mark.parametrize(
    ("page", "content"),
    [
        (2, "Three."),
        (2, "Three: new letters, ЖҚӘ 0123456789."),
        (0, f"One. {RED}"),
        (1, f"Two. {RED}"),
        (1, f"Two. {FADED}"),
        (3, f"Four. {SHADED.format('green')}"),
        (0, "One. <a href='https://example.org/'>Linked</a>"),
        (2, "<b>Three.</b>"),
    ],
)
def test_an_edit(original: Path, tmp_path: Path, page: int, content: str) -> None:
    edited = write_pdf(
        tmp_path / "thesis.pdf", *(content if n == page else p for n, p in enumerate(PAGES))
    )

    looks_alike = [a == b for a, b in zip(pictures(original), pictures(edited), strict=True)]
    assert looks_alike == [n != page or content == PAGES[n] for n in range(len(PAGES))]
    before, after = page_digests(original, edited)
    assert [a == b for a, b in zip(before, after, strict=True)] == looks_alike


def test_pages_that_move_keep_their_digests(original: Path, tmp_path: Path) -> None:
    edited = write_pdf(tmp_path / "thesis.pdf", f"New. {RED}", *PAGES)

    before, after = page_digests(original, edited)
    assert after[1:] == before


def test_what_was_read_before_changes_no_digest(original: Path, tmp_path: Path) -> None:
    edited = write_pdf(tmp_path / "thesis.pdf", f"New. {RED}", *PAGES)

    assert page_digests(original, edited, original)[::2] == page_digests(original) * 2
    assert page_digests(original, edited)[1:] == page_digests(edited)
