"""Profiles by name: found, laid over those that they extend, checked."""

from __future__ import annotations

import difflib
from dataclasses import replace
from pathlib import Path

from baspa.dataclass import dataclass
from baspa.diagnostics import NOWHERE, Findings, Span
from baspa.profile.contradictions import report_contradictions
from baspa.profile.schema import Profile, as_settings
from baspa.shipped import shipped_folder
from baspa.yaml import Located, merge, read_yaml, validate


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedProfile:
    """A profile with the folders that it and the profiles it extends come from."""

    id: str
    profile: Profile
    folders: tuple[Path, ...]
    """Own folder first: where templates, `page.css` and styles of the university are found."""

    def with_hyphenation(self, hyphenation: bool) -> LoadedProfile:
        """Return it with words broken in the PDF, or not."""
        text = replace(self.profile.text, hyphenation=hyphenation)
        return replace(self, profile=replace(self.profile, text=text))


def find_profiles(project_styles: Path | None = None) -> dict[str, Path]:
    """Return the folder of every profile at hand by id; one in the project's `styles/` wins."""
    found: dict[str, Path] = {}
    for root in (shipped_folder("styles"), project_styles):
        if root and root.is_dir():
            for folder in sorted(root.iterdir()):
                if (folder / "profile.yaml").is_file():
                    found[folder.name] = folder
    return dict(sorted(found.items()))


def load_profile(
    profile_id: str,
    findings: Findings,
    texts: dict[str, str],
    *,
    project_styles: Path | None = None,
    asked_at: Span = NOWHERE,
) -> LoadedProfile | None:
    """Return the profile `profile_id`, or None with every mistake reported (P1xx).

    `texts` receives the text of each file read, for the excerpts of diagnostics; `asked_at` is the
    place that names the profile.
    """
    folders = find_profiles(project_styles)
    merged: Located | None = None
    chain: list[str] = []
    wanted: str | None = profile_id
    while wanted is not None:
        if wanted not in folders:
            near = difflib.get_close_matches(wanted, folders, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(folders)}"
            findings.error("P101", f"there is no profile {wanted!r}", asked_at, hint)
            return None
        if wanted in chain:
            findings.error("P102", f"profile {wanted!r} extends itself", asked_at)
            return None
        chain.append(wanted)
        own = _read(wanted, folders[wanted], findings, texts)
        if own is None:
            return None
        parent = own.value.get("extends")
        asked_at = own.span(("extends",))
        merged = own if merged is None else merge(own, merged)
        wanted = None if parent is None else str(parent)
    assert merged is not None
    profile = validate(Profile, replace(merged, value=as_settings(merged.value)), "P103", findings)
    if profile is None or report_contradictions(profile, merged, findings):
        return None
    return LoadedProfile(
        id=profile_id, profile=profile, folders=tuple(folders[name] for name in chain)
    )


def _read(
    profile_id: str, folder: Path, findings: Findings, texts: dict[str, str]
) -> Located | None:
    file = f"styles/{profile_id}/profile.yaml"
    try:
        texts[file] = (folder / "profile.yaml").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        hint = "save the file as text in the encoding UTF-8"
        findings.error("P104", "this file cannot be read as text", Span(file, 0, 0), hint)
        return None
    shipped = folder.parent == shipped_folder("styles")
    located = read_yaml(texts[file], file, findings, shipped=shipped)
    if located is not None and not isinstance(located.value, dict):
        findings.error("P103", "a profile is a mapping (key: value)", located.span(()))
        return None
    return located
