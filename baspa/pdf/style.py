"""The style sheet of the PDF: the profile's numbers as CSS."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from baspa.fonts import Face
from baspa.profile import Profile

WHERE_MM = 20.0
"""Room for the word that opens the explanation of a formula."""


def style_sheet(
    profile: Profile, face: Face, environment: Environment, folders: Sequence[Path]
) -> str:
    """Return the CSS of `profile`, then each `page.css` of its folders, the own one last."""
    families = Markup(", ").join(Markup('"{}"').format(n) for n in (face.family, profile.text.font))
    css = environment.get_template("print.css.j2").render(
        profile=profile,
        face=face,
        families=families,
        mono=Markup('"{}", monospace').format(profile.text.mono),
        where_mm=WHERE_MM,
    )
    own = [f / "page.css" for f in reversed(folders) if (f / "page.css").is_file()]
    return "\n".join([css, *(path.read_text(encoding="utf-8") for path in own)])
