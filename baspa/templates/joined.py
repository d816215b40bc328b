"""Numbers joined to a word by a hyphen: 11-сынып, 7а-суретте, (1)-формула. No line parts them."""

from __future__ import annotations

import re
from functools import lru_cache

_JOINED = re.compile(
    r"""<(?P<tag>math|pre|code|title)\b.*?</(?P=tag)>
    |<span\ class="joined">(?:<span\ class="number">[^<]*</span>|[^<])*</span>
    |(?P<joined>(?:\(?<span\ class="number">[^<]*</span>[^\W\d_]?\)?|(?<![\w.,–-])\d[\d.,–]*)
        -[^\W\d_]+)
    |<[^>]*>|https?://[^\s<]+""",
    re.VERBOSE | re.DOTALL,
)


@lru_cache(maxsize=1 << 12)  # most blocks are those of the build before
def mark_joined(html: str) -> str:
    """Return `html` with such words in `span.joined`, whatever their letters; those that are in one
    stay as they are.
    """

    def mark(found: re.Match[str]) -> str:
        return f'<span class="joined">{found[0]}</span>' if found["joined"] else found[0]

    return _JOINED.sub(mark, html)
