"""Bibliographies that somebody damaged: nothing falls, nothing vanishes, neighbours stay."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from baspa.diagnostics import Findings, format_diagnostic
from baspa.model.library import Library
from baspa.readers.bibliography import read_bibliography

KEYS = [f"key{number}" for number in range(6)]
FILES = {
    "a.bib": [
        f"@article{{{key},\n  author = {{Иванов, И. И.}},\n  title = {{Ғылым \\'e {{B}} {key}}},\n"
        f'  journal = "J # x",\n  year = {{200{number}}},\n}}\n'
        for number, key in enumerate(KEYS)
    ],
    "a.ris": [
        f"TY  - BOOK\nID  - {key}\nAU  - Smith, John\nTI  - Title {key}\nPY  - 2001/05/\nER  - \n"
        for key in KEYS
    ],
    "a.yaml": [
        f"- id: {key}\n  type: book\n  title: 'T: {key}'\n  author:\n  - family: A\n    given: B\n"
        for key in KEYS
    ],
    "a.json": [
        json.dumps({"id": key, "type": "book", "title": f"T {key}", "author": [{"family": "A"}]})
        for key in KEYS
    ],
}
TOKENS = [
    *"{}@\\\"'#=,$%\n[]:-&*!|>?~<\t",
    *(
        "@book{x, ",
        "@string{",
        "and",
        "ER  - ",
        "TY  - ",
        "{{",
        "\\cyr",
        "null",
        "\ufeff",
        "\ufffd",
    ),
]

edits = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 8), st.sampled_from(["", *TOKENS])),
    min_size=1,
    max_size=3,
)


def damaged(entry: str, changes: list[tuple[float, int, str]]) -> str:
    for place, cut, token in changes:
        start = int(place * len(entry))
        entry = entry[:start] + token + entry[start + cut :]
    return entry


def joined(file: str, entries: list[str]) -> str:
    return f"[{','.join(entries)}]" if file == "a.json" else "\n".join(entries)


def read(file: str, changes: list[tuple[float, int, str]]) -> tuple[Library, Findings, str]:
    """Read a file of six entries whose third one is damaged; print each finding."""
    entries = list(FILES[file])
    entries[2] = damaged(entries[2], changes)
    text, findings = joined(file, entries), Findings()
    library = read_bibliography([(file, text)], findings)
    for diagnostic in findings.diagnostics:
        assert format_diagnostic(diagnostic, {file: text})
    return library, findings, text


def accounted_for(library: Library, findings: Findings) -> bool:
    """Whether the damaged entry is there under some key, or something was told."""
    return len(library.entries) >= len(KEYS) or bool(findings.diagnostics)


@given(changes=edits)
@settings(max_examples=60)
def test_damage_of_a_bib_file_stays_in_its_entry(changes: list[tuple[float, int, str]]) -> None:
    library, findings, text = read("a.bib", changes)

    assert accounted_for(library, findings), text
    assert {key for key in KEYS if key != "key2"} <= library.entries.keys(), text


@given(file=st.sampled_from(["a.ris", "a.yaml", "a.json"]), changes=edits)
@settings(max_examples=300)
def test_damage_of_other_files_is_told(file: str, changes: list[tuple[float, int, str]]) -> None:
    library, findings, text = read(file, changes)

    assert accounted_for(library, findings), text
    assert "key0" in library.entries, text  # a dash that is lost joins two items of YAML


@given(file=st.sampled_from(sorted(FILES)), rubbish=st.text(max_size=80))
@settings(max_examples=60)
def test_rubbish_is_no_reason_to_fall(file: str, rubbish: str) -> None:
    findings = Findings()

    read_bibliography([(file, rubbish)], findings)

    assert all(format_diagnostic(told, {file: rubbish}) for told in findings.diagnostics)
