"""Where the semantic HTML carries the ids of blocks, and that it tells no place in a source."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from thesis_case import PNG, write_project

from baspa.build.pipeline import prepare, typeset
from baspa.diagnostics import Findings

TEXT = """\
# Тарау

Абзац.[^1]

- тармақ

    жалғасы

Терім
:   Анықтама.

> Дәйексөз.

    код

$$ x $$

::: {.where}
- х – өлшем.
:::

::: {#fig:two}
![А](a.png){alt=а} ![Ә](a.png){alt=ә}

Екі сурет
:::

| А |
|---|
| 1 |

Table: Кесте

[ЖІӨ]{.abbr title="ішкі өнім"}

[^1]: Түсінік.
"""


def test_every_block_carries_its_id(tmp_path: Path) -> None:
    findings, texts = Findings(), dict[str, str]()
    write_project(tmp_path, {"source/1.md": TEXT, "source/a.png": PNG})
    printable = typeset(prepare(tmp_path, None, findings, texts), findings, texts)

    root = etree.fromstring(printable.html.encode())
    parts = root.xpath("//section[contains(@class, 'chapter') or contains(@class, 'abbr')]")
    carrying = [
        " ".join([e.tag, *(e.get("class") or "").split()])
        for part in parts
        for e in part.iter()
        if e.get("data-block")
    ]
    assert carrying == [
        "h1 structural",
        "td",
        "td",
        "h1 numbered",
        "p",
        "span footnote-paragraph",
        "li",
        "p",
        "div",
        "p",
        "pre",
        "div equation",
        "p",
        "figure",
        "figure panel",
        "figure panel",
        "table whole",
        "p",
    ]
    assert {e.get("data-block") for e in root.iter("*")} - {None} <= {
        *printable.document.blocks.value
    }
    assert "1.md" not in printable.html
