"""Profiles: shipped ones, one that extends another, and one with mistakes."""

from pathlib import Path

import pytest

from baspa.diagnostics import Findings, Span, line_and_column
from baspa.fonts import LINE_HEIGHT_OF_TIMES
from baspa.length import Length
from baspa.profile import LoadedProfile, Part, find_profiles, load_profile
from baspa.shipped import shipped_folder


def load(
    styles: Path, profile_id: str, **profiles: str
) -> tuple[LoadedProfile | None, list[str], Findings]:
    """Write `profiles` below `styles`; load one and tell the mistakes at their places."""
    for name, text in profiles.items():
        (styles / name).mkdir(parents=True)
        (styles / name / "profile.yaml").write_text(text, encoding="utf-8")
    findings, texts = Findings(), {"thesis.yaml": f"profile: {profile_id}"}
    asked_at = Span("thesis.yaml", 9, 9 + len(profile_id))
    found = load_profile(profile_id, findings, texts, project_styles=styles, asked_at=asked_at)
    told = []
    for d in findings.diagnostics:
        line, column = line_and_column(texts[d.span.file], d.span.start)
        told.append(f"{d.span.file}:{line}:{column} {d.code} {d.message}")
    return found, told, findings


@pytest.mark.parametrize("profile_id", [p for p in find_profiles() if not p.endswith("-base")])
def test_every_shipped_profile_is_sound(profile_id: str) -> None:
    findings = Findings()

    found = load_profile(profile_id, findings, {})

    assert found is not None, findings.diagnostics
    assert found.profile.text_width.mm > 100


def test_the_numbers_of_the_kazakh_diploma() -> None:
    found = load_profile("kz-diploma", Findings(), {})

    assert found is not None
    page, text = found.profile.page, found.profile.text
    margins = (page.margin.left.mm, page.margin.right.mm, page.margin.top.mm, page.margin.bottom.mm)
    assert margins == (30, 10, 20, 25)
    assert (text.font, text.size.pt, text.line_spacing) == ("Times New Roman", 14, 1.0)
    assert found.profile.text_width == Length(170)
    assert [folder.name for folder in found.folders] == ["kz-diploma", "gost-base"]


def test_a_profile_holds_only_what_differs(tmp_path: Path) -> None:
    own = "extends: kz-diploma\npage:\n  margin: {left: 25mm}\n"

    found, told, _ = load(tmp_path, "uni", uni=own)

    assert told == []
    assert found is not None
    assert found.profile.page.margin.left == Length(25)
    assert found.profile.page.margin.right == Length(10)
    assert [f.name for f in found.folders] == ["uni", "kz-diploma", "gost-base"]


def test_room_may_be_measured_in_lines_of_the_text(tmp_path: Path) -> None:
    own = (
        "extends: kz-diploma\ntext: {size: 12pt, line_spacing: 2.0}\n"
        "equations: {space_before: 1 line, space_after: 1.5 lines}\n"
    )

    found, told, _ = load(tmp_path, "uni", uni=own)

    assert told == []
    assert found is not None
    line = 12 * 2.0 * LINE_HEIGHT_OF_TIMES
    equations = found.profile.equations
    assert equations.space_before.pt == pytest.approx(line, abs=0.001)
    assert equations.space_after.pt == pytest.approx(1.5 * line, abs=0.001)


def test_lines_are_told_as_no_length_where_the_text_has_none(tmp_path: Path) -> None:
    own = "extends: kz-diploma\ntext: {size: big}\nequations: {space_before: 1 line}\n"

    _, told, _ = load(tmp_path, "uni", uni=own)

    assert [line.split(" ")[2] for line in told] == ["text.size:", "equations.space_before:"]


