"""The bibliography reader: what people have, what is damaged, whose language it is."""

from __future__ import annotations

import datetime

import pytest

from baspa.diagnostics import Findings, format_diagnostic
from baspa.model.document import Language
from baspa.readers.bibliography import read_bibliography
from baspa.readers.csl_items import normal_date
from baspa.readers.languages import entry_language
from baspa.readers.latex_cyrillic import decode_cyrillic


def read(text: str, file: str = "a.bib") -> tuple[dict[str, dict[str, object]], list[str]]:
    """Return the items by key and the diagnostics as a terminal shows their first lines."""
    findings = Findings()
    library = read_bibliography([(file, text)], findings)
    shown = [format_diagnostic(d, {file: text}).splitlines()[0] for d in findings.diagnostics]
    return {key: dict(entry.item) for key, entry in library.entries.items()}, shown


def test_biblatex_becomes_csl() -> None:
    items, told = read(
        """@article{nur, author = {Нұрлан, А. Б. and {ТОО «X»}}, title = {Ғылым мен Өндіріс},
        journaltitle = {Хабаршы}, date = {2010-03}, number = 6, pages = {19--25}, langid = {kazakh}}
        """
    )

    assert items["nur"] == {
        "id": "nur",
        "type": "article-journal",
        "language": "kk-KZ",
        "author": [{"family": "Нұрлан", "given": "А. Б."}, {"literal": "ТОО «X»"}],
        "title": "Ғылым мен Өндіріс",
        "container-title": "Хабаршы",
        "issued": {"date-parts": [[2010, 3]]},
        "issue": "6",
        "page": "19-25",
    }
    assert told == []


def test_damage_costs_the_damaged_entry_only() -> None:
    items, told = read(
        "@book{good, title = {Good}}\n"
        "@book{open, title = {Open, year = 2002\n"
        "}\n"
        "\n"
        "  @article{comma title = {Comma}}\n"
        "@book{late, title = {Late}}\n"
        "@misc{, title = {No key}}\n"
        "@book{twice, title = {First}, title = {Second}}\n"
        "@newsletter{odd, title = {Odd}}\n"
    )

    assert [(key, item["title"]) for key, item in items.items()] == [
        ("good", "Good"),
        ("late", "Late"),
        ("twice", "First"),
        ("odd", "Odd"),
    ]
    assert told == [
        "a.bib:2:1: warning[C201]: this entry is damaged: "
        "the next entry begins before this one is closed",
        "a.bib:5:3: warning[C201]: this entry is damaged: there is no comma behind its key",
        "a.bib:8:1: warning[C206]: this entry has the field title twice: the first counts",
        "a.bib:9:1: warning[C205]: nobody knows the kind of entry @newsletter",
        "a.bib:7:1: warning[C203]: this entry has no key",
    ]


def test_a_key_that_stands_twice_is_told_with_both_places() -> None:
    findings = Findings()
    files = [
        ("a.bib", "@book{x, title = {A}}\n@book{y, title = {B}}\n"),
        ("b.bib", "\n@book{y, title = {C}}"),
    ]

    library = read_bibliography(files, findings)

    assert library.entries["y"].item["title"] == "B"
    (found,) = findings.diagnostics
    assert (found.code, found.span.file, found.span.start) == ("C202", "b.bib", 1)
    assert (
        found.help == "the first one is at a.bib:2 and is the one that counts; rename or delete one"
    )


def test_what_is_damaged_must_not_be_cited_and_the_place_is_told() -> None:
    text = (
        "@book{good, title = {Good}}\n"
        "@book{open, title = {Open\n"
        "@book{late, title = {Late}, year = 2001 publisher = {P}}\n"
        "@book{ring, title = {Ring}, crossref = {ring}}\n"
        "@book{bytes, title = {\N{REPLACEMENT CHARACTER}}}\n"
    )
    findings = Findings()

    library = read_bibliography([("a.bib", text)], findings)

    assert library.doubts == {
        "open": "its entry at a.bib:2 is damaged",
        "late": "its entry at a.bib:3 is damaged",
        "ring": "its entry at a.bib:4 is damaged",
        "bytes": "its entry at a.bib:5 is damaged",
    }
    assert not findings.failed


