"""The marks of list items: the author's own, and those that `-` and `#.` leave to the profile."""

from __future__ import annotations

from baspa.model import BulletList, Language, ListNumbering, OrderedList
from baspa.profile import Profile


def item_marks(
    node: BulletList | OrderedList, depth: int, language: Language, profile: Profile
) -> list[str]:
    """Return the mark of every item of a list inside `depth` others."""
    rules = profile.lists
    if isinstance(node, BulletList):
        bullets = (rules.bullet, *rules.inner_bullets)
        return [bullets[min(depth, len(bullets) - 1)]] * len(node.items)
    match node.numbering:
        case ListNumbering.AUTOMATIC:
            pattern, letters = _pattern(depth, profile), rules.letters.get(language, "")
            return [_automatic(pattern, letters, n) for n in range(len(node.items))]
        case ListNumbering.DECIMAL:
            typed = [str(node.start + n) for n in range(len(node.items))]
        case _:
            typed = [item.marker for item in node.items]
    delimiter = node.delimiter
    return [f"({mark})" if delimiter == "()" else mark + delimiter for mark in typed]


def list_kind(node: OrderedList, depth: int, profile: Profile) -> str:
    """Return what the items of a list count with: decimal, letter or roman."""
    if node.numbering is not ListNumbering.AUTOMATIC:
        return node.numbering.value
    return "letter" if "{letter}" in _pattern(depth, profile) else "decimal"


def _pattern(depth: int, profile: Profile) -> str:
    patterns = profile.lists.ordered
    return patterns[min(depth, len(patterns) - 1)]


def _automatic(pattern: str, letters: str, index: int) -> str:
    number = str(index + 1)
    letter = letters[index] if index < len(letters) else number
    return pattern.replace("{letter}", letter).replace("{number}", number)
