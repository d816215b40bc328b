"""Making: the sources are read and resolved, the files printed, and what was found is told."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from baspa import __version__
from baspa.build.forms import check_forms
from baspa.build.inputs import Inputs, Reading, read_files, read_states
from baspa.build.memo import Memo, Step, is_accident
from baspa.build.pictures import place_pictures
from baspa.build.pipeline import Printable, prepare, typeset
from baspa.build.places import source_places
from baspa.build.proof import AdvanceSheets, Proof, Show
from baspa.build.record import Record, source_digest
from baspa.build.stages import Output, Stages
from baspa.build.typed import Typed, Typist
from baspa.build.volume import check_volume
from baspa.build.workshop import Workshop
from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Severity, StopBuild
from baspa.fonts import FontconfigFailure
from baspa.model import PageMap
from baspa.model.later import Later
from baspa.packages import release
from baspa.store import content_digest, keep_content, text_digest

if TYPE_CHECKING:
    from baspa.build.twins import Lines, Twins
    from baspa.docx.pagination import Paginated
    from baspa.model import ResolvedDocument
    from baspa.pdf.pdf import Ahead, Pdf
    from baspa.pdf.press import Press

DOCX_LAYOUT = "layout of the DOCX"
"""The step that writes it for the numbers that its layout confirms."""
COMPARE = "build again: the files themselves are not concerned"
READINGS = 4
"""How often the sources are read where somebody writes to them meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a build made."""

    record: Record
    files: Mapping[str, bytes]
    inputs: Inputs
    """What it was made of: the sources as they stood at one moment."""
    steps: Mapping[str, Step]
    """What was done anew in each step."""
    proof: Proof | None
    """The PDF to be shown, where it was asked for."""
    lasting: bool
    """Whether another build of these inputs would come to the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The files, and what the manifest says of them."""

    files: Mapping[str, bytes]
    outputs: Mapping[str, str]
    """Their digests."""
    pages: Mapping[str, PageMap]
    facts: Mapping[str, Any]


def make(
    root: Path,
    inputs: Inputs,
    stages: Stages,
    profile_id: str | None,
    to: Output,
    workshop: Workshop,
    *,
    show: Show | None = None,
) -> Made:
    """Build the project at `root`; where mistakes prevent it, the record has no outputs.

    The build is of one reading: where a file was written to before it was read, all are read again.
    What changes later is not part of it. `show` is given the pages of the PDF before that is put
    together.
    """
    for _ in range(READINGS):
        findings, texts = Findings(), dict[str, str]()
        memo = Memo(inputs=inputs, recollection=workshop.recollection)
        reading = Reading(root=root, states=inputs.states)
        printable = _read(reading, stages, profile_id, to, memo, findings, texts)
        if reading.is_of_one_moment():
            if printable is not None:
                workshop.keep_beside()
            memo.settle()
            break
        states = read_states(root)
        inputs = replace(inputs, files=read_files(root, states), states=states)
    else:
        printable = None
        findings.error(
            "B102",
            "the sources change while they are read",
            help="build again when the program that writes to them has finished",
        )
    printed, proof = None, None
    if printable is not None:
        proofs = _Proofs(show=show, document=printable.document, texts=texts)
        with suppress(StopBuild):
            printed = _print(printable, findings, stages, memo, to, workshop, proofs)
            proof = proofs.newest
    named = {diagnostic.span.file for diagnostic in findings.diagnostics}
    record = Record(
        outputs=printed.outputs if printed else {},
        pages={n: page_map.total for n, page_map in printed.pages.items()} if printed else {},
        facts=_facts(printable, printed, texts, findings) if printable and printed else {},
        diagnostics=tuple(findings.diagnostics),
        texts={name: text for name, text in texts.items() if name in named},
    )
    return Made(
        record=record,
        files=printed.files if printed else {},
        inputs=inputs,
        steps=memo.steps,
        proof=proof,
        lasting=not is_accident(findings.diagnostics),
    )


@dataclass(slots=True, kw_only=True)
class _Proofs:
    """Makes what is shown of the PDF, if somebody wants to see it."""

    show: Show | None
    document: ResolvedDocument
    texts: Mapping[str, str]
    newest: Proof | None = None

    def foretell(self, ahead: Ahead) -> None:
        """Show what is to be put together."""
        if self.show is not None and (survey := ahead.survey.value) is not None:
            self.show(
                AdvanceSheets(
                    survey=survey,
                    texts=self.texts,
                    places_on=lambda pages, file: source_places(
                        ahead.blocks_on(pages), self.document.blocks_of(file), self.texts
                    ),
                    excerpt=ahead.excerpt,
                )
            )

    def prove(self, pdf: Pdf) -> None:
        """Take the PDF for good: nothing stands against it any more."""
        if self.show is not None:
            self.newest = Proof(
                content=pdf.content,
                survey=pdf.surveyed,
                places=Later(
                    lambda: source_places(pdf.placed.value, self.document.blocks.value, self.texts)
                ),
            )


def _read(
    reading: Reading,
    stages: Stages,
    profile_id: str | None,
    to: Output,
    memo: Memo,
    findings: Findings,
    texts: dict[str, str],
) -> Printable | None:
    """Return the document, ready to print; None where mistakes, or a writer, prevent it.

    The collector of rings rests meanwhile: trees have none, and looking for them takes a third of
    the time. What was read is then as old to it as all that stays.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        with stages.stage("reading"):
            prepared = prepare(reading.root, profile_id, findings, texts, memo)
        if not reading.has_texts(texts):
            return None
        with stages.stage("resolving"):
            return typeset(prepared, findings, texts, memo, to)
    except StopBuild:
        return None
    except FontconfigFailure as failure:
        findings.error("F103", f"{failure}: no face can be chosen", help="build again")
        return None
    finally:
        gc.freeze()
        gc.unfreeze()
        if was_on:
            gc.enable()


