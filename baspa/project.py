"""thesis.yaml and the files beside it, read from disk: everything that a build starts from."""

from __future__ import annotations

import codecs
import datetime
import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any, Literal, TypeAlias

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span
from baspa.encodings import encoding_of
from baspa.folders import SOURCE, THESIS
from baspa.model import Language
from baspa.task import Task
from baspa.yaml import Located, Strict, read_yaml, validate

FILE_LIMIT = 32 * 1024 * 1024
"""Bytes of one text source; more is no text that a person wrote."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 (2.2) has no place for, and so neither a DOCX."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Strict):
    """Somebody named on the title page."""

    name: str
    degree: str | None = None
    position: str | None = None
    group: str | None = None
    role: str | None = None
    """Instead of the usual word for it."""

    @property
    def offices(self) -> tuple[str, ...]:
        """Degree and position, each where it is stated."""
        return tuple(filter(None, (self.degree, self.position)))


People: TypeAlias = Person | tuple[Person, ...]
"""One person, or several in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Strict):
    """An educational programme."""

    code: str | None = None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thesis(Strict):
    """What `thesis.yaml` says."""

    title: str | Mapping[Language, str]
    author: Person
    language: Language = "kk"
    profile: str = "kz-diploma"
    type: Literal["diploma", "project", "master", "dissertation", "report"] = "diploma"
    supervisor: People | None = None
    consultants: People | None = None
    reviewers: People | None = None
    norm_controller: Person | None = None
    """Who checks the norm."""
    head: Person | None = None
    """Head of the department."""
    approval: Person | None = None
    """Who approves work and task."""
    ministry: str | None = None
    university: str | None = None
    faculty: str | None = None
    department: str | None = None
    programme: Programme | None = None
    speciality: Programme | None = None
    degree: str | None = None
    udc: str | None = None
    city: str | None = None
    year: int | None = field(default=None, metadata={"ge": 1900, "le": 2200})
    date: datetime.date | None = None
    declaration: bool | str = False
    """The usual words, or these."""
    task: Task | None = None
    bibliography: tuple[str, ...] = ()
    nocite: tuple[str, ...] = ()
    lists: tuple[Literal["figures", "tables"], ...] | None = None
    typography: bool = True
    hyphenation: bool | None = None
    """Instead of the profile's."""

    def __post_init__(self) -> None:
        if not isinstance(self.title, str) and self.language not in self.title:
            raise ValueError(f"title: the language of the thesis ({self.language}) is missing")

    def persons(self, setting: str) -> tuple[Person, ...]:
        """Return the persons of a setting that may hold one, several or none."""
        stated = getattr(self, setting)
        return (stated,) if isinstance(stated, Person) else stated or ()

    def title_in(self, language: str) -> str:
        """Return the title in `language`, else in the language of the thesis."""
        if isinstance(self.title, str):
            return self.title
        by_language: Mapping[str, str] = self.title  # type: ignore[assignment]
        return by_language.get(language) or by_language[self.language]


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One thesis as it lies on disk: its settings and the texts of its sources."""

    root: Path = field(compare=False)
    thesis: Thesis
    """Where thesis.yaml has mistakes, what is sound in it: the rest can be checked all the same."""
    located: Located = field(compare=False, repr=False)
    """thesis.yaml with the place of each value, for diagnostics."""
    sections: Mapping[str, str]
    """Text of each section file by its path in the project, in order."""
    bibliography: Mapping[str, str]
    """Text of each bibliography file by its path in the project."""

    def read_bytes(self, name: str) -> bytes:
        """Return the content of a file below the folder of the sources.

        Raises FileNotFoundError where there is none, or where `name` leads out of the folder.
        """
        path = _file_inside(self.root / SOURCE, name)
        if path is None:
            raise FileNotFoundError(name)
        return path.read_bytes()

    def files(self) -> list[str]:
        """Return the names of all files below the folder of the sources."""
        source = self.root / SOURCE
        return sorted(p.relative_to(source).as_posix() for p in source.rglob("*") if p.is_file())


def load_project(root: Path, findings: Findings, texts: dict[str, str]) -> Project:
    """Read a project from disk; what is wrong is reported (S1xx), the rest is read.

    `texts` receives the decoded text of each file, for the excerpts of diagnostics.
    """
    found = _read_thesis(root, findings, texts)
    located = found or Located({}, {(): Span(THESIS, 0, 0)}, {})
    thesis = validate(Thesis, found, "S103", findings) if found else None
    thesis = thesis or _sound_part(located, root)
    return Project(
        root=root,
        thesis=thesis,
        located=located,
        sections=_read_sections(root, findings, texts),
        bibliography=_read_bibliography(root, thesis, located, findings, texts),
    )


def _sound_part(located: Located, root: Path) -> Thesis:
    """Return a stand-in for a thesis.yaml with mistakes: all of its settings that are right.

    Nothing is printed with it; it lets one run find the mistakes of the other files too.
    """
    from baspa.yaml.validating import settings_from

    sources = tuple(sorted(path.name for path in (root / SOURCE).glob("*.bib")))
    values: dict[str, Any] = {"title": "–", "author": {"name": "–"}, "bibliography": sources}
    given = located.value if isinstance(located.value, dict) else {}
    for key, value in given.items():
        try:
            settings_from(Thesis, values | {key: value})
        except ValueError:
            continue
        values[key] = value
    return settings_from(Thesis, values)


def _read_thesis(root: Path, findings: Findings, texts: dict[str, str]) -> Located | None:
    """Return thesis.yaml, or None where it is missing, empty or no YAML (reported)."""
    if not (root / THESIS).is_file():
        makes = "`baspa init DIR` makes a project with all that a thesis needs"
        gone = "the folder of the project was moved away or deleted: move it back"
        help = makes if root.is_dir() else gone
        findings.error("S101", f"{THESIS} is missing", help=help)
        return None
    text = read_text(root, THESIS, findings, texts)
    located = read_yaml(text, THESIS, findings) if text is not None else None
    if located is not None and located.value in ({}, None):
        hint = "it needs at least a title and an author"
        findings.error("S101", f"{THESIS} says nothing", Span(THESIS, 0, 0), hint)
        return None
    return located


def _read_sections(root: Path, findings: Findings, texts: dict[str, str]) -> dict[str, str]:
    found = (root / SOURCE).glob("*")  # nothing where the folder is gone
    names = sorted(p.name for p in found if p.name.endswith((".md", ".md.j2")))
    if not names:
        findings.error(
            "S102",
            f"there is no section in {SOURCE}/",
            help=f"write the first one, for example {SOURCE}/10-introduction.md",
        )
    paths = [f"{SOURCE}/{name}" for name in names]
    read = {path: read_text(root, path, findings, texts) for path in paths}
    return {path: text for path, text in read.items() if text is not None}


def _read_bibliography(
    root: Path, thesis: Thesis, located: Located, findings: Findings, texts: dict[str, str]
) -> dict[str, str]:
    found = {}
    for index, name in enumerate(thesis.bibliography):
        span = located.span(("bibliography", index))
        path = f"{SOURCE}/{name}"
        if _file_inside(root / SOURCE, name) is None:
            findings.error("S104", f"there is no file {path}", span)
        elif (foreign := read_foreign_text(root, path, span, findings)) is not None:
            texts[path] = found[path] = foreign
    return found


def read_foreign_text(root: Path, path: str, span: Span, findings: Findings) -> str | None:
    """Return a file that another program exported, in whatever encoding; LF line ends.

    What is no character, or one that cannot be printed, is U+FFFD in the text. Told at `span`: a
    file that cannot be read (S105), an encoding other than UTF-8 (S107).
    """
    try:
        if (root / path).stat().st_size > FILE_LIMIT:
            findings.error("S105", f"{path} is too large to be text", span)
            return None
        content = (root / path).read_bytes()
    except OSError as error:
        findings.error("S105", f"{path} cannot be read: {error.strerror}", span)
        return None
    encoding = encoding_of(content)
    if not encoding.startswith("utf"):
        findings.warning(
            "S107",
            f"{path} is not in UTF-8: it was read as {encoding}",
            span,
            "look at its letters in the list of references, or export the file in UTF-8",
        )
    text = _with_lf(content.decode(encoding, "replace"))
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _file_inside(folder: Path, name: str) -> Path | None:
    """Return the file `name` below `folder`, or None where there is none or it leads out."""
    try:
        path = (folder / name).resolve()
        return path if path.is_relative_to(folder.resolve()) and path.is_file() else None
    except (OSError, ValueError, RuntimeError):  # too long a name, a NUL in it, a ring of links
        return None


def read_text(root: Path, path: str, findings: Findings, texts: dict[str, str]) -> str | None:
    """Return a UTF-8 file with LF line ends, or None where it is no such text (S105).

    A control character is reported too (S106), and the rest of the text read.
    """
    try:
        if (root / path).stat().st_size > FILE_LIMIT:
            findings.error("S105", "this file is too large to be text", Span(path, 0, 0))
            return None
        raw = (root / path).read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        findings.error("S105", f"this file cannot be read: {error.strerror}", Span(path, 0, 0))
        return None
    if (sound := _sound_text(path, raw)) is not None:
        texts[path] = sound
        return sound
    texts[path] = text = _with_lf(raw.decode("utf-8", "replace"))
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = len(_with_lf(raw[: error.start].decode("utf-8")))
        hint = "save the file as text in the encoding UTF-8"
        findings.error("S105", "these bytes are no UTF-8", Span(path, place, place + 1), hint)
        return None
    found = _UNPRINTABLE.search(text)
    assert found is not None
    span = Span(path, *found.span())
    if found[0] == "\0":
        findings.error("S105", "this byte is a NUL: the file is no text", span)
        return None
    code = f"U+{ord(found[0]):04X}"
    hint = "delete it: such characters come along when text is copied from another program"
    findings.error("S106", f"the control character {code} cannot be printed", span, hint)
    return text


def _sound_text(path: str, raw: bytes) -> str | None:
    """Return the text of the file at `path`, or None where something in it is to be reported."""
    before = _last_texts.get(path)
    if before is None or before[0] != raw:
        if len(_last_texts) > MOST_TEXTS:
            _last_texts.clear()
        before = _last_texts[path] = raw, _decoded(raw)
    return before[1]


def _decoded(raw: bytes) -> str | None:
    try:
        text = _with_lf(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    return None if _UNPRINTABLE.search(text) else text


MOST_TEXTS = 256
_last_texts: dict[str, tuple[bytes, str | None]] = {}
"""What files held when they were read last, by their paths, and their texts: most are as before."""


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
