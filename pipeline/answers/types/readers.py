"""How cells are read as values of a type, and why they are doubted. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from math import isfinite

from pipeline.answers.types.answer_type import Doubt, Reader, Reading
from pipeline.answers.types.cell_text import cell_text, number_text, plain_cell_text, value_text
from pipeline.answers.types.date_text import read_date as parse_date
from pipeline.locale_data import NO, YES
from pipeline.model import Cell, Question
from pipeline.rich_text import AnyText, split_lines
from pipeline.similarity import nearest
from pipeline.text import BULLET, NUMBER, fold

EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
URL = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+([/?#]\S*)?", re.IGNORECASE)
_CURRENCY = re.compile(r"^(?:€|eur) ?| ?(?:€|euro?)$", re.IGNORECASE)
_WHOLE_OR_COMMA = re.compile(r"[+-]?\d+(,\d+)?")
_WITH_POINT = re.compile(r"[+-]?\d+\.\d+")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?:\.\d{3}){2,}(?:,\d+)?|\.\d{3},\d+)")
_ONE_THOUSAND = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")


def choice_items(question: Question, cell: Cell) -> list[AnyText]:
    """Split a cell into choices: by line or semicolon, and by comma or blank where that can't be part of a choice."""
    text = str(cell_text(cell))
    if _choice_of(question, text) is not None:
        return [text]
    separators = r"[;\n]|,(?=\s)" if not any("," in choice for choice in question.choices) else r"[;\n]"
    items = [item.strip() for item in re.split(separators, text) if item.strip()]
    return [part for item in items for part in _by_blanks(question, item)]


def line_items(_: Question, cell: Cell) -> list[AnyText]:
    """Split a cell into the items of a list: by line, without their marks."""
    lines = (_without_mark(BULLET, line).strip() for line in split_lines(cell_text(cell)))
    items = [line for line in lines if line]
    numbers = [match[1] for item in items if (match := NUMBER.match(str(item)))]
    if numbers == [str(number) for number in range(1, len(items) + 1)]:
        # Counted from 1 to the last, they are marks of a list; "12. december" alone is part of an idea.
        return [_without_mark(NUMBER, item).strip() for item in items]
    return items


def _without_mark(mark: re.Pattern[str], line: AnyText) -> AnyText:
    match = mark.match(str(line))
    return line[match.end() :] if match else line


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
    similar = [choice for choice in question.choices if _bare(choice) == _bare(folded)]
    return similar[0] if len(similar) == 1 and _bare(folded) else None


@lru_cache(maxsize=1024)
def _bare(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", fold(text)).split())


def read_choice(question: Question, cell: Cell, _: str = "") -> Reading:
    """Return the choice that is meant; else the text as typed, and a doubt."""
    text = plain_cell_text(cell)
    choice = _choice_of(question, text)
    if choice is not None:
        return choice, None
    value = cell.value
    if isinstance(value, datetime):
        meant = (f"{value.day}-{value.month}", f"{value.day}/{value.month}")
        return text, Doubt("answer-became-date", next((choice for choice in question.choices if choice in meant), None))
    return text, Doubt("answer-not-a-choice", nearest(text, question.choices, at_least=0.7))


def read_text(_: Question, cell: Cell, __: str) -> Reading:
    """Return a text as its answerer saw it; any cell is one."""
    return cell_text(cell), None


# --- Dates and numbers ----------------------------------------------------------------------------


_DATE_TROUBLES = {"ambiguous": "answer-date-ambiguous", "no_day": "answer-date-no-day", "unknown": "answer-not-a-date"}


def read_date(_: Question, cell: Cell, language: str) -> Reading:
    """Return the day; else the text as typed, and why it is no day."""
    if isinstance(cell.value, datetime):
        return cell.value.date(), None
    if isinstance(cell.value, date):
        return cell.value, None
    text = plain_cell_text(cell)
    parsed = parse_date(text, language=language)
    if parsed.day is None:
        suggestion = value_text(parsed.suggestion) if parsed.suggestion else None
        return text, Doubt(_DATE_TROUBLES[parsed.trouble], suggestion)
    return parsed.day, Doubt("answer-read-as", read_as=value_text(parsed.day)) if parsed.likely else None


def read_number(_: Question, cell: Cell, language: str) -> Reading:
    """Return the number; else the text as typed, and why it is none or may be two."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return Decimal(f"{value:.15g}"), None
    text = plain_cell_text(cell)
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
    return number, Doubt("answer-read-as", read_as=number_text(float(number))) if likely else None


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


def read_integer(question: Question, cell: Cell, language: str) -> Reading:
    """Return the whole number; else the text as typed, and why it is none."""
    number, doubt = read_number(question, cell, language)
    if isinstance(number, Decimal):
        if number == number.to_integral_value():
            return int(number), doubt
        return cell_text(cell), Doubt("answer-not-an-integer")
    return number, doubt


def read_yes_no(_: Question, cell: Cell, __: str) -> Reading:
    """Return yes or no as true or false; else the text as typed, and a doubt."""
    if isinstance(cell.value, bool):
        return cell.value, None
    text = plain_cell_text(cell)
    if fold(text) in YES:
        return True, None
    return (False, None) if fold(text) in NO else (text, Doubt("answer-not-yes-or-no"))


# --- What has a form of its own -------------------------------------------------------------------


def matching(pattern: re.Pattern[str], code: str) -> Reader:
    """Return the reader of texts of a form, with the doubt `code` for any other."""

    def read(_: Question, cell: Cell, __: str) -> Reading:
        text = plain_cell_text(cell)
        return text, None if pattern.fullmatch(text) else Doubt(code)

    return read


def belgian_number(is_valid: Callable[[str], bool], with_zero: Callable[[str], str | None], code: str) -> Reader:
    """Return the reader of numbers that begin with a zero, which Excel takes away from what it thinks is an amount."""

    def read(_: Question, cell: Cell, __: str) -> Reading:
        text = plain_cell_text(cell)
        if is_valid(text):
            return text, None
        longer = with_zero(text)
        return text, Doubt("answer-zero-lost", longer) if longer else Doubt(code)

    return read
