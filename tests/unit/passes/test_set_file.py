"""A section file that is read again after an edit: as if it were read for the first time."""

from __future__ import annotations

import pickle
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from thesis_case import SVG, face, profile

from baspa.diagnostics import Findings, Span
from baspa.model import SectionFile
from baspa.passes.chart_face import ChartFace
from baspa.passes.include import Sources
from baspa.passes.outline import outline
from baspa.passes.set_file import SetSection, Setting, set_file
from baspa.store import content_digest

PARAGRAPHS = [
    "# Тарау {#sec:a}",
    "Бірінші сөйлем, @fig:a, 5-7 кг.[^1]",
    "- бір\n- екі, [@b, 5-бет]\n",
    "Қайталанған.",
    "| а | б |\n|---|---|\n| 1 | Қайталанған. |\n\nTable: Кесте {#tbl:a}",
    "Қайталанған.",
    '![Сурет](a.svg){#fig:a alt="Дөңгелек"}',
    "$$ x^2 $$ {#eq:a}",
    'Соңғы *екпін* "тырнақша" мен [қысқарту]{.abbr title="мағына"}.',
    "[^1]: Ескерту.",
]
TEXT = "\n\n".join(PARAGRAPHS) + "\n"


def read(
    text: str, last: SetSection | None = None, picture: bytes = SVG
) -> tuple[SetSection, list[Any]]:
    """Return a file that was read, and what was reported."""
    findings, opened = Findings(), face()
    setting = Setting(
        sources=Sources(
            read=lambda _: picture,
            state=lambda _: content_digest(picture),
            names=lambda: ["a.svg"],
            read_inlines=lambda *_: (),
            chart_face=ChartFace(file=opened.file, size_pt=11),
        ),
        tables=profile().tables,
        in_notes=False,
    )
    return set_file(text, "source/1.md", "kk", setting, last, findings), findings.diagnostics


def all_of(read: tuple[SetSection, list[Any]]) -> Any:
    """Return all that is known of a file after it was read, its places too."""
    made, found = read
    known = [made.text(), made.outline.value, made.digest, made.assets, made.blocks.value]
    return laid_open(known), found


def laid_open(value: Any) -> Any:
    """Return a value with the fields that its comparison leaves out."""
    if isinstance(value, tuple | list):
        return [laid_open(each) for each in value]
    if isinstance(value, dict):
        return {name: laid_open(each) for name, each in value.items()}
    if is_dataclass(value) and not isinstance(value, Span):
        return type(value), {f.name: laid_open(getattr(value, f.name)) for f in fields(value)}
    return value


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Бірінші", "Алғашқы екінші"),
        ("Бірінші", "Қысқа"),
        ("# Тарау", "Жаңа.\n\n# Тарау"),
        ("Қайталанған.\n\n|", "Енді қайталанбайды.\n\n|"),
        ("Соңғы", "Қайталанған.\n\nСоңғы"),
        ("Ескерту", "Басқа ескерту"),
        ("[^1]: Ескерту.", "Ортада.\n\n[^1]: Ескерту."),
        ("[^1]: Ескерту.", "[^1]: Ескерту.\n\n    Екінші абзацы."),
        ("[^1]: Ескерту.", "[^1]: Ескерту.\n\nТағы бір белгі.[^1]"),
        ("# Тарау", "Бірінші белгі.[^1]\n\n# Тарау"),
        ("[^1]: Ескерту.", "- тармақ\n\n  [^1]: Ескерту."),
        ("[^1]: Ескерту.", "[^1]: Ескерту, []{.count of=none}[^1]."),
        ("[^1]: Ескерту.", ""),
        ("@fig:a", "@"),
        ("Table: Кесте", "Кесте"),
        ("# Тарау", "---\nlang: ru\n---\n# Тарау"),
        ("- бір", "1. бір"),
        ("Қайталанған.\n\n![", "```\nҚайталанған.\n\n!["),
        ("# Тарау", "[Бірінші]: https://a.kz\n\n[Бірінші]\n\n# Тарау"),
    ],
)
@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_file_that_was_edited_is_as_if_it_were_new(old: str, new: str, elsewhere: bool) -> None:
    last: SetSection | None = None
    edited = TEXT.replace(old, new, 1)

    for text in (TEXT, edited, TEXT, edited + "\nТағы.\n"):
        now = read(text, last)
        assert all_of(now) == all_of(read(text))
        last = pickle.loads(pickle.dumps(now[0])) if elsewhere else now[0]


def test_a_link_whose_address_was_edited_elsewhere_in_the_file_leads_there() -> None:
    text = "[Сілтеме][a].\n\n[a]: https://a.kz\n"
    last, _ = read(text)
    edited = text.replace("a.kz", "b.kz")

    assert all_of(read(edited, last)) == all_of(read(edited)) != all_of(read(text))


def test_only_the_blocks_that_say_something_else_are_made_anew() -> None:
    last, _ = read(TEXT)

    edited = TEXT.replace("Соңғы", "Басқы")
    now, _ = read(edited, last)

    before = {id(each.stretch) for each in last.stretches.value}
    after = [each.stretch for each in now.stretches.value]
    places = [stretch.place for stretch in after if id(stretch) not in before]
    made = [edited[place.start : place.end] for place in places]
    assert made == [PARAGRAPHS[8].replace("Соңғы", "Басқы")]
    assert len(before) == len(PARAGRAPHS) - 1  # but the note


def test_a_picture_that_is_another_one_is_read_again() -> None:
    last, _ = read(TEXT)
    other = SVG.replace(b"50mm", b"40mm")

    assert all_of(read(TEXT, last, other)) == all_of(read(TEXT, None, other)) != all_of(read(TEXT))


def test_a_sketch_has_a_block_in_the_place_of_each_and_the_outline_of_all() -> None:
    made, _ = read(TEXT)
    names = {each.stretch.name for each in made.stretches.value}

    def places(section: SectionFile) -> list[Span]:
        return [block.span for block in section.blocks]

    sketch = made.text(names)
    assert places(sketch) == places(made.text())
    assert sketch != made.text()
    assert laid_open(outline(sketch)) == laid_open(outline(made.text()))
