"""A workbook as a text table that people can read, for tests: `[Blad1]`, then rows of cells between bars.

A number, a date (`2026-03-01`, `2026-03-01 09:20`), `WAAR`, an error (`#NAME?`) and `=` (a formula never calculated)
are what they look like; everything else is text, and what stands between double quotes is text too. `⏎` is a line end,
`␣` a zero-width blank. An empty line is a blank row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook as ExcelWorkbook

from pipeline.model import NOT_CALCULATED, CellError, CellValue, Sheet, Workbook

_SHEET = re.compile(r"\[([^\]]+)\]")


def parse_workbook(file: str, lines: Iterable[str]) -> Workbook:
    """Return the workbook that a text table shows."""
    sheets: list[Sheet] = []
    rows: dict[int, dict[int, CellValue]] = {}
    number = 0
    for line in lines:
        if head := _SHEET.fullmatch(line.strip()):
            rows, number = {}, 0
            sheets.append(Sheet(head[1], rows))
            continue
        number += 1
        cells = {column: _value(cell) for column, cell in enumerate(line.split("|"), start=1)}
        filled = {column: value for column, value in cells.items() if value is not None}
        if filled:
            rows[number] = filled
    return Workbook(file, tuple(sheets), digest=file)


def _value(written: str) -> CellValue | None:  # noqa: PLR0911 - one answer for each kind of cell
    text = written.strip().replace("⏎", "\n").replace("␣", "\u200b")
    if not text:
        return None
    if text.startswith('"') and text.endswith('"'):
        return text[1:-1]
    if text == "WAAR":
        return True
    if text == NOT_CALCULATED or re.fullmatch(r"#[A-Z/0]+[!?]", text):
        return CellError(text)
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?", text):
        return datetime.fromisoformat(text)
    return text


def as_excel(workbook: Workbook) -> bytes:
    """Return the workbook as Excel would have it."""
    book = ExcelWorkbook()
    for number, sheet in enumerate(workbook.sheets):
        page = book.worksheets[0] if number == 0 else book.create_sheet()
        page.title = sheet.name
        for row, values in sheet.rows.items():
            for column, value in values.items():
                cell = page.cell(row, column)
                if isinstance(value, CellError):
                    cell.value, cell.data_type = (value.code, "e") if value.code != NOT_CALCULATED else ("=A1&B1", "f")
                else:
                    cell.value = value
    content = BytesIO()
    book.save(content)
    return content.getvalue()
