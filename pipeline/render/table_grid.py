"""Tables as Word wants them: the colours and spans that tags ask for, and grids that fit what loops make."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.ooxml.namespaces import Element, W
from pipeline.ooxml.xml_parts import parse_xml

COLOUR, SPAN = "_colour", "_span"
"""Our own filters for the values that cells take."""
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


def colour(value: object) -> str:
    """Return a colour as Word writes it. Raises ValueError for what is none."""
    text = str(value).strip()
    hexadecimal = _HEX.fullmatch(text)
    if not text or text.lower() == "auto":
        return "auto"
    if hexadecimal:
        return hexadecimal[1].upper()
    if text.lower() not in _NAMED:
        raise ValueError(text)
    return _NAMED[text.lower()]


def span(value: object) -> str:
    """Return how many columns a cell spans. Raises ValueError for what is no such number."""
    columns = int(str(value))
    if not 1 <= columns <= MOST_COLUMNS:
        raise ValueError(columns)
    return str(columns)


def fit_grids(xml: str) -> str:
    """Give every table as many columns as its rows have cells; Word calls a table without a fitting grid damaged."""
    root = parse_xml(xml.encode())
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
        int(skipped.get(f"{W}val", "0"))
        for name in ("gridBefore", "gridAfter")
        for skipped in row.iterfind(f"{W}trPr/{W}{name}")
    )
    return beside + sum(_span(cell) for cell in row.iterchildren(f"{W}tc"))


def _span(cell: Element) -> int:
    columns = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if columns is None else int(columns.get(f"{W}val", "1"))
