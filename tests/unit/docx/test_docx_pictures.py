import base64
import io
import zipfile

from docx_case import NO_PAGES, chapter, profile, write

from baspa.diagnostics import Findings
from baspa.docx.oxml import qualified
from baspa.docx.writer import write_draft
from baspa.model import Asset

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="20mm" height="10mm"/>'


def asset(name: str, kind: str, content: bytes, fallback: bytes | None = None) -> dict[str, Asset]:
    picture = Asset(
        name=name,
        media_type=kind,
        content=content,
        width_mm=20,
        height_mm=10,
        fallback=fallback,
    )
    return {name: picture}


def figure(name: str, style: str = "width: 136.00mm; height: 80.00mm") -> str:
    return chapter(f'<figure><img src="{name}" alt="Карта" style="{style}"/></figure>')


def test_a_picture_has_its_exact_size_and_its_words_for_the_blind():
    written = write(figure("map.png"), assets=asset("map.png", "image/png", DOT))

    extent = written.find("//wp:extent")[0]
    assert (extent.get("cx"), extent.get("cy")) == ("4896000", "2880000")  # 36 000 EMU to the mm
    assert written.find("//wp:docPr/@descr") == ["Карта"]
    assert written.paragraphs() == [("Figure", "")]


def test_a_missing_height_follows_from_the_picture():
    written = write(figure("map.png", "width: 100.00mm"), assets=asset("map.png", "image/png", DOT))
    assert written.find("//wp:extent/@cy") == ["1800000"]


def test_one_file_shown_twice_is_stored_once_under_two_ids():
    again = figure("map.png").replace('id="part"', 'id="other"')
    written = write(figure("map.png") + again, assets=asset("map.png", "image/png", DOT))

    assert written.find("//wp:docPr/@id") == ["1", "2"]
    assert len(set(written.find("//a:blip/@r:embed"))) == 1


def test_an_svg_travels_with_the_png_that_stands_for_it():
    written = write(figure("a.svg"), assets=asset("a.svg", "image/svg+xml", SVG, DOT))

    blip = written.find("//a:blip")[0]
    vector = written.find("//asvg:svgBlip")[0]
    targets = {r.get("Id"): r.get("Target") for r in written.part("word/_rels/document.xml.rels")}
    embedded = [targets[e.get(qualified("r:embed"))] for e in (blip, vector)]
    assert [name.rsplit(".")[-1] for name in embedded] == ["png", "svg"]


def test_an_svg_without_a_png_is_reported():
    written = write(figure("a.svg"), assets=asset("a.svg", "image/svg+xml", SVG))

    assert written.codes == ["D103"]
    assert "a.svg" in written.findings.diagnostics[0].message


def members(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_png_of_an_svg_may_be_drawn_while_the_file_is_laid_out():
    given = asset("a.svg", "image/svg+xml", SVG)
    asked = []

    def drawn() -> dict[str, Asset]:
        asked.append("PNG")
        return asset("a.svg", "image/svg+xml", SVG, DOT)

    findings = Findings()
    html = f'<html lang="kk"><head/><body>{figure("a.svg")}</body></html>'
    filled = write_draft(html, given, profile(), findings, drawn=drawn).filled(NO_PAGES)
    proof, before = members(filled.proof), list(asked)
    docx = members(filled.docx)

    assert before == []
    assert list(proof) == list(docx)
    other = [name for name in docx if proof[name] != docx[name]]
    assert other == ["word/media/image1.svg", "word/media/image2.png"]
    assert sorted(docx[name] for name in other) == sorted([SVG, DOT])
    assert findings.diagnostics == []


def test_a_picture_that_is_not_there_is_reported():
    assert write(figure("none.png")).codes == ["D102"]
