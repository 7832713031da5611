"""Spreadsheets of OpenDocument (.ods, of LibreOffice and others) -> Workbook. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import isfinite

from lxml import etree  # noqa: TC002 - it is loaded here anyway

from pipeline.locale_data import excel_error_of
from pipeline.model import NOT_CALCULATED, Area, CellError, Sheet, Workbook
from pipeline.ooxml.addresses import LAST_COLUMN, LAST_ROW, parse_range
from pipeline.ooxml.bounded_archive import BoundedArchive, is_on, local_name
from pipeline.read.cell_content import CellContent, Content, with_link
from pipeline.read.cell_style import CellStyle
from pipeline.read.not_readable import NotReadable
from pipeline.read.number_formats import EPOCH_1900, number_format
from pipeline.read.ods_objects import TableObjects
from pipeline.read.ods_styles import NUMBER_STYLES, OdsStyles, attribute, repeats
from pipeline.read.ods_text import text_of_cell
from pipeline.read.stored_text import WEB_OR_MAIL
from pipeline.read.worksheet import sheet_of_rows

CONTENT = "content.xml"
_STYLES = "styles.xml"
_MOST_CELLS = 2_000_000
"""Filled cells of a workbook, those that are only said to be repeated too."""
_RANGE = re.compile(r"\$?(?:'((?:[^']|'')+)'|([^.']+))\.(\$?[A-Z]+\$?\d+)(?::(?:[^.:]*)\.(\$?[A-Z]+\$?\d+))?")
_DURATION = re.compile(r"(-?)P(?:(\d{1,7})D)?T?(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d{1,9}))?S)?")
_FIRST_SAFE_DAY = datetime(1900, 3, 1)  # noqa: DTZ001 - before it, Excel and OpenDocument count otherwise
_OFFICE, _TABLE = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table"))
_VALUE_TYPE, _FORMULA, _STYLE_NAME = f"{_OFFICE}value-type", f"{_TABLE}formula", f"{_TABLE}style-name"
_ROWS_REPEATED, _COLUMNS_REPEATED = f"{_TABLE}number-rows-repeated", f"{_TABLE}number-columns-repeated"
_LONGEST_ADDRESS = 1_000
_LONG_TIME, _TIME = CellStyle(number_format("[h]:mm:ss")), CellStyle(number_format("h:mm:ss"))
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_NO_TABLE = ("tracked-changes", "shapes", "dde-links")
_TAKEN = ("table-column", "table-row", "shapes", "named-range")


@dataclass(slots=True)
class _Table:
    """What has been read of a sheet so far."""

    name: str
    hidden: bool
    rows: dict[int, dict[int, Content]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    column_styles: list[tuple[int, str]] = field(default_factory=list)
    """The last column of each stretch, and the style of its cells."""
    objects: TableObjects = field(default_factory=TableObjects)
    row: int = 0
    column: int = 0


def read_ods(package: BoundedArchive, file: str) -> Workbook:
    """Read a spreadsheet. Raises PackageError and NotReadable where it is damaged or hostile."""
    reader = _Reader()
    for part in (_STYLES, CONTENT):
        if part in package:
            for element in package.elements(part, "style", *NUMBER_STYLES, *_TAKEN):
                reader.take(element)
    tables = list(reader.tables.values())
    sheets = tuple(_sheet(table) for table in tables)
    titles = {sheet.name for sheet in sheets}
    return Workbook(file, sheets, tuple((name, area) for name, area in reader.names if area.sheet in titles))


class _Reader:
    """Takes what is in a spreadsheet, piece by piece."""

    def __init__(self) -> None:
        self.styles = OdsStyles(EPOCH_1900)
        self.tables: dict[str, _Table] = {}
        self.names: list[tuple[str, Area]] = []
        self._cells = 0

    def take(self, element: etree._Element) -> None:
        """Take a style, a stretch of columns, a row or a name."""
        kind = local_name(element)
        if kind == "named-range":
            self.names.extend(_named(element))
        elif kind in _TAKEN:
            table = self._table(element)
            if table and kind == "table-column":
                _take_column(table, element)
            elif table and kind == "shapes":
                table.objects.take_objects(element, "")
            elif table:
                self._take_row(table, element)
        else:
            self.styles.take(element)

    def _table(self, element: etree._Element) -> _Table | None:
        for parent in element.iterancestors():
            kind = local_name(parent)
            if kind in _NO_TABLE:
                return None
            if kind == "table":
                name = attribute(parent, "name")
                hidden = attribute(parent, "style-name") in self.styles.hidden_tables
                return self.tables.setdefault(name, _Table(name, hidden))
        return None

    def _take_row(self, table: _Table, row: etree._Element) -> None:
        first, repeated = table.row + 1, repeats(row, _ROWS_REPEATED)
        table.row += repeated
        filled: dict[int, Content] = {}
        column = 0
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            times = repeats(cell, _COLUMNS_REPEATED)
            table.objects.take_cell(cell, first, column + 1)
            content = self._content(table, cell, column + 1, row)
            if content is not None:
                self._count(times * repeated)
                filled.update(dict.fromkeys(range(column + 1, column + times + 1), content))
            column += times
        if not filled:
            return
        if table.row > LAST_ROW or column > LAST_COLUMN:
            raise NotReadable
        table.rows |= {number: dict(filled) for number in range(first, table.row + 1)}
        if attribute(row, "visibility") in ("collapse", "filter"):
            table.hidden_rows.update(range(first, table.row + 1))

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > _MOST_CELLS:
            raise NotReadable("workbook-takes-too-much")

    def _content(self, table: _Table, cell: etree._Element, column: int, row: etree._Element) -> Content | None:
        kind = cell.get(_VALUE_TYPE, "")
        has_formula = _FORMULA in cell.attrib
        if not kind and len(cell) == 0:
            return CellError(NOT_CALCULATED) if has_formula else None
        name = cell.get(_STYLE_NAME) or attribute(row, "default-cell-style-name") or _column_style(table, column)
        style = self.styles.cell_style(name)
        text, link = text_of_cell(cell, self.styles.looks)
        if has_formula or kind != "string":
            error = _error(cell, str(text.value if isinstance(text, CellContent) else text))
            if error and (has_formula or _is_error(cell)):
                return CellError(error)
        if kind in ("string", ""):
            content = style.content(text or attribute(cell, "string-value"))
            return with_link(content, link) if link and content is not None and WEB_OR_MAIL.match(link) else content
        return _typed(style, kind, cell)


def _sheet(table: _Table) -> Sheet:
    sheet = sheet_of_rows(
        table.name,
        table.rows,
        (),
        hidden=table.hidden,
        hidden_rows=table.hidden_rows,
        hidden_columns=table.hidden_columns,
    )
    return table.objects.added_to(sheet)


def _typed(style: CellStyle, kind: str, cell: etree._Element) -> Content | None:
    """Return the content of a cell that holds something else than a text; what is stored where that can't be."""
    if kind == "boolean":
        return style.content(is_on(attribute(cell, "boolean-value")))
    if kind == "date":
        return _day(style, attribute(cell, "date-value"))
    if kind == "time":
        return _duration(style, attribute(cell, "time-value"))
    stored = attribute(cell, "value")
    try:
        number = float(stored)
    except ValueError:
        return style.content(stored)
    return style.content(number) if isfinite(number) else style.content(stored)


