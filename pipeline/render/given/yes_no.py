"""Yes or no. Pure."""

from __future__ import annotations

from pipeline.locale_data import says_yes_or_no
from pipeline.render.given.typed import GivenValue, read


class GivenYesNo(GivenValue):
    """Yes or no: true for yes, equal to `true` and to the word for it, and to no number."""

    __slots__ = ()
    __hash__ = GivenValue.__hash__

    def __bool__(self) -> bool:
        """Whether everybody said yes. Raises UnfitAnswersError where some did, or somebody said something else."""
        return self.given.agreed(lambda value: bool(read(value)), nobody=False)

    def __int__(self) -> int:
        """Return 1 for yes, else 0."""
        return int(bool(self))

    def __float__(self) -> float:
        """Return 1 for yes, else 0."""
        return float(bool(self))

    def _is_same(self, value: object, other: object) -> bool:
        if isinstance(other, bool):
            return bool(read(value)) is other
        return isinstance(other, str) and super()._is_same(value, other)

    def _means(self, value: object, text: str) -> bool:
        return isinstance(value, bool) and says_yes_or_no(text) is value
