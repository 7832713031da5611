"""X09, X10, X15, X16: panes, paper, hidden and blank places."""

import itertools
import re
from collections.abc import Iterator

from document_rules.broken import Broken
from document_rules.cells import cell
from document_rules.excel_styles import flag
from document_rules.excel_workbook import Cell, Sheet, Workbook
from document_rules.markup import Element, child, children, number

LONG_TABLE, LONG_ON_PAPER = 20, 40
A4 = "9"
TITLE_ROWS = re.compile(r"\$\d+:\$\d+")
SPILLING = ("general", "left")
GAP = 2


def headers_in_view(sheet: Sheet) -> Iterator[Broken]:
    """X09: headers stay in view."""
    if not sheet.visible:
        return
    first, frozen = _frozen(sheet)
    for header in _long_headers(sheet):
        if not frozen or not first <= (header or first) < first + frozen:
            yield Broken("X09", sheet.part, f"{sheet.name}: the header in row {header or 1} scrolls away")


def _long_headers(sheet: Sheet) -> Iterator[int]:
    yield from (table.area.top for table in sheet.tables if table.area.rows > LONG_TABLE and table.has_header)
    rows = {found.row for found in sheet.used}
    several = len({found.column for found in sheet.used}) > 1
    if not sheet.tables and not sheet.inputs and not sheet.validations and several and len(rows) > LONG_TABLE:
        yield 0


def _frozen(sheet: Sheet) -> tuple[int, int]:
    view = sheet.view()
    pane = child(view, "s:pane")
    if view is None or pane is None or not pane.get("state", "split").startswith("frozen"):
        return 1, 0
    first = cell(view.get("topLeftCell", "A1")) or (1, 1)
    return first[0], number(pane.get("ySplit", "0"))


def paper(sheet: Sheet) -> Iterator[Broken]:
    """X10: prints on A4."""
    if sheet.visible:
        yield from (Broken("X10", sheet.part, f"{sheet.name}: {problem}") for problem in _paper_problems(sheet))


def _paper_problems(sheet: Sheet) -> Iterator[str]:
    setup = child(sheet.root, "s:pageSetup")
    if setup is None or setup.get("paperSize") != A4:
        yield "paper is not A4"
    fits = flag(child(child(sheet.root, "s:sheetPr"), "s:pageSetUpPr"), "fitToPage")
    pages = [setup.get(name, "1") for name in ("fitToWidth", "fitToHeight")] if setup is not None else ["1", "1"]
    if not fits or pages[0] != "1" or pages[1] not in ("0", "1"):
        yield "does not fit the width of a page"
    lines = child(sheet.root, "s:headerFooter")
    if lines is None or not any("&P" in (line.text or "") for line in lines):
        yield "no page number in header or footer"
    if any(table.area.rows > LONG_ON_PAPER for table in sheet.tables) and not _has_print_titles(sheet):
        yield "a long table without print titles"


def _has_print_titles(sheet: Sheet) -> bool:
    position = str(sheet.book.position(sheet))
    for element, formula in sheet.book.names:
        if element.get("name") == "_xlnm.Print_Titles" and element.get("localSheetId") == position:
            return bool(TITLE_ROWS.search(formula))
    return False


def nothing_hidden(sheet: Sheet) -> Iterator[Broken]:
    """X15: nothing is cut off or hidden, no blank rows for layout."""
    if not sheet.visible:
        return
    for found in sheet.used:
        if _cut_off(sheet, found):
            yield Broken("X15", sheet.part, f"{found.address}: the text is cut off")
    yield from _hidden(sheet)
    yield from _gaps(sheet)


def _cut_off(sheet: Sheet, found: Cell) -> bool:
    look = sheet.look(found.row, found.column)
    if found.kind in ("n", "b", "e") or look.wrap or look.shrink or look.horizontal not in SPILLING:
        return False
    longest = max(map(len, found.text.splitlines()), default=0) * max(look.size, 1) / 11
    room = sheet.width(found.column)
    merged = any(m.holds(found.row, found.column) for m in sheet.merges)
    return longest > room * 1.15 + 2 and not merged and bool(sheet.text(found.row, found.column + 1))


def _hidden(sheet: Sheet) -> Iterator[Broken]:
    used_rows = {found.row for found in sheet.used}
    used_columns = {found.column for found in sheet.used}
    for row in sheet.rows():
        if flag(row, "hidden") and number(row.get("r", "0")) in used_rows:
            yield Broken("X15", sheet.part, f"{sheet.name}: row {row.get('r')} is hidden")
    for col in sheet.columns():
        span = range(number(col.get("min", "0")), number(col.get("max", "0")) + 1)
        if flag(col, "hidden") and any(column in span for column in used_columns):
            yield Broken("X15", sheet.part, f"{sheet.name}: column {span[0]} is hidden")


def _gaps(sheet: Sheet) -> Iterator[Broken]:
    rows = {found.row for found in [*sheet.used, *sheet.inputs]} | set(_drawn_rows(sheet))
    rows |= {row for table in sheet.tables for row in range(table.area.top, table.area.bottom + 1)}
    ordered = sorted(rows)
    for above, below in itertools.pairwise(ordered):
        if below - above > GAP:
            yield Broken("X15", sheet.part, f"{sheet.name}: rows {above + 1} to {below - 1} are blank")


def _drawn_rows(sheet: Sheet) -> Iterator[int]:
    for part in sheet.book.package.related(sheet.part, "drawing"):
        root = sheet.book.package.tree(part)
        for anchor in root if root is not None else ():
            ends = [_row(child(anchor, name)) for name in ("xdr:from", "xdr:to")]
            yield from range(ends[0], max(ends) + 1)


def _row(marker: Element | None) -> int:
    row = child(marker, "xdr:row")
    return number((row.text or "0") if row is not None else "0") + 1


def opens_at_start(book: Workbook) -> Iterator[Broken]:
    """X16: opens on the first sheet at the start."""
    visible = [at for at, e in enumerate(book.sheet_elements) if e.get("state", "visible") == "visible"]
    view = book.view()
    active = number(view.get("activeTab", "0")) if view is not None else 0
    if visible and active != visible[0]:
        yield Broken("X16", book.package.main, f"opens on sheet {active + 1}, not {visible[0] + 1}")
    for sheet in (sheet for sheet in book.sheets if visible and book.position(sheet) == visible[0]):
        chosen = _active_cell(sheet)
        allowed = {"A1", *(found.address for found in sheet.inputs[:1])}
        if chosen not in allowed:
            yield Broken("X16", sheet.part, f"{sheet.name} opens in {chosen}")


def _active_cell(sheet: Sheet) -> str:
    view = sheet.view()
    pane = child(view, "s:pane")
    active = pane.get("activePane", "topLeft") if pane is not None else "topLeft"
    for selection in children(view, "s:selection"):
        if selection.get("pane", "topLeft") == active:
            return selection.get("activeCell", "A1")
    return "A1"


RULES = (headers_in_view, paper, nothing_hidden)
