"""What `is` asks of the type of a value, where answers are concerned: `is number`, `is true`, `is none`. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from numbers import Number

from pipeline.render.given import GivenNumber, GivenYesNo, Nothing
from pipeline.render.given.typed import GivenValue


def is_none(value: object) -> bool:
    """Whether there is no value, or nobody answered."""
    return value is None or isinstance(value, Nothing) or (isinstance(value, GivenValue) and not value.given.answers)


def is_number(value: object) -> bool:
    """Whether a value can be calculated with: a number that somebody gave, and that could be read as one."""
    if isinstance(value, GivenNumber):
        return value.given.agreed(lambda number: not isinstance(number, str), nobody=False)
    return isinstance(value, Number)


def is_integer(value: object) -> bool:
    """Whether a value is a whole number."""
    if isinstance(value, GivenNumber):
        return value.given.agreed(lambda number: isinstance(number, int), nobody=False)
    return isinstance(value, int) and not isinstance(value, bool)


def is_true(value: object) -> bool:
    """Whether a value is true itself, or everybody said yes."""
    return value == True if isinstance(value, GivenYesNo) else value is True  # noqa: E712 - of answers, not of Python


def is_false(value: object) -> bool:
    """Whether a value is false itself, or everybody said no."""
    return value == False if isinstance(value, GivenYesNo) else value is False  # noqa: E712 - as above


def is_boolean(value: object) -> bool:
    """Whether a value is yes or no."""
    return isinstance(value, bool | GivenYesNo)


def is_same_as(value: object, other: object) -> bool:
    """Whether two values are one, or answers are that value."""
    return bool(value == other) if isinstance(value, GivenValue) else value is other


TYPE_TESTS: Mapping[str, Callable[..., bool]] = {
    "none": is_none,
    "number": is_number,
    "integer": is_integer,
    "true": is_true,
    "false": is_false,
    "boolean": is_boolean,
    "sameas": is_same_as,
}
