"""What tags do to the cells of a table: colour, width, merging."""

from __future__ import annotations

from lxml import etree

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.sandbox import CLOSE, OPEN
from pipeline.render.table_grid import COLOUR, SPAN
from pipeline.template.tags import Tag, mark

# The order that the schema asks of what a cell's properties hold (CT_TcPr).
_ORDER = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection")


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
