"""Where the headers of a sheet are: in which row, or below each other, and in one row or two. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from pipeline.match.columns import Header, read_header
from pipeline.match.headers import header_matcher
from pipeline.match.sheet_grid import Grid, sideways, upright
from pipeline.model import Layout, Sheet

HEADER_WITHIN = 50
"""In how many of its first filled rows a header is looked for; further down, only where a cell names the initiative."""
_FEWEST_HEADERS = 2
_FEWEST_SIDEWAYS = 3
_MOST_TABLES = 50
"""How many tables below each other are read on one sheet."""


def best_headers(file: str, sheet: Sheet, layouts: Mapping[str, Layout]) -> list[Header]:
    """Return the header upright, else sideways where that names more; several where layouts tie."""
    upright_headers = _find_headers(upright(file, sheet), layouts)
    if any(header.names_initiative for header in upright_headers):
        return upright_headers
    turned = [
        header
        for header in _find_headers(sideways(file, sheet), layouts)
        if header.names_initiative and len(header.columns) >= min(_FEWEST_SIDEWAYS, len(header.layout.questions))
    ]
    return turned or upright_headers


def _find_headers(grid: Grid, layouts: Mapping[str, Layout]) -> list[Header]:
    """Return the first row that names the most questions, two at least; more than once where several layouts tie."""
    rows = sorted(grid.rows)
    headers = _best_of(grid, rows[:HEADER_WITHIN], layouts)
    if not headers:
        matchers = [header_matcher(layout.initiative) for layout in layouts.values()]
        further = (
            row
            for row in rows[HEADER_WITHIN:]
            if any(matcher.matches(value) for value in grid.rows[row].values() for matcher in matchers)
        )
        headers = _best_of(grid, list(islice(further, HEADER_WITHIN)), layouts)
    return [_with_second_row(header) for header in headers]


def _best_of(grid: Grid, rows: Sequence[int], layouts: Mapping[str, Layout]) -> list[Header]:
    best: list[Header] = []
    most = 0
    single: dict[tuple[int, str], Header] = {}
    for row in rows:
        for layout in layouts.values():
            header = read_header(grid, row, layout)
            named = len(header.columns)
            if named:
                single[row, layout.name] = header
            if named >= _fewest(layout) and named > most:
                best, most = [header], named
            elif best and named == most and row == best[0].row:
                best.append(header)
    if best:
        return best
    paired = (
        read_header(grid, row, header.layout, two_rows=True)
        for (row, layout), header in single.items()
        if (row + 1, layout) in single
    )
    return [header for header in paired if len(header.columns) >= _fewest(header.layout)][:1]


def _fewest(layout: Layout) -> int:
    return min(_FEWEST_HEADERS, len(layout.questions))


def _with_second_row(header: Header) -> Header:
    """Return the header read together with the row above or below it, where that says more of its columns."""
    best = header
    grid = header.grid
    for row in (header.row - 1, header.row):
        if row in grid.rows and row + 1 in grid.rows and not header.rows_below:
            together = read_header(grid, row, header.layout, two_rows=True)
            if together.size > best.size:
                best = together
    return best


def further_headers(first: Header) -> list[Header]:
    """Return the headers of the other tables below the first: rows that name questions in other columns."""
    headers: list[Header] = []
    last = first
    matches = header_matcher(first.layout.initiative).matches
    for row in sorted(first.grid.rows):
        values = first.grid.rows[row]
        if row < first.first_row or not any(map(matches, values.values())):
            continue
        header = read_header(first.grid, row, first.layout)
        if header.names_initiative and len(header.columns) >= _FEWEST_HEADERS and header.columns != last.columns:
            headers.append(header)
            last = header
        if len(headers) == _MOST_TABLES:
            break
    return headers
