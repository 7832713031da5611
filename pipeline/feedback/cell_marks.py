"""Cells marked by their fill, and the styles for it.

The fill that a cell had is kept inside the mark: a solid fill shows only its foreground, so its background is free to
remember the colour that was there. So a mark can be taken away again, however much was edited meanwhile. LibreOffice
forgets that colour: a cell that had one is without it after its mark is taken away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from functools import cache

from lxml import etree

from pipeline.feedback.sheet_xml import insert_before
from pipeline.feedback.workbook_part import Book
from pipeline.ooxml.addresses import parse_cell, parse_range
from pipeline.ooxml.editable_package import EditablePackage
from pipeline.ooxml.namespaces import DRAWING_URI, SHEET_URI, Element, S

LIGHT, DARK = "FFFFE59A", "FF6B3A05"
"""The two marks, as ARGB: amber under dark text, brown under light text. Nobody's palette has just these."""
_INK = "FF1D2735"
"""Our text on a mark where a table makes it light: a table's style can't be seen in every program."""
_NONE = {"indexed": "64"}
"""How Excel writes a colour that was never chosen."""
_FORGOTTEN = ({"rgb": "FFFFFF99"}, {"rgb": "FF333300"})
"""What LibreOffice puts in the place of what a mark remembers: the nearest colour of its old palette."""
_BLACK = (0, 0, 0)
_EMPTY_STYLES = (
    f'<styleSheet xmlns="{SHEET_URI}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf xfId="0"/></cellXfs></styleSheet>'
).encode()
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_LIGHT_HEADERS = re.compile(r"TableStyle(Medium([1-9]|1\d|2[01])|Light([89]|1[0-4])|Dark\d+)")
"""Excel's own table styles with white words above the columns."""
_A = f"{{{DRAWING_URI}}}"
_LINEAR_UP_TO = 0.04045
"""Below it, a part of a colour and its light are proportional."""
_THEME_ORDER = "lt1 dk1 lt2 dk2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink"


class Marks:
    """The styles of a workbook, and a marked style for each that is asked for."""

    def __init__(self, package: EditablePackage, book: Book) -> None:
        """Find the styles, or make them where a workbook has none."""
        part = next(iter(package.related(book.part, "styles").values()), "")
        if part not in package.parts:
            part = package.free_name("xl/styles{}.xml")
            package.add(part, _EMPTY_STYLES, _STYLES_TYPE)
            package.relate(book.part, "styles", part)
        self.root = package.tree(part)
        theme = next(iter(package.related(book.part, "theme").values()), "")
        self._theme = list(_theme_colours(package.look(theme))) if theme in package.parts else []
        self._marked_styles: dict[tuple[int, bool], int] = {}

    def marked_style(self, style: int, *, light_text: bool = False) -> int:
        """Return the style that is this one with a mark; `light_text` where a table makes its text light."""
        if (style, light_text) not in self._marked_styles:
            xf = deepcopy(self._of("cellXfs", style))
            fill = self._fill(int(xf.get("fillId", "0")), LIGHT)
            font = int(xf.get("fontId", "0"))
            text = self._text_colour(font)
            if light_text and font == 0:
                xf.set("fontId", str(self.append("fonts", self._dark_font())))
                xf.set("applyFont", "1")
            elif _contrast(text, _rgb(DARK)) > _contrast(text, _rgb(LIGHT)):
                fill = self._fill(int(xf.get("fillId", "0")), DARK)
            xf.set("fillId", str(self.append("fills", fill)))
            xf.set("applyFill", "1")
            self._marked_styles[style, light_text] = self.append("cellXfs", xf)
        return self._marked_styles[style, light_text]

    def _dark_font(self) -> Element:
        """Return the plain font in a colour of its own, which a table's style does not change."""
        font = deepcopy(self._of("fonts", 0))
        colour = font.find(f"{S}color")
        if colour is None:
            colour = etree.Element(f"{S}color")
            insert_before(font, colour, "name family charset scheme")
        colour.attrib.clear()
        colour.set("rgb", _INK)
        return font

    def append(self, pool: str, element: Element) -> int:
        """Add a font, fill, border or style; return its number."""
        holder = self._pool(pool)
        holder.append(element)
        holder.set("count", str(len(holder)))
        return len(holder) - 1

    def remove(self) -> None:
        """Give every marked style the fill and the font that it had."""
        for font in self._pool("fonts"):
            colour = font.find(f"{S}color")
            if colour is not None and colour.get("rgb") == _INK:
                font[:] = [deepcopy(child) for child in self._of("fonts", 0)]
        for fill in self._pool("fills"):
            colour, under = fill.find(f".//{S}fgColor"), fill.find(f".//{S}bgColor")
            if colour is None or colour.get("rgb") not in (LIGHT, DARK):
                continue
            had = _colour(under)
            had = _NONE if had in _FORGOTTEN else had
            fill[:] = [_solid(had, _NONE)] if had != _NONE else [_no_fill()]

    def _pool(self, name: str) -> Element:
        pool = self.root.find(f"{S}{name}")
        if pool is None:
            raise KeyError(name)
        return pool

    def _of(self, pool: str, number: int) -> Element:
        return self._pool(pool)[number]

    def _fill(self, had: int, colour: str) -> Element:
        pattern = self._of("fills", had).find(f"{S}patternFill")
        under = pattern.find(f"{S}fgColor") if pattern is not None and pattern.get("patternType") == "solid" else None
        fill = etree.Element(f"{S}fill")
        fill.append(_solid({"rgb": colour}, _colour(under)))
        return fill

    def _text_colour(self, font: int) -> tuple[int, int, int]:
        from openpyxl.styles.colors import COLOR_INDEX

        colour = self._of("fonts", font).find(f"{S}color")
        if colour is None:
            return _BLACK
        indexed, theme = int(colour.get("indexed", "-1")), int(colour.get("theme", "-1"))
        rgb = colour.get("rgb") or (COLOR_INDEX[indexed] if 0 <= indexed < len(COLOR_INDEX) else "")
        base = _rgb(rgb) if rgb else self._theme[theme] if 0 <= theme < len(self._theme) else _BLACK
        tint = float(colour.get("tint", "0"))
        toward = 255 if tint > 0 else 0
        red, green, blue = (round(part + (toward - part) * min(abs(tint), 1)) for part in base)
        return red, green, blue


