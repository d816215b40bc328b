"""What our reader and pandoc make of a text, reduced to what both can say.

A shape is nested lists of strings and numbers; inline content is one string in which markup shows
as tags. Pandoc's `Plain` counts as a paragraph, a displayed formula splits its paragraph.
"""

import json
import re
import subprocess
from typing import Any

import pypandoc

from baspa.diagnostics import Findings
from baspa.model import (
    BlockQuote,
    BulletList,
    Citation,
    Code,
    CodeBlock,
    Count,
    CrossReference,
    DefinitionList,
    Division,
    Emphasis,
    Figure,
    Heading,
    InlineImage,
    LineBreak,
    Link,
    Math,
    MathBlock,
    Note,
    OrderedList,
    Paragraph,
    ReferenceForm,
    SoftBreak,
    Strikeout,
    Strong,
    Styled,
    Subscript,
    Superscript,
    Table,
    Text,
)
from baspa.readers.markdown import read_section

EXTENSIONS = "-smart-raw_tex-line_blocks-simple_tables-multiline_tables-auto_identifiers"
PAGE, TITLE = ReferenceForm.PAGE, ReferenceForm.TITLE
TAGS = {Emphasis: "em", Strong: "strong", Strikeout: "s", Superscript: "sup", Subscript: "sub"}
PANDOC_TAGS = {
    "Emph": "em",
    "Strong": "strong",
    "Strikeout": "s",
    "Superscript": "sup",
    "Subscript": "sub",
}
STYLES = {
    "Decimal": "decimal",
    "LowerAlpha": "letter",
    "UpperAlpha": "letter",
    "LowerRoman": "roman",
    "UpperRoman": "roman",
    "DefaultStyle": "automatic",
}
DELIMITERS = {"Period": ".", "OneParen": ")", "TwoParens": "()", "DefaultDelim": "."}
FORMULA = re.compile(r"<display>(.*?)</display>(?:\s*\{#\S+\})?", re.DOTALL)

Shape = list[Any]


def shape(text: str) -> list[Shape]:
    """What our reader makes of `text`."""
    return blocks(read_section(text, "01.md", "kk", Findings()).blocks)


def pandoc_shape(text: str) -> list[Shape]:
    """What pandoc makes of `text`."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", f"markdown{EXTENSIONS}", "-t", "json", "--columns=80"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    return pandoc_blocks(json.loads(done.stdout)["blocks"])


def _squeeze(text: str) -> str:
    return re.sub(r"[ \n]+", " ", text).strip(" ")


def _split(text: str) -> list[Shape]:
    """A paragraph's text and formulas in turn."""
    parts = FORMULA.split(text)
    kinds = [["math" if n % 2 else "para", _squeeze(part)] for n, part in enumerate(parts)]
    return [part for part in kinds if part[1]]


def blocks(nodes: Any) -> list[Shape]:
    return [shape for node in nodes for shape in block(node)]


def block(node: Any) -> list[Shape]:
    match node:
        case Paragraph():
            return _split(inlines(node.content))
        case Heading():
            return [["heading", node.level, node.attributes.id, _squeeze(inlines(node.content))]]
        case BlockQuote():
            return [["quote", blocks(node.blocks)]]
        case CodeBlock():
            return [["code", node.language, node.text]]
        case BulletList():
            return [["bullets", node.tight, [blocks(item.blocks) for item in node.items]]]
        case OrderedList():
            head = ["ordered", node.numbering.value, node.start, node.delimiter, node.tight]
            return [[*head, [blocks(item.blocks) for item in node.items]]]
        case DefinitionList():
            items = [
                [_squeeze(inlines(item.term)), [blocks(d) for d in item.definitions]]
                for item in node.items
            ]
            return [["definitions", items]]
        case Figure():
            return [["figure", node.path, node.attributes.id, _squeeze(inlines(node.caption))]]
        case Table():
            aligns = [column.align.value for column in node.columns]
            caption = _squeeze(inlines(node.caption))
            rows = [_rows(node.head), _rows(node.body)]
            return [["table", aligns, *rows, node.attributes.id, caption]]
        case MathBlock():
            return [["math", _squeeze(node.latex)]]
        case Division():
            return [["div", list(node.attributes.classes), blocks(node.blocks)]]
        case _:
            raise AssertionError(node)


def _rows(rows: Any) -> Shape:
    return [[[c.colspan, c.rowspan, blocks(c.blocks)] for c in row.cells] for row in rows]


def cite(prefix: str, key: str, suffix: str) -> str:
    return f"{prefix} {key} {suffix}".strip()


def inlines(nodes: Any) -> str:
    return "".join(inline(node) for node in nodes)


def inline(node: Any) -> str:
    match node:
        case Text():
            return str(node.value)
        case SoftBreak():
            return " "
        case LineBreak():
            return "<br>"
        case Code():
            return f"<code>{node.value}</code>"
        case Math():
            return f"<math>{node.latex}</math>"
        case Link():
            return f"<a {node.url}>{inlines(node.content)}</a>"
        case InlineImage():
            return f"<img {node.path}>"
        case Note():
            return f"<note>{json.dumps(blocks(node.blocks), ensure_ascii=False)}</note>"
        case Citation():
            items = [
                cite(i.prefix, ("-" if i.suppress_author else "") + i.key, i.suffix)
                for i in node.items
            ]
            return f"<cite {'text ' if node.textual else ''}{'; '.join(items)}>"
        case CrossReference():
            minus = "-" if node.form is ReferenceForm.NUMBER else ""
            first, *others = [target.id for target in node.targets]
            cited = f"<cite {'; '.join([minus + first, *others])}>"
            classes = [node.case] if node.case else []
            classes += [node.form.value] if node.form in (PAGE, TITLE) else []
            return f"<span {' '.join(classes)}>{cited}</span>" if classes else cited
        case Count():
            return f"<count {node.of}>"
        case Styled():
            return f"<span {' '.join(node.attributes.classes)}>{inlines(node.content)}</span>"
        case _:
            tag = TAGS[type(node)]
            return f"<{tag}>{inlines(node.content)}</{tag}>"