def test_a_key_of_two_works_is_in_doubt_and_one_that_is_repeated_is_not() -> None:
    files = [
        ("a.bib", "@book{x, title = {A}}\n@book{y, title = {B}}\n"),
        ("b.bib", "@book{y, title = {C}}\n@book{x, title = {A}}"),
    ]

    library = read_bibliography(files, Findings())

    assert library.doubts == {"y": "it stands for two entries, at a.bib:2 and b.bib:1"}


def test_what_only_looks_like_an_entry_is_told() -> None:
    items, told = read(
        "A word to a@b.kz\n@article k1,\n title = {T}\n}\nbook{k2,\n title = {T}\n}\n"
        "@comment{@book{z, title = {Z}}}\n@comment all\n@book{a, title = {A}}"
    )

    assert [*items] == ["a"]
    assert told == [
        "a.bib:2:1: warning[C201]: this looks like an entry and is none: @article k1,",
        "a.bib:6:1: warning[C201]: this looks like an entry and is none: title = {T}",
    ]


def test_remarks_inside_an_entry_do_not_count() -> None:
    items, told = read(
        "@book{a, % see {\n  title = {50\\% off}, % , {\n%  note = {x},\n  year = 2001\n}\n"
        "@book{b, title = {B}}"
    )

    assert [item["title"] for item in items.values()] == ["50% off", "B"]
    assert told == []


def test_strings_in_brackets_unknown_ones_and_damaged_ones() -> None:
    items, told = read(
        "@string(nauka = {Наука})\n@string{bad = {x} {y}}\n"
        '@book{a, title = {A}, publisher = Nauka # " и " # {жизнь}, year = 2001, month = jan}\n'
        "@book{b, title = {B}, publisher = unknown, year = 2001}"
    )

    assert [item["publisher"] for item in items.values()] == ["Наука и жизнь", "unknown"]
    assert [line.partition("]")[0] for line in told] == [
        "a.bib:2:1: warning[C201",
        "a.bib:4:1: warning[C215",
    ]


def test_names_beyond_the_second_comma_do_not_vanish() -> None:
    items, told = read(
        "@book{a, title = {T}, author = {Иванов И.И., Ким Ю.А., Ли Дж., Цой К.}}"
        "@book{b, title = {T}, author = {Smith, J., Doe, J. R., Roe, A.-B.}}"
        "@book{c, title = {T}, author = {Әлиев Ғ.Қ.; Ким Ю.А.; {AT and T; Co}}}"
        "\n@book{d, title = {T}, author = {A, B, C, D, E and others}}"
    )

    names = [
        [p.get("literal") or f"{p['family']}|{p['given']}" for p in item["author"]]  # type: ignore[attr-defined]
        for item in items.values()
    ]
    assert names == [
        ["Иванов|И. И.", "Ким|Ю. А.", "Ли|Дж.", "Цой|К."],
        ["Smith|J.", "Doe|J. R.", "Roe|A.-B."],
        ["Әлиев|Ғ. Қ.", "Ким|Ю. А.", "AT and T; Co"],
        ["A, B, C, D, E", "et al."],
    ]
    assert told == [
        "a.bib:2:1: warning[C216]: the names 'A, B, C, D, E' of 'd' cannot be told apart"
    ]


def test_what_zotero_and_mendeley_write_is_read_without_a_word() -> None:
    items, told = read(
        "Automatically generated by Mendeley Desktop 1.19.8\n\n"
        r"@article{Garcia2010, author = {Garc{\'{i}}a, Mar{\'{i}}a}, journal = {J}, month = {jan}, "
        r"mendeley-groups = {a}, year = {2010}, title = {{CO{\textless}sub{\textgreater}2"
        r"{\textless}/sub{\textgreater} {\&} a {\$}5 question}}, "
        r"url = {http://a.com/S0{\_}1 http://dx.doi.org/10.1016/j.{\_}01}}"
        "\n@phdthesis{sadykov, title = {Развитие {НИС} {\\textendash} опыт {\\textbar} итоги},\n"
        "\taddress = {Алматы}, language = {ru}, author = {Садыков, А.~Б.}, year = {2018},\n"
        "\tfile = {a:C\\:\\\\Users\\\\x.pdf:application/pdf}, note = {Publisher: КазНУ}}\n"
    )

    assert told == []
    assert items["Garcia2010"]["title"] == "CO<sub>2</sub> & a $5 question"
    assert items["Garcia2010"]["URL"] == "http://a.com/S0_1"
    assert items["sadykov"]["title"] == "Развитие НИС – опыт | итоги"
    assert (items["sadykov"]["publisher"], items["sadykov"].get("note")) == ("КазНУ", None)


