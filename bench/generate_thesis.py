"""A thesis of any length, made by lot: the same seed gives the same thesis.

    python bench/generate_thesis.py DIR [--seed N] [--pages N] [--language kk|ru|en] [--profile ID]

The sentences are those of the samples in this tree, dealt out anew, so that words, lengths and
letters are those of real text. All kinds of blocks occur: sections with short and very long
headings, lists, quotations, tables short and long, figures, formulas, footnotes, citations and
references to all of them, a landscape page, appendices.
"""

from __future__ import annotations

import argparse
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = {
    "kk": ROOT / "source",
    "ru": ROOT / "tests/projects/ru-report/source",
    "en": ROOT / "tests/projects/en-paper/source",
}
PROFILES = {"kk": "kz-diploma", "ru": "ru-gost-7.32-2017", "en": "en-apa7-student"}
SENTENCES_PER_PAGE = 16
"""About as many of the samples' sentences fill a page of a Kazakh diploma."""
_SKIPPED = re.compile(
    r"^\s*(?:#|\||\+|:|>|!\[|\$\$|```|~~~|---|-{3,}|Table:|\[\^|\d+[.)]|\w[.)]|[-*] )"
)
_MARKS = re.compile(r"\[[^\]]*@[^\]]*\](?:\{[^}]*\})?|\[\^[^\]]*\]|[-(]?@[\w:.-]+|\{[^}]*\}|[*_`$]")