@pytest.mark.parametrize(
    ("profile_id", "margins", "size", "spacing", "indent", "place"),
    [
        ("kz-enu-2026", (30, 10, 20, 25), 14, 1.0, 12.5, "bottom-center"),
        ("kz-dissertation-377", (30, 10, 20, 20), 14, 1.0, 12.5, "bottom-center"),
        ("ru-gost-7.32-2017", (30, 15, 20, 20), 14, 1.5, 12.5, "bottom-center"),
        ("ru-dissertation-7.0.11-2011", (25, 10, 20, 20), 14, 1.5, 12.5, "top-center"),
        ("en-apa7-student", (25.4, 25.4, 25.4, 25.4), 12, 2.0, 12.7, "top-right"),
        ("en-turabian", (25.4, 25.4, 25.4, 25.4), 12, 2.0, 12.7, "bottom-center"),
    ],
)
def test_the_page_of_each_norm(
    profile_id: str,
    margins: tuple[float, ...],
    size: float,
    spacing: float,
    indent: float,
    place: str,
) -> None:
    found = load_profile(profile_id, Findings(), {})

    assert found is not None
    page, text, margin = found.profile.page, found.profile.text, found.profile.page.margin
    sides = (margin.left.mm, margin.right.mm, margin.top.mm, margin.bottom.mm)
    assert sides == pytest.approx(margins)
    assert (text.size.pt, text.line_spacing) == (pytest.approx(size), spacing)
    assert text.indent.mm == pytest.approx(indent)
    assert page.number.place == place


def test_what_the_eurasian_university_asks_for() -> None:
    found = load_profile("kz-enu-2026", Findings(), {})

    assert found is not None
    headings, appendices, volume = (
        found.profile.headings,
        found.profile.appendices,
        found.profile.volume,
    )
    structural = headings.structural
    assert (structural.align, structural.upper, structural.indent.mm) == ("left", False, 12.5)
    assert (headings.of_appendices.align, appendices.digits) == ("center", True)
    assert (volume.body_pages.min, volume.introduction_pages.max) == (50, 3)
    assert (volume.abstract_words.min, volume.abstract_words.max) == (150, 200)


def test_a_profile_of_the_project_wins_over_a_shipped_one(tmp_path: Path) -> None:
    shipped = (shipped_folder("styles") / "kz-diploma" / "profile.yaml").read_text("utf-8")

    found, _, _ = load(
        tmp_path, "kz-diploma", **{"kz-diploma": shipped + "bibliography_hanging: true"}
    )

    assert found is not None
    assert found.profile.bibliography_hanging


def test_an_unknown_profile_is_told_where_it_is_named(tmp_path: Path) -> None:
    found, told, findings = load(tmp_path, "kz-diplom")

    assert found is None
    assert told == ["thesis.yaml:1:10 P101 there is no profile 'kz-diplom'"]
    assert findings.diagnostics[0].help == "did you mean 'kz-diploma'?"


def test_an_unknown_base_is_told_where_it_is_named(tmp_path: Path) -> None:
    _, told, _ = load(tmp_path, "uni", uni="title: Uni\nextends: kz-diplom\n")

    assert told == ["styles/uni/profile.yaml:2:10 P101 there is no profile 'kz-diplom'"]


@pytest.mark.parametrize(
    ("profiles", "told"),
    [
        ({"a": "extends: a"}, "styles/a/profile.yaml:1:10 P102 profile 'a' extends itself"),
        (
            {"a": "extends: b", "b": "extends: a"},
            "styles/b/profile.yaml:1:10 P102 profile 'a' extends itself",
        ),
    ],
)
def test_profiles_that_go_in_a_ring(tmp_path: Path, profiles: dict[str, str], told: str) -> None:
    assert load(tmp_path, "a", **profiles)[:2] == (None, [told])


def test_wrong_lengths_and_unknown_settings_are_all_told(tmp_path: Path) -> None:
    own = "extends: kz-diploma\npage:\n  margin: {left: 30px, top: 20}\nparagraf: 1\n"

    found, told, _ = load(tmp_path, "uni", uni=own)

    file = "styles/uni/profile.yaml"
    assert found is None
    assert told == [
        f"{file}:3:29 P103 page.margin.top: 20 is no length; "
        "write it with its unit, like 12.5mm or 14pt",
        f"{file}:3:18 P103 page.margin.left: '30px' is no length; "
        "write it like 12.5mm, 1.25cm, 14pt or 1in",
        f"{file}:4:1 P103 there is no setting named 'paragraf'",
    ]


