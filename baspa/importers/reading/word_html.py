"""Formulas of Word's HTML: OMML in a conditional comment, and the picture of it for other programs.

```html
<!--[if gte msEquation 12]><m:oMath><i><m:r>a</m:r></i></m:oMath><![endif]-->
<![if !msEquation]><img src="image002.png"><![endif]>
```

The OMML holds tags of HTML around its runs, and their text without `m:t`.
"""

from __future__ import annotations

import html
import re

from lxml import etree

from baspa.importers.reading.omml import M, latex_of

_OPENED = re.compile(r"<!--\[if gte msEquation \d+\]>")
_CLOSED = "<![endif]-->"
_PICTURE = re.compile(r"\s*<!\[if !msEquation\]>")
_LONGEST_PICTURE = 50_000
"""Characters of the part for other programs."""
_CONDITION = re.compile(r"<!(?:--)?\[(if|endif)\b[^\]]*\](?:--)?>")
_OTHER_TAG = re.compile(r"<(?!/?m:)[^>]*>")
_BARE_VALUE = re.compile(r"""(m:val=)([^\s"'/>]+)""")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)


def with_formulas(text: str) -> str:
    """Return HTML in which the formulas of Word are LaTeX; one that cannot be read is a picture."""
    parts, done = list[str](), 0
    for opened in _OPENED.finditer(text):
        end = text.find(_CLOSED, opened.end())
        if end < 0:
            break
        omml = text[opened.end() : end]
        if opened.start() < done or (latex := _latex(omml)) is None:
            continue
        kind = "math/tex; mode=display" if "<m:oMathPara" in omml else "math/tex"
        parts += [text[done : opened.start()], f'<script type="{kind}">{latex}</script>']
        done = end + len(_CLOSED)
        if picture := _PICTURE.match(text, done):
            done = _end_of_picture(text, picture.end())
    return "".join([*parts, text[done:]])


def _end_of_picture(text: str, start: int) -> int:
    """Return where the part for other programs ends, conditions inside of it included."""
    depth = 1
    for match in _CONDITION.finditer(text, start, start + _LONGEST_PICTURE):
        depth += 1 if match[1] == "if" else -1
        if depth == 0:
            return match.end()
    return start


def _latex(omml: str) -> str | None:
    """Return the LaTeX of the formulas in a comment; None for what cannot be read."""
    bare = " ".join(_OTHER_TAG.sub("", omml).split())
    bare = _BARE_VALUE.sub(r'\1"\2"', re.sub(r"&(?!lt;|gt;|amp;|quot;)\w+;", _character, bare))
    root = etree.fromstring(f'<r xmlns:m="{M[1:-1]}">{bare}</r>', _PARSER)
    formulas = [] if root is None else [*root.iter(M + "oMath")]
    for run in (run for formula in formulas for run in formula.iter(M + "r")):
        _give_text(run)
    found = latex_of(formulas)
    read = [latex for latex in found if latex]
    return " ".join(read) if read and len(read) == len(found) else None


def _character(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])


def _give_text(run: etree._Element) -> None:
    """Put the characters of a run into an `m:t`, as a DOCX has them."""
    words = (run.text or "") + "".join(child.tail or "" for child in run)
    if words.strip():
        run.text = None
        for child in run:
            child.tail = None
        etree.SubElement(run, M + "t").text = words
