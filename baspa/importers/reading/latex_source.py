"""LaTeX before pandoc reads it: files in their places, abbreviations written out, boxes opened."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from baspa.importers.limits import TEXT_BYTES

_INCLUDED = re.compile(r"\\(?:input|include|subfile)\s*\{([^}]+)\}")
_DOCUMENT = re.compile(
    r"^\s*\\documentclass(?:\s*\[[^\]]*\])?\s*\{(?!beamer|standalone|letter)", re.MULTILINE
)
_DEEPEST = 8
_LEAST_INCLUDED = 1000
"""Bytes that all included files have, and that each is counted as: ten that include ten others
each, eight deep, would have no end."""
_ACRONYM = re.compile(
    r"\\(?:newacronym|acro|DeclareAcronym)\s*(?:\[[^\]]*\])?\{(?P<key>[^{}]+)\}\s*(?:\{|\[)"
    r"(?:\s*short\s*=\s*)?(?P<short>[^{}\[\],=]+)[}\],]"
)
_ENTRY = re.compile(
    r"\\newglossaryentry\s*\{(?P<key>[^{}]+)\}\s*\{[^{}]*?\bname\s*=\s*\{?(?P<short>[^{},]+)[},]"
)
_MACRO = re.compile(
    r"^[^\S\n-]*(?:-[^\S\n]+)?(\\(?:(?:re|provide)?newcommand|DeclareMathOperator)\*?\s*\{?\\[a-zA-Z]+\}?"
    r"(?:\[\d\])?(?:\[[^\]\n]*\])?\{[^\n]*\})[^\S\n]*$",
    re.MULTILINE,
)
_USED_ACRONYM = re.compile(
    r"\\(?P<command>[gG]ls(?:pl)?|acr(?:short|long|full)|ac[slf]?p?)\*?\{(?P<key>[^{}]+)\}"
)
_UNITS = {
    name: sign
    for pair in (
        r"meter:m metre:m second:s gram:g kilogram:kg hertz:Hz volt:V ampere:A watt:W"
        r" joule:J newton:N pascal:Pa kelvin:K celsius:°C degreeCelsius:°C mole:mol byte:B"
        r" bit:bit percent:\% ohm:Ω hour:h minute:min day:d liter:l litre:l tonne:t"
        r" degree:° electronvolt:eV kilo:k mega:M giga:G tera:T milli:m micro:µ nano:n"
        r" pico:p centi:c deci:d hecto:h per:/ squared:^2 cubed:^3 square: cubic:"
    ).split()
    for name, sign in [pair.split(":")]
}
"""What the names of the package siunitx print."""
_QUANTITY = re.compile(
    r"\\(?:(?P<both>SI|qty)(?:\[[^\]]*\])?\{(?P<value>[^{}]*)\}|(?:si|unit)(?:\[[^\]]*\])?)"
    r"\{(?P<unit>[^{}]*)\}|\\num(?:\[[^\]]*\])?\{(?P<number>[^{}]*)\}"
)
_BOX = re.compile(
    r"\\(?:(?:fbox|frame|mbox|centerline|shadowbox)|(?:framebox|makebox)(?:\[[^\]]*\])*"
    r"|(?:colorbox|scalebox|rotatebox|adjustbox)(?:\[[^\]]*\])?\{[^{}]*\}(?:\[[^\]]*\])?"
    r"|(?:fcolorbox|resizebox\*?)\{[^{}]*\}\{[^{}]*\})\s*\{(?=[^}]*\\(?:includegraphics|\w*box))"
)
"""What opens a box around a picture."""
_ENDS_WITHIN = 2000
"""Characters of the content of a box at most."""


def file_inside(root: Path, path: Path) -> Path | None:
    """Return where a file inside `root` really lies; None where a name leads to none."""
    try:
        found = path.resolve()
        return found if found.is_relative_to(root) and found.is_file() else None
    except (OSError, ValueError):  # a name that is too long, or holds what no name may
        return None


def begins_document(text: str) -> bool:
    """Tell whether LaTeX is a document of its own, no slides nor a template."""
    return bool(_DOCUMENT.search(text)) and "$body$" not in text and "\\begin{document}" in text


def count_of_parts(text: str) -> int:
    """Return how many files LaTeX includes."""
    return len(_INCLUDED.findall(text))


def included(text: str, file: Path, root: Path) -> str:
    """Return the LaTeX of `file` with what it includes in its place, from inside `root` alone."""
    return _Inclusion(root).expanded(text, file.parent, (file.resolve(),))


def with_included(text: str, folder: Path, root: Path) -> str:
    """Return Markdown with the LaTeX that it includes, else as it is."""
    inclusion = _Inclusion(root)
    return _INCLUDED.sub(lambda match: inclusion.expanded(match[0], folder) or match[0], text)


class _Inclusion:
    """Puts files in their places, as many as there is room for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._left = TEXT_BYTES

    def expanded(self, text: str, folder: Path, around: tuple[Path, ...] = ()) -> str:
        """Return LaTeX with its files in their places; `around` lead here, and none comes again."""

        def content(match: re.Match[str]) -> str:
            name = match[1].strip()
            name = name if name.endswith(".tex") else f"{name}.tex"
            for base in dict.fromkeys((folder, self._root)):
                path = file_inside(self._root, base / name)
                if path is not None and path not in around and len(around) < _DEEPEST:
                    self._left -= max(_LEAST_INCLUDED, path.stat().st_size)
                    if self._left < 0:
                        return ""
                    text = path.read_text(encoding="utf-8", errors="replace")
                    return self.expanded(text, folder, (*around, path))
            return ""

        return _INCLUDED.sub(content, re.sub(r"(?<!\\)%[^\n]*", "", text))


