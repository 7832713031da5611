"""D07-D09, D16: tables."""

import unicodedata
from collections.abc import Iterator

from document_rules.answers import excerpt
from document_rules.broken import Broken
from document_rules.markup import child, path, q
from document_rules.word_document import Story, Word, has_content, text
from document_rules.word_table import Grid, inner, is_header, looks, nested, span


def headers(word: Word) -> Iterator[Broken]:
    """D07: tables have a marked header row with text."""
    for story, table in word.tables:
        yield from (Broken("D07", story.part, problem) for problem in _header_problems(word.styles.grid(table)))


def _header_problems(grid: Grid) -> Iterator[str]:
    if not grid.rows:
        return
    about = excerpt(" ".join(text(cell) for _, cell in grid.cells[0]))
    if not is_header(grid.rows[0]):
        yield f"the first row is not marked as header row: {about}"
    if not looks(grid.table, "firstRow"):
        yield f"w:tblLook does not say that the first row is a header: {about}"
    if any(not text(cell).strip() for _, cell in grid.cells[0]):
        yield f"an empty header cell: {about}"
    if any(map(is_header, grid.rows[1:])):
        yield f"a header row further down: {about}"


def merged_cells(word: Word) -> Iterator[Broken]:
    """D08: no merged, split or nested cells."""
    for story, table in word.tables:
        if nested(table):
            yield Broken("D08", story.part, f"a table in a table: {excerpt(text(table))}")
        for _, cell in (placed for row in word.styles.grid(table).cells for placed in row):
            properties = child(cell, "w:tcPr")
            merged = any(child(properties, name) is not None for name in ("w:vMerge", "w:hMerge"))
            if merged or span(cell) > 1:
                yield Broken("D08", story.part, f"a merged cell: {excerpt(text(cell))}")


def layout_tables(word: Word) -> Iterator[Broken]:
    """D09: no layout tables, no blank rows or columns."""
    for story, table in word.tables:
        grid = word.styles.grid(table)
        columns = max([len(row) for row in grid.cells], default=0)
        if len(grid.rows) == 1 or columns == 1:
            yield Broken("D09", story.part, f"a table of {len(grid.rows)} x {columns}: {excerpt(text(table))}")
        yield from _blank(story, grid)


def _blank(story: Story, grid: Grid) -> Iterator[Broken]:
    filled: set[int] = set()
    for at, row in enumerate(grid.cells, 1):
        full = [range(column, column + span(cell)) for column, cell in row if has_content(cell)]
        filled.update(column for columns in full for column in columns)
        if not full:
            yield Broken("D09", story.part, f"row {at} is blank")
    used = {column + more for row in grid.cells for column, cell in row for more in range(span(cell))}
    for column in sorted(used - filled):
        yield Broken("D09", story.part, f"column {column + 1} is blank")


def colour_only(word: Word) -> Iterator[Broken]:
    """D16: colour is never the only sign."""
    for story, table in word.tables:
        for cell in (cell for row in inner(table, "w:tr") for cell in inner(row, "w:tc")):
            colour = word.styles.shading(path(cell, "w:tcPr", "w:shd"))
            shown = text(cell).strip()
            if colour not in ("", "FFFFFF") and not has_content(cell):
                yield Broken("D16", story.part, f"a cell says something by colour {colour} only")
            if _symbol(shown) and not word.answers.brought(shown) and next(cell.iter(q("w:sdt")), None) is None:
                yield Broken("D16", story.part, f"a cell's whole text is {shown!r}")


def _symbol(shown: str) -> bool:
    signs = [sign for sign in shown if unicodedata.category(sign) not in ("Mn", "Cf")]
    return len(signs) == 1 and unicodedata.category(signs[0])[0] in "SPC"


RULES = (headers, merged_cells, layout_tables, colour_only)
