"""Sections as HTML: one is written anew where something that it is made of has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from baspa.build.memo import Asked
from baspa.diagnostics import Findings
from baspa.model import Counts, ResolvedDocument, ResolvedSection, Role
from baspa.passes.again import Again
from baspa.passes.outline import outline_of_resolved
from baspa.store import digest
from baspa.templates.blocks import Written
from baspa.templates.render import WrittenSection, render_section

if TYPE_CHECKING:
    from baspa.build.pipeline import Prepared

WRITTEN = "sections as HTML"
"""The step that writes them."""


def common_key(counts: Counts, prepared: Prepared, texts: Mapping[str, str]) -> str:
    """Return a digest of what the HTML of all sections is made of."""
    thesis, profile, face = prepared.project.thesis, prepared.loaded.profile, prepared.face
    templates = (text for name, text in texts.items() if name.endswith(".html.j2"))
    return digest([*map(repr, (counts, thesis, profile, face)), *templates])


def section_key(
    section: ResolvedSection, read: Mapping[str, str], prepared: Prepared, again: Again
) -> list[str]:
    """Return what the HTML of a section is made of alone: its outline, resolved, and its files.

    `read` are the keys of section files that were read, by their paths.
    """
    files = files_of(section)
    if section.role is Role.ABBREVIATIONS:  # its entries come from anywhere
        files |= set(prepared.project.sections)
    outline = again.once("outline", section, None, lambda _: _outline(section), Findings())
    return [outline, *(read[name] for name in sorted(files & read.keys()))]


def _outline(section: ResolvedSection) -> str:
    """Return a digest of the outline of a section."""
    left = outline_of_resolved(section)
    return digest([repr(left), *(getattr(block, "block_id", "") for block in left.blocks)])


def files_of(section: ResolvedSection) -> set[str]:
    """Return the paths of the files that a section comes from."""
    return {block.span.file for block in section.blocks}


def section_asked(
    section: ResolvedSection,
    document: ResolvedDocument,
    key: list[str],
    prepared: Prepared,
    known: Written,
) -> Asked:
    """Ask for a section as semantic HTML, made anew where `key` is another than before."""
    thesis, profile, face = prepared.project.thesis, prepared.loaded.profile, prepared.face

    def make(own: Findings, _: set[str]) -> WrittenSection:
        templates = replace(prepared.templates, findings=own)
        return render_section(section, document, thesis, profile, templates, face, known)

    return Asked(step=WRITTEN, name=section.id, parts=key, make=make, size=len(section.blocks))
