"""Yes or no. Pure."""

from __future__ import annotations

from pipeline.answers.types.answer_type import AnswerType, Reading
from pipeline.answers.types.cell_text import plain_cell_text
from pipeline.answers.types.limits import Doubt
from pipeline.locale_data import NO, YES
from pipeline.model import Cell, PlainValue, Question
from pipeline.text import fold


class YesNoType(AnswerType):
    """Yes or no."""

    name = "yes_no"
    meaning = "Yes or no, in Dutch, English or French, or as a tick."
    xlsform = "select_one"
    control = "yes_no"
    sample = True
    codes = ("answer-not-yes-or-no",)

    def options(self, question: Question) -> tuple[PlainValue, ...]:  # noqa: ARG002 - as below
        """Return yes and no."""
        return (True, False)

    def read(self, question: Question, cell: Cell, language: str) -> Reading:  # noqa: ARG002 - yes is yes, whatever is asked
        """Return yes or no as true or false; else the text as typed, and a doubt."""
        if isinstance(cell.value, bool):
            return cell.value, None
        text = plain_cell_text(cell)
        if fold(text) in YES:
            return True, None
        return (False, None) if fold(text) in NO else (text, Doubt("answer-not-yes-or-no"))
