"""`import-report.json` and `import-report.html`: what was found, changed, dropped and doubted."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from baspa.importers.importing import STEPS, Imported
from baspa.importers.text.blocks import Block, DefinitionList, Item, ItemList
from baspa.importers.text.ledger import Ledger, letters
from baspa.importers.undo import digest

_SHOWN_REPAIRS = 3000
"""Of each step, on the page for people; a browser shows no more in good time."""
_AROUND = 30
"""Characters before and behind a repair that are shown with it."""


def write_report(imported: Imported, name: str, folder: Path) -> None:
    """Write both reports of an import of the file `name` into `folder`."""
    write_facts(report(imported, name), folder)


def write_facts(facts: Mapping[str, Any], folder: Path) -> None:
    """Write what is reported into both files of `folder`."""
    with (folder / "import-report.json").open("w", encoding="utf-8") as file:
        json.dump(facts, file, ensure_ascii=False, indent=1, default=str)
        file.write("\n")
    template = files("baspa.importers").joinpath("report.html.j2").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["visible"] = _visible
    page = environment.from_string(template).stream(report=facts, shown=_SHOWN_REPAIRS, steps=STEPS)
    page.enable_buffering(500)
    with (folder / "import-report.html").open("w", encoding="utf-8") as file:
        file.writelines(page)


def _visible(text: str) -> str:
    """Return a text with signs for line breaks and tabs, and for white space alone."""
    text = text.replace("\n", "⏎").replace("\t", "⇥")
    return text if text.strip() else text.replace(" ", "␣").replace("\u00a0", "⍽")


def report(imported: Imported, name: str) -> dict[str, Any]:
    """Return the report as plain values."""
    ledger, source = imported.ledger, imported.manuscript.source
    place = _Places(source)
    files_text = "".join(imported.project.files.values())
    return {
        "file": name,
        "source_sha256": digest(source),
        "skipped": sorted(ledger.skip),
        "found": ledger.facts,
        "contents": _contents(imported),
        "sections": _sections(imported),
        "questions": [
            {"place": place(q.origin), "question": q.text, "about": q.about}
            for q in sorted(ledger.questions, key=lambda q: q.origin or 0)
        ],
        "repairs": [
            {
                "number": number,
                "step": r.step,
                "origin": r.origin,
                "place": place(r.origin),
                "left": _line(source[max(0, r.origin - _AROUND) : r.origin]),
                "before": r.before,
                "after": r.after,
                "right": _line(source[(end := r.origin + len(r.before)) : end + _AROUND]),
                "reason": r.reason,
                "undone": False,
            }
            for number, r in enumerate(ledger.repairs, 1)
        ],
        "spelling": [
            {
                "place": place(s.origin),
                "word": s.word,
                "times": s.times,
                "suggested": list(s.suggested),
            }
            for s in sorted(ledger.suggestions, key=lambda s: s.origin)
        ],
        "dropped": [
            {"place": place(d.origin), "text": d.text, "reason": d.reason} for d in ledger.dropped
        ],
        "added": [{"file": a.file, "text": a.text} for a in ledger.added],
        "letters": balance(source, ledger, files_text),
    }


def balance(source: str, ledger: Ledger, output: str) -> dict[str, Any]:
    """Return the sum of letters and digits: input + after + added = output + before + dropped."""
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for repair in ledger.repairs:
        before += letters(repair.before)
        after += letters(repair.after)
    dropped = sum((letters(d.text) for d in ledger.dropped), Counter())
    added = sum((letters(a.text) for a in ledger.added), Counter())
    come, gone = letters(source) + after + added, letters(output) + before + dropped
    return {
        "input": letters(source).total(),
        "changed to": after.total(),
        "added": added.total(),
        "output": letters(output).total(),
        "changed from": before.total(),
        "dropped": dropped.total(),
        "lost": dict(sorted((come - gone).items())),
        "out of nothing": dict(sorted((gone - come).items())),
    }


def _line(text: str) -> str:
    """Return a stretch of the source in one line, white space at its ends kept."""
    return re.sub(r"\s+", " ", text)


class _Places:
    """Line and column of each offset in the source, from 1."""

    def __init__(self, source: str) -> None:
        self.starts = [0, *(n + 1 for n, c in enumerate(source) if c == "\n")]

    def __call__(self, origin: int | None) -> str:
        if origin is None:
            return ""
        line = bisect_right(self.starts, origin)
        return f"{line}:{origin - self.starts[line - 1] + 1}"


def _contents(imported: Imported) -> list[dict[str, Any]]:
    """Return the outline as the contents states it."""
    missing = {s.title.origin for s in imported.outline.sections if s.is_stub}
    return [
        {
            "number": ".".join(map(str, entry.numbers)),
            "number_inferred": entry.is_inferred,
            "title": " ".join(entry.title.string.split()),
            "page": entry.page,
            "element": entry.element,
            "in_text": entry.title.origin not in missing,
        }
        for entry in imported.outline.contents
    ]


def _sections(imported: Imported) -> list[dict[str, Any]]:
    """Return each section with what it holds."""
    return [
        {
            "number": ".".join(map(str, section.numbers)),
            "title": section.title.string,
            "level": section.level,
            "element": section.element,
            "stub": section.is_stub,
            "breaks_off": section.breaks_off,
            "blocks": dict(Counter(type(block).__name__ for block in section.blocks)),
            "lists": list(_lists(section.blocks)),
        }
        for section in imported.outline.sections
    ]


def _lists(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    """Give each list and list of definitions of a section."""
    for block in blocks:
        if isinstance(block, ItemList):
            yield {"kind": block.kind, "intro": block.intro[-120:], "items": _items(block.items)}
        elif isinstance(block, DefinitionList):
            terms = [{"mark": None, "text": d.term.string} for d in block.definitions]
            yield {"kind": "definitions", "intro": "", "items": terms}


def _items(items: Sequence[Item]) -> list[dict[str, Any]]:
    return [
        {"mark": item.mark.string if item.mark else None, "text": item.text.string[:120]}
        | ({"items": _items(item.items)} if item.items else {})
        for item in items
    ]
