"""The package: parts, relationships, core properties."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from baspa.docx.filled import Filled
from baspa.docx.identity import PART
from baspa.docx.markup import Page, text_of
from baspa.docx.oxml import Element, make

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


class XmlPart(Part):
    """A part whose content is an XML tree that is still growing."""

    def __init__(self, name: str, content_type: str, root: Element, package: OpcPackage):
        super().__init__(PackURI(name), content_type, None, package)  # type: ignore[arg-type]
        self.root = root

    @property
    def blob(self) -> bytes:
        """The part as it goes into the package."""
        etree.cleanup_namespaces(self.root, keep_ns_prefixes=["w", "r"])
        return etree.tostring(self.root, encoding="UTF-8", standalone=True)


class MediaPart(Part):
    """A picture file, which may still be drawn."""

    def __init__(
        self, name: str, content_type: str, content: Callable[[], bytes], package: OpcPackage
    ):
        super().__init__(PackURI(name), content_type, None, package)  # type: ignore[arg-type]
        self.content = content


class WordPackage:
    """A DOCX under construction: the document part, what it relates to, media."""

    def __init__(self) -> None:
        self._package = OpcPackage()
        root = make("w:document", make("w:body"))
        self.document = XmlPart("/word/document.xml", CT.WML_DOCUMENT_MAIN, root, self._package)
        self._package.relate_to(self.document, RT.OFFICE_DOCUMENT)
        self.roots = {"document": root}
        """The parts below `/word/`, by their names."""
        self._media = 0

    @property
    def body(self) -> Element:
        """`w:body`."""
        return self.document.root[0]

    def add(self, name: str, content_type: str, relation: str, root: Element) -> XmlPart:
        """Add `/word/<name>.xml` and relate the document to it."""
        part = XmlPart(f"/word/{name}.xml", content_type, root, self._package)
        self.document.relate_to(part, relation)
        self.roots[name] = root
        return part

    def add_custom_xml(self, root: Element) -> None:
        """Add the part that holds what Word has no place for.

        LibreOffice keeps it only with the properties that Word gives it: an id, and its namespace.
        """
        part = XmlPart(f"/{PART}", CT.XML, root, self._package)
        self.document.relate_to(part, RT.CUSTOM_XML)
        namespace = etree.QName(root).namespace
        schema = make("ds:schemaRefs", make("ds:schemaRef", ds__uri=namespace))
        own_id = str(uuid.uuid5(uuid.NAMESPACE_URL, str(namespace))).upper()
        properties = make("ds:datastoreItem", schema, ds__itemID=f"{{{own_id}}}")
        name = "/customXml/itemProps1.xml"
        part.relate_to(
            XmlPart(name, CT.OFC_CUSTOM_XML_PROPERTIES, properties, self._package),
            RT.CUSTOM_XML_PROPS,
        )

    def add_media(self, extension: str, content_type: str, content: Callable[[], bytes]) -> Part:
        """Add a picture file; the part that shows it relates to it."""
        self._media += 1
        name = f"/word/media/image{self._media}.{extension}"
        return MediaPart(name, content_type, content, self._package)

    def add_properties(self, page: Page) -> None:
        """Add what the head of the HTML names."""
        core = XmlPart("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, _core(page), self._package)
        self._package.relate_to(core, RT.CORE_PROPERTIES)

    def filled(self, targets: Mapping[str, str]) -> Filled:
        """Return the DOCX as it is now; for `targets` see there."""
        parts = list(self._package.iter_parts())
        files = {
            "[Content_Types].xml": _content_types(parts),
            "_rels/.rels": self._package.rels.xml,
        }
        media = {}
        for part in parts:
            if isinstance(part, MediaPart):
                media[part.partname.membername] = part.content
                continue
            files[part.partname.membername] = part.blob
            if len(part.rels):
                files[part.partname.rels_uri.membername] = part.rels.xml
        return Filled(parts=files, media=media, targets=targets)


def _content_types(parts: Iterable[Part]) -> bytes:
    """Return what each part holds: media by their extensions, the others by their names."""
    defaults = {"rels": CT.OPC_RELATIONSHIPS, "xml": CT.XML}
    named: dict[str, str] = {}
    for part in parts:
        if "/media/" in part.partname:
            defaults[part.partname.ext] = part.content_type
        elif part.content_type != CT.XML:
            named[part.partname] = part.content_type
    root = etree.fromstring(f'<Types xmlns="{_TYPES}"/>')
    for extension, kind in sorted(defaults.items()):
        told = {"Extension": extension, "ContentType": kind}
        etree.SubElement(root, f"{{{_TYPES}}}Default", told)
    for name, kind in sorted(named.items()):
        etree.SubElement(root, f"{{{_TYPES}}}Override", {"PartName": name, "ContentType": kind})
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _core(page: Page) -> Element:
    """Return the core properties: what the head of the HTML names, and nothing else."""
    declared = {"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap=declared)
    meta = {e.get("name"): e.get("content", "") for e in page.head.iter("meta")}
    texts = {
        f"{{{_DC}}}title": text_of(page.head.find("title")),
        f"{{{_DC}}}creator": meta.get("author", ""),
        f"{{{_CORE}}}keywords": meta.get("keywords", ""),
        f"{{{_DC}}}language": page.language,
    }
    for name, text in texts.items():
        if text:
            etree.SubElement(root, name).text = text
    created = _created(meta.get("dcterms.created", ""))
    for term in ("created", "modified") if created else ():
        date = etree.SubElement(root, f"{{{_TERMS}}}{term}")
        date.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        date.text = created
    return root


def _created(given: str) -> str:
    """Return the date of the document in W3CDTF: SOURCE_DATE_EPOCH, else the head's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{given}T00:00:00Z" if given and "T" not in given else given
