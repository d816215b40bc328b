"""Every block has an id that is made from its words, never from its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from thesis_case import PNG, THESIS, write_project

from baspa.build.pipeline import Printable, prepare, typeset
from baspa.diagnostics import Findings
from baspa.model import Cell, Heading, Identified, Paragraph, ResolvedDocument
from baspa.model.walk import plain_text, walk

CHAPTER = """\
# Тарау

Бірінші абзац.

Екінші абзац.[^1]

- бір
- екі

Терім
:   Анықтама.

::: {.note}
Ескерту.
:::

> Дәйексөз.

```
код
```

$$ x = 1 $$ {#eq:x}

![Сурет](a.png){#fig:a alt="а"}

| А | Б[^2] |
|---|---|
| 1 | 2 |

Table: Кесте {#tbl:t}

[^1]: Түсінік.
[^2]: Бірлігі.
"""


def read(folder: Path, *sections: str, **files: str | bytes) -> tuple[Printable, dict[str, str]]:
    """Typeset these sections; return the result and the text of every source."""
    findings, texts = Findings(), dict[str, str]()
    sources = {f"source/{n:02}.md": text for n, text in enumerate(sections, 1)}
    write_project(folder, {"source/a.png": PNG} | sources | files)
    printable = typeset(prepare(folder, None, findings, texts), findings, texts)
    assert [d.code for d in findings.diagnostics if d.code != "W121"] == []
    return printable, texts


def identified(document: ResolvedDocument) -> list[Any]:
    nodes = (n for section in document.sections for n in walk(section.whole.blocks))
    return [n for n in nodes if isinstance(n, Identified) and n.block_id]


def ids(document: ResolvedDocument) -> list[str]:
    return [node.block_id for node in identified(document)]


def test_what_is_added_before_a_block_does_not_change_its_id(tmp_path: Path) -> None:
    before, _ = read(tmp_path / "a", CHAPTER)
    added = CHAPTER.replace("Екінші абзац", "Қосылған абзац.\n\n## Бөлім\n\nЕкінші абзац")
    after, _ = read(tmp_path / "b", "# Жаңа тарау\n\nМәтін.\n", added)

    moved = {name.replace("01.md", "02.md") for name in texts_of(before)}
    assert moved < {*texts_of(after)}
    same, _ = read(tmp_path / "c", added)
    assert {*ids(before.document)} < {*ids(same.document)}
    assert len(ids(same.document)) == len(ids(before.document)) + 2


def texts_of(printable: Printable) -> list[str]:
    blocks = printable.document.blocks.value.values()
    return [f"{source.span.file} {source.digest}" for source in blocks]


def test_an_id_is_a_hidden_bookmark_and_leads_to_the_text_of_its_block(tmp_path: Path) -> None:
    printable, texts = read(tmp_path, CHAPTER)

    blocks = printable.document.blocks.value
    assert all(re.fullmatch(r"_b[0-9a-f]{16}(_[0-9]+)?", name) for name in blocks)
    found = {
        (type(node).__name__, texts[span.file][span.start : span.end].partition("\n")[0])
        for node in identified(printable.document)
        for span in [blocks[node.block_id].span]
    }
    assert found == {
        ("Heading", "# Тарау"),
        ("Paragraph", "Бірінші абзац."),
        ("Paragraph", "Екінші абзац.[^1]"),
        ("Paragraph", "бір"),
        ("Paragraph", "екі"),
        ("Definition", "Терім"),
        ("Paragraph", "Анықтама."),
        ("Paragraph", "Ескерту."),
        ("Paragraph", "Дәйексөз."),
        ("CodeBlock", "```"),
        ("MathBlock", "$$ x = 1 $$ {#eq:x}"),
        ("Figure", '![Сурет](a.png){#fig:a alt="а"}'),
        ("Table", "| А | Б[^2] |"),
        ("Paragraph", "Түсінік."),
        ("Paragraph", "Бірлігі."),
    }


def test_equal_blocks_of_a_file_are_told_apart_by_their_order(tmp_path: Path) -> None:
    printable, _ = read(tmp_path, "# Тарау\n\nСөз.\n\nБасқа.\n\nСөз.\n", "# Тағы\n\nСөз.\n")

    first, other, second, elsewhere = (
        n.block_id for n in identified(printable.document) if isinstance(n, Paragraph)
    )
    assert second == f"{first}_2"
    assert len({first, other, second, elsewhere}) == 4


def test_lines_may_be_wrapped_in_another_way(tmp_path: Path) -> None:
    wide, _ = read(tmp_path / "a", "# Тарау\n\nБір екі үш төрт.\n")
    narrow, _ = read(tmp_path / "b", "# Тарау\n\nБір екі\nүш төрт.\n")

    assert ids(wide.document) == ids(narrow.document)


def test_a_number_that_moves_changes_no_id(tmp_path: Path) -> None:
    referring = "# Тарау\n\n@fig:b көрінеді.\n\n![Б](a.png){#fig:b alt=б}\n"
    one, _ = read(tmp_path / "a", referring)
    two, _ = read(tmp_path / "b", referring.replace("\n\n@", "\n\n![А](a.png){alt=а}\n\n@"))

    assert {*ids(one.document)} < {*ids(two.document)}


def test_a_supplied_heading_is_known_by_its_words(tmp_path: Path) -> None:
    text = "---\nrole: introduction\n---\nБірінші.\n"
    one, _ = read(tmp_path / "a", text)
    two, _ = read(tmp_path / "b", text.replace("Бірінші", "Басқа.\n\nБірінші"))

    (heading,) = (n for n in identified(one.document) if isinstance(n, Heading))
    span = one.document.blocks.value[heading.block_id].span
    assert (span.file, span.start == span.end) == ("source/01.md", True)
    assert {*ids(one.document)} < {*ids(two.document)}


def test_the_cells_of_a_table_belong_to_it(tmp_path: Path) -> None:
    printable, _ = read(tmp_path, CHAPTER)

    cells = [
        n for s in printable.document.sections for n in walk(s.whole.blocks) if isinstance(n, Cell)
    ]
    assert [plain_text(cell.blocks[0].content) for cell in cells] == ["А", "Б", "1", "2"]
    assert {cell.blocks[0].block_id for cell in cells} == {""}


def test_what_is_no_markdown_leads_to_what_says_it(tmp_path: Path) -> None:
    data = (
        "# Тарау\n\n``` {.table #tbl:d}\ndata: d.csv\ncaption: Деректер\nnote: Өз есебіміз.\n```\n"
    )
    printable, texts = read(
        tmp_path,
        data + "\n[ЖІӨ]{.abbr title='ішкі өнім'} [@abai]\n",
        **{
            "source/d.csv": "Жыл,Құны\n2020,1\n2021,1\n",
            "source/02.md.j2": "---\nrole: introduction\n---\n{{ thesis.title }} туралы.\n",
            "source/r.bib": "@book{abai, author={Абай}, title={Қара сөз}, year={2005}}\n",
            "source/thesis.yaml": THESIS + "bibliography: [r.bib]\n",
        },
    )

    document = printable.document
    told = {
        (
            type(node).__name__,
            span.file,
            texts.get(span.file, "")[span.start : span.end].partition("\n")[0],
        )
        for node in identified(document)
        for span in [document.blocks.value[node.block_id].span]
    }
    assert ("Table", "source/01.md", "``` {.table #tbl:d}") in told
    assert ("Definition", "source/01.md", "[ЖІӨ]{.abbr title='ішкі өнім'}") in told
    assert ("Paragraph", "source/02.md.j2 (filled)", "Тақырып туралы.") in told
    (entry,) = document.bibliography.value
    span = document.blocks.value[entry.block_id].span
    assert texts[span.file][span.start : span.end].startswith("@book{abai")
    longer, _ = read(tmp_path, data, **{"source/d.csv": "Жыл,Құны\n2020,1\n2021,1\n2022,1\n"})
    assert {*ids(longer.document)} <= {*ids(document)}
