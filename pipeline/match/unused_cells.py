"""What to tell of cells that nobody took, and of what is on a sheet besides its cells. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.match.cell_account import CellAccount, CellUse
from pipeline.match.cell_ranges import cell_ranges
from pipeline.match.sheet_grid import place_of
from pipeline.messages import shorten
from pipeline.model import COMMENT_MARK, Finding, ObjectKind, Place, Sheet, SheetObject
from pipeline.ooxml.addresses import try_parse_cell

_CODES: dict[ObjectKind, str] = {
    "note": "note-not-used",
    "text_box": "text-box-not-used",
    "picture": "picture-not-used",
    "control": "control-not-used",
    "embedded_file": "embedded-file-not-used",
    "damaged": "sheet-objects-damaged",
}


def report_remaining(file: str, sheet: Sheet, account: CellAccount, *, is_form: bool) -> Iterator[Finding]:
    """Report the cells that nobody took, in one finding with all of their addresses."""
    remaining = account.remaining()
    if not remaining:
        return
    row = min(remaining)
    column = min(remaining[row])
    count = sum(map(len, remaining.values()))
    account.take_rest(CellUse.REPORTED)
    yield Finding(
        "cell-not-used" if is_form else "cell-outside-table",
        place_of(file, sheet, row, column),
        value=shorten(str(sheet.rows[row][column])),
        details={"cells": cell_ranges(remaining), "count": count},
    )


def report_objects(file: str, sheet: Sheet, *, is_marked_copy: bool) -> Iterator[Finding]:
    """Report notes, text boxes, pictures and the like: one finding for each kind, with the cells where they are.

    In a copy with marked cells, notes hold what Binding wrote, which is no news.
    """
    by_kind: dict[ObjectKind, list[SheetObject]] = {}
    for written in sheet.objects:
        item = _without_mark(written) if is_marked_copy else written
        if item is None:
            continue
        by_kind.setdefault(item.kind, []).append(item)
    for kind, items in by_kind.items():
        first = items[0]
        cells: dict[int, set[int]] = {}
        for item in items:
            address = try_parse_cell(item.cell)
            if address:
                cells.setdefault(address.row, set()).add(address.column)
        yield Finding(
            _CODES[kind],
            Place(file, sheet.name, first.cell or None),
            value=shorten(first.text) if first.text else None,
            details={"cells": cell_ranges(cells), "count": len(items)},
        )


def _without_mark(item: SheetObject) -> SheetObject | None:
    """Return a note without what Binding wrote in it; None where nothing is left."""
    text, mark, _ = item.text.partition(COMMENT_MARK)
    if not mark:
        return item
    return replace(item, text=text.strip()) if text.strip() else None
