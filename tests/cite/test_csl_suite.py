"""The conformance cases: our own, or those of a folder that the environment names.

`BASPA_CSL_SUITE=FOLDER` runs the official test suite or any other folder of cases; what passed
there is kept in `BASPA_CSL_RATCHET`, a file that `csl_suite.py FOLDER --ratchet FILE --update`
writes.
"""

from __future__ import annotations

import os
from pathlib import Path

from csl_suite import Outcome, compare, read_ratchet, run_file, run_folder

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("BASPA_CSL_SUITE", HERE / "cases"))
RATCHET = (
    Path(os.environ["BASPA_CSL_RATCHET"])
    if "BASPA_CSL_RATCHET" in os.environ
    else HERE / "passing.txt"
    if FOLDER == HERE / "cases"
    else None
)


def test_what_passed_still_passes_and_what_passes_is_listed() -> None:
    outcomes = run_folder(FOLDER)
    passed = sum(outcome.passed for outcome in outcomes)
    print(f"{passed} of {len(outcomes)} cases pass")

    fallen, risen = compare(outcomes, read_ratchet(RATCHET)) if RATCHET else ([], [])

    shown = {o.name: (o.expected, o.printed, o.reason) for o in outcomes if o.name in fallen}
    assert outcomes
    assert fallen == [], shown
    assert risen == [], f"list these in {RATCHET}"


def test_cases_that_cannot_pass_say_why() -> None:
    names = ("damaged_style", "damaged_input", "no_sections")

    outcomes = [run_file(HERE / "cases" / f"{name}.txt") for name in names]

    assert [outcome.passed for outcome in outcomes] == [False] * 3
    assert outcomes[0].reason.startswith("XMLSyntaxError")
    assert outcomes[2].reason.startswith("KeyError")


def test_a_ratchet_turns_one_way() -> None:
    outcomes = [Outcome("still", "a", "a"), Outcome("broken", "a", "b"), Outcome("new", "a", "a")]

    assert compare(outcomes, {"still", "broken", "gone"}) == (["broken", "gone"], ["new"])


def test_white_space_and_entities_do_not_count() -> None:
    assert Outcome("x", ">>[0] A &#38; B\n", "[0] A &amp;  B").passed
    assert not Outcome("x", "A", "B").passed
