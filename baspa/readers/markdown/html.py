"""Raw HTML is refused: neither of our outputs could keep its promise. Comments are dropped.

| code | meaning |
|---|---|
| R108 | raw HTML |
| R109 | a comment is not closed |
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from baspa.diagnostics import Findings, Span

_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")

_INSTEAD = {
    "a": "[text](https://…)",
    "b": "**text**",
    "br": "a backslash at the end of the line",
    "code": "`text`",
    "center": "a class on a division: ::: {.center}",
    "del": "~~text~~",
    "div": "a division: ::: {.class} … :::",
    "em": "*text*",
    "figure": "![Caption](figures/file.png){#fig:id}",
    "i": "*text*",
    "img": "![Caption](figures/file.png){#fig:id}",
    "li": "- item",
    "ol": "1. item",
    "p": "an empty line between paragraphs",
    "pre": "a code block between lines of ```",
    "s": "~~text~~",
    "span": "[text]{.class}",
    "strong": "**text**",
    "sub": "H~2~O",
    "sup": "x^2^",
    "table": "a pipe table or a grid table",
    "ul": "- item",
}


def report_html(tag: str, span: Span, findings: Findings) -> None:
    """Report a tag and what to write instead; a closing tag was reported with its opening one."""
    if tag.startswith("</"):
        return
    found = _TAG_NAME.match(tag)
    name = found.group(1).lower() if found else ""
    instead = _INSTEAD.get(name)
    findings.error(
        "R108",
        f"raw HTML is not printed: <{name}>",
        span,
        f"write {instead}" if instead else "a less-than sign is written \\<",
    )


def html_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Drop a comment at the start of a block, blank lines in it included.

    Text after the comment on its last line is read as if it began there.
    """
    start = state.bMarks[start_line] + state.tShift[start_line]
    if silent or state.is_code_block(start_line) or not state.src.startswith("<!--", start):
        return False
    closing = state.src.find("-->", start + 4, state.eMarks[end_line - 1])
    if closing < 0:
        return False
    line = start_line
    while state.eMarks[line] < closing:
        line += 1
    after = state.skipSpaces(closing + 3)
    if after >= state.eMarks[line]:
        state.line = line + 1
        return True
    if line == start_line:
        return False
    state.bMarks[line], state.tShift[line] = after, 0
    state.sCount[line] = state.blkIndent
    state.line = line
    return True
