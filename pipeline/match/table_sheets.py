"""Tables: a sheet with one row for each submission, known by its headers. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.answers.types.registry import type_of
from pipeline.match.columns import Header, read_header
from pipeline.match.headers import fold_header, headers_of
from pipeline.match.rows import names_initiative, read_rows
from pipeline.match.sheet_grid import Grid, listed, sideways, upright
from pipeline.model import CellValue, Finding, Layout, Question, Sheet, Submission
from pipeline.ooxml.addresses import column_letters
from pipeline.similarity import likeness
from pipeline.text import fold

HEADER_WITHIN = 50
"""In how many of its first filled rows a header is looked for; further down, only where a cell names the initiative."""
_FEWEST_HEADERS = 2
_FEWEST_SIDEWAYS = 3
_NEAR = 0.8
"""How alike a header and a question are before one is suggested for the other."""
_FEWEST_HINTS = 2
_MOST_TABLES = 50
"""How many tables below each other are read on one sheet."""
_MOST_COMPARED = 200
"""How many unknown columns are compared with the questions that are missing."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet read as one or more tables of one layout."""

    layout: str
    submissions: tuple[Submission, ...]
    findings: tuple[Finding, ...]


def match_table(file: str, sheet: Sheet, layouts: Mapping[str, Layout], preferred: str | None = None) -> Table | None:
    """Read a sheet as a table; None where no row of it looks like a header of ours.

    Where it fits several layouts, the preferred one is meant; without one it is told, and not guessed.
    """
    headers = _best_headers(file, sheet, layouts)
    headers = [header for header in headers if header.layout.name == preferred] or headers
    if not headers:
        return None
    header = headers[0]
    grid = header.grid
    place = grid.place(header.row, min(grid.rows[header.row]))
    if len(headers) > 1:
        details = {"layouts": ", ".join(header.layout.name for header in headers)}
        return Table(header.layout.name, (), (Finding("table-of-several-layouts", place, details=details),))
    if not header.names_initiative:
        return Table(header.layout.name, (), (_initiative_missing(header),))
    tables = [header, *_further_headers(header)]
    findings: list[Finding] = []
    if grid.sideways:
        findings.append(Finding("table-sideways", place, details={"column": column_letters(header.row)}))
    if len(tables) > 1:
        cells = listed([grid.address(table.row, min(grid.rows[table.row])) for table in tables])
        findings.append(Finding("sheet-several-tables", place, details={"cells": cells}))
    submissions: list[Submission] = []
    for table, after in zip(tables, [*[later.row for later in tables[1:]], None], strict=True):
        rows = [row for row in sorted(grid.rows) if table.first_row <= row and (after is None or row < after)]
        rows = [row for row in rows if not _is_help(table, row)]
        findings.extend(_header_findings(table, rows))
        in_rows, about_rows = read_rows(table, rows)
        submissions.extend(in_rows)
        findings.extend(about_rows)
    return Table(header.layout.name, tuple(submissions), tuple(findings))


# --- Where the headers are ------------------------------------------------------------------------


def _best_headers(file: str, sheet: Sheet, layouts: Mapping[str, Layout]) -> list[Header]:
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
    if headers:
        return headers
    further = (row for row in rows[HEADER_WITHIN:] if _names_an_initiative(grid.rows[row].values(), layouts))
    return _best_of(grid, list(islice(further, HEADER_WITHIN)), layouts)


def _names_an_initiative(values: Iterable[CellValue], layouts: Mapping[str, Layout]) -> bool:
    return any(names_initiative(layout, value) for value in values for layout in layouts.values())


def _best_of(grid: Grid, rows: Sequence[int], layouts: Mapping[str, Layout]) -> list[Header]:
    best: list[Header] = []
    most = 0
    for row in rows:
        for layout in layouts.values():
            header = read_header(grid, row, layout)
            named = len(header.columns)
            if named >= min(_FEWEST_HEADERS, len(layout.questions)) and named > most:
                best, most = [header], named
            elif best and named == most and row == best[0].row:
                best.append(header)
    return best


