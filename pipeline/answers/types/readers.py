"""How cells are read as values of a type, and why they are doubted. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from math import isfinite

from pipeline.answers.types.answer_type import Doubt, Reader, Reading
from pipeline.answers.types.date_text import read_date as parse_date
from pipeline.locale_data import NO, YES, locale_data
from pipeline.model import CellError, CellValue, Question
from pipeline.similarity import nearest
from pipeline.text import BULLET, NUMBER, SeenMoment, SeenNumber, fold, part_of, stripped

EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
URL = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+([/?#]\S*)?", re.IGNORECASE)
_CURRENCY = re.compile(r"^(?:€|eur) ?| ?(?:€|euro?)$", re.IGNORECASE)
_WHOLE_OR_COMMA = re.compile(r"[+-]?\d+(,\d+)?")
_WITH_POINT = re.compile(r"[+-]?\d+\.\d+")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?:\.\d{3}){2,}(?:,\d+)?|\.\d{3},\d+)")
_ONE_THOUSAND = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")


_DUTCH = locale_data("nl")


def typed(value: CellValue) -> str:  # noqa: PLR0911 - one answer for each kind of cell
    """Return a cell's value as its answerer saw it, in Dutch notation."""
    if isinstance(value, SeenNumber | SeenMoment):
        return value.seen
    if isinstance(value, bool):
        return _DUTCH.yes if value else _DUTCH.no
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
    return part_of(value, len(value) - len(value.lstrip("\n")), len(value.rstrip()))


