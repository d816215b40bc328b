"""After any edits the next build equals a clean one, byte for byte.

One project lives through a script of edits by lot; after each step it is built again in the same
store. What comes out – files, messages, exit – is that of a build elsewhere without a store.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from thesis_case import SVG, THESIS

from baspa.build import memo
from baspa.build.build import build
from baspa.diagnostics import Diagnostic, Findings

Files = dict[str, bytes]
WORDS = ("Сөз", "ғылым (5 км)", "[@a, б. 5]", "@fig:f", "@sec:one", "[^1]", "«ой» - пікір", "$x_i$")
START: Files = {
    "source/thesis.yaml": f"{THESIS}bibliography: [r.bib]\n".encode(),
    "source/r.bib": "@book{a, author={Абай, Қ.}, title={Сөз}, year={2005}}\n".encode(),
    "source/1.md": "# Бірінші {#sec:one}\n\nМәтін [@a].\n\nСоңы.\n".encode(),
    "source/2.md": (
        "# Екінші {#sec:two}\n\nӘңгіме.[^1]\n\n[^1]: Ескерту.\n\n"
        '![Сурет](f.svg){#fig:f alt="х"}\n\n'
        "``` {.table #tbl:t}\ndata: d.csv\ncaption: Деректер\n```\n"
    ).encode(),
    "source/3.md": "# Үшінші {#sec:three}\n\n@fig:f, @tbl:t.\n".encode(),
    "source/f.svg": SVG,
    "source/d.csv": "Жыл,Құны\n2020,1\n2021,2\n".encode(),
    "styles/uni/profile.yaml": b"extends: kz-diploma\n",
}


@dataclass(frozen=True)
class Edit:
    """One thing that an author does; `number` chooses where."""

    name: str
    change: Callable[[Files, int], None]
    number: int

    def __repr__(self) -> str:
        return f"{self.name} {self.number}"


def _section(files: Files, number: int) -> str:
    names = sorted(name for name in files if name.endswith(".md"))
    return names[number % len(names)]


def _paragraphs(files: Files, number: int) -> tuple[str, list[bytes]]:
    name = _section(files, number)
    return name, files[name].split(b"\n\n")


def insert(files: Files, number: int) -> None:
    name, found = _paragraphs(files, number)
    found.insert(1 + number % len(found), f"Жаңа {WORDS[number % len(WORDS)]}.".encode())
    files[name] = b"\n\n".join(found)


def delete(files: Files, number: int) -> None:
    name, found = _paragraphs(files, number)
    del found[number % len(found)]
    files[name] = b"\n\n".join(found)


def move(files: Files, number: int) -> None:
    name, found = _paragraphs(files, number)
    moved = found.pop(number % len(found))
    other, there = (name, found) if number % 2 else _paragraphs(files, number // 2)
    files[name] = b"\n\n".join(found)
    there.insert(1 + number % max(1, len(there)), moved)
    files[other] = b"\n\n".join(there)


def retitle(files: Files, number: int) -> None:
    name = _section(files, number)
    files[name] = files[name].replace(b"# ", f"# Тақырып {number} ".encode(), 1)


def rename(files: Files, number: int) -> None:
    name = _section(files, number)
    files[f"source/{number % 10}-x.md"] = files.pop(name)


def redraw(files: Files, number: int) -> None:
    files["source/f.svg"] = SVG.replace(b"50mm", b"%dmm" % (20 + number % 40))


def lose(files: Files, number: int) -> None:
    files.pop(("source/f.svg", "source/d.csv", "source/r.bib")[number % 3], None)


def recount(files: Files, number: int) -> None:
    files["source/d.csv"] = f"Жыл,Құны\n2020,{number}\n".encode()


def cite(files: Files, number: int) -> None:
    title = f"Кітап {number}"
    files["source/r.bib"] = f"@book{{a, title={{{title}}}, year={{2001}}}}\n".encode()


def retype(files: Files, number: int) -> None:
    profile = ("kz-diploma", "uni", "ru-gost-7.32-2017")[number % 3]
    text = f"{THESIS}profile: {profile}\nbibliography: [r.bib]\n"
    files["source/thesis.yaml"] = text.encode()


def restyle(files: Files, number: int) -> None:
    text = f"extends: kz-diploma\ntext: {{size: {10 + number % 5}pt}}\n"
    files["styles/uni/profile.yaml"] = text.encode()


def retemplate(files: Files, number: int) -> None:
    part = f'<section class="title-page" id="t"><p>{number}</p></section>'
    files["templates/title-page.html.j2"] = part.encode()


EDITS = (
    *(insert, delete, move, retitle, rename, redraw),
    *(lose, recount, cite, retype, restyle, retemplate),
)
scripts = st.lists(
    st.builds(
        lambda change, number: Edit(change.__name__, change, number),
        st.sampled_from(EDITS),
        st.integers(0, 99),
    ),
    min_size=2,
    max_size=4,
)


@settings(max_examples=6, derandomize=True, suppress_health_check=list(HealthCheck))
@given(script=scripts, undone=st.booleans(), forgets=st.booleans())
def test_after_any_edits_a_build_equals_a_clean_one(
    script: list[Edit], undone: bool, forgets: bool
) -> None:
    with tempfile.TemporaryDirectory() as temporary, pytest.MonkeyPatch.context() as patch:
        folder = Path(temporary)
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        files, states = dict(START), [dict(START)]
        for edit in script:
            edit.change(files, edit.number)
            states.append(dict(files))
        for state in [*states, *states[-2:-1]] if undone else states:
            if forgets:  # as a new process does
                memo._recent.clear()
            assert made(folder / "thesis", state) == clean(folder / "clean", state)


def made(root: Path, files: Files) -> tuple[Any, ...]:
    """Build what `files` hold in the folder as it stands; return all that an author sees."""
    for name in ("source", "styles", "templates"):
        shutil.rmtree(root / name, ignore_errors=True)
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    findings, texts = Findings(), dict[str, str]()
    built = build(root, findings, texts, to="pdf")
    if built is None:
        return None, told(findings, texts)
    manifest = json.loads((root / "out" / "manifest.json").read_text(encoding="utf-8"))
    del manifest["build"]
    return (root / "out" / "thesis.pdf").read_bytes(), manifest, told(findings, texts)


def told(findings: Findings, texts: dict[str, str]) -> list[tuple[Diagnostic, str]]:
    found = sorted(findings.diagnostics, key=lambda d: (d.span, d.code, d.message))
    return [(each, texts.get(each.span.file, "")) for each in found]


def clean(root: Path, files: Files) -> tuple[Any, ...]:
    shutil.rmtree(root, ignore_errors=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BASPA_CACHE", "off")
        patch.setattr(memo, "_recent", OrderedDict())
        return made(root, files)
