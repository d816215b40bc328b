"""Every page number of the sample is true under every shipped profile, in both files.

The theses are those that the norm is measured on; `test_page_truth.py` says more of others.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from printed_thesis import Thesis


@cache
def of_profile(folder: Path, profile_id: str) -> Thesis:
    project = folder / profile_id
    return Thesis(project, project / "thesis.pdf", profile_id)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_every_number_in_the_contents_and_lists_is_the_printed_one(
    prints: Path, profile_id: str, form: str
) -> None:
    assert of_profile(prints, profile_id).wrong_numbers(form) == []


def test_both_files_list_the_same(prints: Path, profile_id: str) -> None:
    thesis = of_profile(prints, profile_id)
    listed = {form: thesis.lists(form)[0] for form in ("pdf", "docx")}

    titles = {
        form: {part: [entry.text for entry in entries] for part, entries in lists.items()}
        for form, lists in listed.items()
    }
    assert "contents" in titles["pdf"]
    assert titles["pdf"] == titles["docx"]
