"""A formula read aloud: one line of text that keeps its fractions, indices and lines."""

import pytest

from baspa.math import to_linear, to_mathml


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"I = \frac{Z_{жалпы}}{V} \cdot 100\%", "I = (Z_жалпы)/V ⋅ 100%"),
        (r"\sum_{i=1}^{n} w_i = 1", "∑_(i = 1)^n w_i = 1"),
        (r"\beta_1 x_1 + \beta_2 x_2", "β_1 x_1 + β_2 x_2"),
        (r"\sqrt{b^2 - 4ac}", "√(b^2 − 4ac)"),
        (r"\sqrt[3]{x}", "√(3&x)"),
        (r"\lim_{x \to 0} \frac{\sin x}{x} = 1", "lim_(x → 0) (sin x)/x = 1"),
        (r"f'(x) = \bar{y}", "f′(x) = y¯"),
        (r"\begin{cases} a, & \text{егер } x > 0 \\ b \end{cases}", "{a, егер x > 0; b"),
        (r"-x + (a - b)", "−x + (a − b)"),
    ],
)
def test_what_a_reader_hears(latex: str, words: str) -> None:
    assert to_linear(to_mathml(latex, display=True)) == words
