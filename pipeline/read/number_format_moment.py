"""A day, a time or a duration written as a section of a number format says. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from pipeline.locale_data import day_name, month_name
from pipeline.read.number_format_code import Kind, Section, Token

_SECONDS_A_DAY = 86_400
_BUDDHIST = 543
_ANY_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - cells have no time zone


def moment_text(section: Section, moment: datetime | time) -> str:
    """Return what a section makes of a moment; parts of a second are cut off where it has no place for them."""
    day = moment if isinstance(moment, datetime) else datetime.combine(_ANY_DAY, moment)
    decimals = max((len(token.text) - 1 for token in section.tokens if token.kind is Kind.POINT), default=0)
    step = 10 ** (6 - min(decimals, 6))
    day += timedelta(microseconds=-day.microsecond + (day.microsecond + step // 2) // step * step)
    half_day = any(token.kind is Kind.HALF_DAY for token in section.tokens)
    return "".join(_pieces(section, day, 0, half_day=half_day))


def duration_text(section: Section, days: float) -> str:
    """Return what a section makes of a number of days, where it counts all hours, minutes or seconds."""
    decimals = max((len(token.text) - 1 for token in section.tokens if token.kind is Kind.POINT), default=0)
    seconds = round(abs(days) * _SECONDS_A_DAY, min(decimals, 6))
    whole = int(seconds)
    parts = timedelta(seconds=whole % _SECONDS_A_DAY, microseconds=round((seconds - whole) * 1e6))
    rest = _ANY_DAY + parts
    sign = "-" if days < 0 and whole else ""
    return sign + "".join(_pieces(section, rest, whole, half_day=False))


def hides_seconds(section: Section, days: float) -> bool:
    """Whether a duration has seconds that the section does not write."""
    units = {token.text[0] for token in section.tokens if token.kind in (Kind.MOMENT, Kind.ELAPSED)}
    return "s" not in units and round(abs(days) * _SECONDS_A_DAY) % 60 != 0


def _pieces(section: Section, moment: datetime, seconds: int, *, half_day: bool) -> Iterator[str]:
    language = section.language or "nl"
    for place, token in enumerate(section.tokens):
        if token.kind is Kind.ELAPSED:
            unit = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
            yield f"{seconds // unit:0{len(token.text)}}"
        elif token.kind is Kind.HALF_DAY:
            yield _half_day(token.text, moment)
        elif token.kind is Kind.POINT:
            yield f",{moment.microsecond:06}"[: len(token.text)]
        elif token.kind is Kind.MOMENT and token.text[0] == "m" and _is_minute(section.tokens, place):
            yield _padded(moment.minute, token.text)
        elif token.kind is Kind.MOMENT:
            yield _moment_piece(token.text, moment, language, half_day=half_day)
        elif token.kind is not Kind.COMMA:
            yield token.text


def _half_day(text: str, moment: datetime) -> str:
    morning, _, evening = text.partition("/")
    return morning if moment.hour < 12 else evening  # noqa: PLR2004 - noon


def _is_minute(tokens: Sequence[Token], place: int) -> bool:
    """Whether an m means minutes: right after hours, or right before seconds."""
    if len(tokens[place].text) > 2:  # noqa: PLR2004 - mmm is a name
        return False
    timed = (Kind.MOMENT, Kind.ELAPSED)
    before = next((token.text for token in reversed(tokens[:place]) if token.kind in timed), "")
    after = next((token.text for token in tokens[place + 1 :] if token.kind in timed), "")
    return before.startswith("h") or after.startswith("s")


def _moment_piece(text: str, moment: datetime, language: str, *, half_day: bool) -> str:
    hour = (moment.hour % 12 or 12) if half_day else moment.hour
    years = {"y": moment.year, "b": moment.year + _BUDDHIST}
    match text[0]:
        case "y" | "b":
            year = years[text[0]]
            return f"{year:04}" if len(text) > 2 else f"{year % 100:02}"  # noqa: PLR2004 - yy is two digits
        case "m":
            return _month(moment.month, len(text), language)
        case "d" if len(text) > 2:  # noqa: PLR2004 - ddd is a name
            return day_name(moment.weekday(), language, short=len(text) == 3)  # noqa: PLR2004
        case "g":
            return ""  # the name of an era
    return _padded({"d": moment.day, "h": hour, "s": moment.second, "e": moment.year}[text[0]], text)


def _month(month: int, length: int, language: str) -> str:
    if length <= 2:  # noqa: PLR2004 - m and mm are numbers
        return f"{month:0{length}}"
    if length == 5:  # noqa: PLR2004 - the first letter alone
        return month_name(month, language)[0]
    return month_name(month, language, short=length == 3)  # noqa: PLR2004 - mmm is short


def _padded(number: int, text: str) -> str:
    return f"{number:0{min(len(text), 2)}}"  # a year is longer by itself
