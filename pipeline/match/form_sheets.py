"""Forms: known by the hidden names of their boxes, wherever those have moved to. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from pipeline.match.form_keys import choice_key, parse_form_key
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


def match_forms(workbook: Workbook, layouts: Mapping[str, Layout]) -> list[tuple[Submission, list[Finding]]]:
    """Read each sheet that names of boxes point to: a copied sheet is a submission of its own."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    areas: dict[tuple[str, str], dict[tuple[str, str], Area]] = {}
    for name, area in workbook.names:
        key = parse_form_key(name)
        if key and key[0] in layouts and area.sheet in sheets:
            areas.setdefault((area.sheet, key[0]), {})[key[1:]] = area
    return [
        _form(workbook.file, sheets[sheet], layouts[layout], by_question)
        for (sheet, layout), by_question in areas.items()
    ]


def _form(file: str, sheet: Sheet, layout: Layout, areas: _Areas) -> tuple[Submission, list[Finding]]:
    cells: dict[str, tuple[Cell, ...]] = {}
    empty: dict[str, Place] = {}
    missing = []
    rows = sorted(sheet.rows)
    used: set[tuple[int, int]] = set()
    for question in layout.questions:
        boxes = _boxes(question, areas)
        if not boxes:
            missing.append(question.label)
            continue
        for _, area in boxes:
            used.update(_filled_in(sheet, rows, area))
        filled = tuple(cell for choice, area in boxes for cell in _answers(file, sheet, rows, area, choice))
        if filled:
            cells[question.name] = filled
        else:
            empty[question.name] = place_of(file, sheet, boxes[0][1].first_row, boxes[0][1].first_column)
    findings = list(_outside(file, sheet, list(areas.values()), used))
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


def _outside(file: str, sheet: Sheet, areas: Sequence[Area], used: AbstractSet[tuple[int, int]]) -> Iterator[Finding]:
    """Tell of each filled cell that is no answer and no text of the form itself.

    The form's own texts are its head, the labels before the boxes, and the help right beside each box; all of these are
    locked. A box of a question that the layout no longer has is told too.
    """
    first_row, last_row = min(area.first_row for area in areas), max(area.last_row for area in areas)
    column_of_boxes = min(area.first_column for area in areas)
    for row, values in sheet.rows.items():
        has_box = any(area.first_row <= row <= area.last_row for area in areas)
        for column, value in values.items():
            label = column < column_of_boxes and row <= last_row
            head = row < first_row and column <= column_of_boxes + 1
            help_text = has_box and column == column_of_boxes + 1
            if not (label or head or help_text or (row, column) in used) and str(value).strip():
                yield Finding("cell-not-used", place_of(file, sheet, row, column))