def _print(
    printable: Printable,
    findings: Findings,
    stages: Stages,
    memo: Memo,
    to: Output,
    workshop: Workshop,
    proofs: _Proofs,
) -> Printed:
    """Make what was asked for. Raises StopBuild where an error turns up while printing."""
    files, outputs, pages = dict[str, bytes](), dict[str, str](), dict[str, PageMap]()
    facts: dict[str, Any] = {}
    key = _key(printable)
    press = workshop.press
    typist = Typist(printable=printable, workshop=workshop, beside_press=to == "all")
    workshop.settle_in(memo.inputs.surroundings_digest if memo.inputs else "")
    types = to != "pdf" and not memo.knows(DOCX_LAYOUT, key)

    forms = Later(partial(check_forms, printable, memo))
    if to == "pdf":
        press.waiting.append(lambda: forms.value)

    def heard(ahead: Ahead) -> None:
        proofs.foretell(ahead)
        if types:
            typist.begin()

    if types and not proofs.show:  # else the page is shown first
        with stages.stage("writing"):
            typist.begin()
    pdf = None
    if to != "docx":
        with stages.stage("PDF"):
            pdf = memo.once(
                "PDF",
                "thesis.pdf",
                [*key, "shown" if proofs.show else ""],
                lambda own: _print_parts(printable, own, press, memo, heard, proofs),
                findings,
            )
        files["thesis.pdf"], pages["pdf"] = pdf.content, pdf.pages
        outputs["thesis.pdf"] = pdf.digest
    if not workshop.stays_open or (types and not typist.is_early):
        workshop.close_press()
    if to == "pdf":
        findings.extend(forms.value)
    if pdf is not None and not findings.failed:
        proofs.prove(pdf)
    if to != "pdf":
        from baspa.build.twins import Lines
        from baspa.libreoffice import LayoutError

        with stages.stage("DOCX"):
            ours = Lines(pdf.content) if types and pdf is not None else None  # LibreOffice works
            paginated, files["thesis.docx"] = _type(printable, typist, key, stages, memo, findings)
        outputs["thesis.docx"] = content_digest(files["thesis.docx"])
        pages["docx"] = paginated.pages
        facts |= {
            "docx_layouts": paginated.layouts,
            "docx_layout_engine": paginated.engine,
            "docx_pages_estimated": paginated.estimated,
        }
        if pdf is not None and paginated.laid_out is not None:
            theirs = partial(workshop.office.pdf, paginated.laid_out)
            twins = partial(_twins, printable, pdf, paginated, ours, theirs)
            try:
                facts["twins"] = asdict(memo.once_untold("twins", key, twins, findings))
            except LayoutError as error:
                findings.warning("D202", f"{error}: both files are not compared", help=COMPARE)
    place_pictures(findings, printable.document)
    profile = printable.prepared.loaded.profile
    paper = pages.get("pdf") or pages["docx"]
    check_volume(printable.document.sections, profile, paper, findings)
    if findings.failed:
        raise StopBuild
    return Printed(files=files, outputs=outputs, pages=pages, facts=facts)


def _key(printable: Printable) -> list[str | bytes]:
    """Return all that both files are made of; the DOCX also tells of the sources."""
    prepared, assets = printable.prepared, printable.document.assets
    pictures = (
        part
        for name, asset in sorted(assets.items())
        for part in (name, repr(asset), asset.content)
    )
    whole = printable.pieces
    html = [*whole.around, *map(text_digest, whole.pieces)] if whole else [printable.html]
    return [*html, printable.style, repr(prepared.loaded.profile), *pictures]


