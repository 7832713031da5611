"""A workbook as the rules look at it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from document_rules.answers import Answers
from document_rules.cells import Range, address, area, areas, cell
from document_rules.colours import Theme
from document_rules.excel_styles import CellStyles, Look, flag
from document_rules.markup import Element, attribute, child, children, decimal, number, q
from document_rules.opened import Package

DEFAULT_WIDTH = 8.43


@dataclass(frozen=True)
class Cell:
    """One cell that stands in the file."""

    row: int
    column: int
    style: int
    kind: str
    element: Element
    text: str

    @property
    def address(self) -> str:
        """Write where it stands."""
        return address(self.row, self.column)


@dataclass(frozen=True)
class Table:
    """One table of a sheet."""

    part: str
    root: Element
    area: Range

    @property
    def has_header(self) -> bool:
        """Tell whether it has a header row."""
        return self.root.get("headerRowCount", "1") != "0"

    @property
    def columns(self) -> list[str]:
        """Give the names of its columns."""
        return [c.get("name", "") for c in children(child(self.root, "s:tableColumns"), "s:tableColumn")]


def rich(element: Element | None) -> str:
    """Give the text of a shared or inline string, without phonetic readings."""
    if element is None:
        return ""
    direct = [piece.text or "" for piece in children(element, "s:t")]
    pieces = [piece.text or "" for run in children(element, "s:r") for piece in children(run, "s:t")]
    return "".join([*direct, *pieces])


class Sheet:
    """One worksheet."""

    def __init__(self, book: "Workbook", name: str, state: str, part: str) -> None:
        self.book = book
        self.name = name
        self.visible = state in ("", "visible")
        self.part = part
        self.root = book.package.tree(part)
        self.cells = list(self._cells())
        self.by_place = {(c.row, c.column): c for c in self.cells}
        self._rows = {number(row.get("r", "0")): row for row in self.rows()}

    def rows(self) -> Iterator[Element]:
        """Give the row elements."""
        return children(child(self.root, "s:sheetData"), "s:row")

    def columns(self) -> Iterator[Element]:
        """Give the col elements."""
        return children(child(self.root, "s:cols"), "s:col")

    def _cells(self) -> Iterator[Cell]:
        at = 0
        for row in self.rows():
            at = number(row.get("r", ""), at + 1)
            column = 0
            for element in children(row, "s:c"):
                place = cell(element.get("r", "")) or (at, column + 1)
                column = place[1]
                style = number(element.get("s", "0"))
                yield Cell(place[0], column, style, element.get("t", "n"), element, self._text(element))

    def _text(self, element: Element) -> str:
        kind = element.get("t", "n")
        if kind == "inlineStr":
            return rich(child(element, "s:is"))
        held = child(element, "s:v")
        plain = (held.text or "") if held is not None else ""
        if kind != "s":
            return plain
        at = number(plain, -1)
        return self.book.strings[at] if 0 <= at < len(self.book.strings) else ""

    def text(self, row: int, column: int) -> str:
        """Give a cell's text."""
        found = self.by_place.get((row, column))
        return found.text.strip() if found is not None else ""

    def look(self, row: int, column: int) -> Look:
        """Give the style of a cell, whether it stands in the file or not."""
        found = self.by_place.get((row, column))
        return self.book.styles.look(found.style if found is not None else self._default_style(row, column))

    def _default_style(self, row: int, column: int) -> int:
        element = self._rows.get(row)
        if element is not None and flag(element, "customFormat"):
            return number(element.get("s", "0"))
        for col in self.columns():
            if number(col.get("min", "0")) <= column <= number(col.get("max", "0")):
                return number(col.get("style", "0"))
        return 0

    def width(self, column: int) -> float:
        """Give a column's width in characters."""
        defaults = child(self.root, "s:sheetFormatPr")
        for col in self.columns():
            if number(col.get("min", "0")) <= column <= number(col.get("max", "0")) and col.get("width"):
                return decimal(col.get("width", ""), DEFAULT_WIDTH)
        return decimal(defaults.get("defaultColWidth", ""), DEFAULT_WIDTH) if defaults is not None else DEFAULT_WIDTH

    @cached_property
    def merges(self) -> list[Range]:
        """Give the merged ranges."""
        found = children(child(self.root, "s:mergeCells"), "s:mergeCell")
        return [rectangle for e in found if (rectangle := area(e.get("ref", ""))) is not None]

    @cached_property
    def validations(self) -> list[tuple[Element, list[Range]]]:
        """Give the data validations with their ranges."""
        found = list(children(child(self.root, "s:dataValidations"), "s:dataValidation"))
        newer = list(self.root.iter(q("x14:dataValidation"))) if self.root is not None else []
        own = [(e, areas(e.get("sqref", ""))) for e in found]
        return own + [(e, areas(e.findtext(q("xm:sqref")) or "")) for e in newer]

    @cached_property
    def tables(self) -> list[Table]:
        """Give the tables."""
        parts = self.book.package.related(self.part, "table")
        roots = [(part, root) for part in parts if (root := self.book.package.tree(part)) is not None]
        return [Table(p, r, rectangle) for p, r in roots if (rectangle := area(r.get("ref", ""))) is not None]

    @cached_property
    def inputs(self) -> list[Cell]:
        """Give the unlocked cells of a sheet that is for filling in, without the rest of a merged range."""
        unlocked = [c for c in self.cells if not self.book.styles.look(c.style).locked]
        return [c for c in unlocked if not self.covered(c)]

    def covered(self, found: Cell) -> bool:
        """Tell whether a cell is hidden under the first cell of a merged range."""
        place = (found.row, found.column)
        return any(merge.holds(*place) and (merge.top, merge.left) != place for merge in self.merges)

    def fonts(self, found: Cell) -> Iterator[Element]:
        """Give the fonts that show in a cell: its own, and those inside its text."""
        held = child(found.element, "s:v")
        at = number((held.text or "") if held is not None and found.kind == "s" else "", -1)
        string = self.book.string_elements[at] if 0 <= at < len(self.book.string_elements) else None
        pieces = list(children(string if found.kind == "s" else child(found.element, "s:is"), "s:r"))
        own = self.book.styles.look(found.style).font
        if own is not None and (not pieces or any(child(piece, "s:rPr") is None for piece in pieces)):
            yield own
        yield from (properties for piece in pieces if (properties := child(piece, "s:rPr")) is not None)

    @property
    def used(self) -> list[Cell]:
        """Give the cells that show something."""
        return [c for c in self.cells if c.text.strip()]

    def view(self) -> Element | None:
        """Give the first view."""
        return child(child(self.root, "s:sheetViews"), "s:sheetView")

    def protected(self) -> bool:
        """Tell whether the sheet is protected."""
        return flag(child(self.root, "s:sheetProtection"), "sheet")


