"""The rows, cells and grid of a Word table."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from document_rules.markup import Element, attribute, child, local, number, path, q, val

THROUGH = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
LOOKS = {
    "firstRow": 0x0020,
    "lastRow": 0x0040,
    "firstColumn": 0x0080,
    "lastColumn": 0x0100,
    "noHBand": 0x0200,
    "noVBand": 0x0400,
}


def inner(element: Element, name: str) -> Iterator[Element]:
    """Give the children of this name, looking through content controls and tracked insertions."""
    for kid in element:
        if kid.tag == q(name):
            yield kid
        elif local(kid) in THROUGH:
            yield from inner(kid, name)


def cell_of(element: Element) -> Element | None:
    """Give the cell that an element stands in, unless a text box comes between."""
    for ancestor in element.iterancestors(q("w:tc"), q("w:txbxContent")):
        return ancestor if ancestor.tag == q("w:tc") else None
    return None


def table_of(cell: Element) -> Element | None:
    """Give the table that a cell belongs to."""
    return next(cell.iterancestors(q("w:tbl")), None)


def span(cell: Element) -> int:
    """Give the number of grid columns that a cell covers."""
    return max(1, number(val(path(cell, "w:tcPr", "w:gridSpan"), "1"), 1))


def looks(table: Element, name: str) -> bool:
    """Tell whether w:tblLook asks for this."""
    look = path(table, "w:tblPr", "w:tblLook")
    own = attribute(look, f"w:{name}")
    if own:
        return own in ("1", "true", "on")
    try:
        return bool(int(val(look, "0"), 16) & LOOKS[name])
    except ValueError:
        return False


class Grid:
    """Where the cells of a table stand."""

    def __init__(self, table: Element, styles: Sequence[Element] = ()) -> None:
        self.table = table
        self.rows = list(inner(table, "w:tr"))
        self.width = len(grid_columns(table))
        self.styles = styles

    @cached_property
    def cells(self) -> list[list[tuple[int, Element]]]:
        """Give each row's cells with the grid column where they start."""
        return [list(self._placed(row)) for row in self.rows]

    @cached_property
    def places(self) -> dict[Element, tuple[int, int]]:
        """Give each cell's row and grid column."""
        return {cell: (at, column) for at, row in enumerate(self.cells) for column, cell in row}

    def _placed(self, row: Element) -> Iterator[tuple[int, Element]]:
        column = number(val(path(row, "w:trPr", "w:gridBefore")))
        for cell in inner(row, "w:tc"):
            yield column, cell
            column += span(cell)

    def covered(self, row: Element) -> int:
        """Give the number of grid columns that a row covers."""
        around = (path(row, "w:trPr", "w:gridBefore"), path(row, "w:trPr", "w:gridAfter"))
        return sum(span(cell) for cell in inner(row, "w:tc")) + sum(number(val(end)) for end in around)

    def conditions(self, cell: Element) -> list[str]:
        """Give the parts of a table style that hold for a cell, strongest first."""
        if cell not in self.places:
            return []
        row, column = self.places[cell]
        edges = {
            "firstRow": row == 0 and looks(self.table, "firstRow"),
            "lastRow": row == len(self.rows) - 1 and looks(self.table, "lastRow"),
            "firstCol": column == 0 and looks(self.table, "firstColumn"),
            "lastCol": column + span(cell) >= self._columns and looks(self.table, "lastColumn"),
        }
        found = [name for name in ("firstCol", "lastCol", "firstRow", "lastRow") if edges[name]]
        return [*_corners(edges), *found, *self._bands(row, column, edges), "wholeTable"]

    @cached_property
    def _columns(self) -> int:
        return max([self.width, *(self.covered(row) for row in self.rows)])

    def _bands(self, row: int, column: int, edges: dict[str, bool]) -> Iterator[str]:
        if not looks(self.table, "noHBand") and not (edges["firstRow"] or edges["lastRow"]):
            at = (row - looks(self.table, "firstRow")) // self._band("w:tblStyleRowBandSize")
            yield "band2Horz" if at % 2 else "band1Horz"
        if not looks(self.table, "noVBand") and not (edges["firstCol"] or edges["lastCol"]):
            at = (column - looks(self.table, "firstColumn")) // self._band("w:tblStyleColBandSize")
            yield "band2Vert" if at % 2 else "band1Vert"

    def _band(self, name: str) -> int:
        sizes = [number(val(found)) for s in self.styles if (found := path(s, "w:tblPr", name)) is not None]
        own = path(self.table, "w:tblPr", name)
        return max(1, number(val(own)) if own is not None else next(iter(sizes), 1))


def _corners(edges: dict[str, bool]) -> Iterator[str]:
    for corner, row, column in (
        ("nwCell", "firstRow", "firstCol"),
        ("neCell", "firstRow", "lastCol"),
        ("swCell", "lastRow", "firstCol"),
        ("seCell", "lastRow", "lastCol"),
    ):
        if edges[row] and edges[column]:
            yield corner


def is_header(row: Element) -> bool:
    """Tell whether a row is marked as a header row."""
    mark = path(row, "w:trPr", "w:tblHeader")
    return mark is not None and val(mark, "1") not in ("0", "false", "off")


def nested(table: Element) -> bool:
    """Tell whether a table stands in a cell."""
    return cell_of(table) is not None


def grid_columns(table: Element) -> list[Element]:
    """Give a table's grid columns."""
    grid = child(table, "w:tblGrid")
    return [column for column in grid if local(column) == "gridCol"] if grid is not None else []
