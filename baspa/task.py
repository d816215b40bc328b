"""What thesis.yaml says of the task sheet: the questions to be worked on and by when."""

from __future__ import annotations

import datetime

from pydantic import Field

from baspa.yaml import Strict

Day = datetime.date | str
"""A date, or words for it: `the first week of May`."""


class Order(Strict):
    """The order by which the university approved the topic."""

    number: str | int
    date: datetime.date


class Consultant(Strict):
    """Somebody who advises on one chapter."""

    chapter: str
    name: str
    deadline: Day | None = None


class Stage(Strict):
    """One row of the calendar plan."""

    stage: str
    deadline: Day
    note: str = ""


class Task(Strict):
    """The task sheet; what is left out is not printed."""

    order: Order | None = None
    issued: datetime.date | None = Field(default=None, description="the day of issue")
    deadline: Day | None = Field(default=None, description="for the finished work")
    data: str | None = Field(default=None, description="what the work starts from")
    questions: tuple[str, ...] = Field(default=(), description="what is to be worked on")
    graphics: tuple[str, ...] = Field(default=(), description="figures and tables to be drawn")
    literature: tuple[str, ...] = Field(default=(), description="the main sources to begin with")
    consultants: tuple[Consultant, ...] = ()
    plan: tuple[Stage, ...] = Field(default=(), description="the calendar plan")
