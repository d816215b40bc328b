"""The style sheet of the PDF: the profile's numbers as CSS."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from baspa.fonts import Face, FindFace
from baspa.profile import Profile
from baspa.project import read_text
from baspa.templates.environment import Templates


def style_sheet(
    profile: Profile, face: Face, find: FindFace, templates: Templates, folders: Sequence[Path]
) -> str:
    """Return the CSS of `profile`, then each `page.css` of its folders, the own one last.

    `face` is that of the text; `find` finds those of headings and code.
    """
    findings, texts = templates.findings, templates.texts
    headings = profile.headings
    heading_face = headings.font and find((headings.font, *headings.fallback))
    css = templates.fill(
        "print.css.j2",
        {
            "profile": profile,
            "face": face,
            "families": _families(face.family, profile.text.font),
            "heading_face": heading_face or face,
            "heading_families": heading_face and _families(heading_face.family, headings.font),
            "mono": Markup('"{}", monospace').format(profile.text.mono),
            "mono_face": find((profile.text.mono,)) or face,
        },
    )
    own = [
        read_text(folder.parent.parent, f"styles/{folder.name}/page.css", findings, texts)
        for folder in reversed(folders)
        if (folder / "page.css").is_file()
    ]
    return "\n".join([css, *(text for text in own if text)])


def _families(*names: str | None) -> Markup:
    return Markup(", ").join(Markup('"{}"').format(name) for name in names if name)
