"""What parts of an expression come to: comparing, and the functions. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, TypeAlias

from pipeline.answers.patterns import compile_pattern
from pipeline.locale_data import LOCALES
from pipeline.model import PlainValue
from pipeline.text import fold

Result: TypeAlias = PlainValue | None
"""What a part of an expression evaluates to; None where that is not known."""


@dataclass(frozen=True, slots=True)
class EvaluationContext:
    """What an expression is about: the answer, the other answers by name, and the day it is."""

    answer: Result
    answers: Mapping[str, Result]
    today: date | None = None


Evaluator: TypeAlias = Callable[[EvaluationContext], Result]


def truth(value: Result) -> bool | None:
    """Return whether a result counts as true; None where it is not known."""
    return None if value is None else bool(value)


def all_true(parts: Sequence[Evaluator], context: EvaluationContext) -> bool | None:
    """Return whether all parts are true; false or unknown is false, true or unknown is not known."""
    truths = [truth(part(context)) for part in parts]
    if False in truths:
        return False
    return None if None in truths else True


def any_true(parts: Sequence[Evaluator], context: EvaluationContext) -> bool | None:
    """Return whether one of the parts is true; true or unknown is true, false or unknown is not known."""
    truths = [truth(part(context)) for part in parts]
    if True in truths:
        return True
    return None if None in truths else False


# --- Comparing ------------------------------------------------------------------------------------


def compare(left: Result, right: Result, mark: str) -> bool | None:
    """Compare two results as a mark of COMPARISONS says; None where that can't be told."""
    if "" in (left, right) and mark in ("=", "!="):
        # Asking whether there is an answer is the one thing that can be asked of no answer.
        return ((left or "") == (right or "")) == (mark == "=")
    if left is None or right is None:
        return None
    order = _order(left, right)
    if order is not None:
        return COMPARISONS[mark](order)
    if mark not in ("=", "!="):
        return None
    return (fold(_text(left)) == fold(_text(right))) == (mark == "=")


def _order(left: Result, right: Result) -> int | None:
    """Return -1, 0 or 1; None where the two can't be put in order."""
    if isinstance(left, date) and isinstance(right, date):
        first, second = (day.date() if isinstance(day, datetime) else day for day in (left, right))
        return (first > second) - (first < second)
    number, other = _number(left), _number(right)
    if number is None or other is None:
        return None
    return (number > other) - (number < other)


def _number(value: Result) -> Decimal | None:
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,30}([.,]\d{1,30})?", value.strip()):
        return Decimal(value.strip().replace(",", "."))
    return None


def _text(value: Result) -> str:
    if isinstance(value, bool):
        return LOCALES["nl"].yes if value else LOCALES["nl"].no
    return " ".join(value) if isinstance(value, tuple) else str(value)


COMPARISONS: Final[Mapping[str, Callable[[int], bool]]] = {
    "=": lambda order: order == 0,
    "!=": lambda order: order != 0,
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
}


# --- Functions ------------------------------------------------------------------------------------


def _selected(_: EvaluationContext, arguments: Sequence[Result]) -> bool | None:
    chosen, choice = arguments
    if chosen is None or choice is None:
        return None if choice is None else False
    several = chosen if isinstance(chosen, tuple) else (_text(chosen),)
    return fold(_text(choice)) in {fold(item) for item in several}


def _not(_: EvaluationContext, arguments: Sequence[Result]) -> bool | None:
    negated = truth(arguments[0])
    return None if negated is None else not negated


def _matches(_: EvaluationContext, arguments: Sequence[Result]) -> bool | None:
    text, pattern = arguments
    return None if text is None else compile_pattern(_text(pattern)).matches(_text(text))


def _length(_: EvaluationContext, arguments: Sequence[Result]) -> int | None:
    return None if arguments[0] is None else len(_text(arguments[0]))


def _count(_: EvaluationContext, arguments: Sequence[Result]) -> int:
    return len(arguments[0]) if isinstance(arguments[0], tuple) else int(arguments[0] is not None)


FUNCTIONS: Final[Mapping[tuple[str, int], Callable[[EvaluationContext, Sequence[Result]], Result]]] = {
    ("not", 1): _not,
    ("selected", 2): _selected,
    ("regex", 2): _matches,
    ("string-length", 1): _length,
    ("count-selected", 1): _count,
    ("date", 1): lambda _, arguments: date.fromisoformat(str(arguments[0])),
    ("today", 0): lambda context, _: context.today,
    ("true", 0): lambda _, __: True,
    ("false", 0): lambda _, __: False,
}
"""The functions, by their name and how many arguments they take."""
