"""Damage in a .bib file costs the damaged entry only, and is told."""

from __future__ import annotations

from library_case import read

from baspa.diagnostics import Findings
from baspa.readers.bibliography import read_bibliography


def test_damage_costs_the_damaged_entry_only() -> None:
    items, told = read(
        "@book{good, title = {Good}}\n"
        "@book{open, title = {Open, year = 2002\n"
        "}\n"
        "\n"
        "  @article{comma title = {Comma}}\n"
        "@book{late, title = {Late}}\n"
        "@misc{, title = {No key}}\n"
        "@book{twice, title = {First}, title = {Second}}\n"
        "@newsletter{odd, title = {Odd}}\n"
    )

    assert [(key, item["title"]) for key, item in items.items()] == [
        ("good", "Good"),
        ("late", "Late"),
        ("twice", "First"),
        ("odd", "Odd"),
    ]
    assert told == [
        "a.bib:2:1: warning[C201]: this entry is damaged: "
        "the next entry begins before this one is closed",
        "a.bib:5:3: warning[C201]: this entry is damaged: there is no comma behind its key",
        "a.bib:8:1: warning[C206]: this entry has the field title twice: the first counts",
        "a.bib:9:1: warning[C205]: nobody knows the kind of entry @newsletter",
        "a.bib:7:1: warning[C203]: this entry has no key",
    ]


def test_a_key_that_stands_twice_is_told_with_both_places() -> None:
    findings = Findings()
    files = [
        ("a.bib", "@book{x, title = {A}}\n@book{y, title = {B}}\n"),
        ("b.bib", "\n@book{y, title = {C}}"),
    ]

    library = read_bibliography(files, findings)

    assert library.entries["y"].item["title"] == "B"
    (found,) = findings.diagnostics
    assert (found.code, found.span.file, found.span.start) == ("C202", "b.bib", 1)
    assert (
        found.help == "the first one is at a.bib:2 and is the one that counts; rename or delete one"
    )


def test_what_is_damaged_must_not_be_cited_and_the_place_is_told() -> None:
    text = (
        "@book{good, title = {Good}}\n"
        "@book{open, title = {Open\n"
        "@book{late, title = {Late}, year = 2001 publisher = {P}}\n"
        "@book{ring, title = {Ring}, crossref = {ring}}\n"
        "@book{bytes, title = {\N{REPLACEMENT CHARACTER}}}\n"
    )
    findings = Findings()

    library = read_bibliography([("a.bib", text)], findings)

    assert library.doubts == {
        "open": "its entry at a.bib:2 is damaged",
        "late": "its entry at a.bib:3 is damaged",
        "ring": "its entry at a.bib:4 is damaged",
        "bytes": "its entry at a.bib:5 is damaged",
    }
    assert not findings.failed


def test_a_key_of_two_works_is_in_doubt_and_one_that_is_repeated_is_not() -> None:
    files = [
        ("a.bib", "@book{x, title = {A}}\n@book{y, title = {B}}\n"),
        ("b.bib", "@book{y, title = {C}}\n@book{x, title = {A}}"),
    ]

    library = read_bibliography(files, Findings())

    assert library.doubts == {"y": "it stands for two entries, at a.bib:2 and b.bib:1"}


def test_what_only_looks_like_an_entry_is_told() -> None:
    items, told = read(
        "A word to a@b.kz\n@article k1,\n title = {T}\n}\nbook{k2,\n title = {T}\n}\n"
        "@comment{@book{z, title = {Z}}}\n@comment all\n@book{a, title = {A}}"
    )

    assert [*items] == ["a"]
    assert told == [
        "a.bib:2:1: warning[C201]: this looks like an entry and is none: @article k1,",
        "a.bib:6:1: warning[C201]: this looks like an entry and is none: title = {T}",
    ]


def test_remarks_inside_an_entry_do_not_count() -> None:
    items, told = read(
        "@book{a, % see {\n  title = {50\\% off}, % , {\n%  note = {x},\n  year = 2001\n}\n"
        "@book{b, title = {B}}"
    )

    assert [item["title"] for item in items.values()] == ["50% off", "B"]
    assert told == []


def test_strings_in_brackets_unknown_ones_and_damaged_ones() -> None:
    items, told = read(
        "@string(nauka = {Наука})\n@string{bad = {x} {y}}\n"
        '@book{a, title = {A}, publisher = Nauka # " и " # {жизнь}, year = 2001, month = jan}\n'
        "@book{b, title = {B}, publisher = unknown, year = 2001}"
    )

    assert [item["publisher"] for item in items.values()] == ["Наука и жизнь", "unknown"]
    assert [line.partition("]")[0] for line in told] == [
        "a.bib:2:1: warning[C201",
        "a.bib:4:1: warning[C215",
    ]
