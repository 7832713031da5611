"""Binary workbooks of Excel 2007 and later (.xlsb) -> Workbook. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from pipeline.model import CellError, Sheet, SheetObject, Workbook
from pipeline.ooxml.addresses import LAST_COLUMN, LAST_ROW, CellRange
from pipeline.ooxml.bounded_archive import BoundedArchive
from pipeline.ooxml.relationships import Relationship
from pipeline.read.cell_content import CellContent, Content
from pipeline.read.cell_style import PLAIN, CellStyle, formatted_runs
from pipeline.read.not_readable import NotReadable
from pipeline.read.number_formats import BUILT_IN, NumberFormat, number_format
from pipeline.read.shared_strings import stored_text
from pipeline.read.sheet_objects import sheet_objects
from pipeline.read.worksheet import sheet_of_rows
from pipeline.read.xlsb_book import read_book
from pipeline.read.xlsb_records import Record, records
from pipeline.rich_text import Look

_ROW, _COLUMN, _LINK, _MERGED, _TEXT = 0, 60, 494, 176, 19
_FONT, _FORMAT, _STYLE, _STYLES_BEGIN, _STYLES_END = 43, 44, 47, 617, 618
_SHORT, _ERROR, _YES_NO, _LONG, _INLINE, _SHARED, _FORMATTED = 2, 3, 4, 5, 6, 7, 62
_OF_FORMULA = {8: _INLINE, 9: _LONG, 10: _YES_NO, 11: _ERROR}
"""Cells with a formula hold their value as those without one do."""
_CELLS = frozenset({_SHORT, _ERROR, _YES_NO, _LONG, _INLINE, _SHARED, _FORMATTED, *_OF_FORMULA})
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A", 43: "#N/A"}
_BOLD_FROM = 600
_MOST_SHEETS, _MOST_TEXTS, _MOST_MERGED = 1_000, 5_000_000, 5_000


def read_xlsb(package: BoundedArchive, main: str, file: str) -> Workbook:
    """Read a workbook. Raises PackageError and NotReadable where it is damaged or hostile."""
    relationships = package.relationships(main)
    by_id = {relationship.id: relationship for relationship in relationships}
    by_kind = {relationship.kind: relationship.target for relationship in relationships}
    book = read_book(package.read(main))
    if len(book.sheets) > _MOST_SHEETS:
        raise NotReadable("workbook-takes-too-much")
    texts_part, styles_part = by_kind.get("sharedStrings", ""), by_kind.get("styles", "")
    styles, fonts = _styles(package.read(styles_part), book.epoch) if styles_part in package else ([], [])
    texts = _texts(package.read(texts_part), fonts) if texts_part in package else []
    reader = _SheetReader(package, texts, styles, fonts)
    sheets = []
    for listed in book.sheets:
        relationship = by_id.get(listed.relationship_id)
        if relationship is None:
            raise NotReadable
        if relationship.kind == "worksheet":
            sheets.append(reader.sheet(relationship, listed.name, hidden=listed.hidden))
    titles = {sheet.name for sheet in sheets}
    return Workbook(file, tuple(sheets), tuple((name, area) for name, area in book.names() if area.sheet in titles))


def _styles(content: bytes, epoch: datetime) -> tuple[list[CellStyle], list[Sequence[Look]]]:
    """Return each cell style, and the looks of each font."""
    codes: dict[int, str] = dict(BUILT_IN)
    known: dict[str, NumberFormat | None] = {"": None}
    fonts: list[Sequence[Look]] = []
    styles: list[CellStyle] = []
    in_cells = False
    for kind, record in records(content):
        if kind in (_STYLES_BEGIN, _STYLES_END):
            in_cells = kind == _STYLES_BEGIN
        elif kind == _FORMAT:
            (number,) = record.take("H")
            codes[number] = record.text()
        elif kind == _FONT:
            fonts.append(_looks(record))
        elif kind == _STYLE and in_cells:
            _, number, font = record.take("HHH")
            code = codes.get(number, "")
            if code not in known:
                known[code] = number_format(code, epoch)
            styles.append(CellStyle(known[code], font < len(fonts) and "strike" in fonts[font]))
    return styles, fonts


def _looks(record: Record) -> list[Look]:
    _, flags, weight, _, underline = record.take("HHHHB")
    found: Mapping[Look, bool] = {
        "bold": weight >= _BOLD_FROM,
        "italic": bool(flags & 2),
        "strike": bool(flags & 8),
        "underline": bool(underline),
    }
    return [look for look, is_on in found.items() if is_on]


def _texts(content: bytes, fonts: Sequence[Sequence[Look]]) -> list[str | CellContent]:
    texts: list[str | CellContent] = []
    for kind, record in records(content):
        if kind == _TEXT:
            if len(texts) == _MOST_TEXTS:
                raise NotReadable("workbook-takes-too-much")
            texts.append(_formatted(record, fonts))
    return texts


def _formatted(record: Record, fonts: Sequence[Sequence[Look]]) -> str | CellContent:
    (flags,) = record.take("B")
    text = record.text()
    if not flags & 1:
        return stored_text(text)
    (count,) = record.take("I")
    runs = [record.take("HH") for _ in range(min(count, len(text)))]
    return formatted_runs(text, [(start, font) for start, font in runs], fonts)


def _is_binary(relationship: Relationship) -> bool:
    return relationship.target.lower().endswith(".bin")


class _SheetReader:
    """Reads one sheet after another of a workbook."""

    def __init__(
        self,
        package: BoundedArchive,
        texts: Sequence[str | CellContent],
        styles: Sequence[CellStyle],
        fonts: Sequence[Sequence[Look]],
    ) -> None:
        self._package, self._texts, self._styles, self._fonts = package, texts, styles, fonts

    def sheet(self, relationship: Relationship, name: str, *, hidden: bool) -> Sheet:
        """Read a sheet."""
        part = relationship.target
        relationships = self._package.relationships(part)
        targets = {to_part.id: to_part.target for to_part in relationships}
        merged: list[CellRange] = []
        rows: dict[int, dict[int, Content]] = {}
        links: list[tuple[CellRange, str]] = []
        hidden_rows: set[int] = set()
        hidden_columns: set[int] = set()
        row = 0
        for kind, record in records(self._package.read(part)):
            if kind == _ROW:
                row, is_hidden = self._row(record)
                if is_hidden:
                    hidden_rows.add(row)
            elif kind in _CELLS:
                column, content = self._cell(_OF_FORMULA.get(kind, kind), record)
                if content is not None and row:
                    rows.setdefault(row, {})[column] = content
            elif kind == _COLUMN:
                hidden_columns.update(self._hidden_columns(record))
            elif kind == _MERGED:
                top, bottom, left, right = record.take("IIII")
                merged.append(CellRange(top + 1, left + 1, bottom + 1, right + 1))
            elif kind == _LINK:
                top, bottom, left, right = record.take("IIII")
                links.append((CellRange(top + 1, left + 1, bottom + 1, right + 1), targets.get(record.text(), "")))
        rows = dict(sorted(rows.items()))
        objects = [*sheet_objects(self._package, [link for link in relationships if not _is_binary(link)])]
        # Notes are binary here, and drawings are not: that there are notes is told without their text.
        objects += [SheetObject("note") for link in relationships if _is_binary(link) and link.kind == "comments"]
        return sheet_of_rows(
            name,
            rows,
            links,
            hidden=hidden,
            hidden_rows=hidden_rows,
            hidden_columns=hidden_columns,
            merged=merged[:_MOST_MERGED],
            objects=objects,
        )

    @staticmethod
    def _row(record: Record) -> tuple[int, bool]:
        number, _, _, _, flags = record.take("IIHBB")
        if number >= LAST_ROW:
            raise NotReadable
        return number + 1, bool(flags & 0x10)

    @staticmethod
    def _hidden_columns(record: Record) -> Iterator[int]:
        first, last, _, _, flags = record.take("IIIIH")
        if flags & 1:
            yield from range(first + 1, min(last + 1, LAST_COLUMN) + 1)

    def _cell(self, kind: int, record: Record) -> tuple[int, Content | None]:
        column, style_number = record.take("II")
        if column >= LAST_COLUMN:
            raise NotReadable
        number = style_number & 0xFFFFFF
        style = self._styles[number] if number < len(self._styles) else PLAIN
        return column + 1, style.content(self._value(kind, record))

    def _value(self, kind: int, record: Record) -> str | float | CellContent | CellError:
        if kind == _SHORT:
            return record.short_number()
        if kind == _LONG:
            return record.number()
        if kind == _YES_NO:
            return bool(record.take("B")[0])
        if kind == _ERROR:
            return CellError(_ERRORS.get(record.take("B")[0], "#N/A"))
        if kind == _SHARED:
            (index,) = record.take("I")
            if index >= len(self._texts):
                raise NotReadable
            return self._texts[index]
        return _formatted(record, self._fonts) if kind == _FORMATTED else record.text()
