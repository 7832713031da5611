"""Any spreadsheet file -> `Workbook`: filled cells with their addresses. Every workbook is hostile until read."""

from __future__ import annotations

import hashlib
import logging
import re
import stat
import traceback
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.findings import system_reason
from pipeline.model import NOT_CALCULATED, Area, CellError, CellValue, Finding, Place, Sheet, Workbook
from pipeline.opc import BROKEN_ZIP

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
WIDEST_RANGES = 100_000
"""Cells that all merged cells and links of a sheet may cover together before they are left out of reading."""
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_RANGE = re.compile(rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref=["']([A-Z]+\d+:[A-Z]+\d+)["']""")
_WIDE_PARENTS = re.compile(rb"<((?:\w+:)?(?:mergeCells|hyperlinks))\b.*?</\1>", re.DOTALL)
_ESCAPED = re.compile(r"_x00([01][0-9A-Fa-f])_|_x005F_(x[0-9A-Fa-f]{4}_)")
_MAIN_PART = "xl/workbook.xml"
_STRICT = b"http://purl.oclc.org/ooxml/"  # openpyxl finds no cells in that dialect, and says nothing
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ZIP_START = b"PK\x03\x04"
_OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

log = logging.getLogger(__name__)


def find_files(folder: Path, *, but_not: Path | None = None) -> Iterator[Path]:
    """Yield every file under the folder, nested folders too, in an order that is the same on every machine.

    A folder that can't be entered, or that we don't enter, is yielded itself: `read` tells why.
    """
    excluded = but_not.resolve() if but_not else None
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if not entry.is_dir() or entry.is_symlink() or entry.name.startswith("."):
            yield entry
        elif entry.resolve() != excluded:
            yield from find_files(entry, but_not=but_not)


def read(path: Path, name: str) -> Workbook | Finding:
    """Read one file, called `name` in messages. What can't be read gives the one finding that says why."""
    place = Place(name)
    try:
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode):
            return _why_not_entered(path, place)
        no_workbook = _told_by_name(path, place)
        if no_workbook or not stat.S_ISREG(kind.st_mode):
            return no_workbook or Finding("file-not-a-workbook", place)
        if kind.st_size > LARGEST_UNPACKED:
            return _too_large(place)
        content = path.read_bytes()
    except OSError as error:
        return Finding("file-not-reachable", place, details=system_reason(error))
    return _gate(content, place) or _parse(content, place)


def _told_by_name(path: Path, place: Place) -> Finding | None:
    """Return the finding for a file whose name tells that it is no workbook of ours to read."""
    suffix = path.suffix.lower()
    if path.name.lower() in TEMPORARY_NAMES or path.name.startswith(TEMPORARY_PREFIXES):
        return Finding("file-temporary", place)
    if suffix in OTHER_SPREADSHEETS:
        return Finding("file-other-format", place, details={"format": suffix})
    return None if suffix in WORKBOOKS else Finding("file-not-a-workbook", place)


def _why_not_entered(folder: Path, place: Place) -> Finding:
    if folder.is_symlink():
        return Finding("folder-not-entered", place)
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        return Finding("file-not-reachable", place, details=system_reason(error))
    return Finding("folder-not-entered", place)


def _too_large(place: Place) -> Finding:
    return Finding("workbook-too-large", place, details={"limit": f"{LARGEST_UNPACKED // 1024 // 1024} MB"})


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
            too_large = len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED
            main = b"" if too_large or _MAIN_PART not in archive.namelist() else archive.read(_MAIN_PART)
    except BROKEN_ZIP:
        return Finding("workbook-unreadable", place)
    # zipfile stops at the size that an entry declares, so the declared sizes bound what can come out.
    if too_large:
        return _too_large(place)
    return Finding("workbook-strict", place) if _STRICT in main else None


def _parse(content: bytes, place: Place) -> Workbook | Finding:
    import openpyxl  # noqa: PLC0415 - loading it takes longer than a run without workbooks

    try:
        light, has_formulas = _without_wide_ranges(content)
        with warnings.catch_warnings():
            # openpyxl warns of extensions it drops; we only read values.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(light), data_only=True, keep_links=False)
            # Only a second look tells an empty cell from a formula that was never calculated.
            typed = openpyxl.load_workbook(BytesIO(light), keep_links=False) if has_formulas else book
        sheets = tuple(Sheet(sheet.title, _rows(sheet, typed[sheet.title])) for sheet in book.worksheets)
        return Workbook(place.file, sheets, tuple(_names(book)), hashlib.sha256(content).hexdigest())
    except Exception as error:  # noqa: BLE001 - hostile bytes make openpyxl raise almost anything; each costs one workbook only
        # Without the error's own words: they may hold an answer.
        trace = "".join(traceback.format_tb(error.__traceback__))
        log.warning("openpyxl could not read %s: %s\n%s", place, type(error).__name__, trace)
        return Finding("workbook-unreadable", place)


def _without_wide_ranges(content: bytes) -> tuple[bytes, bool]:
    """Return the workbook without merged cells and links over a wide block, and whether it has formulas.

    openpyxl makes a cell for each cell of such a block: a merged column costs seconds, a merged sheet never ends.
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheets = {name: archive.read(name) for name in archive.namelist() if _SHEET_PART.match(name)}
        has_formulas = any(_FORMULA.search(xml) for xml in sheets.values())
        wide = {name: _WIDE_PARENTS.sub(b"", xml) for name, xml in sheets.items() if _has_wide_range(xml)}
        if not wide:
            return content, has_formulas
        light = BytesIO()
        with zipfile.ZipFile(light, "w", zipfile.ZIP_DEFLATED) as copy:
            for part in archive.infolist():
                copy.writestr(part.filename, wide.get(part.filename) or archive.read(part))
    return light.getvalue(), has_formulas


def _has_wide_range(xml: bytes) -> bool:
    """Whether the merged cells and links of a sheet cover more cells together than a form or a table needs."""
    cells = 0
    for reference in _RANGE.findall(xml):
        area = _area("", reference.decode())
        if area:
            cells += (area.last_row - area.first_row + 1) * (area.last_column - area.first_column + 1)
    return cells > WIDEST_RANGES


def _rows(sheet: Worksheet, typed: Worksheet) -> dict[int, dict[int, CellValue]]:
    """Return the filled cells; not by `iter_rows`, which walks 17 thousand million cells for one in XFD1048576."""
    rows: dict[int, dict[int, CellValue]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):  # noqa: SLF001 - openpyxl's only sparse view
        value = _value(cell.value, is_error=cell.data_type == "e")
        if value is None and typed is not sheet and typed._cells[row, column].data_type == "f":  # noqa: SLF001 - as above
            value = CellError(NOT_CALCULATED)
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
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return None


def _unescape(text: str) -> str:
    """Undo `_x000D_`, as which Excel stores a control character, and give every line end one form.

    Only of control characters, and of an underscore that was typed before such a code: `_x0041_` is what was typed, for
    openpyxl has undone its escape already where the text is a shared one.
    """
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else f"_{found[2]}", text)
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
            area = _area(sheet.replace("''", "'"), reference)
            if area and area.sheet in titles:
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
