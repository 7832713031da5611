"""Particulars in cells that are merged over several rows: they count for each of these rows. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.match.columns import Header
from pipeline.model import CellValue


def with_merged_cells(header: Header, rows: Sequence[int]) -> Header:
    """Return the header with a grid in which particulars fill all the rows that they are merged over.

    Answers to the worksheet's questions don't: one text would become the answer of several respondents.
    """
    grid = header.grid
    if not grid.sheet.merged:
        return header
    particulars = {question.name for question in header.layout.questions if question.role}
    particulars |= {question.name for question in header.layout.particulars}
    columns = {column.number for name in particulars for column in header.columns.get(name, ())}
    table_rows = set(rows)
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    filled: dict[int, dict[int, CellValue]] = {}
    for area in grid.sheet.merged:
        first_row, first_column, last_row = area.first_row, area.first_column, area.last_row
        if grid.sideways:
            first_row, first_column, last_row = area.first_column, area.first_row, area.last_column
        value = grid.rows.get(first_row, {}).get(first_column)
        if first_column not in columns or first_row not in table_rows or value is None:
            continue
        for row in range(first_row + 1, min(last_row, rows[-1]) + 1):
            if row in table_rows and first_column not in grid.rows[row]:
                origins[row, first_column] = (first_row, first_column)
                filled.setdefault(row, dict(grid.rows[row]))[first_column] = value
    if not filled:
        return header
    return replace(header, grid=replace(grid, rows={**grid.rows, **filled}, origins=origins))
