"""Cells merged down, of which the first row may be left out of a report: what is in them goes on to the next row."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.sandbox import CLOSE, MERGE, OPEN, WRITER
from pipeline.render.table_grid import REPEATED_COLUMNS, children_of, columns_before
from pipeline.render.table_marks import span_of
from pipeline.template.blocks import Blocks
from pipeline.template.markers import attribute_marker, marker, marker_name
from pipeline.template.open_blocks import BlockTags, Context, block_tags, shared_context, with_contexts
from pipeline.template.template_part import TemplatePart

_MERGE = f"{W}tcPr/{W}vMerge"


@dataclass(slots=True)
class _MergedCell:
    """A cell of one column, with the blocks that its row is in."""

    element: Element
    context: Context
    merge: str
    """restart, continue, or nothing where the cell is not merged."""
    first: _MergedCell | None = None
    """The cell that it is merged with, where it goes on."""


@dataclass(slots=True)
class _Column:
    """The cells of a table that begin at the same column."""

    name: str
    cells: list[_MergedCell] = field(default_factory=list)


def keep_merged_cells(root: Element, part: TemplatePart, blocks: Blocks) -> set[Element]:
    """Let a cell that goes on with a merge begin it, with what is in the first cell, where a report leaves that out.

    Returns the elements that may be in a report more than once by that.
    """
    tables = {table for merge in root.iter(f"{W}vMerge") for table in [next(merge.iterancestors(f"{W}tbl"), None)]}
    if not tables:
        return set()
    contexts = {element: context for element, context in with_contexts(root, part) if element.tag == f"{W}tr"}
    tags = block_tags(root, blocks)
    repeated: set[Element] = set()
    for number, table in enumerate(table for table in root.iter(f"{W}tbl") if table in tables):
        if table.get(REPEATED_COLUMNS):
            continue  # which column a cell is in is known only in the report
        for column in _columns(table, number, contexts):
            if any(_may_lose_first(cell) for cell in column.cells):
                repeated.update(_keep(column, table, part, tags))
    return repeated


def _columns(table: Element, number: int, contexts: Mapping[Element, Context]) -> Iterable[_Column]:
    """Return the columns of a table, each cell with the first that it is merged with."""
    columns: dict[int, _Column] = {}
    for row in children_of(table, "tr"):
        at = columns_before(row)
        for element in children_of(row, "tc"):
            column = columns.setdefault(at, _Column(f"{number}-{at}"))
            merge = element.find(_MERGE)
            setting = "" if merge is None else merge.get(f"{W}val", "continue")
            begun = [cell for cell in column.cells if cell.merge == "restart"]
            first = begun[-1] if begun and setting == "continue" else None
            column.cells.append(_MergedCell(element, contexts[row], setting, first))
            at += span_of(element)
    return columns.values()


def _may_lose_first(cell: _MergedCell) -> bool:
    """Whether a report may have a cell that goes on, and not the one that it goes on with."""
    if cell.merge != "continue":
        return False
    return cell.first is None or shared_context([cell.first.context, cell.context]) != cell.first.context


def _keep(column: _Column, table: Element, part: TemplatePart, tags: Mapping[int, BlockTags]) -> Iterator[Element]:
    """Let the cells of a column ask, when they are rendered, whether they are the first."""
    ending = marker(_add(part, f"{OPEN}= {WRITER}|{MERGE}('end', '{column.name}') ={CLOSE}"))
    grid = table.find(f"{W}tblGrid")
    if grid is None:
        table.insert(0, ending)
    else:
        grid.addnext(ending)
    for cell in column.cells:
        merge = cell.element.find(_MERGE)
        if merge is None:
            cell.element.append(copy.copy(ending))
            continue
        step = "begin" if cell.merge == "restart" else "go_on"
        source = f"{OPEN}= {WRITER}|{MERGE}('{step}', '{column.name}') ={CLOSE}"
        merge.set(f"{W}val", attribute_marker(_add(part, source)))
        if _may_lose_first(cell):
            yield from _show_first(cell, column, part)
            _end_before_first(cell, ending, tags)


def _add(part: TemplatePart, source: str) -> str:
    return part.sources.add(source)


def _show_first(cell: _MergedCell, column: _Column, part: TemplatePart) -> Iterator[Element]:
    """Let a cell show what is in the first one, where it comes in its place; yield what is there twice by that."""
    if cell.first is None:
        return
    content = [child for child in cell.first.element if child.tag != f"{W}tcPr"]
    if _needs_its_blocks(cell, content, part):
        return
    own = [child for child in cell.element if child.tag != f"{W}tcPr"]
    copies = [copy.deepcopy(child) for child in content]
    condition = f"{OPEN}% if {WRITER}|{MERGE}('is_first', '{column.name}') %{CLOSE}"
    cell.element[:] = [
        *cell.element.findall(f"{W}tcPr"),
        marker(_add(part, condition)),
        *copies,
        marker(_add(part, f"{OPEN}% else %{CLOSE}")),
        *own,
        marker(_add(part, f"{OPEN}% endif %{CLOSE}")),
    ]
    for child in (*content, *copies):
        yield from child.iter()


def _needs_its_blocks(cell: _MergedCell, content: Sequence[Element], part: TemplatePart) -> bool:
    """Whether the first cell has tags, and is in a loop that the other is not in: they may need a name of that loop."""
    if cell.first is None:
        return False
    beyond = cell.first.context[len(shared_context([cell.first.context, cell.context])) :]
    has_tags = any(marker_name(element) for child in content for element in child.iter())
    return has_tags and any(part.tags[block.opening].word != "if" for block in beyond)


def _end_before_first(cell: _MergedCell, ending: Element, tags: Mapping[int, BlockTags]) -> None:
    """Let what is merged end before the block that may leave out the first cell, in every round of a loop."""
    if cell.first is None:
        return
    shared = len(shared_context([cell.first.context, cell.context]))
    block = tags.get(cell.first.context[shared].opening)
    if block is not None and block.opening.getparent() is not None:
        block.opening.addprevious(copy.copy(ending))
