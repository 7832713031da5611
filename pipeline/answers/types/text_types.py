"""Texts: of a line, of many lines, and lists. Any cell is one, as its answerer saw it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from pipeline.answers.types.answer_limits import Doubt
from pipeline.answers.types.answer_type import AnswerType, Reading
from pipeline.answers.types.cell_text import cell_text
from pipeline.model import Cell, Question
from pipeline.rich_text import AnyText, split_lines
from pipeline.text import BULLET, NUMBER


class TextType(AnswerType):
    """A text on a line."""

    name = "text"
    meaning = "A text, shown as it was seen in its cell."
    xlsform = "text"

    def read(self, question: Question, cell: Cell, language: str) -> Reading:  # noqa: ARG002 - a text is read the same whatever is asked
        """Return the text as its answerer saw it."""
        return cell_text(cell), None

    def suspicions(self, question: Question, cell: Cell) -> Iterator[Doubt]:
        """Yield whether Excel may have made a date of the text: of 24/7, 3-4 or 10-15."""
        if isinstance(cell.value, datetime) and cell.shown and not _shows_whole_day(cell.shown, cell.value):
            yield Doubt("answer-maybe-date")
        yield from super().suspicions(question, cell)


class LongTextType(TextType):
    """A text of many lines."""

    name = "long_text"
    meaning = "A text of several lines or paragraphs, shown as it was seen in its cell."
    control = "long_text"


class ListType(TextType):
    """Several texts."""

    name = "list"
    meaning = "Several texts: each line of a cell, or each cell of a form, is an item."
    control = "lines"
    limits = ()
    kind = "items"
    sample = ("een", "twee")
    takes_several = True

    def split(self, question: Question, cell: Cell) -> list[AnyText]:  # noqa: ARG002 - lines are lines, whatever is asked
        """Split a cell by line, without the marks of a list."""
        lines = (_without_mark(BULLET, line).strip() for line in split_lines(cell_text(cell)))
        items = [line for line in lines if line]
        numbers = [match[1] for item in items if (match := NUMBER.match(str(item)))]
        if numbers == [str(number) for number in range(1, len(items) + 1)]:
            # Counted from 1 to the last, they are marks of a list; "12. december" alone is part of an idea.
            return [_without_mark(NUMBER, item).strip() for item in items]
        return items


def _shows_whole_day(shown: str, day: datetime) -> bool:
    """Whether a cell shows the day and the year of its date; other formats may be Excel's own idea."""
    numbers = [int(number) for number in re.findall(r"\d{1,4}", shown)]
    has_year = day.year in numbers or day.year % 100 in numbers[1:]
    return has_year and day.day in numbers


def _without_mark(mark: re.Pattern[str], line: AnyText) -> AnyText:
    match = mark.match(str(line))
    return line[match.end() :] if match else line
