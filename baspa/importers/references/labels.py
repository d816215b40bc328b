"""What sections, tables, figures and formulas are called in the project, by their typed numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from baspa.dataclass import dataclass
from baspa.importers.references.lone_appendix import LONE, lone_target
from baspa.importers.structure.objects_alone import slug
from baspa.importers.structure.outline import Section
from baspa.importers.text.blocks import (
    Block,
    Captioned,
    Displayed,
    Panels,
    changed,
    unturned,
)
from baspa.importers.text.ledger import Ledger
from baspa.locales import load_locale
from baspa.model.document import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """The sections of a project and what refers to each."""

    sections: tuple[Section, ...]
    stems: tuple[str, ...]
    """Of each section: names its file and its label, `section-1-1`, `introduction`."""
    targets: Mapping[str, str]
    """The label of each kind and typed number: `fig:2.1` → `fig:2-1`."""
    numberless: frozenset[str]
    """The labels of sections that have no number."""


def label(
    sections: Sequence[Section], anchors: Mapping[int, str], language: Language, ledger: Ledger
) -> Labelled:
    """Return the sections with labels that stand once; the first of two keeps its own.

    `anchors`: what refers to a heading, or to several pictures, in the original, by where its
    title begins.
    """
    sections, word = _with_plain_figures(sections)
    targets, names, stems = dict[str, str](), dict[str, int](), list[str]()
    letters = load_locale(language).panel_letters
    result, numberless = list[Section](), set[str]()
    for section in sections:
        blocks = tuple(
            changed(_called(block, anchors), partial(_labelled, section, targets, letters, ledger))
            for block in section.blocks
        )
        result.append(replace(section, blocks=blocks))
        anchor = anchors.get(section.title.origin, "") if len(section.title) else ""
        stems.append(_stem(section, anchor, names))
        if section.is_unnumbered or section.element not in (None, "appendix"):
            numberless.add(f"sec:{stems[-1]}")
        if anchor:
            prefix = "app" if section.element == "appendix" else "sec"
            targets[f"id:{anchor}"] = f"{prefix}:{stems[-1]}"
        if section.element == "appendix" and section.letter:
            targets.setdefault(f"app:{section.letter}", f"app:{stems[-1]}")
        elif section.numbers:
            number = ".".join([*section.letter, *map(str, section.numbers)])
            targets.setdefault(f"sec:{number}", f"sec:{stems[-1]}")
    if word:
        figures = [key.partition(":")[2] for key in targets if key.startswith("fig:")]
        targets |= {f"fig:{word}-{number}": targets[f"fig:{number}"] for number in figures}
    if lone := lone_target(sections, [f"app:{stem}" for stem in stems], language):
        targets[LONE] = lone
    return Labelled(
        sections=tuple(result),
        stems=tuple(stems),
        targets=targets,
        numberless=frozenset(numberless),
    )


def _with_plain_figures(sections: Sequence[Section]) -> tuple[Sequence[Section], str]:
    """Return the sections, and what all their figures are called, if by one other name.

    Where every figure is a `Схема 1`, none is counted beside them: `scheme-1` is figure 1.
    """
    figures = [
        block
        for section in sections
        for block in unturned(section.blocks)
        if isinstance(block, Captioned) and block.number and block.label.startswith("fig:")
    ]
    words = {block.number.rpartition("-")[0] for block in figures}
    if len(words) != 1 or words == {""}:
        return sections, ""
    (word,) = words
    plain = partial(_uncalled, word)
    return [
        replace(section, blocks=tuple(changed(block, plain) for block in section.blocks))
        for section in sections
    ], word


def _uncalled(word: str, block: Block) -> Block:
    """Return a figure that was `scheme-1` as figure 1."""
    if not isinstance(block, Captioned) or not block.label.startswith("fig:"):
        return block
    label = block.label.replace(f"fig:{word}-", "fig:", 1)
    return replace(block, label=label, number=block.number.removeprefix(f"{word}-"))


def _called(block: Block, anchors: Mapping[int, str]) -> Block:
    """Return several pictures under the name that the original has for them."""
    if not isinstance(block, Captioned) or not isinstance(block.what, Panels):
        return block
    id = anchors.get(block.caption.origin, "") if block.caption else ""
    return replace(block, label=f"fig:{slug(id)}", id=id) if id else block


def _labelled(
    section: Section, targets: dict[str, str], letters: str, ledger: Ledger, block: Block
) -> Block:
    """Return a block and note its number as a target; a number that stands twice is asked about.

    `letters`: those of several pictures, where none are typed.
    """
    if not isinstance(block, Captioned | Displayed) or not block.label:
        return block
    kind = block.label.partition(":")[0]
    key = f"{kind}:{block.number}" if block.number else block.label
    if key in targets:
        ledger.ask(section.title.origin, "this number stands twice", key)
        return replace(block, label="")
    targets[key] = block.label
    if isinstance(block, Captioned) and isinstance(block.what, Panels):
        panels = [panel for row in block.what.rows for panel in row]
        for n, (panel, letter) in enumerate(zip(panels, letters, strict=False)):
            targets[f"{key}{panel.letter or letter}"] = panel_label(block.label, n)
            if panel.id:
                targets[f"id:{panel.id}"] = panel_label(block.label, n)
    inner = block.formula if isinstance(block, Displayed) else block.what
    original = getattr(block, "id", "") or getattr(inner, "id", "")
    if original:
        targets[f"id:{original}"] = block.label
    return block


def panel_label(label: str, n: int) -> str:
    """Return what refers to a picture of several, counted from 0: `fig:7-a`."""
    return f"{label}-{chr(ord('a') + n)}"


def _stem(section: Section, anchor: str, names: dict[str, int]) -> str:
    if anchor:
        stem = slug(anchor)
    elif section.element:
        stem = section.element
    elif section.numbers:
        kind = "chapter" if section.level == 1 else f"section-{section.letter}".strip("-")
        stem = "-".join([kind, *map(str, section.numbers)])
    else:
        stem = "section"
    names[stem] = names.get(stem, 0) + 1
    return f"{stem}-{names[stem]}" if names[stem] > 1 else stem
