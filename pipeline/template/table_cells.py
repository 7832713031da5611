"""What tags do to the cells of a table: colour, width, merging."""

from __future__ import annotations

from lxml import etree

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.sandbox import CLOSE, OPEN
from pipeline.render.table_grid import COLOUR, SPAN
from pipeline.template.markers import MarkerSources, marker
from pipeline.template.tags import Tag

# The order that the schema asks of what a cell's properties hold (CT_TcPr).
_ORDER = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection")


def mark_cell(paragraph: Element, tag: Tag, sources: MarkerSources) -> bool:
    """Let a tag change the cell that it is in. Returns False outside a table."""
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if cell is None:
        return False
    argument = tag.body.removeprefix(tag.word).strip()
    if tag.word == "cellbg":
        _set_colour(cell, sources.add_in_attribute(f"({argument})|{COLOUR}"))
    elif tag.word == "colspan":
        _property(cell, "gridSpan").set(f"{W}val", sources.add_in_attribute(f"({argument})|{SPAN}"))
    elif tag.word == "vm":
        _merge_down(cell, sources)
    else:
        _merge_across(cell, sources)
    return True


def _set_colour(cell: Element, colour: str) -> None:
    shading = _property(cell, "shd")
    shading.attrib.clear()
    shading.set(f"{W}val", "clear")
    shading.set(f"{W}color", "auto")
    shading.set(f"{W}fill", colour)


def _merge_down(cell: Element, sources: MarkerSources) -> None:
    """Let the cells of a loop over rows be one."""
    merge = sources.add_in_attribute('"restart" if loop.first else "continue"')
    _property(cell, "vMerge").set(f"{W}val", merge)
    blocks = [child for child in cell if child.tag != f"{W}tcPr"]
    _only_in_first_round(cell, cell.index(blocks[0]), cell.index(blocks[-1]), sources)


def _merge_across(cell: Element, sources: MarkerSources) -> None:
    """Let the cells of a loop over columns be one."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    columns = int(span.get(f"{W}val", "1")) if span is not None else 1
    _property(cell, "gridSpan").set(f"{W}val", sources.add_in_attribute(f"(loop.length * {columns})|{SPAN}"))
    row = cell.getparent()
    if row is not None:
        _only_in_first_round(row, row.index(cell), row.index(cell), sources)


def _only_in_first_round(parent: Element, first: int, last: int, sources: MarkerSources) -> None:
    """Keep the children from the first to the last of these places in the first round of a loop only."""
    parent.insert(last + 1, marker(sources.add(f"{OPEN}% endif %{CLOSE}")))
    parent.insert(first, marker(sources.add(f"{OPEN}% if loop.first %{CLOSE}")))


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