def test_page_numbers_must_begin_at_a_part_of_the_profile(tmp_path: Path) -> None:
    own = "extends: kz-diploma\nparts: [title-page, chapter]\n"

    _, told, _ = load(tmp_path, "uni", uni=own)

    assert told == [
        "styles/uni/profile.yaml:1:1 P103 "
        "page.number.first_visible: introduction is none of the profile's parts"
    ]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (
            "page: {number: {front_format: lower-roman}}",
            "2:31 P105 page.number.front_format: there is no front matter",
        ),
        (
            "page: {number: {front_place: top-right}}",
            "2:30 P105 page.number.front_place: there is no front matter",
        ),
        (
            "page: {number: {place: top-outside}}",
            "2:24 P105 page.number.place: paper printed on one side has no outer edge",
        ),
        (
            "page: {sides: two, number: {uncounted: [abstract]}}",
            "2:40 P105 page.number.uncounted: "
            "with sides: two, odd numbers would stand on left-hand pages",
        ),
        (
            "page: {number: {uncounted: [contents], first_visible: contents}}",
            "2:28 P105 page.number.uncounted: "
            "the pages of contents have no number, but page.number.first_visible begins there",
        ),
        (
            "page: {number: {uncounted: [appendix]}}",
            "2:28 P105 page.number.uncounted: "
            "the pages of appendix have no number that the contents could print",
        ),
        (
            "parts: [title-page, contents, notes, introduction, chapter]",
            "2:8 P105 parts: Word prints endnotes at the very end of a document",
        ),
    ],
)
def test_settings_that_contradict_each_other(tmp_path: Path, settings: str, told: str) -> None:
    found, all_told, findings = load(tmp_path, "uni", uni=f"extends: kz-diploma\n{settings}\n")

    assert found is None
    assert all_told == [f"styles/uni/profile.yaml:{told}"]
    assert findings.diagnostics[0].help


def test_the_kinds_of_pages_follow_the_order_of_the_parts(tmp_path: Path) -> None:
    own = (
        "extends: kz-diploma\n"
        "page: {number: {first_visible: contents, uncounted: [abstract],\n"
        "                restart_at: introduction, front_format: lower-roman}}\n"
    )

    found, told, _ = load(tmp_path, "uni", uni=own)

    assert told == []
    assert found is not None
    shown = ("title-page", "abstract", "contents", "definitions", "introduction", "chapter")
    assert {name: found.profile.page_kind(Part(name)).classes for name in shown} == {
        "title-page": ["unnumbered-page", "front-page"],
        "abstract": ["uncounted-page", "front-page"],
        "contents": ["front-page"],
        "definitions": ["front-page"],
        "introduction": [],
        "chapter": [],
    }


@pytest.mark.parametrize(
    ("settings", "margins"),
    [
        # the sheet turned clockwise: left to the top, top to the right; 10 + 14 pt for the number
        ("sides: one", (30, 20, 16, 25)),
        # either long edge may be the bound one, either short one the outer one
        ("sides: two", (30, 25, 30, 25)),
        ("sides: one, number: {place: top-right, edge: 28mm, size: 10mm}", (38, 20, 10, 25)),
    ],
)
def test_a_landscape_page_keeps_its_bound_edge(
    tmp_path: Path, settings: str, margins: tuple[int, ...]
) -> None:
    number = "" if "number" in settings else ", number: {edge: 10mm, size: 6mm}"

    found, told, _ = load(tmp_path, "uni", uni=f"extends: kz-diploma\npage: {{{settings}{number}}}")

    assert told == []
    assert found is not None
    turned = found.profile.page.turned(1.0)
    assert (turned.top.mm, turned.right.mm, turned.bottom.mm, turned.left.mm) == margins


def test_a_word_that_nothing_prints_is_told(tmp_path: Path) -> None:
    own = "extends: kz-diploma\nterms: {kk: {figur: Сурет}}\n"

    _, told, _ = load(tmp_path, "uni", uni=own)

    assert told == [
        "styles/uni/profile.yaml:1:1 P103 terms.kk.figur: no word of this name is printed"
    ]


def test_a_profile_that_is_a_list(tmp_path: Path) -> None:
    _, told, _ = load(tmp_path, "uni", uni="- a\n")

    assert told == ["styles/uni/profile.yaml:1:1 P103 a profile is a mapping (key: value)"]


def test_a_profile_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "uni").mkdir()
    (tmp_path / "uni" / "profile.yaml").write_bytes(b"\xff\xfe")
    findings = Findings()

    assert load_profile("uni", findings, {}, project_styles=tmp_path) is None
    assert [(d.code, d.span.file) for d in findings.diagnostics] == [
        ("P104", "styles/uni/profile.yaml")
    ]


def test_every_part_but_endnotes_is_known_to_the_base_of_all() -> None:
    found = load_profile("kz-diploma", Findings(), {})

    assert found is not None
    assert set(found.profile.parts) == set(Part) - {Part.NOTES}
