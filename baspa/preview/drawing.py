"""The process that draws pages: `python -m baspa.preview.drawing`.

Reads questions from its input and writes answers to its output until the input ends, which happens
when the process that asks ends in whatever way. Each question names the PDFs that are to be held: a
PDF is sent once, so that nothing of it lies on a disk.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

import pypdfium2

from baspa.dataclass import dataclass
from baspa.pdf.survey import Survey
from baspa.preview import pdf_pages
from baspa.preview.digests import PageDigests
from baspa.preview.finding import Box, Texts
from baspa.preview.words import Word, words_of


@dataclass(slots=True)
class Drawing:
    """Answers questions on the PDFs that are held, each by its number."""

    contents: dict[int, bytes] = field(default_factory=dict)
    opened: dict[int, pypdfium2.PdfDocument] = field(default_factory=dict)
    digests: PageDigests = field(default_factory=PageDigests)
    texts: Texts = field(default_factory=Texts)

    def hold(self, files: Mapping[int, bytes | None]) -> None:
        """Hold these PDFs too; those without a content are held already."""
        self.contents |= {
            number: content for number, content in files.items() if content is not None
        }

    def let_go(self, files: Mapping[int, bytes | None]) -> None:
        """Hold no others than these PDFs."""
        for number in self.contents.keys() - files.keys():
            del self.contents[number]
            if number in self.opened:
                self.opened.pop(number).close()

    def survey(self, file: int) -> Survey:
        """Return what there is in a PDF."""
        return pdf_pages.survey(self.contents[file], self.digests)

    def draw(self, file: int, page: int, width_px: int) -> bytes:
        """Return the picture of a page as a PNG."""
        return pdf_pages.draw(self.document(file), page, width_px)

    def words(self, file: int, page: int) -> list[Word]:
        """Return the words of a page."""
        return words_of(self.document(file), page)

    def find(self, file: int, pages: list[tuple[str, int]], wanted: str) -> list[list[list[Box]]]:
        """Return where `wanted` stands on each page, told by its digest and its place."""
        document = self.document(file)
        return [self.texts.find(document, *page, wanted) for page in pages]

    def document(self, file: int) -> pypdfium2.PdfDocument:
        """Return a PDF that is held, open."""
        if file not in self.opened:
            self.opened[file] = pypdfium2.PdfDocument(self.contents[file])
        return self.opened[file]


def main() -> None:
    """Answer."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    drawing = Drawing()
    while True:
        try:
            files, task, arguments = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        drawing.hold(files)
        ask: Callable[..., Any] = getattr(drawing, task)
        try:
            answer = True, ask(*arguments)
        except Exception as error:
            answer = False, f"{type(error).__name__}: {error}"
        try:
            pickle.dump(answer, answers, protocol=5)
            answers.flush()
        except BrokenPipeError:
            os._exit(0)  # nobody waits for it any more
        drawing.let_go(files)  # behind the answer: it takes its time


if __name__ == "__main__":
    main()
