"""After any edits the pages of a unit are those of a layout of the whole, byte for byte.

A chapter with all kinds of blocks lives through a script of edits by lot; each step begins from
what the last one gave.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from revised_unit import assert_as_whole, nameless, revise, texts, units
from thesis_case import SVG, write_project

from baspa.build.pipeline import prepare, typeset
from baspa.diagnostics import Findings
from baspa.pdf.layout import Sheet
from baspa.pdf.revision import Unrevised
from baspa.pdf.unit import Printed, printed

WORDS = "сөз ғылыми-техникалық прогресс Attribute және мәселе шикізат бейімделген туралы".split()
SENTENCE = " ".join(WORDS)
CHAPTER = (
    "# Тарау {#sec:a}\n\n"
    + "".join(f"Абзац {n}. {SENTENCE * (1 + n % 9)}\n\n" for n in range(12))
    + f"Ескерту.[^1] {SENTENCE * 3}[^2]\n\n[^1]: {SENTENCE}.\n\n[^2]: {SENTENCE * 4}.\n\n"
    + "".join(f"1. тармақ {n}: {SENTENCE * (1 + n % 3)}\n" for n in range(9))
    + '\n## Бөлім {#sec:aa}\n\n![Карта](a.svg){#fig:m alt="Нүкте"}\n\n'
    + "$$ e = m c^2 $$ {#eq:e}\n\n$$ a = b $$ {#eq:f}\n\n"
    + "|А|Ә|\n|---|---|\n"
    + "".join(f"|б{n}|{SENTENCE}|\n" for n in range(30))
    + "\nTable: Кесте {#tbl:t}\n\n::: {.landscape}\n\n"
    + f"|А|Ә|\n|---|---|\n|б|в|\n\nTable: {SENTENCE} {{#tbl:l}}\n\n:::\n\n### Ішкі {{#sec:b}}\n\n"
    + "".join(f"Абзац {n}. {SENTENCE * (1 + n % 5)}\n\n" for n in range(20, 32))
)
FILES = {
    "source/thesis.yaml": "title: Тақырып\nauthor: {name: А. Б.}\n",
    "source/20.md": CHAPTER,
    "source/a.svg": SVG,
}
Edit = Callable[[list[str], int], None]


@cache
def chapter() -> tuple[Sheet, Printed]:
    findings, read = Findings(), dict[str, str]()
    with TemporaryDirectory() as folder:
        root = write_project(Path(folder), FILES)
        sheet = units(typeset(prepare(root, None, findings, read), findings, read))["part-sec:a"]
    return sheet, printed(sheet)


def reword(blocks: list[str], number: int) -> None:
    place = number % len(blocks)
    blocks[place] = re.sub(
        r"(?<=[а-я,.]) (?=[а-я])", f" {WORDS[number % len(WORDS)]} ", blocks[place]
    )


def lengthen(blocks: list[str], number: int) -> None:
    place = number % len(blocks)
    blocks[place] = re.sub(r"(?=\.</)", f" {SENTENCE * (number % 20)}", blocks[place])


def note(blocks: list[str], number: int) -> None:
    text = f'<span class="footnote-paragraph">{SENTENCE * (number % 7)}</span>'
    mark = f'<span class="footnote" id="fn-{number}" data-number="9">{text}</span>'
    place = number % len(blocks)
    blocks[place] = blocks[place].replace(". ", f".{mark} ", 1)


def delete(blocks: list[str], number: int) -> None:
    blocks[number % len(blocks)] = ""


def repeat(blocks: list[str], number: int) -> None:
    kind = blocks[number % len(blocks)][:3]
    alike = [each for each in blocks if (each[:3] == "<li") == (kind == "<li")]
    blocks[number % len(blocks)] += nameless(alike[number * 7 % len(alike)])


def swap(blocks: list[str], number: int) -> None:
    place, other = number % len(blocks), number * 7 % len(blocks)
    if (blocks[place][:3] == "<li") == (blocks[other][:3] == "<li"):
        blocks[place], blocks[other] = blocks[other], blocks[place]


@dataclass(frozen=True)
class Change:
    edit: Edit
    number: int

    def __repr__(self) -> str:
        return f"{self.edit.__name__} {self.number}"


changes = st.builds(
    Change,
    st.sampled_from((reword, reword, lengthen, note, delete, repeat, swap)),
    st.integers(1, 300),
)
scripts = st.lists(st.lists(changes, min_size=1, max_size=2), min_size=2, max_size=3)


def after(sheet: Sheet, step: list[Change]) -> Sheet:
    for change in step:
        blocks = texts(sheet)
        new = list(blocks)
        change.edit(new, change.number)
        html, end = sheet.html, 0
        for old, text in zip(blocks, new, strict=True):
            place = html.index(old, end)
            html = html[:place] + text + html[place + len(old) :]
            end = place + len(text)
        sheet = replace(sheet, html=html)
    return sheet


@settings(max_examples=6, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(script=scripts)
def test_after_any_edits_pages_are_those_of_a_layout_of_the_whole(
    script: list[list[Change]],
) -> None:
    sheet, before = chapter()
    for step in script:
        sheet = after(sheet, step)
        try:
            found = revise(before, sheet)
        except Unrevised:
            return
        assert_as_whole(found, sheet)
        before = found
