"""What an author does to a project, by lot: edits of a small thesis, sound ones and mistakes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st
from thesis_case import SVG, THESIS

Files = dict[str, bytes]
WORDS = ("Сөз", "ғылым (5 км)", "[@a, б. 5]", "@fig:f", "@sec:one", "[^1]", "«ой» - пікір", "$x_i$")
START: Files = {
    "source/thesis.yaml": f"{THESIS}bibliography: [r.bib]\n".encode(),
    "source/r.bib": "@book{a, author={Абай, Қ.}, title={Сөз}, year={2005}}\n".encode(),
    "source/1.md": "# Бірінші {#sec:one}\n\nМәтін [@a].\n\nСоңы.\n".encode(),
    "source/2.md": (
        "# Екінші {#sec:two}\n\nӘңгіме.[^1]\n\n[^1]: Ескерту.\n\n"
        '![Сурет](f.svg){#fig:f alt="х"}\n\n'
        "``` {.table #tbl:t}\ndata: d.csv\ncaption: Деректер\n```\n"
    ).encode(),
    "source/3.md": "# Үшінші {#sec:three}\n\n@fig:f, @tbl:t.\n".encode(),
    "source/f.svg": SVG,
    "source/d.csv": "Жыл,Құны\n2020,1\n2021,2\n".encode(),
    "styles/uni/profile.yaml": b"extends: kz-diploma\n",
}


@dataclass(frozen=True)
class Edit:
    """One thing that an author does; `number` chooses where."""

    name: str
    change: Callable[[Files, int], None]
    number: int

    def __repr__(self) -> str:
        return f"{self.name} {self.number}"


def _section(files: Files, number: int) -> str:
    names = sorted(name for name in files if name.endswith(".md"))
    return names[number % len(names)]


def _paragraphs(files: Files, number: int) -> tuple[str, list[bytes]]:
    name = _section(files, number)
    return name, files[name].split(b"\n\n")


def insert(files: Files, number: int) -> None:
    name, found = _paragraphs(files, number)
    found.insert(1 + number % len(found), f"Жаңа {WORDS[number % len(WORDS)]}.".encode())
    files[name] = b"\n\n".join(found)


def delete(files: Files, number: int) -> None:
    name, found = _paragraphs(files, number)
    del found[number % len(found)]
    files[name] = b"\n\n".join(found)


def move(files: Files, number: int) -> None:
    name, found = _paragraphs(files, number)
    moved = found.pop(number % len(found))
    other, there = (name, found) if number % 2 else _paragraphs(files, number // 2)
    files[name] = b"\n\n".join(found)
    there.insert(1 + number % max(1, len(there)), moved)
    files[other] = b"\n\n".join(there)


def retitle(files: Files, number: int) -> None:
    name = _section(files, number)
    files[name] = files[name].replace(b"# ", f"# Тақырып {number} ".encode(), 1)


def rename(files: Files, number: int) -> None:
    name = _section(files, number)
    files[f"source/{number % 10}-x.md"] = files.pop(name)


def swap(files: Files, number: int) -> None:
    names = sorted(name for name in files if name.endswith(".md"))
    one, other = names[number % len(names)], names[number // 10 % len(names)]
    files[one], files[other] = files[other], files[one]


def reline(files: Files, number: int) -> None:
    """Save as an editor of Windows does, or no longer so."""
    name, mark = _section(files, number), b"\xef\xbb\xbf"
    text = files[name].removeprefix(mark)
    was_so = b"\r\n" in text
    text = text.replace(b"\r\n", b"\n")
    files[name] = text if was_so else mark + text.replace(b"\n", b"\r\n")


def truncate(files: Files, number: int) -> None:
    """Leave what stands there while an editor writes a file."""
    name = _section(files, number)
    files[name] = files[name][: len(files[name]) * (number % 10) // 10]


def redraw(files: Files, number: int) -> None:
    files["source/f.svg"] = SVG.replace(b"50mm", b"%dmm" % (20 + number % 40))


def lose(files: Files, number: int) -> None:
    files.pop(("source/f.svg", "source/d.csv", "source/r.bib")[number % 3], None)


def recount(files: Files, number: int) -> None:
    files["source/d.csv"] = f"Жыл,Құны\n2020,{number}\n".encode()


def cite(files: Files, number: int) -> None:
    title = f"Кітап {number}"
    files["source/r.bib"] = f"@book{{a, title={{{title}}}, year={{2001}}}}\n".encode()


def retype(files: Files, number: int) -> None:
    profile = ("kz-diploma", "uni", "ru-gost-7.32-2017")[number % 3]
    text = f"{THESIS}profile: {profile}\nbibliography: [r.bib]\n"
    files["source/thesis.yaml"] = text.encode()


def restyle(files: Files, number: int) -> None:
    text = f"extends: kz-diploma\ntext: {{size: {10 + number % 5}pt}}\n"
    files["styles/uni/profile.yaml"] = text.encode()


def retemplate(files: Files, number: int) -> None:
    part = f'<section class="title-page" id="t"><p>{number}</p></section>'
    files["templates/title-page.html.j2"] = part.encode()


EDITS = (
    *(insert, delete, move, retitle, rename, swap, reline, truncate, redraw),
    *(lose, recount, cite, retype, restyle, retemplate),
)
edits = st.builds(
    lambda change, number: Edit(change.__name__, change, number),
    st.sampled_from(EDITS),
    st.integers(0, 99),
)