def test_addresses_lose_the_latex_that_programs_put_into_them() -> None:
    items, _ = read(
        r"@online{a, title = {T}, url = {http://x.kz/S0{\_}1\%20\~{}k{\textasciitilde}z#a&b},"
        r" doi = {\url{10.1007/978{\_}x}}}"
    )

    assert (items["a"]["URL"], items["a"]["DOI"]) == (
        "http://x.kz/S0_1%20~k~z#a&b",
        "10.1007/978_x",
    )


def test_a_crossref_that_leads_nowhere_is_told() -> None:
    _, told = read(
        "@inproceedings{a, title = {T}, crossref = {gone}, booktitle = {B}, year = 2001}"
    )

    assert told == [
        "a.bib:1:1: warning[C217]: the crossref of 'a' names 'gone', which this file has not"
    ]


@pytest.mark.parametrize("month", ["mar", "{March}", "{Mar.}", "{марта}", "{наурыз}", "3", "{03}"])
def test_months_are_read_by_their_names(month: str) -> None:
    items, _ = read(f"@book{{a, title = {{T}}, year = 2001, month = {month}}}")

    assert items["a"]["issued"] == {"date-parts": [[2001, 3]]}


def test_letters_of_two_signs_and_signs_that_nobody_sees_are_made_plain() -> None:
    items, _ = read('[{"id": "a", "title": "Сериал\u0438\u0306 \u200bо\u00adн\u2028x"}]', "a.json")

    assert items["a"]["title"] == "Сериалй он x"


def test_what_pandoc_refuses_is_found_among_many() -> None:
    text = "\n".join(f"@book{{k{n}, title = {{T{n}}}}}" for n in range(9))
    text += "\n@book{bad, title = {a} {b}}\n@book{last, title = {Z}}"

    items, told = read(text)

    assert [*items] == [*(f"k{n}" for n in range(9)), "last"]
    assert told == [
        "a.bib:10:1: warning[C201]: this entry is damaged: in its field title, "
        "a comma belongs before '{b}'"
    ]


def test_a_title_keeps_its_capitals() -> None:
    items, _ = read("@book{a, title = {Наука и Техника Казахстана: From Kazakhstan With Love}}")

    assert items["a"]["title"] == "Наука и Техника Казахстана: From Kazakhstan With Love"


def test_a_title_never_vanishes() -> None:
    items, told = read(
        r"@book{a, title = {50% of R&D}}@book{b, title = {US$ 5}}@book{c, title = {\foo}}"
    )

    assert [item["title"] for item in items.values()] == ["50% of R&D", "US$ 5", r"\foo"]
    assert [line.partition(": ")[2] for line in told] == [
        "warning[C211]: the LaTeX of the title of 'b' cannot be read: printed is 'US$ 5'",
        r"warning[C211]: the LaTeX of the title of 'c' cannot be read: printed is '\\foo'",
    ]


def test_no_command_takes_its_words_along() -> None:
    items, told = read(
        r"@book{a, title = {\textcyrillic{Абай} \unknown{жолы}}, publisher = {\begin{x} P \& Q},"
        r" address = {Garc{\'\i}a}, note = {A \&amp; B &lt; C}, year = 2000}"
    )

    assert {name: items["a"].get(name) for name in ("title", "publisher", "publisher-place")} == {
        "title": "Абай жолы",
        "publisher": "x P & Q",
        "publisher-place": "García",
    }
    assert items["a"]["note"] == "A & B < C"
    assert [line.partition(": ")[2][:39] for line in told] == [
        "warning[C211]: the LaTeX of the title o",
        "warning[C211]: the LaTeX of the publish",
    ]


def test_formulas_of_a_title_are_text_where_they_can_be() -> None:
    items, told = read(
        r"@book{a, title = {H$_2$O, $\alpha$-decay and $E=mc^{2}$}, year = 2000}"
        r"@book{b, title = {On $\frac{1}{2}$}, year = 2000}"
    )

    assert [item["title"] for item in items.values()] == [
        "H<sub>2</sub>O, α-decay and E=mc<sup>2</sup>",
        r"On $\frac{1}{2}$",
    ]
    assert told == []


