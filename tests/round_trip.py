"""Compares a DOCX of Baspa with the one that its import makes again: what is in both, by kind."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
KINDS = {
    "headings": r"StructuralHeading|Heading\d|AppendixHeading|UnlistedHeading|TOCHeading",
    "contents": r"TOC\d|TableofFigures",
    "forms": r"TitlePage\w*",
    "captions": r"FigureCaption|TableCaption|PanelCaption|TableContinuation",
    "cells": r"TableText|TableHead",
    "formulas": r"Equation\w*|Where",
    "footnotes": r"FootnoteText",
    "sources": r"Bibliography",
    "listings": r"SourceCode",
    "text": r".*",
}
"""The styles of each kind; the first that fits."""


def paragraphs(docx: Path) -> Iterator[tuple[str, str]]:
    """Give kind and text of each paragraph that holds any; pages of the contents left out."""
    with zipfile.ZipFile(docx) as package:
        for part in ("word/document.xml", "word/footnotes.xml"):
            if part not in package.namelist():
                continue
            for paragraph in etree.fromstring(package.read(part)).iter(_W + "p"):
                found = paragraph.find(f"{_W}pPr/{_W}pStyle")
                style = found.get(_W + "val") if found is not None else ""
                kind = next(k for k, form in KINDS.items() if re.fullmatch(form, style))
                text = " ".join("".join(_pieces(paragraph)).split())
                text = re.sub(r" \d+$", "", text) if kind == "contents" else text
                if text:
                    yield kind, text


def live(docx: Path) -> Counter[str]:
    """Count the fields and links by what they lead to: references, and citations."""
    with zipfile.ZipFile(docx) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    fields = (e.text or "" for e in root.iter(_W + "instrText"))
    anchors = (e.get(_W + "anchor") or "" for e in root.iter(_W + "hyperlink"))
    found = Counter(f.split()[0] for f in fields if f.split() and f.split()[0] in ("REF", "SEQ"))
    return found + Counter("link" for anchor in anchors if anchor)


def compared(original: Path, again: Path) -> dict[str, tuple[int, int, int]]:
    """Return for each kind how much is right, how much there is again, and how much there was."""
    was, now = Counter(paragraphs(original)), Counter(paragraphs(again))
    result = dict[str, tuple[int, int, int]]()
    for kind in KINDS:
        old = Counter({key: n for key, n in was.items() if key[0] == kind})
        new = Counter({key: n for key, n in now.items() if key[0] == kind})
        result[kind] = ((old & new).total(), new.total(), old.total())
    before, after = live(original), live(again)
    result["live"] = ((before & after).total(), after.total(), before.total())
    return result


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag in (_W + "t", _M + "t"):
            yield element.text or ""
        elif element.tag in (_W + "tab", _W + "br"):
            yield " "
        elif element.tag == _W + "noBreakHyphen":
            yield "-"
        elif element.tag.endswith("}drawing"):
            yield "[picture]"
