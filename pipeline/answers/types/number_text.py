"""Numbers as people in Flanders, and exports in English, write them. Pure, and nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.answers.types.answer_limits import Doubt
from pipeline.answers.types.cell_text import text_of
from pipeline.answers.types.typed_text import Form, read_whole, typed_text
from pipeline.percentage import Percentage

LONGEST_NUMBER = 28
"""Characters; a longer row of digits counts nothing, and Python's decimals calculate with no more of them."""


class Candidate(NamedTuple):
    """A number that a text may mean."""

    number: Decimal
    likely: bool = False
    """Whether it is told how the text was read, though it can mean nothing else."""


def _plain(digits: str) -> list[Candidate]:
    # Whoever writes zeros in front may mean a code.
    return [Candidate(Decimal(digits.replace(",", ".")), likely=re.match(r"[+-]?0\d", digits) is not None)]


def _with_point(digits: str) -> list[Candidate]:
    return [Candidate(Decimal(digits), likely=True)]


def _without(*marks: str) -> Callable[[str], list[Candidate]]:
    def number(digits: str) -> list[Candidate]:
        for mark in marks:
            digits = digits.replace(mark, "")
        return [Candidate(Decimal(digits.replace(",", ".")))]

    return number


def _thousand_or_decimal(digits: str) -> list[Candidate]:
    """Read `12.500`: twelve thousand five hundred, or twelve and a half."""
    decimal = digits.replace(",", ".")
    return [Candidate(Decimal(decimal.replace(".", "")), likely=True), Candidate(Decimal(decimal), likely=True)]


_SIGN = r"[+-]?"
_GROUPS = r"[1-9]\d{0,2}"
_ONE_POINT = Form(rf"{_SIGN}{_GROUPS}\.\d{{3}}", _thousand_or_decimal)
_ONE_COMMA = Form(rf"{_SIGN}{_GROUPS},\d{{3}}", _thousand_or_decimal)
_FORMS = (
    Form(rf"{_SIGN}\d+(?:,\d+)?", _plain),
    _ONE_POINT,
    Form(rf"{_SIGN}\d+\.\d+", _with_point),
    Form(rf"{_SIGN}{_GROUPS}(?:(?:\.\d{{3}}){{2,}}(?:,\d+)?|\.\d{{3}},\d+)", _without(".")),
    Form(rf"{_SIGN}{_GROUPS}(?:(?:,\d{{3}}){{2,}}(?:\.\d+)?|,\d{{3}}\.\d+)", _without(",")),
    Form(rf"{_SIGN}{_GROUPS}(?: \d{{3}})+(?:[.,]\d+)?", _without(" ")),
    Form(rf"{_SIGN}{_GROUPS}(?:'\d{{3}})+(?:[.,]\d+)?", _without("'")),
)
_ENGLISH_FORMS = (_ONE_COMMA, *_FORMS)
"""In an English export a comma may part thousands; in Dutch it parts decimals and nothing else."""


_MARKS = str.maketrans({"’": "'", "−": "-"})
_DIGITS = r"([+-]?[\d., ']+?)"
_NO_CENTS = r"([.,](?:--?|–|—))"
_CURRENCY = r"(?:€|euros?|eur)"


def _amount(sign: str, digits: str, no_cents: str | None) -> tuple[str, bool]:
    return sign + digits, no_cents is not None


_AMOUNTS = (
    Form(rf"([+-]?){_CURRENCY} ?{_DIGITS}{_NO_CENTS}?", _amount),
    Form(rf"(){_DIGITS}{_NO_CENTS}? ?{_CURRENCY}", _amount),
    Form(rf"(){_DIGITS}{_NO_CENTS}", _amount),
)
_PERCENTAGE = Form(r"(.+?) ?(?:%|procent|percent|pct|pour ?cent)", str)


def numbers_in(text: str, language: str) -> list[Candidate]:
    """Return the numbers that a text may mean: none where it is no number, two where its mark may part thousands."""
    if len(text) > LONGEST_NUMBER:
        return []
    written = typed_text(text).translate(_MARKS)
    forms = _ENGLISH_FORMS if language == "en" else _FORMS
    amount = read_whole(written, _AMOUNTS)
    if amount is None:
        return read_whole(written, forms) or []
    digits, is_whole = amount
    candidates = read_whole(digits, forms) or []
    return [Candidate(number, likely=True) for number, _ in candidates if not is_whole or number % 1 == 0]


def percentages_in(text: str, language: str) -> list[Candidate]:
    """Return the percentages that a text may mean, as `numbers_in`: none where it does not say that it is one."""
    if len(text) > LONGEST_NUMBER:
        return []
    digits = read_whole(typed_text(text), (_PERCENTAGE,))
    return numbers_in(digits, language) if digits else []


def only_fitting(candidates: Sequence[Candidate], fits: Callable[[Decimal], bool]) -> Candidate | None:
    """Return the number that is meant: the only one, or the only one that fits; None where nobody can tell."""
    fitting = [candidate for candidate in candidates if fits(candidate.number)]
    if len(candidates) == 1 or len(fitting) == 1:
        return (fitting or candidates)[0]
    return None


def hundredfold(number: Decimal) -> Decimal:
    """Return a number a hundred times as large, without zeros at its end."""
    return Decimal(f"{(number * 100).normalize():f}")


def read_as(value: Decimal | Percentage) -> Doubt:
    """Return the note that says how a number was read."""
    return Doubt("answer-read-as", read_as=text_of(value))
