"""Every formula of tests/data/formulas.yaml in one DOCX, as three other programs see it."""

import json
import subprocess
from pathlib import Path

import docx
import pypandoc
import pytest
import yaml
from lxml import etree
from ooxml_validator import schema_errors

from baspa.math import to_mathml, to_omml

FORMULAS = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "formulas.yaml").read_text(encoding="utf-8")
)
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def math_mode(formula: dict) -> str:
    return "DisplayMath" if formula.get("display", True) else "InlineMath"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document with one paragraph for each formula."""
    written = docx.Document()
    for formula in FORMULAS:
        display = formula.get("display", True)
        element = to_omml(to_mathml(formula["latex"], display=display))
        if display:
            paragraph = written.add_paragraph()
            etree.SubElement(paragraph._p, f"{{{MATH}}}oMathPara").append(element)
        else:
            written.add_paragraph("In the line: ")._p.append(element)
    path = tmp_path_factory.mktemp("formulas") / "formulas.docx"
    written.save(str(path))
    return path


def test_the_open_xml_sdk_finds_nothing_wrong(document: Path) -> None:
    assert schema_errors(document) == []


def test_the_open_xml_sdk_would_see_a_wrong_formula(tmp_path: Path) -> None:
    written = docx.Document()
    formula = to_omml(to_mathml(r"\frac{a}{b}", display=True))
    formula[0].remove(formula[0].find(f"{{{MATH}}}den"))
    written.add_paragraph()._p.append(formula)
    written.save(str(tmp_path / "wrong.docx"))

    errors = schema_errors(tmp_path / "wrong.docx")
    assert errors
    assert all("incomplete content" in error for error in errors)


def test_pandoc_reads_each_formula_back_as_one(document: Path) -> None:
    program = pypandoc.get_pandoc_path()
    done = subprocess.run(
        [program, "--from=docx", "--to=json", document], capture_output=True, check=True
    )
    maths = [
        [inline["c"][0]["t"] for inline in block["c"] if inline["t"] == "Math"]
        for block in json.loads(done.stdout)["blocks"]
    ]
    assert maths == [[math_mode(formula)] for formula in FORMULAS]


def test_libreoffice_draws_every_formula_without_a_missing_operand(
    document: Path, tmp_path: Path
) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*convert, document], capture_output=True, check=True)
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "formulas.pdf", "-"], capture_output=True, check=True
    )
    text = done.stdout.decode("utf-8")

    assert "¿" not in text  # LibreOffice's mark for an operand that it misses
    for words in ("шарты бойынша", "ішкі сұраныс", "таза экспорт", "әғқңөұүһі ӘҒҚҢӨҰҮҺІ"):
        assert words in text
