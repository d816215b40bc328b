"""Which files of a folder are the thesis, and in what order.

| found | done |
|---|---|
| READMEs, notes, plans, drafts, instructions; folders of styles, templates, outputs | left out |
| a Makefile, a script or settings that name most of the text file by file | that order |
| `01-…`, `1_5_…`, `chapter2…` | the order of the numbers |
| `введение`, `abstract`, `appendix`, `prilozheniya/…` | their places in a thesis |
| where most files are numbered: one that is not, nor names a part of a thesis | left out |
| the same quotation at the head of most files | left out |

What is left out is asked about.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from baspa.importers.reading.folder_files import FolderFiles, of_kind, text_of_file
from baspa.importers.reading.markdown_source import (
    front_matter,
    has_heading,
    is_without_chapter,
    readable,
    sound,
    title_and_rest,
    with_own_notes,
)
from baspa.importers.text.ledger import Ledger

SUFFIXES = (".md", ".markdown", ".rmd", ".qmd")
_SILENT = re.compile(r"(?:readme|licen[sc]e)(?:[._-].*)?\.\w+$", re.IGNORECASE)
_KIND = re.compile(r"thesis|dissertation|диплом|диссертаци|выпускн|бакалавр|магист", re.IGNORECASE)
_HEAD = 2000
"""Characters in which a README says what it is about."""
_README = re.compile(r"readme\.(?:md|markdown)", re.IGNORECASE)
_ASIDE = frozenset(
    "readme license licence contributing changelog conduct todo install usage history note notes"
    " agents claude gemini copilot instructions draft drafts backup bak old plan slides"
    " presentation review checklist feedback ideas meeting template"
    " план заметки черновик презентация структура правки рецензия отзыв ревью сверка чеклист слайды"
    " жоспар ескертпелер".split()
)
"""Words of the names of files beside a thesis."""
_PLACES = (
    (-3, "title titlepage cover front frontmatter yaml meta metadata титул титульный"),
    (-2, "abstract abstracts summary annotation annotaciya abbreviations acronyms glossary"),
    (-2, "definitions acknowledgements acknowledgments dedication preface foreword statement"),
    (-2, "declaration аннотация реферат сокращения определения глоссарий аңдатпа түйіндеме"),
    (-2, "қысқартулар анықтамалар"),
    (-1, "introduction intro vvedenie vvedeniye введение кіріспе"),
    (1, "conclusion conclusions concl zaklyuchenie zakljuchenie vyvody заключение выводы"),
    (1, "қорытынды"),
    (2, "references bibliography biblio literature literatura works links литература литературы"),
    (2, "источников источники библиография әдебиеттер әдебиет"),
    (3, "appendix appendices annex prilozhenie prilozheniya prilozhenija приложение приложения"),
    (3, "қосымша қосымшалар"),
)
_PLACE = {word: place for place, words in _PLACES for word in words.split()}
"""Where a file stands that is not numbered, by a word of its name; 0 for a chapter."""
_METADATA = ("metadata.yaml", "metadata.yml", "meta.yaml", "meta.yml")
_RECIPES = re.compile(
    r"makefile|justfile|.*\.(?:mk|sh|bat|ps1|ya?ml|toml|json|list)|summary\.md", re.IGNORECASE
)
_LONGEST_RECIPE = 50_000
_NAMED = re.compile(r"[\w./ -]*?([\w.-]+\.(?:md|markdown|rmd|qmd))\b", re.IGNORECASE)
_MOST = 0.6
"""Of the text: what a recipe must name, what one chapter may be."""
_FEWEST_WORDS = 4
"""Of a title; a shorter one at the head of a README may be the name of the repository."""
_TITLE = re.compile(r"^title\s*:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_QUOTATION = re.compile(r"\A\s*((?:>[^\n]*\n)+)")
_LONG_ENOUGH = 15
"""Characters that quotations which are one begin with."""
_LATEX_TITLE = re.compile(r"\\(title|author)\s*(?:\[[^\]]*\])?\{((?:[^{}]|\{[^{}]*\})*)\}")


def chapters(folder: FolderFiles, ledger: Ledger) -> list[Path]:
    """Return the files of Markdown that are the thesis, in order; what is left out is asked."""
    files = of_kind(folder.own, *SUFFIXES)
    chosen = [path for path in files if not _is_aside(path)] or files
    order = _by_recipe(folder, chosen)
    if order is None:
        numbered = {path for path in chosen if _is_numbered(path)}
        if len(numbered) >= max(2, 0.5 * len(chosen)):
            chosen = [
                p for p in chosen if p in numbered or _place(p, folder.root) or _heads(p, folder)
            ]
        order = sorted(chosen, key=lambda path: _place(path, folder.root))
    ledger.facts["files"] = [path.relative_to(folder.root).as_posix() for path in order]
    read = set(order)
    left = [p.relative_to(folder.root).as_posix() for p in files if p not in read]
    if names := ", ".join(name for name in left if not _SILENT.match(name.rsplit("/", 1)[-1])):
        ledger.ask(
            None, "these files beside the thesis were left out: are they parts of it?", names
        )
    return order


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", name.casefold())


def _is_numbered(path: Path) -> bool:
    return bool(re.match(r"\d|(?:chapter|chap|ch|glava|глава|тарау)[-_ ]?\d", path.stem.casefold()))


def _is_aside(path: Path) -> bool:
    return not path.stem[:1].isdigit() and not _ASIDE.isdisjoint(_words(path.stem))


def _place(path: Path, folder: Path) -> int:
    """Return the place of a file in a thesis by its name and those of its folders."""
    parts = path.relative_to(folder).with_suffix("").parts
    for part in reversed(parts):
        if part[:1].isdigit():
            return 0
        if found := [_PLACE[word] for word in _words(part) if word in _PLACE]:
            return found[0]
    return 0


def _heads(path: Path, folder: FolderFiles) -> bool:
    """Tell whether the first heading of a file is that of a structural element."""
    from baspa.importers.words.elements import element_of

    heading = re.search(r"^#{1,2}[^\S\n]+([^\n{]+)", folder.text(path), re.MULTILINE)
    return bool(heading and element_of(heading[1].strip()))


def _by_recipe(folder: FolderFiles, files: Sequence[Path]) -> list[Path] | None:
    """Return the order that a Makefile, a script or settings state; None where none does."""
    size = sum(path.stat().st_size for path in files)
    by_name = {name: [*same] for name, same in groupby(sorted(files, key=_name), _name)}
    for recipe in sorted(folder.root.iterdir()):
        is_read = recipe.is_file() and not recipe.is_symlink() and _RECIPES.fullmatch(recipe.name)
        if not is_read or recipe.stat().st_size > _LONGEST_RECIPE:
            continue
        named = dict[Path, None]()
        for match in _NAMED.finditer(text_of_file(recipe)):
            same = by_name.get(match[1].casefold(), [])
            named |= dict.fromkeys([p for p in same if p not in named][:1])
        if len(named) > 1 and sum(p.stat().st_size for p in named) > _MOST * size:
            return [*named]
    return None


def _name(path: Path) -> str:
    return path.name.casefold()


def markdown_of(folder: FolderFiles, files: Sequence[Path], ledger: Ledger) -> str:
    """Return the text of a folder of Markdown as one."""
    parted = [*_with_chapters([front_matter(folder.text(path)) for path in files])]
    metadata = [p for p in folder.every if p.name in _METADATA]
    settings = _bare(folder.text(metadata[0])) if metadata else _settings([y for y, _ in parted])
    texts = [
        _headed(readable(body), yaml, path, folder.root)
        for (yaml, body), path in zip(parted, files, strict=True)
    ]
    texts = with_own_notes(_without_banner(texts, ledger))
    title, text = title_and_rest("\n\n".join(texts))
    settings = sound(settings)
    stated = "\n".join([settings, *_title_settings(folder, title, settings)]).strip()
    return f"---\n{stated}\n---\n\n{text}" if stated else text


def _bare(yaml: str) -> str:
    return re.sub(r"^---\s*$|^\.\.\.\s*$", "", yaml, flags=re.MULTILINE).strip()


def _settings(found: Sequence[str]) -> str:
    """Return the front matter of the whole: that which names an author, else the only one."""
    stated = [yaml for yaml in found if yaml.strip()]
    named = next((y for y in stated if re.search(r"^authors?\s*:", y, re.M)), None)
    return named or (stated[0] if len(stated) == 1 else "")


def _headed(text: str, yaml: str, path: Path, folder: Path) -> str:
    """Return a file with a heading: what its front matter calls it, or its name says it is."""
    if has_heading(text) or not text.strip():
        return text
    title = _TITLE.search(yaml)
    if title and not re.search(r"^authors?\s*:", yaml, re.M):
        return f"# {title[1]}\n\n{text}"
    words = " ".join(_words(path.stem)).capitalize()
    place = _place(path, folder)
    is_prose = bool(re.search(r"^[^\W\d_]", text, re.M))
    return f"# {words} {{-}}\n\n{text}" if is_prose and place not in (0, -3) else text


def _with_chapters(parted: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give front matter and text of each file, the title of a chapter out of the one in the other.

    Below such a title stand sections alone. The first file, and one that is most of the text, may
    bear the title of the thesis.
    """
    from baspa.importers.words.elements import element_of, label_of

    size = sum(len(body) for _, body in parted)
    for n, (yaml, body) in enumerate(parted):
        title = _TITLE.search(yaml)
        if title is None or not is_without_chapter(body):
            yield yaml, body
        elif label_of(title[1]) or element_of(title[1]) or (n > 0 and len(body) < _MOST * size):
            yield yaml[: title.start()] + yaml[title.end() :], f"# {title[1]}\n\n{body}"
        else:
            yield yaml, body


