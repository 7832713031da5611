"""The columns of tables where tags repeat cells or leave them out: the others keep their place and their width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from pipeline.ooxml.namespaces import Element, W
from pipeline.ooxml.xml_parts import parse_xml
from pipeline.render.table_marks import GIVEN_SPAN, MOST_COLUMNS, apply_marks, number_in, set_span, span_of

COLUMNS, REPEATED_COLUMNS, CELL_TAG = "columns", "repeated-columns", "cell-tag"
"""Attributes for our own use: the columns of a cell in the template, those that tags of its table repeat or leave out,
and the number of the first of these tags."""
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml"))


class TooManyColumnsError(ValueError):
    """A table gets more columns than Word takes."""

    tag: str
    """The number of the tag that makes them."""
    columns: int

    def __init__(self, tag: str, columns: int) -> None:
        """Keep the number of the tag, and of the columns."""
        self.tag, self.columns = tag, columns
        super().__init__(tag, columns)


class ColumnRange(NamedTuple):
    """Columns of a table, from the first up to but not with the last."""

    start: int
    end: int

    @classmethod
    def read(cls, text: str) -> ColumnRange:
        """Return the range that `str` wrote."""
        start, _, end = text.partition("-")
        return cls(int(start), int(end))

    def __str__(self) -> str:
        """Return the range as an attribute holds it."""
        return f"{self.start}-{self.end}"

    def overlaps(self, other: ColumnRange) -> bool:
        """Whether any column is in both."""
        return self.start < other.end and other.start < self.end


def finish_tables(xml: str) -> str:
    """Return a part's XML with its cells as tags want them, and with grids that fit. Raises TooManyColumnsError."""
    root = parse_xml(xml.encode())
    apply_marks(root)
    for table in root.iter(f"{W}tbl"):
        if table.get(REPEATED_COLUMNS) is not None:
            _fit_grid(table)
    for element in root.iter(f"{W}tbl", f"{W}tc"):
        for name in (COLUMNS, REPEATED_COLUMNS, CELL_TAG, GIVEN_SPAN):
            element.attrib.pop(name, "")
    return etree.tostring(root, encoding="unicode")


