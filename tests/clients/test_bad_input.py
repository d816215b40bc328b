# ruff: noqa: E501
"""Everything that an author can get wrong, through the real command line.

Each mistake is told with its place, an excerpt and, where there is one, a hint; the exit code is 1
and the last good files stay as they are, byte for byte.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import LAST_GOOD, build, contents, last_good, told
from thesis_case import PNG, THESIS, write_project

CITING = THESIS + "bibliography: [references.bib]\n"
BOOK = "@book{eco,\n author={Эко, Умберто},\n title={Диплом},\n year={2015},\n langid={kazakh}\n}\n"
UNI = THESIS + "profile: uni\n"
CHART = "``` {.chart #fig:c}\ntype: line\ndata: d.csv\nx: Жыл\ny: Баға\ncaption: К\nalt: к\n```\n"
TABLE = "``` {.table #tbl:t}\ndata: d.csv\ncaption: К\n```\n"
TITLE_PAGE = '<section class="title-page" id="t" data-template="title-page.html.j2">'

CASES: dict[str, tuple[dict[str, str | bytes], str]] = {
    "malformed YAML": (
        {"source/thesis.yaml": "title: Тақырып: екінші\n"},
        """source/thesis.yaml:1:15: error[Y101]: this is no well-formed YAML: mapping values are not allowed here
   1 | title: Тақырып: екінші
     |               ^
  = help: a text that holds a colon, a hash or quotes must itself stand in quotes
1 error""",
    ),
    "unknown key": (
        {"source/thesis.yaml": THESIS + "supervizor: {name: Б}\n"},
        """source/thesis.yaml:3:1: error[S103]: there is no setting named 'supervizor'
   3 | supervizor: {name: Б}
     | ^^^^^^^^^^
  = help: did you mean 'supervisor'?
1 error""",
    ),
    "empty thesis.yaml": (
        {"source/thesis.yaml": ""},
        """source/thesis.yaml:1:1: error[S101]: source/thesis.yaml says nothing
   1 |\x20
     | ^
  = help: it needs at least a title and an author
1 error""",
    ),
    "thesis.yaml is a list": (
        {"source/thesis.yaml": "- Тақырып\n"},
        """source/thesis.yaml:1:1: error[S103]: the file: a mapping (key: value) belongs here
   1 | - Тақырып
     | ^^^^^^^^^
1 error""",
    ),
    "unclosed fence": (
        {"source/1.md": "# А\n\n```python\nx = 1\n"},
        """source/1.md:3:1: error[R103]: this code block is not closed
   3 | ```python
     | ^^^^^^^^^
  = help: close it with a line of ```
1 error""",
    ),
    "missing figure": (
        {"source/1.md": '# А\n\n![К](figures/mpa.png){alt="к"}\n', "source/figures/map.png": PNG},
        """source/1.md:3:1: error[X301]: there is no picture 'figures/mpa.png' in source/
   3 | ![К](figures/mpa.png){alt="к"}
     | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = help: did you mean 'figures/map.png'?
1 error""",
    ),
    "path out of the folder": (
        {"source/1.md": '# А\n\n![К](../secret.png){alt="к"}\n', "secret.png": PNG},
        """source/1.md:3:1: error[X301]: there is no picture '../secret.png' in source/
   3 | ![К](../secret.png){alt="к"}
     | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
1 error""",
    ),
    "absolute path": (
        {"source/1.md": '# А\n\n![К](/etc/hostname){alt="к"}\n'},
        """source/1.md:3:1: error[X301]: there is no picture '/etc/hostname' in source/
   3 | ![К](/etc/hostname){alt="к"}
     | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
1 error""",
    ),
    "duplicate label": (
        {"source/1.md": "# А {#sec:a}\n", "source/2.md": "# Ә {#sec:a}\n"},
        """source/2.md:1:5: error[X202]: the label 'sec:a' is used twice
   1 | # Ә {#sec:a}
     |     ^^^^^^^^
  = help: it stands first in source/1.md; give one of them another name
