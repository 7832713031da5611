"""Old and other spreadsheets (.xls, .xlsb, .ods) -> Workbook, by calamine; and a note of what it can't see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO

from pipeline.model import Area, CellValue, Finding, Place, Sheet, Workbook
from pipeline.ooxml.addresses import parse_range
from pipeline.ooxml.bounded_archive import BoundedArchive
from pipeline.read.not_readable import NotReadable
from pipeline.read.shared_strings import unescape

_RANGE = re.compile(r"\$?(?:'((?:[^']|'')+)'|([^.']+))\.(\$?[A-Z]+\$?\d+)(?::(?:[^.]*)\.(\$?[A-Z]+\$?\d+))?")
_CONTENT = "content.xml"
_PASSWORD = re.compile(rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
"""How a workbook of .xls with a password begins: BOF, WriteProtect where it is read-only too, FilePass (MS-XLS)."""


def read_other(content: bytes, package: BoundedArchive | None, file: str) -> Workbook:
    """Read what calamine can read. Raises NotReadable where it can't, and may take the whole process with it."""
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            sheets = tuple(
                Sheet(
                    listed.name,
                    _rows(book.get_sheet_by_name(listed.name).to_python(skip_empty_area=False)),
                    hidden=listed.visible != SheetVisibleEnum.Visible,
                )
                for listed in book.sheets_metadata
                if listed.typ == SheetTypeEnum.WorkSheet
            )
    except PasswordError as error:
        raise NotReadable("workbook-protected") from error
    except (CalamineError, OSError, ValueError) as error:
        # calamine tries one format after another, and forgets on the way that .xls said that it has a password.
        raise NotReadable("workbook-protected" if _PASSWORD.search(content) else "workbook-unreadable") from error
    names = tuple(_names(package)) if package and _CONTENT in package else ()
    titles = {sheet.name for sheet in sheets}
    note = Finding("workbook-partly-seen", Place(file))
    return Workbook(file, sheets, tuple(name for name in names if name[1].sheet in titles), findings=(note,))


def _rows(table: Sequence[Sequence[object]]) -> dict[int, dict[int, CellValue]]:
    rows: dict[int, dict[int, CellValue]] = {}
    for row, values in enumerate(table, start=1):
        filled = {
            column: value for column, stored in enumerate(values, start=1) if (value := _value(stored)) is not None
        }
        if filled:
            rows[row] = filled
    return rows


def _value(value: object) -> CellValue | None:
    if isinstance(value, str):
        text = unescape(value)
        return text or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool | int | float | datetime | time):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells have no time zone
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return None


def _names(package: BoundedArchive) -> Iterator[tuple[str, Area]]:
    """Yield the names of cells in an .ods: a form that LibreOffice saved keeps its boxes."""
    namespace = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    for element in package.elements(_CONTENT, "named-range"):
        reference = _RANGE.fullmatch(element.get(f"{namespace}cell-range-address", ""))
        if reference:
            cells = parse_range(":".join(filter(None, (reference[3], reference[4]))))
            if cells:
                sheet = (reference[1] or reference[2]).replace("''", "'")
                yield element.get(f"{namespace}name", ""), Area(sheet, *cells)
