"""X07, X08: cells to fill in."""

from collections.abc import Iterator

from document_rules.broken import Broken
from document_rules.cells import Range, address
from document_rules.excel_styles import flag
from document_rules.excel_workbook import Cell, Sheet
from document_rules.markup import Element, child


def described(sheet: Sheet) -> Iterator[Broken]:
    """X07: every input cell has a label, an input message and an error message."""
    first_in_row: dict[int, int] = {}
    first_in_column: dict[int, int] = {}
    inputs = {(c.row, c.column) for c in sheet.inputs}
    for found in (c for c in sheet.used if (c.row, c.column) not in inputs):
        first_in_row[found.row] = min(found.column, first_in_row.get(found.row, found.column))
        first_in_column[found.column] = min(found.row, first_in_column.get(found.column, found.row))
    for cell in sheet.inputs if sheet.visible else ():
        labelled = first_in_row.get(cell.row, cell.column) < cell.column
        if not labelled and first_in_column.get(cell.column, cell.row) >= cell.row:
            yield Broken("X07", sheet.part, f"{cell.address} has no label to the left or above")
        for problem in _message_problems(sheet, cell):
            yield Broken("X07", sheet.part, f"{cell.address}: {problem}")


def _message_problems(sheet: Sheet, cell: Cell) -> Iterator[str]:
    covering = (e for e, ranges in sheet.validations if any(r.holds(cell.row, cell.column) for r in ranges))
    validation = next(covering, None)
    if validation is None:
        yield "no data validation, so no input message"
        return
    kind = validation.get("type", "none")
    if not flag(validation, "showInputMessage") or not validation.get("prompt", "").strip():
        yield "no input message"
    if kind != "none" and not (flag(validation, "showErrorMessage") and validation.get("error", "").strip()):
        yield "no error message"
    if kind == "list" and flag(validation, "showDropDown"):
        yield "the list has no arrow"


def protection(sheet: Sheet) -> Iterator[Broken]:
    """X08: protection lets people read and fill in."""
    if not sheet.visible or not sheet.validations:
        return
    if not sheet.protected():
        yield Broken("X08", sheet.part, f"{sheet.name} has cells to fill in and is not protected")
    yield from (Broken("X08", sheet.part, problem) for problem in _shut(child(sheet.root, "s:sheetProtection")))
    for validation, ranges in sheet.validations:
        locked = [place for rectangle in ranges for place in _places(sheet, rectangle) if sheet.look(*place).locked]
        if locked:
            where = f"{validation.get('sqref', '')[:40]}: {address(*locked[0])}"
            yield Broken("X08", sheet.part, f"{where} is locked, yet has a data validation")


def _shut(protected: Element | None) -> Iterator[str]:
    if protected is None:
        return
    for name in ("selectLockedCells", "selectUnlockedCells"):
        if flag(protected, name):
            yield f"{name} keeps people from reading"
    for name in ("formatColumns", "formatRows"):
        if flag(protected, name, default=True):
            yield f"{name} keeps people from making rows and columns larger"


def _places(sheet: Sheet, rectangle: Range) -> set[tuple[int, int]]:
    inside = {(c.row, c.column) for c in sheet.cells if rectangle.holds(c.row, c.column) and not sheet.covered(c)}
    return inside | {(rectangle.top, rectangle.left)}


RULES = (described, protection)
