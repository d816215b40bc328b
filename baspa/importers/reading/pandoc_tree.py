"""What pandoc reads in Markdown, LaTeX or HTML becomes a manuscript.

| pandoc's tree | as |
|---|---|
| headings, paragraphs, lists, definitions, quotes | lines with a `Look` |
| figures, tables, formulas, with their captions and labels | objects |
| citations, cross-references by `@fig:x`, `\\ref{x}`, `\\autoref{x}` | `Markup`, `Reference` |
| footnotes, links, code | objects |
| raw HTML, layout commands, pictures from elsewhere | dropped, and said so |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from baspa.importers.limits import check_level
from baspa.importers.reading.pandoc_inlines import (
    APPENDIX,
    LABEL,
    Tree,
    ask_of_picture,
    formula,
    inlines,
    pictured,
    plain,
    raw,
)
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import (
    EMPTY,
    Code,
    Form,
    Look,
    Manuscript,
    Picture,
    Table,
    Text,
)
from baspa.importers.text.verse import VERSE, is_verse

Json = Any
_ATTRIBUTES = re.compile(r"\s*\{#([^\s}]+)[^}]*\}\s*$")
_ENCODED = re.compile(r"[A-Za-z0-9+/=\\]{400,}(?:\\n[A-Za-z0-9+/=\\]{40,})*")
"""A picture as a notebook holds it."""
_ALERT = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?:\s|$)", re.IGNORECASE)
_ALIGNED = {"AlignLeft": "l", "AlignRight": "r", "AlignCenter": "c", "AlignDefault": "l"}


def read_tree(
    tree: Json, picture: Callable[[str], Picture | None], keys: frozenset[str], ledger: Ledger
) -> Manuscript:
    """Return the manuscript of pandoc's tree, whose raw LaTeX has been read already."""

    def block(node: Json) -> Text:
        return _block(node, reading, Look(), "")

    referred = frozenset(id for ids in _references(tree["blocks"]) for id in ids)
    reading = Tree(ledger=ledger, picture=picture, keys=keys, block=block, referred=referred)
    meta = tree.get("meta", {})
    text = EMPTY
    if "abstract" in meta:
        text += _line(reading.write("Abstract", 0), Look(level=1), reading)
        text += _blocks(_meta_blocks(meta["abstract"]), reading)
    text += _blocks(tree["blocks"], reading)
    return Manuscript(
        source="".join(reading.source),
        text=text,
        looks=reading.looks,
        objects=tuple(reading.objects),
        anchors=reading.anchors,
        metadata=_properties(meta),
    )


def _references(node: Json) -> Iterator[list[str]]:
    """Give what the references of LaTeX in a tree lead to."""
    if isinstance(node, list):
        for part in node:
            yield from _references(part)
    elif isinstance(node, dict):
        if node.get("t") == "Link":
            yield [id.strip() for id in dict(node["c"][0][2]).get("reference", "").split(",")]
        for part in node.values():
            yield from _references(part)


def _meta_blocks(value: Json) -> list[Json]:
    match value["t"]:
        case "MetaBlocks":
            return list(value["c"])
        case "MetaInlines":
            return [{"t": "Para", "c": value["c"]}]
        case _:
            return []


def _properties(meta: Json) -> dict[str, str]:
    """Return what the metadata says that the title page prints."""
    names = {
        "title": "title", "author": "author", "supervisor": "supervisor",
        "institution": "university", "university": "university", "location": "university",
        "faculty": "faculty", "department": "department", "date": "year", "year": "year",
    }  # fmt: skip
    found = dict[str, str]()
    for theirs, ours in names.items():
        if theirs in meta and (said := plain(meta[theirs]).strip()):
            found.setdefault(ours, said)
    if "year" in found:
        year = re.search(r"(?:19|20)\d\d", found.pop("year"))
        found |= {"year": year[0]} if year else {}
    return found


def _blocks(nodes: Iterable[Json], reading: Tree, look: Look = Look(), mark: str = "") -> Text:  # noqa: B008
    """Return blocks as lines; `mark` opens the first of them."""
    return Text.joined(
        [_block(node, reading, look, mark if n == 0 else "") for n, node in enumerate(nodes)]
    )


