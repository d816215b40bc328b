r"""The LaTeX of a formula, checked with positions and freed of what latex2mathml misreads.

latex2mathml prints commands that it does not know, forgives unbalanced braces and takes `2 mm` for
a length, so the formula is read once before it. Text, operator names and Cyrillic words never pass
through it: each becomes an `Atom`, and a private-use character stands in its place.

A comma between two digits is a decimal comma unless a space follows it, the rule of the LaTeX
package icomma: `0,25` is a number, `1, 2` a list.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from dataclasses import field

from baspa.dataclass import dataclass
from baspa.math.commands import (
    DELIMITERS,
    ENVIRONMENTS,
    KNOWN_COMMANDS,
    OPERAND_COMMANDS,
    REFUSED,
    SWITCHES,
    TEXT_COMMANDS,
)
from baspa.math.errors import FormulaError


class AtomKind(enum.Enum):
    """What a run of letters is."""

    TEXT = enum.auto()
    OPERATOR = enum.auto()
    OPERATOR_WITH_LIMITS = enum.auto()
    WORD = enum.auto()


@dataclass(frozen=True, slots=True)
class Atom:
    """Letters that belong together."""

    kind: AtomKind
    text: str
    variant: str = ""
    """The `mathvariant` that its command asks for; empty for upright text."""


@dataclass(frozen=True, slots=True)
class PreparedLatex:
    """A checked formula, ready for latex2mathml."""

    latex: str
    atoms: tuple[Atom, ...]
    """`atoms[i]` stands in `latex` as `chr(FIRST_PLACEHOLDER + i)`."""


FIRST_PLACEHOLDER = 0xF0000
"""The first code point of a private use plane of Unicode, which has room for 65534 atoms."""
MAX_NESTING = 20
"""Brackets, braces and environments that may stand in one another."""

TOKEN = re.compile(
    r"(?P<command>\\(?:[a-zA-Z]+|.))|(?P<number>\d+(?:\.\d+)?)|(?P<word>[\u0400-\u052f]+)"
    r"|(?P<space>\s+)|(?P<character>.)",
    re.DOTALL,
)
TEXT_ESCAPES = {r"\%", r"\&", r"\#", r"\_", r"\$", r"\{", r"\}", r"\ "}
ARGUMENTS = {
    r"\substack": re.compile(r"\s*\{"),
    r"\sqrt": re.compile(r"\s*(?:[^\[\s]|\[[^\]]+\]\s*[^\s}&^_])"),
}
"""What must follow a command whose first operand has a form of its own."""
TOO_DEEP = "the formula is nested too deeply; give its inner parts names of their own"
DASHES = {"−": "-", "–": "-", "’": "'"}
"""Characters that text programs put in place of the minus sign and the prime."""
SUBSTACK = r"\substack{"
CLOSERS = {"}", "&", "^", "_", r"\\", r"\right", r"\end", r"\middle", *SWITCHES}
"""Tokens that cannot begin an operand."""


@dataclass(slots=True)
class _Reader:
    """Reads a formula token by token; `output` grows as it goes."""

    latex: str
    output: list[str] = field(default_factory=list)
    atoms: list[Atom] = field(default_factory=list)
    open: list[tuple[str, int]] = field(default_factory=list)
    """Openers not closed yet (`{`, `\\left`, `\\begin{…}`) with their offsets."""
    operand_of: tuple[str, int] | None = None
    """The command that still waits for its operand."""
    previous: str = ""
    """The token before this one."""
    position: int = 0
    """Offset of the next token."""
    lines: bool = False
    """Whether the formula has several lines outside of any environment."""

    def read(self) -> PreparedLatex:
        """Return the whole formula, checked."""
        while self.position < len(self.latex):
            token = TOKEN.match(self.latex, self.position)
            assert token is not None
            self.position = token.end()
            if token.lastgroup != "space":
                self._token(token[0], token.lastgroup or "", token.start())
        if self.operand_of:
            raise _missing_operand(*self.operand_of)
        if self.open:
            opener, start = self.open[-1]
            raise FormulaError(f"{opener} is never closed", start)
        latex = "".join(self.output)
        if not latex.strip("{} "):
            raise FormulaError("the formula is empty", 0)
        if self.lines:
            latex = rf"\begin{{displaylines}}{latex}\end{{displaylines}}"
        return PreparedLatex(latex, tuple(self.atoms))

    def _token(self, text: str, kind: str, start: int) -> None:
        """Check one token and write it."""
        if self.operand_of and text in CLOSERS:
            raise _missing_operand(*self.operand_of)
        self.operand_of = None
        match kind:
            case "command":
                self._command(text, start)
            case "word":
                self._atom(Atom(AtomKind.WORD, text))
            case "character" if self.previous[:1].isdigit() and text.isalpha():
                self.output.append(f"{{{text}}}")  # `2 mm` is no length
            case "character":
                self._character(DASHES.get(text, text), start)
            case _:
                self.output.append(text)
        self.previous = text

    def _character(self, text: str, start: int) -> None:
        """Check a single character and write it."""
        match text:
            case "{":
                self._open(SUBSTACK if self.previous == r"\substack" else text, start)
            case "}":
                self._close(("{", SUBSTACK), text, start)
            case "\\":
                raise FormulaError("a backslash without a command after it", start)
            case "^" | "_":
                self.operand_of = (text, start)
            case "$":
                raise FormulaError(r"a dollar sign inside a formula; the sign itself is \$", start)
            case "%":
                raise FormulaError(
                    r"a bare % begins a comment in LaTeX; the sign itself is \%", start
                )
            case "#":
                raise FormulaError(r"a bare # inside a formula; the sign itself is \#", start)
            case "&" if not self._innermost().startswith(r"\begin"):
                raise FormulaError(
                    r"& outside of an environment; put the lines into \begin{aligned}",
                    start,
                )
        if text == "," and _is_decimal_comma(self.latex, start):
            text = "{,}"
        self.output.append(text)

    def _command(self, name: str, start: int) -> None:
        """Check a command and write it."""
        if name in TEXT_COMMANDS:
            text = self._text_argument(name, start)
            self._atom(Atom(AtomKind.TEXT, text, TEXT_COMMANDS[name]))
        elif name == r"\operatorname":
            star = self._skip("*")
            kind = AtomKind.OPERATOR_WITH_LIMITS if star else AtomKind.OPERATOR
            self._atom(Atom(kind, self._text_argument(name, start).replace("\u2009", "\u2006")))
        elif name in (r"\begin", r"\end"):
            self._environment(name, start)
        elif name in (r"\left", r"\right", r"\middle"):
            self._delimiter(name, start)
        elif name == r"\\":
            self._line_end(start)
        elif name in KNOWN_COMMANDS:
            shape = ARGUMENTS.get(name)
            if shape and not shape.match(self.latex, self.position):
                raise _missing_operand(name, start)
            if name in OPERAND_COMMANDS:
                self.operand_of = (name, start)
            self.output.append(f"{name} ")
        else:
            hint = f": {REFUSED[name]}" if name in REFUSED else ""
            raise FormulaError(f"unknown command {name}{hint}", start)

    def _atom(self, atom: Atom) -> None:
        self.output.append(chr(FIRST_PLACEHOLDER + len(self.atoms)))
        self.atoms.append(atom)

    def _skip(self, text: str) -> bool:
        """Step over `text` if it comes next."""
        found = self.latex.startswith(text, self.position)
        self.position += len(text) if found else 0
        return found

    def _open(self, opener: str, start: int) -> None:
        """Note an opener that a closer must follow."""
        if len(self.open) == MAX_NESTING:
            raise FormulaError(TOO_DEEP, start)
        self.open.append((opener, start))

    def _innermost(self) -> str:
        """Return the opener that the next closer must fit; empty outside of any."""
        return self.open[-1][0] if self.open else ""

    def _close(self, openers: tuple[str, ...], closer: str, start: int) -> None:
        """Take the innermost opener away, which must be one of `openers`."""
        if not self.open:
            raise FormulaError(
                f"{closer} closes nothing: there is no {openers[0]} before it", start
            )
        opener, opened_at = self.open[-1]
        if opener not in openers:
            raise FormulaError(f"{opener} is not closed before {closer}", opened_at)
        self.open.pop()

    def _delimiter(self, name: str, start: int) -> None:
        r"""Write `\left`, `\right` or `\middle` with its delimiter."""
        match = re.compile(r"\s*(\\[a-zA-Z]+|\\.|\S)").match(self.latex, self.position)
        if match is None or match[1] not in DELIMITERS:
            raise FormulaError(f"{name} needs a delimiter such as ( or [ or . after it", start)
        self.position = match.end()
        if name == r"\left":
            self._open(name, start)
        elif name == r"\right":
            self._close((r"\left",), name, start)
        elif self._innermost() != r"\left":
            raise FormulaError(r"\middle stands between \left and \right only", start)
        self.output.append(f"{name} {DELIMITERS[match[1]]} ")

    def _environment(self, name: str, start: int) -> None:
        r"""Write `\begin{…}` or `\end{…}`, the environment under latex2mathml's name for it."""
        match = re.compile(r"\s*\{\s*([a-zA-Z]+\*?)\s*\}").match(self.latex, self.position)
        if match is None:
            raise FormulaError(f"{name} needs the name of an environment in braces", start)
        environment = match[1]
        if environment not in ENVIRONMENTS:
            known = ", ".join(sorted(ENVIRONMENTS))
            raise FormulaError(f"unknown environment {environment}; known are {known}", start)
        self.position = match.end()
        opener = rf"\begin{{{environment}}}"
        if name == r"\begin":
            self._open(opener, start)
            if environment == "array":
                self._columns(start)
        else:
            self._close((opener,), rf"\end{{{environment}}}", start)
        self.output.append(ENVIRONMENTS[environment][name == r"\end"])

    def _columns(self, start: int) -> None:
        """Check that the columns of an array are given, by l, c and r alone."""
        match = re.compile(r"\s*\{([^{}]*)\}").match(self.latex, self.position)
        if match is None or not match[1].strip() or set(match[1]) - set("lcr "):
            raise FormulaError(
                r"\begin{array} needs the alignment of its columns, such as {lcr}; "
                "rules between columns are not supported",
                start,
            )

    def _line_end(self, start: int) -> None:
        r"""Write `\\` without its optional extra space, which no output has."""
        extra = re.compile(r"\s*\[\s*-?[\d.]+\s*[a-z]{2}\s*\]").match(self.latex, self.position)
        if extra:
            self.position = extra.end()
        if not self.open:
            self.lines = True
        elif not self._innermost().startswith((r"\begin", SUBSTACK)):
            raise FormulaError(rf"a line ends inside {self._innermost()} …", start)
        self.output.append(r"\\")

    def _text_argument(self, name: str, start: int) -> str:
        """Return the letters in the braces after `name`."""
        match = re.compile(r"\s*\{((?:[^{}\\]|\\.|\{[^{}]*\})*)\}", re.DOTALL).match(
            self.latex, self.position
        )
        if match is None:
            raise FormulaError(f"{name} needs a text in braces", start)
        self.position = match.end()
        return "".join(
            _text_character(part, match.start(1) + part.start())
            for part in re.finditer(r"\\(?:[a-zA-Z]+|.)|\s+|.", match[1], re.DOTALL)
        )


