"""Workbook x layouts -> submissions: which layout, form or table, which column is which question. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from pipeline.fold import fold, fold_header, headers_of
from pipeline.form_keys import choice_key, parse_form_key
from pipeline.model import (
    Area,
    Cell,
    CellValue,
    Finding,
    Layout,
    Place,
    Question,
    Respondent,
    Sheet,
    Submission,
    Workbook,
)

HEADER_WITHIN = 50
"""In how many of its first filled rows a table's header is looked for."""
TICKS = frozenset({"ja", "x", "v", "yes", "waar", "true", "1"})
"""What in the cell beside a choice means that it was chosen."""

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
_NOBODY = frozenset({"anonymous", "anoniem"})


@dataclass(frozen=True, slots=True)
class Matched:
    """What a workbook turned out to hold."""

    kind: Literal["form", "table"] | None = None
    layout: str | None = None
    submissions: tuple[Submission, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Header:
    """A row of a sheet read as the header of a table for one layout."""

    layout: Layout
    sheet: Sheet
    row: int
    leads: Mapping[str, int]
    columns: Mapping[str, tuple[int, ...]]
    unknown: Mapping[int, str] = field(default_factory=dict)


def match(workbook: Workbook, layouts: Mapping[str, Layout]) -> Matched:
    """Recognise a workbook as filled-in forms, else as tables, else say that it is neither."""
    if not any(sheet.rows for sheet in workbook.sheets):
        return Matched(findings=(Finding("workbook-empty", Place(workbook.file)),))
    return _match_forms(workbook, layouts) or _match_tables(workbook, layouts)


def column_letters(column: int) -> str:
    """Return a column's letters: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


# --- Forms ----------------------------------------------------------------------------------------


def _match_forms(workbook: Workbook, layouts: Mapping[str, Layout]) -> Matched | None:
    """Read each sheet on which a form's names point to cells: a copied sheet is a submission of its own."""
    areas: dict[tuple[str, str], dict[tuple[str, str], Area]] = {}
    for name, area in workbook.names:
        key = parse_form_key(name)
        if key and key[0] in layouts:
            areas.setdefault((area.sheet, key[0]), {})[key[1:]] = area
    if not areas:
        return None
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    submissions: list[Submission] = []
    findings: list[Finding] = []
    for (sheet_name, layout_name), by_question in areas.items():
        submission, missing = _form(workbook.file, sheets[sheet_name], layouts[layout_name], by_question)
        submissions.append(submission)
        findings.extend(missing)
    # A form often comes with sheets of its own makers; only those with cells on them are worth a word.
    used = {sheet for sheet, _ in areas}
    findings.extend(
        Finding("sheet-not-used", Place(workbook.file, sheet.name))
        for sheet in workbook.sheets
        if sheet.rows and sheet.name not in used
    )
    return Matched("form", next(layout for _, layout in areas), tuple(submissions), tuple(findings))


def _form(
    file: str, sheet: Sheet, layout: Layout, areas: Mapping[tuple[str, str], Area]
) -> tuple[Submission, list[Finding]]:
    cells: dict[str, tuple[Cell, ...]] = {}
    empty: dict[str, Place] = {}
    missing = []
    for question in layout.questions:
        ticks = {
            choice: areas[key] for choice in question.choices if (key := (question.name, choice_key(choice))) in areas
        }
        whole = areas.get((question.name, ""))
        found = [whole] if whole else list(ticks.values())
        if not found:
            missing.append(question.label)
            continue
        filled = (
            tuple(_ticked(file, sheet, ticks))
            if not whole
            else tuple(cell for area in found for cell in _filled(file, sheet, area))
        )
        if filled:
            cells[question.name] = filled
        else:
            empty[question.name] = _place(file, sheet, found[0].first_row, found[0].first_column)
    sheet_place = Place(file, sheet.name)
    findings = [Finding("column-missing", sheet_place, details={"questions": "; ".join(missing)})] if missing else []
    initiative = _initiative(layout).name
    place = cells[initiative][0].place if initiative in cells else empty.get(initiative, sheet_place)
    return Submission(layout.name, place, cells, empty), findings


def _filled(file: str, sheet: Sheet, area: Area) -> Iterator[Cell]:
    for row, values in sheet.rows.items():
        if area.first_row <= row <= area.last_row:
            for column, value in values.items():
                if area.first_column <= column <= area.last_column:
                    yield Cell(value, _place(file, sheet, row, column))


def _ticked(file: str, sheet: Sheet, ticks: Mapping[str, Area]) -> Iterator[Cell]:
    """Yield a cell for each choice that was ticked; what is neither a tick nor a no is passed on as typed."""
    for choice, area in ticks.items():
        for cell in _filled(file, sheet, area):
            typed = fold(str(cell.value))
            if typed in TICKS:
                yield Cell(choice, cell.place)
            elif typed not in {"nee", "no", "onwaar", "false", "0", "-"}:
                yield cell


def _place(file: str, sheet: Sheet, row: int, column: int) -> Place:
    return Place(file, sheet.name, f"{column_letters(column)}{row}")


# --- Tables ---------------------------------------------------------------------------------------


def _match_tables(workbook: Workbook, layouts: Mapping[str, Layout]) -> Matched:
    headers = {sheet.name: _find_header(sheet, layouts) for sheet in workbook.sheets if sheet.rows}
    found = [header for header in headers.values() if header]
    if not found:
        labels = dict.fromkeys(_initiative(layout).label for layout in layouts.values())
        details = {"initiative_header": " / ".join(labels)}
        return Matched(findings=(Finding("workbook-not-recognised", Place(workbook.file), details=details),))
    findings = [
        Finding("sheet-not-used", Place(workbook.file, name)) for name, header in headers.items() if header is None
    ]
    submissions: list[Submission] = []
    for header in found:
        findings.extend(_header_findings(workbook.file, header))
        if _initiative(header.layout).name in header.columns:
            submissions.extend(_rows(workbook.file, header))
    return Matched("table", found[0].layout.name, tuple(submissions), tuple(findings))


def _initiative(layout: Layout) -> Question:
    question = layout.with_role("initiative")
    assert question is not None, "a layout has exactly one initiative question"  # noqa: S101 - checked in layout.py
    return question


def _find_header(sheet: Sheet, layouts: Mapping[str, Layout]) -> _Header | None:
    """Return the row that names the most questions: the initiative and one more, or at least two of the others."""
    best: _Header | None = None
    for row in sorted(sheet.rows)[:HEADER_WITHIN]:
        for layout in layouts.values():
            header = _as_header(sheet, row, layout)
            if len(header.columns) >= min(2, len(layout.questions)) and (
                best is None or len(header.columns) > len(best.columns)
            ):
                best = header
    return best


def _as_header(sheet: Sheet, row: int, layout: Layout) -> _Header:
    headers = {column: fold_header(str(value)) for column, value in sorted(sheet.rows[row].items())}
    leads = _leads(headers)
    by_header = {header: question.name for question in layout.questions for header in headers_of(question)}
    columns: dict[str, tuple[int, ...]] = {}
    unknown: dict[int, str] = {}
    for column, header in headers.items():
        if column in leads.values():
            continue
        if header in by_header:
            columns[by_header[header]] = (*columns.get(by_header[header], ()), column)
        else:
            unknown[column] = " ".join(str(sheet.rows[row][column]).split())
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
    initiative = _initiative(header.layout)
    place = Place(file, header.sheet.name)
    if initiative.name not in header.columns:
        first = min((*header.columns.values(), (min(header.sheet.rows[header.row]),)))[0]
        where = _place(file, header.sheet, header.row, first)
        yield Finding("column-initiative-missing", where, question=initiative.label)
        return
    missing = [question.label for question in header.layout.questions if question.name not in header.columns]
    if missing:
        yield Finding("column-missing", place, details={"questions": "; ".join(missing)})
    for question in header.layout.questions:
        columns = header.columns.get(question.name, ())
        if len(columns) > 1:
            cells = ", ".join(f"{column_letters(column)}{header.row}" for column in columns)
            where = _place(file, header.sheet, header.row, columns[1])
            yield Finding("column-twice", where, question=question.label, details={"columns": cells})
    if header.unknown:
        listed = "; ".join(f"{text} ({column_letters(column)}{header.row})" for column, text in header.unknown.items())
        yield Finding("column-unknown", place, details={"columns": listed})


def _rows(file: str, header: _Header) -> Iterator[Submission]:
    for row, values in header.sheet.rows.items():
        if row > header.row and any(column in values for columns in header.columns.values() for column in columns):
            yield _row(file, header, row, values)


def _row(file: str, header: _Header, row: int, values: Mapping[int, CellValue]) -> Submission:
    cells: dict[str, tuple[Cell, ...]] = {}
    empty: dict[str, Place] = {}
    for question, columns in header.columns.items():
        filled = [
            Cell(values[column], _place(file, header.sheet, row, column)) for column in columns if column in values
        ]
        if filled:
            cells[question] = tuple(filled)
        else:
            empty[question] = _place(file, header.sheet, row, columns[0])
    first = header.columns[_initiative(header.layout).name][0]
    lead = {name: values[column] for name, column in header.leads.items() if column in values}
    sent_at = lead.get("changed_at", lead.get("sent_at"))
    return Submission(
        header.layout.name,
        _place(file, header.sheet, row, first),
        cells,
        empty,
        Respondent(_somebody(lead.get("email")), _somebody(lead.get("name"))),
        sent_at if isinstance(sent_at, datetime) else None,
    )


def _somebody(value: CellValue | None) -> str | None:
    text = str(value).strip() if value is not None else ""
    return text if text and fold(text) not in _NOBODY else None