1 error""",
    ),
    "reference to nothing": (
        {"source/1.md": "# А {#sec:theory}\n\n[@sec:theori]{.locative} айтылған.\n"},
        """source/1.md:3:2: error[X201]: nothing is labelled 'sec:theori'
   3 | [@sec:theori]{.locative} айтылған.
     |  ^^^^^^^^^^^
  = help: did you mean 'sec:theory' (source/1.md)?
1 error""",
    ),
    "table that does not fit": (
        {"source/1.md": "# А\n\n| а | ә |\n|---|---|\n| 1 |\n"},
        """source/1.md:5:1: error[R110]: this row does not fit the table: cells 1, columns 2
   5 | | 1 |
     | ^^^^^
  = help: a pipe that belongs to the text of a cell is written \\|
1 error""",
    ),
    "binary file": (
        {"source/1.md": b"# \xd0\x90\n\n\x89PNG\xff\xfe"},
        """source/1.md:3:1: error[S105]: these bytes are no UTF-8
   3 | �PNG��
     | ^
  = help: save the file as text in the encoding UTF-8
1 error""",
    ),
    "NUL": (
        {"source/1.md": b"# \xd0\x90\n\nb\0\n"},
        """source/1.md:3:2: error[S105]: this byte is a NUL: the file is no text
   3 | b�
     |  ^
1 error""",
    ),
    "control character": (
        {"source/1.md": "# А\n\nбір\x02екі\n"},
        """source/1.md:3:4: error[S106]: the control character U+0002 cannot be printed
   3 | бір�екі
     |    ^
  = help: delete it: such characters come along when text is copied from another program
1 error""",
    ),
    "section that is a folder": (
        {"source/2.md/x.txt": "x"},
        """source/2.md: error[S105]: this file cannot be read: Is a directory
1 error""",
    ),
    "front matter": (
        {"source/1.md": "---\nrole: chapter\nlangg: kk\n---\n\n# А\n"},
        """source/1.md:3:1: error[R101]: there is no setting named 'langg'
   3 | langg: kk
     | ^^^^^
  = help: did you mean 'lang'?
1 error""",
    ),
    "unknown profile": (
        {"source/thesis.yaml": THESIS + "profile: kz-diplom\n"},
        """source/thesis.yaml:3:10: error[P101]: there is no profile 'kz-diplom'
   3 | profile: kz-diplom
     |          ^^^^^^^^^
  = help: did you mean 'kz-diploma'?
1 error""",
    ),
    "profile with a wrong length": (
        {
            "source/thesis.yaml": UNI,
            "styles/uni/profile.yaml": "extends: kz-diploma\npage:\n  margin: {left: 30px}\n",
        },
        """styles/uni/profile.yaml:3:18: error[P103]: page.margin.left: '30px' is no length; write it like 12.5mm, 1.25cm, 14pt or 1in
   3 |   margin: {left: 30px}
     |                  ^^^^
1 error""",
    ),
    "profile that extends itself": (
        {"source/thesis.yaml": UNI, "styles/uni/profile.yaml": "extends: uni\n"},
        """styles/uni/profile.yaml:1:10: error[P102]: profile 'uni' extends itself
   1 | extends: uni
     |          ^^^
1 error""",
    ),
    "unknown source": (
        {
            "source/thesis.yaml": CITING,
            "source/references.bib": BOOK,
            "source/1.md": "# А\n\nМәтін [@ecco, б. 5].\n",
        },
        """source/1.md:3:8: error[C101]: no source has the key 'ecco'
   3 | Мәтін [@ecco, б. 5].
     |        ^^^^^
  = help: did you mean @eco?
1 error""",
    ),
    "damaged bibliography": (
        {
            "source/thesis.yaml": CITING,
            "source/references.bib": "@book{abai,\n author={Абай\n}\n" + BOOK,
            "source/1.md": "# А\n\nМәтін [@abai].\n",
        },
        """source/1.md:3:8: error[C108]: the source 'abai' cannot be cited: its entry at source/references.bib:1 is damaged
   3 | Мәтін [@abai].
     |        ^^^^^
  = help: mend the bibliography there
