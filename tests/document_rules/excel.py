"""XLS01-XLS08: Excel opens the workbook without repairing it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from document_rules import excel_cells, order
from document_rules.broken import Broken
from document_rules.cells import Range, cell
from document_rules.excel_styles import flag
from document_rules.excel_workbook import Sheet, Table, Workbook
from document_rules.markup import Element, child, number, q

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
BAD_IN_SHEET = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LEGAL_NAME = re.compile(r"(?:[^\W\d]|[_\\])[\w.\\?]*")
R1C1 = re.compile(r"[rR](?:\d+)?(?:[cC](?:\d+)?)?|[cC](?:\d+)?")
SHEET_IN_FORMULA = re.compile(r"(?:'((?:[^']|'')+)'|([^\W\d][\w.]*))!")
STRING_IN_FORMULA = re.compile(r'"[^"]*"')


def check(book: Workbook) -> Iterator[Broken]:
    """Check all rules of this module."""
    for rule in (sheets, excel_cells.check, merges, tables, validations, names, ordered):
        yield from rule(book)


def ordered(book: Workbook) -> Iterator[Broken]:
    """ORD01: children stand in the order of the schema."""
    parts = [book.package.main, book.part("styles"), *(sheet.part for sheet in book.sheets)]
    parts += [table.part for sheet in book.sheets for table in sheet.tables]
    for part in parts:
        root = book.package.tree(part)
        if root is not None:
            yield from order.check(part, root, order.EXCEL)


def twice(code: str, part: str, what: str, found: Iterable[str]) -> Iterator[Broken]:
    """Report what is there more than once."""
    for key, times in Counter(found).items():
        if times > 1:
            yield Broken(code, part, f"{what} {key!r} is there {times} times")


def sheets(book: Workbook) -> Iterator[Broken]:
    """XLS01: sheets are sound."""
    part = book.package.main
    named = [element.get("name", "") for element in book.sheet_elements]
    yield from twice("XLS01", part, "sheet", (name.casefold() for name in named))
    yield from twice("XLS01", part, "sheetId", (e.get("sheetId", "") for e in book.sheet_elements))
    for name in named:
        if not 1 <= len(name) <= 31 or BAD_IN_SHEET.search(name) or name.startswith("'") or name.endswith("'"):
            yield Broken("XLS01", part, f"sheet name {name!r} is not allowed")
    if not any(element.get("state", "visible") == "visible" for element in book.sheet_elements):
        yield Broken("XLS01", part, "no visible sheet")
    view = book.view()
    active = number(view.get("activeTab", "0")) if view is not None else 0
    if active >= len(named):
        yield Broken("XLS01", part, f"activeTab {active} is no sheet")
    selected = [s for s in book.sheets if flag(s.view(), "tabSelected")]
    if len(selected) > 1:
        yield Broken("XLS01", part, f"{len(selected)} sheets are selected together")


def merges(book: Workbook) -> Iterator[Broken]:
    """XLS03: merges do not overlap each other or a table."""
    for sheet in book.sheets:
        for at, merge in enumerate(sheet.merges):
            others = [*sheet.merges[:at], *(table.area for table in sheet.tables)]
            if any(merge.overlaps(other) for other in others):
                yield Broken("XLS03", sheet.part, f"the merge at row {merge.top} overlaps another merge or a table")


def tables(book: Workbook) -> Iterator[Broken]:
    """XLS04: tables are sound."""
    every = [(sheet, table) for sheet in book.sheets for table in sheet.tables]
    shown = [table.root.get("displayName", "").casefold() for _, table in every]
    defined = [e.get("name", "").casefold() for e, _ in book.names if e.get("localSheetId") is None]
    yield from twice("XLS04", book.package.main, "displayName", [*shown, *(set(defined) & set(shown))])
    yield from twice("XLS04", book.package.main, "table id", (table.root.get("id", "") for _, table in every))
    for sheet, table in every:
        name = table.root.get("displayName", "")
        if not legal(name):
            yield Broken("XLS04", table.part, f"displayName {name!r} is not allowed")
        yield from (Broken("XLS04", table.part, problem) for problem in _columns(sheet, table))
    for sheet in book.sheets:
        areas = [table.area for table in sheet.tables]
        if any(one.overlaps(other) for at, one in enumerate(areas) for other in areas[:at]):
            yield Broken("XLS04", sheet.part, "tables overlap")


def legal(name: str) -> bool:
    """Tell whether a name may be given to a table or a range."""
    plain = LEGAL_NAME.fullmatch(name) and len(name) <= 255
    return bool(plain) and cell(name.upper()) is None and not R1C1.fullmatch(name)


def _columns(sheet: Sheet, table: Table) -> Iterator[str]:
    area, columns = table.area, table.columns
    if len(columns) != area.right - area.left + 1:
        yield f"{len(columns)} columns in a range of {area.right - area.left + 1}"
    if area.rows < 1 + table.has_header:
        yield "no row under the header"
    for key, times in Counter(name.casefold() for name in columns).items():
        if times > 1:
            yield f"column {key!r} is there {times} times"
    for column, name in enumerate(columns, area.left) if table.has_header else ():
        head = sheet.by_place.get((area.top, column))
        if head is None or head.kind not in ("s", "inlineStr", "str") or _plain(head.text) != _plain(name):
            yield f"column {name!r} has another text in its header cell"
    inner = child(table.root, "s:autoFilter")
    if inner is not None and not _starts_alike(inner, area):
        yield f"autoFilter {inner.get('ref')} is not on the table"


def _plain(text: str) -> str:
    return re.sub(r"_x000[aA]_|\r\n", "\n", re.sub(r"_x000[dD]_", "", text))


def _starts_alike(element: Element, area: Range) -> bool:
    start = cell(element.get("ref", "").partition(":")[0])
    return start == (area.top, area.left)


def validations(book: Workbook) -> Iterator[Broken]:
    """XLS05: data validations fit."""
    limits = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 255}
    for sheet in book.sheets:
        for element, _ in sheet.validations:
            where = element.get("sqref", "")
            for name, limit in limits.items():
                if len(element.get(name, "")) > limit:
                    yield Broken("XLS05", sheet.part, f"{where}: {name} is longer than {limit}")
            yield from (Broken("XLS05", sheet.part, f"{where}: {problem}") for problem in _list_problems(element))


def _list_problems(element: Element) -> Iterator[str]:
    formula = child(element, "s:formula1")
    if element.tag != q("s:dataValidation"):
        return
    text = (formula.text or "").strip() if formula is not None else ""
    kind = element.get("type", "none")
    if kind not in ("none", "") and not text:
        yield f"type {kind} without formula1"
    if kind != "list" or not text.startswith('"'):
        return
    if len(text) > 257 or not text.endswith('"'):
        yield "the list literal is longer than 255, or not closed"
    if ";" in text and "," not in text:
        yield "the list literal is not comma-separated"


def names(book: Workbook) -> Iterator[Broken]:
    """XLS06: defined names are legal, unique, point somewhere."""
    part = book.package.main
    keys = (f"{e.get('name', '').casefold()}/{e.get('localSheetId', '')}" for e, _ in book.names)
    yield from twice("XLS06", part, "name", keys)
    known = {element.get("name", "").casefold() for element in book.sheet_elements}
    for element, formula in book.names:
        name = element.get("name", "")
        if not name.startswith("_xlnm.") and not legal(name):
            yield Broken("XLS06", part, f"name {name!r} is not allowed")
        if number(element.get("localSheetId", "0")) >= len(book.sheet_elements):
            yield Broken("XLS06", part, f"name {name!r} is of a sheet that is not there")
        yield from (Broken("XLS06", part, f"name {name!r} {problem}") for problem in _nowhere(formula, known))


def _nowhere(formula: str, known: set[str]) -> Iterator[str]:
    if not formula or "#REF!" in formula:
        yield "points nowhere"
        return
    for quoted, plain in SHEET_IN_FORMULA.findall(STRING_IN_FORMULA.sub("", formula)):
        for sheet in (quoted.replace("''", "'") or plain).split(":"):
            if sheet.casefold() not in known and "[" not in sheet:
                yield f"points to sheet {sheet!r}, which is not there"
