"""Small theses written as Markdown, and the real stages that a test wants to look behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from baspa.build.build import build
from baspa.diagnostics import Findings
from baspa.fonts import Face, find_face
from baspa.model import Document, ResolvedSection
from baspa.passes.arrange import arrange
from baspa.passes.number import Numbered, number
from baspa.profile import LoadedProfile, Profile, load_profile
from baspa.readers.markdown import read_section

THESIS = "title: Тақырып\nauthor: {name: Автор А.}\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de000000"
    "097048597300002e2300002e230178a53f760000000c49444154789c63f8cfc000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)
"""A red pixel, 300 to the inch."""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="50mm"/>'


def loaded(profile_id: str = "kz-diploma") -> LoadedProfile:
    findings = Findings()
    found = load_profile(profile_id, findings, texts={})
    assert found is not None, findings
    return found


def profile(profile_id: str = "kz-diploma", **changes: Any) -> Profile:
    return replace(loaded(profile_id).profile, **changes)


def face() -> Face:
    found = find_face(("Liberation Serif", "Tinos"))
    assert found is not None
    return found


def document(*texts: str, language: str = "kk") -> Document:
    """Read each text as a section file named `1.md`, `2.md` …; none may have mistakes."""
    findings = Findings()
    files = tuple(
        read_section(text, f"{n}.md", language, findings) for n, text in enumerate(texts, 1)
    )
    assert findings.diagnostics == []
    return Document(sections=files)


def arranged(*texts: str, by: Profile | None = None) -> tuple[ResolvedSection, ...]:
    findings = Findings()
    sections = arrange(document(*texts), by or profile(), findings).sections
    assert findings.diagnostics == []
    return sections


def numbered(*texts: str, by: Profile | None = None) -> Numbered:
    findings = Findings()
    result = number(arranged(*texts, by=by), by or profile(), findings)
    assert findings.diagnostics == []
    return result


def write_project(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write a project; without a thesis.yaml of its own it gets a small one."""
    for name, content in ({"source/thesis.yaml": THESIS} | files).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def print_project(root: Path, **options: Any) -> Path:
    """Build the PDF of a project, which must be without a finding; return its path."""
    findings = Findings()
    built = build(root, findings, {}, to="pdf", **options)
    assert built is not None, findings.diagnostics
    assert findings.diagnostics == []
    return root / "out" / "thesis.pdf"
