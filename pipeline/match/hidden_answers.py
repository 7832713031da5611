"""What to tell of answers that were used though nobody sees them: hidden rows, columns and sheets. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.model import Cell, Finding, Place, Sheet, Submission, Workbook
from pipeline.ooxml.addresses import parse_range

_MOST_SHOWN = 12


def notes_on_hidden(workbook: Workbook, submissions: Iterable[Submission]) -> list[Finding]:
    """Return a note for each sheet that is hidden, or of which hidden rows or columns held answers that are used."""
    by_sheet: dict[str, list[Cell]] = {}
    for submission in submissions:
        for cells in submission.cells.values():
            by_sheet.setdefault(submission.place.sheet or "", []).extend(cells)
    return [
        finding
        for sheet in workbook.sheets
        if sheet.name in by_sheet
        for finding in _of_sheet(workbook.file, sheet, by_sheet[sheet.name])
    ]


def _of_sheet(file: str, sheet: Sheet, cells: Iterable[Cell]) -> Iterator[Finding]:
    if sheet.hidden:
        yield Finding("sheet-hidden", Place(file, sheet.name))
    if not sheet.hidden_rows and not sheet.hidden_columns:
        return
    rows: dict[int, str] = {}
    columns: dict[int, tuple[str, str]] = {}
    for cell in cells:
        area = parse_range(cell.place.cell or "")
        if area is None:
            continue
        at = cell.place.cell or ""
        if area.first_row in sheet.hidden_rows:
            rows.setdefault(area.first_row, at)
        if area.first_column in sheet.hidden_columns:
            columns.setdefault(area.first_column, (at, at.rstrip("0123456789")))
    if rows:
        first = min(rows)
        yield Finding("rows-hidden", Place(file, sheet.name, rows[first]), details={"rows": _ranges(sorted(rows))})
    if columns:
        letters = ", ".join(columns[column][1] for column in sorted(columns)[:_MOST_SHOWN])
        first = min(columns)
        yield Finding("columns-hidden", Place(file, sheet.name, columns[first][0]), details={"columns": letters})


def _ranges(numbers: list[int]) -> str:
    """Return row numbers as people write them: `2-5, 9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [str(first) if first == last else f"{first}-{last}" for first, last in runs[:_MOST_SHOWN]]
    return ", ".join([*shown, *(["…"] if len(runs) > _MOST_SHOWN else [])])
