from docx_case import write


def test_an_element_without_a_mapping_names_template_and_line(tmp_path):
    (tmp_path / "title-page.html.j2").write_text(
        "<section>\n<p>x</p>\n<video src='x'/>\n</section>"
    )

    written = write(
        '<section class="title-page" id="t" data-template="title-page.html.j2">'
        "<p>бір</p><video>екі</video></section>",
        templates=(tmp_path,),
    )

    (found,) = written.findings.diagnostics
    assert found.code == "D101"
    assert found.message == ("the element <video> has no DOCX mapping (title-page.html.j2, line 3)")
    assert (found.span.file, found.span.start) == ("templates/title-page.html.j2", 19)
    assert written.paragraphs() == [("TitlePage", "бір"), ("TitlePage", "екі")]


def test_a_class_without_a_mapping_is_named_once():
    written = write(
        '<section class="chapter" id="c" data-template="own.html.j2">'
        '<p class="red">x</p><p class="red">y</p></section>'
    )

    messages = [d.message for d in written.findings.diagnostics]
    assert messages == ['the class "red" of <p> has no DOCX mapping (own.html.j2)']


def test_what_stands_inside_a_formula_is_not_ours_to_judge():
    written = write(
        '<section class="chapter" id="c"><p><math><mrow><mi>x</mi></mrow></math></p></section>'
    )
    assert written.codes == []
