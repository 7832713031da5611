"""Numbers: they calculate exactly, and a comma is a comma. Pure."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import Any, Self, TypeAlias

from pipeline.percentage import Percentage
from pipeline.render.given.answers import Given, UnfitAnswersError, single
from pipeline.render.given.nothing import Nothing
from pipeline.render.given.typed import GivenValue, OrderedValue, read
from pipeline.render.value_text import as_text
from pipeline.text import fold

Exact: TypeAlias = int | Decimal
_NUMBER = re.compile(r"\s*[+-]?\d+(?:[.,]\d+)?\s*")
_TWO_NUMBERS = re.compile(r"\s*[+-]?[1-9]\d{0,2}[.,]\d{3}\s*")


class DoubtfulNumberError(UnfitAnswersError):
    """A text that is one number to some people and another to others, such as 1.234."""

    def __init__(self, text: str) -> None:
        """Keep the text."""
        super().__init__("doubtful")
        self.text = text


def exact(number: object) -> Exact | None:
    """Return a number that calculates exactly; None for what is no number, or not a finite one."""
    if isinstance(number, bool):
        return None
    if isinstance(number, Percentage):
        return number.number
    if isinstance(number, float):
        number = Decimal(repr(number))
    if isinstance(number, Decimal):
        return number if number.is_finite() else None
    return number if isinstance(number, int) else None


def number_of_text(text: str) -> Exact | None:
    """Return the number that a text is, with a point or a comma; None for another text.

    Raises DoubtfulNumberError where it may be two numbers.
    """
    if _TWO_NUMBERS.fullmatch(text):
        raise DoubtfulNumberError(text)
    return Decimal(text.strip().replace(",", ".")) if _NUMBER.fullmatch(text) else None


class GivenNumber(OrderedValue):
    """A number. Nobody's is nothing: it is neither more nor less than another, and nothing comes out of it."""

    __slots__ = ()
    __hash__ = GivenValue.__hash__

    def number(self) -> Exact | None:
        """Return the one number that was given; None where nobody gave one. Raises UnfitAnswersError."""
        return self.given.agreed(lambda value: exact(read(value)), nobody=None)

    def __bool__(self) -> bool:
        """Whether anybody answered, and not with nought."""
        return self.given.agreed(lambda value: bool(value if isinstance(value, str) else exact(value)), nobody=False)

    # --- Comparisons ------------------------------------------------------------------------------

    def _is_same(self, value: object, other: object) -> bool:
        if isinstance(other, str):
            return super()._is_same(value, other)
        number = exact(other)
        return number is not None and exact(read(value)) == number

    def _means(self, value: object, text: str) -> bool:
        try:
            return number_of_text(text) == exact(value)
        except DoubtfulNumberError:
            return fold(as_text(value, self.given.language)) == fold(text)

    def _operand(self, value: object) -> Exact | None:
        return exact(read(value))

    def _limits(self, other: object) -> tuple[object, ...]:
        if isinstance(other, GivenNumber):
            limits: tuple[object, ...] = tuple(exact(read(value)) for value in other.given.values)
        else:
            limits = (number_of_text(other) if isinstance(other, str) else exact(other),)
        if None in limits:
            raise TypeError
        return limits

    # --- Calculations -----------------------------------------------------------------------------

    def __add__(self, other: object) -> Self:
        """Add."""
        return self._calculate(operator.add, other)

    def __radd__(self, other: object) -> Self:
        """Add."""
        return self._calculate(operator.add, other, is_right=True)

    def __sub__(self, other: object) -> Self:
        """Subtract."""
        return self._calculate(operator.sub, other)

    def __rsub__(self, other: object) -> Self:
        """Subtract."""
        return self._calculate(operator.sub, other, is_right=True)

    def __mul__(self, other: object) -> Self:
        """Multiply."""
        return self._calculate(operator.mul, other)

    def __rmul__(self, other: object) -> Self:
        """Multiply."""
        return self._calculate(operator.mul, other, is_right=True)

    def __truediv__(self, other: object) -> Self:
        """Divide. Raises UnfitAnswersError where the number is divided by an answer that is nought."""
        return self._calculate(_divided, other)

    def __rtruediv__(self, other: object) -> Self:
        """Divide."""
        return self._calculate(_divided, other, is_right=True)

    def __floordiv__(self, other: object) -> Self:
        """Divide, and round down."""
        return self._calculate(_divided_down, other)

    def __rfloordiv__(self, other: object) -> Self:
        """Divide, and round down."""
        return self._calculate(_divided_down, other, is_right=True)

    def __mod__(self, other: object) -> Self:
        """Return what is left after dividing."""
        return self._calculate(_remainder, other)

    def __rmod__(self, other: object) -> Self:
        """Return what is left after dividing."""
        return self._calculate(_remainder, other, is_right=True)

    def __pow__(self, other: object) -> Self:
        """Raise to a power."""
        return self._calculate(_power, other)

    def __rpow__(self, other: object) -> Self:
        """Raise to a power."""
        return self._calculate(_power, other, is_right=True)

    def __neg__(self) -> Self:
        """Return the number below nought, or above."""
        return self._made(operator.neg)

    def __pos__(self) -> Self:
        """Return the number."""
        return self

    def __abs__(self) -> Self:
        """Return how far the number is from nought."""
        return self._made(abs)

    def __round__(self, decimals: int | None = None) -> Self:
        """Round as people and Excel do: a half goes up."""
        return self._made(lambda number: rounded(number, decimals or 0))

    def __ceil__(self) -> Self:
        """Round up."""
        return self._made(lambda number: rounded(number, 0, ROUND_CEILING))

    def __floor__(self) -> Self:
        """Round down."""
        return self._made(lambda number: rounded(number, 0, ROUND_FLOOR))

    def __int__(self) -> int:
        """Return the whole number before the comma. Raises TypeError where nobody gave a number."""
        return int(self._needed())

    def __float__(self) -> float:
        """Return the number. Raises TypeError where nobody gave one."""
        return float(self._needed())

    def __index__(self) -> int:
        """Return how often, or which: 0 where nobody gave a number. Raises TypeError for a number with decimals."""
        number = self.number()
        if isinstance(number, Decimal) and number == number.to_integral_value():
            return int(number)
        return 0 if number is None else operator.index(number)  # type: ignore[arg-type] # raises for decimals

    def _needed(self) -> Exact:
        number = self.number()
        if number is None:
            raise TypeError
        return number

    def _made(self, make: Callable[[Any], Exact]) -> Self:
        """Return the number that is made of this one; of a percentage another percentage."""
        number = self.number()
        if number is None:
            return self
        is_percentage = isinstance(self.given.values[0], Percentage)
        return self._of(Percentage(Decimal(make(number))) if is_percentage else make(number))

    def _of(self, number: Exact | Percentage) -> Self:
        return type(self)(single(number, self.given.language))

    def _calculate(self, calculate: Callable[[Any, Any], Exact], other: object, *, is_right: bool = False) -> Self:
        number = other.number() if isinstance(other, GivenNumber) else exact(other)
        if number is None and not isinstance(other, GivenNumber | Nothing):
            return NotImplemented  # type: ignore[no-any-return] # as Python wants it
        own = self.number()
        if own is None or number is None:
            return type(self)(Given((), self.given.language))
        left, right = (number, own) if is_right else (own, number)
        try:
            return self._of(calculate(left, right))
        except ZeroDivisionError as error:
            if is_right or isinstance(other, GivenNumber):
                raise UnfitAnswersError("zero") from error
            raise
        except ArithmeticError as error:
            raise UnfitAnswersError("range") from error