def _without_banner(texts: Sequence[str], ledger: Ledger) -> list[str]:
    """Return files without the quotation that opens most of them."""
    heads = [_QUOTATION.match(text) for text in texts]
    found = [head[1] for head in heads if head]
    is_same = len({head[:_LONG_ENOUGH] for head in found}) == 1
    if len(found) < 3 or not is_same or len(found) * 2 < len(texts):
        return [*texts]
    ledger.ask(None, "the quotation at the head of each file was left out", found[0])
    return [text[head.end() :] if head else text for text, head in zip(texts, heads, strict=True)]


def _title_settings(folder: FolderFiles, title: str, settings: str) -> Iterator[str]:
    """Give title and author as YAML, where the settings lack them."""
    stated = {"title": title} if title else {}
    for path in of_kind(folder.every, ".tex") if not title else ():
        if "\\begin{document}" in (text := folder.text(path)):
            for name, words in _LATEX_TITLE.findall(text):
                plain = " ".join(re.sub(r"\\[a-zA-Z]+\*?|[{}$~\\]", " ", words).split())
                stated.setdefault(name, plain)
    if not stated.get("title") and (said := _title_of_readme(folder)):
        stated["title"] = said
    for name, words in stated.items():
        if words and not re.search(rf"^{name}s?\s*:", settings, re.M):
            yield f"{name}: {json.dumps(words, ensure_ascii=False)}"


def _title_of_readme(folder: FolderFiles) -> str:
    """Return what a README calls the whole, if it says that this is a thesis."""
    beside = sorted(folder.root.iterdir())
    path = next((path for path in beside if _README.fullmatch(path.name)), None)
    if path is None or path.is_symlink() or not path.is_file():
        return ""
    text = folder.text(path)[:_HEAD]
    head = re.search(r"^#[^\S\n]+([^\n#]+)", text, re.MULTILINE)
    if head is None or not _KIND.search(text, head.end()):
        return ""
    title = re.sub(r"[*_`]|!?\[[^\]]*\]\([^)]*\)", "", head[1]).strip()
    return title if len(title.split()) >= _FEWEST_WORDS else ""