def children_of(element: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table, or the cells of a row, also those in a content control."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _WRAPPERS:
            yield from children_of(child, name)


def columns_before(row: Element) -> int:
    """Return how many columns a row leaves open before its first cell."""
    skipped = row.find(f"{W}trPr/{W}gridBefore")
    return 0 if skipped is None else number_in(skipped, "val")


# --- One table ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Cell:
    """A cell of a report, and the columns that it had in the template."""

    element: Element
    columns: ColumnRange
    is_repeated: bool
    """Whether tags repeat it or leave it out."""


def _fit_grid(table: Element) -> None:
    """Give a table the columns that its rows have now, and its cells their places in these."""
    repeated = [ColumnRange.read(text) for text in (table.get(REPEATED_COLUMNS) or "").split()]
    rows = [list(_cells(row)) for row in children_of(table, "tr")]
    widths = _widths(table, rows)
    counts = [_count(columns, rows) for columns in repeated]
    new_widths, places = _new_columns(widths, repeated, counts)
    for cell in (cell for row in rows for cell in row):
        if not cell.is_repeated and GIVEN_SPAN not in cell.element.attrib:
            set_span(cell.element, max(places[cell.columns.end] - places[cell.columns.start], 1))
    needed = max((_row_columns(row) for row in children_of(table, "tr")), default=0)
    if max(needed, len(new_widths)) > MOST_COLUMNS:
        raise TooManyColumnsError(table.get(CELL_TAG, ""), max(needed, len(new_widths)))
    if needed > len(new_widths):
        last = new_widths.pop() if new_widths else 0
        new_widths += _shares(last, needed - len(new_widths))
    _set_widths(table, widths, new_widths)
    for row in children_of(table, "tr"):
        _skip_columns_after(row, len(new_widths) - _row_columns(row))


def _cells(row: Element) -> Iterator[_Cell]:
    """Yield the cells of a row; those whose columns in the template are not known are of no interest."""
    for element in children_of(row, "tc"):
        text = element.get(COLUMNS)
        if text is not None:
            yield _Cell(element, ColumnRange.read(text.removeprefix("*")), text.startswith("*"))


def _widths(table: Element, rows: Sequence[Sequence[_Cell]]) -> list[int]:
    """Return the widths of the columns in the template, in twentieths of a point; 0 where a width is not known."""
    widths = [number_in(column, "w") for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    last = max((cell.columns.end for row in rows for cell in row), default=0)
    return widths + [0] * (last - len(widths))


def _count(repeated: ColumnRange, rows: Sequence[Sequence[_Cell]]) -> int:
    """Return how many columns come in the place of repeated ones: as many as the row with most cells has there."""
    count = 0
    for row in rows:
        here = [cell for cell in row if cell.columns.overlaps(repeated)]
        count = max(count, sum(span_of(cell.element) for cell in here if cell.is_repeated))
        others = [cell.columns for cell in here if not cell.is_repeated]
        if others and not any(GIVEN_SPAN in cell.element.attrib for cell in row):
            if any(repeated.start < end < repeated.end for columns in others for end in columns):
                count = max(count, repeated.end - repeated.start)
            elif repeated in others:
                count = max(count, 1)
    return count


def _new_columns(
    widths: Sequence[int], repeated: Sequence[ColumnRange], counts: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Return the widths of the new columns, and where each border between two columns of the template is now."""
    new: list[int] = []
    places: list[int] = [0]
    column = 0
    while column < len(widths):
        found = next((at for at, one in enumerate(repeated) if one.start == column), None)
        end = column + 1 if found is None else repeated[found].end
        count = 1 if found is None else counts[found]
        places += [len(new) + min(at, count) for at in range(1, end - column)]
        new += _shares(sum(widths[column:end]), count)
        places.append(len(new))
        column = end
    return new, places


def _shares(width: int, columns: int) -> list[int]:
    """Return a width in equal shares, what is left over in the last."""
    if not columns:
        return []
    share = width // columns
    return [share] * (columns - 1) + [width - share * (columns - 1)]


def _row_columns(row: Element) -> int:
    after = row.find(f"{W}trPr/{W}gridAfter")
    skipped = columns_before(row) + (0 if after is None else number_in(after, "val"))
    return skipped + sum(span_of(cell) for cell in children_of(row, "tc"))


def _set_widths(table: Element, old: Sequence[int], new: Sequence[int]) -> None:
    """Write the grid, and the widths of cells whose columns have others than they had."""
    grid = table.find(f"{W}tblGrid")
    if grid is not None:
        grid[:] = [etree.Element(f"{W}gridCol", {f"{W}w": str(width)} if width else {}) for width in new]
    if not all(new):
        return
    for row in children_of(table, "tr"):
        at = columns_before(row)
        for cell in children_of(row, "tc"):
            columns = cell.get(COLUMNS, "0-0").removeprefix("*")
            before = sum(old[slice(*ColumnRange.read(columns))])
            width = sum(new[at : at + span_of(cell)])
            at += span_of(cell)
            if width != before:
                _set_width(cell, width, sum(new))


def _skip_columns_after(row: Element, columns: int) -> None:
    """Let a row leave this many more columns open after its last cell."""
    if columns <= 0:
        return
    properties = row.find(f"{W}trPr")
    if properties is None:
        properties = etree.Element(f"{W}trPr")
        row.insert(sum(1 for child in row if child.tag == f"{W}tblPrEx"), properties)
    after = properties.find(f"{W}gridAfter")
    if after is None:
        after = etree.Element(f"{W}gridAfter")
        names = (f"{W}cnfStyle", f"{W}divId", f"{W}gridBefore")
        properties.insert(sum(1 for child in properties if child.tag in names), after)
    after.set(f"{W}val", str(number_in(after, "val") + columns))


def _set_width(cell: Element, width: int, whole: int) -> None:
    element = cell.find(f"{W}tcPr/{W}tcW")
    if element is None:
        return
    if element.get(f"{W}type") == "dxa":
        element.set(f"{W}w", str(width))
    elif element.get(f"{W}type") == "pct":
        element.set(f"{W}w", str(round(5000 * width / whole)))
