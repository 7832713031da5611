"""What people see of a number in a cell: a day, a time, a percentage, an amount. Pure.

Excel keeps `50%` as 0.5 and `maart 2026` as a number of days, and says in a number format how to show it. Numbers are
shown here as Dutch Excel does, but never rounded: a format may hide digits that were typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from pipeline.locale_data import month_name
from pipeline.model import CellDetails, CellValue
from pipeline.read.cell_content import CellContent, Content

NumberFormat: TypeAlias = Callable[[int | float], Content]
"""From a stored number to its value, and the text that people see where that is another."""

BUILT_IN: Mapping[int, str] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "d/mm/yyyy h:mm", **dict.fromkeys(range(27, 37), "dd/mm/yyyy"), 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", **dict.fromkeys(range(50, 59), "dd/mm/yyyy"),
}  # fmt: skip
"""Formats that a workbook uses by number alone (ECMA-376, part 1, 18.8.30)."""
EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - cells have no time zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - as above

_LAST_DAY = 2_958_466  # 1 January of the year 10000
_FEIGNED_LEAP_DAY = 60  # Excel counts a 29 February 1900 that never was
_LONGEST_FORMAT = 255
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|_(.)|\*(.)|(\[[^\]]*\])')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_CORE = re.compile(r"[0#?](?:[0#?.,\x00]*[0#?,])?|General|Standaard", re.IGNORECASE)
_GAP = "\x00"


def number_format(code: str, epoch: datetime = EPOCH_1900) -> NumberFormat | None:
    """Return what shows a number in this format; None where people see the number itself."""
    if len(code) > _LONGEST_FORMAT:
        return None
    first = _first_section(code)
    if _ELAPSED.search(first):
        return _as_duration
    tokens = _LITERAL.sub("", first).lower().replace("general", "").replace("am/pm", "")
    if set("dyhs") & set(tokens) or "m" in tokens:
        return _moment_format(tokens, epoch)
    return _amount_format(first)


def _first_section(code: str) -> str:
    """Return the part for positive numbers: up to the first semicolon that is no literal."""
    for match in re.finditer(r'"[^"]*"|\\.|\[[^\]]*\]|(;)', code):
        if match[1]:
            return code[: match.start()]
    return code


# --- Days and times -------------------------------------------------------------------------------


def _moment_format(tokens: str, epoch: datetime) -> NumberFormat:
    has_time = bool(set("hs") & set(tokens))
    day, month, year = ("d" in tokens), ("m" in tokens and not has_time), ("y" in tokens)
    whole = has_time or (day and year) or (day and not month) or not (month or year)

    def show(serial: float) -> Content:
        moment = moment_of(serial, epoch)
        if whole or not isinstance(moment, datetime):
            return serial if moment is None else moment
        words = [str(moment.day)] if day else []
        if month:
            words.append(month_name(moment.month, "nl"))
        if year:
            words.append(f"{moment:%Y}")
        return CellContent(moment, CellDetails(shown=" ".join(words)))

    return show


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


def _as_duration(serial: float) -> CellValue:
    if abs(serial) >= _LAST_DAY:
        return serial
    minutes = round(serial * 24 * 60)
    return f"{'-' if minutes < 0 else ''}{abs(minutes) // 60}:{abs(minutes) % 60:02}"


# --- Numbers --------------------------------------------------------------------------------------


class _Pattern(NamedTuple):
    """How a number is written: what stands before and after it, and its digits."""

    before: str
    after: str
    least_digits: int
    decimals: int
    thousands: bool
    gaps: tuple[tuple[int, str], ...]
    """Literals between digits, such as in a phone number: how many digits come after each, and its text."""


def _amount_format(section: str) -> NumberFormat | None:
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        text = next((match[group] for group in (1, 2, 3) if match[group] is not None), "")
        if match[6]:
            return ""
        if match[4] or match[5]:
            text = " " if match[5] == " " or match[4] else ""
        literals.append(text)
        return _GAP

    pattern = _pattern(_LITERAL.sub(keep, section), literals)
    if pattern is None:
        return None

    def show(number: float) -> Content:
        shown = _written(number, pattern)
        return number if shown is None else CellContent(number, CellDetails(shown=shown))

    return show


def _pattern(bare: str, literals: list[str]) -> _Pattern | None:
    """Read a format of which literals were taken out; None where it shows no more than the number."""
    core = _CORE.search(bare)
    if core is None or re.search(r"[/@eE]|\d[1-9]", re.sub(r"(?i)general", "", bare)):
        return None
    filled = iter(literals)
    before = "".join(next(filled) if character == _GAP else character for character in bare[: core.start()])
    digits, gaps = "", []
    for character in core[0]:
        if character == _GAP:
            gaps.append((len(digits), next(filled)))
        else:
            digits += character
    after = "".join(next(filled) if character == _GAP else character for character in bare[core.end() :])
    if core[0][0] in "gGsS":
        digits = "0.###############"
    whole, _, fraction = digits.replace(",", "").partition(".")
    if gaps and (fraction or "," in digits):
        return None
    between = tuple((len(whole) - begin, text) for begin, text in gaps)
    least = fraction.count("0")
    pattern = _Pattern(before, after, whole.count("0"), least, bool(re.search(r"[0#?],[0#?]", digits)), between)
    says_more = pattern.before.strip() or pattern.after.strip() or least or pattern.thousands or between
    return pattern if says_more or pattern.least_digits > 1 else None


def _written(number: float, pattern: _Pattern) -> str | None:
    """Write a number as people see it; None where that is the number itself."""
    exact = Decimal(f"{number:.15g}")
    plain = _joined(*_digits(exact))
    sign, whole, fraction = _digits(exact * 100 if "%" in pattern.before + pattern.after else exact)
    fraction = fraction.ljust(pattern.decimals, "0")
    whole = whole.rjust(pattern.least_digits, "0")
    if pattern.gaps:
        if fraction or sign or len(whole) <= pattern.gaps[0][0]:
            return None
        for after, text in pattern.gaps:
            whole = whole[: len(whole) - after] + text + whole[len(whole) - after :]
    elif pattern.thousands:
        whole = f"{int(whole):,}".replace(",", ".")
    written = " ".join(f"{sign}{pattern.before}{_joined('', whole, fraction)}{pattern.after}".split())
    return None if written == plain else written


def _joined(sign: str, whole: str, fraction: str) -> str:
    return f"{sign}{whole},{fraction}" if fraction else sign + whole


def _digits(exact: Decimal) -> tuple[str, str, str]:
    """Return the sign, the whole part and the decimals, without zeros at the end."""
    text = f"{abs(exact):f}"
    whole, _, fraction = text.partition(".")
    return ("-" if exact < 0 else ""), whole, fraction.rstrip("0")
