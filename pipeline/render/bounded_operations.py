"""What `+`, `*` and `**` may make of two values, so that a template can't exhaust the machine. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.render.given.numbers import GivenNumber
from pipeline.render.limits import check_power, check_product, check_size


def check_operation(operator: str, left: Any, right: Any) -> None:  # noqa: ANN401 - whatever a template calculates with
    """Raise LimitExceededError where the outcome would be too large."""
    if operator not in ("+", "*", "**"):
        return
    left, right = (value.number() if isinstance(value, GivenNumber) else value for value in (left, right))
    if operator == "**":
        check_power(left, right)
    elif operator == "*":
        check_size(*_repeated_sizes(left, right))
        check_product(left, right)
    elif isinstance(left, str | list | tuple) and isinstance(right, str | list | tuple):
        check_size(len(left) + len(right))


def _repeated_sizes(left: object, right: object) -> Iterator[int]:
    """Yield how long a text or list is after it was multiplied by a number."""
    for values, times in ((left, right), (right, left)):
        if isinstance(values, str | list | tuple) and isinstance(times, int):
            yield len(values) * times
