"""What Binding knows of one type of question: all of it in one class. Pure."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator
from datetime import date
from typing import ClassVar, Literal, TypeAlias

from pipeline.answers.types.answer_limits import Doubt, text_limits_broken
from pipeline.answers.types.cell_text import cell_text, text_of
from pipeline.model import Cell, PlainValue, Question, Value
from pipeline.rich_text import AnyText, RichText
from pipeline.text import fold

Control: TypeAlias = Literal["text", "long_text", "lines", "ticks", "options", "yes_no", "date"]
"""How a form asks it: a box, a tall box, several boxes, a box for each choice, a drop-down list, yes or no, a day."""

Kind: TypeAlias = Literal["text", "choice", "items", "number", "day", "yes_no"]
"""What an answer is to templates: a text, a text out of a few, several of these, and what is no text."""


Reading: TypeAlias = tuple[Value | None, Doubt | None]
"""The value, or None where the cell says that there is no answer; and why that is doubtful."""


class AnswerType(ABC):
    """A type of question. A new type is one subclass, its place in `registry.py`, and its tests."""

    name: ClassVar[str]
    """What `layout.toml` calls it."""
    meaning: ClassVar[str]
    """What it asks and how an answer may be written, for the reference of `layout.toml`."""
    xlsform: ClassVar[str]
    """The type of XLSForm that asks the same."""
    control: ClassVar[Control] = "text"
    kind: ClassVar[Kind] = "text"
    """What an answer is to templates."""
    sample: ClassVar[Value] = "Een antwoord."
    """An answer to try templates on."""
    takes_several: ClassVar[bool] = False
    """Whether an answer has items, into which `split` parts a cell."""
    limits: ClassVar[tuple[str, ...]] = ("max_length", "pattern")
    """The settings of `layout.toml` that its answers are held to, beside those that every type has."""
    needs_choices: ClassVar[bool] = False
    """Whether `choices` has to be in `layout.toml`."""
    names_respondent: ClassVar[bool] = False
    """Whether an answer says who the respondent is, so that two respondents differ on it without a word."""
    codes: ClassVar[tuple[str, ...]] = ()
    """The findings that its reading can give; their texts are in `messages/answer_codes.py`."""

    @abstractmethod
    def read(self, question: Question, cell: Cell, language: str) -> Reading:
        """Read a cell, or one item of it where the type takes several; else return its text as typed, and a doubt.

        `language` is that of the export, or empty where it is not known.
        """

    def split(self, question: Question, cell: Cell) -> list[AnyText]:  # noqa: ARG002 - for choices
        """Part a cell into items; the answer of a type that takes no more than one is one item."""
        return [cell_text(cell)]

    def options(self, question: Question) -> tuple[PlainValue, ...]:
        """Return all that an answer can be; nothing where it may be any text, number or day."""
        return question.choices

    def suspicions(self, question: Question, cell: Cell) -> Iterator[Doubt]:  # noqa: ARG002 - for choices
        """Yield why a cell that could be read may not say what was meant."""
        yield from ()

    def limits_broken(self, question: Question, value: Value, today: date | None) -> Iterator[Doubt]:  # noqa: ARG002 - for days
        """Yield which limits of the question a value is outside. What day it is only tells which days are unlikely."""
        yield from text_limits_broken(question, value)

    def comparable(self, value: Value) -> Hashable:
        """Return what is the same for two answers that people read as one, whatever their spelling or order."""
        if isinstance(value, tuple):
            return frozenset(fold(str(item)) for item in value)
        return fold(str(value)) if isinstance(value, str | RichText) else value

    def operand(self, value: PlainValue) -> PlainValue:
        """Return what conditions of the layout compare and calculate with."""
        return value

    def shown(self, value: PlainValue) -> str:
        """Return how findings show a value: in Dutch notation."""
        return "; ".join(value) if isinstance(value, tuple) else text_of(value)
