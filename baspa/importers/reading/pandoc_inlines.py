"""The inlines of pandoc's tree: words, citations, references, formulas, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field, replace
from typing import Any

from baspa.dataclass import dataclass
from baspa.importers.reading.latex_source import with_units
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import (
    EMPTY,
    Code,
    Form,
    Formula,
    Link,
    Markup,
    Note,
    Picture,
    Reference,
    Text,
    Transcript,
)  # fmt: skip

Json = Any
APPENDIX = "BASPAAPPENDIX"
"""Stands for `\\appendix`, of which pandoc says nothing."""
PAGE = "baspa-page-of-"
"""Opens the label in a `\\ref` that stands for `\\pageref`, of which pandoc says nothing."""
_REFERRED = re.compile(r"(?:fig|tbl|tab|eq|sec|app|lst):", re.IGNORECASE)
_TAG = re.compile(r"\\tag\{\(?((?:[A-ZА-Я]\.)?\d{1,3}(?:\.\d{1,3})*)\)?\}")
LABEL = re.compile(r"\\label\{([^}]*)\}")
_FORMS = {
    "Strong": Form.BOLD, "Emph": Form.ITALIC, "Superscript": Form.SUPERSCRIPT,
    "Subscript": Form.SUBSCRIPT,
}  # fmt: skip
_NOUN = re.compile(
    r"(?:figures?|figs?\.?|tables?|sections?|chapters?|equations?|eqs?\.?|appendix|рис[.у]\w*|табл[.и]\w*"
    r"|раздел\w*|глав\w*|формул\w*|приложени\w*)[\s~]*\(?$",
    re.IGNORECASE,
)
"""What an author writes before a number that stands alone."""
_LONGEST_NOUN = 40
"""Characters of that, with some to spare."""


@dataclass(slots=True, kw_only=True)
class Tree(Transcript):
    """The tree while it is read."""

    ledger: Ledger
    picture: Callable[[str], Picture | None]
    """Gives the picture that a target names."""
    keys: frozenset[str]
    """Of the sources."""
    referred: frozenset[str] = frozenset()
    """What is referred to by LaTeX, headings that were called nothing among them."""
    anchors: dict[int, str] = field(default_factory=dict)
    """The label of each heading, by where its title begins."""
    in_appendix: bool = False
    level: int = 0
    """How many blocks lie around the one that is read."""
    block: Callable[[Json], Text]
    """Reads a block, which a footnote holds."""


def plain(node: Json) -> str:
    """Return the words of a part of the tree; of a list of values the first."""
    if isinstance(node, list):
        return "".join(map(plain, node))
    if not isinstance(node, dict):
        return ""
    match node.get("t"):
        case "Str" | "MetaString":
            return str(node["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "MetaList":
            return plain(node["c"][0]) if node["c"] else ""
        case "MetaMap":
            return plain(node["c"].get("name") or next(iter(node["c"].values()), ""))
        case "Math" | "Code":
            return str(node["c"][1])
        case "RawInline" | "Cite" | "Image" | "Link":
            return plain(node["c"][1])
        case _:
            return plain(node.get("c"))


def inlines(nodes: Iterable[Json], reading: Tree, form: int = 0) -> Text:
    """Return inlines as a text."""
    parts, before = list[Text](), ""
    for node in nodes:
        parts.append(_inline(node, reading, form, before))
        before = before[-_LONGEST_NOUN:] + parts[-1].string
    return Text.joined(parts)


def _inline(node: Json, reading: Tree, form: int, before: str) -> Text:
    content = node.get("c")
    match node["t"]:
        case "Str":
            content = content.replace("<<", "«").replace(">>", "»")
            return reading.write(re.sub(r"[\U000f0000-\U0010ffff]", " ", content), form)
        case "Space" | "SoftBreak" | "LineBreak":
            return reading.write(" ", form)
        case "Strong" | "Emph" | "Superscript" | "Subscript" as kind:
            return inlines(content, reading, form | _FORMS[kind])
        case "Span":
            return inlines(content[1], reading, form)
        case "Quoted":
            quote = reading.write('"', form)
            return quote + inlines(content[1], reading, form) + reading.write('"', form)
        case "Cite":
            return _cite(content, reading, before)
        case "Code":
            reading.ledger.drop(reading.write(content[1], 0), "became code")
            return reading.put(Code(content[1], "", False))
        case "Math":
            displayed = content[0]["t"] == "DisplayMath"
            return formula(content[1], reading, displayed=displayed)
        case "Link":
            return _link(content, reading, form)
        case "Image":
            picture = reading.picture(content[2][0])
            if picture is None:
                ask_of_picture(content[2][0], reading)
                return inlines(content[1], reading, form)
            return reading.put(pictured(node, picture, id="", caption=None))
        case "Note":
            return reading.put(Note(Text.joined([*map(reading.block, content)]).stripped()))
        case "RawInline":
            return raw(content, reading)
        case _:
            return inlines(content, reading, form) if isinstance(content, list) else EMPTY


def formula(latex: str, reading: Tree, *, id: str = "", displayed: bool) -> Text:
    """Return a formula, its label taken out of its LaTeX."""
    label, tag = LABEL.search(latex), _TAG.search(latex)
    latex = re.sub(r"\\(?:label|tag)\{[^}]*\}|\\n(?:onumber|otag)\b", "", latex).strip()
    latex = re.sub(r"^\\begin\{equation\*?\}(.*)\\end\{equation\*?\}$", r"\1", latex, flags=re.S)
    latex = re.sub(r"\\(begin|end)\{(?:align|eqnarray)\*?\}", r"\\\1{aligned}", latex)
    latex = re.sub(r"\\(begin|end)\{gather\*?\}", r"\\\1{gathered}", latex)
    latex = re.sub(r"\\mathop\{\\mathrm\{([^{}]*)\}\}", r"\\operatorname{\1}", latex)
    latex = " ".join(with_units(latex).split())
    if not _is_known(latex):
        reading.ledger.ask(reading.length, "this formula cannot be read: write it anew", latex)
        reading.ledger.drop(reading.write(latex, 0), "became code")
        return reading.put(Code(latex, "", False))
    reading.ledger.drop(reading.write(latex, 0), "became a formula")
    made = reading.put(Formula(latex, displayed, label[1] if label else id))
    return made + reading.write(f" ({tag[1]})", 0) if tag and displayed else made


def _is_known(latex: str) -> bool:
    """Tell whether a formula can be typeset; one with an unknown command locks the whole thesis."""
    from baspa.math.errors import FormulaError
    from baspa.math.mathml import to_mathml

    try:
        to_mathml(latex, display=True)
    except FormulaError:
        return False
    return True


def _cite(content: Json, reading: Tree, before: str) -> Text:
    """Return a citation, or the cross-reference that pandoc-crossref writes alike."""
    citations, shown = content
    ids = [citation["citationId"] for citation in citations]
    if all(map(_REFERRED.match, ids)):
        ids = [id[0].lower() + id[1:] for id in ids]
        alone = bool(_NOUN.search(before)) or citations[0]["citationMode"]["t"] == "SuppressAuthor"
        return reading.put(Reference(tuple(ids), alone))
    missing = [id for id in ids if id not in reading.keys]
    if missing:
        reading.ledger.ask(reading.length, "no such source in the bibliography", ", ".join(missing))
        return reading.write(plain(shown) or "[" + "; ".join(ids) + "]", 0)
    return reading.put(Markup(_citation(citations)))


def _citation(citations: Sequence[Json]) -> str:
    first = citations[0]
    if first["citationMode"]["t"] == "AuthorInText":
        suffix = " ".join(plain(first["citationSuffix"]).strip(" ,").split())
        return f"@{first['citationId']}" + (f" [{suffix}]" if suffix else "")
    parts = list[str]()
    for citation in citations:
        before = plain(citation["citationPrefix"]).strip()
        after = " ".join(plain(citation["citationSuffix"]).strip(" ,").split())
        sign = "-@" if citation["citationMode"]["t"] == "SuppressAuthor" else "@"
        head = f"{before} " if before else ""
        parts.append(f"{head}{sign}{citation['citationId']}" + (f", {after}" if after else ""))
    return f"[{'; '.join(parts)}]"


def _link(content: Json, reading: Tree, form: int) -> Text:
    (_, _, settings), words, (url, _) = content
    referred = dict(settings)
    if "reference" in referred:
        ids = tuple(id.strip() for id in referred["reference"].split(","))
        if len(ids) == 1 and ids[0].startswith(PAGE):
            return reading.put(Reference((ids[0].removeprefix(PAGE),), alone=False, page=True))
        return reading.put(Reference(ids, referred.get("reference-type") in ("ref", "eqref")))
    text = inlines(words, reading, form)
    if not re.match(r"https?://|mailto:", url) or text.string.strip() in (url, url[7:]):
        return text
    return reading.put(Link(text, url))


def raw(content: Json, reading: Tree) -> Text:
    """Drop what pandoc leaves raw; note where the appendices begin."""
    kind, raw = content
    if r"\appendix" in raw and kind in ("tex", "latex"):
        reading.in_appendix = True
    reading.ledger.drop(reading.write(raw, 0), f"layout or markup that is not printed ({kind})")
    return EMPTY


def pictured(image: Json, picture: Picture, *, id: str, caption: Text | None) -> Picture:
    """Return a picture with what an image says of it."""
    (own, _, settings), words, _ = image["c"]
    width = dict(settings).get("width", "")
    share = re.fullmatch(r"(\d+(?:\.\d+)?)%", width)
    alt = dict(settings).get("alt") or (plain(words).strip() if caption is None else "")
    mm = float(share[1]) * 1.6 if share else None
    caption = caption.stripped() if caption is not None else None
    return replace(picture, id=id or own, caption=caption, alt=alt, width_mm=mm)


def ask_of_picture(target: str, reading: Tree) -> None:
    """Tell that a picture is not in the project."""
    said = "a picture was not taken over: it is missing, lies elsewhere or cannot be printed"
    reading.ledger.ask(reading.length, said, target)