def _block(node: Json, reading: Tree, look: Look, mark: str) -> Text:
    """Return the lines of a block; raises TooMuch for one that lies in too many others."""
    reading.level += 1
    check_level(reading.level)
    text = _lines(node, reading, look, mark)
    reading.level -= 1
    return text


def _lines(node: Json, reading: Tree, look: Look, mark: str) -> Text:
    content = node.get("c")
    match node["t"]:
        case "Para" | "Plain" if plain(content) == APPENDIX:
            reading.in_appendix = True
            return EMPTY
        case "Para" | "Plain":
            return _paragraph(content, reading, look, mark)
        case "Header":
            return _heading(content, reading)
        case "BulletList":
            return _list(content, ["–"] * len(content), reading, look)
        case "OrderedList":
            return _list(content[1], _marks(content[0], len(content[1])), reading, look)
        case "DefinitionList":
            return _definitions(content, reading)
        case "BlockQuote" if content[0]["t"] == "Para" and _ALERT.match(plain(content[0])):
            return _blocks(_without_mark(content, reading), reading, look)
        case "BlockQuote":
            return _blocks(content, reading, replace(look, quote=True))
        case "Figure":
            return _figure(content, reading)
        case "Table":
            return _line(reading.put(_table(content, "", reading)), look, reading)
        case "Div":
            (id, classes, _), inner = content
            if len(inner) == 1 and inner[0]["t"] == "Table":
                return _line(reading.put(_table(inner[0]["c"], id, reading)), look, reading)
            if len(inner) == 1 and inner[0]["t"] == "Figure":
                return _figure(inner[0]["c"], reading, id)
            if id == "refs":
                return EMPTY
            turned = replace(look, landscape=look.landscape or "landscape" in classes)
            return _blocks(inner, reading, turned, mark)
        case "CodeBlock" if "math" in content[0][1]:
            math = {"t": "Math", "c": [{"t": "DisplayMath"}, content[1]]}
            return _paragraph([math], reading, look, mark)
        case "CodeBlock":
            return _listing(content, look, reading)
        case "LineBlock":
            lines = [{"t": "Para", "c": line} for line in content]
            if is_verse([plain(line) for line in content]):
                joined = [n for line in content for n in (*line, {"t": "LineBreak"})][:-1]
                lines = [{"t": "Para", "c": joined}]
            return _blocks(lines, reading, look, mark)
        case "RawBlock":
            return raw(content, reading)
        case _:
            return EMPTY


def _without_mark(blocks: Sequence[Json], reading: Tree) -> list[Json]:
    """Return the paragraphs of a box as GitHub has it, `> [!NOTE]`, without the mark."""
    first, *others = blocks
    reading.ledger.drop(reading.write(plain(first["c"][0]), 0), "the mark of a box")
    words = first["c"][1:]
    while words and words[0]["t"] in ("Space", "SoftBreak", "LineBreak"):
        words = words[1:]
    return [*([{**first, "c": words}] if words else []), *others]


def _listing(content: Json, look: Look, reading: Tree) -> Text:
    """Return a listing, its caption in a line above; long runs of encoded bytes go."""
    (_, classes, settings), code = content
    said = dict(settings)
    for encoded in _ENCODED.findall(code):
        reading.ledger.drop(reading.write(encoded, 0), "encoded bytes inside a listing")
    code = _ENCODED.sub("…", code)
    reading.ledger.drop(reading.write(code.replace("…", ""), 0), "became a listing")
    language = said.get("language", "").lower()
    listing = Code(code, classes[0] if classes else language, True)
    caption = said.get("caption") or said.get("lst-cap") or ""
    above = _line(reading.write(caption, 0), look, reading) if caption else EMPTY
    return above + _line(reading.put(listing), look, reading)


def _paragraph(content: Json, reading: Tree, look: Look, mark: str) -> Text:
    """Return a paragraph; a formula on a line of its own stands between two lines."""
    parts, opened = list[Text](), reading.write(mark + " ", 0) if mark else EMPTY
    content = content if mark else _with_verse(content)
    if formula := _numbered_formula(content, reading):
        return _line(opened + formula, replace(look, is_item=bool(mark)), reading)
    for piece in _around_formulas(content):
        line = opened + (_numbered_formula(piece, reading) or inlines(piece, reading))
        if line.string.strip():
            parts.append(_line(line, replace(look, is_item=bool(len(opened))), reading))
        opened = EMPTY
    return Text.joined(parts)