@dataclass(slots=True)
class Thesis:
    """What has been written so far, and the lot that decides what follows."""

    lot: random.Random
    language: str
    sentences: list[str]
    sources: int
    """How many entries the bibliography has."""
    floats: int = 1
    """How many tables and how many figures come to one formula and one list."""
    cited: float = 0.5
    """The share of paragraphs that cite."""
    dense: bool = False
    """Little but long tables, whose rows are numbered, some with a note or on a landscape page."""
    figures: int = 0
    tables: int = 0
    formulas: int = 0
    notes: int = 0
    files: dict[str, str] = field(default_factory=dict)

    def sentence(self) -> str:
        return self.lot.choice(self.sentences)

    def words(self, least: int, most: int) -> str:
        """Return the first words of a sentence, without a mark at their end."""
        words = self.sentence().split()[: self.lot.randint(least, most)]
        return " ".join(words).strip(" ,;:–-.«»()“”").replace("|", "/")

    def paragraph(self, label: str = "") -> str:
        """Return a paragraph; some cite, some have a footnote, some refer to what stands near."""
        sentences = [self.sentence() for _ in range(self.lot.randint(2, 7))]
        text, notes = " ".join(sentences), ""
        if self.sources and self.lot.random() < self.cited:
            keys = self.lot.sample(
                range(1, self.sources + 1), min(self.sources, self.lot.randint(1, 3))
            )
            text = f"{text[:-1]} [{'; '.join(f'@source{key}' for key in sorted(keys))}]."
        if label:
            text = f"{text[:-1]} (@{label})."
        if self.lot.random() < 0.12:
            self.notes += 1
            text += f"[^{self.notes}]"
            notes = f"\n\n[^{self.notes}]: {self.sentence()}"
        return text + notes

    def table(self) -> str:
        self.tables += 1
        columns, rows = self.lot.randint(2, 5), self.lot.choice([2, 3, 4, 5, 8, 12, 30, 45])
        if self.dense:
            rows = self.lot.randint(10, 60)
        lines = ["|".join(["", *(self.words(1, 3) for _ in range(columns)), ""])]
        lines.append("|".join(["", ":---", *["---:"] * (columns - 1), ""]))
        for row in range(1, rows + 1):
            numbers = [f"{self.lot.uniform(0, 9999):.1f}" for _ in range(columns - 1)]
            words = self.words(1, 6)
            if self.dense:
                words = f"T{self.tables}-{row} {words} {self.words(1, 6)}"
            lines.append("|".join(["", words, *numbers, ""]))
        caption = f"Table: {self.words(3, 14)} {{#tbl:t{self.tables}}}"
        lead = self.paragraph(f"tbl:t{self.tables}")
        table = "\n".join(lines) + "\n\n" + caption
        return f"{lead}\n\n{self._in_its_way(table) if self.dense else table}"

    def _in_its_way(self, table: str) -> str:
        """Return a table with a note or on a landscape page, now and then."""
        if self.lot.random() < 0.3:
            table += f"\n\n::: note\n{self.sentence()}\n:::"
        return f"::: landscape\n{table}\n:::" if self.lot.random() < 0.15 else table

    def figure(self) -> str:
        self.figures += 1
        name, height = f"figures/f{self.figures}.svg", self.lot.randint(30, 110)
        bars = "".join(
            f'<rect x="{10 * n}" y="{height - h}" width="7" height="{h}" fill="#447799"/>'
            for n, h in enumerate(self.lot.choices(range(5, height), k=12))
        )
        self.files[name] = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="120mm" height="{height}mm" '
            f'viewBox="0 0 120 {height}">{bars}</svg>\n'
        )
        image = f'![{self.words(3, 14)}]({name}){{#fig:f{self.figures} alt="Бағандар"}}'
        return self.paragraph(f"fig:f{self.figures}") + "\n\n" + image

    def formula(self) -> str:
        self.formulas += 1
        latex = self.lot.choice(
            [
                r"K = \frac{A_t}{B_t} \cdot 100",
                r"S = \sum_{i=1}^{n} w_i x_i^2",
                r"E = \sqrt{\frac{1}{n-1} \sum_{i=1}^{n} (x_i - \bar{x})^2}",
                r"y = a + b \ln x + \varepsilon",
            ]
        )
        return (
            self.paragraph(f"eq:e{self.formulas}") + f"\n\n$$ {latex} $$ {{#eq:e{self.formulas}}}"
        )

    def items(self) -> str:
        mark = self.lot.choice(["- ", "1. ", "а) "])
        if mark == "а) ":
            marks = [f"{letter}) " for letter in "абвг"]
        else:
            marks = [mark if mark == "- " else f"{n}. " for n in range(1, 5)]
        return "\n".join(f"{m}{self.words(4, 18)};" for m in marks)

    def section(self, level: int, label: str, sentences: int) -> str:
        """Return a heading and about `sentences` sentences under it."""
        title = self.words(1, 4 if self.lot.random() < 0.7 else 16)
        while len(title) < 4:  # nothing is headed by an initial
            title = self.words(2, 4)
        blocks = [f"{'#' * level} {title} {{#sec:{label}}}"]
        written = 0
        kinds = [self.paragraph] * 9 + [self.table, self.figure] * self.floats
        kinds += [self.formula, self.items]
        if self.dense:
            kinds = (
                [self.table] * 5 + [self.paragraph] * 4 + [self.figure, self.formula, self.items]
            )
        while written < sentences:
            blocks.append(self.lot.choice(kinds)())
            written += 5
        return "\n\n".join(blocks)


def sentences(language: str) -> list[str]:
    """Return the sentences of the sample in `language`: running text only, without its marks."""
    found = []
    for file in sorted(SAMPLES[language].glob("[1-8]*.md")):
        for block in file.read_text(encoding="utf-8").split("\n\n"):
            if any(map(_SKIPPED.match, block.strip().split("\n"))):
                continue
            text = re.sub(r"\s+([.,;:])", r"\1", re.sub(r"\s+", " ", _MARKS.sub("", block)))
            found += [
                s
                for s in re.split(r"(?<=[а-яәғқңөұүһіa-z]{3}\.) (?=[А-ЯӘҒҚҢӨҰҮҺІA-Z])", text)
                if 40 < len(s) < 400 and s.endswith(".") and not set(s) & set("[]<>\\|@#")
            ]
    return found


