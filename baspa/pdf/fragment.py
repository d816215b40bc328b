"""Fragments: parts that begin on a page of their own, laid out alone, as pages for any file."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from baspa.dataclass import dataclass
from baspa.diagnostics import Diagnostic
from baspa.model.later import Later
from baspa.pdf.continuation import rows_of
from baspa.pdf.fonts import FaceChanged, FaceUse, described, united
from baspa.pdf.holes import Drawn, Figures, Folio, Hole, watched
from baspa.pdf.ink import Ink
from baspa.pdf.objects import Collector, Group, bare
from baspa.pdf.places import PT_PER_PX, BlockPlace, block_places

if TYPE_CHECKING:
    from weasyprint import Document

ELSEWHERE = "baspa-elsewhere:"
"""The scheme of links whose target is in another fragment: WeasyPrint drops what it cannot see."""
PAGE, CONTENT, STAMP, NUMBERS, PAGES_OWN = range(5)
"""The first objects of the group of a page: itself, its content, its folio and its part of the
parent tree of the structure; behind them come annotations, structure elements, and the rest."""
COMPRESSION = 6
_KINDS = {
    b"gs": "ExtGState",
    b"Do": "XObject",
    b"scn": "Pattern",
    b"SCN": "Pattern",
    b"sh": "Shading",
}
"""The kinds of resources by the operators that use them (ISO 32000-1, table A.1)."""
_USES = tuple(b" " + operator for operator in _KINDS)
_USE = re.compile(rb"/([A-Za-z0-9.+-]+) (gs|Do|scn|SCN|sh)")
_COUNTED = re.compile(r"([a-z])[0-9]+")
"""A name that is a count; others say what they name."""
_HEAD = re.compile(r"^([0-9]+)(?=-)")
PageFaces = tuple[tuple[FaceUse, ...], ...] | None
"""What each page uses of faces, in the order of their first use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FragmentPage:
    """A page that may stand anywhere in a file."""

    ink: Later[Ink]
    names: tuple[str, ...]
    """What it refers to outside of itself."""
    count: int
    """How many object numbers it takes, the stream of its objects excepted."""
    size_pt: tuple[float, float]
    holes: tuple[Hole, ...]
    folio: Folio | None
    tagged: tuple[int, ...]
    """The places, in the group, of what it adds to the structure tree."""
    anchors: Mapping[str, tuple[float, float]]
    """Where ids stand first: x and y in pt from the bottom left."""
    anchored: bytes
    """A digest of that."""
    links: frozenset[str]
    """The ids that it links to."""
    bookmarks: tuple[tuple[int, str, float, float], ...]
    """Level, text, x, y in pt from the bottom left."""
    rows: Mapping[str, Mapping[int, float]]
    """Where rows of tables begin, in pt from the top, by the id of the table and their number."""
    blocks: Mapping[str, BlockPlace]
    """Where named blocks stand on it, as if it were the first page."""
    digest: bytes
    """Of what is written for it."""
    seen: bytes
    """A digest of what is seen of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """What became of a unit of a document."""

    pages: tuple[FragmentPage, ...]
    shared: Mapping[str, Group]
    """Pictures and colour spaces by a name that says their content."""
    faces: tuple[FaceUse, ...]
    information: bytes
    """The information dictionary of the document."""
    language: str
    diagnostics: tuple[Diagnostic, ...]


Glimpsed = Callable[[Fragment, Sequence[Sequence[FaceUse]]], object]
"""Hears of pages, and of what each uses of faces, as soon as they are drawn: nothing is known of
them yet but what is seen."""


def fragment(
    document: Document, diagnostics: Sequence[Diagnostic], glimpsed: Glimpsed | None = None
) -> tuple[Fragment, PageFaces]:
    """Return a document that was laid out as pages for another file, and what each page uses of
    faces.

    `diagnostics` grows while the pages are drawn. Where two pages round an advance differently the
    first decides for all, so that none can be drawn alone: then nothing is told of the pages.
    """
    for page in document.pages:
        page.links = [_kept(link, document) for link in page.links]
    try:
        return _drawn(document, diagnostics, glimpsed)
    except FaceChanged:
        document.fonts.clear()
        return _drawn(document, diagnostics, None, apart=False)


def _drawn(
    document: Document,
    diagnostics: Sequence[Diagnostic],
    glimpsed: Glimpsed | None,
    *,
    apart: bool = True,
) -> tuple[Fragment, PageFaces]:
    made: list[Fragment] = []
    with described(document, apart=apart) as uses, watched(document.pages) as folios:

        def finish(_: Document, pdf: Any) -> None:
            faces = united(use for page in uses for use in page)
            division = _Division(document, pdf, folios)
            seen = [*map(division.see, pdf.page_references, document.pages)]
            if glimpsed is not None:
                glimpsed(division.fragment(seen, (), faces), uses)
            made.append(division.fragment(division.pages(seen), diagnostics, faces))
            del pdf.objects[3:]  # nothing more is to be written
            pdf.catalog.clear()

        document.write_pdf(pdf_tags=True, custom_metadata=False, finisher=finish)
    return made[0], tuple(map(tuple, uses)) if apart else None


def _kept(link: Any, document: Document) -> Any:
    kind, target, *rest = link
    if kind == "internal" and not any(target in page.anchors for page in document.pages):
        return ("external", ELSEWHERE + target, *rest)
    return link


class _Division:
    """Divides a file of pydyf, just before it would be written, into the groups of its pages."""

    def __init__(self, document: Document, pdf: Any, folios: Mapping[Any, Folio]) -> None:
        self.document, self.pdf, self.folios = document, pdf, folios
        self.objects: list[Any] = pdf.objects
        root = self.object(pdf.catalog["StructTreeRoot"])
        self.numbers: list[Any] = self.object(root["ParentTree"])["Nums"]
        self.root_element = self.object(root["K"][0])
        page = self.object(pdf.page_references[0])
        self.resources = self.object(page["Resources"])
        self.names = {
            pdf.pages.number: "pages",
            self.root_element.number: "structure",
            _number(self.resources["Font"]): "faces",
        }
        self.shared: dict[str, Group] = {}
        self.roots: list[tuple[int, ...]] = []
        """The first objects of each page."""
        self.contents: list[bytes] = []
        """The content stream of each page."""

    def object(self, reference: bytes) -> Any:
        return self.objects[_number(reference)]

    def fragment(
        self,
        pages: Iterable[FragmentPage],
        diagnostics: Sequence[Diagnostic],
        faces: Sequence[FaceUse],
    ) -> Fragment:
        return Fragment(
            pages=tuple(pages),
            shared=self.shared,
            faces=tuple(faces),
            information=self.pdf.info.data,
            language=str(self.document.metadata.lang or ""),
            diagnostics=tuple(diagnostics),
        )

    def see(self, reference: bytes, laid_out: Any) -> FragmentPage:
        """Return a page without its links, and without what is to be known of it; not deflated."""
        dictionary = self.object(reference)
        stream = self.object(dictionary["Contents"])
        folio = self.folios.get(stream)
        content, holes, used = _content(stream)
        roots = (dictionary.number, stream.number, self.add({}), self.add({}))
        self.roots.append(roots)
        annotations = dictionary.pop("Annots", None)
        dictionary["Contents"] = b"[%d 0 R %d 0 R]" % roots[CONTENT:NUMBERS]
        dictionary["Resources"] = self.resources_of(used)
        dictionary["StructParents"] = bare(dictionary.number)
        objects = self.group(roots)
        if annotations is not None:
            dictionary["Annots"] = annotations
        self.contents.append(content)
        ink = Ink(objects, content if holes else zlib.compress(content, level=0))
        digest = hashlib.sha256(repr((objects, content, holes, folio)).encode()).digest()
        return FragmentPage(
            ink=Later(lambda: ink),
            names=objects.names,
            count=objects.count,
            size_pt=(laid_out.width * PT_PER_PX, laid_out.height * PT_PER_PX),
            holes=holes,
            folio=folio,
            tagged=(),
            anchors={},
            anchored=b"",
            links=frozenset(),
            bookmarks=(),
            rows={},
            blocks={},
            digest=digest,
            seen=digest,
        )

    def group(self, roots: Sequence[int]) -> Group:
        """Return the group of a page, with the first objects that every one has."""
        return Collector(self.objects, self.name).group(roots, roots[CONTENT:NUMBERS])

    def pages(self, seen: Iterable[FragmentPage]) -> Iterator[FragmentPage]:
        """Yield the pages with all that they have in a file."""
        self.name_heads()
        tagged: dict[bytes, list[int]] = {}
        for reference in self.root_element["K"]:
            tagged.setdefault(self.object(reference)["Pg"], []).append(_number(reference))
        for place, page in enumerate(seen):
            yield self.page(place, page, tagged.get(self.pdf.page_references[place], []))

    def page(self, place: int, seen: FragmentPage, tagged: list[int]) -> FragmentPage:
        """Return the page at `place`, whose top elements of the structure tree are `tagged`."""
        dictionary, laid_out = self.objects[self.roots[place][PAGE]], self.document.pages[place]
        numbers = self.roots[place][NUMBERS]
        annotations = [_number(each) for each in dictionary.get("Annots", [])]
        numbered = self.tag_annotations(annotations)
        entries = [bare(dictionary.number) + b" " + _data(self.numbers[2 * place + 1])]
        entries += [bare(each) + b" " + element for each, element in numbered]
        last = numbered[-1][0] if numbered else dictionary.number
        self.objects[numbers]["Limits"] = b"[%s %s]" % (bare(dictionary.number), bare(last))
        self.objects[numbers]["Nums"] = b"[%s]" % b" ".join(entries)
        links = frozenset(filter(None, map(self.point_elsewhere, annotations)))
        first = PAGES_OWN + len(annotations)
        height = laid_out.height
        objects = self.group([*self.roots[place], *annotations, *tagged])
        anchors = {
            name: (x * PT_PER_PX, (height - y) * PT_PER_PX)
            for name, (x, y, *_) in laid_out.anchors.items()
        }
        content = self.contents[place]
        ink = Ink(objects, content if seen.holes else zlib.compress(content, COMPRESSION))
        return replace(
            seen,
            ink=Later(lambda: ink),
            names=objects.names,
            count=objects.count,
            tagged=tuple(range(first, first + len(tagged))),
            anchors=anchors,
            anchored=hashlib.sha256(repr(anchors).encode()).digest(),
            links=links,
            bookmarks=tuple(
                (level, text, x * PT_PER_PX, (height - y) * PT_PER_PX)
                for level, text, (x, y), _ in laid_out.bookmarks
            ),
            rows=rows_of(laid_out),
            blocks={name: where for name, [where] in block_places([laid_out]).items()},
            digest=hashlib.sha256(repr((objects, seen.digest)).encode()).digest(),
        )

    def add(self, entries: dict[str, Any]) -> int:
        """Add a dictionary to the file; return its number."""
        import pydyf

        self.pdf.add_object(pydyf.Dictionary(entries))
        return len(self.objects) - 1

    def resources_of(self, used: Mapping[tuple[str, str], str]) -> bytes:
        """Return the resources of a page; `used` gives what it calls them, by kind and name."""
        import pydyf

        own = pydyf.Dictionary({"ColorSpace": self.resources["ColorSpace"]})
        own["Font"] = self.resources["Font"]
        for (kind, name), new in used.items():
            own.setdefault(kind, pydyf.Dictionary())[new] = self.resources[kind][name]
        return bytes(own.data)

    def name_heads(self) -> None:
        """Give each head cell an id that no other fragment has: one with the number of an object,
        which the assembly fills in.
        """
        import pydyf

        def renamed(name: Any) -> Any:
            return pydyf.String(_HEAD.sub("\x01\\1\x01", name.string))

        for item in self.objects:
            if isinstance(item, pydyf.Dictionary):
                if "ID" in item:
                    item["ID"] = renamed(item["ID"])
                if isinstance(item.get("A"), pydyf.Dictionary) and "Headers" in item["A"]:
                    item["A"]["Headers"] = pydyf.Array(map(renamed, item["A"]["Headers"]))

    def tag_annotations(self, annotations: list[int]) -> list[tuple[int, bytes]]:
        """Let annotations be known by their numbers in the parent tree; return their elements."""
        numbered = []
        for number in annotations:
            annotation = self.objects[number]
            if "StructParent" in annotation:
                place = self.numbers.index(annotation["StructParent"], 2 * len(self.document.pages))
                annotation["StructParent"] = bare(number)
                numbered.append((number, self.numbers[place + 1]))
        return numbered

    def point_elsewhere(self, number: int) -> str | None:
        """Let a link that leads out of the fragment name its target; return the target of any."""
        import pydyf

        annotation = self.objects[number]
        target = getattr(annotation.get("Dest"), "string", None)
        address = getattr(annotation.get("A", {}).get("URI"), "string", "")
        if address.startswith(ELSEWHERE):
            target = address.removeprefix(ELSEWHERE)
            del annotation["A"]
            annotation["Contents"] = annotation["Dest"] = pydyf.String(target)
            if "StructParent" in annotation:  # behind it, as in other links
                annotation["StructParent"] = annotation.pop("StructParent")
        return target

    def name(self, number: int) -> str | None:
        """Return what an object is called that other fragments have too."""
        if number not in self.names:
            item = self.objects[number]
            extra = getattr(item, "extra", {})
            if number == _number(self.resources["ColorSpace"]):
                self.share(number, f"colours-{_digest(item.data)}")
            elif extra.get("Subtype") == "/Image":
                mask = self.object(extra["SMask"]).data if "SMask" in extra else b""
                plain = re.sub(rb"/SMask [0-9]+ 0 R", b"", item.data)
                self.share(number, f"picture-{_digest(plain, mask)}")
        return self.names.get(number)

    def share(self, number: int, name: str) -> None:
        if name not in self.shared:
            self.shared[name] = Collector(self.objects, lambda _: None).group([number])
        self.names[number] = name


def _content(stream: Any) -> tuple[bytes, tuple[Hole, ...], dict[tuple[str, str], str]]:
    """Return the bytes of a content stream, the figures in it that are still open, and what it
    calls its resources, by their kind and the name that WeasyPrint gave them.

    WeasyPrint counts resources through the document; a page counts its own, so that it does not
    change where another does.
    """
    import pydyf

    holes, offset, parts = [], 0, []
    used: dict[tuple[str, str], str] = {}
    for item in stream.stream:
        part = pydyf._to_bytes(item)
        if isinstance(item, Drawn):
            holes.append(Hole(offset, item.target, Figures(bytes(item), item.glyphs)))
        elif part.endswith(_USES) and (found := _USE.fullmatch(part)):
            kind, name = _KINDS[found[2]], found[1].decode()
            counted = _COUNTED.fullmatch(name)
            new = f"{counted[1]}{len(used)}" if counted else name
            part = b"/%b %b" % (used.setdefault((kind, name), new).encode(), found[2])
        parts.append(part)
        offset += len(part) + 1
    return b"\n".join(parts), tuple(holes), used


def _data(item: Any) -> bytes:
    return bytes(item.data)


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _digest(*contents: bytes) -> str:
    return hashlib.sha256(b"".join(contents)).hexdigest()
