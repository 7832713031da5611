"""How much work it is to go over a value, counted before anything does: lists may hold the same text a million times.

A list is soon made (`[text] * 1000000`), and soon costs more than a machine has: what prints, compares or filters it
goes over all that is in it. So every large value is weighed where an expression uses it, and the clock is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sized
from collections.abc import Set as AbstractSet
from typing import Any

from pipeline.render.limits import LARGEST_RESULT, LimitExceededError

LIGHT = 1_000
"""Characters or items up to which a value is so light that reading the clock would be more work."""
_GROUPS = (list, tuple, Mapping, AbstractSet)


def weight(value: object) -> int:
    """Return the characters and items in a value, and in what it holds. Raises LimitExceededError beyond the bound."""
    if isinstance(value, str):
        return len(value)
    total = 0
    waiting: list[Iterator[object]] = [iter((value,))]
    while waiting:
        for item in waiting[-1]:
            total += len(item) if isinstance(item, str) else 1
            if total > LARGEST_RESULT:
                raise LimitExceededError
            if isinstance(item, _GROUPS):
                waiting.append(_inside(item))
                break
        else:
            waiting.pop()
    return total


def _inside(group: Any) -> Iterator[object]:  # noqa: ANN401 - any group of values
    if isinstance(group, Mapping):
        return (part for pair in group.items() for part in pair)
    return iter(group)


def is_light(value: object) -> bool:
    """Whether a value needs no weighing: a short text, a number, a day, yes, no or nothing."""
    return len(value) <= LIGHT if isinstance(value, str) else not isinstance(value, Sized)
