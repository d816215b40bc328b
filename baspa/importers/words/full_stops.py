"""Whether the full stop at the end of a title or caption ends a sentence or an abbreviation."""

from __future__ import annotations

import re

_ABBREVIATED = re.compile(
    r"(?:^|[\s.,(/])(?:[^\W\d_]|гг|вв|тыс|млн|млрд|трлн|тг|руб|чел|ед|шт|экз|др|пр|см|обл"
    r"|мың|etc|al|Inc|Ltd|Co|vs)\.$"
    r"|,\s[а-яёәғқңөұүһі]{0,4}[бвгджзклмнпрстфхцчшщ]\.$"
)
"""One letter, a usual abbreviation, or a short unit behind a comma: `Надел крестьян, дес.`."""


def is_abbreviated(string: str) -> bool:
    """Tell whether a text ends with an abbreviation, whose full stop belongs to it."""
    return bool(_ABBREVIATED.search(string.rstrip()))
