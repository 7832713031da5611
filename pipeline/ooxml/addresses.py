"""Addresses of cells: letters of columns, numbers of rows, references to cells and blocks. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""How many rows and columns a worksheet of Excel has."""
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


class InvalidAddressError(ValueError):
    """A text is no address of a cell, a row or a column of Excel."""


class CellAddress(NamedTuple):
    """A cell of a worksheet; rows and columns count from 1."""

    row: int
    column: int


class CellRange(NamedTuple):
    """A block of cells; rows and columns count from 1, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def size(self) -> int:
        """How many cells it has."""
        return (self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1)


def column_number(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27. Raises InvalidAddressError where the letters name no column."""
    bare = letters.replace("$", "")
    if not (bare.isascii() and bare.isalpha()):
        raise InvalidAddressError(letters)
    number = _number_of(bare)
    if number > LAST_COLUMN:
        raise InvalidAddressError(letters)
    return number


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(column: int) -> str:
    """Return a column's letters: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def row_number(text: str | None) -> int:
    """Return the number of a row or a column. Raises InvalidAddressError for what is none, or lies outside Excel."""
    if not text or not is_row_number(text):
        raise InvalidAddressError(text)
    return int(text)


def is_row_number(text: str) -> bool:
    """Whether a text is the number of a row or a column that Excel has."""
    return len(text) <= len(str(LAST_ROW)) and text.isdecimal() and 0 < int(text) <= LAST_ROW


def cell_address(row: int, column: int) -> str:
    """Return the address of a cell as Excel writes it: row 7, column 3 is C7."""
    return f"{column_letters(column)}{row}"


def parse_cell(address: str) -> CellAddress:
    """Return row and column of `C7` or `$C$7`, in Excel or beyond. Raises InvalidAddressError otherwise."""
    cell = try_parse_cell(address)
    if cell is None:
        raise InvalidAddressError(address)
    return cell


def try_parse_cell(address: str) -> CellAddress | None:
    """Return row and column of `C7` or `$C$7`; None for what is no address of a single cell."""
    match = _CELL.fullmatch(address)
    return CellAddress(int(match[2]), _number_of(match[1])) if match else None


def parse_range(reference: str) -> CellRange | None:
    """Return the block that a reference such as `$B$5:$C$7` or `B5` means, whichever corner comes first.

    None for whole rows, whole columns and anything else.
    """
    first, _, last = reference.partition(":")
    start, end = try_parse_cell(first), try_parse_cell(last or first)
    if start is None or end is None:
        return None
    return CellRange(
        min(start.row, end.row),
        min(start.column, end.column),
        max(start.row, end.row),
        max(start.column, end.column),
    )
