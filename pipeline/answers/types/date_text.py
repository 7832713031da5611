"""Dates as people in Flanders write them. Pure, and nothing is guessed: what may be two days is none."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple, TypeAlias

from pipeline.locale_data import month_numbers
from pipeline.text import fold

EARLIEST = date(1990, 1, 1)
"""Before this day a date is more often a typing mistake than a date."""
_DAY_FIRST = re.compile(r"(?:[a-z]+\.? )?(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|'?\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
_IN_WORDS = re.compile(r"(?:[a-z]+\.? )?(\d{1,2})(?:er|e|ste|de)?[. -]*([a-z]+)[. -]*(\d{4}|'?\d{2})")
_MONTH = re.compile(r"([a-z]+)\.? (\d{4})|(\d{1,2})[-/](\d{4})|(\d{4})")
_LAST_MONTH = 12
_SERIAL = re.compile(r"\d{5}")
_SERIALS = range(32_874, 73_051)
"""How Excel counts the days from 1990 to 2099."""

Trouble: TypeAlias = Literal["", "ambiguous", "no_day", "unknown"]


class Read(NamedTuple):
    """A text read as a date: the day, or why it is none, and whether part of it is only likely."""

    day: date | None
    trouble: Trouble = ""
    likely: bool = False
    """Whether the century was left out."""
    suggestion: date | None = None


def read_date(text: str, *, language: str = "") -> Read:
    """Read a date: day before month, the month in words, or ISO 8601.

    In an English file, day and month in numbers are told apart only where one of them can be no month.
    """
    folded = fold(text).replace("’", "'").strip(" .,;")
    try:
        if found := _YEAR_FIRST.fullmatch(folded):
            return Read(date(int(found[1]), int(found[2]), int(found[3])))
        if found := _DAY_FIRST.fullmatch(folded):
            return _in_numbers(int(found[1]), int(found[2]), found[3], language)
        if (found := _IN_WORDS.fullmatch(folded)) and (month := month_numbers().get(found[2])):
            year, likely = _year(found[3])
            return Read(date(year, month, int(found[1])), likely=likely)
    except ValueError:
        return Read(None, "unknown")
    if (found := _MONTH.fullmatch(folded)) and (found[1] is None or found[1] in month_numbers()):
        return Read(None, "no_day")
    return Read(None, "unknown", suggestion=_of_serial(folded))


def _in_numbers(first: int, second: int, written_year: str, language: str) -> Read:
    year, likely = _year(written_year)
    may_be_american = language == "en" and first != second and first <= _LAST_MONTH
    if may_be_american and second <= _LAST_MONTH:
        return Read(None, "ambiguous")
    if may_be_american:
        return Read(date(year, first, second), likely=True)
    return Read(date(year, second, first), likely=likely)


def _year(written: str) -> tuple[int, bool]:
    digits = written.strip("'")
    return (int(digits), False) if len(digits) > 2 else (2000 + int(digits), True)  # noqa: PLR2004 - a year without century


def _of_serial(text: str) -> date | None:
    """Return the day that Excel counts so, where a cell lost its look of a date."""
    if not _SERIAL.fullmatch(text) or int(text) not in _SERIALS:
        return None
    return date(1899, 12, 30) + timedelta(days=int(text))


def unlikely(day: date, today: date | None, *, is_moment: bool) -> str | None:
    """Return the code that says why a day is unlikely: long ago, or still to come.

    A day on which something was filled in can't be after tomorrow (somewhere it is tomorrow already); another day may
    be planned ten years ahead.
    """
    bare = day.date() if isinstance(day, datetime) else day
    if bare < EARLIEST:
        return "answer-date-early"
    ahead = timedelta(days=1 if is_moment else 3653)
    return "answer-date-future" if today and bare - today > ahead else None
