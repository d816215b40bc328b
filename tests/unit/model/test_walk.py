"""Visiting and rebuilding trees of nodes."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from thesis_case import document

from baspa.model import (
    Block,
    BlockQuote,
    BulletList,
    Cell,
    Column,
    Emphasis,
    Figure,
    Inline,
    ListItem,
    Note,
    Paragraph,
    Row,
    Table,
    Text,
)
from baspa.model.walk import plain_text, transform, walk


def texts(nodes: Any) -> list[str]:
    return [node.value for node in walk(nodes) if isinstance(node, Text)]


def test_walk_yields_parents_before_children_in_the_order_of_the_page() -> None:
    paragraph = Paragraph(content=(Text(value="а"), Emphasis(content=(Text(value="б"),))))
    quote = BlockQuote(blocks=(paragraph,))

    kinds = [type(node).__name__ for node in walk([quote])]

    assert kinds == ["BlockQuote", "Paragraph", "Text", "Emphasis", "Text"]


def test_walk_reaches_every_text_of_the_dialect() -> None:
    blocks = (
        document(
            "# а\n\nб[^1] *в*\n\n[^1]: г\n\n- ғ\n\n    д\n\n> е\n\nж\n:   з\n\n"
            "| и | й |\n|---|---|\n| к | л |\n\nTable: қ {#tbl:x}\n\n::: {.note}\nм\n:::\n"
        )
        .sections[0]
        .blocks
    )

    assert "".join(texts(blocks)).replace(" ", "") == "абгвғдежзқийклм"


def test_a_table_is_visited_caption_first_since_it_stands_above() -> None:
    def row(text: str) -> Row:
        return Row(cells=(Cell(blocks=(Paragraph(content=(Text(value=text),)),)),))

    table = Table(
        columns=(Column(),), head=(row("б"),), body=(row("в"),), caption=(Text(value="а"),)
    )

    assert texts([table]) == ["а", "б", "в"]


def test_transform_puts_a_tuple_in_the_place_of_a_node() -> None:
    content = (Text(value="а"), Text(value="б"))

    doubled = transform(content, lambda n: (n, n) if n.value == "а" else ())

    assert doubled == (Text(value="а"), Text(value="а"))


def test_transform_changes_leaves_before_what_holds_them() -> None:
    seen: list[str] = []

    def note(node: Any) -> Any:
        seen.append(type(node).__name__)
        return replace(node, value=node.value.upper()) if isinstance(node, Text) else node

    changed = transform((Emphasis(content=(Text(value="ә"),)),), note)

    assert changed == (Emphasis(content=(Text(value="Ә"),)),)
    assert seen == ["Text", "Emphasis"]


def test_plain_text_leaves_footnotes_out() -> None:
    note = Note(blocks=(Paragraph(content=(Text(value="ескерту"),)),))

    assert plain_text((Text(value="Негізгі"), note, Emphasis(content=(Text(value=" мәтін"),)))) == (
        "Негізгі мәтін"
    )


words = st.text(alphabet="аәбв ", min_size=1, max_size=5).map(lambda value: Text(value=value))
inlines: st.SearchStrategy[Inline] = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=3).map(lambda c: Emphasis(content=tuple(c))),
    max_leaves=5,
)
contents = st.lists(inlines, max_size=3).map(tuple)
leaves: st.SearchStrategy[Block] = contents.map(lambda c: Paragraph(content=c)) | contents.map(
    lambda c: Figure(path="a.png", caption=c)
)
blocks = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3).map(
        lambda b: BulletList(items=(ListItem(blocks=tuple(b)),))
    ),
    max_leaves=6,
)


@given(st.lists(blocks, max_size=4).map(tuple))
def test_transform_by_the_identity_returns_the_same_nodes(nodes: tuple[Block, ...]) -> None:
    same = transform(nodes, lambda node: node)

    assert all(a is b for a, b in zip(same, nodes, strict=True))


@given(st.lists(blocks, max_size=4).map(tuple))
def test_transform_sees_what_walk_sees(nodes: tuple[Block, ...]) -> None:
    seen: list[Any] = []

    def note(node: Any) -> Any:
        seen.append(node)
        return node

    transform(nodes, note)

    assert sorted(map(id, seen)) == sorted(map(id, walk(nodes)))
