"""What thesis.yaml says of the task sheet: the questions to be worked on and by when."""

from __future__ import annotations

import datetime

from baspa.dataclass import dataclass
from baspa.yaml import Strict

Day = datetime.date | str
"""A date, or words for it: `the first week of May`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Strict):
    """The order by which the university approved the topic."""

    number: str | int
    date: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultant(Strict):
    """Somebody who advises on one chapter."""

    chapter: str
    name: str
    deadline: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Strict):
    """One row of the calendar plan."""

    stage: str
    deadline: Day
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Strict):
    """The task sheet; what is left out is not printed."""

    order: Order | None = None
    issued: datetime.date | None = None
    """The day of issue."""
    deadline: Day | None = None
    """For the finished work."""
    data: str | None = None
    """What the work starts from."""
    questions: tuple[str, ...] = ()
    """What is to be worked on."""
    graphics: tuple[str, ...] = ()
    """Figures and tables to be drawn."""
    literature: tuple[str, ...] = ()
    """The main sources to begin with."""
    consultants: tuple[Consultant, ...] = ()
    plan: tuple[Stage, ...] = ()
    """The calendar plan."""
