"""Where cells stand: letters of columns, numbers of rows, references to blocks. Pure."""

from __future__ import annotations

import re

from pipeline.model import Area
from pipeline.read.bounded_package import NotReadable

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def column_number(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27. Raises NotReadable for what are no letters of a column."""
    number = 0
    for letter in letters.replace("$", "").upper():
        if not "A" <= letter <= "Z":
            raise NotReadable
        number = number * 26 + ord(letter) - ord("A") + 1
    if not 0 < number <= LAST_COLUMN:
        raise NotReadable
    return number


def area_of(sheet: str, reference: str) -> Area | None:
    """Return the block that a reference such as `$B$5:$C$7` means; None for whole rows, columns and anything else."""
    first, _, last = reference.partition(":")
    corners = [_CELL.fullmatch(one) for one in (first, last or first)]
    if not corners[0] or not corners[1]:
        return None
    columns = sorted(column_number(corner[1]) for corner in corners if corner)
    rows = sorted(int(corner[2]) for corner in corners if corner)
    return Area(sheet, rows[0], columns[0], rows[1], columns[1])


def size_of(area: Area) -> int:
    """Return how many cells a block has."""
    return (area.last_row - area.first_row + 1) * (area.last_column - area.first_column + 1)


def number_of(text: str | None) -> int:
    """Return a number of a row or a column. Raises NotReadable for what is none, or lies outside Excel."""
    if not text or len(text) > len(str(LAST_ROW)) or not text.isdecimal() or not 0 < int(text) <= LAST_ROW:
        raise NotReadable
    return int(text)
