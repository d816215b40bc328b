"""A section file that is read again after an edit: as if it were read for the first time."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from thesis_case import SVG, face, profile

from baspa.diagnostics import Findings, Span
from baspa.passes.chart_face import ChartFace
from baspa.passes.include import Sources
from baspa.passes.set_file import Known, SetSection, Setting, set_file
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


def read(text: str, known: Known, picture: bytes = SVG) -> tuple[Any, list[Any]]:
    """Return all that is known of a file after it was read, its places too."""
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
    made = set_file(text, "source/1.md", "kk", setting, known, findings)
    return laid_open(made), findings.diagnostics


def laid_open(value: Any) -> Any:
    """Return a value with the fields that its comparison leaves out."""
    if isinstance(value, SetSection):
        parts = (value.outline.value, value.assets, value.blocks, value.whole.value)
        return [laid_open(part) for part in parts]
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
def test_a_file_that_was_edited_is_as_if_it_were_new(old: str, new: str) -> None:
    known = Known()
    edited = TEXT.replace(old, new, 1)

    for text in (TEXT, edited, TEXT, edited + "\nТағы.\n"):
        assert read(text, known) == read(text, Known())


def test_a_link_whose_address_was_edited_elsewhere_in_the_file_leads_there() -> None:
    known, text = Known(), "[Сілтеме][a].\n\n[a]: https://a.kz\n"
    read(text, known)
    edited = text.replace("a.kz", "b.kz")

    assert read(edited, known) == read(edited, Known()) != read(text, Known())


def test_only_the_blocks_that_say_something_else_are_made_anew() -> None:
    known = Known()
    read(TEXT, known)
    before = {key[0]: each.made for key, each in known.groups.items()}

    read(TEXT.replace("Соңғы", "Басқы"), known)

    edited = PARAGRAPHS[8].replace("Соңғы", "Басқы")
    assert [key[0] for key in known.groups if key[0] not in before] == [edited]
    assert all(
        each.made is before[key[0]] for key, each in known.groups.items() if key[0] in before
    )
    assert {PARAGRAPHS[1], PARAGRAPHS[6]} <= before.keys()  # that with a note, and the picture


def test_a_picture_that_is_another_one_is_read_again() -> None:
    known = Known()
    read(TEXT, known)
    other = SVG.replace(b"50mm", b"40mm")

    assert read(TEXT, known, other) == read(TEXT, Known(), other) != read(TEXT, Known())
