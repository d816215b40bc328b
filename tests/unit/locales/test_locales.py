"""The words of each language: all of them, in its own letters."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
import yaml

from baspa.locales import LANGUAGES, load_locale, long_date
from baspa.model import Case, LabelKind
from baspa.profile import Part

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
KAZAKH = "әіңғүұқөһ"


def words(language: str) -> Any:
    text = files("baspa.locales").joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def texts(node: Any) -> list[str]:
    if isinstance(node, list):
        return node
    if isinstance(node, dict):
        return [text for value in node.values() for text in texts(value)]
    return [node]


def keys(node: Any, path: str = "") -> set[str]:
    """Return the paths of all keys, without those that differ by the grammar of a language."""
    if not isinstance(node, dict) or path.endswith(("/forms", "/plural", "/titled")):
        return {path}
    if path.startswith("/counts/"):
        return {path}
    if path.endswith("/short"):  # not every word has a customary abbreviation in each language
        return set()
    return {path} | {p for key, value in node.items() for p in keys(value, f"{path}/{key}")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_key(language: str) -> None:
    assert keys(words(language)) == keys(words("kk"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_mixes_scripts(language: str) -> None:
    for text in texts(words(language)):
        for word in re.findall(r"[^\W\d_]+", re.sub(r"\{\w+\}", " ", text)):
            assert word.isascii() or not re.search("[A-Za-z]", word), word


@pytest.mark.parametrize(
    ("language", "letters"),
    [("kk", RUSSIAN + KAZAKH), ("ru", RUSSIAN), ("en", "abcdefghijklmnopqrstuvwxyz")],
)
def test_every_letter_is_one_of_the_language(language: str, letters: str) -> None:
    printed = "".join(re.sub(r"\{\w+\}", "", text) for text in texts(words(language)))

    assert {c for c in printed.lower() if c.isalpha()} - set(letters) == set()


def test_kazakh_words_have_their_own_letters() -> None:
    locale = load_locale("kk")

    assert (locale.parts["introduction"], locale.parts["conclusion"]) == ("Кіріспе", "Қорытынды")
    assert locale.parts["references"] == "Пайдаланылған әдебиеттер тізімі"
    assert locale.where == "мұндағы"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_with_a_heading_has_one(language: str) -> None:
    own_heading = {Part.TITLE_PAGE, Part.TASK, Part.CHAPTER, Part.APPENDIX}

    assert set(load_locale(language).parts) == {p.value for p in Part if p not in own_heading}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_has_room_for_the_number(language: str) -> None:
    references = load_locale(language).references

    assert set(references) == {*get_args(LabelKind), "page"}
    for kind in references.values():
        forms = [kind.each, *kind.forms.values(), *kind.plural.values()]
        forms += [kind.short.one, kind.short.several] if kind.short else []
        assert all(form.count("{number}") == 1 for form in forms)
        assert all(form.count("{title}") == 1 for form in (kind.titled or {}).values())


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_languages_with_cases_have_all_of_them(language: str) -> None:
    for kind in load_locale(language).references.values():
        assert set(kind.forms) == set(kind.plural) == set(get_args(Case))


def test_the_suffix_of_a_kazakh_case_follows_the_last_sound_of_the_word() -> None:
    cases = ("genitive", "dative", "accusative", "locative", "ablative", "instrumental")

    def endings(kind: LabelKind | Literal["page"], stem: str, *, plural: bool = False) -> list[str]:
        words = load_locale("kk").references[kind]
        forms = words.plural if plural else words.forms
        return [forms[case].partition(stem)[2] for case in cases]

    assert endings("sec", "бөлім") == ["нің", "ге", "ді", "де", "нен", "мен"]
    assert endings("fig", "сурет") == ["тің", "ке", "ті", "те", "тен", "пен"]
    assert endings("tbl", "кесте") == ["нің", "ге", "ні", "де", "ден", "мен"]
    assert endings("eq", "формула") == ["ның", "ға", "ны", "да", "дан", "мен"]
    assert endings("app", "қосымшасы") == ["ның", "на", "н", "нда", "нан", "мен"]
    assert endings("page", "бет") == ["тің", "ке", "ті", "те", "тен", "пен"]
    front = ["дің", "ге", "ді", "де", "ден", "мен"]
    assert endings("sec", "бөлімдер", plural=True) == front
    assert endings("fig", "суреттер", plural=True) == front
    assert endings("tbl", "кестелер", plural=True) == front
    assert endings("page", "беттер", plural=True) == front
    assert endings("eq", "формулалар", plural=True) == ["дың", "ға", "ды", "да", "дан", "мен"]
    assert endings("app", "қосымшалары", plural=True) == ["ның", "на", "н", "нда", "нан", "мен"]


@pytest.mark.parametrize(
    ("language", "number", "printed"),
    [("kk", 1, "1 сурет"), ("kk", 21, "21 сурет"), ("en", 1, "1 figure"), ("en", 2, "2 figures")],
)
def test_counts_are_in_the_right_plural(language: str, number: int, printed: str) -> None:
    assert load_locale(language).count("figures", number, language) == printed


def test_a_date_in_words_is_known_where_it_was_asked_for_before(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    printed = {
        "kk": "2025\u00a0ж. 3 қараша",
        "ru": "3 ноября 2025\u00a0г.",
        "en": "November 3, 2025",
    }
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def asked() -> dict[str, str]:
        long_date.cache_clear()
        return {language: long_date(date(2025, 11, 3), language) for language in LANGUAGES}

    assert asked() == printed
    monkeypatch.setattr("babel.dates.format_date", None)
    assert asked() == printed
