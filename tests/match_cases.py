"""What tests of matching share: sheets of rows, and what is matched of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.match import Matched, match
from pipeline.model import Area, CellValue, Layout, Sheet, Submission, Workbook

FILE = "enquete.xlsx"


def sheet(rows: Sequence[Sequence[object]], name: str = "Sheet1", *, first_row: int = 1) -> Sheet:
    """Return a sheet with these rows, from A downwards."""
    filled = {
        number: {column: value for column, value in enumerate(row, start=1) if isinstance(value, CellValue)}
        for number, row in enumerate(rows, start=first_row)
    }
    return Sheet(name, {number: row for number, row in filled.items() if row})


def matched(layout: Layout, *sheets: Sheet, names: Mapping[str, Area] | None = None) -> Matched:
    """Match a workbook with these sheets."""
    return match(Workbook(FILE, sheets, tuple((names or {}).items())), {layout.name: layout})


def answers(submission: Submission) -> dict[str, list[CellValue]]:
    """Return what was typed to each question."""
    return {question: [cell.value for cell in cells] for question, cells in submission.cells.items()}


def codes(result: Matched) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in result.findings]
