"""Throw damaged files at `baspa import`, and count what becomes of them.

    python bench/import_fuzz.py [--files N] [--seed S] [KIND…]

Each seed file is damaged in many ways: bytes changed, cut off, repeated, taken out; in a package
the parts too: tags and attributes swapped, values made huge, elements nested and doubled. Kinds:
txt, md, tex, html, docx, folder (of Markdown, LaTeX and BibLaTeX), and odt, rtf, doc, which
LibreOffice reads (a second or more each). Random
bytes are tried under every suffix. Prints how many were read and refused, the slowest, and every
file that ended in a traceback, took more than a minute of processor
time, or lost a letter; those are kept.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from legacy_document import convert  # noqa: E402
from legacy_theses import THESES  # noqa: E402

from baspa.diagnostics import Findings, StopBuild  # noqa: E402
from baspa.importers.formats import read_manuscript  # noqa: E402
from baspa.importers.importing import import_manuscript  # noqa: E402
from baspa.importers.ledger import Ledger  # noqa: E402
from baspa.importers.report import balance, report  # noqa: E402

SECONDS = 60
PLAIN = ("txt", "md", "tex", "html")
BY_LIBREOFFICE = ("odt", "rtf", "doc")
KINDS = (*PLAIN, "docx", "folder", *BY_LIBREOFFICE)


_LATEX = rb"""
\cite{a}\gls{b}\ref{c}\input{d}\begin{figure}\fbox{\includegraphics{e}}\caption{f}\end{figure}
<table><tr><td>g<a href="#fn1" id="fnref1">1</a></td></tr></table>[^h]

[^h]: $\SI{1}{\metre}$ `i` {r, j=1} \@ref(k) <sup>l</sup> *[M]: n
"""
"""What theses on public repositories have among their Markdown."""


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return bytes with one to eight accidents."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        if not data:
            break
        at = chance.randrange(len(data))
        match chance.randrange(6):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 200)]
            case 2:
                data[at:at] = chance.randbytes(chance.randint(1, 40))
            case 3:
                data[at:at] = data[at : at + chance.randint(1, 400)] * chance.randint(1, 20)
            case 4:
                del data[at:]
            case 5:
                other = chance.randrange(len(data))
                data[at : at + 30], data[other : other + 30] = (
                    data[other : other + 30],
                    data[at : at + 30],
                )
    return bytes(data)


def damaged_xml(part: bytes, chance: random.Random) -> bytes:
    """Return XML that is mostly well-formed, with its elements and values mixed up."""
    text = part.decode("utf-8", "replace")
    for _ in range(chance.randint(1, 6)):
        tags = [m.span() for m in re.finditer(r"<[^>]{1,400}>", text)]
        values = [m.span(1) for m in re.finditer(r'="([^"]{0,200})"', text)]
        match chance.randrange(6):
            case 0 if values:
                start, end = chance.choice(values)
                new = chance.choice(
                    ["", "-1", "99999999999999999999", "0", "x", "1e9", "&#0;", "а" * 300]
                )
                text = text[:start] + new + text[end:]
            case 1 if values:
                (a, b), (c, d) = sorted(chance.choices(values, k=2))
                text = text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:] if b <= c else text
            case 2 if tags:
                start, end = chance.choice(tags)
                text = text[:start] + text[end:]
            case 3:
                found = [m.span() for m in re.finditer(r"<w:(p|r|tbl|tc|tr)[ >].*?</w:\1>", text)]
                if found:
                    start, end = chance.choice(found)
                    again = text[start:end] * chance.randint(2, 30)
                    text = text[:start] + again + text[end:]
            case 4:
                found = [m.span() for m in re.finditer(r"<w:(p|r|tc|tr|pPr)[ >].*?</w:\1>", text)]
                if len(found) > 1:
                    (a, b), (c, d) = sorted(chance.sample(found, 2))
                    text = text[:a] + text[c:d] + text[b:] if b <= c else text
            case _:
                at = chance.randrange(len(text) + 1)
                text = (
                    text[:at]
                    + chance.choice(["\u202e", "&amp;", "\U000f0001", "<w:p/>"])
                    + text[at:]
                )
    return text.encode("utf-8", "replace")


def damaged_package(content: bytes, chance: random.Random) -> bytes:
    """Return a ZIP package whose parts are damaged, or that is damaged as a whole."""
    if chance.random() < 0.25:
        return damaged(content, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        names = [n for n in old.namelist() if n.endswith((".xml", ".rels"))]
        victims = set(chance.choices(names, k=2))
        for name in old.namelist():
            part = old.read(name)
            if name in victims:
                if chance.random() < 0.1:
                    continue
                part = (damaged if chance.random() < 0.2 else damaged_xml)(part, chance)
            new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


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


def seeds(folder: Path, kinds: tuple[str, ...]) -> dict[str, list[bytes]]:
    """Return files of each kind to begin with."""
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
    options = parser.parse_args()
    signal.signal(signal.SIGPROF, too_slow)
    kept = Path(tempfile.mkdtemp(prefix="baspa-fuzz-"))
    print("| kind | files | read | refused | other | slowest, s |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, contents in seeds(folder, tuple(options.kinds)).items():
            harm: Callable[[bytes, random.Random], bytes]
            harm = damaged_package if kind in ("docx", "odt") else damaged
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
            others = counted.total() - counted["read"] - counted["refused"]
            row = (kind, counted.total(), counted["read"], counted["refused"], others)
            print("| " + " | ".join(map(str, row)) + f" | {slowest:.1f} |", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of the process: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
