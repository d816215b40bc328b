"""Builds after edits: what they cost, beside other programs on the same text.

    python bench/regenerate.py [--pages 67 645] [--runs 5]

For each length: the first build, one word edited, an edit that changes the number of pages, nothing
changed, each as a new process and, where it makes sense, in `baspa watch`; beside them plain
WeasyPrint on our own HTML, Typst (whole and incremental), pandoc and, where it is installed,
XeLaTeX. Every edit is one that was never built before. The other programs print the same text,
pictures and tables as pandoc reads them, without what Baspa adds (numbers, references, the norm).
Needs the dependency group `bench`. Writes its section of docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from compileall import compile_dir
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import unquote

import pypandoc
from generate_thesis import generate
from large_theses import by_pandoc
from measure import MIB, Run, process_tree, run, spread, table, write_section

UNASKED, PER_PAGE = 15, 1.06
"""Pages that the generator adds to those that it is asked for, and what it is asked for each other
page that comes of it: title page, contents and lists are not counted by it."""
WATCH_SECONDS = 300
"""After so long without a new PDF a watched build is given up."""
HEAD = ("pages", "what", "wall s: median (least–most)", "processor s", "largest process MiB")
NAN = float("nan")


class Project:
    """A generated thesis with a store of its own, and the edits that are made to it."""

    def __init__(self, folder: Path, pages: int) -> None:
        self.folder = generate(folder / "thesis", seed=1, pages=round((pages - UNASKED) * PER_PAGE))
        self.environment = {"XDG_CACHE_HOME": str(folder / "cache")}
        chapters = sorted((self.folder / "source").glob("2*-chapter.md"))
        self.chapter = chapters[len(chapters) // 2]
        self.original = self.chapter.read_text(encoding="utf-8")
        self.edits = count(1)
        self.added = ""

    def command(self, *arguments: str) -> list[str]:
        given = [f"{name}={value}" for name, value in self.environment.items()]
        return ["env", *given, sys.executable, "-m", "baspa", *arguments, "-C", str(self.folder)]

    def build(self) -> list[str]:
        return self.command("build", "--to", "pdf")

    def forget(self) -> None:
        """Take away all that earlier builds left."""
        shutil.rmtree(self.environment["XDG_CACHE_HOME"], ignore_errors=True)
        shutil.rmtree(self.folder / "out", ignore_errors=True)

    def edit_word(self) -> None:
        """Put another word in the place of the first one of a paragraph in a middle chapter."""
        before, blank, rest = self.original.partition("\n\n")
        _, space, rest = rest.partition(" ")
        self.write(f"{before}{blank}{_word(next(self.edits))}{space}{rest}")

    def edit_pages(self) -> None:
        """Put some more pages of text in front of a middle chapter: more each time, so that all
        that stands behind them moves."""
        sentence = f"{_word(next(self.edits))} туралы бұл сөйлем беттердің санын өзгертеді. "
        self.added += f"{sentence * 12}\n\n" * 6
        before, blank, rest = self.original.partition("\n\n")
        self.write(f"{before}{blank}{self.added}{rest}")

    def write(self, text: str) -> None:
        """Save as an editor does: beside the old file first."""
        beside = self.chapter.with_name(".saving")
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.chapter)

    @property
    def pdf(self) -> Path:
        return self.folder / "out" / "thesis.pdf"


def _word(number: int) -> str:
    """Return a word that no other number has."""
    letters = "абвгдежзиклмнопрстуф"
    word = ""
    while number:
        number, rest = divmod(number, len(letters))
        word += letters[rest]
    return f"Сөз{word}"


def repeated(runs: int, command: list[str], before: Callable[[], None]) -> list[Run]:
    """Run `command` so often, `before` it what is not measured."""
    found = []
    for _ in range(runs):
        before()
        found.append(run(command))
    return found


def nothing() -> None:
    """Change nothing."""


@contextmanager
def watching(project: Project) -> Iterator[subprocess.Popen[bytes]]:
    """Keep `baspa watch` running."""
    child = subprocess.Popen(
        project.command("watch", "--to", "pdf"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield child
    finally:
        child.send_signal(signal.SIGINT)
        child.wait(30)


def watched(project: Project, runs: int, edit: Callable[[], None]) -> list[Run]:
    """Return the times from saving a file until the new PDF stands in `out/`."""
    found = []
    project.forget()
    with watching(project) as child:
        _wait(project.pdf, 0, child)
        for _ in range(runs + 1):  # the first one is not counted
            time.sleep(1)
            before, begun = project.pdf.stat().st_ino, time.perf_counter()
            edit()
            seconds = _wait(project.pdf, before, child) - begun
            peaks = {name: kib // MIB for _, name, kib in process_tree(child.pid)}
            found.append(Run(seconds=seconds, cpu_seconds=NAN, peaks=peaks, family=0))
    return found[1:]


def _wait(file: Path, before: int, child: subprocess.Popen[bytes]) -> float:
    """Return when `file` has become another one than that of the inode `before`."""
    given_up = time.perf_counter() + WATCH_SECONDS
    while time.perf_counter() < given_up and child.poll() is None:
        if file.exists() and file.stat().st_ino != before:
            return time.perf_counter()
        time.sleep(0.002)
    raise SystemExit("`baspa watch` made no new PDF")


def to_typst(project: Project) -> Path:
    """Return the same text as a document of Typst."""
    source = project.folder / "source"
    out = source / "thesis.typ"
    looks = ("papersize=a4", "mainfont=Liberation Serif", "fontsize=14pt", "lang=kk")
    command = [pypandoc.get_pandoc_path(), "--citeproc", "--toc", "-s", "-t", "typst"]
    command += [word for look in looks for word in ("-V", look)]
    command += ["--bibliography", str(source / "references.bib"), "-o", str(out)]
    sections = [str(path) for path in sorted(source.glob("*.md"))]
    subprocess.run([*command, *sections], check=True, capture_output=True)
    return out


COMPILE = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
INCREMENTAL = """
import sys, time, typst
file, runs = sys.argv[1], int(sys.argv[2])
text = open(file, encoding="utf-8").read()
place = text.index(" ", text.index(". ", len(text) // 2) + 2)
compiler = typst.Compiler(file)
for n in range(runs + 2):
    with open(file, "w", encoding="utf-8") as out:
        out.write(f"{text[:place]}{chr(0x430 + n)}{text[place:]}")
    begun = time.perf_counter()
    compiler.compile(output=file + ".pdf")
    if n > 1:
        print(time.perf_counter() - begun)
"""
"""One letter is set behind a word in the middle of the text, another one each time; the first two
compilations, which fill the caches of the compiler, are not counted."""


def typst_incremental(file: Path, runs: int) -> list[Run]:
    """Return what Typst takes for an edited word in a process that has compiled the text before."""
    command = [sys.executable, "-c", INCREMENTAL, str(file), str(runs)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return [
        Run(seconds=float(line), cpu_seconds=NAN, peaks={}, family=0)
        for line in done.stdout.split()
    ]


def to_html(project: Project, folder: Path) -> list[str]:
    """Return the command by which WeasyPrint alone prints our HTML in one pass."""
    from baspa.build.pipeline import prepare, typeset
    from baspa.diagnostics import Findings
    from baspa.pdf.assets import ASSET_SCHEME
    from baspa.pdf.source import print_source

    findings, texts = Findings(), dict[str, str]()
    printable = typeset(prepare(project.folder, None, findings, texts), findings, texts)
    size, face = printable.prepared.loaded.profile.text.size, printable.prepared.face
    html, formulas = print_source(printable.html, face.file, size.pt, findings)
    folder.mkdir()
    for asset in (printable.document.assets | formulas).values():
        path = folder / unquote(asset.name)  # as it is looked for
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(asset.content)
    (folder / "thesis.html").write_text(html.replace(ASSET_SCHEME, ""), encoding="utf-8")
    (folder / "thesis.css").write_text(printable.style, encoding="utf-8")
    files = (str(folder / name) for name in ("thesis.html", "thesis.pdf"))
    options = ["--pdf-tags", "--stylesheet", str(folder / "thesis.css")]
    return [sys.executable, "-m", "weasyprint", *options, *files]


def ours(project: Project, runs: int) -> Iterator[tuple[str, list[Run]]]:
    """Yield what Baspa takes."""
    yield "**Baspa**, first build", repeated(runs, project.build(), project.forget)
    yield "one word edited, new process", repeated(runs, project.build(), project.edit_word)
    yield "pages added, new process", repeated(runs, project.build(), project.edit_pages)
    yield "nothing changed, new process", repeated(runs, project.build(), nothing)
    yield "one word edited, `baspa watch`", watched(project, runs, project.edit_word)
    yield "pages added, `baspa watch`", watched(project, runs, project.edit_pages)


def others(project: Project, runs: int, folder: Path) -> Iterator[tuple[str, list[Run]]]:
    """Yield what other programs take on the same text."""
    project.write(project.original)
    yield "plain **WeasyPrint**", repeated(runs, to_html(project, folder / "html"), nothing)
    typst = to_typst(project)
    compiling = [sys.executable, "-c", COMPILE, str(typst), str(folder / "typst.pdf")]
    yield "**Typst**, whole", repeated(runs, compiling, nothing)
    yield "Typst, incremental, one letter edited", typst_incremental(typst, runs)
    pandoc = by_pandoc(project.folder, folder / "pandoc.docx")
    yield "**pandoc** to DOCX", repeated(runs, pandoc, nothing)
    for engine in ("weasyprint", "xelatex"):
        program = shutil.which(engine, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
        if program is not None:
            pandoc = by_pandoc(project.folder, folder / "pandoc.pdf")
            command = [*pandoc, f"--pdf-engine={program}"]
            yield f"pandoc to PDF by {engine}", repeated(runs, command, nothing)


def docx(project: Project, runs: int, folder: Path) -> Iterator[tuple[str, list[Run]]]:
    """Yield what the DOCX takes, beside one conversion of the same file by LibreOffice.

    That is what an author's own `soffice --convert-to pdf` takes, in a profile folder that it has
    set up before and with its settings as they are; ours is written for each build, and says that
    no test pictures need be drawn. Both print or lay out the whole file.
    """
    command = project.command("build", "--to", "docx")
    yield "DOCX with its page numbers, first build", repeated(runs, command, project.forget)
    yield "DOCX, one word edited", repeated(runs, command, project.edit_word)
    yield "DOCX, pages added", repeated(runs, command, project.edit_pages)
    both = project.command("build")
    yield "both files, first build", repeated(runs, both, project.forget)
    yield "both files, one word edited", repeated(runs, both, project.edit_word)
    office = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless"]
    office += ["--convert-to", "pdf", "--outdir", str(folder)]
    office.append(str(project.folder / "out" / "thesis.docx"))
    run(office)  # sets its profile folder up
    yield "one conversion of that DOCX by **LibreOffice**", repeated(runs, office, nothing)


def rows(found: Iterator[tuple[str, list[Run]]], pages: int) -> Iterator[tuple[object, ...]]:
    """Yield a line of the table for each thing that was measured."""
    for name, runs in found:
        print(pages, name, [round(each.seconds, 2) for each in runs], file=sys.stderr)
        cpu = [each.cpu_seconds for each in runs if each.cpu_seconds == each.cpu_seconds]
        peak = max(each.peak for each in runs)
        yield pages, name, spread(r.seconds for r in runs), spread(cpu) if cpu else "", peak or ""


def main() -> None:
    """Measure each length in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[67, 645])
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    compile_dir(Path(__file__).parents[1] / "baspa", quiet=1)  # as `./run` and pip do
    lines: list[tuple[object, ...]] = []
    for pages in given.pages:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            project = Project(folder, pages)
            run(project.build())
            printed = json.loads((project.folder / "out/manifest.json").read_text())["pages"]["pdf"]
            for part in (
                ours(project, given.runs),
                others(project, given.runs, folder),
                docx(project, given.runs, folder),
            ):
                for line in rows(part, printed):
                    lines.append(line)
                    write_section("edits", table(HEAD, lines))


if __name__ == "__main__":
    main()
