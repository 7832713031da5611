"""Any spreadsheet file -> `Workbook`: filled cells with their addresses. Every workbook is hostile until read."""

from __future__ import annotations

import logging
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.findings import system_reason
from pipeline.model import Area, CellError, CellValue, Finding, Place, Sheet, Workbook

if TYPE_CHECKING:
    from openpyxl import Workbook as OpenpyxlWorkbook
    from openpyxl.worksheet.worksheet import Worksheet

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xltx"})
OTHER_SPREADSHEETS = frozenset({".xls", ".xlsb", ".xlt", ".ods", ".ots", ".csv", ".tsv", ".numbers", ".gsheet"})
TEMPORARY_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
TEMPORARY_PREFIXES = ("~$", ".~", "._", ".", "~")

LARGEST_UNPACKED = 64 * 1024 * 1024
"""Bytes that the parts of a workbook may take together: some six times a table of 10,000 rows by 15 columns."""
MOST_PARTS = 10_000
_ZIP_START = b"PK\x03\x04"
_OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

log = logging.getLogger(__name__)


def find_files(folder: Path, *, but_not: Path | None = None) -> Iterator[Path]:
    """Yield every file under the folder, nested folders too, in an order that is the same on every machine."""
    excluded = but_not.resolve() if but_not else None
    for entry in sorted(folder.iterdir(), key=lambda path: path.name):
        if entry.is_dir():
            if not entry.is_symlink() and not entry.name.startswith(".") and entry.resolve() != excluded:
                yield from find_files(entry, but_not=but_not)
        else:
            yield entry


def read(path: Path, name: str) -> Workbook | Finding:
    """Read one file, called `name` in messages. What can't be read gives the one finding that says why."""
    place = Place(name)
    if path.name.lower() in TEMPORARY_NAMES or path.name.startswith(TEMPORARY_PREFIXES):
        return Finding("file-temporary", place)
    suffix = path.suffix.lower()
    if suffix in OTHER_SPREADSHEETS:
        return Finding("file-other-format", place, details={"format": suffix})
    if suffix not in WORKBOOKS:
        return Finding("file-not-a-workbook", place)
    try:
        content = path.read_bytes()
    except OSError as error:
        return Finding("file-not-reachable", place, details=system_reason(error))
    return _gate(content, place) or _parse(content, place)


def _gate(content: bytes, place: Place) -> Finding | None:
    """Refuse what no parser should see: other formats under this name, and archives that unpack without end."""
    if not content:
        return Finding("file-empty", place)
    if content.startswith(_OLE_START):
        return Finding("workbook-protected", place)
    if not content.startswith(_ZIP_START):
        return Finding("workbook-unreadable", place)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        return Finding("workbook-unreadable", place)
    # zipfile stops at the size that an entry declares, so the declared sizes bound what can come out.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        return Finding("workbook-too-large", place, details={"limit": f"{LARGEST_UNPACKED // 1024 // 1024} MB"})
    return None


def _parse(content: bytes, place: Place) -> Workbook | Finding:
    import openpyxl  # noqa: PLC0415 - loading it takes longer than a run without workbooks

    try:
        with warnings.catch_warnings():
            # openpyxl warns of extensions it drops; we only read values.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(content), data_only=True, keep_links=False)
            sheets = tuple(Sheet(sheet.title, _rows(sheet)) for sheet in book.worksheets)
            return Workbook(place.file, sheets, tuple(_names(book)))
    except Exception:
        log.warning("openpyxl could not read %s", place, exc_info=True)
        return Finding("workbook-unreadable", place)


def _rows(sheet: Worksheet) -> dict[int, dict[int, CellValue]]:
    """Return the filled cells; not by `iter_rows`, which walks 17 thousand million cells for one in XFD1048576."""
    rows: dict[int, dict[int, CellValue]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):  # noqa: SLF001 - openpyxl's only sparse view
        value = _value(cell.value, is_error=cell.data_type == "e")
        if value is not None:
            rows.setdefault(row, {})[column] = value
    return rows


def _value(value: object, *, is_error: bool) -> CellValue | None:
    """Return what was typed, or None where nothing but blanks was."""
    if isinstance(value, str):
        if is_error:
            return CellError(value)
        text = _unescape(value)
        return text if text.strip() else None
    if isinstance(value, bool | int | float | datetime | date | time):
        return value
    if isinstance(value, timedelta):
        return str(value)
    return None


def _unescape(text: str) -> str:
    """Undo Excel's `_x000D_` for characters that XML can't hold, and give every line end one form."""
    if "_x" in text:
        from openpyxl.utils.escape import unescape  # noqa: PLC0415 - as above

        text = unescape(text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _names(book: OpenpyxlWorkbook) -> Iterator[tuple[str, Area]]:
    """Yield the names that point to one block of cells, those of a copied sheet too."""
    scopes = [book.defined_names, *(sheet.defined_names for sheet in book.worksheets)]
    titles = {sheet.title for sheet in book.worksheets}
    for defined in (name for scope in scopes for name in scope.values()):
        try:
            destinations = list(defined.destinations)
        except (ValueError, TypeError, AttributeError):
            continue  # a formula, a constant or a reference that was deleted: no place for an answer
        for sheet, reference in destinations:
            area = _area(sheet, reference)
            if area and sheet in titles:
                yield defined.name, area


def _area(sheet: str, reference: str) -> Area | None:
    from openpyxl.utils.cell import range_boundaries  # noqa: PLC0415 - as above

    try:
        first_column, first_row, last_column, last_row = range_boundaries(reference)
    except (ValueError, TypeError):
        return None
    if first_column is None or first_row is None or last_column is None or last_row is None:
        return None  # a whole row or column
    return Area(sheet, first_row, first_column, last_row, last_column)
