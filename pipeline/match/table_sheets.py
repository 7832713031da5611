"""Tables: a sheet with one row for each submission, known by its headers. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.match.cell_account import CellAccount, CellUse
from pipeline.match.columns import Header, is_import_ids
from pipeline.match.form_texts import own_texts, take_own_texts
from pipeline.match.header_findings import header_findings, initiative_missing
from pipeline.match.header_search import best_headers, further_headers
from pipeline.match.help_rows import is_help
from pipeline.match.other_sheets import about_other_sheet
from pipeline.match.rows import read_rows
from pipeline.match.sheet_grid import listed
from pipeline.model import Finding, Layout, Sheet, Submission
from pipeline.ooxml.addresses import column_letters


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet read as one or more tables of one layout."""

    layout: str | None
    submissions: tuple[Submission, ...]
    findings: tuple[Finding, ...]


def match_table(
    file: str, sheet: Sheet, layouts: Mapping[str, Layout], preferred: str | None, account: CellAccount
) -> Table | None:
    """Read a sheet as a table; None where no row of it looks like a header of ours.

    Where it fits several layouts, the preferred one is meant; without one it is told, and not guessed. What becomes of
    its cells goes into its account.
    """
    other = about_other_sheet(file, sheet, layouts)
    if other:
        account.take_rest(CellUse.REPORTED)
        return Table(None, (), (other,))
    headers = best_headers(file, sheet, layouts)
    headers = [header for header in headers if header.layout.name == preferred] or headers
    if not headers:
        return None
    problem = _why_not_read(headers)
    if problem:
        account.take_rest(CellUse.REPORTED)
        return Table(headers[0].layout.name, (), (problem,))
    tables = [headers[0], *further_headers(headers[0])]
    findings = _about_tables(tables)
    submissions: list[Submission] = []
    if headers[0].grid.sideways:
        # A form that was copied without the names of its boxes keeps its texts.
        take_own_texts(sheet, headers[0].layout, account)
        tables = [_without_own_texts(table) for table in tables]
    for table, after in zip(tables, [*[later.row for later in tables[1:]], None], strict=True):
        rows = [row for row in sorted(table.grid.rows) if table.first_row <= row and (after is None or row < after)]
        _take_header(table, account)
        rows = _without_help(table, rows, account, findings)
        findings.extend(header_findings(table, rows))
        in_rows, about_rows = read_rows(table, rows, account)
        submissions.extend(in_rows)
        findings.extend(about_rows)
    return Table(headers[0].layout.name, tuple(submissions), tuple(findings))


def _why_not_read(headers: Sequence[Header]) -> Finding | None:
    """Return why a sheet with these headers can't be read; None where it can."""
    header = headers[0]
    if len(headers) > 1:
        place = header.grid.place(header.row, min(header.grid.rows[header.row]))
        details = {"layouts": ", ".join(header.layout.name for header in headers)}
        return Finding("table-of-several-layouts", place, details=details)
    return None if header.names_initiative else initiative_missing(header)


def _about_tables(tables: Sequence[Header]) -> list[Finding]:
    header = tables[0]
    grid = header.grid
    place = grid.place(header.row, min(grid.rows[header.row]))
    findings = []
    if grid.sideways:
        findings.append(Finding("table-sideways", place, details={"column": column_letters(header.row)}))
    if len(tables) > 1:
        cells = listed([grid.address(table.row, min(grid.rows[table.row])) for table in tables])
        findings.append(Finding("sheet-several-tables", place, details={"cells": cells}))
    return findings


def _take_header(header: Header, account: CellAccount) -> None:
    grid = header.grid
    known = {*header.answered, *header.metadata.columns}
    for row in range(header.row, header.first_row):
        if is_import_ids(grid, row):
            grid.take_row(account, CellUse.LABEL, row)
        grid.take(account, CellUse.LABEL, row, known)
        grid.take(account, CellUse.REPORTED, row, header.unknown)


def _without_own_texts(header: Header) -> Header:
    """Return the header without the unknown columns of which the header is a text that every form has."""
    own = own_texts(header.layout)
    return replace(header, unknown={column: text for column, text in header.unknown.items() if text not in own})


def _without_help(header: Header, rows: Sequence[int], account: CellAccount, findings: list[Finding]) -> list[int]:
    """Return the rows that are no help; help in other words than the layout's is told, for it may be an answer."""
    kept = []
    for row in rows:
        found = is_help(header, row)
        if found is None:
            kept.append(row)
            continue
        header.grid.take_row(account, CellUse.LABEL if found.is_own else CellUse.REPORTED, row)
        if not found.is_own:
            findings.append(Finding("row-is-help", header.grid.place(row, found.column), value=found.text))
    return kept
