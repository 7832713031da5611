"""Numbers: with decimals, whole, on a scale, and percentages. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import ClassVar

from pipeline.answers.types.answer_limits import Doubt, out_of_range, within_limits
from pipeline.answers.types.answer_type import AnswerType, Kind, Reading
from pipeline.answers.types.cell_text import cell_text, plain_cell_text, text_of
from pipeline.answers.types.number_text import hundredfold, numbers_in, only_fitting, percentages_in, read_as
from pipeline.model import Cell, PlainValue, Question, Value
from pipeline.percentage import Percentage


class NumberType(AnswerType):
    """A number, or a percentage where one was given."""

    name = "number"
    meaning = "A number: `12,5`, `1.250,00`. A currency is left out, and told; a percentage stays one: `12,5 %`."
    xlsform = "decimal"
    kind: ClassVar[Kind] = "number"
    sample: ClassVar[Value] = Decimal("12.5")
    limits = ("minimum", "maximum")
    codes: ClassVar[tuple[str, ...]] = (
        "answer-not-a-number",
        "answer-number-ambiguous",
        "answer-became-date",
        "answer-read-as",
    )
    takes_percentages: ClassVar[bool] = True
    not_read: ClassVar[str] = "answer-not-a-number"
    """What is said of a text that is no number of this type."""

    def read(self, question: Question, cell: Cell, language: str) -> Reading:
        """Return the number or the percentage; else the text as typed, and why it is none or may be two."""
        text = plain_cell_text(cell)
        number = cell_number(cell)
        if number is not None:
            percentage = shown_percentage(cell, number)
            if percentage is None:
                return self.of_number(cell, number)
            return (percentage, None) if self.takes_percentages else (text, Doubt(self.not_read))
        if isinstance(cell.value, date):
            return text, Doubt("answer-became-date")
        candidates = numbers_in(text, language)
        percentages = [] if candidates or not self.takes_percentages else percentages_in(text, language)
        candidate = only_fitting(candidates or percentages, lambda number: self.fits(question, number))
        if candidate is None:
            return text, Doubt("answer-number-ambiguous" if candidates or percentages else self.not_read)
        if percentages:
            percentage = Percentage(candidate.number)
            return percentage, read_as(percentage) if candidate.likely else None
        value, doubt = self.of_number(cell, candidate.number)
        return value, doubt or (read_as(candidate.number) if candidate.likely else None)

    def of_number(self, cell: Cell, number: Decimal) -> Reading:  # noqa: ARG002 - whole numbers have to show their cell
        """Return what a number means that is no text."""
        return number, None

    def fits(self, question: Question, number: Decimal) -> bool:
        """Whether a number can be an answer to the question."""
        return within_limits(question, number)

    def limits_broken(self, question: Question, value: Value, today: date | None) -> Iterator[Doubt]:
        """Yield whether a number is too small or too large; 50 % is 50, and also half of one."""
        numbers = (value.number, value.number / 100) if isinstance(value, Percentage) else _as_number(value)
        if numbers and not any(within_limits(question, number) for number in numbers):
            yield out_of_range(question)
        yield from super().limits_broken(question, value, today)

    def operand(self, value: PlainValue) -> PlainValue:
        """Return the number of a percentage: 12.5 of 12,5 %."""
        return value.number if isinstance(value, Percentage) else value


class IntegerType(NumberType):
    """A whole number."""

    name = "integer"
    meaning = "A whole number: `12`, `12.500` where that can mean only one number."
    xlsform = "integer"
    sample = 12
    codes = ("answer-not-an-integer", *NumberType.codes[1:])
    takes_percentages = False
    not_read = "answer-not-an-integer"

    def of_number(self, cell: Cell, number: Decimal) -> Reading:
        """Return a whole number; else the text as typed, and that it is none."""
        if number != number.to_integral_value():
            return cell_text(cell), Doubt("answer-not-an-integer")
        return int(number), None

    def fits(self, question: Question, number: Decimal) -> bool:
        """Whether a number is whole, and within the limits."""
        return number == number.to_integral_value() and super().fits(question, number)


class ScaleType(IntegerType):
    """A whole number of a range."""

    name = "scale"
    meaning = "A whole number from `minimum` to `maximum`."
    xlsform = "range"
    sample = 3


class PercentageType(NumberType):
    """A percentage."""

    name = "percentage"
    meaning = (
        "A percentage: `50 %`, `12,5%`, or a number in a cell that Excel shows with a %. It stays one in the report; "
        "`minimum`, `maximum`, conditions and templates calculate with 12.5 for 12,5 %. A number without a % is read "
        "where the limits leave one meaning (with a maximum of 100, `50` is 50 %), else it is told."
    )
    sample = Percentage(Decimal("12.5"))
    codes = (*NumberType.codes, "answer-percentage-ambiguous", "answer-out-of-range")

    def read(self, question: Question, cell: Cell, language: str) -> Reading:
        """Return the percentage; else the text as typed, and why it is none or may be two."""
        value, doubt = super().read(question, cell, language)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return _without_sign(question, cell, Decimal(value))
        return value, doubt

    def limits_broken(self, question: Question, value: Value, today: date | None) -> Iterator[Doubt]:
        """Yield whether a percentage is too small or too large."""
        yield from super().limits_broken(question, value.number if isinstance(value, Percentage) else value, today)


def _without_sign(question: Question, cell: Cell, number: Decimal) -> Reading:
    """Read a number without a %: as it is, or as a part of one where the limits leave only that."""
    readings = [Percentage(number)] if number == 0 else [Percentage(number), Percentage(hundredfold(number))]
    fitting = [percentage for percentage in readings if within_limits(question, percentage.number)]
    if len(fitting) == 1:
        return fitting[0], (read_as(fitting[0]) if fitting[0].number != number else None)
    text = plain_cell_text(cell)
    if not fitting:
        return text, out_of_range(question)
    details = {"first": text_of(readings[0]), "second": text_of(readings[1])}
    return text, Doubt("answer-percentage-ambiguous", details=details)


def cell_number(cell: Cell) -> Decimal | None:
    """Return the number that a cell holds as one, with the digits that Excel keeps; None where it holds none."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float) or not isfinite(cell.value):
        return None
    return Decimal(cell.value) if isinstance(cell.value, int) else Decimal(f"{cell.value:.15g}")


def shown_percentage(cell: Cell, number: Decimal) -> Percentage | None:
    """Return what a cell with a number shows as a percentage: 50 % where it holds 0.5, or 50 beside a mere sign."""
    candidates = percentages_in(cell.shown, "")
    if not candidates:
        return None
    part, whole = hundredfold(number), number
    shown = candidates[0].number
    return Percentage(part if abs(shown - part) <= abs(shown - whole) else whole)


def _as_number(value: Value) -> tuple[Decimal | int, ...]:
    return (value,) if isinstance(value, int | Decimal) and not isinstance(value, bool) else ()
