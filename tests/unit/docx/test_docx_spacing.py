from docx_case import chapter, value, write


def spaces(written) -> list[tuple[str | None, str | None]]:
    """Direct space before and after of each block; a table has none."""
    return [
        (value(p, "w:pPr/w:spacing@before"), value(p, "w:pPr/w:spacing@after"))
        for p in written.find("//w:body/w:p")
    ]


def heading(level: int, number: str) -> str:
    head = f'<h{level} id="h{number}" class="numbered">'
    return f'{head}<span class="number">{number}</span> x</h{level}>'


def test_of_two_spaces_between_headings_only_the_larger_is_left():
    # level 1 asks for 14 pt below, level 2 for 14 pt above: 14 pt, not 28
    written = write(chapter(heading(1, "1") + heading(2, "1.1") + "<p>x</p>"))

    assert spaces(written) == [(None, None), ("0", None), (None, None)]


def test_text_after_a_table_keeps_the_room_that_the_profile_asks_for():
    written = write(chapter("<table><tr><td>1</td></tr></table><p>x</p>"))

    assert spaces(written) == [("280", None)]  # 14 pt


def test_a_part_after_a_table_begins_at_the_head_of_its_page():
    written = write(
        chapter("<p>x</p><table><tr><td>1</td></tr></table>")
        + '<section class="chapter" id="next"><p>y</p></section>'
    )

    assert spaces(written) == [(None, None), (None, None)]


def test_a_note_stands_close_under_its_table_and_the_text_keeps_off():
    written = write(
        chapter('<table><tr><td>1</td></tr></table><div class="note"><p>Н</p></div><p>x</p>')
    )

    assert spaces(written) == [("60", "280"), (None, None)]


def test_a_note_stays_on_the_page_where_its_table_ends():
    rows = "".join(f"<tr><td>{n}</td><td>{n}</td></tr>" for n in range(1, 5))
    written = write(chapter(f'<table>{rows}</table><div class="note"><p>Н</p></div><p>x</p>'))

    # the first two rows and the last two stay together in any case
    kept = written.find("//w:p[w:pPr/w:keepNext]")
    assert [p.xpath("string(.)") for p in kept] == ["1", "1", "3", "3", "4", "4"]


def test_what_is_kept_for_two_reasons_says_so_once():
    rows = "".join(f"<tr><td>{n}</td></tr>" for n in range(3))
    written = write(chapter(f'<table class="whole">{rows}</table><div class="note"><p>Н</p></div>'))

    kept = [len(p.findall("w:pPr/w:keepNext", p.nsmap)) for p in written.find("//w:tc/w:p")]
    assert kept == [1, 1, 1]


def test_formulas_that_follow_one_another_stand_closer_together():
    formula = '<div class="equation" id="eq:{0}"><math display="block"><mi>x</mi></math>{1}</div>'
    number = '<span class="number">({0})</span>'
    written = write(
        chapter(
            "<p>Мәтін</p>"
            + "".join(formula.format(n, number.format(n)) for n in (1, 2))
            + "<p>Мәтін</p>"
        )
    )

    numbers = written.find("//w:tbl//w:p[w:pPr/w:pStyle/@w:val='EquationNumber']")
    assert [
        (value(p, "w:pPr/w:spacing@before"), value(p, "w:pPr/w:spacing@after")) for p in numbers
    ] == [(None, "0"), ("160", None)]
