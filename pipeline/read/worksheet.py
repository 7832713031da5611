"""One sheet's XML -> its filled cells, exactly as they stand, whatever their order or its stated size. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TypeAlias

from lxml import etree  # noqa: TC002 - it is loaded here anyway

from pipeline.model import NOT_CALCULATED, Area, CellError, CellValue, Sheet
from pipeline.ooxml.addresses import CellRange, column_number, parse_range, row_number
from pipeline.ooxml.bounded_archive import BoundedArchive, is_on, local_name, relationship_id
from pipeline.read.not_readable import NotReadable
from pipeline.read.number_formats import Shown
from pipeline.read.plain_rows import PlainCells, WithoutPlainRows
from pipeline.read.shared_strings import text_of, unescape, with_link

_LINKED = re.compile(r'^HYPERLINK\(\s*"([^"]+)"\s*[,)]', re.IGNORECASE)
_WEB_OR_MAIL = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
_WIDEST_LINK = 1_000
"""Cells that one link may cover before it is left out: a link over a whole column is a slip, and would cost time."""
_MOST_LINKED = 500_000
"""Cells that all links of a sheet may cover together before they are left out: the texts themselves are read."""
_LONGEST_WHOLE = 18
"""Digits of a whole number that is read as one; Excel itself keeps 15."""
_READ = ("row", "col", "hyperlink", "tablePart", "mergeCell", "cfRule", "dataValidation", "brk", "ignoredError")
"""The elements that are read, and those of which there may be a great many, so that they are forgotten in passing."""

_Rows: TypeAlias = dict[int, dict[int, CellValue]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the cells of every sheet refer to."""

    texts: Sequence[str]
    shown: Sequence[Shown | None]
    """How each cell style shows a number."""


@dataclass(slots=True)
class _Found:
    """What has been read of a sheet so far."""

    rows: _Rows = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_ranges: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[CellRange, str]] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)


def read_sheet(
    package: BoundedArchive, part: str, name: str, around: Surroundings, targets: Mapping[str, str], *, hidden: bool
) -> Sheet:
    """Read a sheet. `targets` are the places that its links and tables lead to, by relationship."""
    found = _Found()
    cells = _Cells(around)

    def take(number: int, plain: PlainCells) -> None:
        _keep(found, cells.of_plain_row(number, plain))

    for element in package.elements(part, *_READ, stream_filter=lambda stream: WithoutPlainRows(stream, take)):
        kind = local_name(element)
        if kind == "row":
            _take_row(found, cells, element)
        elif kind == "col" and (is_on(element.get("hidden")) or element.get("width") == "0"):
            found.hidden_ranges.append((row_number(element.get("min")), row_number(element.get("max"))))
        elif kind == "hyperlink":
            _take_link(found, element, targets)
        elif kind == "tablePart":
            found.tables.append(targets.get(relationship_id(element), ""))
    _lay_links(found.rows, found.links)
    return Sheet(
        name,
        dict(sorted(found.rows.items())) if list(found.rows) != sorted(found.rows) else found.rows,
        hidden,
        frozenset(found.hidden_rows & found.rows.keys()),
        _hidden_columns(found),
        tuple(_tables(package, name, found.tables)),
    )


def _take_row(found: _Found, cells: _Cells, row: etree._Element) -> None:
    values = cells.of_row(row)
    if is_on(row.get("hidden")):
        found.hidden_rows.add(cells.row)
    _keep(found, values)


def _keep(found: _Found, values: _Rows) -> None:
    for number, in_row in values.items():
        there = found.rows.setdefault(number, in_row)
        if there is not in_row:
            there.update(in_row)


def _take_link(found: _Found, element: etree._Element, targets: Mapping[str, str]) -> None:
    address = targets.get(relationship_id(element), "")
    cells = parse_range(element.get("ref", ""))
    if cells and _WEB_OR_MAIL.match(address) and cells.size <= _WIDEST_LINK:
        found.links.append((cells, address))


def _lay_links(rows: _Rows, links: Sequence[tuple[CellRange, str]]) -> None:
    """Give each text its link: the first one that was laid over its cell."""
    linked: set[tuple[int, int]] = set()
    for area, address in links if sum(area.size for area, _ in links) <= _MOST_LINKED else ():
        for row in range(area.first_row, area.last_row + 1):
            values = rows.get(row, {})
            for column in range(area.first_column, area.last_column + 1):
                value = values.get(column)
                if isinstance(value, str) and (row, column) not in linked:
                    values[column] = with_link(value, address)
                    linked.add((row, column))


def _hidden_columns(found: _Found) -> frozenset[int]:
    """Return the filled columns that lie in a hidden range."""
    if not found.hidden_ranges:
        return frozenset()
    filled = sorted({column for values in found.rows.values() for column in values})
    hidden: list[int] = []
    seen = 0
    for first, last in sorted(found.hidden_ranges):
        begin = max(bisect_left(filled, first), seen)
        seen = max(bisect_right(filled, last), seen)
        hidden += filled[begin:seen]
    return frozenset(hidden)


def _tables(package: BoundedArchive, sheet: str, parts: Sequence[str]) -> Iterator[Area]:
    for part in parts:
        cells = parse_range(package.tree(part).get("ref", "")) if part in package else None
        if cells:
            yield Area(sheet, *cells)


# --- Cells ----------------------------------------------------------------------------------------


