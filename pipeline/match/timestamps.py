"""When something was sent, as exports write it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from pipeline.locale_data import day_comes_first, month_numbers
from pipeline.model import CellValue
from pipeline.text import fold

_NEVER = 1980
"""LimeSurvey writes 1 January 1980 where a survey keeps no moments."""
_LONGEST = 80
_NOON = 12
_DECEMBER = 12
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_TIME = re.compile(r"(\d{1,2})[:.hu](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,6})?)?([ap]\.?m\.?)?")
_OFFSET = re.compile(r"(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|e|\.)?")
_YEAR = re.compile(r"\d{4}")
_BETWEEN = frozenset({"om", "at", "a", "um", "le", "op", "de", "uur", "-"})
"""Words between a day and a time, folded."""
_HALVES = {"am": 0, "a.m.": 0, "a.m": 0, "pm": _NOON, "p.m.": _NOON, "p.m": _NOON}
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "eet": 2,
    "eest": 3, "msk": 3, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
"""Hours that zones are ahead of Greenwich, by the names that exports write."""
_WEEKDAYS = frozenset(
    {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "ma", "di", "wo", "do", "vr", "za",
     "zo", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu",
     "fri", "sat", "sun", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "montag",
     "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Written:
    """A moment as it is written, with the two numbers of its day as they come."""

    year: int
    first: int
    second: int
    is_certain: bool
    """Whether it is known which of the two is the day; then the first is."""
    separator: str
    seconds: float
    """Since midnight, less what its zone is ahead of Greenwich."""

    def read(self, *, month_first: bool | None) -> datetime | None:
        """Return the moment; None where there is no such day, or where nothing tells which number is the day."""
        day, month = self.first, self.second
        if not self.is_certain:
            if month_first is None and day != month and max(day, month) <= _DECEMBER:
                return None
            if month_first or (month_first is None and month > _DECEMBER):
                day, month = month, day
        try:
            midnight = datetime(self.year, month, day)  # noqa: DTZ001 - moments of exports have no zone
            return midnight + timedelta(seconds=self.seconds)
        except (ValueError, OverflowError):
            return None


class DateOrder(NamedTuple):
    """How the moments of a column write days."""

    month_first: bool | None
    """Whether the month comes before the day; None where nothing tells."""
    is_by_sequence: bool = False
    """Whether only the order of the submissions told that it does, or the language leaves it open."""


def date_order(values: Sequence[CellValue], *, language: str, usual: bool | None = None) -> DateOrder:
    """Find out how the moments of a column write days; the values are in the order in which they were sent.

    What tells is a number over 12, then how the program writes them (`usual`: whether the month comes first) or how the
    language does, and then the order: who answers later is later.
    """
    moments = [written for value in values if isinstance(value, str) and (written := _parse(value))]
    doubtful = [written for written in moments if not written.is_certain]
    evidence = {written.second > _DECEMBER for written in doubtful if max(written.first, written.second) > _DECEMBER}
    if evidence:
        return DateOrder(evidence.pop() if len(evidence) == 1 else None)
    if not doubtful or usual is not None:
        return DateOrder(usual)
    is_day_first = day_comes_first(language)
    if is_day_first and all(written.separator != "/" for written in doubtful):
        return DateOrder(month_first=False)
    fits = {month_first: _in_order(moments, month_first=month_first) for month_first in (False, True)}
    if fits[False] != fits[True]:
        return DateOrder(fits[True], is_by_sequence=fits[True] or not is_day_first)
    return DateOrder(False if fits[False] and is_day_first else None)


def _in_order(moments: Iterable[_Written], *, month_first: bool) -> bool:
    read = [moment for written in moments if (moment := written.read(month_first=month_first))]
    return all(earlier <= later for earlier, later in pairwise(read))


def moment_of(value: CellValue | None, *, month_first: bool | None) -> datetime | None:
    """Return a moment, without a time zone: one that has a zone as it is in Greenwich. None where none can be read.

    What may be a day or a month (`month_first` is None) is not guessed, and what says more than a moment is none.
    """
    if isinstance(value, str):
        written = _parse(value)
        value = written.read(month_first=month_first) if written else _of_iso(value)
    if not isinstance(value, datetime) or value.year <= _NEVER:
        return None
    return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value


def _of_iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip().upper()[:_LONGEST])
    except ValueError:
        return None


def _parse(text: str) -> _Written | None:
    """Read a day with a time, whatever their order; every word of the text has to be one that is known."""
    if len(text) > _LONGEST:
        return None
    words = [word for word in fold(text).replace(",", " ").split() if word.rstrip(".") not in _WEEKDAYS | _BETWEEN]
    day, rest = _day_of(words)
    if day is None:
        return None
    seconds = _seconds_of(rest)
    if seconds is None:
        return None
    year, first, second, is_certain, separator = day
    return _Written(year, first, second, is_certain, separator, seconds)


def _day_of(words: Sequence[str]) -> tuple[tuple[int, int, int, bool, str] | None, Sequence[str]]:
    """Return year, the two numbers of the day, whether the first is the day, and what is between them; and the rest."""
    for index, word in enumerate(words):
        rest = [*words[:index], *words[index + 1 :]]
        if match := _YEAR_FIRST.fullmatch(word):
            return (int(match[1]), int(match[4]), int(match[3]), True, match[2]), rest
        if match := _YEAR_LAST.fullmatch(word):
            return (int(match[4]), int(match[1]), int(match[3]), False, match[2]), rest
    months = month_numbers()
    for index, word in enumerate(words[:3]):
        month = months.get(word.rstrip("."))
        if month is None:
            continue
        others = [other for other in (index - 1, index + 1, index + 2) if 0 <= other < len(words)]
        day = next((other for other in others if _DAY.fullmatch(words[other])), None)
        year = next((other for other in others if _YEAR.fullmatch(words[other])), None)
        if day is not None and year is not None:
            rest = [text for number, text in enumerate(words) if number not in (index, day, year)]
            match = _DAY.fullmatch(words[day])
            return (int(words[year]), int(match[1]) if match else 0, month, True, " "), rest
    return None, words


def _seconds_of(words: Sequence[str]) -> float | None:
    """Return the seconds since midnight, in Greenwich where a zone is named; None where the words say anything else."""
    seconds: float | None = None
    half: int | None = None
    zone = 0.0
    for word in words:
        if seconds is None and (match := _TIME.fullmatch(word)):
            hours, minutes, rest = int(match[1]), int(match[2]), int(match[3] or 0)
            if hours > 23 or minutes > 59 or rest > 59:  # noqa: PLR2004 - of a clock
                return None
            seconds = hours * 3600 + minutes * 60 + rest
            half = _HALVES[match[4]] if match[4] else None
        elif word in _HALVES and half is None:
            half = _HALVES[word]
        elif word in _ZONES:
            zone = _ZONES[word]
        elif match := _OFFSET.fullmatch(word):
            zone = (int(match[2]) + int(match[3] or 0) / 60) * (-1 if match[1] == "-" else 1)
        else:
            return None
    if seconds is None:
        return None
    if half is not None:
        seconds = seconds % (_NOON * 3600) + half * 3600
    return seconds - zone * 3600
