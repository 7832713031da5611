"""Forms: known by the hidden names of their boxes, wherever those have moved to. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from pipeline.match.cell_account import CellAccount, CellUse
from pipeline.match.form_keys import choice_key, parse_form_key
from pipeline.match.form_texts import take_own_texts
from pipeline.match.sheet_grid import cell_at, listed, place_of
from pipeline.match.tick_boxes import ticked
from pipeline.model import (
    Area,
    Cell,
    Finding,
    Layout,
    Place,
    Question,
    Sheet,
    Submission,
    Workbook,
)

_Areas: TypeAlias = Mapping[tuple[str, str], Area]
"""Where the boxes of one form are, by question and choice."""
_LARGEST_BOX = 10_000
"""Cells of a box; a name that points to more of them is no box of a form."""


def match_forms(
    workbook: Workbook, layouts: Mapping[str, Layout], accounts: Mapping[str, CellAccount]
) -> list[tuple[Submission, list[Finding]]]:
    """Read each sheet that names of boxes point to: a copied sheet is a submission of its own.

    What becomes of its cells goes into the account of the sheet, by its name.
    """
    sheets = {sheet.name: sheet for sheet in workbook.sheets if sheet.name in accounts}
    questions = {layout.name: {question.name for question in layout.questions} for layout in layouts.values()}
    areas: dict[tuple[str, str], dict[tuple[str, str], Area]] = {}
    for name, area in workbook.names:
        key = parse_form_key(name)
        if key and key[1] in questions.get(key[0], ()) and area.sheet in sheets and _size(area) <= _LARGEST_BOX:
            areas.setdefault((area.sheet, key[0]), {})[key[1:]] = area
    return [
        _form(workbook, sheets[sheet], layouts[layout], by_question, accounts[sheet])
        for (sheet, layout), by_question in areas.items()
    ]


def _size(area: Area) -> int:
    return (area.last_row - area.first_row + 1) * (area.last_column - area.first_column + 1)


def _form(
    workbook: Workbook, sheet: Sheet, layout: Layout, areas: _Areas, account: CellAccount
) -> tuple[Submission, list[Finding]]:
    file = workbook.file
    cells: dict[str, tuple[Cell, ...]] = {}
    empty: dict[str, Place] = {}
    missing = []
    rows = sorted(sheet.rows)
    for question in layout.questions:
        boxes = _boxes(question, areas)
        if not boxes:
            missing.append(question.label)
            continue
        for _, area in boxes:
            for row, column in _filled_in(sheet, rows, area):
                account.take(CellUse.USED, row, (column,))
        filled = tuple(cell for choice, area in boxes for cell in _answers(file, sheet, rows, area, choice))
        if filled:
            cells[question.name] = filled
        else:
            empty[question.name] = place_of(file, sheet, boxes[0][1].first_row, boxes[0][1].first_column)
    take_own_texts(sheet, layout, account, workbook.form_texts)
    findings = []
    if missing:
        findings.append(Finding("form-other-version", Place(file, sheet.name), details={"questions": listed(missing)}))
    name = layout.initiative.name
    place = cells[name][0].place if name in cells else empty.get(name, Place(file, sheet.name))
    return Submission(layout.name, place, cells, empty), findings


def _boxes(question: Question, areas: _Areas) -> list[tuple[str, Area]]:
    """Return the boxes of a question: one without a choice, or one for each choice."""
    whole = areas.get((question.name, ""))
    if whole:
        return [("", whole)]
    keys = {choice: (question.name, choice_key(choice)) for choice in question.choices}
    return [(choice, areas[key]) for choice, key in keys.items() if key in areas]


def _filled_in(sheet: Sheet, rows: Sequence[int], area: Area) -> Iterator[tuple[int, int]]:
    """Yield row and column of each filled cell of an area. `rows` are the sheet's filled rows, in order."""
    first, last = bisect_left(rows, area.first_row), bisect_right(rows, area.last_row)
    for row in rows[first:last]:
        for column in sheet.rows[row]:
            if area.first_column <= column <= area.last_column:
                yield row, column


def _answers(file: str, sheet: Sheet, rows: Sequence[int], area: Area, choice: str) -> Iterator[Cell]:
    """Yield what a box holds; in the box of a choice, yes stands for the choice and no for nothing."""
    for row, column in _filled_in(sheet, rows, area):
        cell = cell_at(file, sheet, row, column)
        if not choice:
            yield cell
        elif (answer := ticked(cell.value, choice)) is not None:
            yield Cell(answer, cell.place)