def test_an_address_says_the_doi_that_is_missing() -> None:
    items, _ = read(
        '[{"id": "a", "title": "T", "DOI": "doi:10.1109/CVPR.2010.10.12/x"},'
        '{"id": "b", "title": "T", "URL": "http://dx.doi.org/10.1000/ab"},'
        '{"id": "c", "title": "T", "DOI": "10.1000/1", "URL": "https://doi.org/10.1000/2"}]',
        "a.json",
    )

    assert [item["DOI"] for item in items.values()] == [
        "10.1109/CVPR.2010.10.12/x",
        "10.1000/ab",
        "10.1000/1",
    ]


def test_names_as_russian_lists_write_them_are_told_apart() -> None:
    items, _ = read(
        "@book{a, title = {T}, author = {Иванов И.И. and Петров-Водкин К.С.}}"
        "@book{b, title = {T}, author = {Әлиев Ғ.Қ., Ким Ю.-А.}}"
        "@book{c, title = {T}, author = {Иванов И.И., Ким Ю.А., Ли Дж.}}"
        "@book{d, title = {T}, author = {Иванов, И. И. и Петров, П. П.}}"
        "@book{e, title = {T}, author = {Lee, J. R.}}"
    )

    names = [
        [f"{person['family']}|{person['given']}" for person in item["author"]]  # type: ignore[attr-defined]
        for item in items.values()
    ]
    assert names == [
        ["Иванов|И. И.", "Петров-Водкин|К. С."],
        ["Әлиев|Ғ. Қ.", "Ким|Ю.-А."],
        ["Иванов|И. И.", "Ким|Ю. А.", "Ли|Дж."],
        ["Иванов|И. И.", "Петров|П. П."],
        ["Lee|J. R."],
    ]


def test_a_doi_is_kept_without_its_address_and_names_without_a_last_and() -> None:
    items, _ = read(
        "@article{a, title = {T}, doi = {https://doi.org/10.1000/A/10.2}, author = {A, B and }}"
    )

    assert items["a"]["DOI"] == "10.1000/A/10.2"
    assert items["a"]["author"] == [{"family": "A", "given": "B"}]


def test_strings_crossrefs_and_keys_of_all_letters_work() -> None:
    items, told = read(
        '@string{unesco = "ЮНЕСКО"}\n'
        "@proceedings{жинақ:1, title = {Материалдар}, publisher = unesco, year = 2001}\n"
        "@inproceedings{a/b, crossref = {жинақ:1}, title = {Баяндама}, pages = {5}}\n"
    )

    assert told == []
    assert items["a/b"]["container-title"] == "Материалдар"
    assert items["a/b"]["publisher"] == "ЮНЕСКО"


def test_shared_fields_are_no_source_and_signs_of_html_are_read() -> None:
    items, told = read(
        "@xdata{x, publisher = {P}}@book{a, xdata = {x}, title = {A &amp; B}, year = 2000}"
    )

    assert told == []
    assert [*items] == ["a"]
    assert (items["a"]["publisher"], items["a"]["title"]) == ("P", "A & B")


def test_an_entry_that_refers_to_itself_is_told_and_kept() -> None:
    items, told = read(
        "@book{a, crossref = {b}, title = {A}}\n@book{b, crossref = {a}, title = {B}}"
    )

    assert [*items] == ["a", "b"]
    assert told == [
        "a.bib:1:1: warning[C210]: this entry refers to itself by way of crossref",
        "a.bib:2:1: warning[C210]: this entry refers to itself by way of crossref",
    ]


def test_dates_that_nobody_can_read_stand_as_written() -> None:
    items, told = read(
        "@online{a, title = {T}, year = {[2001]}, url = {x}, urldate = {05.03.2024}}"
    )

    assert items["a"]["issued"] == {"literal": "[2001]"}
    assert items["a"]["accessed"] == {"date-parts": [[2024, 3, 5]]}
    assert told == [
        "a.bib:1:1: warning[C208]: the date '[2001]' cannot be read and is printed as it stands"
    ]


def test_cyrillic_macros_are_letters() -> None:
    text = r"\CYRQ {\CYRK}{\cyra}{\cyrz}\cyra\cyrkdsc{} \cyrshch \cyrya"

    assert decode_cyrillic(text) == r"\CYRQ {К}{а}{з}ақ щя"


