"""The words that a document prints: the profile's own where it has one, else the language's."""

from __future__ import annotations

from baspa.locales import load_locale
from baspa.model import Language
from baspa.profile import Profile


def word(name: str, language: Language, profile: Profile) -> str:
    """Return the word for a part (`references`), or `figure`, `table`, `where`, `keywords`, `page`.

    Empty for a part that has no heading of its own.
    """
    own = profile.terms.get(language, {})
    return own.get(name) or load_locale(language).words.get(name, "")
