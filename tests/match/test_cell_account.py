"""Every filled cell is accounted for: used, known as a label, or reported with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.match import Matched, match
from pipeline.match.cell_account import CellAccount, CellUse, is_blank_value
from pipeline.match.cell_ranges import cell_ranges
from pipeline.match.form_keys import form_key
from pipeline.match.known_exports import EXPORTS
from pipeline.messages import severity_of
from pipeline.model import (
    Area,
    CellCounts,
    CellDetails,
    CellValue,
    Finding,
    Layout,
    ObjectKind,
    Severity,
    Sheet,
    SheetObject,
    Workbook,
)
from pipeline.ooxml.addresses import cell_address, parse_range

Rows = Sequence[Sequence[CellValue | None]]


def sheet_of(rows: Rows, name: str = "Blad1", *, merged: Sequence[Area] = ()) -> Sheet:
    """Return a sheet with these rows, from A1."""
    filled = {
        row: {column: value for column, value in enumerate(values, start=1) if value is not None}
        for row, values in enumerate(rows, start=1)
    }
    return Sheet(name, {row: values for row, values in filled.items() if values}, merged=tuple(merged))


def covered(result: Matched, *, at_least: Severity = Severity.WARNING) -> Iterator[tuple[str, str]]:
    """Yield sheet and address of every cell that a finding names, in its place or among its cells, rows or columns."""
    for finding in result.findings:
        if severity_of(finding) is Severity.NOTE and at_least is not Severity.NOTE:
            continue
        sheet = finding.place.sheet or ""
        if finding.place.cell is None or finding.code in WHOLE_SHEET:
            yield sheet, "*"
        for name in ("cells", "columns"):
            yield from (
                (sheet, text.split()[0]) for text in re.split("[,;] ", str(finding.details.get(name, ""))) if text
            )
        yield sheet, finding.place.cell or "*"


WHOLE_SHEET = {"column-initiative-missing", "table-of-several-layouts", "sheet-in-one-column"}


def is_covered(sheet: str, row: int, column: int, named: Sequence[tuple[str, str]], rows_told: set[int]) -> bool:
    """Whether a finding names a cell, its column or its row, or speaks of the whole sheet or workbook."""
    address = cell_address(row, column)
    for in_sheet, text in named:
        if in_sheet not in ("", sheet):
            continue
        area = parse_range(text)
        if text == "*" or text in (address, address.rstrip("0123456789")):
            return True
        if area and area.first_row <= row <= area.last_row and area.first_column <= column <= area.last_column:
            return True
        if area and area.size == 1 and area.first_column == column:
            return True  # a header, of which the finding is about its column
    return row in rows_told


def test_a_cell_is_taken_once_and_the_counts_add_up() -> None:
    """Whoever takes a cell first says what became of it; blanks are no filled cells, and nothing may remain."""
    account = CellAccount(sheet_of([["a", "b", " ", "\u200b"], [1, None, "c"]]))
    account.take(CellUse.USED, 1, (1, 3, 9))
    account.take(CellUse.LABEL, 1, (1, 2))
    assert account.remaining() == {2: frozenset({1, 3})}
    with pytest.raises(ValueError, match="remain"):
        account.counts()
    account.take_rest(CellUse.REPORTED)
    assert account.counts() == CellCounts(filled=4, used=1, labels=1, reported=2)


@pytest.mark.parametrize("value", ["", "  \n", "\N{NO-BREAK SPACE}", "\u200b", " \ufeff \u2060"])
def test_blanks_of_every_kind_are_blank(value: str) -> None:
    """Those without a width too; a zero and a no are answers."""
    assert is_blank_value(value)
    assert not is_blank_value(f"{value}x")
    assert not is_blank_value(0)
    assert not is_blank_value(False)  # noqa: FBT003 - a value of a cell


def test_cells_are_named_as_people_write_them() -> None:
    """Runs within a row, and the same runs below each other, as one range; no more of them than helps."""
    assert cell_ranges({1: [1], 2: [1, 2, 3], 3: [1, 2, 3], 5: [3, 1]}) == "A1, A2:C3, A5, C5"
    assert cell_ranges({row: [row] for row in range(1, 9)}, most=2) == "A1, B2, …"


WORDS = st.sampled_from(
    ["Initiatief", "Gemeente", "Organisatie", "Ideeën", "Sector", "Sector/sport", "Opmerking", "Datum (dd/mm/jjjj)",
     "Gemeente 2", "ID", "Naam", "E-mail", "Tijdstempel", "_id", "_uuid", "_index", "_parent_index", "Totaal", "ja",
     "Dans mee!", " ", "Vraag", "Hoe vul je dit in", "sport", "Gent;Aalst", "2026-03-01 09:20"]
)  # fmt: skip
CELLS = st.one_of(WORDS, st.integers(0, 99), st.booleans(), st.none())


@settings(max_examples=300)
@given(
    st.lists(st.lists(CELLS, max_size=7), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(1, 8), st.integers(1, 7)), max_size=3),
)
def test_every_filled_cell_of_any_sheet_is_accounted_for(
    binding: Layout, rows: list[list[CellValue | None]], boxes: list[tuple[int, int]]
) -> None:
    """Each cell with words of its own is an answer, or a warning at least names it; and the sum is right."""
    numbers = count()
    unique = [[f"{value} {next(numbers)}" if value in ("Opmerking", "ja") else value for value in row] for row in rows]
    sheet = sheet_of(unique)
    questions = ["initiatief", "gemeente", "ideeen"]
    names = tuple(
        (form_key("binding", question), Area("Blad1", row, column, row, column))
        for question, (row, column) in zip(questions, boxes, strict=False)
    )
    result = match(Workbook("boek.xlsx", (sheet,), names), {"binding": binding})
    filled = [
        (row, column) for row, values in sheet.rows.items() for column in values if not is_blank_value(values[column])
    ]
    assert result.cells.filled == len(filled)
    assert result.cells.filled == result.cells.used + result.cells.labels + result.cells.reported
    answered = {str(cell.place.cell) for each in result.submissions for cells in each.cells.values() for cell in cells}
    named = list(covered(result))
    row_findings = [finding for finding in result.findings if finding.code.startswith(("row-", "table-sideways"))]
    rows_told = {area.first_row for finding in row_findings if (area := parse_range(finding.place.cell or ""))}
    rows_told |= set(sheet.rows) if any(finding.code == "table-sideways" for finding in result.findings) else set()
    for row, column in filled:
        text = str(sheet.rows[row][column])
        if text.startswith("Opmerking ") and cell_address(row, column) not in answered:
            assert is_covered("Blad1", row, column, named, rows_told), (cell_address(row, column), result.findings)


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        ([["Initiatief", "Gemeente"], ["Dans mee!", "Gent"]], (4, 2, 2, 0)),
        ([["Voorjaar"], ["Initiatief", "Gemeente"], ["Dans mee!", "Gent", "los"]], (6, 2, 2, 2)),
        ([["Initiatief", "Gemeente", "Extra"], ["Dans mee!", "Gent", "los"]], (6, 2, 2, 2)),
        ([["Initiatief", "Gemeente", "Extra"], [None, None, "los"], ["A", "B"]], (6, 2, 2, 2)),
        ([["Iets", "anders"], [1, 2]], (4, 0, 0, 4)),
        ([["Gemeente", "Organisatie"], ["Gent", "vzw"]], (4, 0, 0, 4)),
        ([["Initiatief", "Gemeente"], ["Dans mee!", "Gent"], ["Initiatief", "Gemeente"], ["Totaal", 1]], (8, 2, 4, 2)),
    ],
)
def test_the_account_of_a_table(binding: Layout, rows: Rows, counts: tuple[int, int, int, int]) -> None:
    """Filled, used, known as labels, reported."""
    assert match(Workbook("boek.xlsx", (sheet_of(rows),)), {"binding": binding}).cells == CellCounts(*counts)


def one_finding(result: Matched, code: str) -> Finding:
    """Return the one finding of a code."""
    (finding,) = [finding for finding in result.findings if finding.code == code]
    return finding


def test_a_row_with_answers_in_unknown_columns_only_is_told(binding: Layout) -> None:
    """It does not go away as a whole: the cells themselves are named."""
    rows: Rows = [["Initiatief", "Gemeente", "Extra", "Ook"], ["A", "B"], [None, None, "wat wij vinden", "en dit"]]
    finding = one_finding(match(Workbook("b.xlsx", (sheet_of(rows),)), {"binding": binding}), "cell-outside-table")
    assert (finding.details["cells"], finding.value) == ("C3:D3", "wat wij vinden")


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("note", "note-not-used"),
        ("text_box", "text-box-not-used"),
        ("picture", "picture-not-used"),
        ("control", "control-not-used"),
        ("embedded_file", "embedded-file-not-used"),
        ("damaged", "sheet-objects-damaged"),
    ],
)
def test_what_is_on_a_sheet_besides_its_cells_is_a_warning(binding: Layout, kind: ObjectKind, code: str) -> None:
    """One for each kind and sheet, with all places; on a sheet without cells too."""
    objects = (SheetObject(kind, "B2", "zie bijlage"), SheetObject(kind, "B3", "en dit"), SheetObject(kind))
    for rows in ([["Initiatief", "Gemeente"], ["A", "B"]], []):
        book = Workbook("b.xlsx", (replace(sheet_of(rows), objects=objects),))
        finding = one_finding(match(book, {"binding": binding}), code)
        assert severity_of(finding) is Severity.WARNING
        assert (finding.place.cell, finding.details) == ("B2", {"cells": "B2:B3", "count": 3})


@pytest.mark.parametrize(
    "header",
    [
        ["ID", "Naam", "E-mail", "Initiatief", "Gemeente"],
        ["ID", "Name", "Email", "Initiatief", "Gemeente"],
        ["Id", "Firstname", "Lastname", "Email", "Initiatief", "Gemeente"],
        ["Key", "Edits", "Initiatief", "Gemeente"],
        ["ID", "Voornaam", "Achternaam", "E-mailadres", "Initiatief", "Gemeente"],
        ["Start", "End", "Username", "Initiatief", "Gemeente"],
    ],
)
def test_a_list_by_hand_is_no_export_and_keeps_its_columns(binding: Layout, header: list[str]) -> None:
    """An export is known by what only that product writes: every column of this list is read, or told."""
    row: list[CellValue] = [f"waarde {number}" for number in range(len(header))]
    result = match(Workbook("b.xlsx", (sheet_of([header, row]),)), {"binding": binding})
    (submission,) = result.submissions
    assert (submission.sent_by.email, submission.sent_by.name, submission.sent_id) == (None, None, None)
    answered = {str(cell.value) for cells in submission.cells.values() for cell in cells}
    told = str([finding.details for finding in result.findings if finding.code in ("column-unknown", "column-nearly")])
    assert all(value in answered or text in told for text, value in zip(header, map(str, row), strict=True))


def test_every_export_has_something_that_only_it_writes() -> None:
    """Names of columns that any list may have make no export known."""
    common = {"id", "naam", "name", "nom", "e-mail", "email", "key", "edits", "start", "end", "username", "score"}
    for export in EXPORTS:
        assert export.signature or export.anywhere
        assert not export.is_signed(common)
        assert len(set(export.anywhere) & common - export.common) < 2


def test_a_total_is_what_says_so(binding: Layout) -> None:
    """A last row with numbers and no initiative is a submission without a name; a SUM or a word make it a total."""
    header: list[CellValue | None] = ["Initiatief", "Gemeente", "Ideeën"]
    details: Mapping[tuple[int, int], CellDetails] = {(3, 3): CellDetails(adds_up=True)}
    cases: list[tuple[list[CellValue | None], Mapping[tuple[int, int], CellDetails], str | None]] = [
        ([None, 9000, 3], {}, None),
        ([None, None, 3], {}, None),
        ([None, 9000, 3], details, "row-is-total"),
        (["Totaal", None, 3], {}, "row-is-total"),
        (["De Brug", 9000, 3], details, None),
    ]
    for last, details_of, code in cases:
        rows = sheet_of([header, ["Dans mee!", 9000, 1], last]).rows
        book = Workbook("b.xlsx", (Sheet("Blad1", rows, details=details_of),))
        result = match(book, {"binding": binding})
        assert [finding.code for finding in result.findings if finding.code.startswith("row-")] == (
            [code] if code else []
        )
        assert len(result.submissions) == (1 if code else 2)
