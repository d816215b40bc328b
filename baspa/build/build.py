"""Build: a project becomes `out/thesis.pdf`, `out/thesis.docx` and `out/manifest.json`.

Nothing is written before everything is finished, and then each file takes the place of the old one
in a single step: a build that fails or is interrupted leaves the last good files.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from baspa import __version__
from baspa.build.pipeline import Printable, Report, Stages, prepare, typeset
from baspa.build.twins import compare, report_unlike
from baspa.build.volume import check_volume
from baspa.diagnostics import Findings, Severity, StopBuild
from baspa.model import PageMap

if TYPE_CHECKING:
    from baspa.docx import Paginated
    from baspa.pdf.writer import Pdf

Output = Literal["pdf", "docx", "all"]
OUT = "out"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build wrote."""

    files: tuple[Path, ...]
    pages: Mapping[str, int]
    """Number of pages by format."""
    seconds: Mapping[str, float]
    """Wall time by stage."""


def build(
    root: Path,
    findings: Findings,
    texts: dict[str, str],
    *,
    profile_id: str | None = None,
    to: Output = "all",
    report: Report = lambda _: None,
) -> Built | None:
    """Build the project at `root`; return None where mistakes (in `findings`) prevented it.

    `texts` receives the text of every source, for the excerpts of diagnostics.
    """
    stages = Stages(report)
    try:
        with stages.stage("reading"):
            prepared = prepare(root, profile_id, findings, texts)
        with stages.stage("resolving"):
            printable = typeset(prepared, findings, texts)
        return _print(printable, root, texts, findings, stages, to)
    except StopBuild:
        return None


def _print(
    printable: Printable,
    root: Path,
    texts: Mapping[str, str],
    findings: Findings,
    stages: Stages,
    to: Output,
) -> Built:
    """Write what was asked for. Raises StopBuild where an error turns up while printing."""
    expected = _last_pages(root)
    pages: dict[str, PageMap] = {}
    files: dict[str, bytes] = {}
    extra: dict[str, Any] = {}
    # The DOCX starts from the PDF's page numbers, so the PDF is laid out in any case.
    with stages.stage("PDF"):
        pdf = print_pdf(printable, findings, expected)
    profile = printable.prepared.loaded.profile
    check_volume(printable.document.sections, profile, pdf.pages, findings)
    if to in {"pdf", "all"}:
        files["thesis.pdf"], pages["pdf"] = pdf.content, pdf.pages
        extra["pdf_layouts"] = pdf.layouts
    if to == "pdf":
        _check_forms(printable, findings)
    else:
        with stages.stage("DOCX"):
            paginated = print_docx(printable, pdf.pages, findings)
        files["thesis.docx"], pages["docx"] = paginated.docx, paginated.pages
        extra["docx_layouts"] = paginated.layouts
        extra["docx_layout_engine"] = paginated.engine
        extra["docx_layout_seconds"] = round(paginated.seconds, 3)
        extra["docx_pages_estimated"] = paginated.estimated
        if paginated.layout is not None:
            twins = compare(
                printable.html, pdf.content, paginated.layout, pdf.pages, paginated.pages
            )
            extra["twins"] = asdict(twins)
            report_unlike(twins, findings)
    if findings.failed:
        raise StopBuild
    manifest = _manifest(printable, texts, files, pages, stages, findings) | extra
    files[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    try:
        written = _write(root / OUT, files)
    except OSError as error:
        hint = "close the program that holds it open, or make room for it"
        findings.error("B101", f"{OUT}/ cannot be written: {error.strerror}", help=hint)
        raise StopBuild from None
    return Built(
        files=tuple(written),
        pages={name: page_map.total for name, page_map in pages.items()},
        seconds=dict(stages.seconds),
    )


def print_pdf(printable: Printable, findings: Findings, expected_pages: int = 0) -> Pdf:
    """Return the PDF of a printable document; `expected_pages` is a first guess."""
    from baspa.pdf.style import style_sheet
    from baspa.pdf.writer import write_pdf

    prepared = printable.prepared
    profile = prepared.loaded.profile
    style = style_sheet(profile, prepared.face, prepared.templates, prepared.loaded.folders)
    return write_pdf(
        printable.html,
        style,
        printable.document.assets,
        prepared.face,
        profile.text.size.pt,
        findings,
        expected_pages=expected_pages,
        front_format=profile.page.number.front_format,
        labels_required=profile.tables.continuation == "required",
    )


def print_docx(printable: Printable, estimate: PageMap, findings: Findings) -> Paginated:
    """Return the DOCX of a printable document; `estimate` are page numbers to begin with."""
    from baspa.docx import paginate, write_docx
    from baspa.pdf.raster import with_fallbacks

    assets = with_fallbacks(printable.document.assets)
    profile = printable.prepared.loaded.profile
    templates = _own_templates(printable)

    def write(pages: PageMap) -> bytes:
        return write_docx(printable.html, assets, profile, pages, findings, templates)

    return paginate(write, estimate, findings)


def _check_forms(printable: Printable, findings: Findings) -> None:
    """Warn of what a build of the DOCX would stop at: markup of a template without a form there."""
    from baspa.docx.markup import parse, report_unmapped

    found = Findings()
    report_unmapped(parse(printable.html), _own_templates(printable), found)
    findings.extend(replace(d, severity=Severity.WARNING) for d in found.diagnostics)


def _own_templates(printable: Printable) -> tuple[Path, ...]:
    """Return the folders of the templates of the project and of its profile."""
    prepared = printable.prepared
    return (prepared.project.root / "templates", *prepared.loaded.folders)


def _last_pages(root: Path) -> int:
    """Return the number of pages of the last PDF, 0 where there is none: a guess to start from."""
    try:
        manifest = json.loads((root / OUT / MANIFEST).read_text(encoding="utf-8"))
        return int(manifest["pages"]["pdf"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _manifest(
    printable: Printable,
    texts: Mapping[str, str],
    files: Mapping[str, bytes],
    pages: Mapping[str, PageMap],
    stages: Stages,
    findings: Findings,
) -> dict[str, Any]:
    """Return what the files were made of and where things stand in them."""
    prepared, counts = printable.prepared, printable.document.counts
    listed = (*printable.document.contents, *printable.document.figures, *printable.document.tables)
    targets = [entry.target for entry in listed]
    packages = ("weasyprint", "python-docx", "jinja2", "pypandoc_binary", "matplotlib", "ziamath")
    return {
        "baspa": __version__,
        "profile": prepared.loaded.id,
        "language": prepared.project.thesis.language,
        "versions": {name: version(name) for name in packages},
        "fonts": {"text": prepared.face.family},
        "inputs": {name: _digest(text.encode()) for name, text in sorted(texts.items())},
        "outputs": {name: _digest(content) for name, content in files.items()},
        "pages": {name: page_map.total for name, page_map in pages.items()},
        "page_map": {
            name: {t: page_map.labels[t] for t in targets if t in page_map.labels}
            for name, page_map in pages.items()
        },
        "counts": {
            name: getattr(counts, name)
            for name in ("figures", "tables", "equations", "sources", "appendices")
        },
        "warnings": sum(d.severity is Severity.WARNING for d in findings.diagnostics),
        "seconds": stages.seconds,
    }


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write `files` into `folder`: all of them beside the old ones first, then each renamed."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".writing-", dir=folder) as temporary:
        for name, content in files.items():
            (Path(temporary) / name).write_bytes(content)
        for name in files:
            (Path(temporary) / name).replace(folder / name)
    return [folder / name for name in files]
