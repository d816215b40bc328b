"""The Jinja environments: sandboxed, strict about names.

A template is looked for in the project's `templates/`, then in the profile's folder (and those of
the profiles that it extends), then among the shipped ones: a university overrides one by one.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from baspa.dataclass import dataclass
from baspa.diagnostics import Diagnostic, Findings, Span
from baspa.packages import release
from baspa.project import Thesis
from baspa.store import digest, keep, recall

FAILURES = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What the expressions of a template can raise; the templates are an author's."""
NAMELESS = "<template>"
"""What Jinja calls a template that was no file."""
COUNTABLE = ("pages", "figures", "tables", "equations", "sources", "appendices")


@dataclass(frozen=True, slots=True)
class Templates:
    """The HTML templates at hand; one that fails is reported and prints nothing."""

    environment: Environment
    findings: Findings
    texts: dict[str, str]
    """Receives the text of each template read, for the excerpts of diagnostics."""

    def fill(self, name: str, context: Mapping[str, Any]) -> Markup:
        """Return the template `name` filled with `context`; a failure is reported (T101)."""
        return Markup(self.text(name, context))

    def text(self, name: str, context: Mapping[str, Any]) -> str:
        """Do as `fill` for what is long and put into no other template."""
        try:
            return self.environment.get_template(name).render(context)
        except FAILURES as error:
            _report(error, f"templates/{name}", self.findings, self.texts)
            return ""


@dataclass(frozen=True, slots=True)
class _Read:
    """A template as it was read."""

    name: str
    file: str
    text: str


class _Loader(BaseLoader):
    """Gives out templates that were read; one that could not be is asked for again, to be told."""

    def __init__(self, folders: Sequence[Path], read: Iterable[_Read]) -> None:
        self.files = FileSystemLoader(folders)
        self.read = {each.name: each for each in read}

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        if template not in self.read:
            return self.files.get_source(environment, template)
        return self.read[template].text, self.read[template].file, None


class _Compiled(BytecodeCache):
    """Keeps compiled templates between runs."""

    def load_bytecode(self, bucket: Bucket) -> None:
        kept = recall(self._key(bucket))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        keep(self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        """The key of a bucket tells name and file of a template, its checksum the text."""
        releases = (release("jinja2"), sys.version)
        return digest(["template", *releases, bucket.key, bucket.checksum])


def open_templates(folders: Sequence[Path], findings: Findings, texts: dict[str, str]) -> Templates:
    """Return the HTML templates found in `folders`; the first folder that has one wins.

    `texts` receives the texts of all of them.
    """
    read = tuple(_read_templates(folders))
    texts |= {_shown(each.file): each.text for each in read}
    return Templates(_environment(tuple(folders), read), findings, texts)


def _read_templates(folders: Sequence[Path]) -> Iterator[_Read]:
    loader, nowhere = FileSystemLoader(folders), Environment(autoescape=True)
    for name in loader.list_templates():
        if name.endswith(".j2"):
            with suppress(*FAILURES):  # told where it is used
                text, file, _ = loader.get_source(nowhere, name)
                yield _Read(name, file, text)


@lru_cache(maxsize=2)  # of the build before: its templates are compiled
def _environment(folders: tuple[Path, ...], read: tuple[_Read, ...]) -> Environment:
    return ImmutableSandboxedEnvironment(
        loader=_Loader(folders, read),
        bytecode_cache=_Compiled(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def fill_section(text: str, path: str, thesis: Thesis, findings: Findings) -> str:
    """Return a section source `*.md.j2` filled with the thesis's data.

    `thesis` holds the fields of thesis.yaml; `counts.figures` and the like stand for the counts of
    the finished document.
    """
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False
    )
    context = {
        "thesis": asdict(thesis),
        "counts": {what: f"[]{{.count of={what}}}" for what in COUNTABLE},
    }
    try:
        return environment.from_string(text).render(context)
    except FAILURES as error:
        _report(error, path, findings, {path: text})
        return ""


def _report(error: Exception, file: str, findings: Findings, texts: Mapping[str, str]) -> None:
    """Report once what went wrong in a template, at its line (T101)."""
    filename, line = _place(error)
    if filename != NAMELESS:
        file = _shown(filename)
    lines = texts.get(file, "").split("\n")
    start = sum(len(each) + 1 for each in lines[: line - 1])
    length = len(lines[line - 1]) if line <= len(lines) else 1
    message = error.message if isinstance(error, TemplateError) else str(error)
    diagnostic = Diagnostic(
        code="T101",
        message=f"the template cannot be filled: {message}",
        span=Span(file, start, start + length),
    )
    if diagnostic not in findings.diagnostics:
        findings.extend([diagnostic])


def _place(error: Exception) -> tuple[str, int]:
    """Return the file and the line of the innermost template in which `error` was raised."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or NAMELESS, error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    places = [(f.filename, f.lineno or 1) for f in frames if f.filename.endswith((".j2", NAMELESS))]
    return places[-1] if places else (NAMELESS, 1)


def _shown(filename: str) -> str:
    """Return a template's path as an author knows it: from `templates/` or `styles/` on."""
    parts = Path(filename).parts
    tops = [i for i, part in enumerate(parts) if part in {"templates", "styles"}]
    return "/".join(parts[tops[-1] :] if tops else parts[-1:])
