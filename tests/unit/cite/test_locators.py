"""What counts as a locator, in three languages."""

from __future__ import annotations

import pytest

from baspa.cite.initials import glue_initials, glue_numbers, spell_digraphs
from baspa.cite.locators import WORDS, Locator, locator_suffix, split_locators


@pytest.mark.parametrize(
    ("suffix", "label", "value"),
    [
        ("б. 25", "page", "25"),
        ("бб. 3–7", "page", "3–7"),
        ("Б. 3-7", "page", "3-7"),
        ("25-бет", "page", "25"),
        ("25–27-беттер", "page", "25–27"),
        ("25 б.", "page", "25"),
        ("с. 25, 27", "page", "25, 27"),
        ("с.25", "page", "25"),
        ("стр. 4", "page", "4"),
        ("pp. 12-15", "page", "12-15"),
        ("p. S71", None, None),
        ("25", "page", "25"),
        ("25–30", "page", "25–30"),
        ("т. 2", "volume", "2"),
        ("2-том", "volume", "2"),
        ("vol. IV", "volume", "IV"),
        ("гл. 3", "chapter", "3"),
        ("3-тарау", "chapter", "3"),
        ("тарау 3", "chapter", "3"),
        ("ch. 3.2", "chapter", "3.2"),
        ("1.2-бөлім", "section", "1.2"),
        ("ч. 1", "part", "1"),
        ("п. 2", "paragraph", "2"),
        ("5-бап", "article-locator", "5"),
        ("ст. 12", "article-locator", "12"),
        ("рис. 4", "figure", "4"),
        ("2-кесте", "table", "2"),
        ("№ 7", "issue", "7"),
        ("№7", "issue", "7"),
        ("p. xii", "page", "xii"),
        ("2-кітап", "book", "2"),
        ("кн. 2", "book", "2"),
        ("стб. 12–14", "column", "12–14"),
        ("л. 10", "folio", "10"),
        ("3-парақ", "folio", "3"),
        ("5-жол", "line", "5"),
        ("примеч. 4", "note", "4"),
        ("n. 4", "note", "4"),
        ("formula 3", None, None),
        ("ф-ла 3.2", "equation", "3.2"),
        ("қағида 7", "rule", "7"),
        ("op. 12", "opus", "12"),
        ("act 3", "act", "3"),
        ("vv. 5–9", "verse", "5–9"),
        ("timestamp 00:12:30", "timestamp", "00:12:30"),
        ("s.v. growth", None, None),
        ("қараңыз", None, None),
        ("бөлімдер туралы", None, None),
        ("2020 жылғы басылым", None, None),
    ],
)
def test_locators_are_recognised(suffix: str, label: str | None, value: str | None) -> None:
    locators, rest = split_locators(suffix)

    assert locators == (() if label is None else (Locator(label, str(value)),))
    assert rest == (suffix if label is None else "")


def test_several_locators_and_the_words_behind_them() -> None:
    assert split_locators("т. 2, б. 25, және басқалар") == (
        (Locator("volume", "2"), Locator("page", "25")),
        ", және басқалар",
    )


def test_a_suffix_is_worded_for_pandoc() -> None:
    assert locator_suffix("т. 2, б. 25 және", "ru") == "{locator-volume 2}, с. 25 және"
    assert locator_suffix("5-бап", "ru") == "{}, ст. 5"
    assert locator_suffix("see there", "en") == "{}, see there"
    assert locator_suffix("", "kk") == ""


@pytest.mark.parametrize(
    ("entry", "glued"),
    [
        ("Сычев, М. С. История / М. С. Сычев.", "Сычев,~М.~С. История / М.~С.~Сычев."),
        ("Ән, Дж. Қ. Ой / Дж. Қ. Ән, Ю.-Х. Ли", "Ән,~Дж.~Қ. Ой / Дж.~Қ.~Ән, Ю.-Х.~Ли"),
        ("Иванов И. И. Теория", "Иванов~И.~И. Теория"),
        ("Теория. – М. : Наука, 2001. – С. 25.", "Теория. – М. : Наука, 2001. – С. 25."),
    ],
)
def test_initials_stay_with_their_name(entry: str, glued: str) -> None:
    assert glue_initials(entry).replace("\u00a0", "~") == glued


def test_every_kind_of_locator_of_csl_has_words_in_three_languages() -> None:
    kinds = (
        "act appendix article-locator book canon chapter column elocation equation figure folio "
        "issue line note opus page paragraph part rule scene section supplement table timestamp "
        "title-locator verse volume"
    )

    assert sorted(WORDS) == kinds.split()
    assert all(words.keys() == {"kk", "ru", "en"} for words in WORDS.values())


def test_the_initial_of_a_name_that_begins_with_two_letters_for_one_sound() -> None:
    item = {"author": [{"family": "Әбдіқадырова", "given": "Джамиля Қайратқызы"}]}

    entry = spell_digraphs("Әбдіқадырова, Д. Қ. Тіл / Д. Қ. Әбдіқадырова ; ред. Д. Қ. Омар", item)

    assert entry == "Әбдіқадырова, Дж. Қ. Тіл / Дж. Қ. Әбдіқадырова ; ред. Д. Қ. Омар"


def test_numbers_stay_with_what_they_count() -> None:
    entry = glue_numbers("Вестник. – 2001. – Т. 3, № 5. – С. 23–25. – 231 с. – Vol. 2 p. x")

    assert entry.replace("\u00a0", "~") == (
        "Вестник.~– 2001.~– Т.~3, №~5.~– С.~23–25.~– 231~с.~– Vol.~2~p. x"
    )
