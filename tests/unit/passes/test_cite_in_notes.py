"""Styles that cite in notes: where the notes stand and what they print, in both outputs' model."""

from __future__ import annotations

from thesis_case import face, loaded

from baspa.cite import CitationStyle, cite, load_style
from baspa.diagnostics import Findings
from baspa.model import Link, Note, Paragraph
from baspa.model.document import Language
from baspa.model.walk import plain_text, walk
from baspa.passes.chart_face import ChartFace
from baspa.passes.include import Sources
from baspa.passes.resolve import Citing, Resolving, resolve
from baspa.passes.set_file import Setting, set_file
from baspa.readers.bibliography import read_bibliography

SOURCES = """
@book{porter, author = {Porter, Michael}, title = {Advantage}, publisher = {Press}, year = 1990}
@book{solow, author = {Solow, Robert}, title = {Growth}, publisher = {Press}, year = 1957}
"""


NO_SOURCES = Sources(
    read=lambda _: b"",
    names=list,
    read_inlines=lambda *_: (),
    chart_face=ChartFace(file=face().file, size_pt=11),
)


def printed(text: str, language: Language = "en") -> tuple[str, list[str], list[str]]:
    """Return the paragraph with a number for each note, the notes, and what they link to."""
    findings = Findings()
    csl = load_style("chicago-notes-bibliography", {}, findings)
    assert csl is not None
    citing = Citing(
        style=CitationStyle(csl=csl, language=language, sort="alphabetical", numbered=False),
        library=read_bibliography([("a.bib", SOURCES)], findings),
        nocite=(),
        print=cite,
    )
    profile = loaded("en-apa7-student").profile
    setting = Setting(sources=NO_SOURCES, tables=profile.tables, in_notes=True)
    section = set_file(f"# Growth\n\n{text}\n", "1.md", language, setting, None, findings)
    resolving = Resolving(
        files={section.file: section},
        profile=profile,
        language=language,
        texts={},
    )
    resolved = resolve(resolving, citing, {}, findings)
    assert findings.diagnostics == []
    blocks = [n for s in resolved.sections for n in s.whole.blocks]
    (paragraph,) = [n for n in blocks if isinstance(n, Paragraph)]
    shown = ""
    for node in paragraph.content:
        shown += f"[{node.number}]" if isinstance(node, Note) else plain_text([node])
    notes = [node for node in walk(paragraph.content) if isinstance(node, Note)]
    texts = [
        "".join(plain_text(b.content) for b in note.blocks if isinstance(b, Paragraph))
        for note in notes
    ]
    links = [node.url for node in walk(notes) if isinstance(node, Link)]
    return shown.replace("\u00a0", " "), [t.replace("\u00a0", " ") for t in texts], links


def test_a_citation_becomes_a_note_behind_the_punctuation() -> None:
    text, notes, links = printed("Old news [@porter, p. 25]. Again [@porter, p. 26], and more.")

    assert text == "Old news.[1] Again,[2] and more."
    assert notes == ["Michael Porter, Advantage (Press, 1990), 25.", "Porter, Advantage, 26."]
    assert set(links) == {"#ref-porter"}


def test_in_russian_the_mark_stands_before_the_punctuation() -> None:
    text, notes, _ = printed("Старая новость [@porter, с. 25].", "ru")

    assert text == "Старая новость[1]."
    assert len(notes) == 1


def test_a_name_in_the_text_gets_its_note_behind_it() -> None:
    text, notes, _ = printed("As @solow [p. 3] says.")

    assert text == "As Robert Solow[1] says."
    assert notes == ["Robert Solow, Growth (Press, 1957), 3."]


def test_a_citation_in_a_note_of_the_author_stays_in_its_sentence() -> None:
    text, notes, _ = printed("Own.^[Compare [@solow, p. 3] and so on.]")

    assert text == "Own.[1]"
    assert notes == ["Compare Robert Solow, Growth (Press, 1957), 3 and so on."]
