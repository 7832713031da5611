"""Choices: one, or several of a cell. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from pipeline.answers.types.answer_limits import Doubt
from pipeline.answers.types.answer_type import AnswerType, Control, Kind, Reading
from pipeline.answers.types.cell_text import cell_text, plain_cell_text, text_of
from pipeline.answers.types.choice_text import ALIKE, choice_of, split_choices
from pipeline.locale_data import OTHER
from pipeline.model import Cell, DetailValue, Question
from pipeline.rich_text import AnyText
from pipeline.similarity import nearest
from pipeline.text import fold


class ChoiceType(AnswerType):
    """One of the choices."""

    name = "choice"
    meaning = "One of `choices`. Blanks and case make no difference, every sign does."
    xlsform = "select_one"
    control: ClassVar[Control] = "options"
    limits = ("choices",)
    kind: ClassVar[Kind] = "choice"
    needs_choices = True
    codes: ClassVar[tuple[str, ...]] = ("answer-not-a-choice", "answer-became-date", "answer-other-choice")

    def read(self, question: Question, cell: Cell, language: str) -> Reading:  # noqa: ARG002 - choices are the same in every export
        """Return the choice that is meant; else the text as typed, and a doubt."""
        text = plain_cell_text(cell)
        for written in (text, text_of(cell.value)):
            choice = choice_of(question.choices, written)
            if choice is not None:
                return choice, None
        if isinstance(cell.value, datetime):
            return text, Doubt("answer-became-date", _written_as_day(question, cell.value))
        near = nearest(text, question.choices, at_least=ALIKE)
        own_words = any(_is_other(choice) for choice in question.choices)
        code = "answer-other-choice" if own_words and near is None and _is_other(text) else "answer-not-a-choice"
        details: dict[str, DetailValue] = {
            "choices": "; ".join(question.choices),
            "several": self.takes_several,
            "own_words": own_words,
        }
        return text, Doubt(code, near, details=details)


class ChoicesType(ChoiceType):
    """Some of the choices."""

    name = "choices"
    meaning = (
        "Any number of `choices`, each on its line or parted by `;`. Exports may part them by commas or blanks, also "
        "where choices have these themselves."
    )
    xlsform = "select_multiple"
    control = "ticks"
    kind = "items"
    sample = ("een", "twee")
    takes_several = True
    codes = (*ChoiceType.codes, "answer-choices-ambiguous")

    def split(self, question: Question, cell: Cell) -> list[AnyText]:
        """Split a cell into choices."""
        return [*split_choices(question.choices, str(cell_text(cell))).items]

    def suspicions(self, question: Question, cell: Cell) -> Iterator[Doubt]:
        """Yield whether a cell may name other choices than were read."""
        if also := split_choices(question.choices, str(cell_text(cell))).also:
            yield Doubt("answer-choices-ambiguous", details={"also": "; ".join(also)})


def _is_other(choice: str) -> bool:
    """Whether a choice leaves room for an answer in one's own words, or an answer begins as such a choice."""
    words = re.findall(r"\w+", fold(choice))
    return bool(words) and words[0] in OTHER


def _written_as_day(question: Question, day: datetime) -> str | None:
    """Return the choice of which Excel may have made this day."""
    written = (f"{day.day}-{day.month}", f"{day.day}/{day.month}", f"{day.month}-{day:%y}", f"{day.month}/{day:%y}")
    return next((choice for choice in question.choices if choice in written), None)
