"""What tags do to the cells of a table: colour, width, merging; and which columns they repeat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.required_paragraphs import TOGETHER
from pipeline.render.sandbox import CLOSE, OPEN
from pipeline.render.table_grid import (
    CELL_TAG,
    COLUMNS,
    REPEATED_COLUMNS,
    ColumnRange,
    children_of,
    columns_before,
)
from pipeline.render.table_marks import CELL_COLOUR, CELL_MERGE_ACROSS, CELL_MERGE_DOWN, CELL_SPAN, span_of
from pipeline.template.blocks import Block
from pipeline.template.tags import Tag

_SPANNING = frozenset({"colspan", "hm"})


def cell_source(tag: Tag) -> str:
    """Return the source of a tag about its cell: a mark that the finished cell is made after."""
    argument = tag.body.removeprefix(tag.word).strip()
    marks = {
        "cellbg": f"({argument})|{CELL_COLOUR}",
        "colspan": f"({argument})|{CELL_SPAN}",
        "vm": f"loop.first|{CELL_MERGE_DOWN}",
        "hm": f"loop.first|{CELL_MERGE_ACROSS}(loop.length)",
    }
    return f"{OPEN}=\n{marks[tag.word]}={CLOSE}"


def keep_tables_apart(root: Element) -> None:
    """Note which tables are right after each other in the template: only those may be so in a report."""
    for table in root.iter(f"{W}tbl"):
        following = table.getnext()
        table.tail = TOGETHER if following is not None and following.tag == f"{W}tbl" else None


def note_columns(tags: Sequence[Tag], blocks: Sequence[Block], paragraph_of: Mapping[int, Element]) -> None:
    """Note in each table of which tags repeat, leave out or widen cells, which columns those are in the template."""
    tables: dict[Element, int] = {}
    for number, paragraph in paragraph_of.items():
        if tags[number].scope == "tc" or tags[number].word in _SPANNING:
            table = next(paragraph.iterancestors(f"{W}tbl"), None)
            if table is not None:
                tables.setdefault(table, number)
    if not tables:
        return
    cell_of = {
        number: next(paragraph.iterancestors(f"{W}tc"), None)
        for number, paragraph in paragraph_of.items()
        if tags[number].scope == "tc"
    }
    ends: dict[Element | None, list[Element | None]] = {}
    for block in blocks:
        if block.tags[0] in cell_of:
            ends.setdefault(cell_of[block.tags[0]], []).append(cell_of.get(block.tags[-1]))
    for table, number in tables.items():
        repeated = _joined(columns for row in children_of(table, "tr") for columns in _note_row(row, ends))
        table.set(REPEATED_COLUMNS, " ".join(map(str, repeated)))
        table.set(CELL_TAG, str(number))


def _note_row(row: Element, ends: Mapping[Element | None, Sequence[Element | None]]) -> Iterator[ColumnRange]:
    """Note the columns of each cell of a row; yield those that tags in it repeat or leave out."""
    at = columns_before(row)
    begun: list[tuple[int, Element | None]] = []
    for cell in children_of(row, "tc"):
        columns = ColumnRange(at, at + span_of(cell))
        at = columns.end
        begun += [(columns.start, end) for end in ends.get(cell, ())]
        cell.set(COLUMNS, f"{'*' if begun else ''}{columns}")
        yield from (ColumnRange(start, columns.end) for start, end in begun if end is cell)
        begun = [(start, end) for start, end in begun if end is not cell]


def _joined(ranges: Iterator[ColumnRange]) -> list[ColumnRange]:
    """Return the ranges in order, those that overlap as one."""
    joined: list[ColumnRange] = []
    for columns in sorted(set(ranges)):
        if joined and columns.overlaps(joined[-1]):
            joined[-1] = ColumnRange(joined[-1].start, max(joined[-1].end, columns.end))
        else:
            joined.append(columns)
    return joined
