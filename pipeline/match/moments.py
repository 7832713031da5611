"""When the submissions of a table were sent: from its columns of moments, however they are written. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.locale_data import NO_NAME
from pipeline.match.columns import Header
from pipeline.match.sheet_grid import listed
from pipeline.match.timestamps import DateOrder, date_order, moment_of
from pipeline.messages import shorten
from pipeline.model import CellValue, Finding
from pipeline.text import fold

_MOST_DIGITS = 16


@dataclass(frozen=True, slots=True)
class MomentReader:
    """Reads the moments of the rows below a header."""

    header: Header
    orders: Mapping[int, DateOrder]
    """How each column of moments writes days."""

    @classmethod
    def of(cls, header: Header, rows: Sequence[int]) -> MomentReader:
        """Find out how these rows write moments."""
        export = header.metadata.export
        if export is None:
            return cls(header, {})
        in_order = _as_sent(header, rows)
        orders = {
            column: date_order(
                [header.grid.rows[row][column] for row in in_order if column in header.grid.rows[row]],
                language=export.language,
                usual=True if export.month_first else None,
            )
            for column, meaning in header.metadata.columns.items()
            if meaning in ("sent_at", "changed_at")
        }
        return cls(header, orders)

    def moment(self, values: Mapping[int, CellValue]) -> datetime | None:
        """Return when the submission of a row was sent, or last changed."""
        read = {
            self.header.metadata.columns[column]: moment_of(values.get(column), month_first=order.month_first)
            for column, order in self.orders.items()
        }
        return read.get("changed_at") or read.get("sent_at")

    def findings(self, rows: Sequence[int]) -> Iterator[Finding]:
        """Tell once of a column of moments that can't be read, or of which only the order of the rows told how."""
        grid = self.header.grid
        for column, order in self.orders.items():
            written = [row for row in rows if _is_written(grid.rows[row].get(column))]
            unread = [
                row for row in written if moment_of(grid.rows[row][column], month_first=order.month_first) is None
            ]
            if unread:
                cells = listed([grid.address(row, column) for row in unread])
                value = shorten(str(grid.rows[unread[0]][column]))
                yield Finding("moments-unclear", grid.place(unread[0], column), value=value, details={"cells": cells})
            elif order.is_by_sequence and written:
                first = grid.rows[written[0]][column]
                moment = moment_of(first, month_first=order.month_first)
                details = {"read_as": moment.date().isoformat() if moment else ""}
                place = grid.place(written[0], column)
                yield Finding("moments-by-order", place, value=shorten(str(first)), details=details)


def _is_written(value: CellValue | None) -> bool:
    """Whether a cell says something that is not a moment already."""
    return value is not None and not isinstance(value, datetime) and fold(str(value)) not in NO_NAME


def _as_sent(header: Header, rows: Sequence[int]) -> list[int]:
    """Return the rows in the order in which they were sent: that of their numbers, else as they come."""
    column = header.metadata.of("id")
    numbers = {row: _number(header.grid.rows[row].get(column)) for row in rows} if column is not None else {}
    known = [row for row, number in numbers.items() if number is not None]
    if len(known) < len(rows):
        return list(rows)
    return sorted(rows, key=lambda row: numbers[row] or 0)


def _number(value: CellValue | None) -> float | None:
    if isinstance(value, str):
        return float(value) if value.isdecimal() and len(value) < _MOST_DIGITS else None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