class Workbook:
    """The sheets, strings and styles of a workbook."""

    def __init__(self, package: Package, answers: Collection[str]) -> None:
        self.package = package
        self.answers = Answers(answers)
        self.root = package.tree(package.main)
        self.theme = Theme(package.tree(self.part("theme")))
        self.styles = CellStyles(package.tree(self.part("styles")), self.theme)
        strings = package.tree(self.part("sharedStrings"))
        self.string_elements = list(children(strings, "s:si"))
        self.strings = [rich(element) for element in self.string_elements]
        self.sheet_elements = list(children(child(self.root, "s:sheets"), "s:sheet"))
        self.sheets = list(self._sheets())
        names = children(child(self.root, "s:definedNames"), "s:definedName")
        self.names = [(e, (e.text or "").strip()) for e in names]

    def part(self, kind: str) -> str:
        """Give the name of the part of this kind."""
        return next(iter(self.package.related(self.package.main, kind)), "")

    def _sheets(self) -> Iterator[Sheet]:
        relationships = self.package.relationships(self.package.main)
        for element in self.sheet_elements:
            found = relationships.get(attribute(element, "r:id"))
            if found is not None and found.kind == "worksheet":
                yield Sheet(self, element.get("name", ""), element.get("state", ""), found.target)

    def view(self) -> Element | None:
        """Give the first window."""
        return child(child(self.root, "s:bookViews"), "s:workbookView")

    def position(self, sheet: Sheet) -> int:
        """Give a sheet's place in the workbook, from 0."""
        return [e.get("name", "") for e in self.sheet_elements].index(sheet.name)
