"""The process that draws pages: `python -m baspa.preview.drawing`.

Reads questions from its input and writes answers to its output until the input ends, which happens
when the process that asks ends in whatever way.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdfium2

from baspa.pdf.survey import Survey
from baspa.preview import pdf_pages
from baspa.preview.digests import PageDigests
from baspa.preview.words import Word, words_of

OPEN_FILES = 3
"""PDF files that are held open: the newest, the one that it replaces, and new pages shown ahead."""


def main() -> None:
    """Answer."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    opened = lru_cache(maxsize=OPEN_FILES)(pypdfium2.PdfDocument)
    digests = PageDigests()

    def survey(file: Path) -> Survey:
        return pdf_pages.survey(file, digests)

    def draw(file: Path, page: int, width_px: int) -> bytes:
        return pdf_pages.draw(opened(file), page, width_px)

    def words(file: Path, page: int) -> list[Word]:
        return words_of(opened(file), page)

    tasks: dict[str, Callable[..., Any]] = {"survey": survey, "draw": draw, "words": words}
    while True:
        try:
            task, arguments = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            answer = True, tasks[task](*arguments)
        except Exception as error:
            answer = False, f"{type(error).__name__}: {error}"
        try:
            pickle.dump(answer, answers)
            answers.flush()
        except BrokenPipeError:
            os._exit(0)  # nobody waits for it any more


if __name__ == "__main__":
    main()