def _with_verse(inlines: Sequence[Json]) -> Sequence[Json]:
    """Return inlines in which the breaks of a poem or an address end its lines."""
    line_break, end = {"t": "LineBreak"}, {"t": "Str", "c": VERSE}
    lines = [plain([*group]) for is_end, group in groupby(inlines, line_break.__eq__) if not is_end]
    return [end if node == line_break else node for node in inlines] if is_verse(lines) else inlines


def _around_formulas(inlines: Sequence[Json]) -> Iterator[Sequence[Json]]:
    """Give each displayed formula of a paragraph, and what stands between them."""
    start = 0
    for n, node in enumerate(inlines):
        if node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath":
            yield inlines[start:n]
            yield [node]
            start = n + 1
    yield inlines[start:]


def _line(text: Text, look: Look, reading: Tree) -> Text:
    """Return a line, and note its look by its first character."""
    if len(text):
        reading.looks.add(text.origin, look)
    return text + reading.write("\n", 0)


def _heading(content: Json, reading: Tree) -> Text:
    level, (id, classes, _), words = content
    text = inlines(words, reading)
    unnumbered = "unnumbered" in classes or "-" in classes
    appendix = "appendix" in classes or (reading.in_appendix and level == 1)
    id = id or next((made for made in [identifier(plain(words))] if made in reading.referred), "")
    if id and len(text):
        reading.anchors[text.origin] = id
    look = Look(level=level, is_unnumbered=unnumbered, is_appendix=appendix)
    return _line(text, look, reading)


def identifier(title: str) -> str:
    """Return what pandoc calls a heading by itself (Manual, Extension: auto_identifiers)."""
    kept = re.sub(r"[^\w\s.-]", "", title).casefold()
    return re.sub(r"^[\W\d_]+", "", "-".join(kept.split()))


def _list(items: Sequence[Json], marks: Sequence[str], reading: Tree, look: Look) -> Text:
    inner = replace(look, depth=look.depth + 1 if look.in_list else 0, in_list=True)
    pairs = zip(marks, items, strict=True)
    return Text.joined([_blocks(item, reading, inner, mark) for mark, item in pairs])


def _marks(attributes: Json, count: int) -> list[str]:
    """Return the marks of an ordered list."""
    start, style, delimiter = attributes[0], attributes[1]["t"], attributes[2]["t"]
    if style in ("LowerAlpha", "UpperAlpha"):
        letters = [chr(ord("a") + (start + n - 1) % 26) for n in range(count)]
        shown = [c.upper() for c in letters] if style == "UpperAlpha" else letters
    else:
        shown = [str(start + n) for n in range(count)]
    return [f"{one}{')' if delimiter in ('OneParen', 'TwoParens') else '.'}" for one in shown]


def _definitions(items: Json, reading: Tree) -> Text:
    parts = list[Text]()
    for term, definitions in items:
        head = inlines(term, reading, Form.BOLD) + reading.write(" – ", 0)
        first = definitions[0][0]["c"] if definitions and definitions[0] else []
        parts.append(_line(head + inlines(first, reading), Look(), reading))
        parts += [_blocks(definition[1:], reading) for definition in definitions]
    return Text.joined(parts)


