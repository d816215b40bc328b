"""The pipeline: a project on disk becomes a PDF and a DOCX in memory, one stage after the other."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from markupsafe import Markup

from baspa.build.citing import bibliography, citation_style, citing_with, written
from baspa.build.memo import LISTING, Asked, Memo, Step
from baspa.build.record import source_digest
from baspa.build.sections import Writing, ground_of
from baspa.build.stages import Output
from baspa.cite import CitationStyle
from baspa.dataclass import dataclass
from baspa.diagnostics import Diagnostic, Findings, Span, StopBuild
from baspa.folders import SOURCE, THESIS
from baspa.fonts import Face, FindFace, find_face
from baspa.model import (
    Asset,
    BibliographyEntry,
    Document,
    Inline,
    Language,
    Paragraph,
    ResolvedDocument,
    SourceMap,
    Text,
)
from baspa.model.later import Later
from baspa.model.library import Library
from baspa.model.pieces import Pieces
from baspa.model.walk import plain_text, transform
from baspa.passes.chart_face import ChartFace
from baspa.passes.include import Sources
from baspa.passes.resolve import Resolving
from baspa.passes.set_file import SetSection, Setting, set_file
from baspa.passes.survey import Survey
from baspa.pdf.style import style_sheet
from baspa.profile import LoadedProfile, load_profile
from baspa.project import Project, load_project
from baspa.readers.markdown import read_section
from baspa.shipped import shipped_folder
from baspa.templates.environment import Templates, fill_section, open_templates
from baspa.templates.front_matter import generated_parts
from baspa.templates.render import render

CHART_PT = 11.0
USUAL_PROFILE = "kz-diploma"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A project read, with the profile and the face that it is printed with."""

    project: Project
    loaded: LoadedProfile
    face: Face
    find_face: FindFace
    templates: Templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Printable:
    """The semantic HTML and all that the writers need beside it."""

    html: str
    parts: tuple[Markup, ...]
    """What `html` is put together of."""
    pieces: Pieces | None
    """Where it holds them; None where a template changed them."""
    style: str
    """The style sheet of the PDF."""
    document: ResolvedDocument
    sources: SourceMap
    prepared: Prepared


def prepare(
    root: Path,
    profile_id: str | None,
    findings: Findings,
    texts: dict[str, str],
    memo: Memo | None = None,
) -> Prepared:
    """Read everything that `root` holds. Raises StopBuild where no face can print it.

    Mistakes are reported. The usual profile stands in for one that has mistakes, so that those of
    the text can be found in the same run.
    """
    project = load_project(root, findings, texts)
    styles = root / "styles"
    loaded = load_profile(
        profile_id or project.thesis.profile,
        findings,
        texts,
        project_styles=styles,
        asked_at=Span("", 0, 0) if profile_id else project.located.span(("profile",)),
    ) or load_profile(USUAL_PROFILE, Findings(), {})
    assert loaded is not None, "the shipped profiles are sound"
    if project.thesis.hyphenation is not None:
        loaded = loaded.with_hyphenation(project.thesis.hyphenation)
    text, headings = loaded.profile.text, loaded.profile.headings
    find = partial(_find_face, memo or Memo())
    face = _installed((text.font, *text.fallback), find, findings)
    if headings.font is not None:
        _installed((headings.font, *headings.fallback), find, findings)
    folders = (root / "templates", *loaded.folders, shipped_folder("templates"))
    return Prepared(
        project=project,
        loaded=loaded,
        face=face,
        find_face=find,
        templates=open_templates(folders, findings, texts),
    )


def _find_face(memo: Memo, names: tuple[str, ...]) -> Face | None:
    """Do as `find_face`; what fonts there are is part of the surroundings."""
    return memo.once_untold("faces", names, lambda _: find_face(names), Findings())


def _installed(names: tuple[str, ...], find: FindFace, findings: Findings) -> Face:
    """Return the first of these faces that can be printed with. Raises StopBuild without one."""
    face = find(names)
    if face is None:
        findings.error(
            "F101",
            f"none of the faces {', '.join(names)} is installed with all Kazakh letters",
            help="`baspa doctor` says which package has one",
        )
        raise StopBuild
    return face


def read_document(project: Project, findings: Findings, texts: dict[str, str]) -> Document:
    """Return all section files as one document, as they were read."""
    language = project.thesis.language
    filled = _filled(project, findings, texts)
    return Document(
        sections=tuple(read_section(text, path, language, findings) for path, text in filled)
    )


