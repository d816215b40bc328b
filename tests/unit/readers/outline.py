"""The model as an outline that a person can write by hand, and the cases that expect one."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapes import inlines

from baspa.diagnostics import Findings, line_and_column
from baspa.model import (
    Attributes,
    BlockQuote,
    BulletList,
    Chart,
    CodeBlock,
    DataTable,
    DefinitionList,
    Division,
    Figure,
    Heading,
    MathBlock,
    OrderedList,
    Panel,
    Paragraph,
    Table,
)
from baspa.readers.markdown import read_section

SPEC = Path(__file__).parents[2] / "spec" / "reader"
CASE = re.compile(
    r"^## (?P<name>[^\n]+)\n(?P<note>.*?)^`{5,}markdown\n(?P<text>.*?)^`{5,}\n"
    r"(?:\n`{5,}outline\n(?P<outline>.*?)^`{5,}\n)?",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Case:
    name: str
    note: str
    text: str
    outline: str

    def __str__(self) -> str:
        return self.name


def cases(file: str) -> list[Case]:
    """The cases of a file of snippets: a heading, a note, a snippet, perhaps an outline."""
    found = CASE.finditer((SPEC / file).read_text("utf-8"))
    return [Case(m["name"], m["note"].strip(), m["text"], m["outline"] or "") for m in found]


def outline(text: str) -> str:
    """The blocks of `text`, then its findings as `! code line:column message`."""
    findings = Findings()
    section = read_section(text, "01.md", "kk", findings)
    lines = _blocks(section.blocks)
    for diagnostic in findings.diagnostics:
        line, column = line_and_column(text, diagnostic.span.start)
        lines.append(f"! {diagnostic.code} {line}:{column} {diagnostic.message}")
    return "".join(f"{line}\n" for line in lines)


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _line(*words: object) -> str:
    return " ".join(str(word) for word in words if word != "")


def attributes(node: Attributes) -> str:
    words = [f"#{node.id}"] if node.id else []
    words += [f".{name}" for name in node.classes]
    words += [f"{key}={value}" for key, value in node.pairs]
    return f"{{{' '.join(words)}}}" if words else ""


def _blocks(nodes: Any) -> list[str]:
    return [line for node in nodes for line in _block(node)]


def _block(node: Any) -> list[str]:
    match node:
        case Paragraph():
            return [_line("p", inlines(node.content))]
        case Heading():
            return [_line(f"h{node.level}", attributes(node.attributes), inlines(node.content))]
        case BlockQuote():
            return ["quote", *_indented(_blocks(node.blocks))]
        case CodeBlock():
            return [_line("code", node.language, attributes(node.attributes)), *_listing(node.text)]
        case Chart() | DataTable():
            kind = "chart" if isinstance(node, Chart) else "data"
            return [_line(kind, attributes(node.attributes)), *_listing(node.options)]
        case BulletList():
            return [_line("ul", _tight(node)), *_indented(_items(node))]
        case OrderedList():
            head = _line("ol", node.numbering, node.start, node.delimiter, _tight(node))
            return [head, *_indented(_items(node))]
        case DefinitionList():
            return ["dl", *_indented([line for item in node.items for line in _definition(item)])]
        case Figure():
            return [_line("figure", *_picture(node)), *_indented(_panels(node))]
        case Table():
            return _table(node)
        case MathBlock():
            return [_line("math", attributes(node.attributes), node.latex)]
        case Division():
            return [_line("div", attributes(node.attributes)), *_indented(_blocks(node.blocks))]
        case _:
            raise AssertionError(node)


def _picture(node: Figure | Panel) -> tuple[str, ...]:
    alt = node.alt and f'alt="{node.alt}"'
    return node.path, attributes(node.attributes), alt, inlines(node.caption)


def _panels(node: Figure) -> list[str]:
    """The rows of a figure of several pictures, each with a line for each picture."""
    lines: list[str] = []
    for row in node.panels:
        lines += ["row", *_indented([_line("panel", *_picture(panel)) for panel in row])]
    return lines


def _listing(text: str) -> list[str]:
    return [f"  | {line}".rstrip() for line in text.split("\n")]


def _tight(node: BulletList | OrderedList) -> str:
    return "" if node.tight else "loose"


def _items(node: BulletList | OrderedList) -> list[str]:
    lines: list[str] = []
    for item in node.items:
        lines += [_line("li", item.marker), *_indented(_blocks(item.blocks))]
    return lines


def _definition(item: Any) -> list[str]:
    lines = [_line("dt", inlines(item.term))]
    for blocks in item.definitions:
        lines += ["dd", *_indented(_blocks(blocks))]
    return lines


def _table(node: Table) -> list[str]:
    columns = [
        f"{c.align}" + (f":{c.width:.2f}" if c.width is not None else "") for c in node.columns
    ]
    lines = [_line("table", attributes(node.attributes), inlines(node.caption))]
    lines.append("  " + " ".join(columns))
    for kind, rows in (("head", node.head), ("row", node.body)):
        for row in rows:
            lines += _indented(_row(kind, row.cells))
    return lines


def _row(kind: str, cells: Any) -> list[str]:
    """A row of plain cells in one line, any other with a line for each cell."""
    contents = [_blocks(cell.blocks) for cell in cells]
    plain = all(c.colspan == c.rowspan == 1 for c in cells)
    if plain and all(len(c) == 0 or (len(c) == 1 and c[0].startswith("p ")) for c in contents):
        return [f"{kind} " + " | ".join(c[0][2:] if c else "" for c in contents)]
    lines = [kind]
    for cell, content in zip(cells, contents, strict=True):
        lines += [f"  cell {cell.colspan}x{cell.rowspan}", *_indented(_indented(content))]
    return lines
