"""XLS02, XLS07, XLS08: cells and their styles."""

import re
from collections.abc import Iterator

from document_rules.broken import Broken
from document_rules.cells import LAST_COLUMN, LAST_ROW, area, cell
from document_rules.excel_workbook import Cell, Sheet, Workbook
from document_rules.markup import Element, child, children, decimal, number, q

LONGEST = 32_767
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}")
LEFT_WORDS = frozenset({"None", "nan", "NaN", "#REF!"})
KINDS = frozenset({"n", "s", "str", "b", "e", "inlineStr", "d"})
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
BUILT_IN_TABLE_STYLE = re.compile(
    r"TableStyle(?:Light(?:[1-9]|1\d|2[01])|Medium(?:[1-9]|1\d|2[0-8])|Dark(?:[1-9]|1[01]))|PivotStyle\w+"
)


def check(book: Workbook) -> Iterator[Broken]:
    """Check all rules of this module."""
    for sheet in book.sheets:
        for rule in (_order, _columns, _values, _references, _style_indexes, _leftovers):
            yield from rule(sheet)
    yield from _style_sheet(book)
    for at, text in enumerate(book.strings):
        if len(text) > LONGEST:
            yield Broken("XLS02", book.part("sharedStrings"), f"string {at} is longer than {LONGEST}")


def _order(sheet: Sheet) -> Iterator[Broken]:
    last = 0
    for row in sheet.rows():
        at = number(row.get("r", ""), last + 1)
        if not last < at <= LAST_ROW:
            yield Broken("XLS02", sheet.part, f"row {at} comes after row {last}")
        last, column = at, 0
        for element in children(row, "s:c"):
            place = cell(element.get("r", "")) if element.get("r") else (at, column + 1)
            if place is None or place[0] != at or place[1] <= column:
                yield Broken("XLS02", sheet.part, f"cell {element.get('r')} is out of order in row {at}")
            column = place[1] if place is not None else column


def _columns(sheet: Sheet) -> Iterator[Broken]:
    last = 0
    for col in sheet.columns():
        first, end = number(col.get("min", "0")), number(col.get("max", "0"))
        if not last < first <= end <= LAST_COLUMN:
            yield Broken("XLS02", sheet.part, f"col {first}-{end} comes after {last}")
        if not 0 <= decimal(col.get("width", "8"), -1) <= 255:
            yield Broken("XLS02", sheet.part, f"col {first} has width {col.get('width')}")
        last = end


def _values(sheet: Sheet) -> Iterator[Broken]:
    for found in sheet.cells:
        problem = _value_problem(sheet, found)
        if problem:
            yield Broken("XLS02", sheet.part, f"{found.address}: {problem}")


def _value_problem(sheet: Sheet, found: Cell) -> str:
    held = child(found.element, "s:v")
    text = (held.text or "").strip() if held is not None else ""
    if child(found.element, "s:f") is not None and held is None:
        return "a formula without a cached value"
    if found.kind not in KINDS:
        return f"cell type {found.kind!r} does not exist"
    if found.kind == "s" and not (text.isdigit() and int(text) < len(sheet.book.strings)):
        return f"no shared string {text!r}"
    if held is not None and not _fits(found.kind, text):
        return f"{text!r} does not fit type {found.kind!r}"
    return f"longer than {LONGEST}" if len(found.text) > LONGEST else ""


def _fits(kind: str, text: str) -> bool:
    if kind == "n":
        return not text or bool(NUMBER.fullmatch(text))
    if kind == "e":
        return text.startswith("#")
    return kind != "b" or text in ("0", "1", "true", "false")


def _references(sheet: Sheet) -> Iterator[Broken]:
    for element in sheet.root.iter() if sheet.root is not None else ():
        if element.tag in (q("s:c"), q("s:row")):
            continue
        for name in ("ref", "sqref", "activeCell", "topLeftCell"):
            for part in (element.get(name) or "").split():
                if area(part) is None:
                    yield Broken("XLS02", sheet.part, f"{name} {part!r} is no range")
        if element.get("sqref", "x").strip() == "":
            yield Broken("XLS02", sheet.part, "an empty sqref")


def _style_indexes(sheet: Sheet) -> Iterator[Broken]:
    many = max(len(sheet.book.styles.xfs), 1)
    used = [(found.address, found.element.get("s", "0")) for found in sheet.cells]
    used += [(f"row {row.get('r')}", row.get("s", "0")) for row in sheet.rows()]
    used += [(f"col {col.get('min')}", col.get("style", "0")) for col in sheet.columns()]
    for where, index in used:
        if number(index, many) >= many:
            yield Broken("XLS07", sheet.part, f"{where}: no cell style {index}")
    yield from _conditional(sheet)
    own = child(sheet.book.styles.root, "s:tableStyles")
    known = {style.get("name", "") for style in children(own, "s:tableStyle")}
    for table in sheet.tables:
        info = child(table.root, "s:tableStyleInfo")
        name = info.get("name", "") if info is not None else ""
        if name and name not in known and not BUILT_IN_TABLE_STYLE.fullmatch(name):
            yield Broken("XLS07", table.part, f"no table style {name!r}")


def _conditional(sheet: Sheet) -> Iterator[Broken]:
    roots = [sheet.root, *(table.root for table in sheet.tables)]
    for element in (element for root in roots if root is not None for element in root.iter()):
        for name in ("dxfId", "headerRowDxfId", "dataDxfId", "totalsRowDxfId"):
            index = element.get(name)
            if index is not None and number(index, 1_000_000) >= len(sheet.book.styles.dxfs):
                yield Broken("XLS07", sheet.part, f"no {name} {index}")


def _style_sheet(book: Workbook) -> Iterator[Broken]:
    part, root = book.part("styles"), book.styles.root
    for group in ("s:cellStyleXfs", "s:cellXfs"):
        for at, xf in enumerate(children(child(root, group), "s:xf")):
            yield from (Broken("XLS07", part, f"{group[2:]} {at}: {problem}") for problem in _xf(book, xf))


def _xf(book: Workbook, xf: Element) -> Iterator[str]:
    root = book.styles.root
    pools = {"fontId": "s:fonts", "fillId": "s:fills", "borderId": "s:borders", "xfId": "s:cellStyleXfs"}
    for name, pool in pools.items():
        holder = child(root, pool)
        if number(xf.get(name, "0")) >= max(len(holder) if holder is not None else 0, 1):
            yield f"no {name} {xf.get(name)}"
    format_id = xf.get("numFmtId", "0")
    if number(format_id) >= 164 and format_id not in book.styles.formats:
        yield f"no numFmtId {format_id}"


def _leftovers(sheet: Sheet) -> Iterator[Broken]:
    for found in sheet.used:
        shown = found.text.strip()
        if BRACES.search(sheet.book.answers.without(shown)):
            yield Broken("XLS08", sheet.part, f"{found.address}: a template's braces")
        if shown in LEFT_WORDS and shown not in sheet.book.answers.lines:
            yield Broken("XLS08", sheet.part, f"{found.address}: {shown}")
