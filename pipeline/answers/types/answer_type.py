"""What Binding knows of one type of question: how it is read, tried, filled in and called elsewhere. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pipeline.model import Cell, Question, Value
from pipeline.rich_text import AnyText

Control: TypeAlias = Literal["text", "long_text", "lines", "ticks", "options", "yes_no", "date"]
"""How a form asks it: a box, a tall box, several boxes, a box for each choice, a drop-down list, yes or no, a day."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an answer can't be read as its question's type, or how it was read where that is only likely."""

    code: str
    suggestion: str | None = None
    read_as: str = ""


Reading: TypeAlias = tuple[Value, Doubt | None]
Reader: TypeAlias = Callable[[Question, Cell, str], Reading]
"""From the question, the cell and the language of the export, where that is known."""


@dataclass(frozen=True, slots=True)
class AnswerType:
    """A type of question. A new type is one of these in `registry.py`, with its tests."""

    name: str
    """What `layout.toml` calls it."""
    read: Reader
    """Reads a cell; of a type with items, one item, where there are choices to compare it with."""
    xlsform: str
    """The type of XLSForm that asks the same."""
    control: Control = "text"
    sample: Value = "Een antwoord."
    """An answer to try templates on."""
    split: Callable[[Question, Cell], list[AnyText]] | None = None
    """Splits a cell into items, where a question takes several."""
    needs_choices: bool = False
    """Whether `choices` has to be in `layout.toml`."""
    names_respondent: bool = False
    """Whether an answer says who the respondent is, so that two respondents differ on it without a word."""
    is_day: bool = False
    """Whether an answer is a day, which may be unlikely."""
