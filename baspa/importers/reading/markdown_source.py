"""Markdown as people write it becomes Markdown as pandoc reads it.

| in the file | becomes |
|---|---|
| `#Title` without a space, where no heading of the file has one | `# Title` |
| `# Section` in a file whose chapter is `\\chapter{…}` | `## Section` |
| a list right below a line that ends in a colon | a list |
| the same footnote label in several files | a label for each file |
| front matter of a chapter; its `title`, where the file has no heading | nothing; the heading |
| `{r name, echo=FALSE}` behind a fence, `\\@ref(x)` of R Markdown | `{.r}`, `\\ref{x}` |
| `*[PIV]: Particle …` | a definition |
| `<img>`, `<br>`, `<sup>`, `<sub>`, `<b>`, `<i>` | what they mean |
| `Figure~\\ref{x}` | a no-break space |
| ``$`x`$``, as GitHub has it | `$x$` |

Fenced code is left as it is.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence

import yaml

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})(.*)$")
_FRONT_MATTER = re.compile(r"\A\s*---[^\S\n]*\n(.*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})[^\S\n]+\S", re.MULTILINE)
_TIGHT_HEADING = re.compile(r"(?:\A|(?<=\n))(#{1,6})(?=[^\s#{!])")
_UNDERLINED = re.compile(r"^\S[^\n]*\n(?:=+|-{3,})[^\S\n]*$", re.MULTILINE)
_LATEX_HEADING = re.compile(r"^\\(?:chapter|section)\b", re.MULTILINE)
_CHAPTER = re.compile(r"^\\chapter\b", re.MULTILINE)
_LIST_BELOW = re.compile(
    r"^(?!\s*(?:[-*+]|\d+[.)])\s)([^\n]*\S:\**[^\S\n]*\n)(?=(?:[-*+]|1[.)])[^\S\n]+\S)",
    re.MULTILINE,
)
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)
_CHUNK = re.compile(r"\{\s*(r|python|julia|sql|bash)(?![\w=])[^}]*\}")
"""What opens a listing of R Markdown or Quarto; pandoc takes it for code in a line."""
_BOOKDOWN = re.compile(r"\\@ref\(([\w:-]+)\)")
_TIE = re.compile(r"(?<=\w)\.?~(?=\\(?:eq|auto|c)?ref\b|\\cite|\[?@)")
_TICKED = re.compile(r"\$`([^`\n]+)`\$")
_ABBREVIATION = re.compile(r"^\*\[([^\]\n]+)\]:[^\S\n]*(.+)$", re.MULTILINE)
_IMAGE = re.compile(r"<img\b([^<>]*)>", re.IGNORECASE)
_SETTING = re.compile(r"""\b(src|alt|width)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_BREAK = re.compile(r"[^\S\n]*<br\s*/?>[^\S\n]*", re.IGNORECASE)
_MARKED = [
    (re.compile(rf"<({tags})>([^<>\n]{{1,300}})</\1>", re.IGNORECASE), mark)
    for tags, mark in (("sup", "^"), ("sub", "~"), ("b|strong", "**"), ("i|em", "*"))
]


def front_matter(text: str) -> tuple[str, str]:
    """Return the YAML at the head of a file, if any, and the text behind it."""
    match = _FRONT_MATTER.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)


