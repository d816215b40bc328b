"""Bibliographies in CSL-JSON and CSL-YAML: sound items are read, damaged ones are told."""

from __future__ import annotations

import pytest
from library_case import read

from baspa.diagnostics import Findings
from baspa.readers.bibliography import read_bibliography


def test_csl_json_is_read_item_by_item() -> None:
    items, told = read(
        '\ufeff[{"id": "a", "type": "book", "title": "A", "language": "ru", "author": "Абай",\n'
        '  "issued": "2009-05", "volume": {"x": 1}},\n'
        ' {"id": 7, "title": "B", "custom": {}},\n'
        ' {"title": "no key"},\n'
        ' "no item",\n'
        ' {"id": "c", "title": broken}]',
        "a.json",
    )

    assert items == {
        "a": {
            "id": "a",
            "type": "book",
            "title": "A",
            "language": "ru-RU",
            "author": [{"literal": "Абай"}],
            "issued": {"date-parts": [[2009, 5]]},
        },
        "7": {"id": "7", "type": "document", "title": "B", "language": "en-US"},
    }
    assert told == [
        "a.json:5:2: warning[C204]: this bibliography is damaged: an item must be an object {…}",
        "a.json:6:23: warning[C204]: this bibliography is damaged: expecting value",
        "a.json:1:3: warning[C209]: the field 'volume' of 'a' cannot be read and is left out",
        "a.json:4:2: warning[C203]: this entry has no key",
    ]


@pytest.mark.parametrize("head", ["", "references:\n"])
def test_csl_yaml_is_read_bare_or_under_references(head: str) -> None:
    items, told = read(
        f"{head}- id: a\n  type: book\n  title: Ән\n  issued: 2024-03-05\n"
        "- id: b\n  title: T\n  issued:\n    - year: 2001\n      month: 2\n",
        "a.yaml",
    )

    assert told == []
    assert items["a"]["issued"] == {"date-parts": [[2024, 3, 5]]}
    assert items["b"]["issued"] == {"date-parts": [[2001, 2]]}
    assert (items["a"]["language"], items["b"]["language"]) == ("kk-KZ", "en-US")


def test_damage_in_json_costs_the_damaged_item_only() -> None:
    items, told = read(
        '[{"id": "a", "author": [{"family": "A"}, {"family": "B"}], "title": "A"},\n'
        ' {"id": "b", "author": [{"family": "A"} {"family": "B"}], "title": "B"},\n'
        ' {"id": "c", "title": "C},\n'
        ' {"id": "d", "title": "D"}]',
        "a.json",
    )

    assert [*items] == ["a", "d"]
    assert told == [
        "a.json:2:41: warning[C204]: this bibliography is damaged: expecting ',' delimiter",
        "a.json:3:27: warning[C204]: this bibliography is damaged: invalid control character at",
    ]


def test_what_stands_behind_the_end_of_a_list_is_read_and_told() -> None:
    findings = Findings()

    library = read_bibliography(
        [("a.json", '[{"id": "a", "title": "A"}]\n[{"id": "b", "title": "B"}')], findings
    )

    assert [*library.entries] == ["a", "b"]
    assert [d.message.partition(": ")[2] for d in findings.diagnostics] == [
        "the list ends here, and more follows",
        "',' belongs here",
    ]
    assert library.doubts == {}


def test_damage_in_yaml_costs_the_damaged_item_only() -> None:
    items, told = read(
        "---\nreferences:\n  - id: a\n    title: A\n    author:\n      - family: X\n"
        "  - id: b\n    title: [B\n  - id: c\n    title: C\n...\n",
        "a.yaml",
    )

    assert [*items] == ["a", "c"]
    assert [line.partition("]")[0] for line in told] == ["a.yaml:9:1: warning[Y101"]
