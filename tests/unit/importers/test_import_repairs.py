"""Each repair by itself: letters, old encodings, breaks, glued words."""

from __future__ import annotations

import pytest

from baspa.importers.breaks import Breaks, guess_breaks, paragraphs
from baspa.importers.encodings import decode
from baspa.importers.ledger import Ledger
from baspa.importers.manuscript import Text
from baspa.importers.residues import repair_residues
from baspa.importers.scripts import guess_language, normalise, repair_scripts
from baspa.importers.tidy import tidy, vocabulary


@pytest.mark.parametrize(
    ("typed", "repaired"),
    [
        ("ғылымның iрi iсi", "ғылымның ірі ісі"),
        ("жəне Yнем", "және Үнем"),
        ("IT-компания, Wi-Fi, PDF-тің", "IT-компания, Wi-Fi, PDF-тің"),
        ("XX ғасыр, III тарау", "XX ғасыр, III тарау"),
        ("Мicrosoft", "Microsoft"),
        ("https://example.kz/сайт.html", "https://example.kz/сайт.html"),
    ],
)
def test_look_alikes_follow_their_word(typed: str, repaired: str) -> None:
    assert repair_scripts(Text.of(typed), "kk", Ledger()).string == repaired


def test_a_word_of_two_scripts_is_asked_about() -> None:
    ledger = Ledger()

    assert repair_scripts(Text.of("SQLдің"), "kk", ledger).string == "SQLдің"
    assert [q.about for q in ledger.questions] == ["SQLдің"]


def test_a_russian_text_has_no_kazakh_i() -> None:
    assert repair_scripts(Text.of("cистема iдея"), "ru", Ledger()).string == "система iдея"


def test_a_letter_and_its_accent_are_composed() -> None:
    assert normalise(Text.of("и\u0306од"), Ledger()).string == "йод"


@pytest.mark.parametrize("encoding", ["kz1048", "ptcp154"])
def test_residues_of_a_whole_document_are_read_by_one_table(encoding: str) -> None:
    text = "Қазақстан өңірлерінің әлеуметтік дамуы үшін ғылым және қызмет қажет, өндіріс өседі."
    if encoding == "ptcp154":
        text = text.replace("ү", "").replace("ө", "")  # its ө and ү are signs, no letters
    read_wrongly = text.encode(encoding).decode("cp1251")
    ledger = Ledger()

    assert repair_residues(Text.of(read_wrongly), "kk", ledger).string == text


def test_a_single_residue_is_read_by_the_words_of_the_document() -> None:
    text = "Заңды қорғау керек. Құқықты єорғауды және зерттеудi жѕргiзу. Жүргізу қажет. Приём."

    repaired = repair_residues(Text.of(text), "kk", Ledger()).string

    assert "қорғауды" in repaired
    assert "жүргiзу" in repaired
    assert "Приём" in repaired


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "kz1048", "ptcp154", "cp1251", "koi8-r", "cp866"]
)
def test_the_encoding_of_a_text_is_found(encoding: str) -> None:
    russian = "Развитие научного потенциала региона, объём работ – 5 %. Выводы и предложения."
    kazakh = "Қазақстан Республикасында ғылыми әлеуетті өңірлерде пайдалану үшін ұйымдар құрылды."
    text = russian.replace("–", "-") if encoding in ("cp1251", "koi8-r", "cp866") else kazakh

    assert decode(text.encode(encoding), Ledger()) == text


@pytest.mark.parametrize(
    ("text", "language"),
    [("Ғылым мен бiлiм", "kk"), ("Наука и знание", "ru"), ("Science and learning", "en")],
)
def test_the_language_is_guessed_by_letters(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_swapped_breaks_become_sentences_and_paragraphs() -> None:
    text = "Бірінші сөйлем\nЕкінші сөйлем.Жаңа абзац\nЖалғасы бар.Тізімі:-бір нәрсе;-екі нәрсе."
    assert guess_breaks(text) is Breaks.SWAPPED

    parts = paragraphs(Text.of(text), Breaks.SWAPPED, Ledger())

    assert [part.string for part in parts] == [
        "Бірінші сөйлем. Екінші сөйлем.",
        "Жаңа абзац. Жалғасы бар.",
        "Тізімі:",
        "-бір нәрсе;",
        "-екі нәрсе.",
    ]


def test_initials_and_abbreviations_end_no_paragraph() -> None:
    text = "Оны А.Сейітов пен т.б. зерттеді.Келесі абзац"

    parts = paragraphs(Text.of(text), Breaks.SWAPPED, Ledger())

    assert [part.string for part in parts] == ["Оны А.Сейітов пен т.б. зерттеді.", "Келесі абзац"]


def test_wrapped_lines_are_joined() -> None:
    text = (
        "Это первая строка абзаца, которая переносится на следующую\n"
        "строку, потому что так писали в текстовых редакторах былых\n"
        "времён.\n\n"
        "Второй абзац тоже длинный и потому занимает несколько строк\n"
        "этого файла.\n"
    )
    assert guess_breaks(text) is Breaks.WRAPPED

    parts = paragraphs(Text.of(text), Breaks.WRAPPED, Ledger())

    assert [len(part.string.split()) for part in parts] == [18, 11]


def test_glued_words_part_where_the_document_knows_both() -> None:
    text = Text.of("мұнайхимияөнеркәсібі")
    known = vocabulary("мұнайхимия өнеркәсібі. мұнайхимия өнеркәсібі мұнайхимияөнеркәсібі")
    ledger = Ledger()

    assert tidy(text, known, ledger).string == "мұнайхимия өнеркәсібі"
    assert [(r.step, r.before, r.after) for r in ledger.repairs] == [("glued", "", " ")]


def test_a_compound_that_the_document_uses_stays() -> None:
    known = vocabulary("мұнай химия мұнай химия мұнайхимия мұнайхимия")

    assert tidy(Text.of("мұнайхимия"), known, Ledger()).string == "мұнайхимия"
