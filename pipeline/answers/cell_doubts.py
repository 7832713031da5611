"""What the reader of a workbook doubts of a cell, as findings of the question that it answers. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.answers.types.cell_text import cell_text
from pipeline.messages import shorten
from pipeline.model import Cell, Finding, Question


def doubts_of_cells(question: Question, cells: Iterable[Cell]) -> Iterator[Finding]:
    """Yield a finding for each doubt of each cell: digits that were lost, a format that is not understood ..."""
    for cell in cells:
        for code in cell.doubts:
            yield Finding(code, cell.place, question=question.label, value=shorten(str(cell_text(cell))))
