"""What old 8-bit Kazakh encodings leave behind: `єорғауды` for `қорғауды`.

The same residue means different letters in different encodings, so one table is chosen for the
whole document: the one whose words the document itself, or a short list of frequent words, knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Edit, Text

_KAZAKH = "әғқңөұүһі"


def _table_of(codec: str) -> dict[str, str]:
    """Return what the letters of an encoding look like in Windows-1251, and what they are."""
    letters = _KAZAKH + _KAZAKH.upper()
    read = {letter.encode(codec).decode("cp1251", "replace"): letter for letter in letters}
    return {seen: letter for seen, letter in read.items() if seen not in ("\ufffd", letter)}


_TABLES: Mapping[str, Mapping[str, str]] = {
    "KZ-1048": _table_of("kz1048"),
    "PT154": _table_of("ptcp154"),
    "Kaz fonts": dict(zip("јѓќњґўїћ", "әғқңөұүһ", strict=True))
    | dict(zip("ЈЃЌЊҐЎЇЋ", "ӘҒҚҢӨҰҮҺ", strict=True)),
    "alphabetical from B8": dict(zip("ё№є»јЅѕї", "әғқңөұүһ", strict=True)),
}
"""What the letters of each encoding become when its bytes are read as Windows-1251."""
_RESIDUES = "єѕјќѓњґўїћЄЅЈЌЃЊҐЎЇЋ"
"""Letters that no Kazakh, Russian or English text holds."""
_SIGNS = "".join(sorted({c for table in _TABLES.values() for c in table if not c.isalpha()}))
_LETTERS = rf"[\w{re.escape(_SIGNS)}]"
_WORD = re.compile(rf"(?<!{_LETTERS}){_LETTERS}*[^\W\d_]{_LETTERS}*")
_FREQUENT = frozenset(
    "және үшін бұл болып бойынша арқылы қажет негізгі дәреже сәйкес түрлі қызмет мүмкін өндіріс "
    "жүргіз қатар деңгей өзінің өнім әдіс мәселе кәсіпорын қазақстан ғылым қорытынды кіріспе "
    "әдебиет құрал жүйе нәтиже көрсеткіш қаржы мәлімет қолдан жұмыс үлкен әлеумет әртүрлі қазіргі "
    "өсу бөлім кесте сурет тұрғын ұйым өңір аймақ құқық оқу білім тәжірибе өте көп әрі күрделі "
    "мақсат міндет зерттеу теория талдау жетілдіру пайдалан тұжырым қорғау тәртіп".split()
)
"""Words and stems that most Kazakh theses use; they hold the letters in question."""
_SURE = 10
"""Evidence for one table that makes the whole document a text in its encoding."""
_SHARED = 5
"""Letters at the beginning of two words that make them likely forms of one."""


def repair_residues(text: Text, language: str, ledger: Ledger) -> Text:
    """Return `text` with the residues of one encoding replaced by what they stand for.

    A word that no evidence supports is changed by the chosen table too if it holds a letter that no
    text of ours holds, and is asked about; where the whole document was read by the wrong encoding,
    every word is changed, and its signs within words too.
    """
    found = _suspects(text.string)
    if language != "kk" or not any(c in _RESIDUES for _, word in found for c in word):
        return text
    known = _vocabulary(text.string)
    scores = {
        name: sum(_evidence(_mapped(word, table), known) for _, word in found)
        for name, table in _TABLES.items()
    }
    chosen = max(scores, key=lambda name: scores[name])
    ledger.facts["legacy encoding"] = {"chosen": chosen, "scores": scores}
    table, changes = _completed(chosen), list[tuple[Edit, str]]()
    second = max(score for name, score in scores.items() if name != chosen)
    is_sure = scores[chosen] >= max(_SURE, 1.5 * second)
    for start, word in found:
        mapped = _mapped(word, table)
        evident = _evidence(mapped, known) > _evidence(word, known)
        is_cyrillic = any("\u0400" <= c <= "\u04ff" for c in word)
        is_residue = any(c in _RESIDUES for c in word) or (is_sure and is_cyrillic)
        if mapped == word or not (evident or is_residue):
            continue
        if not evident and not is_sure:
            ledger.ask(text.origins[start], f"read as {mapped!r} by its letters alone", word)
        changes += [
            (Edit(start + n, start + n + 1, new), f"the encoding {chosen}, read as Windows-1251")
            for n, (old, new) in enumerate(zip(word, mapped, strict=True))
            if old != new
        ]
    return ledger.repair(text, "residues", changes)


def _completed(chosen: str) -> dict[str, str]:
    """Return a table, with what all others say of residues that it does not know.

    Fonts mix: one has ќ as KZ-1048 has it, and beside it ѓ, which that does not have.
    """
    others = [table for name, table in _TABLES.items() if name != chosen]
    read = {c: {table[c] for table in others if c in table} for c in _RESIDUES}
    return {c: min(some) for c, some in read.items() if len(some) == 1} | dict(_TABLES[chosen])


def _suspects(string: str) -> list[tuple[int, str]]:
    """Return the words that hold a letter which a table knows, with their places."""
    letters = {c for table in _TABLES.values() for c in table}
    return [(m.start(), m[0]) for m in _WORD.finditer(string) if any(c in letters for c in m[0])]


def _mapped(word: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(c, c) for c in word)


def _vocabulary(string: str) -> Counter[str]:
    """Count the beginnings of the words without residues."""
    words = re.findall(r"[^\W\d_]+", string.casefold())
    residues = set(_RESIDUES) | {"ё"}
    return Counter(w[:_SHARED] for w in words if len(w) >= _SHARED and not residues & set(w))


def _evidence(word: str, known: Counter[str]) -> int:
    """Tell how well a word is known: 2 from the list of frequent words, 1 from the document."""
    word = word.casefold()
    if not any(c in _KAZAKH for c in word):
        return 0
    if any(word.startswith(stem) for stem in _FREQUENT):
        return 2
    return int(len(word) >= _SHARED and word[:_SHARED] in known)
