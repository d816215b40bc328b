"""How far PDF and DOCX agree, and how often the DOCX was laid out: one row for each thesis.

    python bench/twins.py [--only NAME …]

The sample of each language under every profile of that language, the projects under
`tests/projects/`, and three generated theses in each language. What is counted,
`baspa/build/twins.py` says; what cannot agree, `docs/architecture.md`. Nothing here fails on a
figure.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from generate_thesis import PROFILES, ROOT, SAMPLES, generate

from baspa.build.build import build
from baspa.diagnostics import Findings
from baspa.profile import find_profiles, load_profile

HEAD = """\
| thesis | pages | layouts | s each | same page | same lines |
|---|---|---|---|---|---|"""
SEEDS = range(3)
Job = tuple[Callable[[Path], object], str | None]


def jobs() -> dict[str, Job]:
    """Return what writes each thesis into a folder, and its profile; by name."""
    found: dict[str, Job] = {}
    for profile_id in find_profiles():
        loaded = load_profile(profile_id, Findings(), {})
        assert loaded is not None, "the shipped profiles are sound"
        source = SAMPLES[loaded.profile.language]
        found[f"sample, {profile_id}"] = (_copying(source), profile_id)
    for project in sorted((ROOT / "tests/projects").glob("*/source")):
        found[project.parent.name] = (_copying(project), None)
    for language in PROFILES:
        for seed in SEEDS:
            found[f"generated, {language} {seed}"] = (_generating(language, seed), None)
    return found


def _copying(source: Path) -> Callable[[Path], object]:
    return lambda folder: shutil.copytree(source, folder / "source")


def _generating(language: str, seed: int) -> Callable[[Path], object]:
    return lambda folder: generate(folder, seed, pages=4 + 4 * seed, language=language)


def row(name: str, job: Job, folder: Path) -> str:
    """Build a thesis; return its line of the table."""
    write, profile_id = job
    folder.mkdir()
    write(folder)
    findings = Findings()
    if build(folder, findings, {}, profile_id=profile_id) is None:
        raise SystemExit(f"{name}: {findings.diagnostics}")
    told = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    twins, seconds = told["twins"], told["build"]["seconds"]
    each = [f"{seconds[f'DOCX layout {n}']:.1f}" for n in range(1, told["docx_layouts"] + 1)]
    cells = (
        name,
        told["pages"]["docx"],
        told["docx_layouts"],
        ", ".join(each),
        f"{twins['same_page']} of {twins['placed']}",
        f"{twins['same_lines']} of {twins['paragraphs']}",
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def main() -> None:
    """Build all of them, or those whose names contain what was given."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--only", nargs="+", default=[""], metavar="NAME")
    only = parser.parse_args().only
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"  # what was built before is not told again
        for number, (name, job) in enumerate(jobs().items()):
            if any(part in name for part in only):
                print(row(name, job, Path(folder) / str(number)), flush=True)


if __name__ == "__main__":
    main()