def _figure(content: Json, reading: Tree, outer: str = "") -> Text:
    """Return the line of a figure; `outer` is what a division around it is called."""
    (id, _, _), (_, caption), inner = content
    id = id or outer or next(_labels(caption), "")
    images = [*_outermost(inner, "Image")]
    pictures = [(image, reading.picture(image["c"][2][0])) for image in images]
    words = inlines(_caption_inlines(caption), reading)
    found = [(image, picture) for image, picture in pictures if picture is not None]
    for image, picture in pictures:
        if picture is None:
            ask_of_picture(image["c"][2][0], reading)
    if not images:
        drawn = "a figure that LaTeX draws was not taken over: put a picture in its place"
        reading.ledger.ask(reading.length, drawn, words.string.strip() or id)
    if not found:
        return _line(words, Look(), reading)
    if len(found) == 1:
        whole = pictured(*found[0], id=id, caption=words)
        return _line(reading.put(whole), Look(), reading)
    if id and len(words):
        reading.anchors[words.origin] = id
    own = {
        image["c"][2][0]: figure
        for figure in _outermost(inner, "Figure")
        for image in _outermost(figure, "Image")
    }
    row = list[Text]()
    for image, picture in found:
        figure = own.get(image["c"][2][0])
        (panel_id, _, _), (_, title), _ = figure["c"] if figure else (("", [], []), (None, []), [])
        panel_id = panel_id or next(_labels(title), "")
        panel_words = inlines(_caption_inlines(title), reading) if title else None
        row.append(reading.put(pictured(image, picture, id=panel_id, caption=panel_words)))
    return _line(Text.joined(row), Look(), reading) + _line(words, Look(caption=True), reading)


def _labels(node: Json) -> Iterator[str]:
    """Give what `\\label{x}` inside a caption calls its figure or table."""
    if isinstance(node, list):
        for part in node:
            yield from _labels(part)
    elif isinstance(node, dict):
        if node.get("t") == "RawInline" and (label := LABEL.fullmatch(node["c"][1].strip())):
            yield label[1]
        yield from _labels(node.get("c"))


def _outermost(node: Json, kind: str) -> Iterator[Json]:
    """Give the nodes of one kind inside a node, not those inside of them."""
    if isinstance(node, list):
        for part in node:
            yield from _outermost(part, kind)
    elif isinstance(node, dict):
        if node.get("t") == kind:
            yield node
        else:
            yield from _outermost(node.get("c"), kind)


def _caption_inlines(blocks: Json) -> list[Json]:
    return [inline for block in blocks for inline in block.get("c", [])]


def _table(content: Json, id: str, reading: Tree) -> Table:
    (own, _, _), (_, caption), columns, head, bodies, foot = content
    rows = [*head[1]]
    for body in bodies:
        rows += [*body[2], *body[3]]
    rows += foot[1]
    grid, spans = _grid(rows, len(columns), reading)
    words = inlines(_caption_inlines(caption), reading)
    labelled = _ATTRIBUTES.search(words.string)
    if labelled:
        reading.ledger.drop(words[labelled.start() :], "the label of a table: it is kept as one")
        words = words[: labelled.start()]
    return Table(
        rows=grid,
        spans=spans,
        head=len(head[1]),
        aligned="".join(_ALIGNED.get(column[0]["t"], "l") for column in columns),
        id=id or own or (labelled[1] if labelled else next(_labels(caption), "")),
        caption=words.stripped() if len(words) else None,
    )


def _grid(
    rows: Sequence[Json], width: int, reading: Tree
) -> tuple[tuple[tuple[Text, ...], ...], dict[tuple[int, int], tuple[int, int]]]:
    """Return the cells of a table at their places, and those that span others."""
    reading.more_cells(width * max(1, len(rows)))
    grid = [[EMPTY] * width for _ in rows] or [[EMPTY]]
    spans, taken = dict[tuple[int, int], tuple[int, int]](), set[tuple[int, int]]()
    for r, (_, cells) in enumerate(rows):
        c = 0
        for _, _, down, across, blocks in cells:
            while (r, c) in taken:
                c += 1
            if c >= width:
                break
            grid[r][c] = _blocks(blocks, reading).stripped()
            down, across = min(down, len(rows) - r), min(across, width - c)
            taken |= {(r + dr, c + dc) for dr in range(down) for dc in range(across)}
            if down * across > 1:
                spans[r, c] = (down, across)
            c += across
    return tuple(map(tuple, grid)), spans


def _numbered_formula(inlines: Sequence[Json], reading: Tree) -> Text | None:
    """Return the formula of a paragraph that holds one and its label."""
    if not inlines or inlines[0]["t"] != "Math" or inlines[0]["c"][0]["t"] != "DisplayMath":
        return None
    rest = plain(inlines[1:]).strip()
    labelled = _ATTRIBUTES.fullmatch(rest)
    if rest and not labelled:
        return None
    return formula(inlines[0]["c"][1], reading, id=labelled[1] if labelled else "", displayed=True)