def _number_text(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    if value.is_integer():
        return f"{value:.0f}"
    # 15 digits is what Excel shows and keeps; more only shows how binary fractions are stored.
    return f"{value:.15g}".replace(".", ",")


def split_choices(question: Question, value: CellValue) -> list[str]:
    """Split a cell into choices: by line or semicolon, and by comma or blank where that can't be part of a choice."""
    text = typed(value)
    if _choice_of(question, text) is not None:
        return [text]
    separators = r"[;\n]|,(?=\s)" if not any("," in choice for choice in question.choices) else r"[;\n]"
    items = [item.strip() for item in re.split(separators, text) if item.strip()]
    return [part for item in items for part in _by_blanks(question, item)]


def split_lines(_: Question, value: CellValue) -> list[str]:
    """Split a cell into the items of a list: by line, without their marks."""
    items = [item for line in _lines(typed(value)) if (item := stripped(_without(BULLET, line)))]
    numbers = [match[1] for item in items if (match := NUMBER.match(item))]
    if numbers == [str(number) for number in range(1, len(items) + 1)]:
        # Counted from 1 to the last, they are marks of a list; "12. december" alone is part of an idea.
        return [stripped(_without(NUMBER, item)) for item in items]
    return items


def _lines(text: str) -> Iterator[str]:
    start = 0
    for line in text.split("\n"):
        yield part_of(text, start, start + len(line))
        start += len(line) + 1


def _without(mark: re.Pattern[str], line: str) -> str:
    found = mark.match(line)
    return part_of(line, found.end(), len(line)) if found else line


def _by_blanks(question: Question, item: str) -> list[str]:
    """Part choices that only blanks part, as KoboToolbox and ODK write them, where all of them are choices."""
    words = item.split()
    if _choice_of(question, item) is None and all(_choice_of(question, word) is not None for word in words):
        return words
    return [item]


def _choice_of(question: Question, text: str) -> str | None:
    """Return the choice that is meant, whatever its case, blanks and underscores; None where it is none, or two."""
    folded = fold(text).rstrip("; ")
    for choice in question.choices:
        if fold(choice) == folded:
            return choice
    alike = [choice for choice in question.choices if _bare(choice) == _bare(folded)]
    return alike[0] if len(alike) == 1 and _bare(folded) else None


@lru_cache(maxsize=1024)
def _bare(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", fold(text)).split())


def read_choice(question: Question, value: CellValue, _: str = "") -> Reading:
    """Return the choice that is meant; else the text as typed, and a doubt."""
    text = typed(value).strip()
    choice = _choice_of(question, text)
    if choice is not None:
        return choice, None
    if isinstance(value, datetime):
        meant = (f"{value.day}-{value.month}", f"{value.day}/{value.month}")
        return text, Doubt("answer-became-date", next((one for one in question.choices if one in meant), None))
    return text, Doubt("answer-not-a-choice", nearest(text, question.choices, at_least=0.7))


def read_text(_: Question, value: CellValue, __: str) -> Reading:
    """Return a text as its answerer saw it; any cell is one."""
    return typed(value), None


# --- Dates and numbers ----------------------------------------------------------------------------


_DATE_TROUBLES = {"ambiguous": "answer-date-ambiguous", "no_day": "answer-date-no-day", "unknown": "answer-not-a-date"}


def read_date(_: Question, value: CellValue, language: str) -> Reading:
    """Return the day; else the text as typed, and why it is no day."""
    if isinstance(value, datetime):
        return value.date(), None
    if isinstance(value, date):
        return value, None
    text = typed(value).strip()
    found = parse_date(text, language=language)
    if found.day is None:
        suggestion = typed(found.suggestion) if found.suggestion else None
        return text, Doubt(_DATE_TROUBLES[found.trouble], suggestion)
    return found.day, Doubt("answer-read-as", read_as=typed(found.day)) if found.likely else None


def read_number(_: Question, value: CellValue, language: str) -> Reading:
    """Return the number; else the text as typed, and why it is none or may be two."""
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return Decimal(f"{value:.15g}"), None
    text = typed(value).strip()
    if isinstance(value, date):
        return text, Doubt("answer-became-date")
    bare = "".join(_CURRENCY.sub("", text).split())
    may_be_thousands = _ONE_THOUSAND.fullmatch(bare) or (
        language == "en" and _ONE_THOUSAND.fullmatch(bare.replace(",", "."))
    )
    # `12.500` may be twelve thousand five hundred or twelve and a half: a person has to say which.
    if may_be_thousands:
        return text, Doubt("answer-number-ambiguous")
    number, likely = _parse_number(bare)
    if number is None:
        return text, Doubt("answer-not-a-number")
    likely = likely or bare != "".join(text.split())
    return number, Doubt("answer-read-as", read_as=_number_text(float(number))) if likely else None


def _parse_number(text: str) -> tuple[Decimal | None, bool]:
    """Return the number, and whether it is only likely that this is meant."""
    try:
        if _WHOLE_OR_COMMA.fullmatch(text):
            return Decimal(text.replace(",", ".")), False
        if _THOUSANDS.fullmatch(text):
            return Decimal(text.replace(".", "").replace(",", ".")), False
        if _WITH_POINT.fullmatch(text):
            return Decimal(text), True
    except InvalidOperation:
        return None, False
    return None, False


def read_integer(question: Question, value: CellValue, language: str) -> Reading:
    """Return the whole number; else the text as typed, and why it is none."""
    number, doubt = read_number(question, value, language)
    if isinstance(number, Decimal):
        if number == number.to_integral_value():
            return int(number), doubt
        return typed(value), Doubt("answer-not-an-integer")
    return number, doubt


def read_yes_no(_: Question, value: CellValue, __: str) -> Reading:
    """Return yes or no as true or false; else the text as typed, and a doubt."""
    if isinstance(value, bool):
        return value, None
    text = typed(value).strip()
    if fold(text) in YES:
        return True, None
    return (False, None) if fold(text) in NO else (text, Doubt("answer-not-yes-or-no"))


# --- What has a form of its own -------------------------------------------------------------------


def matching(pattern: re.Pattern[str], code: str) -> Reader:
    """Return the reader of texts of a form, which is told by `code` where it does not hold."""

    def read(_: Question, value: CellValue, __: str) -> Reading:
        text = typed(value).strip()
        return text, None if pattern.fullmatch(text) else Doubt(code)

    return read


def belgian_number(is_one: Callable[[str], bool], with_zero: Callable[[str], str | None], code: str) -> Reader:
    """Return the reader of numbers that begin with a zero, which Excel takes away from what it thinks is an amount."""

    def read(_: Question, value: CellValue, __: str) -> Reading:
        text = typed(value).strip()
        if is_one(text):
            return text, None
        longer = with_zero(text)
        return text, Doubt("answer-zero-lost", longer) if longer else Doubt(code)

    return read