@pytest.mark.parametrize(
    ("named", "title", "language"),
    [
        *((name, "T", "kk") for name in ("kazakh", "kk", "kk-KZ", "kaz", "Қазақша", "kk_KZ")),
        *((name, "T", "ru") for name in ("russian", "ru-RU", "rus", "русский")),
        *((name, "Т", "en") for name in ("english", "en-US", "american", "USenglish")),
        ("", "Өңірлік экономика", "kk"),
        ("", "Экономика IT", "ru"),
        ("", "The economy of Алматы", "en"),
        ("deutsch", "Wirtschaft", "en"),
        ("", "", "en"),
    ],
)
def test_the_language_is_named_or_seen(named: str, title: str, language: Language) -> None:
    assert entry_language(named, title) == language


@pytest.mark.parametrize(
    ("title", "beside", "language"),
    [
        ("Философия", "Нысанбаев Ә. Қазақстан : ұлттық энциклопедия", "kk"),
        ("Жасыл экономика", "Қасым Ә. Н.", "kk"),
        ("Экономика", "Иванов И. И. Вестник КазНУ", "ru"),
        ("Рынок труда моногородов и сёл", "Вестник ҚазҰУ", "ru"),
        ("Прогноз развития отрасли", "Әлиев Ғ.", "ru"),
        ("Economics", "Әлиев Ғ.", "en"),
    ],
)
def test_a_title_of_either_language_is_told_by_what_stands_beside_it(
    title: str, beside: str, language: Language
) -> None:
    assert entry_language("", title, beside) == language


def test_csl_json_is_read_item_by_item() -> None:
    items, told = read(
        '\ufeff[{"id": "a", "type": "book", "title": "A", "language": "ru", "author": "Абай",\n'
        '  "issued": "2009-05", "volume": {"x": 1}},\n'
        ' {"id": 7, "title": "B", "custom": {}},\n'
        ' {"title": "no key"},\n'
        ' "no item",\n'
        ' {"id": "c", "title": broken}]',
        "a.json",
    )

    assert items == {
        "a": {
            "id": "a",
            "type": "book",
            "title": "A",
            "language": "ru-RU",
            "author": [{"literal": "Абай"}],
            "issued": {"date-parts": [[2009, 5]]},
        },
        "7": {"id": "7", "type": "document", "title": "B", "language": "en-US"},
    }
    assert told == [
        "a.json:5:2: warning[C204]: this bibliography is damaged: an item must be an object {…}",
        "a.json:6:23: warning[C204]: this bibliography is damaged: expecting value",
        "a.json:1:3: warning[C209]: the field 'volume' of 'a' cannot be read and is left out",
        "a.json:4:2: warning[C203]: this entry has no key",
    ]


@pytest.mark.parametrize("head", ["", "references:\n"])
def test_csl_yaml_is_read_bare_or_under_references(head: str) -> None:
    items, told = read(
        f"{head}- id: a\n  type: book\n  title: Ән\n  issued: 2024-03-05\n"
        "- id: b\n  title: T\n  issued:\n    - year: 2001\n      month: 2\n",
        "a.yaml",
    )

    assert told == []
    assert items["a"]["issued"] == {"date-parts": [[2024, 3, 5]]}
    assert items["b"]["issued"] == {"date-parts": [[2001, 2]]}
    assert (items["a"]["language"], items["b"]["language"]) == ("kk-KZ", "en-US")


def test_damage_in_json_costs_the_damaged_item_only() -> None:
    items, told = read(
        '[{"id": "a", "author": [{"family": "A"}, {"family": "B"}], "title": "A"},\n'
        ' {"id": "b", "author": [{"family": "A"} {"family": "B"}], "title": "B"},\n'
        ' {"id": "c", "title": "C},\n'
        ' {"id": "d", "title": "D"}]',
        "a.json",
    )

    assert [*items] == ["a", "d"]
    assert told == [
        "a.json:2:41: warning[C204]: this bibliography is damaged: expecting ',' delimiter",
        "a.json:3:27: warning[C204]: this bibliography is damaged: invalid control character at",
    ]


def test_what_stands_behind_the_end_of_a_list_is_read_and_told() -> None:
    findings = Findings()

    library = read_bibliography(
        [("a.json", '[{"id": "a", "title": "A"}]\n[{"id": "b", "title": "B"}')], findings
    )

    assert [*library.entries] == ["a", "b"]
    assert [d.message.partition(": ")[2] for d in findings.diagnostics] == [
        "the list ends here, and more follows",
        "',' belongs here",
    ]
    assert library.doubts == {}


