"""Tables: a sheet with one row for each submission, known by its headers. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.headers import fold_header, headers_of
from pipeline.match.places import column_letters, listed, place_of
from pipeline.model import Cell, CellValue, Finding, Layout, Place, Respondent, Sheet, Submission
from pipeline.text import NOBODY, fold

HEADER_WITHIN = 50
"""In how many of its first filled rows a table's header is looked for."""
# Microsoft Forms, in Dutch and English: what its first columns are, in this order. A question of the same name stands
# further on.
_LEADS: tuple[Mapping[str, str], ...] = (
    {
        "id": "id",
        "begintijd": "start",
        "tijd van voltooien": "sent_at",
        "e-mail": "email",
        "naam": "name",
        "tijd van laatste wijziging": "changed_at",
    },
    {
        "id": "id",
        "start time": "start",
        "completion time": "sent_at",
        "email": "email",
        "name": "name",
        "last modified time": "changed_at",
    },
)
_FEWEST_LEADS = 3
_FEWEST_HEADERS = 2


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet read as a table of one layout."""

    layout: str
    submissions: tuple[Submission, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Header:
    """A row of a sheet read as the header of a table for one layout."""

    layout: Layout
    sheet: Sheet
    row: int
    leads: Mapping[str, int]
    columns: Mapping[str, tuple[int, ...]]
    unknown: Mapping[int, str] = field(default_factory=dict)


def match_table(file: str, sheet: Sheet, layouts: Mapping[str, Layout], preferred: str | None = None) -> Table | None:
    """Read a sheet as a table; None where no row of it looks like a header of ours.

    Where it fits several layouts, the preferred one is meant; without one it is told, and not guessed.
    """
    headers = _find_headers(sheet, layouts)
    headers = [header for header in headers if header.layout.name == preferred] or headers
    if not headers:
        return None
    header = headers[0]
    if len(headers) > 1:
        place = place_of(file, sheet, header.row, min(sheet.rows[header.row]))
        details = {"layouts": ", ".join(one.layout.name for one in headers)}
        return Table(header.layout.name, (), (Finding("table-of-several-layouts", place, details=details),))
    findings = list(_header_findings(file, header))
    submissions: list[Submission] = []
    for row in _rows_below(header) if header.layout.initiative.name in header.columns else ():
        if _is_header_again(header, row):
            place = place_of(file, sheet, row, min(sheet.rows[row]))
            findings.append(Finding("row-is-header", place))
        else:
            submissions.append(_row(file, header, row, sheet.rows[row]))
    return Table(header.layout.name, tuple(submissions), tuple(findings))


def _find_headers(sheet: Sheet, layouts: Mapping[str, Layout]) -> list[_Header]:
    """Return the first row that names the most questions, two at least; more than once where several layouts tie."""
    best: list[_Header] = []
    most = 0
    for row in sorted(sheet.rows)[:HEADER_WITHIN]:
        for layout in layouts.values():
            header = _as_header(sheet, row, layout)
            named = len(header.columns)
            if named >= min(_FEWEST_HEADERS, len(layout.questions)) and named > most:
                best, most = [header], named
            elif best and named == most and row == best[0].row:
                best.append(header)
    return best


def _as_header(sheet: Sheet, row: int, layout: Layout) -> _Header:
    headers = {column: fold_header(str(value)) for column, value in sorted(sheet.rows[row].items())}
    leads = _leads(headers)
    by_header = {header: question.name for question in layout.questions for header in headers_of(question)}
    columns: dict[str, tuple[int, ...]] = {}
    unknown: dict[int, str] = {}
    for column, header in headers.items():
        if column in leads.values() or not header:
            continue
        if header in by_header:
            columns[by_header[header]] = (*columns.get(by_header[header], ()), column)
        else:
            unknown[column] = str(sheet.rows[row][column])
    return _Header(layout, sheet, row, leads, columns, unknown)


def _leads(headers: Mapping[int, str]) -> dict[str, int]:
    """Return the lead columns of a known export, by what they hold: only those before the first other column."""
    for known in _LEADS:
        leads: dict[str, int] = {}
        for column, header in headers.items():
            if header not in known or known[header] in leads:
                break
            leads[known[header]] = column
        if len(leads) >= _FEWEST_LEADS:
            return leads
    return {}


def _header_findings(file: str, header: _Header) -> Iterator[Finding]:
    """Tell of the header row, each thing once and not once a row."""
    initiative = header.layout.initiative
    first = header.sheet.rows[header.row]
    place = place_of(file, header.sheet, header.row, min(first))
    if initiative.name not in header.columns:
        yield Finding("column-initiative-missing", place, question=initiative.label)
        return
    missing = [question.label for question in header.layout.questions if question.name not in header.columns]
    if missing:
        yield Finding("column-missing", place, details={"questions": listed(missing)})
    for question in header.layout.questions:
        columns = header.columns.get(question.name, ())
        if len(columns) > 1:
            cells = ", ".join(f"{column_letters(column)}{header.row}" for column in columns)
            where = place_of(file, header.sheet, header.row, columns[1])
            yield Finding("column-twice", where, question=question.label, details={"columns": cells})
    headless = sorted(
        {c for row, values in header.sheet.rows.items() if row > header.row for c in values} - first.keys()
    )
    if headless:
        where = place_of(file, header.sheet, header.row, headless[0])
        yield Finding(
            "column-without-header", where, details={"columns": listed([column_letters(c) for c in headless])}
        )
    if header.unknown:
        where = place_of(file, header.sheet, header.row, min(header.unknown))
        unknown = [f"{column_letters(column)}{header.row} {text}" for column, text in header.unknown.items()]
        yield Finding("column-unknown", where, details={"columns": listed(unknown)})


def _rows_below(header: _Header) -> Iterator[int]:
    columns = {column for of_question in header.columns.values() for column in of_question}
    return (row for row, values in header.sheet.rows.items() if row > header.row and columns & values.keys())


def _is_header_again(header: _Header, row: int) -> bool:
    """Whether a row repeats the header, as where two exports were pasted under each other."""
    again = header.sheet.rows[row]
    names_it = [again[column] for column in header.columns[header.layout.initiative.name] if column in again]
    own = headers_of(header.layout.initiative)
    if not names_it or any(fold_header(str(value)) not in own for value in names_it):
        return False
    first = header.sheet.rows[header.row]
    same = [column for column, value in again.items() if fold_header(str(value)) == fold_header(str(first.get(column)))]
    return len(same) >= _FEWEST_HEADERS


def _row(file: str, header: _Header, row: int, values: Mapping[int, CellValue]) -> Submission:
    cells: dict[str, tuple[Cell, ...]] = {}
    empty: dict[str, Place] = {}
    for question, columns in header.columns.items():
        filled = [
            Cell(values[column], place_of(file, header.sheet, row, column)) for column in columns if column in values
        ]
        if filled:
            cells[question] = tuple(filled)
        else:
            empty[question] = place_of(file, header.sheet, row, columns[0])
    first = header.columns[header.layout.initiative.name][0]
    lead = {name: values[column] for name, column in header.leads.items() if column in values}
    moments = (lead.get(name) for name in ("changed_at", "sent_at"))
    return Submission(
        header.layout.name,
        place_of(file, header.sheet, row, first),
        cells,
        empty,
        Respondent(_somebody(lead.get("email")), _somebody(lead.get("name"))),
        next((moment for moment in moments if isinstance(moment, datetime)), None),
    )


def _somebody(value: CellValue | None) -> str | None:
    text = str(value).strip() if value is not None else ""
    return text if text and fold(text) not in NOBODY else None
