"""Templates: looked for in order, sandboxed, and told about at their line when they fail."""

from pathlib import Path

import pytest

from baspa.diagnostics import Findings, format_diagnostic
from baspa.project import Person, Thesis
from baspa.templates.environment import Templates, fill_section, open_templates

THESIS = Thesis(title="Тақырып", author=Person(name="Автор А."))


def opened(folder: Path, **files: str) -> Templates:
    top = folder / "templates"
    for name, text in files.items():
        path = top / f"{name.replace('__', '/')}.html.j2"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return open_templates([top], Findings(), {})


def told(templates: Templates) -> list[str]:
    return [format_diagnostic(d, templates.texts) for d in templates.findings.diagnostics]


def test_text_is_escaped_and_markup_is_not(tmp_path: Path) -> None:
    templates = opened(tmp_path, p="<p>{{ a }}</p>")

    assert templates.fill("p.html.j2", {"a": "A & <b>"}) == "<p>A &amp; &lt;b&gt;</p>"


def test_the_first_folder_that_has_a_template_wins(tmp_path: Path) -> None:
    opened(tmp_path / "own", a="өзім")
    opened(tmp_path / "shipped", a="дайын", b="дайын б")
    folders = [tmp_path / "own" / "templates", tmp_path / "shipped" / "templates"]

    templates = open_templates(folders, Findings(), {})

    assert templates.fill("a.html.j2", {}) == "өзім"
    assert templates.fill("b.html.j2", {}) == "дайын б"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{% if %}", "Expected an expression, got 'end of statement block'"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ [][5] }}", "list object has no element 5"),
        ("{{ a.__class__ }}", "access to attribute '__class__' of 'str' object is unsafe."),
        ("{{ a.append(1) }}", "'str object' has no attribute 'append'"),
        ("{{ range(10 ** 9) }}", "Range too big. The sandbox blocks ranges larger than"),
        ("{{ a|nofilter }}", "No filter named 'nofilter'."),
    ],
)
def test_what_fails_in_a_template_is_told_at_its_line(
    tmp_path: Path, text: str, message: str
) -> None:
    templates = opened(tmp_path, blocks__p=f"<p>\n{text}</p>")

    assert templates.fill("blocks/p.html.j2", {"a": "x"}) == ""
    [found] = told(templates)
    head, excerpt, *_ = found.splitlines()
    assert head.startswith(
        f"templates/blocks/p.html.j2:2:1: error[T101]: the template cannot be filled: {message}"
    )
    assert excerpt == f"   2 | {text}</p>"


def test_a_template_that_includes_itself_ends(tmp_path: Path) -> None:
    templates = opened(tmp_path, a='\n{% include "a.html.j2" %}')

    assert templates.fill("a.html.j2", {}) == ""
    assert told(templates)[0].startswith("templates/a.html.j2:2:1: error[T101]")


def test_the_same_failure_is_told_once(tmp_path: Path) -> None:
    templates = opened(tmp_path, p="{{ nothing }}")

    for _ in range(3):
        templates.fill("p.html.j2", {})

    assert len(told(templates)) == 1


def test_a_missing_template_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    templates = opened(tmp_path, a='<p>\n{% include "none.j2" %}')

    templates.fill("a.html.j2", {})

    assert told(templates)[0].startswith(
        "templates/a.html.j2:2:1: error[T101]: the template cannot be filled: 'none.j2' not found"
    )


def test_a_section_is_filled_with_the_thesis_and_leaves_counts_to_the_writers() -> None:
    text = "# {{ thesis.title }}\n\n{{ thesis.author.name }}, {{ counts.pages }} бет\n"
    findings = Findings()

    filled = fill_section(text, "source/1.md.j2", THESIS, findings)

    assert findings.diagnostics == []
    assert filled == "# Тақырып\n\nАвтор А., []{.count of=pages} бет\n"


@pytest.mark.parametrize(
    "expression", ["thesis.titel", "1 / 0", "thesis.author.name.__class__", "[].pop()", "x"]
)
def test_what_fails_in_a_section_is_told_at_its_line(expression: str) -> None:
    text = f"# А\n\n{{{{ {expression} }}}}\n"
    findings = Findings()

    assert fill_section(text, "source/1.md.j2", THESIS, findings) == ""
    [found] = findings.diagnostics
    shown = format_diagnostic(found, {"source/1.md.j2": text})
    assert shown.startswith("source/1.md.j2:3:1: error[T101]: the template cannot be filled: ")
