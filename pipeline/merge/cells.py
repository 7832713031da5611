"""What tags do to the cells of a table: colour, width, merging; and a grid that fits the cells that loops make."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.merge.dialect import CLOSE, OPEN
from pipeline.merge.tags import Element, Tag, W, mark
from pipeline.opc import SAFE_PARSER

COLOUR, SPAN = "_colour", "_span"
"""Our own filters for the values that cells take."""
# The order that the schema asks of what a cell's properties hold (CT_TcPr).
_ORDER = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection")
_NAMED = {
    "black": "000000",
    "white": "FFFFFF",
    "red": "FF0000",
    "green": "008000",
    "blue": "0000FF",
    "yellow": "FFFF00",
}
_HEX = re.compile(r"#?([0-9A-Fa-f]{6})")
MOST_COLUMNS = 63
"""Columns that a table in Word can have."""


class Codes(dict[str, str]):
    """What stands in the source for each mark; marks that no tag of the template made have names of their own."""

    def __setitem__(self, key: str | int, code: str) -> None:
        """Keep the code of a tag's mark."""
        super().__setitem__(str(key), code)

    def add(self, code: str) -> str:
        """Keep a code of our own and return the name of its mark."""
        name = f"x{len(self)}"
        self[name] = code
        return name


def mark_cell(paragraph: Element, tag: Tag, codes: Codes) -> bool:
    """Let a tag change the cell that it stands in. Returns False outside a table."""
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if cell is None:
        return False
    asked = tag.body.removeprefix(tag.word).strip()
    if tag.word == "cellbg":
        shading = _property(cell, "shd")
        shading.attrib.clear()
        shading.set(f"{W}val", "clear")
        shading.set(f"{W}color", "auto")
        shading.set(f"{W}fill", _in_attribute(codes, f"({asked})|{COLOUR}"))
    elif tag.word == "colspan":
        _property(cell, "gridSpan").set(f"{W}val", _in_attribute(codes, f"({asked})|{SPAN}"))
    elif tag.word == "vm":
        _property(cell, "vMerge").set(f"{W}val", _in_attribute(codes, '"restart" if loop.first else "continue"'))
        blocks = [child for child in cell if child.tag != f"{W}tcPr"]
        _only_first(cell, cell.index(blocks[0]), cell.index(blocks[-1]), codes)
    else:
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        own = int(span.get(f"{W}val", "1")) if span is not None else 1
        _property(cell, "gridSpan").set(f"{W}val", _in_attribute(codes, f"(loop.length * {own})|{SPAN}"))
        row = cell.getparent()
        if row is not None:
            _only_first(row, row.index(cell), row.index(cell), codes)
    return True


def _in_attribute(codes: Codes, expression: str) -> str:
    return f"\ue002{codes.add(f'{OPEN}= {expression} ={CLOSE}')}\ue003"


def _only_first(parent: Element, first: int, last: int, codes: Codes) -> None:
    """Keep what stands there in the first round of a loop only."""
    parent.insert(last + 1, mark(codes.add(f"{OPEN}% endif %{CLOSE}")))
    parent.insert(first, mark(codes.add(f"{OPEN}% if loop.first %{CLOSE}")))


def _property(cell: Element, name: str) -> Element:
    """Return a property of a cell, made in its place where it isn't there."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    found = properties.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        before = {f"{W}{one}" for one in _ORDER[: _ORDER.index(name)]}
        properties.insert(sum(1 for child in properties if child.tag in before), found)
    return found


def colour(value: object) -> str:
    """Return a colour as Word writes it. Raises ValueError for what is none."""
    text = str(value).strip()
    found = _HEX.fullmatch(text)
    if not text or text.lower() == "auto":
        return "auto"
    if found is None and text.lower() not in _NAMED:
        raise ValueError(text)
    return found[1].upper() if found else _NAMED[text.lower()]


def span(value: object) -> str:
    """Return how many columns a cell spans. Raises ValueError for what is no such number."""
    columns = int(str(value))
    if not 1 <= columns <= MOST_COLUMNS:
        raise ValueError(columns)
    return str(columns)


def fit_grids(xml: str) -> str:
    """Give every table as many columns as its rows have cells; Word calls a table without a fitting grid damaged."""
    root = etree.fromstring(xml.encode(), SAFE_PARSER)
    for table in root.iter(f"{W}tbl"):
        grid = table.find(f"{W}tblGrid")
        needed = max((_columns(row) for row in table.iterchildren(f"{W}tr")), default=0)
        columns = [] if grid is None else list(grid)
        if grid is None or not needed or needed == len(columns):
            continue
        whole = sum(int(column.get(f"{W}w", "0")) for column in columns)
        grid[:] = [etree.Element(f"{W}gridCol", {f"{W}w": str(whole // needed)}) for _ in range(needed)]
        for row in table.iterchildren(f"{W}tr"):
            for cell in row.iter(f"{W}tc"):
                width = cell.find(f"{W}tcPr/{W}tcW")
                if width is not None and width.get(f"{W}type") == "dxa":
                    width.set(f"{W}w", str(whole // needed * _span(cell)))
    return etree.tostring(root, encoding="unicode")


def _columns(row: Element) -> int:
    beside = sum(
        int(one.get(f"{W}val", "0"))
        for name in ("gridBefore", "gridAfter")
        for one in row.iterfind(f"{W}trPr/{W}{name}")
    )
    return beside + sum(_span(cell) for cell in row.iterchildren(f"{W}tc"))


def _span(cell: Element) -> int:
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if found is None else int(found.get(f"{W}val", "1"))
