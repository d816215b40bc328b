"""Our reader beside pandoc: the same structure, or a difference that is listed with its reason."""

import pytest
from outline import Case, cases
from shapes import pandoc_shape, shape


@pytest.mark.parametrize("case", cases("pandoc_agrees.md"), ids=str)
def test_both_read_the_same_structure(case: Case) -> None:
    assert shape(case.text) == pandoc_shape(case.text)


@pytest.mark.parametrize("case", cases("pandoc_differs.md"), ids=str)
def test_a_difference_is_listed_with_its_reason(case: Case) -> None:
    assert case.note
    assert shape(case.text) != pandoc_shape(case.text)
