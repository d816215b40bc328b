"""Files with accidents, for tests and for bench/import_fuzz.py: every kind in its own ways.

| kind | besides bytes changed, cut off, repeated, swapped, taken out |
|---|---|
| docx, odt | elements, values swapped, doubled, nested; parts missing, renamed, in one another |
| rtf | groups open or closed too often or nested, `\\bin`, code pages, `\\u` and what replaces it |
| tex | braces, environments, macros that call themselves, files that include themselves |
| doc | also what is none: RTF, HTML, DOCX, text under its name |
"""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence

LATEX = r"""\documentclass[12pt]{report}
\usepackage[utf8]{inputenc}
\newcommand{\org}[1]{\textbf{#1}}
\newacronym{gis}{ГАЖ}{географиялық ақпараттық жүйе}
\title{Қала суының сапасы}
\author{Әлия Сапарова}
\begin{document}
\maketitle
\tableofcontents
\chapter*{Кіріспе}
Зерттеу \org{Арал} өңірінде жүрді \cite{akhmet2019}, \gls{gis} пайдаланылды~--- 12\,\% өсім.
\chapter{Әдістер}\label{ch:methods}
\section{Өлшеу}
Су сынамалары \SI{25}{\celsius} кезінде алынды (\ref{tab:a}-кесте, \autoref{fig:a}):
\begin{itemize}\item бірінші;\item екінші \begin{enumerate}\item ішкі\end{enumerate}\end{itemize}
\begin{table}\caption{Сандар}\label{tab:a}
\begin{tabular}{|l|r|}\hline Аты & Саны \\ \hline \multicolumn{2}{c}{жиыны} \\
а & $x_1$ \\ \end{tabular}
\end{table}
\begin{equation}\label{eq:a} E = \frac{mc^2}{\sqrt{1-\beta}} \end{equation}
\begin{figure}\centering\fbox{\includegraphics[width=.5\textwidth]{map}}\caption{Карта}\label{fig:a}\end{figure}
\begin{verbatim}
x = {1, 2}
\end{verbatim}
\footnote{Ескерту: \emph{тек} жазда.} \input{chapter2}
\chapter*{Қорытынды} Бәрі анық.
\appendix\chapter{Сауалнама} Сұрақтар.
\begin{thebibliography}{9}\bibitem{akhmet2019} Ахмет А. Су. -- Алматы, 2019. -- 120 б.
\end{thebibliography}
\end{document}
"""
_LATEX_PIECES = (
    "{" * 60, "}", "\\begin{tabular}{ll}", "\\end{document}", "\\input{thesis}", "\\begin{itemize}",
    "\\def\\b{\\b}\\b", "$", "$$", "\\[", "\\cite{", "\\ref{}",
    "%", "\\", "\\\\", "&", "\\verb|", "\\begin{equation}", "\\footnote{", "^^M", "\x00",
    "\\multicolumn{99999}{c}{x}", "\\includegraphics{../../../etc/passwd}", "\\item", "\\left(",
)  # fmt: skip
_ENDLESS = "\\newcommand{\\a}{\\a\\a}\\a"
"""Which pandoc unfolds until its time is over."""
_RTF_PIECES = (
    b"{", b"}", b"{" * 60, b"}" * 5, b"\\bin99999999 ", b"\\bin-1 ", b"\\bin5 ",
    b"\\ansicpg99999 ", b"\\ansicpg1251 ", b"\\f99", b"\\u1240 ", b"\\u-5?", b"\\u1240?\\u1240",
    b"\\uc0 ", b"\\uc3 ", b"\\u99999999999?", b"\\'", b"\\'zz", b"\\'ff",
    b"\\trowd\\cellx1\\cell\\row", b"\\cell", b"\\row", b"{\\*\\unknown x}",
    b"{\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}", b"{\\footnote x}", b"\\pict",
    b"{\\pict\\pngblip 89504e47}", b"{\\object\\objemb}", b"{\\fonttbl}", b"{\\stylesheet}",
    b"\\par", b"\\nestcell\\nestrow", b"\\itap9", b"\\ls77", b"\\page", b"\\sect", b"\\~\\-\\_",
    b"\\mac ", b"\\fs999999", b"\\li-999999999", b"\\x" * 40,
)  # fmt: skip
_VALUES = ("", "-1", "99999999999999999999", "0", "x", "1e9", "&#0;", "а" * 300)
_XML_PIECES = ("\u202e", "&amp;", "\U000f0001", "<w:p/>", "<text:p/>", "<text:s text:c='99999'/>")
_ELEMENT = (
    r"<((?:w:(?:p|r|tbl|tc|tr|pPr)|text:(?:p|h|span|list|list-item|note)|draw:frame"
    r"|table:(?:table|table-row|table-cell)))[ >].*?</\1>"
)

