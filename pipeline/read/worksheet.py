"""One sheet's XML -> its filled cells, whatever their order or the size that the sheet states. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from lxml import etree  # noqa: TC002 - it is loaded here anyway

from pipeline.model import Area, CellValue, Sheet, SheetObject
from pipeline.ooxml.addresses import LAST_ROW, CellRange, is_row_number, parse_range
from pipeline.ooxml.bounded_archive import BoundedArchive, is_on, local_name, relationship_id
from pipeline.read.cell_content import CellContent, separate_details, with_link
from pipeline.read.cell_reader import CellReader, Rows, SharedContent
from pipeline.read.plain_rows import PlainCells, WithoutPlainRows
from pipeline.read.stored_text import WEB_OR_MAIL

_WIDEST_LINK = 1_000
"""Cells that one link may cover before it is left out: a link over a whole column is a slip, and would cost time."""
_MOST_LINKED = 500_000
"""Cells that all links of a sheet may cover together before they are left out: the texts themselves are read."""
_MOST_MERGED = 5_000
"""Blocks of merged cells of a sheet that are kept."""
_READ = ("row", "col", "hyperlink", "tablePart", "mergeCell", "cfRule", "dataValidation", "brk", "ignoredError")
"""The elements that are read, and those of which there may be a great many, so that they are forgotten in passing."""


@dataclass(slots=True)
class _SheetContent:
    """What has been read of a sheet so far."""

    rows: Rows = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_ranges: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[CellRange, str]] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    merged: list[CellRange] = field(default_factory=list)


class SheetAsRead(NamedTuple):
    """A sheet, and the rows that stand behind its last one because their number is none of Excel."""

    sheet: Sheet
    misplaced: tuple[int, ...]


def read_sheet(
    package: BoundedArchive, part: str, name: str, shared: SharedContent, targets: Mapping[str, str], *, hidden: bool
) -> SheetAsRead:
    """Read a sheet. `targets` are the places that its links and tables lead to, by relationship."""
    content = _SheetContent()
    cells = CellReader(shared)

    def take(number: int, plain: PlainCells) -> None:
        _keep(content, cells.of_plain_row(number, plain))

    for element in package.elements(part, *_READ, stream_filter=lambda stream: WithoutPlainRows(stream, take)):
        kind = local_name(element)
        if kind == "row":
            _take_row(content, cells, element)
        elif kind == "col" and (is_on(element.get("hidden")) or element.get("width") == "0"):
            _take_hidden(content, element.get("min", ""), element.get("max", ""))
        elif kind == "hyperlink":
            _take_link(content, element, targets)
        elif kind == "mergeCell":
            _take_merged(content, element)
        elif kind == "tablePart":
            content.tables.append(targets.get(relationship_id(element), ""))
    first = max(content.rows, default=0) + 1
    misplaced = range(first, min(first + len(cells.misplaced), LAST_ROW + 1))
    content.rows.update(zip(misplaced, cells.misplaced, strict=False))
    _add_links(content.rows, content.links)
    details = separate_details(content.rows)
    rows = cast("dict[int, dict[int, CellValue]]", content.rows)
    sheet = Sheet(
        name,
        dict(sorted(rows.items())) if list(rows) != sorted(rows) else rows,
        hidden,
        frozenset(content.hidden_rows & rows.keys()),
        _hidden_columns(content),
        tuple(_tables(package, name, content.tables)),
        details,
        tuple(Area(name, *cells) for cells in content.merged),
    )
    return SheetAsRead(sheet, tuple(misplaced))


def sheet_of_rows(  # noqa: PLR0913 - all that a sheet is made of
    name: str,
    rows: Rows,
    links: Sequence[tuple[CellRange, str]],
    *,
    hidden: bool,
    hidden_rows: AbstractSet[int],
    hidden_columns: AbstractSet[int],
    merged: Iterable[CellRange] = (),
    objects: Iterable[SheetObject] = (),
) -> Sheet:
    """Return a sheet of what a reader of old and other workbooks read of it."""
    _add_links(rows, [(area, address) for area, address in links if _is_kept(area, address)])
    details = separate_details(rows)
    values = cast("dict[int, dict[int, CellValue]]", rows)
    columns = {column for filled in values.values() for column in filled}
    return Sheet(
        name,
        values,
        hidden,
        frozenset(hidden_rows & values.keys()),
        frozenset(hidden_columns & columns),
        (),
        details,
        tuple(Area(name, *area) for area in merged),
        tuple(objects),
    )


def _is_kept(area: CellRange, address: str) -> bool:
    return bool(WEB_OR_MAIL.match(address)) and area.size <= _WIDEST_LINK


def _take_row(content: _SheetContent, cells: CellReader, row: etree._Element) -> None:
    values = cells.of_row(row)
    if is_on(row.get("hidden")):
        content.hidden_rows.add(cells.row)
    _keep(content, values)


def _take_hidden(content: _SheetContent, first: str, last: str) -> None:
    if is_row_number(first) and is_row_number(last):
        content.hidden_ranges.append((int(first), int(last)))


def _keep(content: _SheetContent, values: Rows) -> None:
    for number, in_row in values.items():
        existing = content.rows.setdefault(number, in_row)
        if existing is not in_row:
            existing.update(in_row)


def _take_link(content: _SheetContent, element: etree._Element, targets: Mapping[str, str]) -> None:
    address = targets.get(relationship_id(element), "")
    cells = parse_range(element.get("ref", ""))
    if cells and _is_kept(cells, address):
        content.links.append((cells, address))


def _take_merged(content: _SheetContent, element: etree._Element) -> None:
    if len(content.merged) < _MOST_MERGED:
        cells = parse_range(element.get("ref", ""))
        if cells and cells.size > 1:
            content.merged.append(cells)


def _add_links(rows: Rows, links: Sequence[tuple[CellRange, str]]) -> None:
    """Give each text its link: the first one that covers its cell."""
    linked: set[tuple[int, int]] = set()
    for area, address in links if sum(area.size for area, _ in links) <= _MOST_LINKED else ():
        for row in range(area.first_row, area.last_row + 1):
            values = rows.get(row, {})
            for column in range(area.first_column, area.last_column + 1):
                value = values.get(column)
                if isinstance(value, str | CellContent) and (row, column) not in linked:
                    values[column] = with_link(value, address)
                    linked.add((row, column))


def _hidden_columns(content: _SheetContent) -> frozenset[int]:
    """Return the filled columns that lie in a hidden range."""
    if not content.hidden_ranges:
        return frozenset()
    filled = sorted({column for values in content.rows.values() for column in values})
    hidden: list[int] = []
    seen = 0
    for first, last in sorted(content.hidden_ranges):
        begin = max(bisect_left(filled, first), seen)
        seen = max(bisect_right(filled, last), seen)
        hidden += filled[begin:seen]
    return frozenset(hidden)


def _tables(package: BoundedArchive, sheet: str, parts: Sequence[str]) -> Iterator[Area]:
    for part in parts:
        cells = parse_range(package.tree(part).get("ref", "")) if part in package else None
        if cells:
            yield Area(sheet, *cells)
