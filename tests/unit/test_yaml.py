"""YAML with places: every mistake at its line and column, all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, line_and_column
from baspa.yaml import (
    Located,
    Strict,
    merge,
    read_settings,
    read_yaml,
    reading,
    remembered,
    validate,
    validating,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pet(Strict):
    name: str
    legs: int = field(default=4, metadata={"ge": 0})


@dataclass(frozen=True, slots=True, kw_only=True)
class Household(Strict):
    owner: str | dict[Literal["kk", "ru"], str]
    pets: tuple[Pet, ...] = ()
    rooms: int = 1


def read(text: str) -> Located:
    findings = Findings()
    located = read_yaml(text, "a.yaml", findings)
    assert located is not None, findings
    assert findings.diagnostics == []
    return located


def mistakes(text: str) -> list[str]:
    findings = Findings()
    located = read_yaml(text, "a.yaml", findings)
    if located is not None:
        validate(Household, located, "V1", findings)
    places = [line_and_column(text, d.span.start) for d in findings.diagnostics]
    return [
        f"{line}:{column} {d.code} {d.message}"
        for (line, column), d in zip(places, findings.diagnostics, strict=True)
    ]


def test_values_and_their_places() -> None:
    text = "owner: Әлия\npets:\n- name: Ақтөс\n  legs: 3\n"

    located = read(text)

    assert located.value == {"owner": "Әлия", "pets": [{"name": "Ақтөс", "legs": 3}]}
    span = located.spans["pets", 0, "legs"]
    assert text[span.start : span.end] == "3"
    key = located.keys["pets", 0, "legs"]
    assert text[key.start : key.end] == "legs"


def test_places_count_from_the_offset() -> None:
    located = read_yaml("a: 1", "1.md", Findings(), offset=100)

    assert located is not None
    assert located.spans["a",].start == 103


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "owner: Әлия\npets: [a",
            "2:9 Y101 this is no well-formed YAML: expected ',' or ']', but got '<stream end>'",
        ),
        (
            "owner: a\x07",
            "1:9 Y101 this is no well-formed YAML: special characters are not allowed",
        ),
        ("owner: a\nowner: b\n", "2:1 Y102 the key 'owner' stands twice in this mapping"),
        ("owner: a\n[x]: b\n", "2:1 Y102 a key must be a word"),
        ("owner: !!python/object:os.system x", "1:8 Y101 this value cannot be read: could not"),
        ("owner: 2020-13-45", "1:8 Y101 this value cannot be read: month must be in 1..12"),
        ("owner: &a [*a]", "1:8 Y103 this YAML unfolds to too many values"),
        ("owner: " + "[" * 3000, "1:1 Y103 this YAML is nested too deeply"),
    ],
    ids=["unclosed", "control", "twice", "key", "object", "date", "ring", "deep"],
)
def test_text_that_is_no_plain_yaml(text: str, told: str) -> None:
    assert mistakes(text)[0].startswith(told)


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    rings = "".join(f"b{i}: &b{i} [{', '.join([f'*b{i - 1}'] * 10)}]\n" for i in range(1, 9))

    found = mistakes("b0: &b0 [x]\n" + rings)

    assert [f.split(" ", 1)[1] for f in found] == ["Y103 this YAML unfolds to too many values"]


def test_every_mistake_is_told_at_its_place() -> None:
    text = "ownr: x\npets:\n- {name: Ақтөс, legs: many}\n- Мысық\nrooms: []\n"

    assert mistakes(text) == [
        "1:1 V1 owner is missing",
        "3:23 V1 pets.0.legs: input should be a valid integer, "
        "unable to parse string as an integer",
        "4:3 V1 pets.1: a mapping (key: value) belongs here",
        "5:8 V1 rooms: input should be a valid integer",
        "1:1 V1 there is no setting named 'ownr'",
    ]


def test_an_unknown_key_gets_the_nearest_known_one() -> None:
    findings = Findings()

    validate(Household, read("owner: x\npets: [{nam: Ақтөс}]"), "V1", findings)

    unknown = next(d for d in findings.diagnostics if "no setting" in d.message)
    assert unknown.help == "did you mean 'name'?"


def test_a_value_of_several_kinds_is_told_of_once() -> None:
    assert mistakes("owner: 5") == ["1:8 V1 owner: input should be a valid string"]
    assert mistakes("owner: {kk: 5}") == ["1:13 V1 owner.kk: input should be a valid string"]


def test_a_word_in_the_place_of_a_list() -> None:
    assert mistakes("owner: x\npets: Ақтөс") == ["2:7 V1 pets: a list belongs here, like [a, b]"]


def test_a_file_that_is_no_mapping() -> None:
    assert mistakes("- a\n- b\n") == ["1:1 V1 the file: a mapping (key: value) belongs here"]


def test_merge_lays_mappings_over_one_another_and_replaces_lists() -> None:
    base, change = read("a: {x: 1, y: [1, 2]}\nb: 1"), read("a: {y: [3], z: 4}")

    merged = merge(base, change)

    assert merged.value == {"a": {"x": 1, "y": [3], "z": 4}, "b": 1}
    assert merged.spans["a", "y", 0] == change.spans["a", "y", 0]
    assert ("a", "y", 1) not in merged.spans


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What is read and validated, where nothing is remembered yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    remembered._known.cache_clear()
    done: list[str] = []

    def noting(read: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*given: Any, **named: Any) -> Any:
            done.append(read.__name__)
            return read(*given, **named)

        return noted

    monkeypatch.setattr(reading, "read_yaml", noting(reading.read_yaml))
    monkeypatch.setattr(validating, "validate", noting(validating.validate))
    return done


def settings(text: str, findings: Findings) -> Household | None:
    return read_settings(Household, text, "a.yaml", "V1", findings)


def test_what_was_found_sound_is_remembered(readings: list[str]) -> None:
    first = settings("owner: Әлия", Findings())
    assert readings == ["read_yaml", "validate"]

    assert settings("owner: Әлия", Findings()) == first == Household(owner="Әлия")
    assert read("owner: Әлия") == read("owner: Әлия")

    assert readings == ["read_yaml", "validate", "read_yaml"]


def test_mistakes_are_told_each_time(readings: list[str]) -> None:
    told = []
    for _ in range(2):
        findings = Findings()
        assert settings("owner: x\nrooms: []", findings) is None
        told.append(findings.diagnostics)

    assert told[0] == told[1] != []
    assert readings == ["read_yaml", "validate"] * 2


def test_what_is_remembered_is_of_one_text_one_kind_and_one_program(
    readings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings("owner: x", Findings()) == Household(owner="x")
    assert settings("owner: y", Findings()) == Household(owner="y")
    assert read_settings(Pet, "owner: x", "a.yaml", "V1", Findings()) is None
    monkeypatch.setattr(remembered, "program", lambda: "another")
    assert settings("owner: x", Findings()) == Household(owner="x")

    assert readings == ["read_yaml", "validate"] * 4


plain = st.recursive(
    st.integers() | st.booleans(),
    lambda inner: (
        st.dictionaries(st.sampled_from("abc"), inner, max_size=3) | st.lists(inner, max_size=2)
    ),
    max_leaves=6,
)


def located(value: object) -> Located:
    import yaml

    return read(yaml.safe_dump({"top": value}))


@given(plain, plain)
def test_after_a_merge_the_change_holds(base: object, change: object) -> None:
    merged = merge(located(base), located(change))

    def holds(new: object, now: object) -> bool:
        if isinstance(new, dict) and isinstance(now, dict):
            return all(key in now and holds(value, now[key]) for key, value in new.items())
        return new == now

    assert holds({"top": change}, merged.value)
    assert merge(merged, located(change)).value == merged.value


@given(plain)
def test_every_value_has_a_place(value: object) -> None:
    found = located(value)

    def paths(node: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
        if isinstance(node, dict):
            inside = [p for k, v in node.items() for p in paths(v, (*path, k))]
        elif isinstance(node, list):
            inside = [p for i, v in enumerate(node) for p in paths(v, (*path, i))]
        else:
            inside = []
        return [path, *inside]

    assert set(paths(found.value)) == set(found.spans)