Damage = Callable[[bytes, random.Random], bytes]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return bytes with one to eight accidents."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        if not data:
            break
        at = chance.randrange(len(data))
        match chance.randrange(7):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 200)]
            case 2:
                data[at:at] = chance.randbytes(chance.randint(1, 40))
            case 3:
                data[at:at] = data[at : at + chance.randint(1, 400)] * chance.randint(1, 20)
            case 4 if chance.random() < 0.5:
                del data[at:]
            case 5:
                _swap(data, chance, 30)
            case _:
                _swap(data, chance, 2000)
    return bytes(data)


def _swap(data: bytearray, chance: random.Random, length: int) -> None:
    """Change two pieces of `length` bytes for one another."""
    a, b = chance.randrange(len(data)), chance.randrange(len(data))
    data[a : a + length], data[b : b + length] = data[b : b + length], data[a : a + length]


def damaged_xml(part: bytes, chance: random.Random) -> bytes:
    """Return XML that is mostly well-formed, with its elements and values mixed up."""
    text = part.decode("utf-8", "replace")
    for _ in range(chance.choice((1, 1, 2, 4))):
        text = _mixed_up(text, chance)
    return text.encode("utf-8", "replace")


def _mixed_up(text: str, chance: random.Random) -> str:
    values = [m.span(1) for m in re.finditer(r'="([^"]{0,200})"', text)]
    tags = [m.span() for m in re.finditer(r"<[^>]{1,400}>", text)]
    elements = [m.span() for m in re.finditer(_ELEMENT, text, re.DOTALL)]
    match chance.randrange(7):
        case 0 if values:
            start, end = chance.choice(values)
            return text[:start] + chance.choice(_VALUES) + text[end:]
        case 1 if values:
            (a, b), (c, d) = sorted(chance.choices(values, k=2))
            return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:] if b <= c else text
        case 2 if tags:  # an element as a whole, else it is no XML any more
            whole = elements if elements and chance.random() < 0.8 else tags
            start, end = chance.choice(whole)
            return text[:start] + text[end:]
        case 3 if elements:
            start, end = chance.choice(elements)
            return text[:start] + text[start:end] * chance.randint(2, 30) + text[end:]
        case 4 if len(elements) > 1:
            (a, b), (c, d) = sorted(chance.sample(elements, 2))
            return text[:a] + text[c:d] + text[b:] if b <= c else text
        case 5 if elements:  # into itself, many levels deep
            start, end = chance.choice(elements)
            whole = text[start:end]
            opening = whole[: whole.index(">") + 1]
            closing = whole[whole.rindex("</") :]
            depth = chance.choice((3, 30, 400))
            return text[:start] + opening * depth + whole + closing * depth + text[end:]
        case _:
            at = chance.randrange(len(text) + 1)
            return text[:at] + chance.choice(_XML_PIECES) + text[at:]