def _day(style: CellStyle, stored: str) -> Content | None:
    try:
        moment = datetime.fromisoformat(stored.removesuffix("Z"))
    except ValueError:
        return style.content(stored)
    moment = moment.replace(tzinfo=None)
    if style.number_format is None or EPOCH_1900.date() < moment.date() < _FIRST_SAFE_DAY.date():
        return moment
    content = style.content((moment - EPOCH_1900) / timedelta(days=1))
    return moment if isinstance(content, int | float) else content


def _duration(style: CellStyle, stored: str) -> Content | None:
    parts = _DURATION.fullmatch(stored)
    if not parts:
        return style.content(stored)
    days, hours, minutes, seconds = (int(parts[group] or 0) for group in (2, 3, 4, 5))
    part = float(f"0.{parts[6] or 0}")
    length = days + (hours * 3600 + minutes * 60 + seconds + part) / 86_400
    shown = style if style.number_format else _LONG_TIME if length >= 1 or parts[1] else _TIME
    return shown.content(-length if parts[1] else length)


def _is_error(cell: etree._Element) -> bool:
    return any(value == "error" and str(key).endswith("}value-type") for key, value in cell.items())


def _error(cell: etree._Element, text: str) -> str | None:
    """Return the error that a cell shows: by Excel's name where it has one."""
    if text.startswith("Err:"):
        return text
    return excel_error_of(text) or (text or "#VALUE!" if _is_error(cell) else None)


def _take_column(table: _Table, element: etree._Element) -> None:
    first = table.column + 1
    table.column = min(table.column + repeats(element, _COLUMNS_REPEATED), LAST_COLUMN)
    table.column_styles.append((table.column, attribute(element, "default-cell-style-name")))
    if attribute(element, "visibility") in ("collapse", "filter"):
        table.hidden_columns.update(range(first, table.column + 1))


def _column_style(table: _Table, column: int) -> str:
    at = bisect_left(table.column_styles, (column, ""))
    return table.column_styles[at][1] if at < len(table.column_styles) else ""


def _named(element: etree._Element) -> Iterator[tuple[str, Area]]:
    """Yield the names of cells: a form that LibreOffice saved keeps its boxes."""
    address = attribute(element, "cell-range-address")
    reference = _RANGE.fullmatch(address) if len(address) <= _LONGEST_ADDRESS else None
    cells = parse_range(":".join(filter(None, (reference[3], reference[4])))) if reference else None
    if reference and cells:
        sheet = (reference[1] or reference[2]).replace("''", "'")
        yield attribute(element, "name"), Area(sheet, *cells)
