"""How places and headers are said in findings: as Excel says them, and no longer than helps. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.match.cell_account import CellAccount, CellUse
from pipeline.model import Cell, CellValue, Place, Sheet
from pipeline.ooxml.addresses import cell_address, column_letters

_LONGEST_SHOWN = 48
_MOST_SHOWN = 20
_WIDEST_SIDEWAYS = 60
"""How many columns of a sheet are looked at for headers below each other, and rows for the answers beside them."""


def place_of(file: str, sheet: Sheet, row: int, column: int) -> Place:
    """Return the place of a cell."""
    return Place(file, sheet.name, cell_address(row, column))


def cell_at(file: str, sheet: Sheet, row: int, column: int) -> Cell:
    """Return a filled cell of a sheet, with all that it holds."""
    value, place = sheet.rows[row][column], place_of(file, sheet, row, column)
    details = sheet.details.get((row, column))
    if details is None:
        return Cell(value, place)
    return Cell(value, place, details.shown, details.spans, details.link, details.doubts)


def listed(texts: Sequence[str]) -> str:
    """Return questions or headers as a list, each cut to what is needed to know it by."""
    shown = [textwrap.shorten(text, _LONGEST_SHOWN, placeholder=" …") for text in texts[:_MOST_SHOWN]]
    return "; ".join([*shown, *(["…"] if len(texts) > _MOST_SHOWN else [])])


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as it is read: upright, or sideways where its headers stand below each other.

    Sideways, what it calls a row is a column of the sheet; places are those of the sheet.
    """

    file: str
    sheet: Sheet
    rows: Mapping[int, Mapping[int, CellValue]]
    sideways: bool = False
    origins: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """Where the value of a cell is that is merged with others: in the first of them, by row and column of the grid."""

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell on the sheet."""
        return place_of(self.file, self.sheet, *((column, row) if self.sideways else (row, column)))

    def cell(self, row: int, column: int) -> Cell:
        """Return a filled cell, with all that it holds."""
        return cell_at(self.file, self.sheet, *self._in_sheet(row, column))

    def adds_up(self, row: int, column: int) -> bool:
        """Whether a cell is the outcome of a formula that adds up others."""
        details = self.sheet.details.get(self._in_sheet(row, column))
        return bool(details and details.adds_up)

    def _in_sheet(self, row: int, column: int) -> tuple[int, int]:
        """Return row and column, on the sheet, of the cell that holds the value."""
        row, column = self.origins.get((row, column), (row, column))
        return (column, row) if self.sideways else (row, column)

    def take(self, account: CellAccount, use: CellUse, row: int, columns: Iterable[int]) -> None:
        """Say in the account of the sheet what became of cells in a row of the grid."""
        if not self.sideways:
            account.take(use, row, columns)
            return
        for column in columns:
            account.take(use, column, (row,))

    def take_row(self, account: CellAccount, use: CellUse, row: int) -> None:
        """Say what became of the whole row of the grid, but for cells that were taken before."""
        self.take(account, use, row, tuple(self.rows.get(row, ())))

    def address(self, row: int, column: int) -> str:
        """Return the address of a cell on the sheet."""
        return self.place(row, column).cell or ""

    def column(self, column: int) -> str:
        """Return how people call a column of the grid: by its letters, or by its row where it is one."""
        return str(column) if self.sideways else column_letters(column)


def upright(file: str, sheet: Sheet) -> Grid:
    """Return a sheet as it stands."""
    return Grid(file, sheet, sheet.rows)


def sideways(file: str, sheet: Sheet) -> Grid:
    """Return the first columns of a sheet as rows."""
    turned: dict[int, dict[int, CellValue]] = {}
    for row, values in sheet.rows.items():
        for column, value in values.items():
            if column <= _WIDEST_SIDEWAYS:
                turned.setdefault(column, {})[row] = value
    return Grid(file, sheet, dict(sorted(turned.items())), sideways=True)
