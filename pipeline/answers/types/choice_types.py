"""Choices: one, or several of a cell. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from pipeline.answers.types.answer_type import AnswerType, Control, Reading
from pipeline.answers.types.cell_text import cell_text, plain_cell_text
from pipeline.answers.types.choice_text import choice_of, split_choices
from pipeline.answers.types.limits import Doubt
from pipeline.model import Cell, Question
from pipeline.rich_text import AnyText
from pipeline.similarity import nearest

_ALIKE = 0.7
"""How alike a text and a choice have to be, from 0 to 1, for the choice to be suggested."""


class ChoiceType(AnswerType):
    """One of the choices."""

    name = "choice"
    meaning = "One of `choices`."
    xlsform = "select_one"
    control: ClassVar[Control] = "options"
    limits = ("choices",)
    needs_choices = True
    codes = ("answer-not-a-choice", "answer-became-date")

    def read(self, question: Question, cell: Cell, language: str) -> Reading:  # noqa: ARG002 - choices are the same in every export
        """Return the choice that is meant; else the text as typed, and a doubt."""
        text = plain_cell_text(cell)
        choice = choice_of(question.choices, text)
        if choice is not None:
            return choice, None
        if isinstance(cell.value, datetime):
            return text, Doubt("answer-became-date", _written_as_day(question, cell.value))
        return text, Doubt("answer-not-a-choice", nearest(text, question.choices, at_least=_ALIKE))


class ChoicesType(ChoiceType):
    """Some of the choices."""

    name = "choices"
    meaning = "Any number of `choices`, each on its line or parted by `;`."
    xlsform = "select_multiple"
    control = "ticks"
    sample = ("een", "twee")
    takes_several = True

    def split(self, question: Question, cell: Cell) -> list[AnyText]:
        """Split a cell into choices."""
        return [*split_choices(question.choices, str(cell_text(cell)))]


def _written_as_day(question: Question, day: datetime) -> str | None:
    """Return the choice of which Excel may have made this day."""
    written = (f"{day.day}-{day.month}", f"{day.day}/{day.month}", f"{day.month}-{day:%y}", f"{day.month}/{day:%y}")
    return next((choice for choice in question.choices if choice in written), None)