def bibliography(lot: random.Random, count: int, pool: list[str]) -> str:
    """Return `count` books and articles as BibLaTeX; authors and titles are by lot."""
    names = ["Ахметов", "Сәрсенова", "Иванова", "Петров", "Smith", "Müller", "Жұмабаев", "Brown"]
    entries = []
    for n in range(1, count + 1):
        title = " ".join(lot.choice(pool).split()[: lot.randint(3, 10)]).strip(" ,;:–-.")
        values = {
            "author": f"{lot.choice(names)}, {lot.choice('АБДЕКМНРС')}. {lot.choice('АБДЕКМНРС')}.",
            "title": title,
            "date": str(lot.randint(1990, 2025)),
        }
        if lot.random() < 0.5:
            kind = "book"
            values |= {"location": "Алматы", "publisher": "Баспа"}
            values["pagetotal"] = str(lot.randint(90, 600))
        else:
            kind = "article"
            values |= {"journaltitle": "Хабаршы", "number": str(lot.randint(1, 12))}
            values["pages"] = f"{n}--{n + 9}"
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in values.items())
        entries.append(f"@{kind}{{source{n},\n{lines}\n}}")
    return "\n\n".join(entries) + "\n"


def generate(
    folder: Path,
    seed: int,
    *,
    pages: int = 40,
    language: str = "kk",
    profile: str | None = None,
    sources: int | None = None,
    floats: int = 1,
    cited: float = 0.5,
    dense: bool = False,
) -> Path:
    """Write a thesis of about `pages` pages below `folder`/source and return `folder`.

    One that is `dense` with tables has about three times as many.
    """
    lot = random.Random(f"{seed} {pages} {language}")
    count = pages if sources is None else sources
    thesis = Thesis(
        lot=lot,
        language=language,
        sentences=sentences(language),
        sources=count,
        floats=floats,
        cited=cited,
        dense=dense,
    )
    chapters = max(1, min(12, pages // 15 + lot.randint(0, 2)))
    thesis.files["10-introduction.md"] = "---\nrole: introduction\n---\n\n" + thesis.section(
        1, "introduction", SENTENCES_PER_PAGE
    )
    for chapter in range(1, chapters + 1):
        parts = [thesis.section(1, f"c{chapter}", 6)]
        sections = lot.randint(2, 4)
        for section in range(1, sections + 1):
            share = pages * SENTENCES_PER_PAGE * lot.uniform(0.6, 1.2) / chapters / sections
            label = f"c{chapter}-{section}"
            parts.append(thesis.section(2, label, round(share / 2)))
            parts.append(thesis.section(3, f"{label}-1", round(share / 2)))
        if chapter == 1:
            parts.append("::: {.landscape}\n" + thesis.table() + "\n:::")
        thesis.files[f"{20 + chapter}-chapter.md"] = "\n\n".join(parts)
    conclusion = thesis.section(1, "conclusion", SENTENCES_PER_PAGE)
    thesis.files["80-conclusion.md"] = "---\nrole: conclusion\n---\n\n" + conclusion
    for n in range(lot.randint(0, 2)):
        appendix = thesis.section(1, f"a{n}", SENTENCES_PER_PAGE).replace("#sec:a", "#app:a", 1)
        thesis.files[f"9{n}-appendix.md"] = "---\nrole: appendix\n---\n\n" + appendix
    thesis.files["references.bib"] = bibliography(lot, count, thesis.sentences)
    thesis.files["thesis.yaml"] = (
        f"title: {thesis.words(5, 25)!r}\nauthor: {{name: Автор А. А.}}\nlanguage: {language}\n"
        f"profile: {profile or PROFILES[language]}\ncity: Алматы\nyear: 2026\ndate: 2026-05-25\n"
        "bibliography: [references.bib]\nlists: [figures, tables]\n"
    )
    for name, text in thesis.files.items():
        path = folder / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def main() -> None:
    """Write the thesis that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--sources", type=int)
    parser.add_argument("--language", choices=sorted(SAMPLES), default="kk")
    parser.add_argument("--profile")
    given = parser.parse_args()
    print(
        generate(
            given.folder,
            given.seed,
            pages=given.pages,
            language=given.language,
            profile=given.profile,
            sources=given.sources,
        )
    )


if __name__ == "__main__":
    main()
