"""Each repair by itself: letters, old encodings, breaks, glued words."""

from __future__ import annotations

import pytest

from baspa.importers.reading.encodings import decode
from baspa.importers.repair.breaks import Breaks, Layout, guess_layout, paragraphs
from baspa.importers.repair.lexicon import Lexicon, build_lexicon
from baspa.importers.repair.residues import repair_residues
from baspa.importers.repair.scripts import guess_language, normalise, repair_scripts
from baspa.importers.repair.spelling import suggest_spelling
from baspa.importers.repair.tidy import tidy
from baspa.importers.structure.capitals import in_small_letters
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Text


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


def test_a_residue_that_the_chosen_table_lacks_is_read_as_all_others_read_it() -> None:
    typed = "Ґзен суыныѕ ќўрамы денсаулыѓына јсер етеді. Ґсу ќажет жјне баѓалау сјйкес."

    repaired = repair_residues(Text.of(typed), "kk", ledger := Ledger()).string

    assert ledger.facts["legacy encoding"]["chosen"] == "KZ-1048"
    assert repaired == "Өзен суының құрамы денсаулығына әсер етеді. Өсу қажет және бағалау сәйкес."


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
    layout = guess_layout(text)
    assert layout.breaks is Breaks.SWAPPED

    parts = paragraphs(Text.of(text), layout, Lexicon(), Ledger())

    assert [part.string for part in parts] == [
        "Бірінші сөйлем. Екінші сөйлем.",
        "Жаңа абзац. Жалғасы бар.",
        "Тізімі:",
        "-бір нәрсе;",
        "-екі нәрсе.",
    ]


def test_initials_and_abbreviations_end_no_paragraph() -> None:
    text = "Оны А.Сейітов пен т.б. зерттеді.Келесі абзац"
    layout = Layout(breaks=Breaks.SWAPPED)

    parts = paragraphs(Text.of(text), layout, Lexicon(), Ledger())

    assert [part.string for part in parts] == ["Оны А.Сейітов пен т.б. зерттеді.", "Келесі абзац"]


def test_wrapped_lines_are_joined() -> None:
    text = (
        "Это первая строка абзаца, которая переносится на следующую\n"
        "строку, потому что так писали в текстовых редакторах былых\n"
        "времён.\n\n"
        "Второй абзац тоже длинный и потому занимает несколько строк\n"
        "этого файла.\n"
    )
    layout = guess_layout(text)
    assert layout.breaks is Breaks.WRAPPED

    parts = paragraphs(Text.of(text), layout, Lexicon(), Ledger())

    assert [len(part.string.split()) for part in parts] == [18, 11]


BOTH_WORDS = "мұнайхимия өнеркәсібі. Мұнайхимия, өнеркәсібі"


def tidied(text: str, language: str, document: str = "") -> tuple[str, Ledger]:
    """Return a paragraph tidied, which stands in a document with `document` behind it."""
    ledger = Ledger()
    lexicon = build_lexicon(f"{text}\n{document}", language, ledger)
    return tidy(Text.of(text), lexicon, language, ledger).string, ledger


def test_glued_words_part_where_the_document_uses_both() -> None:
    text, ledger = tidied(
        "мұнайхимияөнеркәсібі", "kk", "мұнайхимия өнеркәсібі. Мұнайхимия, өнеркәсібі"
    )

    assert text == "мұнайхимия өнеркәсібі"
    assert [(r.step, r.before, r.after) for r in ledger.repairs] == [("glued", "", " ")]


def test_glued_words_part_without_a_dictionary_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    text, ledger = tidied(
        "мұнайхимияөнеркәсібі", "kk", "мұнайхимия өнеркәсібі. Мұнайхимия, өнеркәсібі"
    )

    assert text == "мұнайхимия өнеркәсібі"
    assert "none: install hunspell" in ledger.facts["dictionary"]


def test_a_compound_that_the_document_uses_stays() -> None:
    document = "мұнай химия мұнай химия мұнайхимия"

    assert tidied("мұнайхимия", "kk", document)[0] == "мұнайхимия"


def test_words_that_the_russian_dictionary_knows_are_parted_but_compounds_are_asked_about() -> None:
    text, ledger = tidied("Изучено развитиепромышленности и теплоснабжение, видеопроекты.", "ru")

    assert text == "Изучено развитие промышленности и теплоснабжение, видеопроекты."
    assert [q.about for q in ledger.questions] == ["видео проекты"]


