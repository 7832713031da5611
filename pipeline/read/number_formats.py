"""What people see of a number in a cell: a day, a time, a percentage, an amount. Pure.

Excel keeps `50%` as 0.5 and `maart 2026` as a number of days, and says in a number format how to show it. Numbers are
shown here as Dutch Excel does, but never rounded: a format may hide digits that were typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias

from pipeline.locale_data import month_name
from pipeline.model import CellDetails, CellValue
from pipeline.read.cell_content import CellContent, Content
from pipeline.read.number_format_code import FormatError, Kind, Section, parse_format, section_for
from pipeline.read.number_format_moment import duration_text, hides_seconds, moment_text
from pipeline.read.number_format_text import exact, number_text, plain_text

NumberFormat: TypeAlias = Callable[[int | float], Content]
"""From a stored number to its value, and the text that people see where that is another."""

BUILT_IN: Mapping[int, str] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "d/mm/yyyy h:mm", **dict.fromkeys(range(27, 37), "dd/mm/yyyy"), 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "##0.0E+0",
    **dict.fromkeys(range(50, 59), "dd/mm/yyyy"),
}  # fmt: skip
"""Formats that a workbook uses by number alone (ECMA-376, part 1, 18.8.30)."""
EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - cells have no time zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
NOT_UNDERSTOOD, SHOWS_NOTHING = "answer-format-unknown", "answer-format-hides"
"""Why the plain value of a cell is used, and not what its format makes of it."""

_LAST_DAY = 2_958_466  # 1 January of the year 10000
_FEIGNED_LEAP_DAY = 60  # Excel counts a 29 February 1900 that never was


@lru_cache(maxsize=512)
def number_format(code: str, epoch: datetime = EPOCH_1900) -> NumberFormat | None:
    """Return what shows a number in this format; None where people see the number itself."""
    if not code:
        return None
    try:
        sections = parse_format(code)
    except FormatError:
        return _doubted(NOT_UNDERSTOOD)
    if len(sections) == 1 and _shows_the_number(sections[0]):
        return None

    def show(number: float) -> Content:
        chosen = section_for(sections, number)
        if chosen is None:
            return CellContent(number, CellDetails(doubts=(NOT_UNDERSTOOD,)))
        section, signed = chosen
        if section.is_moment:
            return _moment_content(section, number, epoch)
        return _number_content(section, number, signed=signed)

    return show


def _doubted(code: str) -> NumberFormat:
    return lambda number: CellContent(number, CellDetails(doubts=(code,)))


def _shows_the_number(section: Section) -> bool:
    texts = [(token.kind, token.text) for token in section.tokens]
    return texts in ([(Kind.DIGIT, "0")], [(Kind.TEXT, "@")]) or [kind for kind, _ in texts] == [Kind.GENERAL]


def format_text(code: str, number: float, epoch: datetime = EPOCH_1900) -> str | None:
    """Return a number exactly as Excel shows it, rounded where the format does so; None for what it can't show.

    Raises FormatError where the format is not understood.
    """
    chosen = section_for(parse_format(code), number)
    if chosen is None:
        return None
    section, signed = chosen
    if not section.is_moment:
        return number_text(section, exact(number), signed=signed)
    if section.has(Kind.ELAPSED):
        return duration_text(section, number)
    moment = moment_of(number, epoch)
    return None if moment is None else moment_text(section, moment)


# --- Numbers --------------------------------------------------------------------------------------


def _number_content(section: Section, number: float, *, signed: bool) -> Content:
    stored = exact(number)
    shown = number_text(section, stored, signed=signed, rounded=False)
    if shown is None:
        return number
    written = " ".join(shown.split()).removesuffix(",")
    if not written:
        return CellContent(number, CellDetails(doubts=(SHOWS_NOTHING,)))
    return number if written == plain_text(stored) else CellContent(number, CellDetails(shown=written))


# --- Days and times -------------------------------------------------------------------------------


def _moment_content(section: Section, serial: float, epoch: datetime) -> Content:
    if section.has(Kind.ELAPSED):
        return _duration(section, serial)
    moment = moment_of(serial, epoch)
    if moment is None:
        return CellContent(serial, CellDetails(doubts=(NOT_UNDERSTOOD,)))
    if any(token.kind is Kind.LITERAL and any(map(str.isalnum, token.text)) for token in section.tokens):
        return CellContent(moment, CellDetails(shown=" ".join(moment_text(section, moment).split())))
    units = _units(section)
    day, month, year, has_time = (
        ("d" in units),
        ("m" in units),
        bool(units & {"y", "e", "b"}),
        "h" in units or "s" in units,
    )
    whole = has_time or (day and year) or (day and not month) or not (month or year)
    if whole or not isinstance(moment, datetime):
        return moment
    words = [str(moment.day)] if day else []
    if month:
        words.append(month_name(moment.month, "nl"))
    if year:
        words.append(f"{moment:%Y}")
    return CellContent(moment, CellDetails(shown=" ".join(words)))


@lru_cache(maxsize=256)
def _units(section: Section) -> frozenset[str]:
    return frozenset(token.text[0] for token in section.tokens if token.kind is Kind.MOMENT)


def moment_of(serial: float, epoch: datetime) -> datetime | time | None:
    """Return the moment that a number of days means, to the millisecond; None outside what Excel can show.

    A number below 1 is a time of the day, as openpyxl and Excel have it.
    """
    if not 0 <= serial < _LAST_DAY:
        return None
    days, fraction = divmod(serial, 1)
    rest = timedelta(milliseconds=round(fraction * 86_400_000))
    if days == 0 and rest.days == 0:
        return (EPOCH_1900 + rest).time()
    if 0 < serial < _FEIGNED_LEAP_DAY and epoch == EPOCH_1900:
        days += 1
    try:
        return epoch + timedelta(days=days) + rest
    except OverflowError:
        return None


def _duration(section: Section, serial: float) -> CellValue:
    if abs(serial) >= _LAST_DAY:
        return serial
    return duration_text(_TO_THE_SECOND if hides_seconds(section, serial) else section, serial)


_TO_THE_SECOND = parse_format("[h]:mm:ss")[0]
