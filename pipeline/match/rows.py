"""The rows below a header: which are submissions, and which are totals, notes or the header again. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from pipeline.locale_data import NO_NAME, NOT_APPLICABLE
from pipeline.match.columns import Header
from pipeline.match.headers import fold_header, headers_of
from pipeline.match.sheet_grid import listed
from pipeline.match.tick_boxes import ticked
from pipeline.match.timestamps import moment_of, month_comes_first
from pipeline.model import Cell, CellValue, Finding, Layout, Place, Question, Respondent, Submission
from pipeline.text import cut, fold

_TOTAL = re.compile(
    r"((algemeen |sub|eind)?(totaal|totalen)|som|(grand )?totals?|sum|aantal|gemiddelde|gem|average|count)"
    r"( aantal)?( (inzendingen|antwoorden|deelnemers|initiatieven|rijen|responses|rows))?[ .:=\d]*"
)
_NOTE = re.compile(r"(\*|(nota|noot|opmerking|opm|bron|nb|n\.b|let op|note|legende|toelichting|stand op)\b).*")
_AMOUNT = re.compile(r"[€\s]*[+-]?\d[\d.,\s]*[€%\s]*")
_LONGEST_NAME = 100
"""Characters; a text alone below a table that is longer is a note and no name."""
_FEWEST_AGAIN = 2


def read_rows(header: Header, rows: Sequence[int]) -> tuple[list[Submission], list[Finding]]:
    """Read the rows of one table, and tell of each that is no submission why it is none."""
    grid = header.grid
    name_columns = header.whole(header.layout.initiative.name)
    answered = {column.number for columns in header.columns.values() for column in columns}
    named = [row for row in rows if _first(grid.rows[row], name_columns) is not None]
    last = max((row for row in named if not _is_total(grid.rows[row])), default=0)
    months_first = _months_first(header, rows)
    submissions: list[Submission] = []
    findings: list[Finding] = []
    used: list[int] = []
    for row in rows:
        values = grid.rows[row]
        code = _why_no_submission(header, row, last, name_columns)
        if code is None and not _filled(values, answered):
            continue
        if code is None:
            submissions.append(_submission(header, row, values, months_first))
            used.append(row)
        elif code:
            shown = next((value for value in values.values() if isinstance(value, str) and value.strip()), None)
            finding = Finding(code, grid.place(row, min(values)), value=_short(shown))
            findings.append(finding)
    return submissions, [*_moment_findings(header, used, months_first), *findings]


def _why_no_submission(header: Header, row: int, last: int, name_columns: Sequence[int]) -> str | None:
    """Return the code that says why a row is no submission; None where it may be one."""
    values = header.grid.rows[row]
    if _is_header_again(header, row):
        return "row-is-header"
    if _is_total(values) or (row > last and _only_numbers(values)):
        return "row-is-total"
    if row >= last and _is_note(header, row, last, name_columns):
        return "row-is-note"
    if _is_unfinished(header, values):
        return "row-unfinished"
    return None


def _filled(values: Mapping[int, CellValue], columns: set[int]) -> bool:
    return any(not _is_blank(values[column]) for column in columns & values.keys())


def _is_blank(value: CellValue) -> bool:
    return isinstance(value, str) and not value.strip()


def _first(values: Mapping[int, CellValue], columns: Sequence[int]) -> CellValue | None:
    return next((values[column] for column in columns if column in values and not _is_blank(values[column])), None)


def _short(text: str | None) -> str | None:
    line = " ".join(text.split()) if text else None
    return line and cut(line, _LONGEST_NAME)


# --- Rows that are no submission ------------------------------------------------------------------


def _is_header_again(header: Header, row: int) -> bool:
    """Whether a row repeats the header, as where two exports were pasted under each other."""
    again = header.grid.rows[row]
    names_it = [again[column] for column in header.whole(header.layout.initiative.name) if column in again]
    if not names_it or any(not names_initiative(header.layout, value) for value in names_it):
        return False
    first = header.grid.rows[header.row]
    same = [column for column, value in again.items() if fold_header(str(value)) == fold_header(str(first.get(column)))]
    return len(same) >= _FEWEST_AGAIN


def names_initiative(layout: Layout, value: CellValue) -> bool:
    """Whether a cell says, as a header, that initiatives stand below it."""
    return (
        isinstance(value, str)
        and len(value) <= _LONGEST_NAME
        and _folded(value) in _headers_of_initiative(layout.initiative)
    )


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold_header(text)


@lru_cache(maxsize=64)
def _headers_of_initiative(initiative: Question) -> frozenset[str]:
    return frozenset(headers_of(initiative))


def _is_total(values: Mapping[int, CellValue]) -> bool:
    """Whether a row begins with a word such as `Totaal` and holds nothing else but numbers and formulas."""
    texts = [str(value) for _, value in sorted(values.items()) if isinstance(value, str) and not _is_amount(value)]
    return len(texts) == 1 and len(texts[0]) <= _LONGEST_NAME and bool(_TOTAL.fullmatch(fold(texts[0])))


def _only_numbers(values: Mapping[int, CellValue]) -> bool:
    return not any(
        isinstance(value, datetime) or (isinstance(value, str) and not _is_amount(value)) for value in values.values()
    )


def _is_amount(text: str) -> bool:
    """Whether a text is empty or a number, as all numbers of a text file are texts."""
    return not text.strip() or _AMOUNT.fullmatch(text[:_LONGEST_NAME].strip()) is not None


def _is_note(header: Header, row: int, last: int, name_columns: Sequence[int]) -> bool:
    """Whether a row at the end of a table is one text that stands by itself, and no answer of a submission."""
    values = header.grid.rows[row]
    filled = [(column, value) for column, value in values.items() if not _is_blank(value)]
    if len(filled) != 1 or not isinstance(filled[0][1], str):
        return False
    column, text = filled[0]
    if column not in name_columns:
        return row > last
    parted = row - 1 not in header.grid.rows and row > header.first_row
    folded = fold(str(text))
    return parted and (len(folded) > _LONGEST_NAME or folded.endswith(".") or bool(_NOTE.fullmatch(folded)))


def _is_unfinished(header: Header, values: Mapping[int, CellValue]) -> bool:
    """Whether an export that keeps unfinished responses says that this one was never sent."""
    export, column = header.metadata.export, header.metadata.of("sent_at")
    if export is None or not export.ends_with_sent_at or column is None:
        return False
    sent = values.get(column)
    return sent is None or (isinstance(sent, str) and fold(sent) in NOT_APPLICABLE | {""})


# --- Rows that are a submission ----------------------------------------------------------------------------


def _submission(
    header: Header, row: int, values: Mapping[int, CellValue], months_first: Mapping[int, bool | None]
) -> Submission:
    cells: dict[str, tuple[Cell, ...]] = {}
    empty: dict[str, Place] = {}
    for question, columns in header.columns.items():
        filled = tuple(_cells(header, row, values, question))
        if filled:
            cells[question] = filled
        else:
            empty[question] = header.grid.place(row, columns[0].number)
    first = header.columns[header.layout.initiative.name][0].number
    metadata = {
        meaning: values[column] for column, meaning in header.metadata.columns.items() if values.get(column) is not None
    }
    moments = {
        meaning: moment_of(values.get(column), month_first=months_first.get(column))
        for column, meaning in header.metadata.columns.items()
    }
    names = [part for part in (_name(metadata.get("first_name")), _name(metadata.get("last_name"))) if part]
    export = header.metadata.export
    return Submission(
        header.layout.name,
        header.grid.place(row, first),
        cells,
        empty,
        Respondent(_name(metadata.get("email")), _name(metadata.get("name")) or " ".join(names) or None),
        moments.get("changed_at") or moments.get("sent_at"),
        _name(metadata.get("unique_id")),
        export.language if export else "",
    )


def _cells(header: Header, row: int, values: Mapping[int, CellValue], question: str) -> Iterator[Cell]:
    for column in header.columns[question]:
        if column.number not in values:
            continue
        cell = header.grid.cell(row, column.number)
        if not column.choice:
            yield cell
        elif not _is_blank(cell.value) and (answer := ticked(cell.value, column.choice)) is not None:
            yield Cell(answer, cell.place)


def _name(value: CellValue | None) -> str | None:
    text = (f"{value:.15g}" if isinstance(value, float) else str(value)).strip() if value is not None else ""
    return text if text and fold(text) not in NO_NAME else None


# --- Moments --------------------------------------------------------------------------------------


def _moment_columns(header: Header) -> list[int]:
    return [column for column, meaning in header.metadata.columns.items() if meaning in ("sent_at", "changed_at")]


def _months_first(header: Header, rows: Sequence[int]) -> dict[int, bool | None]:
    """Return for each column of moments whether its texts have the month first; None where nothing tells."""
    export = header.metadata.export
    if export is None:
        return {}
    return {
        column: True
        if export.month_first
        else month_comes_first(
            (header.grid.rows[row][column] for row in rows if column in header.grid.rows[row]), language=export.language
        )
        for column in _moment_columns(header)
    }


def _moment_findings(header: Header, rows: Sequence[int], months_first: Mapping[int, bool | None]) -> Iterator[Finding]:
    """Tell of a column of moments that can't be read, once."""
    for column, month_first in months_first.items():
        unread = [
            row
            for row in rows
            if _name(value := header.grid.rows[row].get(column))
            and not isinstance(value, datetime)
            and moment_of(value, month_first=month_first) is None
        ]
        if unread:
            place = header.grid.place(unread[0], column)
            cells = listed([header.grid.address(row, column) for row in unread])
            value = _name(header.grid.rows[unread[0]][column])
            yield Finding("moments-unclear", place, value=_short(value), details={"cells": cells})
