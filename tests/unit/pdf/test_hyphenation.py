"""Where words may be broken: Kazakh by rule, Russian and English by pyphen's patterns."""

from __future__ import annotations

import re
from itertools import pairwise

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baspa.pdf.hyphenation import kazakh_breaks, register_hyphenation

LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
VOWELS = "аәеёиоөұүыіэюя"
PUBLISHED = """
    ала-қан ор-на-лас-ты-ру са-уат да-йын-дық құ-йын бу-ын қи-ын ти-ын жи-ын құ-мырс-қа
    жаң-ғырт-ты ро-лін-де съез-дің еле-уіш ою-лы ту-ын-ды ки-ім қи-ық ро-яль жа-уап қа-йын
    са-уын қа-уын жа-уын ба-уыр та-уар кі-тап-тың кі-тап-тар-ға қа-лам қа-зір ақыл-дас-тық
    ха-бар-лан-ды-ру ас-та-на ек-пін ар-шы бал-шық бат-пақ бөл-шек сақ-тау көк-тем жар-ғақ
    ба-ла-лар сау-да тұш-қыл-тым са-рым-сақ сақ-та-ну-ға атыс-ты-ру-ға ша-қыр-ған ем-ле
"""
"""Breaks that orthography guides print as examples."""


def hyphenated(word: str, language: str = "kk") -> str:
    """Return `word` with every break that WeasyPrint may use."""
    register_hyphenation()
    return str(pyphen.Pyphen(lang=language, left=2, right=2).inserted(word))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("a syllable begins with one consonant", "қа-лам ас-та-на бал-шық хи-ми-я-лық"),
        ("of three consonants two stay", "құ-мырс-қа жаң-ғырт-ты элект-рон инс-ти-тут"),
        ("of four consonants three stay", "пункт-тер ми-нистр-лік конст-рук-ция абст-ракт"),
        ("consonants at the beginning stay together", "про-ект прог-рам-ма ста-тис-ти-ка"),
        ("й begins a syllable", "қа-йын құ-йын сү-йін-ші жү-йе-сі"),
        ("й ends a syllable", "сөй-леу пай-да-лы ай-мақ"),
        ("у between vowels begins a syllable", "жа-уап са-уат еле-уіш дә-уір тә-уел-сіз"),
        ("у after a vowel ends a syllable", "сау-да зерт-теу туу-ды ау-ди-то-рия"),
        ("у before a vowel begins a word", "уа-қыт уә-кіл"),
        ("у before a consonant begins a word as a vowel", "улан-ды учас-ке"),
        ("у after й is a consonant, or it would be ю", "хай-уан"),
        ("у after a consonant is a vowel", "бу-ын қу-ат ту-ын-ды да-му-ды ша-руа"),
        ("и is a vowel", "қи-ын ки-ім ти-ім-ді-лік ди-уа-на"),
        ("ю and я are syllables of their own", "ро-яль са-я-сат қо-ю-ға"),
        ("ъ and ь stay with the left part", "съез-дің объ-ект паль-то буль-он фильм-дер"),
        ("loans follow their syllables", "ро-лін-де ге-о-ло-гия эко-но-ми-ка"),
        ("a single letter neither stays nor moves", "ала-қан ою-лы әде-би-ет да-муы оқуы аю"),
        ("one syllable is not broken", "жалт взвод құрт текст роль"),
    ],
)
def test_kazakh_words_are_broken_by_rule(rule: str, words: str) -> None:
    assert [hyphenated(word.replace("-", "")) for word in words.split()] == words.split(), rule


def test_kazakh_words_are_broken_as_orthography_guides_print_them() -> None:
    words = PUBLISHED.split()
    assert [hyphenated(word.replace("-", "")) for word in words] == words


def test_a_capital_begins_a_word() -> None:
    assert hyphenated("Түркістан") == "Түр-кіс-тан"


@pytest.mark.parametrize(
    ("word", "language"),
    [
        *((word, "kk") for word in ("ТМД", "ҚазҰУ", "ЭЫДҰ", "ҒЫЛЫМИ", "Д’Артаньян", "О'Генри")),
        *(
            (word, "kk")
            for word in ("COVID19бен", "SQLдерде", "тaбиғат", "university", "и\u0306од")
        ),
        *((word, "ru") for word in ("ЮНЕСКО", "МинЗдрав", "webстраница", "қазақстан")),
        *((word, "en") for word in ("UNESCO", "GitHub", "company's", "программа")),
    ],
)
def test_what_is_no_plain_word_of_its_language_is_not_broken(word: str, language: str) -> None:
    assert hyphenated(word, language) == word


def test_russian_and_english_words_are_broken_by_patterns() -> None:
    assert hyphenated("Государственный", "ru") == "Го-су-дар-ствен-ный"
    assert hyphenated("University", "en") == "Uni-ver-sity"


def test_a_second_registration_changes_nothing() -> None:
    register_hyphenation()
    assert hyphenated("программа", "ru") == "про-грам-ма"
    assert pyphen.language_fallback("kk-KZ") == "kk"


@given(st.text(LETTERS, max_size=30))
def test_every_part_of_a_kazakh_word_is_one_syllable(word: str) -> None:
    places = [0, *kazakh_breaks(word), len(word)]
    parts = [word[start:end] for start, end in pairwise(places)]

    assert "".join(parts) == word
    if len(parts) > 1:
        assert len(parts[0]) >= 2
        assert len(parts[-1]) >= 2
    for part in parts[1:-1]:
        # у is a vowel or a consonant by what surrounds it, so it is counted as either.
        assert len(re.findall(f"[{VOWELS}]", part)) <= 1 <= len(re.findall(f"[{VOWELS}у]", part))
    assert not any(part[0] in "ъь" for part in parts[1:])


@given(st.lists(st.sampled_from("ба әң қыр го ті ал на шық".split()), min_size=1, max_size=8))
def test_a_word_made_of_syllables_has_a_break_for_every_vowel_but_the_first(
    syllables: list[str],
) -> None:
    word = "".join(syllables)
    assert len(kazakh_breaks(f"ба{word}ба")) == len(syllables) + 1
