"""Lists of items: what people listed or chose, where several can be given. Pure."""

from __future__ import annotations

from typing import Self

from pipeline.render.given.answers import Given
from pipeline.render.given.nothing import Nothing
from pipeline.render.value_text import ShownValue, as_text, template_value
from pipeline.text import fold


class GivenList(tuple[object, ...], ShownValue):  # noqa: SLOT001 - it keeps more than its items
    """The items that anybody gave, each once: for loops, `in` and filters. Where people differ, each list is shown."""

    _given: Given

    def __new__(cls, given: Given) -> Self:
        """Gather the items."""
        items: dict[object, object] = {}
        for answer, value in enumerate(given.values):
            for number, item in enumerate(value if isinstance(value, tuple) else (value,)):
                key = fold(str(item)) if given.differ else (answer, number)
                items.setdefault(key, template_value(item))
        gathered = super().__new__(cls, items.values())
        gathered._given = given
        return gathered

    def __reduce__(self) -> tuple[type[GivenList], tuple[Given]]:
        """Cross to another process with every answer."""
        return GivenList, (self._given,)

    def shown(self) -> object:
        """Return what a report shows: the items, or a text where people differ."""
        return template_value(self._given.shown(self._given.text)) if self._given.differ else tuple(self)

    def __str__(self) -> str:
        """Return what a report shows on one line."""
        return as_text(self, self._given.language)

    def __repr__(self) -> str:
        """Return the items, for who reads a log."""
        return f"<GivenList {tuple(self)!r}>"

    def __eq__(self, other: object) -> bool:
        """Whether everybody gave these items, in any order; a text is the only item, or all as they are shown.

        Raises UnfitAnswersError where only some did.
        """
        if isinstance(other, GivenList):
            if self._given == other._given:
                return True
            return self._given.agreed(lambda items: other == _items(items), nobody=not other)
        if other is None or isinstance(other, Nothing) or other == "":
            return not self
        is_empty = isinstance(other, list | tuple) and not other
        return self._given.agreed(lambda items: self._is_same(_items(items), other), nobody=is_empty)

    def __ne__(self, other: object) -> bool:
        """Whether nobody gave exactly these items."""
        return not self == other

    def __hash__(self) -> int:
        """Return the number of the items."""
        return hash(tuple(self))

    def __contains__(self, item: object) -> bool:
        """Whether anybody gave this item, in any spelling; a part of an item is none."""
        sought = fold(str(item))
        return any(fold(str(one)) == sought for one in self)

    def __add__(self, other: object) -> tuple[object, ...]:
        """Return these items and those of another list."""
        return (*self, *other) if isinstance(other, list | tuple) else NotImplemented

    def __radd__(self, other: object) -> tuple[object, ...]:
        """Return the items of another list, and these."""
        return (*other, *self) if isinstance(other, list | tuple) else NotImplemented

    def _is_same(self, items: tuple[object, ...], other: object) -> bool:
        if isinstance(other, str):
            return fold(as_text(items, self._given.language)) == fold(other)
        if isinstance(other, list | tuple):
            return sorted(fold(str(item)) for item in items) == sorted(fold(str(item)) for item in other)
        return False


def _items(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)
