"""Settings of a profile that are sound one by one but contradict each other (P105)."""

from __future__ import annotations

from collections.abc import Iterator

from baspa.diagnostics import Findings
from baspa.profile.page import Part
from baspa.profile.schema import Profile
from baspa.yaml import Located, Path

Contradiction = tuple[Path, str, str]
"""Where a setting stands, what it contradicts, and what to do."""


def report_contradictions(profile: Profile, located: Located, findings: Findings) -> bool:
    """Report every contradiction at its place; return whether there is one."""
    found = [
        *_of_front_matter(profile),
        *_of_uncounted_pages(profile),
        *_of_sides(profile),
        *_of_notes(profile),
    ]
    for path, message, hint in found:
        findings.error("P105", f"{'.'.join(map(str, path))}: {message}", located.span(path), hint)
    return bool(found)


_NUMBER = ("page", "number")


def _of_front_matter(profile: Profile) -> Iterator[Contradiction]:
    number = profile.page.number
    if number.restart_at is not None:
        return
    hint = "set page.number.restart_at to the part with which the count begins again"
    if number.front_format != "decimal":
        yield (*_NUMBER, "front_format"), "there is no front matter", hint
    if number.front_place is not None:
        yield (*_NUMBER, "front_place"), "there is no front matter", hint


def _of_uncounted_pages(profile: Profile) -> Iterator[Contradiction]:
    number = profile.page.number
    at = (*_NUMBER, "uncounted")
    beginnings: tuple[tuple[str, Part | None], ...] = (
        ("first_visible", number.first_visible),
        ("restart_at", number.restart_at),
    )
    for name, part in beginnings:
        if part in number.uncounted:
            message = f"the pages of {part} have no number, but page.number.{name} begins there"
            yield at, message, "name the next part there"
    for part in number.uncounted:
        if part in profile.contents.parts:
            message = f"the pages of {part} have no number that the contents could print"
            yield at, message, f"take {part} out of contents.parts"
    if number.uncounted and profile.page.sides == "two":
        message = "with sides: two, odd numbers would stand on left-hand pages"
        yield at, message, "let these pages count: first_visible keeps them from printing a number"


def _of_sides(profile: Profile) -> Iterator[Contradiction]:
    number = profile.page.number
    for name, place in (("place", number.place), ("front_place", number.front_place)):
        if place and place.endswith("outside") and profile.page.sides == "one":
            hint = "set page.sides to two, or choose center or right"
            yield (*_NUMBER, name), "paper printed on one side has no outer edge", hint


def _of_notes(profile: Profile) -> Iterator[Contradiction]:
    if profile.endnotes and profile.parts[-1] is not Part.NOTES:
        message = "Word prints endnotes at the very end of a document"
        yield ("parts",), message, "put notes behind all other parts"
