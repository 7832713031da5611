"""Workbooks of old and other programs, read in this very process: what calamine sees becomes what we know of a cell."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime, time
from io import BytesIO

import pytest
from binary_books import Rows, ods_book, ods_cell, ods_table, xls_book, xlsb_book
from hostile import plain
from raw_books import zipped

from pipeline.model import Area, Finding, Place, Workbook
from pipeline.ooxml.bounded_archive import BoundedArchive
from pipeline.read.calamine_reader import read_other
from pipeline.read.file_type import Kind, sniff
from pipeline.read.parse import parse

BINARY = {".xls": xls_book, ".xlsb": xlsb_book}
TABLE: Rows = [["Initiatief", "Aantal", None, "Samen"], [None], ["Dans mee!", 12.0, None, True], [None, None, 0.5]]


def book_of(content: bytes, suffix: str) -> Workbook:
    """Read a workbook as the worker does."""
    kind, package = sniff(content, suffix)
    assert kind is Kind.OLD_OR_OTHER
    return read_other(content, package, f"enquete{suffix}")


def unzipped(content: bytes) -> dict[str, bytes]:
    """Return the parts of a zip."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("suffix", BINARY)
def test_the_cells_of_a_binary_workbook_keep_their_place_and_their_value(suffix: str) -> None:
    """Blank rows and columns stay where they are; a whole number is one, whatever the program stores."""
    (sheet,) = book_of(BINARY[suffix]({"Blad1": TABLE}), suffix).sheets
    assert (sheet.name, sheet.hidden) == ("Blad1", False)
    assert sheet.rows == {
        1: {1: "Initiatief", 2: "Aantal", 4: "Samen"},
        3: {1: "Dans mee!", 2: 12, 4: True},
        4: {3: 0.5},
    }
    assert isinstance(sheet.rows[3][2], int)


@pytest.mark.parametrize("suffix", BINARY)
def test_hidden_sheets_of_a_binary_workbook_are_read_and_marked(suffix: str) -> None:
    """In the order of the workbook; the one that has no cells is there too."""
    make: Callable[..., bytes] = BINARY[suffix]
    book = book_of(make({"Blad1": TABLE, "Weg": [["x"]], "Leeg": []}, hidden="Weg"), suffix)
    assert [(sheet.name, sheet.hidden, bool(sheet.rows)) for sheet in book.sheets] == [
        ("Blad1", False, True),
        ("Weg", True, True),
        ("Leeg", False, False),
    ]


def test_a_sheet_that_is_a_chart_is_no_sheet() -> None:
    """It holds no answers, so that nobody is told that it was not used."""
    book = book_of(xls_book({"Blad1": TABLE, "Grafiek": []}, charts=["Grafiek"]), ".xls")
    assert [sheet.name for sheet in book.sheets] == ["Blad1"]


@pytest.mark.parametrize("suffix", [*BINARY, ".ods"])
def test_what_another_program_wrote_is_told_to_be_seen_in_part(suffix: str) -> None:
    """Formatting, links and hidden rows are not seen in these files: one note a workbook says so."""
    content = BINARY[suffix]({"Blad1": TABLE}) if suffix in BINARY else ods_book(ods_table("Blad1"))
    (note,) = book_of(content, suffix).findings
    assert (note.code, note.place) == ("workbook-partly-seen", Place(f"enquete{suffix}"))


def test_texts_are_kept_whatever_their_letters() -> None:
    """Accents, emoji and line ends; what only Excel's own escape hides is shown as it was typed."""
    texts = ["Café", "😀 samen", "a\nb", "a_x000D_\nb", "_x005F_x0041_", " los "]
    for suffix, make in BINARY.items():
        (sheet,) = book_of(make({"Blad1": [[text] for text in texts]}), suffix).sheets
        assert [row[1] for row in sheet.rows.values()] == ["Café", "😀 samen", "a\nb", "a\nb", "_x0041_", " los "]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (ods_cell("string", "Dans mee!"), "Dans mee!"),
        (ods_cell("float", "12"), 12),
        (ods_cell("float", "12.5", "12,5"), 12.5),
        (ods_cell("percentage", "0.5", "50%"), 0.5),
        (ods_cell("currency", "12.5", "€ 12,50"), 12.5),
        (ods_cell("date", "2026-03-15", "15/03/2026"), datetime(2026, 3, 15)),
        (ods_cell("date", "2026-03-15T09:30:00"), datetime(2026, 3, 15, 9, 30)),
        (ods_cell("time", "PT09H30M00S", "09:30"), time(9, 30)),
        (ods_cell("boolean", "true", "WAAR"), True),
        ("<table:table-cell/>", None),
        (ods_cell("string", ""), None),
    ],
)
def test_each_kind_of_cell_of_an_ods_becomes_one_of_ours(cell: str, value: object) -> None:
    """Days are days, yes is yes, and an empty cell is none."""
    (sheet,) = book_of(ods_book(ods_table("Blad1", cell, ods_cell("string", "eind"))), ".ods").sheets
    assert sheet.rows[1].get(1) == value
    assert type(sheet.rows[1].get(1)) is type(value)
    assert sheet.rows[1][2] == "eind"


