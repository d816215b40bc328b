"""Throw damaged files at `baspa import`, and count what becomes of them.

    python bench/import_fuzz.py [--files N] [--seed S] [--seeds FOLDER] [KIND…]

Each seed file is damaged in the ways of tests/damaged_files.py. Kinds: txt, md, tex, html, docx,
folder (of Markdown, LaTeX and BibLaTeX), and odt, rtf, doc, which LibreOffice reads (a second or
more each). Random bytes are tried under every suffix. `--seeds` names a folder of documents to
begin with beside our own. Prints how many were read and refused, the slowest, and every file that
ended in a traceback, took more than a minute of processor time, or lost a letter; those are kept.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from damaged_files import (  # noqa: E402
    LATEX,
    Damage,
    damaged,
    damaged_doc,
    damaged_latex,
    damaged_package,
    damaged_rtf,
)
from legacy_document import convert  # noqa: E402
from legacy_theses import THESES  # noqa: E402

from baspa.diagnostics import Findings, StopBuild  # noqa: E402
from baspa.importers.importing import import_manuscript  # noqa: E402
from baspa.importers.limits import within_limits  # noqa: E402
from baspa.importers.reading.formats import read_manuscript  # noqa: E402
from baspa.importers.report import balance, report  # noqa: E402
from baspa.importers.text.ledger import Ledger  # noqa: E402

SECONDS = 60
PLAIN = ("txt", "md", "tex", "html")
BY_LIBREOFFICE = ("odt", "rtf", "doc")
KINDS = (*PLAIN, "docx", "folder", *BY_LIBREOFFICE)


HARM: dict[str, Damage] = {
    "docx": damaged_package, "odt": damaged_package, "rtf": damaged_rtf, "tex": damaged_latex,
}  # fmt: skip
_LATEX = rb"""
\cite{a}\gls{b}\ref{c}\input{d}\begin{figure}\fbox{\includegraphics{e}}\caption{f}\end{figure}
<table><tr><td>g<a href="#fn1" id="fnref1">1</a></td></tr></table>[^h]

[^h]: $\SI{1}{\metre}$ `i` {r, j=1} \@ref(k) <sup>l</sup> *[M]: n
"""
"""What theses on public repositories have among their Markdown."""


def damaged_folder(content: bytes, folder: Path, chance: random.Random) -> Path:
    """Make a folder of files that are damaged copies of one, under names that mean something."""
    target = Path(tempfile.mkdtemp(dir=folder))
    names = ["01-a.md", "2_б/введение.md", "chapter3.md", "main.tex", "refs.bib", "Makefile"]
    for name in [*names, "metadata.yaml", "a\u202eb.md", "bibliography.md", "x.qmd"]:
        if chance.random() < 0.7:
            file = target / name
            file.parent.mkdir(exist_ok=True)
            start = chance.randrange(len(content))
            file.write_bytes(damaged(content[start : start + 6000], chance))
    return target


def outcome(path: Path) -> str:
    """Return what becomes of a file: read, refused, or what went wrong."""
    findings, ledger = Findings(), Ledger()
    try:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        with within_limits(path, findings):
            manuscript = read_manuscript(path, findings, ledger)
            imported = import_manuscript(manuscript, ledger)
        output = "".join(imported.project.files.values())
        letters: dict[str, Any] = balance(manuscript.source, ledger, output)
        report(imported, path.name)
    except StopBuild:
        return "refused" if findings.diagnostics else "refused without a word"
    except TimeoutError:
        return "too slow"
    except Exception as error:
        traceback.print_exc(file=sys.stdout)
        return f"traceback ({type(error).__name__})"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return "lost letters" if letters["lost"] or letters["out of nothing"] else "read"


def seeds(folder: Path, kinds: tuple[str, ...], more: Path | None) -> dict[str, list[bytes]]:
    """Return files of each kind to begin with, those in the folder `more` too."""
    found: dict[str, list[bytes]] = {kind: [] for kind in kinds}
    for legacy in THESES[:2]:
        source = folder / f"{legacy.name}.fodt"
        source.write_text(legacy.document, encoding="utf-8")
        wanted = tuple(k for k in kinds if k not in (*PLAIN, "folder"))
        for kind, file in convert(source, wanted, folder / "lo").items() if wanted else ():
            found[kind].append(file.read_bytes())
        text = re.sub(r"<[^>]+>", "", re.sub(r"</text:(?:p|h)>", "\n", legacy.document))
        for kind in kinds:
            if kind in PLAIN:
                found[kind].append(text.encode())
    if "html" in found:
        found["html"] += [f"<h1>A</h1><table><tr><td>{'<b>' * 50}x</table>".encode()]
    if "tex" in found:
        found["tex"] += [LATEX.encode()] * 3
    for file in sorted(more.iterdir()) if more else ():
        if file.suffix[1:] in found:
            found[file.suffix[1:]].append(file.read_bytes())
    for kind in {"md", "folder"} & set(found):
        samples = sorted((ROOT / "source").glob("*.md"))[:6]
        found[kind] += [sample.read_bytes() + _LATEX for sample in samples]
    return found


def too_slow(*_: object) -> None:
    raise TimeoutError


def main() -> None:
    """Damage, import, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=[*KINDS])
    parser.add_argument("--files", type=int, default=200, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=Path, help="a folder of documents to begin with")
    options = parser.parse_args()
    signal.signal(signal.SIGPROF, too_slow)
    kept = Path(tempfile.mkdtemp(prefix="baspa-fuzz-"))
    print("| kind | files | read | refused | other | slowest, s |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begin = seeds(folder, tuple({*options.kinds, "docx", "rtf", "html"}), options.seeds)
        others = [content for kind in ("docx", "rtf", "html") for content in begin[kind]]
        disguised = partial(damaged_doc, others=others)
        for kind in options.kinds:
            contents, harm = begin[kind], disguised if kind == "doc" else HARM.get(kind, damaged)
            counted, slowest = Counter[str](), 0.0
            for number in range(options.files):
                chance = random.Random(f"{options.seed} {kind} {number}")
                is_noise = chance.random() < 0.05
                content = chance.choice(contents)
                content = (
                    chance.randbytes(chance.randrange(5000)) if is_noise else harm(content, chance)
                )
                file = folder / f"damaged.{kind}"
                file.write_bytes(content)
                if kind == "folder":
                    file = damaged_folder(chance.choice(contents), folder, chance)
                begun = time.process_time()
                said = outcome(file)
                slowest = max(slowest, time.process_time() - begun)
                counted[said] += 1
                if said not in ("read", "refused"):
                    (kept / f"{kind}-{number}.{kind}").write_bytes(content)
                    print(f"{said}: {kept}/{kind}-{number}.{kind}", flush=True)
            bad = counted.total() - counted["read"] - counted["refused"]
            row = (kind, counted.total(), counted["read"], counted["refused"], bad)
            print("| " + " | ".join(map(str, row)) + f" | {slowest:.1f} |", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of the process: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