source/references.bib:1:1: warning[C201]: this entry is damaged: the next entry begins before this one is closed
   1 | @book{abai,
     | ^^^^^^^^^^^
  = help: look for a comma that is missing or a brace { that is not closed
1 error, 1 warning""",
    ),
    "formula": (
        {"source/1.md": "# А\n\nмұнда $a + \\foo$.\n"},
        """source/1.md:3:12: error[X401]: this formula cannot be read: unknown command \\foo
   3 | мұнда $a + \\foo$.
     |            ^
1 error""",
    ),
    "chart with a missing column": (
        {"source/1.md": "# А\n\n" + CHART, "source/d.csv": "Жыл,Құны\n2020,1\n"},
        """source/1.md:5:7: error[X305]: d.csv: there is no column 'Баға'; there are: Жыл, Құны
   5 | data: d.csv
     |       ^^^^^
1 error""",
    ),
    "ragged CSV": (
        {"source/1.md": "# А\n\n" + TABLE, "source/d.csv": "а,ә\n1,2\n3\n"},
        """source/1.md:4:7: error[X305]: d.csv: row 3 has 1 cells, the head row 2
   4 | data: d.csv
     |       ^^^^^
1 error""",
    ),
    "syntax of a template": (
        {"templates/title-page.html.j2": "<section>\n{% if %}\n"},
        """templates/title-page.html.j2:2:1: error[T101]: the template cannot be filled: Expected an expression, got 'end of statement block'
   2 | {% if %}
     | ^^^^^^^^
1 error""",
    ),
    "undefined name in a template": (
        {"templates/blocks/paragraph.html.j2": "<p>\n  {{ contnet }}\n</p>"},
        """templates/blocks/paragraph.html.j2:2:1: error[T101]: the template cannot be filled: 'contnet' is undefined
   2 |   {{ contnet }}
     | ^^^^^^^^^^^^^^^
1 error""",
    ),
    "style sheet of the project": (
        {"templates/print.css.j2": "@page { size: {{ paper }} }"},
        """templates/print.css.j2:1:1: error[T101]: the template cannot be filled: 'paper' is undefined
   1 | @page { size: {{ paper }} }
     | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
1 error""",
    ),
    "element without a mapping": (
        {"templates/title-page.html.j2": TITLE_PAGE + "\n<video></video>\n</section>\n"},
        """templates/title-page.html.j2:2:1: error[D101]: the element <video> has no DOCX mapping (title-page.html.j2, line 2)
   2 | <video></video>
     | ^^^^^^
  = help: use the elements and classes that docs/html.md lists
1 error""",
    ),
    "template that leaves an element open": (
        {"templates/title-page.html.j2": TITLE_PAGE + "<p>x</section>\n"},
        """error[T102]: what templates/title-page.html.j2 writes is not well-formed: Opening and ending tag mismatch: p""",
    ),
    "section for Jinja": (
        {"source/2.md.j2": "# Ә\n\n{{ thesis.titel }}\n"},
        """source/2.md.j2:3:1: error[T101]: the template cannot be filled: 'dict object' has no attribute 'titel'
   3 | {{ thesis.titel }}
     | ^^^^^^^^^^^^^^^^^^
1 error""",
    ),
    "SVG that shows another file": (
        {
            "source/1.md": "# А\n\n![С](a.svg){#fig:a alt=с}\n",
            "source/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm">'
            '<image href="file:///etc/hostname"/></svg>',
        },
        """source/1.md:3:1: error[X302]: a.svg: this SVG shows another file, file:///etc/hostname; \
save it with the picture inside
   3 | ![С](a.svg){#fig:a alt=с}
     | ^^^^^^^^^^^^^^^^^^^^^^^^^
1 error""",
    ),
    "SVG that cannot be drawn": (
        {
            "source/1.md": "# А\n\n![С](a.svg){#fig:a alt=с}\n",
            "source/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm">'
            '<g id="a"><use href="#a"/></g></svg>',
        },
        """source/1.md:3:1: error[W101]: printing: Failed to render SVG image asset:picture-a.svg
   3 | ![С](a.svg){#fig:a alt=с}
     | ^^^^^^^^^^^^^^^^^^^^^^^^^
1 error""",
    ),
    "SVG that is none": (
        {
            "source/1.md": '# А\n\n![К](a.svg){alt="к"}\n',
            "source/a.svg": "<?xml version='1.0'?><x/>",
        },
        """source/1.md:3:1: error[X302]: a.svg: this XML file is no SVG picture
   3 | ![К](a.svg){alt="к"}
     | ^^^^^^^^^^^^^^^^^^^^
1 error""",
    ),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.usefixtures("no_soffice")
def test_a_mistake_is_told_and_nothing_is_spoilt(tmp_path: Path, case: str) -> None:
    files, expected = CASES[case]
    root = write_project(tmp_path / "thesis", {"source/1.md": "# А {#sec:a}\n\nмәтін\n"} | files)
    out = last_good(root)

    result = build(root)

    assert expected in "\n".join(line for line in told(result) if "[D201]" not in line)
    assert result.exit_code == 1
    assert (
        result.stdout == "nothing was written; the files in out/ are those of the last good build\n"
    )
    assert "Traceback" not in result.stderr
    assert contents(out) == LAST_GOOD


def test_an_empty_source_folder(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()

    result = build(tmp_path)

    assert result.exit_code == 1
    assert told(result) == [
        "error[S101]: source/thesis.yaml is missing",
        "  = help: `baspa init DIR` makes a project with all that a thesis needs",
        "error[S102]: there is no section in source/",
        "  = help: write the first one, for example source/10-introduction.md",
        "2 errors",
    ]
    assert not (tmp_path / "out").exists()


def test_mistakes_in_several_files_are_told_in_one_run_as_json_too(tmp_path: Path) -> None:
    root = write_project(
        tmp_path,
        {
            "source/thesis.yaml": CITING,
            "source/references.bib": BOOK,
            "source/1.md": '# А\n\n@fig:none\n\n![К](none.png){alt="к"}\n\n```\n',
            "source/2.md": "# Ә\n\n[@nobody] $\\foo$\n\n| а | ә |\n|---|---|\n| 1 |\n",
            "source/3.md.j2": "{{ nothing }}\n",
        },
    )

    result = build(root, "--json")

    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert found["built"] is None
    assert [(d["code"], d["file"], d["line"], d["column"]) for d in found["diagnostics"]] == [
        ("X201", "source/1.md", 3, 1),
        ("X301", "source/1.md", 5, 1),
        ("R103", "source/1.md", 7, 1),
        ("C101", "source/2.md", 3, 2),
        ("X401", "source/2.md", 3, 12),
        ("R110", "source/2.md", 7, 1),
        ("T101", "source/3.md.j2", 1, 1),
    ]


def test_a_template_without_a_form_in_docx_is_told_when_only_the_pdf_is_made(
    tmp_path: Path,
) -> None:
    title_page = TITLE_PAGE + '\n<p class="gilded">x</p>\n</section>\n'
    root = write_project(
        tmp_path, {"source/1.md": "# А\n", "templates/title-page.html.j2": title_page}
    )

    result = build(root, "--to", "pdf")

    assert result.exit_code == 0
    assert told(result) == [
        "templates/title-page.html.j2:2:11: warning[D101]: "
        'the class "gilded" of <p> has no DOCX mapping (title-page.html.j2, line 2)',
        '   2 | <p class="gilded">x</p>',
        "     |           ^^^^^^",
        "  = help: use the elements and classes that docs/html.md lists",
        "1 warning",
    ]
    assert (root / "out" / "thesis.pdf").is_file()
