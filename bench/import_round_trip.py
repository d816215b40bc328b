"""How much of a thesis comes back: build, import, build again, compare the two DOCX.

    python bench/import_round_trip.py [FORMAT…]

The sample and the Russian and English projects are built; LibreOffice makes each FORMAT (docx, odt,
doc, rtf) of the DOCX; `baspa import` reads it, and the project is built again. Prints what share of
the paragraphs of each kind is the same (precision / recall), live fields and links, and the pages.
Nothing here fails on a score.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from legacy_document import convert  # noqa: E402
from round_trip import KINDS, compared  # noqa: E402

THESES = {
    "kk sample": ROOT / "source",
    "ru report": ROOT / "tests/projects/ru-report/source",
    "en paper": ROOT / "tests/projects/en-paper/source",
}


def run(*arguments: str) -> bool:
    """Run `baspa`; tell whether it ended well."""
    command = [sys.executable, "-m", "baspa", *arguments]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def pages(project: Path) -> Any:
    manifest = json.loads((project / "out/manifest.json").read_text(encoding="utf-8"))
    return manifest["pages"]["docx"]


def share(right: int, found: int, truth: int) -> str:
    return f"{right / found:.3f} / {right / truth:.3f}" if found and truth else "–"


def main() -> None:
    """Print the table."""
    formats = tuple(sys.argv[1:]) or ("docx", "odt", "doc", "rtf")
    kinds = [*KINDS, "live"]
    print("| thesis | format | pages | " + " | ".join(kinds) + " |")
    print("|---|---|---|" + "---|" * len(kinds))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for thesis, source in THESES.items():
            project = folder / thesis.replace(" ", "-")
            shutil.copytree(source, project / "source")
            run("build", "-C", str(project))
            original = project / "out/thesis.docx"
            others = tuple(f for f in formats if f != "docx")
            files = {"docx": original} if "docx" in formats else {}
            files |= convert(original, others, project / "converted") if others else {}
            for kind, file in files.items():
                again = folder / f"{project.name}-{kind}"
                row = f"| {thesis} | {kind} |"
                if not run("import", str(file), "-o", str(again)):
                    print(row + " not read |" + " |" * len(kinds), flush=True)
                    continue
                run("build", "-C", str(again))
                scores = compared(original, again / "out/thesis.docx")
                cells = " | ".join(share(*scores[k]) for k in kinds)
                print(f"{row} {pages(project)} / {pages(again)} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