def _solid(front: Mapping[str, str], back: Mapping[str, str]) -> Element:
    pattern = etree.Element(f"{S}patternFill", patternType="solid")
    etree.SubElement(pattern, f"{S}fgColor", dict(front))
    etree.SubElement(pattern, f"{S}bgColor", dict(back))
    return pattern


def _colour(element: Element | None) -> dict[str, str]:
    """Return a colour as its attributes; that of no colour where there is no element."""
    return {str(name): str(value) for name, value in element.items()} if element is not None else dict(_NONE)


def _no_fill() -> Element:
    return etree.Element(f"{S}patternFill", patternType="none")


def _theme_colours(root: Element) -> Iterator[tuple[int, int, int]]:
    scheme = root.find(f".//{_A}clrScheme")
    for name in _THEME_ORDER.split() if scheme is not None else ():
        colour = scheme.find(f"{_A}{name}") if scheme is not None else None
        if colour is None or not len(colour):
            yield _BLACK
        else:
            yield _rgb(colour[0].get("lastClr") or colour[0].get("val") or "")


def _rgb(text: str) -> tuple[int, int, int]:
    digits = text[-6:]
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", digits):
        return _BLACK
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def _contrast(colour: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    light, dark = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _linear(part: float) -> float:
    """Return the light that a part of a colour gives, both 0 to 1 (sRGB, IEC 61966-2-1)."""
    return part / 12.92 if part <= _LINEAR_UP_TO else ((part + 0.055) / 1.055) ** 2.4


@cache
def _luminance(colour: tuple[int, int, int]) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# --- Cells ----------------------------------------------------------------------------------------


def mark_cells(package: EditablePackage, part: str, marks: Marks, cells: Iterable[str]) -> None:
    """Mark cells of a sheet; an empty cell that the file does not have is added, with the style it would have had."""
    root = package.tree(part)
    rows = root.find(f"{S}sheetData")
    if rows is None:
        return
    numbered = dict(_numbered(rows, _row_number))
    light = set(_light_headers(package, part))
    for address in sorted(cells, key=parse_cell):
        row, column = parse_cell(address)
        if row not in numbered:
            numbered[row] = etree.Element(f"{S}row", r=str(row))
            _insert(rows, numbered[row], row, _row_number)
        line = numbered[row]
        existing = dict(_numbered(line, _column_number))
        if column not in existing:
            existing[column] = etree.Element(f"{S}c", r=address, s=str(_style_of_empty_cell(root, line, column)))
            _insert(line, existing[column], column, _column_number)
            line.attrib.pop("spans", "")
            for extent in root.findall(f"{S}dimension"):
                root.remove(extent)  # it is only a hint, and may be too small now
        cell = existing[column]
        style = marks.marked_style(int(cell.get("s", "0")), light_text=(row, column) in light)
        cell.set("s", str(style))


def _row_number(row: Element) -> int | None:
    return int(row.get("r", "0")) or None


def _column_number(cell: Element) -> int | None:
    return parse_cell(cell.get("r", "")).column if cell.get("r") else None


def _numbered(holder: Element, number: Callable[[Element], int | None]) -> Iterator[tuple[int, Element]]:
    """Yield rows or cells with their number; where a number is missing it is the next one."""
    last = 0
    for element in holder.iterchildren(etree.Element):
        last = number(element) or last + 1
        yield last, element


def _insert(holder: Element, new: Element, at: int, number: Callable[[Element], int | None]) -> None:
    for other, element in _numbered(holder, number):
        if other > at:
            element.addprevious(new)
            return
    holder.append(new)


def _style_of_empty_cell(root: Element, row: Element, column: int) -> int:
    """Return the style that an empty cell has from its row or its column."""
    if row.get("customFormat") in ("1", "true"):
        return int(row.get("s", "0"))
    for columns in root.iterfind(f"{S}cols/{S}col"):
        if int(columns.get("min", "0")) <= column <= int(columns.get("max", "0")):
            return int(columns.get("style", "0"))
    return 0


def _light_headers(package: EditablePackage, part: str) -> Iterator[tuple[int, int]]:
    """Yield the cells above the columns of tables whose style makes them light on dark."""
    for name in package.related(part, "table").values():
        table = package.look(name)
        style = table.find(f"{S}tableStyleInfo")
        cells = parse_range(table.get("ref", "A1"))
        light = style is not None and _LIGHT_HEADERS.fullmatch(style.get("name", ""))
        if cells and light and table.get("headerRowCount") != "0":
            yield from ((cells.first_row, column) for column in range(cells.first_column, cells.last_column + 1))
