"""Cells of a sheet as people write them: `A1, C3:C9`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.ooxml.addresses import cell_address

_MOST_SHOWN = 20


def cell_ranges(cells: Mapping[int, Iterable[int]], most: int = _MOST_SHOWN) -> str:
    """Return the cells of these rows and columns as ranges: runs within a row, and such runs below each other."""
    blocks: list[tuple[int, int, int, int]] = []
    open_blocks: dict[tuple[int, int], int] = {}
    last_row = 0
    for row in sorted(cells):
        runs = _runs(sorted(cells[row]))
        kept: dict[tuple[int, int], int] = {}
        for run in runs:
            above = open_blocks.get(run) if row == last_row + 1 else None
            if above is None:
                kept[run] = len(blocks)
                blocks.append((row, run[0], row, run[1]))
            else:
                kept[run] = above
                blocks[above] = (*blocks[above][:2], row, run[1])
        open_blocks, last_row = kept, row
    shown = [_range(block) for block in blocks[:most]]
    return ", ".join([*shown, *(["…"] if len(blocks) > most else [])])


def _runs(columns: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column in columns:
        if runs and column == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs


def _range(block: tuple[int, int, int, int]) -> str:
    first, last = cell_address(*block[:2]), cell_address(*block[2:])
    return first if first == last else f"{first}:{last}"