def pandoc_blocks(nodes: list[Any]) -> list[Shape]:
    return [shape for node in nodes for shape in pandoc_block(node["t"], node.get("c"))]


def pandoc_block(kind: str, value: Any) -> list[Shape]:
    match kind:
        case "Para" | "Plain":
            return _split(pandoc_inlines(value))
        case "Header":
            return [["heading", value[0], value[1][0], _squeeze(pandoc_inlines(value[2]))]]
        case "BlockQuote":
            return [["quote", pandoc_blocks(value)]]
        case "CodeBlock":
            return [["code", (value[0][1] or [""])[0], value[1]]]
        case "BulletList":
            return [["bullets", _tight(value), [pandoc_blocks(item) for item in value]]]
        case "OrderedList":
            (start, style, delimiter), items = value
            head = ["ordered", STYLES[style["t"]], start, DELIMITERS[delimiter["t"]]]
            return [[*head, _tight(items), [pandoc_blocks(item) for item in items]]]
        case "DefinitionList":
            items = [
                [_squeeze(pandoc_inlines(term)), [pandoc_blocks(d) for d in definitions]]
                for term, definitions in value
            ]
            return [["definitions", items]]
        case "Figure":
            attributes, caption, content = value
            (image,) = (i for i in content[0]["c"] if i["t"] == "Image")
            text = " ".join(pandoc_inlines(b["c"]) for b in caption[1])
            return [["figure", image["c"][2][0], attributes[0], _squeeze(text)]]
        case "Table":
            return [_pandoc_table(value)]
        case "Div":
            return [["div", value[0][1], pandoc_blocks(value[1])]]
        case "RawBlock" | "HorizontalRule":
            return []
        case _:
            raise AssertionError(kind)


def _tight(items: list[Any]) -> bool:
    return all(block["t"] != "Para" for item in items for block in item)


def _pandoc_table(value: Any) -> Shape:
    attributes, caption, columns, head, bodies, foot = value
    aligns = [align["t"].removeprefix("Align").lower() for align, _ in columns]
    rows = [row for body in bodies for row in body[3]] + foot[1]
    heads = [row for row in _pandoc_rows(head[1]) if any(cell[2] for cell in row)]
    text = " ".join(pandoc_inlines(block["c"]) for block in caption[1])
    return ["table", aligns, heads, _pandoc_rows(rows), attributes[0], _squeeze(text)]


def _pandoc_rows(rows: Any) -> Shape:
    return [
        [[colspan, rowspan, pandoc_blocks(content)] for _, _, rowspan, colspan, content in row[1]]
        for row in rows
    ]


def pandoc_inlines(nodes: list[Any]) -> str:
    return "".join(pandoc_inline(node["t"], node.get("c")) for node in nodes)


def pandoc_inline(kind: str, value: Any) -> str:
    match kind:
        case "Str":
            return str(value)
        case "Space" | "SoftBreak":
            return " "
        case "LineBreak":
            return "<br>"
        case "Code":
            return f"<code>{value[1]}</code>"
        case "Math":
            tag = "math" if value[0]["t"] == "InlineMath" else "display"
            return f"<{tag}>{value[1]}</{tag}>"
        case "Link":
            return f"<a {value[2][0]}>{pandoc_inlines(value[1])}</a>"
        case "Image":
            return f"<img {value[2][0]}>"
        case "Note":
            return f"<note>{json.dumps(pandoc_blocks(value), ensure_ascii=False)}</note>"
        case "Cite":
            return _pandoc_cite(value[0])
        case "Span":
            return f"<span {' '.join(value[0][1])}>{pandoc_inlines(value[1])}</span>"
        case "SmallCaps":
            return f"<span smallcaps>{pandoc_inlines(value)}</span>"
        case "RawInline":
            return ""
        case _:
            tag = PANDOC_TAGS[kind]
            return f"<{tag}>{pandoc_inlines(value)}</{tag}>"


def _pandoc_cite(items: list[Any]) -> str:
    """Pandoc marks only the first key of `@a [б. 1; @b]` as textual; a label is never textual."""
    cited = []
    for item in items:
        minus = "-" if item["citationMode"]["t"] == "SuppressAuthor" else ""
        suffix = pandoc_inlines(item["citationSuffix"]).lstrip(" ,")
        prefix = pandoc_inlines(item["citationPrefix"])
        cited.append(cite(prefix, minus + item["citationId"], suffix))
    label = re.match(r"(fig|tbl|eq|sec|app|lst):", items[0]["citationId"], re.IGNORECASE)
    textual = items[0]["citationMode"]["t"] == "AuthorInText" and not label
    return f"<cite {'text ' if textual else ''}{'; '.join(cited)}>"
