"""What numbers, days, and yes or no have in common. Pure."""

from __future__ import annotations

import operator
from abc import abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, Self

from pipeline.render.given.answers import Given, UnfitAnswersError
from pipeline.render.given.nothing import Nothing
from pipeline.render.given.texts import GivenText
from pipeline.render.value_text import ShownValue, as_text, template_value
from pipeline.rich_text import AnyText, RichText
from pipeline.text import fold


class GivenValue(ShownValue):
    """An answer that is no text. What could not be read as its type is among the answers as it was typed."""

    __slots__ = ("given",)
    fields: ClassVar[frozenset[str]] = frozenset()
    """What a template may write after a dot."""

    def __init__(self, given: Given) -> None:
        """Keep who gave which answers."""
        self.given = given

    def __reduce__(self) -> tuple[type[Self], tuple[Given]]:
        """Cross to another process with every answer."""
        return type(self), (self.given,)

    def shown(self) -> object:
        """Return the text that a report shows."""
        return template_value(self.given.shown(self.given.text))

    def written(self, write: Callable[[Any], str]) -> object:
        """Return the text that a report shows, with each answer as `write` writes it; what was typed as it is."""

        def written_or_typed(value: object) -> AnyText:
            return value if isinstance(value, str | RichText) else write(value)

        return template_value(self.given.shown(written_or_typed))

    def __str__(self) -> str:
        """Return the text that a report shows."""
        return str(self.shown())

    def __repr__(self) -> str:
        """Return the text that a report shows, for who reads a log."""
        return f"<{type(self).__name__} {self}>"

    def __bool__(self) -> bool:
        """Whether anybody answered."""
        return bool(self.given.answers)

    def __eq__(self, other: object) -> bool:
        """Whether each answer is that value, or is written as that text.

        Raises UnfitAnswersError where only some are, or where one could not be read.
        """
        if isinstance(other, GivenText):
            return bool(other == self)
        if isinstance(other, GivenValue):
            if self.given == other.given:
                return True
            return self.given.agreed(lambda value: other == read(value), nobody=not other.given.answers)
        if other is None or isinstance(other, Nothing) or (isinstance(other, str) and not other.strip()):
            return not self.given.answers
        return self.given.agreed(lambda value: self._is_same(value, other), nobody=False)

    def __ne__(self, other: object) -> bool:
        """Whether no answer is that value."""
        return not self == other

    def __hash__(self) -> int:
        """Return the number of the text that a report shows."""
        return hash(str(self))

    def _is_same(self, value: object, other: object) -> bool:
        if isinstance(other, str | RichText):
            return fold(as_text(value, self.given.language)) == fold(str(other)) or self._means(value, str(other))
        return bool(read(value) == other)

    def _means(self, _: object, __: str) -> bool:
        """Whether a text says that value in another way than a report would."""
        return False


class OrderedValue(GivenValue):
    """An answer that is less or more than another: a number, a day."""

    __slots__ = ()
    __hash__ = GivenValue.__hash__

    def __lt__(self, other: object) -> bool:
        """Whether each answer is less. Raises UnfitAnswersError where only some are, as do the others here."""
        return self._compare(operator.lt, other)

    def __le__(self, other: object) -> bool:
        """Whether each answer is no more."""
        return self._compare(operator.le, other)

    def __gt__(self, other: object) -> bool:
        """Whether each answer is more."""
        return self._compare(operator.gt, other)

    def __ge__(self, other: object) -> bool:
        """Whether each answer is no less."""
        return self._compare(operator.ge, other)

    def _compare(self, compare: Callable[[Any, Any], bool], other: object) -> bool:
        if isinstance(other, Nothing):
            return False
        limits = self._limits(other)
        outcomes = {compare(self._operand(value), limit) for value in self.given.values for limit in limits}
        if len(outcomes) > 1:
            raise UnfitAnswersError("differ")
        return outcomes == {True}

    @abstractmethod
    def _operand(self, value: object) -> object:
        """Return an answer as it is compared. Raises UnfitAnswersError where it could not be read."""

    @abstractmethod
    def _limits(self, other: object) -> tuple[object, ...]:
        """Return what each answer is compared with. Raises TypeError where that is nothing of the kind."""


def read(value: Any) -> Any:  # noqa: ANN401 - of any type but a text
    """Return a value that was read as the type of its question. Raises UnfitAnswersError where it was not."""
    if isinstance(value, str | RichText):
        raise UnfitAnswersError("unread")
    return value