@pytest.mark.parametrize(
    ("number_format", "number", "value"),
    [
        (14, 46096.0, datetime(2026, 3, 15)),
        (22, 46096.5, datetime(2026, 3, 15, 12)),
        (46, 1.5, "36:00"),
        (46, 0.003, "0:04"),
        (9, 0.5, 0.5),
        (0, 46096.0, 46096),
    ],
)
def test_a_number_of_an_old_workbook_is_what_its_format_says(number_format: int, number: float, value: object) -> None:
    """A day, a moment, or a number of hours, to the minute."""
    (sheet,) = book_of(xls_book({"Blad1": [[number]]}, number_format=number_format), ".xls").sheets
    assert sheet.rows == {1: {1: value}}


def test_an_ods_says_which_of_its_sheets_are_hidden() -> None:
    """By a style of the sheet, as LibreOffice writes it."""
    style = '<style:style style:name="ta2" style:family="table">{}</style:style>'.format(
        '<style:table-properties table:display="false"/>'
    )
    tables = ods_table("Blad1", ods_cell("string", "x")) + ods_table("Weg", ods_cell("string", "y"), style="ta2")
    book = book_of(ods_book(tables, styles=style), ".ods")
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("Blad1", False), ("Weg", True)]


@pytest.mark.parametrize(
    ("address", "area"),
    [
        ("$Blad1.$B$5", Area("Blad1", 5, 2, 5, 2)),
        ("$Blad1.$B$5:.$C$7", Area("Blad1", 5, 2, 7, 3)),
        ("$Blad1.$B$5:$Blad1.$C$7", Area("Blad1", 5, 2, 7, 3)),
        ("$&apos;Ons blad&apos;&apos;s&apos;.$A$1", Area("Ons blad's", 1, 1, 1, 1)),
        ("$Elders.$A$1", None),
        ("$Blad1.$A:$A", None),
        ("zomaar", None),
        ("", None),
    ],
)
def test_the_names_of_an_ods_point_to_its_own_cells(address: str, area: Area | None) -> None:
    """A form that LibreOffice saved keeps its boxes; a name of another sheet or of a whole column points to no box."""
    tables = ods_table("Blad1", ods_cell("string", "x")) + ods_table("Ons blad&apos;s", ods_cell("string", "y"))
    names: Mapping[str, str] = {"vak": address}
    assert book_of(ods_book(tables, names=names), ".ods").names == ((("vak", area),) if area else ())


def test_a_binary_workbook_with_a_password_is_told_as_protected() -> None:
    """And not as damaged: its owner knows how to take the password off."""
    outcome = parse(xls_book({"Blad1": TABLE}, password=True), "enquete.xls")
    assert isinstance(outcome, Finding)
    assert outcome.code == "workbook-protected"


@pytest.mark.parametrize("suffix", [*BINARY, ".ods"])
def test_a_damaged_workbook_of_another_program_is_told(suffix: str) -> None:
    """Half a stream, or a part that is no XML; the reader's own error stays inside."""
    if suffix == ".xls":
        content = xls_book({"Blad1": [["a" * 200] * 40]})[:2_000]
    elif suffix == ".xlsb":
        content = zipped({**unzipped(xlsb_book({"Blad1": TABLE})), "xl/worksheets/sheet1.bin": b"\x81\x01"})
    else:
        content = ods_book("<table:table")
    outcome = parse(content, f"enquete{suffix}")
    assert isinstance(outcome, Finding)
    assert outcome.code == "workbook-unreadable"


def test_the_other_reader_reads_an_ordinary_workbook_as_ours_does_but_for_what_it_cannot_see() -> None:
    """Two readers of one file: they see the same texts in the same cells."""
    content = plain()
    package = BoundedArchive(content)
    (sheet,) = read_other(content, package, "enquete.xlsx").sheets
    assert sheet.rows == {1: {1: "Initiatief", 2: "Gemeente"}, 2: {1: "Dans mee!", 2: "Lommel"}}
