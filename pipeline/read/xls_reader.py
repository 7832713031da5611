"""Workbooks of Excel 5 to 2003 (.xls) -> Workbook, by xlrd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from pipeline.model import Area, CellError, Finding, Place, Sheet, SheetObject, Workbook
from pipeline.ooxml.addresses import CellRange, cell_address
from pipeline.read.cell_content import CellContent, Content
from pipeline.read.cell_style import PLAIN, CellStyle, formatted_runs
from pipeline.read.default_password import opened_by_default
from pipeline.read.not_readable import NotReadable
from pipeline.read.number_formats import BUILT_IN, EPOCH_1900, EPOCH_1904, number_format
from pipeline.read.worksheet import sheet_of_rows
from pipeline.rich_text import Look

if TYPE_CHECKING:
    from xlrd.book import Book, Name
    from xlrd.formatting import Font
    from xlrd.sheet import Sheet as OldSheet

_TEXT, _NUMBER, _DATE, _YES_NO, _ERROR = 1, 2, 3, 4, 5
"""Types of cells, as xlrd numbers them."""
_BOLD_FROM = 600
_LONGEST_NOTE = 200


def read_xls(content: bytes, file: str) -> Workbook:
    """Read a workbook. Raises NotReadable where it is damaged, hostile or has a password."""
    book = _opened(content) or _opened(opened_by_default(content))
    if book is None:
        raise NotReadable("workbook-protected")
    return _workbook(book, file)


def _opened(content: bytes) -> Book | None:
    """Return a workbook as xlrd reads it; None where it is encrypted."""
    import xlrd
    from xlrd.biffh import XLRDError

    try:
        return xlrd.open_workbook(
            file_contents=content, logfile=_Silence(), formatting_info=True, ragged_rows=True, use_mmap=False
        )
    except MemoryError:
        raise
    except XLRDError as error:
        if "encrypted" in str(error):
            return None
        raise NotReadable from error
    except Exception as error:  # damaged bytes make it stumble in many ways
        raise NotReadable from error


class _Silence(StringIO):
    """Takes what xlrd says of a file, and keeps nothing: it may be much."""

    def write(self, text: str) -> int:
        """Take a text."""
        return len(text)


def _workbook(book: Book, file: str) -> Workbook:
    epoch = EPOCH_1904 if book.datemode else EPOCH_1900
    formats = {
        key: number_format(entry.format_str or BUILT_IN.get(key, ""), epoch) for key, entry in book.format_map.items()
    }
    looks = [_looks(font) for font in book.font_list]
    struck = {number for number, look in enumerate(looks) if "strike" in look}
    styles = [CellStyle(formats.get(style.format_key), style.font_index in struck) for style in book.xf_list]
    sheets = tuple(_sheet(book, sheet, styles) for sheet in book.sheets())
    # Text boxes and pictures are what xlrd does not show.
    return Workbook(file, sheets, tuple(_names(book)), findings=(Finding("workbook-partly-seen", Place(file)),))


def _sheet(book: Book, sheet: OldSheet, styles: Sequence[CellStyle]) -> Sheet:
    rows: dict[int, dict[int, Content]] = {}
    for row in range(sheet.nrows):
        filled: dict[int, Content] = {}
        types, values = sheet.row_types(row), sheet.row_values(row)
        for column, (kind, value) in enumerate(zip(types, values, strict=True)):
            if kind not in (_TEXT, _NUMBER, _DATE, _YES_NO, _ERROR):
                continue
            style = _style(styles, sheet.cell_xf_index(row, column))
            content = style.content(_value(book, sheet, row, column, kind, value))
            if content is not None:
                filled[column + 1] = content
        if filled:
            rows[row + 1] = filled
    links = [
        (_block(link.frowx, link.lrowx, link.fcolx, link.lcolx), str(link.url_or_path or ""))
        for link in sheet.hyperlink_list
        if link.type == "url"
    ]
    return sheet_of_rows(
        sheet.name,
        rows,
        links,
        hidden=sheet.visibility != 0,
        hidden_rows={row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden},
        hidden_columns={column + 1 for column, info in sheet.colinfo_map.items() if info.hidden},
        merged=[CellRange(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells],
        objects=[
            SheetObject("note", cell_address(row + 1, column + 1), " ".join(note.text.split())[:_LONGEST_NOTE])
            for (row, column), note in sheet.cell_note_map.items()
        ],
    )


def _block(top: int | None, bottom: int | None, left: int | None, right: int | None) -> CellRange:
    return CellRange((top or 0) + 1, (left or 0) + 1, (bottom or 0) + 1, (right or 0) + 1)


def _style(styles: Sequence[CellStyle], number: int) -> CellStyle:
    return styles[number] if 0 <= number < len(styles) else PLAIN


def _value(
    book: Book, sheet: OldSheet, row: int, column: int, kind: int, value: object
) -> str | float | CellContent | CellError:
    if kind == _TEXT:
        text = str(value)
        runs = sheet.rich_text_runlist_map.get((row, column))
        return formatted_runs(text, runs, [_looks(font) for font in book.font_list]) if runs else text
    if kind == _YES_NO:
        return bool(value)
    if kind == _ERROR:
        return CellError(_ERRORS.get(value if isinstance(value, int) else -1, "#N/A"))
    return value if isinstance(value, float) else float(str(value))


def _looks(font: Font) -> list[Look]:
    looks: Mapping[Look, bool] = {
        "bold": font.weight >= _BOLD_FROM,
        "italic": bool(font.italic),
        "strike": bool(font.struck_out),
        "underline": bool(font.underline_type),
    }
    return [look for look, is_on in looks.items() if is_on]


def _names(book: Book) -> Iterator[tuple[str, Area]]:
    """Yield the names of blocks of cells: a form that was saved as .xls keeps its boxes."""
    titles = book.sheet_names()
    for name in book.name_obj_list:
        area = _area(name, titles)
        if area:
            yield name.name, area


def _area(name: Name, titles: Sequence[str]) -> Area | None:
    operand = name.result
    references: list[object] = operand.value if operand is not None and isinstance(operand.value, list) else []
    if len(references) != 1 or name.hidden:
        return None
    first, last, top, bottom, left, right = (getattr(references[0], "coords", None) or (0,) * 6)[:6]
    if not (0 <= first < len(titles) and last == first + 1 and top < bottom and left < right):
        return None
    return Area(titles[first], top + 1, left + 1, bottom, right)


_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
"""What Excel shows for each code of an error, in English as it keeps them elsewhere."""
