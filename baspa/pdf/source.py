"""What WeasyPrint reads: the semantic HTML with pictures for formulas, and words kept together."""

from __future__ import annotations

import html as html_text
import re
from collections.abc import Mapping
from hashlib import sha256

from baspa.diagnostics import Findings
from baspa.length import MM_PER_INCH
from baspa.model import Asset
from baspa.pdf.assets import ASSET_SCHEME

_MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
_IMAGE = re.compile(r'<img\b[^>]*?\ssrc="(?!asset:)')
OVERLAP_EM = 0.25
"""How far a formula may reach over and under its line: its negative margin in `print.css.j2`."""
_UNBROKEN = re.compile(
    r"""(?P<range><a\ class="reference"(?:(?!</a>).)*</a>–<a\ class="reference".*?</a>)
    |(?P<address>https?://[^\s<>/]+)
    |(?P<last>(?<![\w&#])[^\W\d_]+[^\w\s<&]*(?=</(?:p|li|dd)>))
    |<[^>]*>""",
    re.VERBOSE,
)


def print_source(
    html: str, face_file: str, text_pt: float, findings: Findings
) -> tuple[str, Mapping[str, Asset]]:
    """Return `html` as WeasyPrint can print it, and the pictures that stand for its formulas."""
    formulas = _Formulas(face_file, text_pt, findings)
    source = _IMAGE.sub(rf"\g<0>{ASSET_SCHEME}", _unbroken(formulas.replace(html)))
    return source, formulas.pictures


def _unbroken(html: str) -> str:
    """Return `html` with the words marked that no line may divide, whatever their letters.

    `range`: numbers that are links (1–3-суреттер). `address`: no line ends in `https://`. `last`:
    the last word of a paragraph, whose end would be a line of its own; WeasyPrint has no
    `hyphenate-limit-last`.
    """

    def mark(found: re.Match[str]) -> str:
        kind = found.lastgroup
        return f'<span class="unbroken {kind}">{found[0]}</span>' if kind else found[0]

    head, opening, body = html.partition("<body")
    return head + opening + _UNBROKEN.sub(mark, body)


class _Formulas:
    """Turns MathML, which WeasyPrint cannot set, into pictures made of outlines."""

    def __init__(self, face_file: str, text_pt: float, findings: Findings) -> None:
        self.findings = findings
        self.face_file = face_file
        self.text_pt = text_pt
        self.pictures: dict[str, Asset] = {}
        self.known: dict[str, str] = {}

    def replace(self, html: str) -> str:
        """Return `html` with every `<math>` replaced by an image of the same meaning."""
        return _MATH.sub(lambda found: self.image(found[0]), html)

    def image(self, mathml: str) -> str:
        if mathml not in self.known:
            from baspa.math import FormulaError, to_linear, to_svg  # brings converters

            try:
                svg = to_svg(mathml, size_pt=self.text_pt, text_font=self.face_file)
            except FormulaError as error:
                self.findings.error("W103", f"the formula «{to_linear(mathml)}»: {error}")
                return ""
            name = f"formula-{sha256(mathml.encode()).hexdigest()}.svg"
            self.pictures[name] = Asset(
                name=name,
                media_type="image/svg+xml",
                content=svg.markup.encode(),
                width_mm=svg.width_pt / 72 * MM_PER_INCH,
                height_mm=svg.height_pt / 72 * MM_PER_INCH,
            )
            style = (
                f"width: {svg.width_pt / self.text_pt:.4f}em; "
                f"height: {svg.height_pt / self.text_pt:.4f}em; "
                f"vertical-align: {OVERLAP_EM - svg.depth_pt / self.text_pt:.4f}em"
            )
            words = html_text.escape(to_linear(mathml), quote=True)
            self.known[mathml] = (
                f'<img class="formula" src="{ASSET_SCHEME}{name}" style="{style}" alt="{words}"/>'
            )
        return self.known[mathml]
