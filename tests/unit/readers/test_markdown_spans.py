"""Every node says where it stands, whatever was cut away around it."""

from typing import Any

import pytest

from baspa.diagnostics import Findings
from baspa.model import (
    Attributes,
    Chart,
    Citation,
    Emphasis,
    Figure,
    Heading,
    Link,
    ListItem,
    MathBlock,
    Strong,
    Table,
    Text,
)
from baspa.model.walk import walk
from baspa.readers.markdown import read_section


def nodes(text: str, kind: type[Any]) -> list[Any]:
    section = read_section(text, "01.md", "kk", Findings())
    return [node for node in walk(section.blocks) if isinstance(node, kind)]


def sources(text: str, kind: type[Any]) -> list[str]:
    """What stands in `text` at the nodes of a kind."""
    return [text[node.span.start : node.span.end] for node in nodes(text, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "бір\nекі\n",
        "> бір\n> екі\n",
        "> > бір\n>   екі\n",
        ">\tбір\n>\tекі\n",
        "- бір\n  екі\n",
        "10. бір\n    екі\n",
        "1.\tбір\n\tекі\n",
        "- a\n\n    - бір\n      екі\n",
        "> - бір\n>   екі\n",
        "Term\n:   бір\n    екі\n",
        "a[^1]\n\n[^1]: бір\n    екі\n",
        "::: note\nбір\nекі\n:::\n",
        "| бір | екі |\n|-|-|\n",
        "> | \\| бір | екі \\| |\n> |-|-|\n",
        "+-----+\n| бір |\n| екі |\n+-----+\n",
        "> +---+-----+\n> | а́ | бір |\n> |   | екі |\n> +---+-----+\n",
        "---\nlang: kk\n---\n\nбір\nекі\n",
    ],
)
def test_words_are_found_where_they_stand(text: str) -> None:
    words = {node.value.strip(" |"): node.span for node in nodes(text, Text)}
    for word in ("бір", "екі"):
        assert word in text[words[word].start : words[word].end]


def test_delimiters_belong_to_their_construct() -> None:
    text = "a *b* **c *d*** [e](f){.g} ~~h~~"
    assert sources(text, Emphasis) == ["*b*", "*d*"]
    assert sources(text, Strong) == ["**c *d***"]
    assert sources(text, Link) == ["[e](f){.g}"]


def test_blocks_reach_from_marker_to_last_character() -> None:
    text = "# A {#x}  \n\n- b\n\n  c\n\n- d\n\n$$ e $$ {#eq:e}\n"
    assert sources(text, Heading) == ["# A {#x}"]
    assert sources(text, ListItem) == ["- b\n\n  c", "- d"]
    assert sources(text, MathBlock) == ["$$ e $$ {#eq:e}"]


def test_a_table_covers_its_caption() -> None:
    above = "Table: A\n\n| a |\n|---|"
    below = "| a |\n|---|\n\n: B {#tbl:b}"
    assert sources(f"x\n\n{above}\n\ny\n", Table) == [above]
    assert sources(f"x\n\n{below}\n\ny\n", Table) == [below]


def test_keys_and_attributes_have_places_of_their_own() -> None:
    text = "> [see -@a, 5; @b]\n>\n> ![c](d.png){#fig:d}\n"
    (citation,) = nodes(text, Citation)
    assert [text[item.span.start : item.span.end] for item in citation.items] == ["@a", "@b"]
    (figure,) = nodes(text, Figure)
    attributes: Attributes = figure.attributes
    assert text[attributes.span.start : attributes.span.end] == "{#fig:d}"


def test_the_options_of_a_chart_stand_where_they_say() -> None:
    text = "a\n\n``` {.chart #fig:c}\ntype: line\nx: Жыл\n```\n"
    (chart,) = nodes(text, Chart)
    assert text[chart.options_span.start : chart.options_span.end] == chart.options
    assert chart.options == "type: line\nx: Жыл"