def macros(text: str) -> str:
    """Return the macros that LaTeX defines in a line each, with which pandoc reads formulas."""
    found = _MACRO.findall(re.sub(r"(?<!\\)%[^\n]*", "", text))
    return "\n".join(dict.fromkeys(line.strip() for line in found))


def abbreviations(text: str) -> dict[str, str]:
    """Return the short form of each abbreviation and term that LaTeX defines, by its key."""
    found = [*_ENTRY.finditer(text), *_ACRONYM.finditer(text)]
    return {match["key"]: match["short"].strip() for match in found}


def without_abbreviations(text: str, short: Mapping[str, str]) -> str:
    """Return LaTeX with `\\gls{iot}` and its like as the short forms."""

    def written(match: re.Match[str]) -> str:
        plural = "s" if match["command"].endswith(("pl", "p")) else ""
        return short[match["key"]] + plural if match["key"] in short else match[0]

    return _USED_ACRONYM.sub(written, text)


def with_units(latex: str) -> str:
    """Return a formula with the quantities of siunitx written out."""

    def written(match: re.Match[str]) -> str:
        if match["number"] is not None:
            return match["number"]
        unit = re.sub(
            r"\\([a-zA-Z]+)\s*", lambda m: _UNITS.get(m[1], m[0]), match["unit"].replace("~", " ")
        )
        unit = rf"\mathrm{{{unit}}}"
        return rf"{match['value']}\,{unit}" if match["both"] else unit

    return _QUANTITY.sub(written, latex)


def without_boxes(latex: str) -> str:
    """Return LaTeX with pictures out of the boxes around them, with which pandoc drops them."""
    at = 0
    while box := _BOX.search(latex, at):
        end = _end_of_group(latex, box.end())
        at = box.start()
        if end is None:
            at = box.end()
            continue
        latex = latex[: box.start()] + latex[box.end() : end] + latex[end + 1 :]
    return latex


def _end_of_group(latex: str, start: int) -> int | None:
    """Return where the brace stands that closes the group which begins at `start`."""
    depth = 1
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(latex, start, start + _ENDS_WITHIN):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return match.start()
    return None
