"""The main part of a binary workbook (.xlsb): its sheets, its calendar, and the names that point to cells. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from pipeline.model import Area
from pipeline.read.number_formats import EPOCH_1900, EPOCH_1904
from pipeline.read.xlsb_records import Record, records

_PROPERTIES, _SHEET, _NAME, _SHEETS_MEANT = 153, 156, 39, 362
_ITSELF, _OTHER_BOOKS = 357, frozenset({355, 358, 667})
_CELL, _BLOCK = frozenset({0x3A, 0x5A, 0x7A}), frozenset({0x3B, 0x5B, 0x7B})
"""How a formula begins that means a cell or a block of a sheet."""
_COLUMN_BITS = 0x3FFF


class ListedSheet(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    relationship_id: str
    hidden: bool


@dataclass
class BinaryBook:
    """What the main part of a workbook says."""

    epoch: datetime = EPOCH_1900
    sheets: list[ListedSheet] = field(default_factory=list)
    _named: list[tuple[str, Record]] = field(default_factory=list)
    _books: list[int] = field(default_factory=list)
    _meant: list[tuple[int, int, int]] = field(default_factory=list)

    def take(self, kind: int, record: Record) -> None:
        """Take a record of the part."""
        if kind == _PROPERTIES:
            self.epoch = EPOCH_1904 if record.take("I")[0] & 1 else EPOCH_1900
        elif kind == _SHEET:
            state, _ = record.take("II")
            relationship_id, name = record.text(), record.text()
            self.sheets.append(ListedSheet(name, relationship_id, state != 0))
        elif kind == _NAME:
            record.skip(9)  # flags, a key, and the sheet that it belongs to
            self._named.append((record.text(), record))
        elif kind == _ITSELF or kind in _OTHER_BOOKS:
            self._books.append(kind)
        elif kind == _SHEETS_MEANT:
            (count,) = record.take("I")
            size = len(record.content) // 12  # bytes of each
            self._meant += [_three(record) for _ in range(min(count, size))]

    def names(self) -> Iterator[tuple[str, Area]]:
        """Yield the names that point to a cell or a block: a form that was saved as .xlsb keeps its boxes."""
        for name, formula in self._named:
            area = self._area(formula)
            if area:
                yield name, area

    def _area(self, formula: Record) -> Area | None:
        size, kind = formula.take("IB")
        if kind in _CELL and size == 9:  # noqa: PLR2004 - one piece and no more
            meant, top, left = formula.take("HIH")
            bottom, right = top, left
        elif kind in _BLOCK and size == 15:  # noqa: PLR2004 - as above
            meant, top, bottom, left, right = formula.take("HIIHH")
        else:
            return None
        sheet = self._sheet(meant)
        return (
            Area(sheet, top + 1, (left & _COLUMN_BITS) + 1, bottom + 1, (right & _COLUMN_BITS) + 1) if sheet else None
        )

    def _sheet(self, meant: int) -> str:
        if meant >= len(self._meant):
            return ""
        book, first, last = self._meant[meant]
        is_here = not self._books or (book < len(self._books) and self._books[book] == _ITSELF)
        return self.sheets[first].name if is_here and first == last and first < len(self.sheets) else ""


def _three(record: Record) -> tuple[int, int, int]:
    first, second, third = record.take("III")
    return first, second, third


def read_book(content: bytes) -> BinaryBook:
    """Return what the main part of a workbook says. Raises NotReadable where it is damaged."""
    book = BinaryBook()
    for kind, record in records(content):
        book.take(kind, record)
    return book