@pytest.mark.parametrize(
    ("typed", "language", "tidied_text"),
    [
        ('Он сказал "да" - и ушёл.', "ru", "Он сказал «да» – и ушёл."),
        ('She said "yes" -- and left.', "en", "She said “yes” – and left."),
        ("1990-2000 жж., 12—15 бет", "kk", "1990–2000 жж., 12–15 бет"),
        ("телефон 8-727-250, ГОСТ 7.1-2003", "ru", "телефон 8-727-250, ГОСТ 7.1-2003"),
        ("см. http://a.kz/1-2/x-y и 1-2 га", "ru", "см. http://a.kz/1-2/x-y и 1–2 га"),
        ("бір \n   екі\tүш", "kk", "бір екі үш"),
    ],
)
def test_dashes_quotes_ranges_and_spaces(typed: str, language: str, tidied_text: str) -> None:
    assert tidied(typed, language)[0] == tidied_text


def test_spelling_is_suggested_and_nothing_changed() -> None:
    text = (
        "Республиканың ғылыми саяаты маңызды, жаңа мешиналар алынды. Саясаты бар, саясаты дұрыс. "
        "Қазақстандағы өнеркәсіптің салаларында өндірістерді дамытатындардың үлесі."
    )
    ledger = Ledger()
    suggest_spelling(Text.of(text), build_lexicon(text, "kk", ledger), "kk", ledger)

    assert {s.word: s.suggested[0] for s in ledger.suggestions} == {
        "саяаты": "саясаты",
        "мешиналар": "машиналар",
    }
    assert ledger.repairs == []


def test_names_and_halves_of_broken_words_are_not_taken_for_misspelt() -> None:
    text = "Учёный Сыдыкбаев А. Б. сказал, что иследование не-\nпрерывно. Есть и Жумагулова."
    ledger = Ledger()
    suggest_spelling(Text.of(text), build_lexicon(text, "ru", ledger), "ru", ledger)

    assert [(s.word, s.suggested[0]) for s in ledger.suggestions] == [
        ("иследование", "исследование")
    ]


@pytest.mark.parametrize(
    ("capitals", "document", "small", "asked"),
    [
        ("АНАЛИЗ РЫНКА В РК", "На рынке. Анализ рынка РК в РК.", "Анализ рынка в РК", False),
        ("ЭКОНОМИКА КАЗАХСТАНА", "Это так.", "Экономика Казахстана", False),
        ("КВЗЦ СЕГОДНЯ", "Это так.", "КВЗЦ сегодня", True),
    ],
)
def test_titles_in_capitals_get_the_letters_of_the_document(
    capitals: str, document: str, small: str, asked: bool
) -> None:
    ledger = Ledger()
    lexicon = build_lexicon(f"{capitals}\n{document}", "ru", ledger)

    assert in_small_letters(Text.of(capitals), None, None, lexicon, ledger).string == small
    assert bool(ledger.questions) is asked


def test_a_word_broken_at_the_end_of_a_line_is_joined_where_it_is_known() -> None:
    lines = (
        "    Этот текст был набран в редакторе, который сам переносил сло-",
        "ва и помещал в конец строки дефис. Поэтому социально-экономи-",
        "ческий вопрос и научно-технический вопрос выглядят по-раз-",
        "ному, а слово кракозябровед остаётся под вопросом кракозябро-",
        "ведческим.",
        "    Второй абзац начинается с отступа, как было принято.",
        "    Третий абзац тоже.",
    )
    text, ledger = "\n".join(lines), Ledger()
    parts = paragraphs(Text.of(text), guess_layout(text), build_lexicon(text, "ru", ledger), ledger)

    assert [part.string for part in parts] == [
        "Этот текст был набран в редакторе, который сам переносил слова и помещал в конец строки "
        "дефис. Поэтому социально-экономический вопрос и научно-технический вопрос выглядят "
        "по-разному, а слово кракозябровед остаётся под вопросом кракозябро-ведческим.",
        "Второй абзац начинается с отступа, как было принято.",
        "Третий абзац тоже.",
    ]
    assert [q.about for q in ledger.questions] == ["кракозябро-ведческим"]
