"""Cells that are merged down over rows that a report may leave out: which of them is the first is known only then."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class VerticalMerges:
    """For each column of a table that has such cells, whether a merged cell is going on in the rows so far."""

    _going_on: set[str] = field(default_factory=set)
    _first: set[str] = field(default_factory=set)
    """The columns of which the latest cell was the first that is shown of those merged."""

    def end(self, column: str) -> str:
        """End what is merged: what comes begins anew. Returns nothing to show."""
        self._going_on.discard(column)
        return ""

    def begin(self, column: str) -> str:
        """Return the setting of a cell that begins a merge."""
        self._going_on.add(column)
        return "restart"

    def go_on(self, column: str) -> str:
        """Return the setting of a cell that goes on with a merge: it begins one where the first cell was left out."""
        if column in self._going_on:
            self._first.discard(column)
            return "continue"
        self._first.add(column)
        return self.begin(column)

    def is_first(self, column: str) -> bool:
        """Whether the cell of the latest `go_on` had to begin the merge."""
        return column in self._first
