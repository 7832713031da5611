"""Ids in one report: Word wants each of them once, also where a loop repeats what has an id."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

_KEPT_OF_NAME = 34
"""Characters of a name that are kept before a number: Word takes names of at most 40."""


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
    _counts: dict[str, int] = field(default_factory=dict)
    _latest: dict[tuple[str, str], str] = field(default_factory=dict)

    def new_id(self, kind: str, original: str) -> str:
        """Return an id for an element of the template: that of the template the first time, then a new one."""
        key = (kind, original)
        if key not in self._latest:
            self._latest[key] = original
        elif kind == "name":
            self._latest[key] = f"{original[:_KEPT_OF_NAME]}_{self._next(original) + 1}"
        else:
            self._latest[key] = self.new_number()
            if kind.endswith("notes") or kind == "comments":
                self.copies.append(NoteCopy(kind, original, self._latest[key]))
        return self._latest[key]

    def current_id(self, kind: str, original: str) -> str:
        """Return the id that `new_id` gave last: for the end of what it began."""
        return self._latest.get((kind, original), original)

    def new_number(self) -> str:
        """Return a number that no element has."""
        return str(self.first_free + self._next("") - 1)

    def _next(self, name: str) -> int:
        self._counts[name] = self._counts.get(name, 0) + 1
        return self._counts[name]
