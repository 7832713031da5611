"""What tags ask of the cell that they are in: said by a mark in the rendered cell, for only then it is known."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree
from markupsafe import Markup

from pipeline.ooxml.namespaces import Element, W

CELL_COLOUR, CELL_SPAN, CELL_MERGE_DOWN, CELL_MERGE_ACROSS = "_cell_colour", "_cell_span", "_cell_down", "_cell_across"
"""Our own filters that write the marks."""
GIVEN_SPAN = "given-span"
"""The attribute of a cell that a tag gave its number of columns."""
MOST_COLUMNS = 63
"""Columns that a table in Word can have."""
_MARK = "cell-mark"
_NAMED = {
    "black": "000000",
    "white": "FFFFFF",
    "red": "FF0000",
    "green": "008000",
    "blue": "0000FF",
    "yellow": "FFFF00",
}
_HEX = re.compile(r"#?([0-9A-Fa-f]{6})")
# The order that the schema asks of what a cell's properties hold (CT_TcPr).
_ORDER = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection")


# --- Marks that filters write ---------------------------------------------------------------------


def colour_mark(value: object) -> Markup:
    """Return the mark of a cell's colour. Raises ValueError for what is none."""
    return _mark("colour", _colour(value))


def span_mark(value: object) -> Markup:
    """Return the mark of how many columns a cell spans. Raises ValueError for what is no such number."""
    columns = int(str(value))
    if not 1 <= columns <= MOST_COLUMNS:
        raise ValueError(columns)
    return _mark("span", columns)


def merge_down_mark(is_first: object) -> Markup:
    """Return the mark of a cell that is one with those above it in its loop; `is_first` where it is the first."""
    return _mark("down", "restart" if is_first else "continue")


def merge_across_mark(is_first: object, rounds: object) -> Markup:
    """Return the mark of a cell that is one with those of the other rounds of its loop."""
    return _mark("across", rounds if is_first else 0)


def _mark(name: str, value: object) -> Markup:
    return Markup(f'<{_MARK} {name}="{{}}"/>').format(value)  # noqa: S704 - the name is ours, the value is escaped


def _colour(value: object) -> str:
    text = str(value).strip()
    hexadecimal = _HEX.fullmatch(text)
    if not text or text.lower() == "auto":
        return "auto"
    if hexadecimal:
        return hexadecimal[1].upper()
    if text.lower() not in _NAMED:
        raise ValueError(text)
    return _NAMED[text.lower()]


FILTERS: dict[str, Callable[..., Markup]] = {
    CELL_COLOUR: colour_mark,
    CELL_SPAN: span_mark,
    CELL_MERGE_DOWN: merge_down_mark,
    CELL_MERGE_ACROSS: merge_across_mark,
}
"""The filters that write marks, by the names that compiled tags have for them."""


# --- What is done with them -----------------------------------------------------------------------


def apply_marks(root: Element) -> None:
    """Let every cell be as the marks in it say: of several of one kind, the last."""
    for mark in list(root.iter(_MARK)):
        cell = next(mark.iterancestors(f"{W}tc"), None)
        if cell is not None:
            _apply(cell, mark)
        parent = mark.getparent()
        if parent is not None:
            etree.strip_elements(parent, _MARK, with_tail=False)


def _apply(cell: Element, mark: Element) -> None:
    if colour := mark.get("colour"):
        shading = _property(cell, "shd")
        shading.attrib.clear()
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
            shading.set(f"{W}{name}", value)
    if columns := mark.get("span"):
        _set_span(cell, int(columns))
    if merge := mark.get("down"):
        _property(cell, "vMerge").set(f"{W}val", merge)
        if merge == "continue":
            cell[:] = [*cell.findall(f"{W}tcPr"), etree.Element(f"{W}p")]
    if rounds := mark.get("across"):
        row = cell.getparent()
        if rounds != "0":
            _set_span(cell, int(rounds) * span_of(cell))
        elif row is not None:
            row.remove(cell)


def span_of(cell: Element) -> int:
    """Return how many columns a cell spans."""
    columns = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if columns is None else max(number_in(columns, "val"), 1)


def number_in(element: Element, attribute: str) -> int:
    """Return the whole number that an attribute holds; 0 where it holds none."""
    text = element.get(f"{W}{attribute}", "")
    return int(text) if text.isdecimal() else 0


def set_span(cell: Element, columns: int) -> None:
    """Let a cell span this many columns."""
    if columns != span_of(cell):
        _property(cell, "gridSpan").set(f"{W}val", str(columns))


def _set_span(cell: Element, columns: int) -> None:
    _property(cell, "gridSpan").set(f"{W}val", str(columns))
    cell.set(GIVEN_SPAN, "")


def _property(cell: Element, name: str) -> Element:
    """Return a property of a cell, added in its place where it is missing."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    element = properties.find(f"{W}{name}")
    if element is None:
        element = etree.Element(f"{W}{name}")
        before = {f"{W}{earlier}" for earlier in _ORDER[: _ORDER.index(name)]}
        properties.insert(sum(1 for child in properties if child.tag in before), element)
    return element
