"""Formulas in the DOCX: the room that they take, and what stands beside them."""

from docx_case import chapter, profile, write
from lxml.etree import QName

MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>K</mi></math>'


def test_a_paragraph_that_begins_with_a_formula_has_its_bookmark_behind_it():
    document = write(chapter(f'<p id="p-1">{MATH} – капитал</p>'))

    [paragraph] = document.find("//w:p[m:oMath]")
    names = [QName(child).localname for child in paragraph]
    assert names.index("oMath") < names.index("bookmarkStart")


def test_the_row_of_a_formula_is_as_high_as_the_pdf_draws_it_with_the_space_around():
    number = '<span class="number">(1)</span>'
    body = f'<div class="equation" data-height="10.00" id="eq:a">{MATH}{number}</div>'

    [height] = write(chapter(body)).find("//w:tr/w:trPr/w:trHeight/@w:val")

    rules = profile().equations
    assert int(height) == 567 + rules.space_before.twips + rules.space_after.twips