def _further_headers(first: Header) -> list[Header]:
    """Return the headers of the other tables below the first: rows that name questions in other columns."""
    headers: list[Header] = []
    last = first
    for row in sorted(first.grid.rows):
        values = first.grid.rows[row]
        if row < first.first_row or not any(names_initiative(first.layout, value) for value in values.values()):
            continue
        header = read_header(first.grid, row, first.layout)
        if header.names_initiative and len(header.columns) >= _FEWEST_HEADERS and header.columns != last.columns:
            headers.append(header)
            last = header
        if len(headers) == _MOST_TABLES:
            break
    return headers


def _is_help(header: Header, row: int) -> bool:
    """Whether a column of a form that is read sideways is its help, and no submission."""
    values = header.grid.rows[row]
    if not header.grid.sideways:
        return False
    hints = [
        question
        for question in header.layout.questions
        for column in header.whole(question.name)
        if question.hint and fold(str(values.get(column, ""))) == fold(question.hint)
    ]
    return len(hints) >= _FEWEST_HINTS


# --- What is told of a header ---------------------------------------------------------------------


def _initiative_missing(header: Header) -> Finding:
    """Tell once that nothing says what the rows are about, with the column that may."""
    initiative = header.layout.initiative
    texts = list(header.unknown.values())[:_MOST_COMPARED]
    near = [(like, text) for text in texts if (like := _likeness(text, initiative)) >= _NEAR]
    place = header.grid.place(header.row, min(header.grid.rows[header.row]))
    suggestion = max(near)[1] if near else None
    return Finding("column-initiative-missing", place, question=initiative.label, suggestion=suggestion)


def _likeness(text: str, question: Question) -> float:
    return max(likeness(fold_header(text), header) for header in headers_of(question))


def _header_findings(header: Header, rows: Sequence[int]) -> Iterator[Finding]:
    """Tell of the header row, each thing once and not once a row."""
    grid = header.grid
    place = grid.place(header.row, min(grid.rows[header.row]))
    missing = [question for question in header.layout.questions if question.name not in header.columns]
    near = _near(header, missing)
    absent = [question.label for question in missing if question not in near.values()]
    if absent:
        yield Finding("column-missing", place, details={"questions": listed(absent)})
    for column, question in near.items():
        text = header.unknown[column]
        details = {"header": text, "likeness": f"{100 * _likeness(text, question):.0f}"}
        where = grid.place(header.row, column)
        yield Finding("column-nearly", where, question=question.label, suggestion=question.label, details=details)
    for question in header.layout.questions:
        columns = header.whole(question.name)
        texts = {fold_header(str(grid.rows[header.row].get(column, ""))) for column in columns}
        numbered = type_of(question).takes_several and len(texts) == len(columns)
        if len(columns) > 1 and not numbered:
            cells = ", ".join(grid.address(header.row, column) for column in columns)
            where = grid.place(header.row, columns[1])
            yield Finding("column-twice", where, question=question.label, details={"columns": cells})
    yield from _columns_not_used(header, rows, near)


def _near(header: Header, missing: Sequence[Question]) -> dict[int, Question]:
    """Return for each unknown column the missing question that it may mean, each question once."""
    pairs = [
        (like, -column, question.name)
        for column, text in list(header.unknown.items())[:_MOST_COMPARED]
        for question in missing
        if (like := _likeness(text, question)) >= _NEAR
    ]
    near: dict[int, Question] = {}
    for _, column, name in sorted(pairs, reverse=True):
        if -column not in near and name not in {question.name for question in near.values()}:
            near[-column] = header.layout.question(name)
    return dict(sorted(near.items()))


def _columns_not_used(header: Header, rows: Sequence[int], near: Mapping[int, Question]) -> Iterator[Finding]:
    grid = header.grid
    with_header = grid.rows[header.row].keys() | (grid.rows[header.row + 1].keys() if header.has_second_row else set())
    headless = sorted({column for row in rows for column in grid.rows[row]} - with_header)
    if headless:
        columns = listed([grid.column(column) for column in headless])
        yield Finding("column-without-header", grid.place(header.row, headless[0]), details={"columns": columns})
    unknown = {column: text for column, text in header.unknown.items() if column not in near}
    if unknown:
        listing = [f"{grid.address(header.row, column)} {text}" for column, text in unknown.items()]
        where = grid.place(header.row, min(unknown))
        yield Finding("column-unknown", where, details={"columns": listed(listing)})