def damaged_package(content: bytes, chance: random.Random) -> bytes:
    """Return a ZIP package whose parts are damaged, or that is damaged as a whole."""
    way = chance.random()
    if way < 0.15:
        return damaged(content, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        names = [n for n in old.namelist() if n.endswith((".xml", ".rels"))]
        main = [n for n in names if n in ("word/document.xml", "content.xml", "styles.xml")]
        victims = {chance.choice(names), *(main[:1] if chance.random() < 0.6 else ())}
        for name in old.namelist():
            part = old.read(name)
            if name in victims:
                fate = chance.random()
                if fate < 0.07:
                    continue
                if fate < 0.12:
                    name = chance.choice((name.upper(), f"x/{name}", f"./{name}", f"{name}/"))
                part = (damaged if chance.random() < 0.15 else damaged_xml)(part, chance)
            new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return _overlapping(out.getvalue(), chance) if way < 0.2 else out.getvalue()


def _overlapping(content: bytes, chance: random.Random) -> bytes:
    """Return a package in whose directory one part lies where another one does."""
    entries = [m.start() for m in re.finditer(b"PK\x01\x02", content)]
    if len(entries) < 2:
        return content
    a, b = chance.sample(entries, 2)
    offset = struct.calcsize("<42x")
    return content[: a + offset] + content[b + offset : b + offset + 4] + content[a + offset + 4 :]


def damaged_rtf(content: bytes, chance: random.Random) -> bytes:
    """Return RTF with words put in that break its groups, counts and code pages."""
    if chance.random() < 0.2:
        return damaged(content, chance)
    data = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                braces = [n for n in range(at, min(at + 2000, len(data))) if data[n] in b"{}"]
                if braces:
                    del data[braces[0]]
            case 1:
                words = [m.span() for m in re.finditer(rb"\\[a-z]+-?\d*", data[at : at + 3000])]
                if words:
                    start, end = chance.choice(words)
                    data[at + start : at + end] = chance.choice(_RTF_PIECES)
            case 2 if data:
                _swap(data, chance, chance.choice((40, 4000)))
            case _:
                data[at:at] = chance.choice(_RTF_PIECES) * chance.choice((1, 1, 1, 30))
    return bytes(data)


def damaged_latex(content: bytes, chance: random.Random) -> bytes:
    """Return LaTeX with braces, environments and macros that do not end."""
    if chance.random() < 0.2:
        return damaged(content, chance)
    text = content.decode("utf-8", "replace")
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(text) + 1)
        ends = [m.span() for m in re.finditer(r"\\(?:begin|end)\{\w+\*?\}|[{}\\$&]", text)]
        if ends and chance.random() < 0.4:
            start, end = chance.choice(ends)
            text = text[:start] + text[end:]
        else:
            text = text[:at] + chance.choice(_LATEX_PIECES) + text[at:]
    if chance.random() < 0.02:
        text = text.replace("\\maketitle", _ENDLESS)
    return text.encode()


def damaged_doc(content: bytes, chance: random.Random, others: Sequence[bytes] = ()) -> bytes:
    """Return a DOC with its sectors and bytes damaged, or one of `others` under its name."""
    if others and chance.random() < 0.3:
        other = chance.choice(others)
        return other if chance.random() < 0.3 else harm_of(other)(other, chance)
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        sector = 512 * chance.randrange(max(1, len(data) // 512))
        match chance.randrange(4):
            case 0:  # the header and the tables of sectors lie at the head
                data[chance.randrange(min(2048, len(data)))] = chance.randrange(256)
            case 1:
                data[sector : sector + 512] = bytes(512)
            case 2:
                _swap(data, chance, 512)
            case _:
                data[sector : sector + 4] = struct.pack("<i", chance.choice((-2, -1, 0, 2**31 - 1)))
    return damaged(bytes(data), chance) if chance.random() < 0.3 else bytes(data)


def harm_of(content: bytes) -> Damage:
    """Return how a file is damaged, by what it begins with."""
    heads: Mapping[bytes, Damage] = {b"PK\x03\x04": damaged_package, b"{\\rtf": damaged_rtf}
    return next((harm for head, harm in heads.items() if content.startswith(head)), damaged)
