"""What an .ods holds besides cells: merged cells, notes, text boxes and pictures, from its content. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from lxml import etree  # noqa: TC002 - it is loaded here anyway

from pipeline.model import Area, Sheet, SheetObject
from pipeline.ooxml.addresses import LAST_COLUMN, LAST_ROW, cell_address
from pipeline.ooxml.bounded_archive import BoundedArchive, local_name

CONTENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST_OBJECTS = 10_000
_MOST_MERGED = 5_000
_LONGEST_TEXT = 200
_MOST_TEXTS = 200
_LONGEST_NUMBER = 7
"""Digits of a number of rows or columns."""


@dataclass(slots=True)
class _TableContent:
    """What has been seen of a table so far."""

    row: int = 0
    """The last row."""
    objects: list[SheetObject] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def with_objects(sheets: Sequence[Sheet], package: BoundedArchive) -> tuple[Sheet, ...]:
    """Return the sheets with their merged cells, and what is on them besides cells. Raises PackageError."""
    tables: dict[str, _TableContent] = {}
    for element in package.elements(CONTENT, "table-row", "shapes"):
        table = next(element.iterancestors(f"{_TABLE}table"), None)
        if table is None:
            continue
        content = tables.setdefault(table.get(f"{_TABLE}name", ""), _TableContent())
        if local_name(element) == "shapes":
            _take_objects(content, element, "")
        else:
            _take_row(content, element)
    return tuple(_completed(sheet, tables.get(sheet.name)) for sheet in sheets)


def _completed(sheet: Sheet, content: _TableContent | None) -> Sheet:
    if content is None or not (content.objects or content.merged):
        return sheet
    merged = tuple(Area(sheet.name, *area) for area in content.merged)
    return replace(sheet, objects=tuple(content.objects), merged=merged)


def _take_row(content: _TableContent, row: etree._Element) -> None:
    number = content.row + 1
    content.row += _number(row, "number-rows-repeated")
    column = 0
    for cell in row:
        if local_name(cell) not in ("table-cell", "covered-table-cell"):
            continue
        first = column + 1
        column += _number(cell, "number-columns-repeated")
        if number > LAST_ROW or first > LAST_COLUMN:
            return
        rows, columns = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
        if rows * columns > 1 and len(content.merged) < _MOST_MERGED:
            content.merged.append((number, first, number + rows - 1, first + columns - 1))
        if len(cell):
            _take_objects(content, cell, cell_address(number, first))


def _take_objects(content: _TableContent, element: etree._Element, address: str) -> None:
    content.objects.extend(islice(_objects(element, address), _MOST_OBJECTS - len(content.objects)))


def _objects(element: etree._Element, address: str) -> Iterator[SheetObject]:
    for child in element.iter("{*}annotation", "{*}text-box", "{*}image", "{*}custom-shape"):
        name = local_name(child)
        if name == "image":
            yield SheetObject("picture", address)
        elif text := _beginning(child):
            yield SheetObject("note" if name == "annotation" else "text_box", address, text)


def _beginning(element: etree._Element) -> str:
    """Return the first texts of a note or a box, as much of them as helps to know it by."""
    paragraphs = islice(element.iter("{*}p"), _MOST_TEXTS)
    texts = ("".join(str(text) for text in islice(paragraph.itertext(), _MOST_TEXTS)) for paragraph in paragraphs)
    return "\n".join(text[:_LONGEST_TEXT] for text in texts)[:_LONGEST_TEXT].strip()


def _number(element: etree._Element, name: str) -> int:
    """Return how many rows or columns an attribute says; one where it says nothing that is a number."""
    text = element.get(f"{_TABLE}{name}", "")
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER and int(text) else 1
