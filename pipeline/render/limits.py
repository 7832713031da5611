"""Limits on what one expression of a template may produce, so that a template can't exhaust the machine. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

LARGEST_RESULT = 1_000_000
"""Characters or items that one operation may produce."""
LARGEST_WIDTH = 10_000
"""The largest number that a filter for widths and counts takes."""
MOST_BITS = 10_000
"""Bits of the largest whole number."""
_WIDE_FORMAT = re.compile(r"\d{5,}|\*")


class LimitExceededError(ValueError):
    """The template goes round too often, or makes too much text, for one report."""


def check_size(*sizes: int) -> None:
    """Raise LimitExceededError where a result of one of these sizes would be too large."""
    if any(size > LARGEST_RESULT for size in sizes):
        raise LimitExceededError


def check_product(left: object, right: object) -> None:
    """Raise LimitExceededError where the product of two whole numbers would have too many digits."""
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > MOST_BITS:
        raise LimitExceededError


def check_power(base: object, exponent: object) -> None:
    """Raise LimitExceededError where a power would have too many digits."""
    size = abs(base).bit_length() if isinstance(base, int) else 1
    if isinstance(exponent, int | Decimal) and size * abs(Decimal(exponent)) > MOST_BITS:
        raise LimitExceededError


def check_format(text: str) -> None:
    """Raise LimitExceededError where a `%` format asks for a very wide field."""
    if _WIDE_FORMAT.search(text):
        raise LimitExceededError
