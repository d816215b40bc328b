"""What is thrown at `baspa import`: what no thesis holds, in each format.

`SINGLE` are files of one kind each. `MANY` are a million of one thing, or as many as a file may
hold; `DEEP` things in one another; `LONG` one line of the same signs.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Callable, Mapping
from pathlib import Path

from hostile_files import MEGA, docx, large_png, noise, odt, png, rtf, text


def rtf_picture(folder: Path) -> Path:
    """One picture of 100 MB in hexadecimal: the file has 200 MB."""
    size = 99 * MEGA
    return rtf(
        folder,
        b"Kirispe\\par{\\pict\\pngblip\\picw6000\\pich5250 "
        + large_png()[:size].hex().encode()
        + b"}\\par",
    )


def rtf_binary_picture(folder: Path) -> Path:
    picture = large_png()
    return rtf(folder, b"Kirispe\\par{\\pict\\pngblip\\bin%d " % len(picture) + picture + b"}\\par")


def odt_picture(folder: Path) -> Path:
    frame = (
        '<text:h text:outline-level="1">Kirispe</text:h><text:p><draw:frame svg:width="10cm"'
        ' svg:height="9cm"><draw:image xlink:href="Pictures/a.png" xlink:type="simple"/>'
        "</draw:frame></text:p>"
    )
    return odt(folder, frame, large_png())


def odt_text(folder: Path) -> Path:
    return odt(folder, "<text:p>Мәтін бар еді.</text:p>" * (100 * MEGA // 43))


def docx_pictures(folder: Path) -> Path:
    """Ten thousand pictures, each in a paragraph and different; a package may hold 4,000 parts."""
    return _docx_pictures(folder, 10_000)


def docx_most_pictures(folder: Path) -> Path:
    return _docx_pictures(folder, 3_900)


def _docx_pictures(folder: Path, count: int) -> Path:
    drawing = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        ' r:embed="r{}"/></w:drawing></w:r></w:p><w:p><w:r><w:t>Сурет {} – Атауы</w:t></w:r></w:p>'
    )
    pictures = {f"r{n}": png(8, 8, struct.pack("<I", n) * 6) for n in range(count)}
    return docx(folder, "".join(drawing.format(n, n + 1) for n in range(count)), **pictures)


def html_data(folder: Path) -> Path:
    """A hundred pictures of a megabyte as data: addresses."""
    picture = base64.b64encode(png(600, 500, noise(1800))).decode()
    return text(
        folder, "html", f'<h1>A</h1><p><img src="data:image/png;base64,{picture}"></p>' * 83
    )


def html_data_allowed(folder: Path) -> Path:
    """As many of them as a text may hold."""
    picture = base64.b64encode(png(600, 500, noise(1800))).decode()
    return text(folder, "html", f'<h1>A</h1><p><img src="data:image/png;base64,{picture}"></p>' * 4)


def tex_loop(folder: Path) -> Path:
    return text(
        folder, "tex",
        "\\documentclass{report}\\begin{document}\\chapter{A} B.\n"
        + "\\input{case}\n" * 10 + "\\end{document}",
    )  # fmt: skip


def tex_macro(folder: Path) -> Path:
    return text(folder, "tex", "\\newcommand{\\a}{\\a\\a}\\chapter{A}\\a")


def markdown_folder(folder: Path) -> Path:
    target = folder / "case"
    for n in range(20_000):
        file = target / f"{n // 100:03}" / f"{n:05}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# Бөлім {n}\n\nМәтін бар еді.\n", encoding="utf-8")
    return target


def odt_repeated(folder: Path) -> Path:
    """A cell that says it stands a thousand times, in a row that says so too."""
    return odt(
        folder,
        '<text:p>A</text:p><table:table><table:table-column table:number-columns-repeated="1000"/>'
        '<table:table-row table:number-rows-repeated="1000"><table:table-cell'
        ' table:number-columns-repeated="1000"><text:p>1</text:p></table:table-cell>'
        "</table:table-row></table:table>",
    )


def text_too_long(folder: Path) -> Path:
    """One line of 100 MB."""
    return text(folder, "txt", "мәтін " * (100 * MEGA // 11))


def docx_paragraph(folder: Path) -> Path:
    """One paragraph of 45 MB."""
    return docx(folder, f"<w:p><w:r><w:t>{'сөз ' * (45 * MEGA // 7)}</w:t></w:r></w:p>")


def docx_attributes(folder: Path) -> Path:
    """A million attributes of one element."""
    attributes = " ".join(f'a{n}="1"' for n in range(MEGA))
    return docx(folder, f"<w:p {attributes}/>")


def html_attributes(folder: Path) -> Path:
    return text(folder, "html", f"<p {' '.join(f'a{n}=1' for n in range(400_000))}>Мәтін")


Case = Callable[[Path], Path]
SINGLE: tuple[Case, ...] = (
    rtf_picture, rtf_binary_picture, odt_picture, odt_text, docx_pictures, docx_most_pictures,
    html_data, html_data_allowed, tex_loop, tex_macro, markdown_folder, odt_repeated, text_too_long,
    docx_paragraph, docx_attributes, html_attributes,
)  # fmt: skip
_MOST = {"docx": 49 * MEGA, "odt": 49 * MEGA, "rtf": 24 * MEGA}
"""Bytes of one kind that are not refused as such."""
_MOST_OF_TEXT = 4_900_000
_ROWS = {
    "docx": ("<w:p><w:r><w:t>Кесте 1 – A</w:t></w:r></w:p><w:tbl>", "</w:tbl>"),
    "odt": ("<text:p>A</text:p><table:table>", "</table:table>"),
    "html": ("<table>", "</table>"),
    "md": (f"# A\n\n|{'a|' * 100}\n|{'-|' * 100}\n", "\n"),
    "tex": (f"\\section{{A}}\\begin{{tabular}}{{{'l' * 100}}}", "\\end{tabular}"),
    "txt": ("Кесте 1 – A\n", "\n"),
}
"""What stands around rows."""
MANY: Mapping[str, Mapping[str, str]] = {
    "docx": {
        "cells": f"<w:tr>{'<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>' * 60}</w:tr>",
        "tables": "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "paragraphs": "<w:p><w:r><w:t>a</w:t></w:r></w:p>",
        "empty paragraphs": "<w:p/>",
        "headings": '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>A</w:t></w:r></w:p>',
        "references": "<w:p><w:r><w:t>1-кестеде [1, 2 б.]</w:t></w:r></w:p>",
        "bookmarks": '<w:p><w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/></w:p>',
        "links": '<w:p><w:hyperlink w:anchor="a"><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>',
    },
    "odt": {
        "cells": "<table:table-row>"
        + "<table:table-cell><text:p>1</text:p></table:table-cell>" * 60
        + "</table:table-row>",
        "paragraphs": "<text:p>a</text:p>",
        "headings": '<text:h text:outline-level="1">A</text:h>',
        "notes": '<text:p>a<text:note text:note-class="footnote"><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>b</text:p></text:note-body></text:note>"
        "</text:p>",
    },
    "rtf": {
        "cells": "\\trowd"
        + "".join(f"\\cellx{n * 100}" for n in range(1, 61))
        + "\\intbl "
        + "1\\cell " * 60
        + "\\row\n",
        "paragraphs": "a\\par ",
        "notes": "a{\\footnote b}",
        "groups": "{a}",
    },
    "html": {
        "cells": f"<tr>{'<td>1</td>' * 100}</tr>\n",
        "unclosed cells": f"<tr>{'<td>1' * 100}\n",
        "tables": "<table><tr><td>a</td></tr></table>",
        "paragraphs": "<p>a</p>",
        "headings": "<h1>a</h1>",
        "links": '<a href="http://a.b">a</a>\n',
        "items": "<ul><li>a</li></ul>",
        "unclosed elements": "<b>",
    },
    "md": {
        "cells": f"|{'1|' * 100}\n",
        "tables": "|a|b|\n|-|-|\n|1|2|\n\n",
        "tables of HTML": "<table><tr><td>a</td></tr></table>\n\n",
        "paragraphs": "a\n\n",
        "headings": "# a\n\n",
        "notes": "a^[b] ",
        "citations": "[@a] ",
        "links": "[a](http://b.c) ",
        "items": "- a\n",
        "formulas": "$a$ ",
        "commands of LaTeX": "\\foo{a} ",
    },
    "tex": {
        "cells": "1&" * 99 + "1\\\\\n",
        "paragraphs": "a\n\n",
        "headings": "\\section{a}\n",
        "notes": "a\\footnote{b} ",
        "references": "\\ref{a} ",
        "citations": "\\cite{a} ",
        "boxes": "\\fbox{\\includegraphics{a}} ",
    },
    "txt": {
        "cells": "1\t" * 99 + "1\n",
        "drawn cells": "|1" * 100 + "|\n",
        "paragraphs": "a\n",
        "sentences": "Мәтін бар еді.\n",
        "headings": "1.1 Тарау\n",
        "captions": "Кесте 1 – Атауы\n",
        "references": "1-кестеде және 2-суретте [1, 3 б.]\n",
        "sources": "Иванов И. И. Реки. – М.: Наука, 1990. – 200 с.\n",
        "formulas": "P = UI / 2 × 100 %   (1)\n",
    },
}
DEEP: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "docx": {
        "tables": ("<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"),
        "content controls": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    },
    "odt": {
        "lists": ("<text:list><text:list-item><text:p>A</text:p>", "</text:list-item></text:list>"),
        "tables": (
            "<table:table><table:table-row><table:table-cell>",
            "</table:table-cell></table:table-row></table:table>",
        ),
        "spans": ("<text:p>" + "<text:span>", "</text:span></text:p>"),
    },
    "rtf": {"groups": ("{", "}"), "tables": ("\\pard\\intbl\\itap2 A\\nestcell{", "}")},
    "html": {
        "lists": ("<ul><li>a", "</li></ul>"),
        "unclosed lists": ("<ul><li>a", ""),
        "spans": ("<span>", "</span>"),
        "tables": ("<table><tr><td>", "</td></tr></table>"),
    },
    "md": {"quotes": ("> ", ""), "emphasis": ("*a **b ", ""), "brackets": ("[", "]")},
    "tex": {
        "lists": ("\\begin{itemize}\\item a ", "\\end{itemize}"),
        "braces": ("{", "}"),
        "formulas": ("\\frac{", "}{b}"),
    },
}
LONG = {
    "spaces": " ", "digits": "1", "letters": "а", "brackets": "[", "parentheses": "(",
    "dollars": "$", "braces": "{", "asterisks": "*", "underscores": "_ ", "dots": ".",
    "dashes": "- ", "quotes": '"', "bars": "|", "tabs": "\t", "backslashes": "\\",
    "backticks": "`", "numbers": "1, ", "numbers with dots": "1.1 ", "words": "мәтін ",
    "references": "1, 2 и ", "links": "[a](", "citations": "[@", "notes": "^[", "years": "(2012, ",
}  # fmt: skip
_LONG_CHARACTERS = 200_000
_DEPTHS = (200, 5000)


def many(kind: str, piece: str) -> Case:
    """Return a case of a million pieces, or as many as may be."""

    def case(folder: Path) -> Path:
        count = min(MEGA, _MOST.get(kind, _MOST_OF_TEXT) // len(piece.encode()))
        is_row = "tr>" in piece[:4] or "|" in piece[:1] or "table-row" in piece or "1&" in piece
        before, behind = _ROWS[kind] if is_row or "1\t" in piece else ("", "")
        return _written(kind, folder, before + piece * count + behind)

    return case


def deep(kind: str, opening: str, closing: str, depth: int) -> Case:
    """Return a case of things in one another."""
    inner = {"docx": "<w:p><w:r><w:t>A</w:t></w:r></w:p>", "odt": "<text:p>A</text:p>"}

    def case(folder: Path) -> Path:
        return _written(kind, folder, opening * depth + inner.get(kind, "A") + closing * depth)

    return case


def long(kind: str, sign: str) -> Case:
    """Return a case of one line."""

    def case(folder: Path) -> Path:
        return text(folder, kind, f"Мәтін бар. {sign * (_LONG_CHARACTERS // len(sign))} соңы.\n")

    return case


def _written(kind: str, folder: Path, body: str) -> Path:
    match kind:
        case "docx":
            return docx(folder, body)
        case "odt":
            return odt(folder, body)
        case "rtf":
            return rtf(folder, body.encode())
        case _:
            return text(folder, kind, body)


def cases() -> dict[str, Case]:
    """Return every case by its name."""
    found = {case.__name__.replace("_", " "): case for case in SINGLE}
    for kind, pieces in MANY.items():
        found |= {f"{kind}: many {name}": many(kind, piece) for name, piece in pieces.items()}
    for kind, pairs in DEEP.items():
        for name, (opening, closing) in pairs.items():
            found |= {f"{kind}: {n} deep {name}": deep(kind, opening, closing, n) for n in _DEPTHS}
    for kind in ("txt", "md", "tex"):
        found |= {f"{kind}: a line of {name}": long(kind, sign) for name, sign in LONG.items()}
    return found