def _text_character(part: re.Match[str], position: int) -> str:
    """Return what one character or command of a text argument prints."""
    text = part[0]
    if text.isspace() or text == "~":
        return "\u00a0"
    if text in "{}":
        return ""
    if text in TEXT_ESCAPES:
        return text[1:].replace(" ", "\u00a0")
    if text == r"\,":
        return "\u2009"
    if text.startswith("\\"):
        raise FormulaError(f"the command {text} cannot stand inside text", position)
    if text in "$%#":
        raise FormulaError(f"a bare {text} inside text; the sign itself is \\{text}", position)
    return text


def _missing_operand(command: str, start: int) -> FormulaError:
    return FormulaError(f"nothing follows {command}: its operand is missing", start)


def _is_decimal_comma(latex: str, position: int) -> bool:
    """Whether the comma at `position` stands directly between two digits."""
    before, after = latex[max(0, position - 1) : position], latex[position + 1 : position + 2]
    return before.isdigit() and after.isdigit()


def prepare(latex: str) -> PreparedLatex:
    """Return `latex` checked and rewritten for latex2mathml.

    Raises FormulaError for the first mistake: unknown commands and environments, braces or
    delimiters that do not match, operands that are missing.
    """
    for position, character in enumerate(latex):
        if not character.isspace() and unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs"):
            raise FormulaError(f"U+{ord(character):04X} is no printable character", position)
    return _Reader(latex).read()