def _twins(
    printable: Printable,
    pdf: Pdf,
    docx: Paginated,
    ours: Lines | None,
    theirs: Callable[[], bytes],
    findings: Findings,
) -> Twins:
    """Return how far both files agree, and warn where it is too little.

    `ours` is the PDF, read; `theirs` gives the DOCX as LibreOffice prints it.
    """
    from baspa.build.twins import Lines, compare, report_unlike

    ours = ours or Lines(pdf.content)
    twins = compare(printable.html, ours, Lines(theirs()), pdf.pages, docx.pages)
    report_unlike(twins, findings)
    return twins


def _type(
    printable: Printable,
    typist: Typist,
    key: list[str | bytes],
    stages: Stages,
    memo: Memo,
    findings: Findings,
) -> tuple[Paginated, bytes]:
    """Return the DOCX as it was laid out, and as it tells of the sources."""

    def laid_out(own: Findings) -> Typed:
        return typist.finish(own, stages.timed)

    typed = memo.once(DOCX_LAYOUT, "thesis.docx", key, laid_out, findings)

    def telling(own: Findings) -> bytes:
        if typed.sources == printable.sources.digest():
            return typed.paginated.docx
        docx = typist.write(typed.paginated.printed).docx
        own.extend(typist.findings.diagnostics)
        return docx

    parts = [*key, printable.sources.digest()]
    return typed.paginated, memo.once("DOCX", "thesis.docx", parts, telling, findings)


def _print_parts(
    printable: Printable,
    findings: Findings,
    press: Press,
    memo: Memo,
    ahead: Callable[[Ahead], None],
    proofs: _Proofs,
) -> Pdf:
    """Return the PDF; the memo is told which of its parts were laid out."""
    pdf = print_pdf(printable, findings, press, ahead, proofs.show)
    keep_content(pdf.digest, pdf.content)
    if not proofs.show:
        pdf = replace(pdf, placed=Later(dict), surveyed=Later(lambda: None))
    told = memo.steps["PDF"]
    if pdf.whole:
        told.note = f"laid out as one, since {pdf.whole}"
    elif pdf.laid_out:
        told.redone, told.kept = list(pdf.laid_out), len(pdf.kept)
        told.within = _within(pdf)
    else:
        told.note = f"put together anew of {len(pdf.kept)} parts that are as before"
    return pdf


def _within(pdf: Pdf) -> str:
    """Return how many pages of the parts that were laid out were, and why a part was as a whole."""
    found = [f"{pdf.made} of {pdf.made_of} pages"] if pdf.made < pdf.made_of else []
    found += [f"{name} as a whole, since {reason}" for name, reason in pdf.unrevised.items()]
    return "; ".join(found)


def print_pdf(
    printable: Printable,
    findings: Findings,
    press: Press | None = None,
    ahead: Callable[[Ahead], None] | None = None,
    show: Show | None = None,
) -> Pdf:
    """Return the PDF of a printable document; for `press`, `ahead`, `show` see `write_pdf`."""
    from baspa.pdf.writer import write_pdf

    prepared = printable.prepared
    profile = prepared.loaded.profile
    return write_pdf(
        printable.html,
        printable.style,
        printable.document.assets,
        prepared.face,
        profile.text.size.pt,
        findings,
        pieces=printable.pieces,
        front_format=profile.page.number.front_format,
        labels_required=profile.tables.continuation == "required",
        press=press,
        ahead=ahead,
        show=show,
    )


def _facts(
    printable: Printable,
    printed: Printed,
    texts: Mapping[str, str],
    findings: Findings,
) -> dict[str, Any]:
    """Return what the files were made of and where things stand in them."""
    prepared, counts = printable.prepared, printable.document.counts
    listed = (*printable.document.contents, *printable.document.figures, *printable.document.tables)
    targets = [entry.target for entry in listed]
    return {
        "baspa": __version__,
        "profile": prepared.loaded.id,
        "language": prepared.project.thesis.language,
        "versions": _versions(),
        "fonts": {"text": prepared.face.family},
        "inputs": {name: source_digest(text) for name, text in sorted(texts.items())},
        "outputs": dict(printed.outputs),
        "pages": {name: page_map.total for name, page_map in printed.pages.items()},
        "page_map": {
            name: {t: page_map.labels[t] for t in targets if t in page_map.labels}
            for name, page_map in printed.pages.items()
        },
        "counts": {
            name: getattr(counts, name)
            for name in ("figures", "tables", "equations", "sources", "appendices")
        },
        "warnings": sum(d.severity is Severity.WARNING for d in findings.diagnostics),
        **printed.facts,
    }


@cache
def _versions() -> dict[str, str]:
    packages = ("weasyprint", "python-docx", "jinja2", "pypandoc_binary", "matplotlib", "ziamath")
    return {name: release(name) for name in packages}
