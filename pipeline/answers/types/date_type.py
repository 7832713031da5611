"""Days, in whatever way people in Flanders write them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from pipeline.answers.types.answer_limits import Doubt
from pipeline.answers.types.answer_type import AnswerType, Reading
from pipeline.answers.types.cell_text import plain_cell_text, text_of
from pipeline.answers.types.date_text import read_date, unlikely
from pipeline.model import Cell, Question, Value

_TROUBLES = {"ambiguous": "answer-date-ambiguous", "no_day": "answer-date-no-day", "unknown": "answer-not-a-date"}


class DateType(AnswerType):
    """A day."""

    name = "date"
    meaning = "A day: `15/03/2026`, `15 maart 2026`, `2026-03-15`, with or without the day of the week."
    xlsform = "date"
    control = "date"
    kind = "day"
    sample = date(2026, 3, 5)
    codes = (*_TROUBLES.values(), "answer-date-early", "answer-date-future", "answer-read-as")

    def read(self, question: Question, cell: Cell, language: str) -> Reading:  # noqa: ARG002 - a day is a day, whatever is asked
        """Return the day; else the text as typed, and why it is no day."""
        if isinstance(cell.value, datetime):
            day = cell.value.date()
            return day, Doubt("answer-read-as", read_as=text_of(day)) if cell.value.time() != time() else None
        if isinstance(cell.value, date):
            return cell.value, None
        text = plain_cell_text(cell)
        parsed = read_date(text, language=language)
        if parsed.day is None:
            suggestion = text_of(parsed.suggestion) if parsed.suggestion else None
            return text, Doubt(_TROUBLES[parsed.trouble], suggestion)
        return parsed.day, Doubt("answer-read-as", read_as=text_of(parsed.day)) if parsed.likely else None

    def limits_broken(self, question: Question, value: Value, today: date | None) -> Iterator[Doubt]:
        """Yield whether a day is long ago, or still to come."""
        code = unlikely(value, today, is_moment=question.role == "moment") if isinstance(value, date) else None
        if code:
            yield Doubt(code)
        yield from super().limits_broken(question, value, today)
