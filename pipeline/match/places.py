"""Where a cell stands, as Excel says it. Pure."""

from __future__ import annotations

from pipeline.model import Place, Sheet


def column_letters(column: int) -> str:
    """Return a column's letters: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place_of(file: str, sheet: Sheet, row: int, column: int) -> Place:
    """Return the place of a cell."""
    return Place(file, sheet.name, f"{column_letters(column)}{row}")
