"""MathML made ready for ziamath, which misses some of the rules of presentation MathML."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

from baspa.math.engine import MATHS_FONT
from baspa.math.errors import FormulaError
from baspa.math.faces import has_glyph, load_face, styled_face
from baspa.math.letters import ALPHABETS, styled_letters
from baspa.math.ziamath_text import TEXT_TAG

UNITS_PER_LENGTH = 1.333
"""ziamath multiplies lengths in em and pt by this, taking the font size for pixels."""
LENGTHS = ("width", "lspace", "rspace", "minsize", "maxsize", "rowspacing", "columnspacing")
SPACED = {**dict.fromkeys("×÷⋅∩∪∧∨∖⊕⊗", "mediummathspace"), "mod": "thickmathspace"}
"""Operators for which ziamath's dictionary has no space."""
BACKSLASHES = {"∖": "⧵"}
"""Set difference, for which the maths font has a far smaller sign than any textbook."""
SCRIPTS = ("msub", "msup", "msubsup", "munder")


def adapt(tree: Element, text_font: Path) -> Element:
    """Return `tree` without namespaces, changed in place as ziamath needs it.

    Raises FormulaError for a letter that neither the maths font nor `text_font` has.
    """
    for element in tree.iter():
        element.tag = element.tag.rpartition("}")[2]
    for element in tree.iter():
        for name in LENGTHS:
            if name in element.attrib:
                scaled = re.sub(r"-?[\d.]+(?=em|pt)", _scaled, element.attrib[name])
                element.set(name, scaled)
        match element.tag:
            case "mfrac":  # a fraction's parts are never in display style
                for part in element:
                    part.attrib.setdefault("displaystyle", "false")
            case "mstyle":  # ziamath cuts its tags out of the text, and an operand falls apart
                element.tag = "mrow"
            case "mroot":
                for operator in element[1].iter("mo"):
                    operator.attrib.update(lspace="0", rspace="0")
            case "mover" if (
                element[1].text == "\u20d7"
            ):  # in a row, a vector's arrow keeps its size
                arrow = element[1]
                element[1] = Element("mrow")
                element[1].append(arrow)
            case "mo" if (element.text or "") in SPACED:
                space = SPACED[element.text or ""]
                element.attrib.update(lspace=space, rspace=space)
        _part_functions(element)
    for element in tree.iter():
        if element.tag in ("mi", "mn", "mo", "mtext"):
            _set_letters(element, text_font)
    return tree


def _part_functions(row: Element) -> None:
    """Put a thin space between a function with scripts (`sin²`) and its argument."""
    for index in reversed(range(len(row) - 1)):
        node, following = row[index], row[index + 1]
        if node.tag in SCRIPTS and _is_function(node[0]) and following.tag not in ("mo", "mspace"):
            row.insert(index + 1, Element("mspace", width="0.125em"))


def _is_function(element: Element) -> bool:
    return element.tag == "mi" and len(element.text or "") > 1 and not element.get("mathvariant")


def _set_letters(element: Element, text_font: Path) -> None:
    """Give the letters of `element` a font that has them, and its variant a name ziamath knows."""
    variant = element.get("mathvariant", "")
    letters = BACKSLASHES.get(element.text or "", element.text or "")
    element.text = letters
    if element.tag == "mtext" or not all(_in_maths_font(letter) for letter in letters):
        face = styled_face(text_font, bold="bold" in variant, italic="italic" in variant)
        for letter in letters:
            if not has_glyph(load_face(face), letter):
                raise FormulaError(f"no font has the letter {letter} (U+{ord(letter):04X})")
        element.tag = TEXT_TAG
        element.set("face", str(face))
    elif variant in ALPHABETS:
        element.text = styled_letters(letters, variant)
        element.set("mathvariant", "normal")
    elif variant in ("bold", "bold-italic"):
        element.set("mathvariant", "bold normal" if variant == "bold" else "bold italic")


def _in_maths_font(letter: str) -> bool:
    """Whether the maths font sets `letter`; words in Cyrillic stay in the face of the text."""
    return not "\u0400" <= letter <= "\u052f" and has_glyph(MATHS_FONT, letter)


def _scaled(length: re.Match[str]) -> str:
    return f"{float(length[0]) / UNITS_PER_LENGTH:.4f}"
