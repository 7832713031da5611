"""How each type of question reads a cell: the value, and why it is doubted. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import TypeAlias

from pipeline.model import CellError, CellValue, Question, QuestionType, Value
from pipeline.text import BULLET, NO, NUMBER, YES, SeenMoment, SeenNumber, fold, nearest

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
_URL = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+([/?#]\S*)?", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s./()-]{8,20}")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_IN_WORDS = re.compile(r"(?:[a-z]+ )?(\d{1,2})\.? ([a-z]+)\.? (\d{4})")
_MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an answer can't be read as its question's type."""

    code: str
    suggestion: str | None = None


Reader: TypeAlias = "Callable[[Question, CellValue], tuple[Value, Doubt | None]]"


def typed(value: CellValue) -> str:  # noqa: PLR0911 - one answer for each kind of cell
    """Return a cell's value as its answerer saw it, in Dutch notation."""
    if isinstance(value, SeenNumber | SeenMoment):
        return value.seen
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, datetime):
        day = f"{value:%d/%m/%Y}"
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, CellError):
        return value.code
    return value.strip("\n").rstrip()


def _number_text(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    if value.is_integer():
        return f"{value:.0f}"
    # 15 digits is what Excel shows and keeps; more only shows how binary fractions are stored.
    return f"{value:.15g}".replace(".", ",")


def items_of(question: Question, value: CellValue) -> list[str]:
    """Split a cell into its items: choices by line or semicolon, a list by line, without its marks."""
    text = typed(value)
    if question.type == "choices":
        whole = fold(text)
        if any(fold(choice) == whole for choice in question.choices):
            return [text]
        separators = r"[;\n]|,(?=\s)" if not any("," in choice for choice in question.choices) else r"[;\n]"
        return [item.strip() for item in re.split(separators, text) if item.strip()]
    items = [item for line in text.split("\n") if (item := BULLET.sub("", line).strip())]
    numbers = [found[1] for item in items if (found := NUMBER.match(item))]
    if numbers == [str(number) for number in range(1, len(items) + 1)]:
        # Counted from 1 to the last, they are marks of a list; "12. december" alone is part of an idea.
        return [NUMBER.sub("", item).strip() for item in items]
    return items


def read_choice(question: Question, value: CellValue) -> tuple[str, Doubt | None]:
    """Return the choice that is meant, whatever its case and blanks; else the text as typed, and a doubt."""
    text = typed(value).strip()
    folded = fold(text).rstrip(";")
    for choice in question.choices:
        if fold(choice) == folded:
            return choice, None
    return text, Doubt("answer-not-a-choice", nearest(text, question.choices, at_least=0.7))


def _read_text(_: Question, value: CellValue) -> tuple[Value, Doubt | None]:
    return typed(value), None


def _read_date(_: Question, value: CellValue) -> tuple[Value, Doubt | None]:
    if isinstance(value, datetime):
        return value.date(), None
    if isinstance(value, date):
        return value, None
    text = typed(value).strip()
    day = _parse_date(fold(text))
    return (day, None) if day else (text, Doubt("answer-not-a-date"))


def _parse_date(text: str) -> date | None:
    """Read a date as it is written in Flanders: day before month, or the month in words; ISO 8601 too."""
    try:
        if found := _DAY_FIRST.fullmatch(text):
            day, month, year = (int(number) for number in found.groups())
        elif found := _YEAR_FIRST.fullmatch(text):
            year, month, day = (int(number) for number in found.groups())
        elif (found := _IN_WORDS.fullmatch(text)) and (name := found[2][:3].replace("mrt", "maa")) in _MONTHS:
            day, month, year = int(found[1]), _MONTHS.index(name) + 1, int(found[3])
        else:
            return None
        return date(year, month, day)
    except ValueError:
        return None


def _read_number(_: Question, value: CellValue) -> tuple[Value, Doubt | None]:
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return Decimal(f"{value:.15g}"), None
    text = typed(value).strip()
    try:
        # `12.500` may be twelve thousand five hundred or twelve and a half: a person has to say which.
        if not re.fullmatch(r"[+-]?\d+(,\d+)?", text.replace("\N{NO-BREAK SPACE}", "").replace(" ", "")):
            return text, Doubt("answer-not-a-number")
        return Decimal("".join(text.split()).replace(",", ".")), None
    except InvalidOperation:
        return text, Doubt("answer-not-a-number")


def _read_integer(question: Question, value: CellValue) -> tuple[Value, Doubt | None]:
    number, doubt = _read_number(question, value)
    if isinstance(number, Decimal):
        if number == number.to_integral_value():
            return int(number), None
        return typed(value), Doubt("answer-not-an-integer")
    return number, doubt


def _read_yes_no(_: Question, value: CellValue) -> tuple[Value, Doubt | None]:
    if isinstance(value, bool):
        return value, None
    text = typed(value).strip()
    if fold(text) in YES:
        return True, None
    return (False, None) if fold(text) in NO else (text, Doubt("answer-not-yes-or-no"))


def _as_form_of(pattern: re.Pattern[str], code: str) -> Reader:
    def read(_: Question, value: CellValue) -> tuple[Value, Doubt | None]:
        text = typed(value).strip()
        return text, None if pattern.fullmatch(text) else Doubt(code)

    return read


READERS: Mapping[QuestionType, Reader] = {
    "text": _read_text,
    "long_text": _read_text,
    "choice": read_choice,
    "number": _read_number,
    "integer": _read_integer,
    "scale": _read_integer,
    "date": _read_date,
    "email": _as_form_of(_EMAIL, "answer-not-an-email"),
    "url": _as_form_of(_URL, "answer-not-a-url"),
    "phone": _as_form_of(_PHONE, "answer-not-a-phone-number"),
    "yes_no": _read_yes_no,
}
"""How each type of question reads a cell; lists and several choices are read by `items_of`."""
