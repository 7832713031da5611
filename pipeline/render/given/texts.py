"""Texts on which people differ, and choices. Pure."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self

from pipeline.render.given.answers import Given
from pipeline.render.value_text import FormattedText
from pipeline.rich_text import RichText
from pipeline.text import fold

ASKED_OF_EACH = frozenset({
    "count", "endswith", "find", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "islower", "isnumeric",
    "isprintable", "isspace", "istitle", "isupper", "rfind", "startswith",
})  # fmt: skip
"""The methods that tell something of a text, and make no other text of it."""


class GivenText(FormattedText):
    """Texts on which people differ: shown as one text, compared one by one.

    A text that one person gave, or on which all agree, is a text as any other and needs no class.
    """

    __slots__ = ("_given",)
    _given: Given

    def __new__(cls, given: Given) -> Self:
        """Put the texts together."""
        shown = given.shown(given.text)
        text = super().__new__(cls, shown if isinstance(shown, RichText) else RichText(shown))
        text._given = given
        return text

    def __reduce__(self) -> tuple[type[Any], tuple[Any]]:
        """Cross to another process with every answer."""
        return type(self), (self._given,)

    def __eq__(self, other: object) -> bool:
        """Whether each of them is that text. Raises UnfitAnswersError where only some are, as do the others here."""
        if isinstance(other, GivenText):
            if self._given == other._given:
                return True
            return self._given.agreed(lambda text: other == str(text), nobody=False)
        return self._given.agreed(lambda text: self._is_same(str(text), other), nobody=False)

    def __ne__(self, other: object) -> bool:
        """Whether none of them is that text."""
        return not self == other

    __hash__ = FormattedText.__hash__

    def __contains__(self, part: object) -> bool:
        """Whether each of them holds that text."""
        return self._given.agreed(lambda text: operator.contains(str(text), part), nobody=False)

    def __lt__(self, other: str) -> bool:
        """Whether each of them comes before that text."""
        return self._compare(operator.lt, other)

    def __le__(self, other: str) -> bool:
        """Whether each of them is that text or comes before it."""
        return self._compare(operator.le, other)

    def __gt__(self, other: str) -> bool:
        """Whether each of them comes after that text."""
        return self._compare(operator.gt, other)

    def __ge__(self, other: str) -> bool:
        """Whether each of them is that text or comes after it."""
        return self._compare(operator.ge, other)

    def ask_each(self, ask: Callable[..., object], arguments: Sequence[object], named: Mapping[str, object]) -> object:
        """Return what is said of each text alone. Raises UnfitAnswersError where that is not the same of all."""
        return self._given.agreed(lambda text: ask(str(text), *arguments, **named), nobody=None)

    def _compare(self, compare: Callable[[Any, Any], bool], other: object) -> bool:
        return self._given.agreed(lambda text: compare(str(text), other), nobody=False)

    def _is_same(self, text: str, other: object) -> bool:
        return text == other


def sought(value: object) -> object:
    """Return what is looked for in a list or a text. Raises UnfitAnswersError where it is several texts."""
    if isinstance(value, GivenText):
        value.ask_each(str, (), {})
    return value


class GivenChoice(GivenText):
    """A choice, or choices on which people differ: another spelling of a choice is the same choice."""

    __slots__ = ()
    __hash__ = GivenText.__hash__

    def _is_same(self, text: str, other: object) -> bool:
        return isinstance(other, str) and fold(text) == fold(other)
