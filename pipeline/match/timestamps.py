"""When something was sent, as exports write it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from pipeline.locale_data import day_comes_first
from pipeline.model import CellValue

_NEVER = 1980
"""LimeSurvey writes 1 January 1980 where a survey keeps no moments."""
_WRITTEN = re.compile(
    r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})[, ]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?: ?([ap])\.?m\.?)?.*"
)
_NOON = 12
_DECEMBER = 12


def month_comes_first(values: Iterable[CellValue], *, language: str) -> bool | None:
    """Whether the moments of a column have the month before the day; None where nothing in it tells."""
    dates = [
        match for value in values if isinstance(value, str) and (match := _WRITTEN.fullmatch(value.strip().lower()))
    ]
    if any(int(date[1]) > _DECEMBER for date in dates):
        return False
    if any(int(date[2]) > _DECEMBER for date in dates):
        return True
    return None if dates and not day_comes_first(language) else False


def moment_of(value: CellValue | None, *, month_first: bool | None) -> datetime | None:
    """Return a moment, without a time zone: one that has a zone as it is in Greenwich. None where none can be read.

    What may be a day or a month (`month_first` is None) is not guessed.
    """
    if isinstance(value, str):
        value = _of_text(value.strip().lower(), month_first=month_first)
    if not isinstance(value, datetime) or value.year <= _NEVER:
        return None
    return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value


def _of_text(text: str, *, month_first: bool | None) -> datetime | None:
    try:
        if not (match := _WRITTEN.fullmatch(text)):
            return datetime.fromisoformat(text.upper())
        if month_first is None and match[1] != match[2]:
            return None
        first, second, year, hour, minute = (int(match[number]) for number in range(1, 6))
        day, month = (second, first) if month_first else (first, second)
        if match[7]:
            hour = hour % _NOON + (_NOON if match[7] == "p" else 0)
        return datetime(year, month, day, hour, minute, int(match[6] or 0))  # noqa: DTZ001 - moments of exports have no zone
    except ValueError:
        return None
