"""RTF as LibreOffice writes it, and as nobody should."""

from __future__ import annotations

from pathlib import Path

import pytest
from importer_case import imported, sections
from legacy_document import convert, flat_document, paragraph

from baspa.importers.reading.package import PackageRefusal
from baspa.importers.reading.rtf import cleaned_rtf
from baspa.importers.text.manuscript import TooLong

FORMULA = (
    '<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="1cm"><draw:object>'
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>Q</mi><mo>=</mo><mi>v</mi><mi>A</mi>'
    "</math></draw:object></draw:frame>"
)


def test_the_formulas_of_libreoffice_do_not_lock_a_thesis(tmp_path: Path) -> None:
    """It draws all but twenty of them, and then refuses to read what it wrote."""
    source = tmp_path / "thesis.fodt"
    lines = [f"Ағын {FORMULA} болады, {n}." for n in range(22)]
    body = "".join(map(paragraph, ["Кіріспе", *lines, "Соңғы сөйлем осында."]))
    source.write_text(flat_document(body), encoding="utf-8")
    docx = convert(source, ("docx",), tmp_path / "docx")["docx"]

    text = sections(imported(convert(docx, ("rtf",), tmp_path / "rtf")["rtf"]))

    assert text.count("Ағын ![](figures/figure-1.png) болады") == 2
    assert [n for n in range(22) if f" болады, {n}.\n" not in text] == []
    assert text.endswith("Соңғы сөйлем осында.\n")


def test_the_second_copy_of_a_picture_and_the_content_of_an_object_are_taken_out() -> None:
    rtf = (
        rb"{\rtf1 a{\*\shppict{\pict\pngblip 00}}{\nonshppict{\pict\wmetafile8 1122}}b"
        rb"{\object{\*\objdata 3344}{\result c}}\{d\}}"
    )

    assert cleaned_rtf(rtf) == (
        rb"{\rtf1 a{\*\shppict{\pict\pngblip 00}}b{\object{\result c}}\{d\}}"
    )


def test_a_run_that_a_formula_leaves_open_is_closed_only_where_braces_do_not_match() -> None:
    formula = rb"{\mmath {\*\shppict{\pict 00}}}"

    assert cleaned_rtf(rb"{\rtf1 {\loch " + formula + rb"{\loch x}}") == (
        rb"{\rtf1 {\loch " + formula + rb"}{\loch x}}"
    )
    assert cleaned_rtf(rb"{\rtf1 {\loch " + formula + rb" x}}") == (
        rb"{\rtf1 {\loch " + formula + rb" x}}"
    )


def test_braces_among_counted_bytes_are_none() -> None:
    rtf = rb"{\rtf1 {\pict\bin4 }}}}}{\nonshppict x}y}"

    assert cleaned_rtf(rtf) == rb"{\rtf1 {\pict\bin4 }}}}}y}"


@pytest.mark.parametrize(
    ("rtf", "refusal"),
    [
        (b"{" * 5000, PackageRefusal),
        (b"{\\rtf1 " + b"{}" * 2_100_000, PackageRefusal),
        (b"{\\rtf1 " + b"a" * 26_000_000 + b"}", TooLong),
    ],
    ids=["deep", "many", "long"],
)
def test_rtf_without_bound_is_refused(rtf: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        cleaned_rtf(rtf)


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        (rb"{\rtf1 {\b a {\i b", rb"{\rtf1 {\b a {\i b}}}"),
        (rb"{\rtf1 a}} b\par c}", rb"{\rtf1 a b\par c}"),
        (rb"{\rtf1 a}" + bytes(9), rb"{\rtf1 a}" + bytes(9)),
    ],
    ids=["cut off", "closed too early", "something behind its end"],
)
def test_groups_that_do_not_match_are_mended(damaged: bytes, mended: bytes) -> None:
    assert cleaned_rtf(damaged) == mended
