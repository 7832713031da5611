"""Sheets that hold answers which can't be read as a table: repeated groups, and tables that lie in one column. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from itertools import islice

from pipeline.match.columns import read_header
from pipeline.match.headers import fold_header, headers_of
from pipeline.match.sheet_grid import Grid, listed, place_of
from pipeline.model import Finding, Layout, Place, Sheet

_LOOKED_AT = 5
"""Rows in which the headers of a repeated group are looked for, and rows that are split into columns."""
_DELIMITERS = ";,\t|"
_FEWEST_QUESTIONS = 2
_MOST_FIELDS = 1_000
_REPEATS: tuple[tuple[frozenset[str], str, str], ...] = (
    (frozenset({"_parent_index", "_parent_table_name"}), "_parent_index", "_index"),
    (frozenset({"_parent_index", "_submission__id"}), "_parent_index", "_index"),
    (frozenset({"parent_key", "key"}), "PARENT_KEY", "KEY"),
)
"""The columns of a sheet of a repeated group: which make it known, and which points to which of the main sheet."""


def about_other_sheet(file: str, sheet: Sheet, layouts: Mapping[str, Layout]) -> Finding | None:
    """Return what to say of a sheet of one of these kinds; None for any other."""
    return _repeated_group(file, sheet, layouts) or _in_one_column(file, sheet, layouts)


def _repeated_group(file: str, sheet: Sheet, layouts: Mapping[str, Layout]) -> Finding | None:
    """Tell of the answers of a repeated group, which KoboToolbox and ODK put on a sheet or in a file of their own."""
    for values in islice(sheet.rows.values(), _LOOKED_AT):
        headers = {str(value).strip().casefold(): str(value) for value in values.values() if isinstance(value, str)}
        for known_by, points, to in _REPEATS:
            if known_by <= headers.keys():
                questions = list(_questions(headers, layouts))
                details = {"points": points, "to": to, "questions": listed(questions) or "-"}
                return Finding("sheet-is-repeat", Place(file, sheet.name), details=details)
    return None


def _questions(headers: Mapping[str, str], layouts: Mapping[str, Layout]) -> Iterator[str]:
    """Yield the headers of a repeated group that hold answers: all that the program did not write itself."""
    own = {header for layout in layouts.values() for question in layout.questions for header in headers_of(question)}
    for header, written in headers.items():
        if fold_header(header) in own or not (header.startswith("_") or "key" in header.split("_")):
            yield written


def _in_one_column(file: str, sheet: Sheet, layouts: Mapping[str, Layout]) -> Finding | None:
    """Tell of a table whose columns all lie in the first one, as where a text file was opened the wrong way."""
    if not sheet.rows or any(len(values) > 1 for values in sheet.rows.values()):
        return None
    for row, values in islice(sheet.rows.items(), _LOOKED_AT):
        for column, text in values.items():
            if isinstance(text, str) and _splits_into_headers(file, sheet, row, text, layouts):
                return Finding("sheet-in-one-column", place_of(file, sheet, row, column))
    return None


def _splits_into_headers(file: str, sheet: Sheet, row: int, text: str, layouts: Mapping[str, Layout]) -> bool:
    for delimiter in _DELIMITERS:
        if delimiter not in text:
            continue
        fields = next(csv.reader([text], delimiter=delimiter), [])[:_MOST_FIELDS]
        grid = Grid(file, sheet, {row: {number: field for number, field in enumerate(fields, start=1) if field}})
        if grid.rows[row] and any(
            len(read_header(grid, row, layout).columns) >= _FEWEST_QUESTIONS for layout in layouts.values()
        ):
            return True
    return False
