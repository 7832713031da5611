"""Dates as people in Flanders write them. Pure, and nothing is guessed: what may be two days is none."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple, TypeAlias

from pipeline.answers.types.typed_text import Form, read_whole, typed_text
from pipeline.locale_data import month_numbers, weekday_numbers
from pipeline.text import fold

EARLIEST = date(1990, 1, 1)
"""Before this day a date is more often a typing mistake than a date."""
LONGEST_DATE = 60
"""Characters of a text that can be a date."""
_LAST_MONTH = 12
_SERIALS = range(32_874, 73_051)
"""How Excel counts the days from 1990 to 2099."""

Trouble: TypeAlias = Literal["", "ambiguous", "no_day", "unknown"]


class Read(NamedTuple):
    """A text read as a date: the day, or why it is none, and whether part of it is only likely."""

    day: date | None
    trouble: Trouble = ""
    likely: bool = False
    """Whether the century was left out, or something beside the day: an hour, or the name of another weekday."""
    suggestion: date | None = None


def read_date(text: str, *, language: str = "") -> Read:
    """Read a date: day before month, the month in words, or ISO 8601; with the day of the week or an hour beside it.

    In an English file, day and month in numbers are told apart only where one of them can be no month.
    """
    written = typed_text(text).replace("’", "'")
    if len(written) > LONGEST_DATE:
        return _UNKNOWN
    try:
        return read_whole(written, _FORMS_IN_ENGLISH if language == "en" else _FORMS) or _UNKNOWN
    except ValueError:
        return _UNKNOWN


# --- The forms ------------------------------------------------------------------------------------


def _year_first(year: str, month: str, day: str, time: str | None) -> Read:
    return _checked(Read(date(int(year), int(month), int(day))), None, time)


def _day_first(weekday: str | None, day: str, month: str, written_year: str, time: str | None) -> Read:
    year, likely = _year(written_year)
    return _checked(Read(date(year, int(month), int(day)), likely=likely), weekday, time)


def _in_numbers(weekday: str | None, day: str, _: str, month: str, written_year: str, time: str | None) -> Read:
    return _day_first(weekday, day, month, written_year, time)


def _in_english(weekday: str | None, first: str, _: str, second: str, written_year: str, time: str | None) -> Read:
    """Read two numbers of which either may be the month: nobody can tell which, unless one of them is none."""
    may_be_american = int(first) != int(second) and int(first) <= _LAST_MONTH
    if may_be_american and int(second) <= _LAST_MONTH:
        return Read(None, "ambiguous")
    if may_be_american:
        return _day_first(weekday, second, first, written_year, time)._replace(likely=True)
    return _day_first(weekday, first, second, written_year, time)


def _month_in_words(weekday: str | None, day: str, month: str, written_year: str, time: str | None) -> Read:
    if fold(month) not in month_numbers():
        return _UNKNOWN
    return _day_first(weekday, day, str(month_numbers()[fold(month)]), written_year, time)


def _english_words(weekday: str | None, month: str, day: str, year: str, time: str | None) -> Read:
    return _month_in_words(weekday, day, month, year, time)


def _month_alone(month: str, _: str) -> Read:
    return Read(None, "no_day") if fold(month) in month_numbers() else _UNKNOWN


def _no_day(_: str) -> Read:
    return Read(None, "no_day")


def _serial(digits: str) -> Read:
    """Suggest the day that Excel counts so, where a cell lost its look of a date."""
    day = date(1899, 12, 30) + timedelta(days=int(digits)) if int(digits) in _SERIALS else None
    return Read(None, "unknown", suggestion=day)


def _checked(read: Read, weekday: str | None, time: str | None) -> Read:
    """Return the day as likely only, where an hour beside it is left out, or it is on another weekday than is said."""
    if weekday and fold(weekday) not in weekday_numbers():
        return _UNKNOWN
    if time and not read_whole(time, _TIMES):
        return _UNKNOWN
    other_weekday = weekday and read.day and weekday_numbers()[fold(weekday)] != read.day.weekday()
    has_hour = time and any(digit in "123456789" for digit in time)
    return read._replace(likely=read.likely or bool(other_weekday or has_hour))


def _time(hour: str, minute: str, second: str | None) -> bool:
    return int(hour) < 25 and int(minute) < 60 and int(second or 0) < 61  # noqa: PLR2004 - as clocks have it


_UNKNOWN = Read(None, "unknown")
_WORD = r"([^\W\d_]+)"
_WEEKDAY = rf"(?:{_WORD}\.?,? )?"
_HOUR = r"(?:,?[t ]([\d:.]+(?: ?[ap]m)?(?:z| ?[+-]\d\d:?\d\d)?))?"
_YEAR = r"(\d{4}|'?\d\d)"
_DAY = r"(\d\d?)"
_IN_NUMBERS = rf"{_WEEKDAY}{_DAY}(?P<mark> ?[-/. ] ?){_DAY}(?P=mark){_YEAR}{_HOUR}"
_OTHER_FORMS: tuple[Form[Read], ...] = (
    Form(rf"(\d{{4}})[-/.]{_DAY}[-/.]{_DAY}{_HOUR}", _year_first),
    Form(
        rf"{_WEEKDAY}{_DAY}(?:er|e|ste|de|st|nd|rd|th)?[. -]{{0,2}}{_WORD}[. -]{{0,2}}{_YEAR}{_HOUR}", _month_in_words
    ),
    Form(rf"{_WEEKDAY}{_WORD}\.? {_DAY}(?:st|nd|rd|th)?,? (\d{{4}}){_HOUR}", _english_words),
    Form(rf"{_WORD}\.? (\d{{4}})", _month_alone),
    Form(r"(?:\d{1,2}[-/])?\d{4}", _no_day),
    Form(r"\d{5}", _serial),
)
_FORMS = (Form(_IN_NUMBERS, _in_numbers), *_OTHER_FORMS)
_FORMS_IN_ENGLISH = (Form(_IN_NUMBERS, _in_english), *_OTHER_FORMS)
_TIMES = (Form(r"(\d\d?)[:.](\d\d)(?::(\d\d)(?:\.\d{1,6})?)?(?: ?[ap]m)?(?:z| ?[+-]\d\d:?\d\d)?", _time),)


def _year(written: str) -> tuple[int, bool]:
    """Return the year, and whether its century was left out."""
    digits = written.strip("'")
    return (int(digits), False) if len(digits) > 2 else (2000 + int(digits), True)  # noqa: PLR2004 - a year without century


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
