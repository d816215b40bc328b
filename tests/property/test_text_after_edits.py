"""After any edits of its text a thesis has the HTML, the messages and the sources of a new one.

Each state is read by a process that knows nothing but what the last ones left in the store, or by
one that remembers what it made itself; blocks of all kinds come, go, change places, and come twice.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from thesis_case import SVG, THESIS

from baspa.build.inputs import read_inputs
from baspa.build.memo import Memo
from baspa.build.pipeline import prepare, typeset
from baspa.build.recollection import Recollection
from baspa.diagnostics import Findings, StopBuild
from baspa.store import cache_folder

BLOCKS = (
    "Мәтін [@a], @sec:one, 11-сынып, 5-7 кг.",
    "Мәтін.",
    "Мәтін.",
    "Ескертуі бар.[^1]",
    "Ол ескерту тағы да.[^1]",
    "Басқа ескерту.[^2]",
    "Мұнда [сілтеме] тұр.",
    '![Сурет](f.svg){alt="Дөңгелек"}',
    "![Мәтінсіз сурет](f.svg)",
    "Сурет ![тұр](f.svg){width=10mm} осында.",
    "$$ x^2 $$",
    "мұндағы *x* – сан, @eq:y.",
    "Мыналар:",
    "- бір\n- екі, [@a, 5-бет]\n- бір",
    "1. бір\n\n2. екі",
    "> Дәйексөз, @tbl:t.",
    "| А | Б |\n|---|---|\n| 1 | [@a] |\n\nTable: Кесте",
    "| А |\n|---|\n| 1 |",
    "Table: Кесте ме?",
    "Термин\n\n: анықтама",
    "Соңғы сөз.",
    '[ҚР]{.abbr title="Республика"} бар.',
    "# Тарау",
    "## Бөлім",
    "#### Терең бөлім",
    "#### Терең бөлім",
    "::: where\n- *x* – сан\n:::",
    "::: landscape\nКең.\n:::",
    "```\nкод\n```",
    "Формула $a_1$ мен [сурет саны]{.count of=figures}.",
    "@fig:f және @eq:y.",
)
DEFINITIONS = (
    "[^1]: Ескерту, @fig:f.",
    "[^1]: Ескерту.",
    "[^1]: Екінші,\n\n    екі абзацты.",
    "[сілтеме]: https://a.kz",
    "[сілтеме]: https://b.kz",
    "[^2]: Екінші [@a].",
)
TARGETS = """# Соңы {#sec:one}

![Сурет](f.svg){#fig:f alt="Дөңгелек"}

$$ y $$ {#eq:y}

| А |
|---|
| 1 |

Table: Кесте {#tbl:t}
"""
FRONT = (
    "",
    "---\nlang: ru\n---\n",
    "---\nrole: appendix\n---\n",
    "---\nrole: introduction\n---\n",
    "---\nrole: abstract\nkeywords: [а, б]\n---\n",
    "---\nrole: abbreviations\n---\nБҰҰ\n\n: Біріккен Ұлттар Ұйымы\n\n",
)
PROFILES = ("kz-diploma", "kz-diploma", "endnotes", "en-apa7-student")
ENDNOTES = (
    "extends: kz-diploma\nparts: [abstract, contents, introduction, chapter, appendix, notes]\n"
)


def texts_of(lots: random.Random, before: list[str]) -> list[str]:
    """Return the blocks of a file after one edit."""
    blocks = list(before)
    place = lots.randrange(len(blocks) + 1)
    match lots.randrange(5):
        case 0 | 1:
            blocks.insert(place, lots.choice(BLOCKS))
        case 2 if blocks:
            del blocks[place % len(blocks)]
        case 3 if blocks:
            blocks.insert(place, blocks.pop(lots.randrange(len(blocks))))
        case _ if blocks:
            blocks[place % len(blocks)] += " Тағы."
    return blocks


@settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(seed=st.integers(0, 1 << 30), remembers=st.booleans())
def test_after_any_edits_the_text_is_that_of_a_new_thesis(
    seed: int, remembers: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lots, root = random.Random(seed), tmp_path_factory.mktemp("thesis")
    files = {name: ["# Бір", *lots.choices(BLOCKS, k=12)] for name in ("1.md", "2.md")}
    recollection, profile, front = Recollection(), PROFILES[0], ""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(root / "cache"))
        for _ in range(6):
            front = lots.choice(FRONT) if lots.random() < 0.2 else front
            defined = {text[:4]: text for text in (*DEFINITIONS, *lots.sample(DEFINITIONS, 2))}
            write(root, files, front, list(defined.values()))
            known = recollection if remembers else Recollection()
            left = Memo(inputs=read_inputs(root, {}), recollection=known)

            assert made(root, profile, left) == made(root, profile, Memo())

            left.settle()
            for _ in range(lots.randrange(1, 3)):
                name = lots.choice(sorted(files))
                files[name] = texts_of(lots, files[name])
            if lots.random() < 0.15:
                profile = lots.choice(PROFILES)
            if lots.random() < 0.2:
                damage(lots)


def write(root: Path, files: dict[str, list[str]], front: str, defined: list[str]) -> None:
    source = root / "source"
    source.mkdir(exist_ok=True)
    (source / "thesis.yaml").write_text(f"{THESIS}bibliography: [r.bib]\n", encoding="utf-8")
    (source / "r.bib").write_text("@book{a, title={Сөз}, year={2005}}\n", encoding="utf-8")
    (source / "f.svg").write_bytes(SVG)
    (root / "styles" / "endnotes").mkdir(parents=True, exist_ok=True)
    (root / "styles" / "endnotes" / "profile.yaml").write_text(ENDNOTES, encoding="utf-8")
    for name, blocks in files.items():
        text = (front if name == "2.md" else "") + "\n\n".join([*blocks, *defined]) + "\n"
        (source / name).write_text(text, encoding="utf-8")
    (source / "3.md").write_text(TARGETS, encoding="utf-8")


def damage(lots: random.Random) -> None:
    """Lose or damage something of what was kept."""
    folder = cache_folder()
    assert folder is not None
    for path in sorted((folder / "store").iterdir()):
        match lots.randrange(12):
            case 0:
                path.unlink()
            case 1:
                path.write_bytes(path.read_bytes()[:-1] + b"?")


def made(root: Path, profile: str, memo: Memo) -> Any:
    """Return the HTML, the sources and the messages."""
    findings, texts = Findings(), dict[str, str]()
    told = None
    try:
        printable = typeset(prepare(root, profile, findings, texts, memo), findings, texts, memo)
        told = printable.html, printable.sources, printable.document.assets
    except StopBuild:
        pass
    return told, sorted(findings.diagnostics, key=lambda d: (d.span, d.code, d.message))
