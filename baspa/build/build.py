"""Build: a project becomes `out/thesis.pdf`, `out/thesis.docx` and `out/manifest.json`.

Nothing is written before everything is finished, and then each file takes the place of the old one
in a single step: a build that fails or is interrupted leaves the last good files. A build of what
was built before repeats what was found then, and touches a file only if it is no longer the one
that was written. What makes the files is imported only where they must be made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from baspa.build.explain import explain, explain_repeated
from baspa.build.inputs import Elsewhere, Inputs, read_inputs, read_surroundings
from baspa.build.out import NotWritten, write_files
from baspa.build.proof import Show, keep_proof, recall_proof
from baspa.build.record import keep_record, lost_outputs, recall_record
from baspa.build.stages import Output, Report, Stages
from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.folders import OUT
from baspa.store import postponed

if TYPE_CHECKING:
    from baspa.build.workshop import Workshop

PDF = "thesis.pdf"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What stands in `out/` after a build."""

    files: tuple[Path, ...]
    pages: Mapping[str, int]
    """Number of pages by format."""
    seconds: Mapping[str, float]
    """Wall time by stage; no stage where nothing had to be made."""
    explanation: tuple[str, ...]
    """What was made anew and why, a line each."""


def build(
    root: Path,
    findings: Findings,
    texts: dict[str, str],
    *,
    profile_id: str | None = None,
    to: Output = "all",
    report: Report = lambda _: None,
    workshop: Workshop | None = None,
    show: Show | None = None,
) -> Built | None:
    """Build the project at `root`; return None where mistakes (in `findings`) prevented it.

    `texts` receives the text of the sources that diagnostics point to, for their excerpts.
    `workshop` is one that stays open for further builds; a build without one opens its own. `show`
    is given pages of the PDF as soon as they are laid out, and the whole when it has been written.
    """
    with ExitStack() as opened:  # to be closed when the files are written
        building = partial(_build, root, findings, texts, profile_id, to, report, show, opened)
        if workshop is None:
            return building(None, read_surroundings())
        while True:
            with suppress(Elsewhere), postponed():
                return building(workshop, workshop.surroundings())


def _build(
    root: Path,
    findings: Findings,
    texts: dict[str, str],
    profile_id: str | None,
    to: Output,
    report: Report,
    show: Show | None,
    opened: ExitStack,
    workshop: Workshop | None,
    surroundings: Mapping[str, str],
) -> Built | None:
    """Do as `build`; a workshop of our own is left to `opened`. Raises Elsewhere where the
    surroundings of another one are not those that are given."""
    confirm = workshop.confirm if workshop is not None else lambda: None
    inputs, last = read_inputs(root, surroundings), _last_manifest(root)
    options, stages = (f"to {to}", f"profile {profile_id or ''}"), Stages(report)
    known = recall_record(inputs.key(*options))
    lost = lost_outputs(known, root / OUT) if known is not None else None
    proof = None
    if show is not None and lost is not None and known is not None and PDF in known.outputs:
        content = lost[PDF] if PDF in lost else (root / OUT / PDF).read_bytes()
        proof = recall_proof(inputs.key(*options), content)
    if known is not None and lost is not None and (show is None or proof or not known.outputs):
        confirm()
        record, explanation = known, explain_repeated(lost)
    else:
        from baspa.build.workshop import Workshop

        workshop = workshop or opened.enter_context(Workshop(stays_open=False))
        workshop.prepare(to, 0 if last else _length(root, inputs), inputs.surroundings_digest)
        from baspa.build.making import make  # takes its time too

        made = make(root, inputs, stages, profile_id, to, workshop, show=show)
        confirm()
        record, inputs, lost, proof = made.record, made.inputs, dict(made.files), made.proof
        explanation = explain(last.get("build"), inputs, made.steps)
        if made.lasting:
            keep_record(inputs.key(*options), record, lost)
            if proof is not None:
                keep_proof(inputs.key(*options), proof)
    findings.extend(record.diagnostics)
    texts.update(record.texts)
    if not record.outputs:
        return None
    if lost or {name: told for name, told in last.items() if name != "build"} != record.facts:
        told = {
            "redone": explanation,
            "files": dict(inputs.files),
            "surroundings": dict(inputs.surroundings),
            "seconds": stages.seconds,
        }
        text = json.dumps({**record.facts, "build": told}, ensure_ascii=False, indent=1)
        lost[MANIFEST] = f"{text}\n".encode()
    try:
        write_files(root / OUT, lost)
    except NotWritten as reason:
        findings.error("B101", f"{OUT}/ cannot be written: {reason}", help=reason.help)
        return None
    finally:
        if show is not None and proof is not None:
            show(proof)
    return Built(
        files=tuple(root / OUT / name for name in (*record.outputs, MANIFEST)),
        pages=record.pages,
        seconds=dict(stages.seconds),
        explanation=explanation,
    )


def _length(root: Path, inputs: Inputs) -> int:
    """Return how many bytes of text the sources are, as far as they can be read."""
    paths = (root / name for name in inputs.files if name.endswith((".md", ".md.j2")))
    return sum(path.stat().st_size for path in paths if path.is_file())


def _last_manifest(root: Path) -> dict[str, Any]:
    """Return the manifest of the last build that wrote one; nothing where it cannot be read."""
    try:
        told = json.loads((root / OUT / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