class _Cells:
    """Reads one row after another; knows the columns by their letters, and which row came last."""

    def __init__(self, around: Surroundings) -> None:
        self.texts, self.shown = around.texts, around.shown
        self.row = 0
        self._columns: dict[str, int] = {}
        self._letters: tuple[str, ...] = ()
        self._numbers: list[int] = []

    def of_row(self, row: etree._Element) -> _Rows:
        """Return the filled cells of a row element: nearly always of one row, but each cell says its own address."""
        stated = row.get("r")
        self.row = row_number(stated) if stated else self.row + 1
        values: dict[int, CellValue] = {}
        rows: _Rows = {}
        column = 0
        own = str(self.row)
        for cell in row:
            address = cell.get("r")
            here = values
            if address is None:
                column += 1
            elif len(cell) == 0:
                continue  # only formatting; the next cell says its own address too
            else:
                letters = address.rstrip("0123456789")
                column = self._columns.get(letters) or self._column(letters)
                if address[len(letters) :] != own:
                    here = rows.setdefault(row_number(address[len(letters) :]), {})
            value = self._value(cell)
            if value is not None:
                here[column] = value
        if values:
            rows[self.row] = values
        return {number: in_row for number, in_row in rows.items() if in_row}

    def of_plain_row(self, number: int, cells: PlainCells) -> _Rows:
        """Return the filled cells of a row that `plain_rows` read."""
        self.row = row_number(str(number))
        letters, _, styles, kinds, stored, texts = cells
        if letters != self._letters:  # nearly every row has the columns of the row before
            self._letters = letters
            self._numbers = [self._columns.get(one) or self._column(one) for one in letters]
        values: Iterable[CellValue | None]
        kind = kinds[0] if len(set(kinds)) == 1 else ""
        if kind == "inlineStr":
            together = "".join(texts)
            values = map(unescape, texts) if "_x" in together or "\r" in together else texts
        elif kind == "s":
            values = (self._shared(one) if one else None for one in stored)
        else:
            values = map(self._plain_value, styles, kinds, stored, texts)
        found = {
            column: value
            for column, value in zip(self._numbers, values, strict=True)
            if value is not None and value != ""
        }
        return {self.row: found} if found else {}

    def _plain_value(self, style: str, kind: str, stored: str, text: str) -> CellValue | None:
        if kind == "inlineStr":
            return unescape(text)
        if kind == "s":
            return self._shared(stored) if stored else None
        if not kind or kind == "n":
            return self._number(stored, style or None)
        return _typed_as(kind, stored, None) if stored or kind == "str" else None

    def _column(self, letters: str) -> int:
        column = self._columns[letters] = column_number(letters)
        return column

    def _value(self, cell: etree._Element) -> CellValue | None:
        """Return what was typed, blanks alone too; None where nothing was."""
        kind = cell.get("t")
        if kind == "inlineStr":
            return self._inline(cell)
        text: str | None = None
        formula: str | None = None
        for child in cell:
            tag = child.tag
            if tag[-2:] == "}v":
                text = child.text
            elif tag[-2:] == "}f":
                formula = child.text or ""
        if text is None or (text == "" and kind != "str"):
            return CellError(NOT_CALCULATED) if formula is not None and kind != "str" else None
        if kind == "s":
            return _filled(self._shared(text))
        if kind is None or kind == "n":
            return self._number(text, cell.get("s"))
        return _typed_as(kind, text, formula)

    @staticmethod
    def _inline(cell: etree._Element) -> CellValue | None:
        return next((_filled(text_of(child)) for child in cell if local_name(child) == "is"), None)

    def _shared(self, index: str) -> str:
        try:
            return self.texts[int(index)]
        except (ValueError, IndexError) as error:
            raise NotReadable from error

    def _number(self, text: str, style: str | None) -> CellValue | None:
        number = _number_of(text)
        if isinstance(number, str) or style is None:
            return _filled(number) if isinstance(number, str) else number
        try:
            shown = self.shown[int(style)]
        except (ValueError, IndexError):
            return number  # an odd style says nothing of what was typed
        return shown(number) if shown else number


def _typed_as(kind: str, text: str, formula: str | None) -> CellValue | None:
    if kind == "b":
        return is_on(text.strip())
    if kind == "e":
        return CellError(text.strip())
    if kind == "d":
        return _iso_moment(text)
    plain = _filled(unescape(text))
    linked = _LINKED.match(formula) if formula else None
    if plain and linked and _WEB_OR_MAIL.match(linked[1]):
        return with_link(plain, linked[1])
    return plain


def _filled(text: str) -> str | None:
    return text or None


def _number_of(text: str) -> int | float | str:
    """Return the number; what is none, as the text that stands there."""
    if len(text) <= _LONGEST_WHOLE and text.isdecimal() and text.isascii():
        return int(text)
    try:
        number = float(text)
    except ValueError:
        return text
    if number != number or number in (float("inf"), float("-inf")):  # noqa: PLR0124 - only NaN differs from itself
        return text
    bare = text.strip().lstrip("+-")
    return int(text) if len(bare) <= _LONGEST_WHOLE and bare.isdecimal() else number


def _iso_moment(text: str) -> CellValue | None:
    """Read a day or a moment of the strict dialect (ISO 8601); what is none, as the text that stands there."""
    bare = text.strip().removesuffix("Z")
    for read in (time.fromisoformat, datetime.fromisoformat):
        try:
            return read(bare)
        except ValueError:
            continue
    return _filled(text)
