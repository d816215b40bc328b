"""Words that were set before: a line is put together from them rather than shaped again.

WeasyPrint has Pango shape each line some five times: to find its end, to try the next word, to
measure it, to justify it, and to draw it. Most text is words of one script in one face, and what
stands between two spaces is set alike wherever it stands; only where a word meets a space may they
be kerned. So widths and glyphs are kept by word, the kerning by the signs beside a space, and a
line is their sum, to the unit of Pango.

What this does not know is left to Pango: texts of several scripts, letters of another face, raised
glyphs, signs beyond a short list. The first texts of every setting are done both ways; where they
do not come out alike, all that follows is left to Pango, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.fonts import get_pango_font_key
from weasyprint.text.line_break import Layout, line_size

from baspa.dataclass import dataclass

SPACES = " \N{NO-BREAK SPACE}"
SPACE = re.compile(f"[{SPACES}]")
_SIGNS = SPACES + "0-9.,;:!?…%()\\[\\]«»“”„’\"'/+=–—&*_@#~\\-"
"""Signs that belong to the script of the letters beside them, and the spaces."""
_SCRIPTS = {
    "": re.compile(f"[{_SIGNS}]+"),
    "а": re.compile(f"[{_SIGNS}\u0400-\u0481\u048a-\u04ff]+"),
    "a": re.compile(f"[{_SIGNS}A-Za-zÀ-ÖØ-öø-ÿ]+"),
}
"""What is known of a script: a letter that lets the signs beside it belong to it, and its texts."""
TRIALS = 4
"""So many texts of a setting are done both ways."""
_INTEGERS = 5
"""What a `PangoGlyphInfo` is made of: glyph, width, x offset, y offset, attributes."""


class Glyph(NamedTuple):
    """A glyph of a word; lengths in units of Pango."""

    number: int
    width: int
    x_offset: int
    text: str
    """What it stands for."""


_glyph: Callable[[Iterable[Any]], Glyph] = partial(tuple.__new__, Glyph)
"""Makes a glyph of its values, in a third of the time."""


@dataclass(frozen=True, slots=True)
class Word:
    """What stands between two spaces, as it is set."""

    width: int
    """In units of Pango."""
    glyphs: tuple[Glyph, ...]


class Unknown(Exception):
    """A text that is left to Pango."""


class Setting:
    """A face at a size for one script, and what was set in it before."""

    def __init__(self, style: Any, letter: str) -> None:
        """Raise Unknown where nothing can be told of a style."""
        self.style, self.letter = style, letter
        self.size: float = style["font_size"]
        self.words: dict[str, Word | None] = {}
        self.single: dict[str, Word | None] = {}
        self.gaps: dict[str, int] = {}
        """What a space adds to the width of a text, by what stands around it and itself."""
        self.trials = {"breaking": TRIALS, "drawing": TRIALS}
        self.trusted = True
        self.layout = Layout(style)
        """Keeps the face alive."""
        self.layout.set_text(" ")
        line, _ = self.layout.get_first_line()
        _, self.height = line_size(line, style)
        self.baseline = pango.pango_layout_get_baseline(self.layout.layout) * FROM_UNITS
        self.font = line.runs[0].data.item.analysis.font
        self.font_key, _, self.font_size = get_pango_font_key(self.font)
        self.spaces = {space: self.alone(space) for space in SPACES}

    def width(self, text: str) -> int:
        """Return the width of a text without spacing, in units of Pango. Raises Unknown."""
        return sum(word.width for word in self.set(text)) + sum(
            self.gap(text[max(place - 1, 0) : place], text[place : place + 2])
            for place in map(re.Match.start, SPACE.finditer(text))
        )

    def is_kerned(self, text: str) -> bool:
        """Whether a space of a text is kerned. Raises Unknown."""
        return any(
            self.gap(text[max(place - 1, 0) : place], text[place : place + 2])
            != self.spaces[text[place]].width
            for place in map(re.Match.start, SPACE.finditer(text))
        )

    def set(self, text: str, ahead: str = "") -> list[Word]:
        """Return what the words of a text are set as. Raises Unknown.

        Where one was not set before, the words of `ahead`, which begins with the text, are set too.
        """
        names = list(filter(None, SPACE.split(text)))
        try:
            words = [self.words[name] for name in names]
        except KeyError:
            more = SPACE.split(ahead) if _SCRIPTS[self.letter].fullmatch(ahead) else ()
            self.learn(filter(None, (*names, *more)))
            words = [self.words[name] for name in names]
        if None in words:
            raise Unknown
        return words  # type: ignore[return-value] # not one is None

    def gap(self, before: str, behind: str) -> int:
        """Return what a space adds to the width of a text.

        `before` is the sign before it, if any; `behind` is itself and the sign behind it.
        """
        around = before + behind
        if around not in self.gaps:
            space, after = behind[0], behind[1:]
            left, right = self.letter + before, after + self.letter
            width = self.spaces[space].width
            if before:
                width += self.alone(left + space).width - self.alone(left).width
                width -= self.spaces[space].width
            if after:
                width += self.alone(space + right).width - self.alone(right).width
                width -= self.spaces[space].width
            self.gaps[around] = width
        return self.gaps[around]

    def alone(self, text: str) -> Word:
        """Return a text that is set as one word. Raises Unknown."""
        if text not in self.single:
            self.layout.set_text(text)
            line, _ = self.layout.get_first_line()
            runs = list(_runs(line))
            self.single[text] = self.word(runs[0], text.encode()) if len(runs) == 1 else None
        word = self.single[text]
        if word is None:
            raise Unknown
        return word

    def learn(self, names: Iterable[str]) -> None:
        """Set words that were not set before, each for itself as spaces of another width do."""
        new = [name for name in dict.fromkeys(names) if name not in self.words]
        content = " ".join([self.letter or "0", *new])
        layout = Layout(self.style, justification_spacing=1)
        layout.set_text(content, justify=True)
        line, _ = layout.get_first_line()
        runs = {(run.item.offset, run.item.length): run for run in _runs(line)}
        place = len((self.letter or "0").encode()) + 1
        for name in new:
            length = len(name.encode())
            run = runs.get((place, length))
            self.words[name] = None if run is None else self.word(run, content.encode())
            place += length + 1

    def word(self, run: Any, text: bytes) -> Word | None:
        """Return a run of a text as a word, if it is in this face and has nothing special."""
        count, item = run.glyphs.num_glyphs, run.item
        if item.analysis.font != self.font or item.analysis.level % 2:
            return None
        numbers = ffi.unpack(ffi.cast("int *", run.glyphs.glyphs), count * _INTEGERS)
        glyphs, widths, xs, ys = (numbers[n::_INTEGERS] for n in range(_INTEGERS - 1))
        if any(ys) or any(not 0 <= glyph < pango.PANGO_GLYPH_EMPTY for glyph in glyphs):
            return None
        clusters = ffi.unpack(run.glyphs.log_clusters, count)
        own = text[item.offset : item.offset + item.length]
        texts: Sequence[str] = own.decode()
        if len(texts) != count or len(set(clusters)) != count:  # no glyph for each letter
            ends = [*clusters[1:], item.length]
            texts = [own[start:end].decode() for start, end in zip(clusters, ends, strict=True)]
        return Word(sum(widths), tuple(map(_glyph, zip(glyphs, widths, xs, texts, strict=True))))

    def tried(self, what: str, agrees: bool) -> None:
        """Count a text that was done both ways."""
        self.trials[what] -= 1
        self.trusted = self.trusted and agrees


def setting_of(style: Any, text: str) -> Setting:
    """Return what a text is set in. Raises Unknown."""
    letter = next((each for each, texts in _SCRIPTS.items() if texts.fullmatch(text)), None)
    if letter is None:
        raise Unknown
    own = style.__dict__.setdefault("settings", {})
    if letter not in own:
        own[letter] = _shared(style, letter)
    setting: Setting | None = own[letter]
    if setting is None or not setting.trusted:
        raise Unknown
    return setting


def _shared(style: Any, letter: str) -> Setting | None:
    """Return the setting that all styles of one look share."""
    if _is_special(style):
        return None
    settings = style.font_config.__dict__.setdefault("settings", {})
    key = (letter, *(repr(style[name]) for name in _LOOK))
    if key not in settings:
        try:
            settings[key] = Setting(style, letter)
        except Unknown:
            settings[key] = None
    found: Setting | None = settings[key]
    return found


_LOOK = (
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "font_variation_settings",
    "font_language_override",
    "lang",
)
"""The properties on which the glyphs of a text and their widths depend."""


def _is_special(style: Any) -> bool:
    """Whether a text is set otherwise than its words and spaces say."""
    return (
        not style["font_size"]
        or style["letter_spacing"] != "normal"
        or bool(style["word_spacing"])
        or style["direction"] != "ltr"
        or style["text_decoration_line"] != "none"
    )


def _runs(line: Any) -> Iterator[Any]:
    run = line.runs[0]
    while run != ffi.NULL:
        yield run.data
        run = run.next
