"""Ids in one report: Word wants each of them once, also where a loop repeats what has an id."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

_KEPT_OF_NAME = 33
"""Characters of a name that are kept before a number: Word takes names of at most 40."""
NOTES = ("footnotes", "endnotes", "comments")
"""Kinds of what stands in a part of its own, of which every reference needs its own copy."""


class NoteCopy(NamedTuple):
    """A note that a loop refers to again: its kind (`footnotes`, `comments` ...), its id, and the id of its copy."""

    kind: str
    original: str
    copy: str


@dataclass(slots=True)
class RepeatedIds:
    """The ids that one report has used."""

    first_free: int = 1
    """The first number that the template doesn't use."""
    copies: list[NoteCopy] = field(default_factory=list)
    _numbers: int = 0
    """How many new numbers were given."""
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)
    """How often names with the same begin were given."""
    _latest: dict[tuple[str, str], str] = field(default_factory=dict)

    def new_id(self, kind: str, original: str) -> str:
        """Return an id for an element of the template: that of the template the first time, then a new one."""
        key = (kind, original)
        is_first = key not in self._latest
        self._latest[key] = self.coming_id(kind, original)
        if not is_first and kind.endswith("name"):
            self._counts[_base(key)] = self._counts.get(_base(key), 1) + 1
        elif not is_first:
            self._numbers += 1
            if kind in NOTES:
                self.copies.append(NoteCopy(kind, original, self._latest[key]))
        return self._latest[key]

    def coming_id(self, kind: str, original: str) -> str:
        """Return the id that `new_id` will give next."""
        key = (kind, original)
        if key not in self._latest:
            return original
        if kind.endswith("name"):
            return f"{_base(key)[1]}__{self._counts.get(_base(key), 1) + 1}"
        return str(self.first_free + self._numbers)

    def current_id(self, kind: str, original: str) -> str:
        """Return the id that `new_id` gave last: for the end of what it began."""
        return self._latest.get((kind, original), original)

    def new_number(self) -> str:
        """Return a number that no element has."""
        self._numbers += 1
        return str(self.first_free + self._numbers - 1)


def _base(name: tuple[str, str]) -> tuple[str, str]:
    """Return the part of a name that its copies begin with, with its kind: long names may share it."""
    return name[0], name[1][:_KEPT_OF_NAME]