def _divided(left: Exact, right: Exact) -> Exact:
    quotient = Decimal(left) / _divisor(right)
    return int(quotient) if quotient == quotient.to_integral_value() else quotient


def _divided_down(left: Exact, right: Exact) -> Exact:
    if isinstance(left, int) and isinstance(right, int):
        return left // right
    return (Decimal(left) / _divisor(right)).to_integral_value(ROUND_FLOOR)


def _remainder(left: Exact, right: Exact) -> Exact:
    return left - right * _divided_down(left, right)


def _power(left: Exact, right: Exact) -> Exact:
    return left**right if isinstance(right, int) and right >= 0 else Decimal(left) ** Decimal(right)


def _divisor(number: Exact) -> Decimal:
    if not number:
        raise ZeroDivisionError
    return Decimal(number)


def rounded(number: Exact, decimals: int, way: str = ROUND_HALF_UP) -> Exact:
    """Return a number rounded to this many decimals: as people and Excel do, a half away from nought."""
    result = Decimal(number).quantize(Decimal(1).scaleb(-decimals), way, Context(prec=_digits(number, decimals)))
    return int(result) if result == result.to_integral_value() else result


def _digits(number: Exact, decimals: int) -> int:
    """Return how many digits a rounded number may need."""
    return max(28, Decimal(number).adjusted() + decimals + 3)
