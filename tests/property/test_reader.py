"""The reader, whatever it is given: it returns, and every span says where its node came from."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from baspa.diagnostics import Findings
from baspa.model import (
    Node,
    Note,
    SectionFile,
    Text,
)
from baspa.model.walk import CHILD_FIELDS, walk
from baspa.readers.markdown import read_section

FRAGMENTS = [
    "сөз", "word", " ", "  ", "\n", "\n\n", "\t", "    ", "*", "**", "_", "~", "~~", "^", "`",
    "``", "```\n", "~~~\n", "$", "$$", "[", "]", "(", ")", "{", "}", "{#fig:x}", "{.a k=v}", "![",
    "](a.png)", "@key", "[@a, б. 5]", "@fig:x", "[-@tbl:y]{.page}", "^[", "[^1]", "\n[^1]: note\n",
    "# ", "## ", "- ", "1. ", "а) ", "(i) ", "> ", ":   ", "Table: ", "::: a\n", ":::\n", "---\n",
    "| a | b |\n", "|---|:-:|\n", "+---+---+\n", "|   | x |\n", "+===+===+\n", "<!--", "-->", "<b>",
    "<a@b.kz>", "&amp;", "&", "\\", "\\*", "\\\n", "й", "漢", "\u00a0", "``` {.chart}\n",
]  # fmt: skip
SOURCES = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join),
    st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("\n".join),
)


def read(text: str) -> SectionFile:
    return read_section(text, "01.md", "kk", Findings())


def children(node: Node) -> list[Node]:
    """The nodes directly inside `node`; a note's blocks may stand far from its mark."""
    if isinstance(node, Note):
        return []
    found: list[Node] = []
    rest = [getattr(node, name) for name in sorted(CHILD_FIELDS) if hasattr(node, name)]
    while rest:
        value = rest.pop()
        if isinstance(value, Node):
            found.append(value)
        elif isinstance(value, tuple):
            rest.extend(value)
    return found


@given(SOURCES)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_every_finding_points_into_it(text: str) -> None:
    findings = Findings()
    section = read_section(text, "01.md", "kk", findings)
    assert isinstance(section, SectionFile)
    for diagnostic in findings.diagnostics:
        span = diagnostic.span
        assert span.file == "01.md"
        assert 0 <= span.start <= span.end <= len(text)


@given(SOURCES)
@settings(max_examples=300, deadline=None)
def test_text_stands_where_its_span_says(text: str) -> None:
    for node in walk(read(text).blocks):
        if isinstance(node, Text):
            source = text[node.span.start : node.span.end]
            assert source == node.value or "\\" in source or "&" in source


@given(SOURCES)
@settings(max_examples=300, deadline=None)
def test_a_node_covers_what_it_holds(text: str) -> None:
    for node in walk(read(text).blocks):
        for child in children(node):
            assert node.span.start <= child.span.start <= child.span.end <= node.span.end, (
                node,
                child,
            )


@given(SOURCES)
@settings(max_examples=200, deadline=None)
def test_top_level_blocks_stand_in_order(text: str) -> None:
    for first, second in pairwise(read(text).blocks):
        assert first.span.end <= second.span.start


@given(SOURCES)
@settings(max_examples=100, deadline=None)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)
    assert hash(read(text)) == hash(read(text))