def _filled(
    project: Project, findings: Findings, texts: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield path and text of each section file; those named `*.md.j2` are filled by Jinja first.

    A filled section has lines of its own, so its diagnostics show the filled text.
    """
    for path, text in project.sections.items():
        if path.endswith(".j2"):
            filled = fill_section(text, path, project.thesis, findings)
            texts[f"{path} (filled)"] = filled
            yield f"{path} (filled)", filled
        else:
            yield path, text


def _set(prepared: Prepared, path: str, text: str, in_notes: bool, memo: Memo) -> Asked:
    """Ask for a section file, read and set by itself."""
    thesis, tables = prepared.project.thesis, prepared.loaded.profile.tables

    def make(own: Findings, opened: set[str]) -> SetSection:
        _check_letters(prepared.face, text, own, Span(path, 0, 0))
        setting = Setting(
            sources=_sources(prepared, own, opened, memo),
            tables=tables,
            in_notes=in_notes,
            typography=thesis.typography,
        )
        return set_file(text, path, thesis.language, setting, memo.last(READ, place), own)

    asked = (thesis.language, repr((in_notes, thesis.typography, tables)), repr(prepared.face))
    place = (path, *asked)
    return Asked(
        step=READ,
        name=path,
        parts=(path, source_digest(text), *asked),
        places=(place,),
        make=make,
        reads=True,
        size=len(text),
    )


def typeset(
    prepared: Prepared,
    findings: Findings,
    texts: dict[str, str],
    memo: Memo | None = None,
    to: Output = "all",
) -> Printable:
    """Return the document as semantic HTML. Raises StopBuild where there are errors.

    What `memo` remembers of earlier builds is not done again. What makes the files that are asked
    for in `to` is imported meanwhile.
    """
    memo = memo or Memo()
    profile, thesis = prepared.loaded.profile, prepared.project.thesis
    style_of_citations = citation_style(prepared.project, prepared.loaded, findings, texts)
    filled = dict(_filled(prepared.project, findings, texts))
    books = bibliography(prepared.project)
    asked = [_set(prepared, *file, style_of_citations.in_notes, memo) for file in filled.items()]
    found = memo.each_once([*books, *asked], findings)
    library = found.pop(0) if books else Later(lambda: Library(entries={}))
    sections: dict[str, SetSection] = dict(zip(filled, found, strict=True))
    resolving = Resolving(
        files=sections,
        profile=profile,
        language=thesis.language,
        texts=texts,
        title=_title(prepared.project),
        typography=thesis.typography,
    )
    read = memo.steps.get(READ, Step())
    drawn = _DRAWN if len(read.redone) > 1 and any("$" in filled[n] for n in read.redone) else ()
    ground = ground_of(prepared, texts)
    writing = Writing(ground=ground, prepared=prepared, files=sections, memo=memo)
    with ThreadPoolExecutor(1) as meanwhile:
        style = meanwhile.submit(_ready_to_print, prepared, (*drawn, *_WRITERS[to]))
        survey = _survey(resolving, prepared, style_of_citations, library, memo, findings)
        if findings.failed:
            raise StopBuild
        document = resolving.document(survey, library)
        wanted = list(writing.asked(document, read.keys))
        if sum(not memo.knows(each.step, each.parts) for each in wanted) > 1:
            meanwhile.shutdown()  # so that the process may divide itself
        made = memo.each_once(wanted, findings)
        supplied = writing.supplied(document, read.keys, findings)
        html, parts, pieces = render(document, made, supplied, thesis, profile, prepared.templates)
        style_text, mistakes = style.result()
    findings.extend(mistakes)
    if findings.failed:
        raise StopBuild
    files = (THESIS, *prepared.project.sections, *prepared.project.bibliography)
    sources = SourceMap(
        files={name: source_digest(texts[name]) for name in files}, blocks=document.blocks
    )
    return Printable(
        html=html,
        parts=parts,
        pieces=pieces,
        style=style_text,
        document=document,
        sources=sources,
        prepared=prepared,
    )


def _survey(
    resolving: Resolving,
    prepared: Prepared,
    style: CitationStyle,
    library: Later[Library],
    memo: Memo,
    findings: Findings,
) -> Survey:
    """Return what the whole thesis comes to, worked out once for the same outlines.

    One in which something is to be reported is worked out anew: its places may be others now.
    """
    thesis, profile, told = prepared.project.thesis, prepared.loaded.profile, Findings()

    def make() -> Survey:
        cites = citing_with(prepared.project, style, library.value, memo)
        headings = generated_parts(thesis, profile)
        survey = resolving.survey(cites, headings, told, memo.recollection.again)
        _check_bibliography(prepared.face, survey.bibliography.value, library.value, told)
        return survey

    key = [
        *(part for path, file in resolving.files.items() for part in (path, file.digest)),
        *map(repr, (thesis, profile, prepared.face, style)),
        source_digest(resolving.texts.get(THESIS, "")),  # which may be missing
        *written(prepared.project),
    ]
    now = Later(make)

    def unless_reported(own: Findings) -> Survey | None:
        survey = now.value
        own.extend(told.diagnostics)
        return None if told.diagnostics else survey

    found = memo.once("numbers and references", "all", key, unless_reported, Findings())
    survey = found or now.value
    findings.extend(told.diagnostics)
    return survey


def _ready_to_print(prepared: Prepared, modules: Iterable[str]) -> tuple[str, list[Diagnostic]]:
    """Import `modules`; return the style sheet and what was found in it."""
    for module in modules:
        import_module(module)
    own = Findings()
    style = style_sheet(
        prepared.loaded.profile,
        prepared.face,
        prepared.find_face,
        replace(prepared.templates, findings=own),
        prepared.loaded.folders,
    )
    return style, own.diagnostics


_WRITERS: dict[Output, tuple[str, ...]] = {
    "pdf": ("baspa.pdf.writer",),
    "docx": ("baspa.docx.writer", "baspa.docx.pagination"),
    "all": ("baspa.docx.writer", "baspa.docx.pagination", "baspa.pdf.writer"),
}
"""What makes each file, in the order in which it is needed."""
_DRAWN = ("baspa.math.engine",)
"""What draws formulas: needed where they are new, which they mostly are where several files are."""
READ = "section files"
"""The step that reads and sets them."""


def _title(project: Project) -> Text:
    """Return the title in the language of the thesis, with its place in thesis.yaml."""
    language = project.thesis.language
    span = project.located.span(("title", language))
    return Text(value=project.thesis.title_in(language), span=span)


def _sources(prepared: Prepared, findings: Findings, opened: set[str], memo: Memo) -> Sources:
    """Return the door to the files beside the sections; who goes through is noted in `opened`."""
    project = prepared.project

    def noted(name: str) -> str:
        path = posixpath.normpath(f"{SOURCE}/{name}")
        opened.add(path)
        return path

    def read(name: str) -> bytes:
        noted(name)
        return project.read_bytes(name)

    def state(name: str) -> str | None:
        return memo.inputs.files.get(noted(name)) if memo.inputs is not None else None

    def names() -> list[str]:
        opened.add(LISTING)
        return project.files()

    def once(parts: Iterable[str | bytes], make: Callable[[], Asset]) -> Asset:
        return memo.once_untold("pictures", parts, lambda _: make(), Findings())

    return Sources(
        read=read,
        state=state,
        names=names,
        read_inlines=lambda text, span, language: _read_inlines(text, span, language, findings),
        chart_face=ChartFace(file=prepared.face.file, size_pt=CHART_PT),
        once=once,
    )


def _read_inlines(
    text: str, span: Span, language: Language, findings: Findings
) -> tuple[Inline, ...]:
    """Read a caption that stands outside running Markdown, its places moved to where it stands."""
    found = Findings()
    section = read_section(text, span.file, language, found)
    findings.extend(replace(d, span=_moved(d.span, span)) for d in found.diagnostics)
    match section.blocks:
        case (Paragraph(content=content),):
            pass
        case _:
            findings.error("X307", "a caption is one paragraph of text", span)
            return ()

    def move(node: Any) -> Any:
        return replace(node, span=_moved(node.span, span))

    return transform(content, move)


def _moved(span: Span, base: Span) -> Span:
    return Span(base.file, base.start + span.start, base.start + span.end)


def _check_bibliography(
    face: Face, entries: Sequence[BibliographyEntry], library: Library, findings: Findings
) -> None:
    """Do as `_check_letters` for the printed sources, each at its place in a file."""
    texts = [plain_text(entry.content) for entry in entries]
    if face.lacks("".join(texts)):
        for entry, text in zip(entries, texts, strict=True):
            _check_letters(face, text, findings, library.entries[entry.key].span)


def _check_letters(face: Face, text: str, findings: Findings, at: Span) -> None:
    """Report each character that the face has no glyph for (F102), at its place in a whole file.

    `at` is the place of `text`; without an end it is the beginning of a file that holds just that.
    """
    for character in face.lacks(text):
        start = text.index(character)
        findings.warning(
            "F102",
            f"the face {face.family} has no glyph for {character!r} (U+{ord(character):04X})",
            at if at.end else Span(at.file, start, start + 1),
            "it would be printed in another face, or as an empty box",
        )
