"""What an .ods holds besides cells: merged cells, notes, text boxes and pictures, from its content. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from lxml import etree  # noqa: TC002 - it is loaded here anyway

from pipeline.model import Area, Sheet, SheetObject
from pipeline.ooxml.addresses import LAST_COLUMN, LAST_ROW, cell_address
from pipeline.ooxml.bounded_archive import local_name
from pipeline.read.ods_styles import repeats

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ROWS_SPANNED, _COLUMNS_SPANNED = f"{_TABLE}number-rows-spanned", f"{_TABLE}number-columns-spanned"
_MOST_OBJECTS = 10_000
_MOST_MERGED = 5_000
_LONGEST_TEXT = 200
_MOST_TEXTS = 200


@dataclass(slots=True)
class TableObjects:
    """What has been seen of a table besides its cells."""

    objects: list[SheetObject] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def take_cell(self, cell: etree._Element, row: int, column: int) -> None:
        """Take what a cell, at the row and column where it begins, is merged over and what is in it."""
        if row > LAST_ROW or column > LAST_COLUMN:
            return
        rows, columns = repeats(cell, _ROWS_SPANNED), repeats(cell, _COLUMNS_SPANNED)
        if rows * columns > 1 and len(self.merged) < _MOST_MERGED:
            self.merged.append((row, column, row + rows - 1, column + columns - 1))
        if len(cell):
            self.take_objects(cell, cell_address(row, column))

    def take_objects(self, element: etree._Element, address: str) -> None:
        """Take what is in an element; the address is empty where that is no cell."""
        self.objects.extend(islice(_objects(element, address), _MOST_OBJECTS - len(self.objects)))

    def added_to(self, sheet: Sheet) -> Sheet:
        """Return a sheet with what has been seen besides its cells."""
        if not (self.objects or self.merged):
            return sheet
        merged = tuple(Area(sheet.name, *area) for area in self.merged)
        return replace(sheet, objects=tuple(self.objects), merged=merged)


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
