"""What to tell of the headers of a table, each thing once and not once a row. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.answers.types.registry import type_of
from pipeline.match.cell_account import is_blank_value
from pipeline.match.column_meaning import is_harmless_remark
from pipeline.match.columns import Header
from pipeline.match.headers import fold_header, headers_of
from pipeline.match.sheet_grid import listed
from pipeline.model import Finding, Question
from pipeline.ooxml.addresses import LAST_COLUMN
from pipeline.similarity import likeness

_NEAR = 0.8
"""How alike a header and a question are before one is suggested for the other."""
_MOST_COMPARED = 200
"""How many unknown columns are compared with the questions that are missing."""


def initiative_missing(header: Header) -> Finding:
    """Tell once that nothing says what the rows are about: at the column that may, else where one has to come."""
    initiative = header.layout.initiative
    texts = list(header.unknown.items())[:_MOST_COMPARED]
    near = [(like, -column, text) for column, text in texts if (like := _likeness(text, initiative)) >= _NEAR]
    column = -max(near)[1] if near else max(header.grid.rows[header.row]) + 1
    suggestion = " ".join(max(near)[2].split()) if near else None
    place = header.grid.place(header.row, min(column, LAST_COLUMN))
    return Finding("column-initiative-missing", place, question=initiative.label, suggestion=suggestion)


def _likeness(text: str, question: Question) -> float:
    return max(likeness(fold_header(text), header) for header in headers_of(question))


def header_findings(header: Header, rows: Sequence[int]) -> Iterator[Finding]:
    """Tell of missing, doubtful, double and unknown columns."""
    grid = header.grid
    place = grid.place(header.row, min(grid.rows[header.row]))
    missing = [question for question in header.layout.questions if question.name not in header.columns]
    near = _near(header, missing)
    absent = [question.label for question in missing if question not in near.values()]
    if absent:
        yield Finding("column-missing", place, details={"questions": listed(absent)})
    for column, question in near.items():
        text = " ".join(header.unknown[column].split())
        details = {"header": text, "likeness": f"{100 * _likeness(text, question):.0f}"}
        where = grid.place(header.row, column)
        yield Finding("column-nearly", where, question=question.label, suggestion=question.label, details=details)
    for column, question in header.with_remark.items():
        text = " ".join(str(grid.rows[header.row].get(column, "")).split())
        if not is_harmless_remark(text):
            where = grid.place(header.row, column)
            yield Finding("column-with-remark", where, question=question.label, details={"header": text})
    for question in header.by_order:
        numbers = [column.number for column in header.columns[question.name] if column.choice]
        cells = ", ".join(grid.address(header.row, number) for number in numbers)
        details = {"columns": cells, "choices": ", ".join(question.choices)}
        yield Finding(
            "column-choices-by-order", grid.place(header.row, numbers[0]), question=question.label, details=details
        )
    yield from _columns_twice(header)
    yield from _columns_not_used(header, rows, near)


def _columns_twice(header: Header) -> Iterator[Finding]:
    grid = header.grid
    for question in header.layout.questions:
        columns = header.whole(question.name)
        texts = {fold_header(str(grid.rows[header.row].get(column, ""))) for column in columns}
        numbered = type_of(question).takes_several and len(texts) == len(columns)
        if len(columns) > 1 and not numbered:
            cells = ", ".join(grid.address(header.row, column) for column in columns)
            where = grid.place(header.row, columns[1])
            yield Finding("column-twice", where, question=question.label, details={"columns": cells})


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
    """Tell of columns without a header, and of those that belong to no question: first those that are filled in."""
    grid = header.grid
    with_header = {column for row in range(header.row, header.first_row) for column in grid.rows.get(row, ())}
    filled = {column for row in rows for column, value in grid.rows[row].items() if not is_blank_value(value)}
    headless = sorted(filled - with_header - header.answered)
    if headless:
        columns = listed([grid.address(header.row, column) for column in headless])
        yield Finding("column-without-header", grid.place(header.row, headless[0]), details={"columns": columns})
    unknown = {column: text for column, text in header.unknown.items() if column not in near}
    for code, columns_of_code in (
        ("column-unknown", [column for column in unknown if column in filled]),
        ("column-empty", [column for column in unknown if column not in filled]),
    ):
        if columns_of_code:
            listing = [f"{grid.address(header.row, column)} {unknown[column]}" for column in columns_of_code]
            where = grid.place(header.row, columns_of_code[0])
            yield Finding(code, where, details={"columns": listed(listing)})