def sound(settings: str) -> str:
    """Return front matter that can be read: of one that is no YAML its plain lines alone."""
    try:
        if isinstance(yaml.safe_load(settings), dict):
            return settings
    except (yaml.YAMLError, ValueError):
        pass
    lines = re.findall(
        r"^([a-z]+)[^\S\n]*:[^\S\n]*[\"']?([^\n{}\[\]]+?)[\"']?[^\S\n]*$", settings, re.M
    )
    said = {name: re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", value) for name, value in lines}
    return "\n".join(f"{n}: {json.dumps(v, ensure_ascii=False)}" for n, v in said.items())


def has_heading(text: str) -> bool:
    """Tell whether a file has a heading."""
    return any(p.search(text) for p in (_HEADING, _TIGHT_HEADING, _UNDERLINED, _LATEX_HEADING))


def is_without_chapter(text: str) -> bool:
    """Tell whether a file has headings, but none of the first level."""
    found = list[int]()

    def noted(part: str, _: int) -> None:
        found.extend(len(m[1]) for m in _HEADING.finditer(part))
        found.extend(2 - ("=" in m[0].rsplit("\n", 1)[1]) for m in _UNDERLINED.finditer(part))
        found.extend(1 for _ in _LATEX_HEADING.finditer(part))

    _parts(text, noted)
    return bool(found) and min(found) > 1


def readable(text: str) -> str:
    """Return a file as pandoc reads it, without its front matter."""
    spaced = _TIGHT_HEADING if not _HEADING.search(text) else None
    below = bool(_CHAPTER.search(text))

    def prose(part: str) -> str:
        part = spaced.sub(r"\1 ", part) if spaced else part
        part = re.sub(r"^#{1,5}(?=[^\S\n])", r"\g<0>#", part, flags=re.M) if below else part
        part = _LIST_BELOW.sub(r"\1\n", part)
        part = _TICKED.sub(lambda m: f"${m[1]}$", part)
        part = _BOOKDOWN.sub(r"\\ref{\1}", part)
        part = _TIE.sub(lambda m: m[0].replace("~", "\u00a0"), part)
        return _ABBREVIATION.sub(r"\n\1\n:   \2\n", part)

    return _outside_of_code(text, prose)


def with_own_notes(texts: Sequence[str]) -> list[str]:
    """Return files whose footnotes have labels of their own."""
    labels = Counter(label for text in texts for label in {*_NOTE.findall(text)})
    shared = {label for label, times in labels.items() if times > 1}

    def own(text: str, number: int) -> str:
        mine = shared & {*_NOTE.findall(text)}
        return re.sub(
            r"\[\^([^\]\s]+)\]", lambda m: f"[^{m[1]}-{number}]" if m[1] in mine else m[0], text
        )

    return [own(text, number) for number, text in enumerate(texts, 1)] if shared else [*texts]


def title_and_rest(text: str) -> tuple[str, str]:
    """Return the only heading of the first level, where it heads a whole, and the text without it.

    The others are raised then. A heading right below it belongs to the title.
    """
    found = list[tuple[int, int, int, str]]()  # where it stands, its level and its words

    def noted(part: str, start: int) -> None:
        for m in re.finditer(r"^(#{1,6})[^\S\n]+([^\n]+)$", part, re.M):
            found.append((start + m.start(), start + m.end(), len(m[1]), m[2]))

    _parts(text, noted)
    levels = [level for _, _, level, _ in found]
    if levels[:1] != [1] or levels.count(1) > 1 or levels.count(2) < 3 or _UNDERLINED.search(text):
        return "", text
    start, end, _, title = found[0]
    if text[:start].strip():
        return "", text
    (at, stop, level, words), (following, *_) = found[1], found[2]
    if level == 2 and not text[end:at].strip() and not text[stop:following].strip(" \n-*_"):
        title, end = f"{title}. {words}", stop
    rest = _outside_of_code(
        text[end:], lambda part: re.sub(r"^#(?=#+[^\S\n])", "", part, flags=re.M)
    )
    return re.sub(r"[*_`]|\{[^{}]*\}", "", title).strip(), rest


def without_tags(text: str) -> str:
    """Return Markdown for the tags of HTML in its lines."""
    return _outside_of_code(text, _untagged)


def _untagged(text: str) -> str:

    def image(match: re.Match[str]) -> str:
        said = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _SETTING.finditer(match[1])}
        alt = re.sub(r"[\[\]\\\n]", " ", said.get("alt", ""))
        source = said.get("src", "").replace(" ", "%20")
        share = said.get("width", "")
        width = f"{{width={share}}}" if re.fullmatch(r"\d{1,3}%", share) else ""
        return f"![{alt}]({source}){width}" if source else match[0]

    text = _IMAGE.sub(image, text)
    text = _BREAK.sub(" ", text)
    for tag, mark in _MARKED:
        text = tag.sub(lambda m, mark=mark: _marked(m[2], mark), text)  # type: ignore[misc]
    return text


def _marked(words: str, mark: str) -> str:
    """Return words between marks, which no white space may touch."""
    core = words.strip()
    if not core or mark in core:
        return words
    core = core.replace(" ", "\\ ") if len(mark) == 1 and mark in "^~" else core
    return words.replace(words.strip(), f"{mark}{core}{mark}")


def _outside_of_code(text: str, change: Callable[[str], str]) -> str:
    """Return a text whose parts outside of fenced code are changed."""
    result = list[str]()
    _parts(text, lambda part, _: result.append(change(part)), result.append)
    return "".join(result)


def _parts(
    text: str,
    prose: Callable[[str, int], None],
    code: Callable[[str], None] = lambda _: None,
) -> None:
    """Hand on each part of a text: prose with the place where it stands, and fenced code."""
    lines, opened, start = list[str](), "", 0

    def flush(is_code: bool) -> None:
        nonlocal start
        part = "".join(lines)
        (code(part) if is_code else prose(part, start)) if part else None
        start += len(part)
        lines.clear()

    for line in text.splitlines(keepends=True):
        fence = _FENCE.match(line.rstrip("\n"))
        if not opened and fence and "`" not in fence[2]:
            flush(is_code=False)
            opened = fence[1]
            chunk = _CHUNK.fullmatch(fence[2].strip())
            line = f"{fence[1]} {{.{chunk[1]}}}\n" if chunk else line
            lines.append(line)
        elif opened and fence and fence[1].startswith(opened) and not fence[2].strip():
            lines.append(line)
            flush(is_code=True)
            opened = ""
        else:
            lines.append(line)
    flush(is_code=bool(opened))
