"""What becomes of each filled cell of a sheet: it is used, known as a label, or reported. Nothing else is possible."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from enum import Enum, auto

from pipeline.model import CellCounts, CellValue, Sheet
from pipeline.text import is_blank


class CellUse(Enum):
    """What became of a cell."""

    USED = auto()
    """For a question, or to know who sent a submission and when."""
    LABEL = auto()
    """A header or a text that was recognised, or what an export or a form itself wrote."""
    REPORTED = auto()
    """A finding says where it is."""


class CellAccount:
    """The account of one sheet: each filled cell is taken once, so that the counts always add up.

    It is filled in while the sheet is matched, and what nobody took is reported at the end (`remaining`).
    """

    def __init__(self, sheet: Sheet) -> None:
        """Open the account with every filled cell of the sheet."""
        self._remaining = {
            row: {column for column, value in values.items() if not is_blank_value(value)}
            for row, values in sheet.rows.items()
        }
        self.filled = sum(map(len, self._remaining.values()))
        """How many cells are filled."""
        self._taken = dict.fromkeys(CellUse, 0)

    def take(self, use: CellUse, row: int, columns: Iterable[int]) -> None:
        """Say what became of cells in a row; those that are not filled, or were taken before, make no difference."""
        remaining = self._remaining.get(row)
        if remaining:
            taken = remaining.intersection(columns)
            self._taken[use] += len(taken)
            remaining -= taken

    def take_row(self, use: CellUse, row: int) -> None:
        """Say what became of the whole row, but for cells that were taken before."""
        self.take(use, row, tuple(self._remaining.get(row, ())))

    def take_rest(self, use: CellUse) -> None:
        """Say what became of all cells that were not taken before."""
        for row in self._remaining:
            self.take_row(use, row)

    def remaining(self) -> dict[int, AbstractSet[int]]:
        """Return the columns that nobody took, by row; without the rows that have none."""
        return {row: frozenset(columns) for row, columns in self._remaining.items() if columns}

    def counts(self) -> CellCounts:
        """Return the counts. Raises ValueError as long as cells remain."""
        if any(self._remaining.values()):
            raise ValueError("cells remain that are neither used, nor known as labels, nor reported")
        return CellCounts(
            self.filled, self._taken[CellUse.USED], self._taken[CellUse.LABEL], self._taken[CellUse.REPORTED]
        )


def is_blank_value(value: CellValue) -> bool:
    """Whether a cell holds nothing but blanks."""
    return isinstance(value, str) and is_blank(value)
