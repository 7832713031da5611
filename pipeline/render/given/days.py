"""Days. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, ClassVar

from pipeline.locale_data import day_comes_first
from pipeline.render.date_formats import moment_in_look
from pipeline.render.given.answers import Given, single
from pipeline.render.given.nothing import Nothing
from pipeline.render.given.numbers import GivenNumber
from pipeline.render.given.typed import GivenValue, OrderedValue, read

_IN_NUMBERS = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\s*")


def day_of_text(text: str, language: str) -> date | None:
    """Return the day that a text is, in numbers: 2026-03-15, or 15/03/2026 where the day comes first; else None."""
    match = _IN_NUMBERS.fullmatch(text)
    try:
        if match is None:
            return date.fromisoformat(text.strip())
        first, second, year = map(int, match.groups())
        if day_comes_first(language):
            return date(year, second, first)
        if first == second or max(first, second) > 12:  # noqa: PLR2004 - months; else nobody can say which is which
            return date(year, min(first, second), max(first, second))
    except ValueError:
        return None
    return None


class GivenDay(OrderedValue):
    """A day, of which a report shows the month in words. A text in numbers that is the same day is equal to it."""

    __slots__ = ()
    __hash__ = GivenValue.__hash__
    fields: ClassVar[frozenset[str]] = frozenset(
        {"year", "month", "day", "weekday", "isoweekday", "isoformat", "strftime"}
    )

    @property
    def year(self) -> GivenNumber:
        """The year."""
        return self._number(lambda day: day.year)

    @property
    def month(self) -> GivenNumber:
        """The number of the month."""
        return self._number(lambda day: day.month)

    @property
    def day(self) -> GivenNumber:
        """The number of the day in its month."""
        return self._number(lambda day: day.day)

    def weekday(self) -> GivenNumber:
        """Return the number of the day in its week, from 0 for Monday."""
        return self._number(lambda day: day.weekday())

    def isoweekday(self) -> GivenNumber:
        """Return the number of the day in its week, from 1 for Monday."""
        return self._number(lambda day: day.isoweekday())

    def isoformat(self) -> object:
        """Return the day as 2026-03-15."""
        return self.written(lambda day: day.isoformat())

    def strftime(self, look: str) -> object:
        """Return the day in a format of Python's letters, in the language of the report. Raises DateFormatError."""
        moment_in_look(date.min, look, self.given.language)
        return self.written(lambda day: moment_in_look(day, look, self.given.language))

    def __sub__(self, other: object) -> GivenDays:
        """Return how many days there are between two days."""
        return self._between(other, is_right=False)

    def __rsub__(self, other: object) -> GivenDays:
        """Return how many days there are between two days."""
        return self._between(other, is_right=True)

    def _between(self, other: object, *, is_right: bool) -> GivenDays:
        if not isinstance(other, GivenDay | date | Nothing):
            return NotImplemented  # type: ignore[no-any-return] # as Python wants it
        own = self._day()
        until = other._day() if isinstance(other, GivenDay) else other  # noqa: SLF001 - another of the same class
        if own is None or not isinstance(until, date):
            return GivenDays(Given((), self.given.language))
        days = (_bare(own) - _bare(until)).days
        return GivenDays(single(-days if is_right else days, self.given.language))

    def _day(self) -> date | None:
        day: date | None = self.given.agreed(read, nobody=None)
        return day

    def _number(self, make: Callable[[Any], int]) -> GivenNumber:
        return GivenNumber(self.given.each(lambda value: make(read(value))))

    def _is_same(self, value: object, other: object) -> bool:
        if isinstance(other, date):
            return _bare(read(value)) == _bare(other)
        return isinstance(other, str) and super()._is_same(value, other)

    def _means(self, value: object, text: str) -> bool:
        return isinstance(value, date) and day_of_text(text, self.given.language) == _bare(value)

    def _operand(self, value: object) -> date:
        return _bare(read(value))

    def _limits(self, other: object) -> tuple[object, ...]:
        if isinstance(other, GivenDay):
            limits: tuple[object, ...] = other.given.values
        else:
            limits = (day_of_text(other, self.given.language) if isinstance(other, str) else other,)
        if not all(isinstance(limit, date) for limit in map(read, limits)):
            raise TypeError
        return tuple(map(_bare, limits))


class GivenDays(GivenNumber):
    """How many days there are between two."""

    __slots__ = ()
    __hash__ = GivenNumber.__hash__
    fields: ClassVar[frozenset[str]] = frozenset({"days"})

    @property
    def days(self) -> GivenNumber:
        """The number itself, as Python calls it."""
        return GivenNumber(self.given)


def _bare(moment: Any) -> date:  # noqa: ANN401 - a day, or a moment of one
    return moment.date() if isinstance(moment, datetime) else moment
