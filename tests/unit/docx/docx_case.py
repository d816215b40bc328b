"""Writes small pieces of semantic HTML and looks at what stands in the DOCX."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import every_docx
from lxml import etree

from baspa.diagnostics import Findings
from baspa.docx.draft import Draft
from baspa.docx.oxml import NAMESPACES, qualified
from baspa.docx.writer import write_draft
from baspa.model import Asset, PageMap
from baspa.profile import Profile, load_profile

NO_PAGES = PageMap(labels={}, total=0)


def profile(profile_id: str = "kz-diploma") -> Profile:
    findings = Findings()
    loaded = load_profile(profile_id, findings, texts={})
    assert loaded is not None, findings
    return loaded.profile


@dataclass(frozen=True)
class Written:
    content: bytes
    findings: Findings

    def part(self, name: str) -> etree._Element:
        with zipfile.ZipFile(io.BytesIO(self.content)) as package:
            return etree.fromstring(package.read(name))

    def find(self, path: str, part: str = "word/document.xml") -> list:
        return self.part(part).xpath(path, namespaces=NAMESPACES)

    def paragraphs(self) -> list[tuple[str, str]]:
        """Style and text of the paragraphs outside tables, tabs and breaks as in Python."""
        return [(style_of(p), text_of(p)) for p in self.find("/w:document/w:body/w:p")]

    def instructions(self) -> list[str]:
        return [text.strip() for text in self.find("//w:instrText/text()")]

    @property
    def codes(self) -> list[str]:
        return [d.code for d in self.findings.diagnostics]


def draft(body: str) -> Draft:
    """What is written of a Kazakh diploma before its page numbers are known."""
    html = f'<html lang="kk"><head/><body>{body}</body></html>'
    return write_draft(html, {}, profile(), Findings())


def write(
    body: str,
    *,
    profile_id: str = "kz-diploma",
    changed: Profile | None = None,
    lang: str = "kk",
    head: str = "<title>Тақырып</title>",
    assets: dict[str, Asset] | None = None,
    pages: PageMap = NO_PAGES,
    templates: tuple = (),
) -> Written:
    findings = Findings()
    html = f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
    wanted = changed or profile(profile_id)
    written = write_draft(html, assets or {}, wanted, findings, templates).filled(pages).docx
    found = Written(written, findings)
    if not findings.failed:
        every_docx.keep(found.content)
    return found


def chapter(content: str) -> str:
    return f'<section class="chapter" id="part">{content}</section>'


def style_of(paragraph: etree._Element) -> str:
    return paragraph.find("w:pPr/w:pStyle", NAMESPACES).get(qualified("w:val"))


def text_of(paragraph: etree._Element) -> str:
    signs = {"tab": "\t", "br": "\n", "footnoteReference": "¹"}
    text = ""
    for element in paragraph.iter():
        name = etree.QName(element).localname
        if name == "t":
            text += element.text or ""
        elif etree.QName(element.getparent()).localname == "r":
            text += signs.get(name, "")
    return text


def value(element: etree._Element, path: str) -> str | None:
    """The `w:val` (or the attribute after `@`) of what stands at `path` in an element."""
    path, _, attribute = path.partition("@")
    found = element.find(path, NAMESPACES)
    return None if found is None else found.get(qualified(f"w:{attribute or 'val'}"))
