"""What there is where nobody answered: the first of no items, the largest of none. Pure."""

from __future__ import annotations

from typing import Self

from jinja2 import ChainableUndefined


class Nothing(ChainableUndefined):
    """Shows as nothing, holds nothing, and whatever is worked out of it is nothing; `default` replaces it.

    A template means the same when nobody answered: `(items|first).label` is no mistake where there are no items.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Whether the other is nothing as well."""
        return other is None or isinstance(other, Nothing) or other == ""

    def __ne__(self, other: object) -> bool:
        """Whether the other is something."""
        return not self == other

    def __hash__(self) -> int:
        """Return the number of an empty text, which it is equal to."""
        return hash("")

    def __call__(self, *_: object, **__: object) -> Self:  # type: ignore[override] # Jinja's own raises
        """Return nothing."""
        return self

    def _nothing(self, *_: object) -> Self:
        return self

    def _never(self, _: object) -> bool:
        return False

    def _no_number(self) -> int:
        raise TypeError

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _nothing  # type: ignore[assignment] # as above
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __rpow__ = _nothing  # type: ignore[assignment] # as above
    __neg__ = __pos__ = __abs__ = __round__ = _nothing  # type: ignore[assignment] # as above
    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _never  # type: ignore[assignment] # as above
    __int__ = __float__ = __complex__ = _no_number  # type: ignore[assignment] # the filters `int` and `float` give 0

    def __index__(self) -> int:
        """Return how often something is done that is done nothing times."""
        return 0


NOTHING = Nothing()
