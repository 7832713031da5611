"""Addresses of cells and ranges."""

import re
from dataclasses import dataclass

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


@dataclass(frozen=True, order=True)
class Range:
    """A rectangle of cells."""

    top: int
    left: int
    bottom: int
    right: int

    def overlaps(self, other: "Range") -> bool:
        """Tell whether two rectangles share a cell."""
        rows = self.top <= other.bottom and other.top <= self.bottom
        return rows and self.left <= other.right and other.left <= self.right

    def holds(self, row: int, column: int) -> bool:
        """Tell whether a cell stands in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def rows(self) -> int:
        """Give the number of rows."""
        return self.bottom - self.top + 1


def column_number(letters: str) -> int:
    """Read a column's letters."""
    total = 0
    for letter in letters:
        total = total * 26 + ord(letter) - 64
    return total


def column_letters(column: int) -> str:
    """Write a column's letters."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Write a cell's address."""
    return f"{column_letters(column)}{row}"


def cell(text: str) -> tuple[int, int] | None:
    """Read a cell's address as row and column, None when it is none."""
    match = _CELL.fullmatch(text)
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


def area(text: str) -> Range | None:
    """Read a range of cells, None when it is none."""
    first, _, last = text.partition(":")
    start, end = cell(first), cell(last or first)
    if start is not None and end is not None and start[0] <= end[0] and start[1] <= end[1]:
        return Range(*start, *end)
    return _whole(first, last)


def _whole(first: str, last: str) -> Range | None:
    ends = [part.replace("$", "") for part in (first, last)]
    if all(re.fullmatch(r"[A-Z]{1,3}", end) for end in ends):
        return Range(1, column_number(ends[0]), LAST_ROW, column_number(ends[1]))
    if all(re.fullmatch(r"[1-9][0-9]{0,6}", end) for end in ends):
        return Range(int(ends[0]), 1, int(ends[1]), LAST_COLUMN)
    return None


def areas(text: str) -> list[Range]:
    """Read a list of ranges, leaving out what is none."""
    return [found for part in text.split() if (found := area(part)) is not None]
