"""What was answered: submissions and their answers, by respondent and by initiative."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from pipeline.model.place import Place
from pipeline.model.workbook import Cell
from pipeline.percentage import Percentage
from pipeline.rich_text import AnyText, RichText

PlainValue: TypeAlias = str | bool | int | Decimal | Percentage | date | tuple[str, ...]
Value: TypeAlias = PlainValue | RichText | tuple[AnyText, ...]


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who answered: known by e-mail address, else by name. Anonymous respondents are never merged."""

    email: str | None = None
    name: str | None = None

    @property
    def label(self) -> str:
        """Return what to call this respondent in a report; empty for who gave neither."""
        return self.name or self.email or ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One respondent's answers as they stand in the cells: one filled-in form, or one row of a table."""

    layout: str
    place: Place
    cells: Mapping[str, tuple[Cell, ...]]
    """The filled cells of each question, by its name."""
    empty_places: Mapping[str, Place]
    """Where an answer could have stood and does not, by question name."""
    sent_by: Respondent = field(default_factory=Respondent)
    """Who sent it according to the export, apart from any question."""
    sent_at: datetime | None = None
    sent_id: str | None = None
    """What the export calls it and no other submission anywhere: a UUID."""
    language: str = ""
    """The language in which the export speaks, where that is known: it tells how dates and numbers are written."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One value given to a question, with the cell it stands in."""

    question: str
    value: Value
    place: Place

    @property
    def plain_value(self) -> PlainValue:
        """Return the value without formatting: what counts when answers are compared."""
        if isinstance(self.value, RichText):
            return self.value.text
        if isinstance(self.value, tuple):
            return tuple(str(item) for item in self.value)
        return self.value


@dataclass(frozen=True, slots=True)
class CheckedSubmission:
    """A submission of which every answer has been read as its question's type."""

    layout: str
    place: Place
    initiative: str
    respondent: Respondent
    moment: date | datetime | None
    """When it was sent: to the second from an export, else the day that was filled in."""
    answers: Mapping[str, Answer]
    refused: bool = False
    """True where it has no initiative or lacks a required answer."""
    sent_id: str | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one respondent answered for an initiative, after later submissions have replaced earlier ones."""

    respondent: Respondent
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Initiative:
    """What one report is about."""

    layout: str
    key: str
    """The folded name: the same for every spelling that counts as the same initiative."""
    name: str
    contributions: tuple[Contribution, ...]
    refused: bool = False
