"""The style sheet of the PDF: the profile's numbers as CSS."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from baspa.fonts import Face
from baspa.profile import Profile
from baspa.project import read_text
from baspa.templates.environment import Templates


def style_sheet(profile: Profile, face: Face, templates: Templates, folders: Sequence[Path]) -> str:
    """Return the CSS of `profile`, then each `page.css` of its folders, the own one last."""
    findings, texts = templates.findings, templates.texts
    families = Markup(", ").join(Markup('"{}"').format(n) for n in (face.family, profile.text.font))
    css = templates.fill(
        "print.css.j2",
        {
            "profile": profile,
            "face": face,
            "families": families,
            "mono": Markup('"{}", monospace').format(profile.text.mono),
        },
    )
    own = [
        read_text(folder.parent.parent, f"styles/{folder.name}/page.css", findings, texts)
        for folder in reversed(folders)
        if (folder / "page.css").is_file()
    ]
    return "\n".join([css, *(text for text in own if text)])