def test_damage_in_yaml_costs_the_damaged_item_only() -> None:
    items, told = read(
        "---\nreferences:\n  - id: a\n    title: A\n    author:\n      - family: X\n"
        "  - id: b\n    title: [B\n  - id: c\n    title: C\n...\n",
        "a.yaml",
    )

    assert [*items] == ["a", "c"]
    assert [line.partition("]")[0] for line in told] == ["a.yaml:9:1: warning[Y101"]


def test_a_work_that_is_described_twice_is_told() -> None:
    items, told = read(
        "@article{a, title = {On {Growth}!}, author = {Solow, R.}, year = 1957, doi = {10.1/AB}}\n"
        "@article{b, title = {Another title}, year = 1990, doi = {https://doi.org/10.1/ab}}\n"
        "@article{c, title = {On growth}, author = {Solow, Robert}, date = {1957-08}}\n"
        "@book{d, title = {Сочинения}, author = {Гиппиус, З.}, year = 2001, volume = 1}\n"
        "@book{e, title = {Сочинения}, author = {Гиппиус, З.}, year = 2001, volume = 2}\n"
        "@article{f, title = {On growth}, author = {Solow, R.}, year = 1957, doi = {10.1/other}}\n"
    )

    assert [*items] == ["a", "b", "c", "d", "e", "f"]
    assert told == [
        "a.bib:2:1: warning[C212]: 'b' and 'a' are the same work",
        "a.bib:3:1: warning[C212]: 'c' and 'a' are the same work",
    ]


def test_files_that_are_none_are_told() -> None:
    findings = Findings()
    files = [("a.json", "{}"), ("b.yaml", "title: x"), ("c.docx", "PK"), ("d.bib", "no entry")]
    files += [("e.ris", "ty  - JOUR"), ("f.bib", "@comment{only}"), ("g.ris", " \n")]

    assert read_bibliography(files, findings).entries == {}

    assert [(d.code, d.span.file) for d in findings.diagnostics] == [
        ("C204", "a.json"),
        ("C204", "b.yaml"),
        ("C207", "c.docx"),
        ("C204", "d.bib"),
        ("C204", "e.ris"),
    ]


@pytest.mark.parametrize(
    ("written", "date"),
    [
        (2009, {"date-parts": [[2009]]}),
        ("2009-5-1", {"date-parts": [[2009, 5, 1]]}),
        ("2009/2010", {"date-parts": [[2009], [2010]]}),
        (datetime.date(2024, 3, 5), {"date-parts": [[2024, 3, 5]]}),
        ("көктем 2009", {"literal": "көктем 2009"}),
        ({"date-parts": [["2009", "05", None]]}, {"date-parts": [[2009, 5]]}),
        ({"date-parts": [[2009]], "circa": True}, {"date-parts": [[2009]], "circa": True}),
        ({"raw": "2009-05"}, {"date-parts": [[2009, 5]]}),
        ({"date-parts": [[]]}, None),
        ({"season": 2}, None),
        ([], None),
        (True, None),
    ],
)
def test_dates_are_brought_to_one_shape(written: object, date: object) -> None:
    assert normal_date(written) == date


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", "@book{" * 2000),
        ("a.bib", "@book{a, title = {" + "{" * 5000 + "x" + "}" * 5000 + "}}"),
        ("a.bib", "@book{a, title = {\x00 \\input{/etc/passwd} $\\int$}}"),
        ("a.bib", "x = " + "y" * 200_000 + "\n@book{a, title = {" + "A and " * 5000 + "B}}"),
        ("a.bib", "@book{a, author = {" + "Lee, A. and " * 5000 + "Ng, B.}, title = {T}}"),
        ("a.json", "[" * 100_000),
        ("a.json", "[" + "]" * 200_000),
        ("a.yaml", "- {a: " * 300),
    ],
    ids=["openings", "braces", "commands", "words", "names", "brackets", "ends", "mappings"],
)
def test_nothing_makes_the_reader_fall(name: str, text: str) -> None:
    items, told = read(text, name)

    assert items or told


def test_places_and_publishers_are_lists() -> None:
    findings = Findings()
    text = "@book{a, title={Шолу}, location={New York and Geneva}, publisher={UN and\n ECE}}"

    library = read_bibliography([("a.bib", text)], findings)

    assert findings.diagnostics == []
    item = library.entries["a"].item
    assert (item["publisher-place"], item["publisher"]) == ("New York; Geneva", "UN; ECE")
