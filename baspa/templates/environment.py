"""The Jinja environments: sandboxed, strict about names.

A template is looked for in the project's `templates/`, then in the profile's folder (and those of
the profiles that it extends), then among the shipped ones: a university overrides one by one.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from baspa.diagnostics import Findings, Span
from baspa.project import Thesis

COUNTABLE = ("pages", "figures", "tables", "equations", "sources", "appendices")


@dataclass(frozen=True, slots=True)
class Templates:
    """The HTML templates at hand; one that fails is reported and prints nothing."""

    environment: ImmutableSandboxedEnvironment
    findings: Findings

    def fill(self, name: str, context: Mapping[str, Any]) -> Markup:
        """Return the template `name` filled with `context`; a failure is reported (T101)."""
        try:
            return Markup(self.environment.get_template(name).render(context))
        except (TemplateError, TypeError, ValueError, KeyError) as error:
            _report(error, name, self.findings)
            return Markup("")


def open_templates(folders: Sequence[Path], findings: Findings) -> Templates:
    """Return the HTML templates found in `folders`; the first folder that has one wins."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return Templates(environment, findings)


def fill_section(text: str, path: str, thesis: Thesis | None, findings: Findings) -> str:
    """Return a section source `*.md.j2` filled with the thesis's data.

    `thesis` holds the fields of thesis.yaml; `counts.figures` and the like stand for the counts of
    the finished document.
    """
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False
    )
    context = {
        "thesis": thesis.model_dump() if thesis else {},
        "counts": {what: f"[]{{.count of={what}}}" for what in COUNTABLE},
    }
    try:
        return environment.from_string(text).render(context)
    except (TemplateError, TypeError, ValueError, KeyError) as error:
        _report(error, path, findings, text)
        return ""


def _report(error: Exception, name: str, findings: Findings, text: str | None = None) -> None:
    """Report what went wrong in a template at its line (T101)."""
    file, line = name, 1
    if isinstance(error, TemplateSyntaxError):
        file, line = (error.name or name), error.lineno
        text = error.source if error.source is not None else text
    else:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if _is_template(f.filename)]
        if frames:
            line = frames[-1].lineno or 1
            file = name if frames[-1].filename == "<template>" else _shown(frames[-1].filename)
            text = text if frames[-1].filename == "<template>" else _read(frames[-1].filename)
    lines = (text or "").splitlines(keepends=True)
    start = sum(len(each) for each in lines[: line - 1])
    length = len(lines[line - 1].strip("\n")) if 0 < line <= len(lines) else 1
    message = error.message if isinstance(error, TemplateError) else str(error)
    findings.error(
        "T101", f"the template cannot be filled: {message}", Span(file, start, start + length)
    )


def _is_template(filename: str) -> bool:
    return filename == "<template>" or filename.endswith(".j2")


def _read(filename: str) -> str:
    return Path(filename).read_text(encoding="utf-8")


def _shown(filename: str) -> str:
    """Return a template's path from its folder `templates` on, as an author knows it."""
    parts = Path(filename).parts
    return "/".join(parts[parts.index("templates") :] if "templates" in parts else parts[-1:])
