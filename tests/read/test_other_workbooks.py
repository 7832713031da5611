"""Workbooks of old and other programs, read in this very process: they give the same cells as those of Excel today."""

from __future__ import annotations

import random
import struct
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime, time
from io import BytesIO

import pytest
from binary_books import Rows, excel_5_book, ods_book, ods_cell, ods_table, xls_book, xls_record, xlsb_book
from raw_books import book_parts, inline, ole, relationships, sheet_xml, zipped

from pipeline.model import NOT_CALCULATED, Area, CellError, Finding, Workbook
from pipeline.read.ole_streams import root_streams
from pipeline.read.parse import parse

BINARY: Mapping[str, Callable[..., bytes]] = {".xls": xls_book, ".xlsb": xlsb_book}
ROW = f'<row r="1">{inline("A1", "Dans mee!")}</row>'
TABLE: Rows = [["Initiatief", "Aantal", None, "Samen"], [None], ["Dans mee!", 12.0, None, True], [None, None, 0.5]]


def book_of(content: bytes, suffix: str) -> Workbook:
    """Read a workbook as the worker does."""
    workbook = parse(content, f"enquete{suffix}")
    assert isinstance(workbook, Workbook), workbook
    return workbook


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
    make = BINARY[suffix]
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
        (46, 1.5, "36:00:00"),
        (46, 0.003, "0:04:19"),
        (9, 0.5, 0.5),
        (0, 46096.0, 46096),
    ],
)
def test_a_number_of_an_old_workbook_is_what_its_format_says(number_format: int, number: float, value: object) -> None:
    """A day, a moment, or a number of hours, to the second."""
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


# --- What was lost before -------------------------------------------------------------------------


def test_a_whole_number_of_an_xlsb_is_a_day_where_its_format_says_so() -> None:
    """It is stored in four bytes there, and not in eight as in .xlsx."""
    (sheet,) = book_of(xlsb_book({"Blad1": [[46096, 1.5, -3]]}, code="dd/mm/yyyy"), ".xlsb").sheets
    assert sheet.rows[1][1] == datetime(2026, 3, 15)
    (sheet,) = book_of(xlsb_book({"Blad1": [[475123456, -3, 0.5]]}, code='"nr. "0'), ".xlsb").sheets
    assert [details.shown for details in sheet.details.values()] == ["nr. 475123456", "-nr. 3", "nr. 0,5"]


def test_the_names_of_an_xlsb_point_to_its_cells() -> None:
    """A form that was saved as a binary workbook keeps its boxes."""
    book = book_of(xlsb_book({"Vragen": [["x"]]}, name="binding__binding__initiatief"), ".xlsb")
    assert book.names == (("binding__binding__initiatief", Area("Vragen", 3, 2, 3, 2)),)


@pytest.mark.parametrize("suffix", BINARY)
def test_an_error_in_a_binary_workbook_is_an_error(suffix: str) -> None:
    """It does not vanish, as if the cell were empty."""
    (sheet,) = book_of(BINARY[suffix]({"Blad1": [["x", b"\x2a", b"\x1d", b"\x07"]]}), suffix).sheets
    assert sheet.rows == {1: {1: "x", 2: CellError("#N/A"), 3: CellError("#NAME?"), 4: CellError("#DIV/0!")}}


def test_an_xls_that_says_to_be_in_a_western_code_page_has_no_nuls_in_its_texts() -> None:
    """Since Excel 97 texts are Unicode, whatever that record says."""
    western = xls_record(0x0042, struct.pack("<H", 1252))
    (sheet,) = book_of(xls_book({"Blad1": [["Café é"]]}, globals_=western), ".xls").sheets
    assert sheet.rows == {1: {1: "Café é"}}


@pytest.mark.parametrize("kind", [0x0006, 0x0406])
def test_the_result_of_a_formula_is_read_whatever_the_number_of_its_record(kind: int) -> None:
    """Programs write the number of an older version, too."""
    formula = xls_record(kind, struct.pack("<HHHdHIH", 0, 1, 0, 12.5, 0, 0, 0))
    (sheet,) = book_of(xls_book({"Blad1": [["x"]]}, cells=formula), ".xls").sheets
    assert sheet.rows == {1: {1: "x", 2: 12.5}}


@pytest.mark.parametrize("number", [60, 100, 164, 200])
def test_a_number_format_of_an_xls_counts_whatever_its_number(number: int) -> None:
    """Programs other than Excel begin to count their own below 164."""
    content = xls_book({"Blad1": [[46096.0]]}, number_format=number, code="d/mm/yyyy")
    assert book_of(content, ".xls").sheets[0].rows == {1: {1: datetime(2026, 3, 15)}}


def test_a_workbook_of_excel_5_is_read_with_its_durations() -> None:
    """Its stream may be called BOOK; `[h]:mm` is no day."""
    (sheet,) = book_of(excel_5_book("Café", 1.5, "[h]:mm"), ".xls").sheets
    assert sheet.rows == {1: {1: "Café", 2: "36:00"}}


def test_an_xls_without_the_ole_around_it_is_read() -> None:
    """Some programs leave that out, and Excel opens it."""
    assert book_of(xls_book({"Blad1": TABLE}, in_ole=False), ".xls").sheets[0].rows[3][1] == "Dans mee!"


@pytest.mark.parametrize("start", [b"\x09\x00\x04\x00\x02\x00\x10\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00"])
def test_a_workbook_from_before_1993_is_told_as_such(start: bytes) -> None:
    """Not as damaged: another program opens it."""
    outcome = parse(start.ljust(500, b"\x01"), "enquete.xls")
    assert isinstance(outcome, Finding)
    assert outcome.code == "file-is-oldest-excel"


def test_an_ods_keeps_errors_durations_and_formulas_that_were_never_calculated() -> None:
    """An error reads as 0 nowhere, and a duration of more than a day is no raw `PT36H`."""
    error = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="float" office:value="0" '
        'calcext:value-type="error" xmlns:calcext="urn:x"><text:p>#N/B</text:p></table:table-cell>'
    )
    by_excel = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="">'
        "<text:p>#DIV/0!</text:p></table:table-cell>"
    )
    cells = [error, by_excel, ods_cell("time", "PT36H05M07S"), '<table:table-cell table:formula="of:=1+1"/>']
    (sheet,) = book_of(ods_book(ods_table("Blad1", *cells)), ".ods").sheets
    assert sheet.rows == {
        1: {1: CellError("#N/A"), 2: CellError("#DIV/0!"), 3: "36:05:07", 4: CellError(NOT_CALCULATED)}
    }


def test_an_ods_that_is_laid_out_in_lines_is_read_as_any_other() -> None:
    """White space that lays out the XML is no text; blanks that were typed are."""
    cell = (
        '<table:table-cell office:value-type="string">\n  <text:p>\n    twee  <text:s text:c="2"/>drie\n    vier\n  '
        "</text:p>\n  <text:p>vijf<text:line-break/>zes</text:p>\n</table:table-cell>"
    )
    (sheet,) = book_of(ods_book("\n  ".join(["", ods_table("Blad1", cell), ""])), ".ods").sheets
    assert sheet.rows == {1: {1: "twee    drie vier\nvijf\nzes"}}


def test_an_ods_without_its_type_is_read() -> None:
    """Some programs leave the file `mimetype` out."""
    parts = unzipped(ods_book(ods_table("Blad1", ods_cell("string", "x"))))
    del parts["mimetype"]
    assert book_of(zipped(parts), ".ods").sheets[0].rows == {1: {1: "x"}}


def test_what_is_repeated_in_an_ods_is_bounded() -> None:
    """A cell that says to be a thousand million cells is refused, before it takes their memory."""
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    table = ods_table("Blad1", cell).replace(
        "<table:table-row>", '<table:table-row table:number-rows-repeated="1048576">'
    )
    outcome = parse(ods_book(table), "enquete.ods")
    assert isinstance(outcome, Finding)
    assert outcome.code == "workbook-takes-too-much"


# --- What was refused before ----------------------------------------------------------------------


def test_the_names_of_parts_may_have_backslashes() -> None:
    """As a program on Windows may write them into the zip."""
    parts = {name.replace("/", "\\"): part for name, part in book_parts(sheet_xml(ROW)).items()}
    assert book_of(zipped(parts), ".xlsx").sheets[0].rows == {1: {1: "Dans mee!"}}


def test_a_workbook_may_have_its_main_part_elsewhere() -> None:
    """The relationships of the package say where."""
    parts = {name.replace("xl/", "boek/"): part for name, part in book_parts(sheet_xml(ROW)).items()}
    parts["_rels/.rels"] = relationships(("officeDocument", "boek/workbook.xml"))
    assert book_of(zipped(parts), ".xlsx").sheets[0].rows == {1: {1: "Dans mee!"}}


def test_a_workbook_with_a_letter_in_it_is_a_workbook() -> None:
    """What stands in a folder of an OLE file says nothing of the whole."""
    content = bytearray(xls_book({"Blad1": TABLE}))
    directory = content.index("Root Entry".encode("utf-16-le"))
    name = "WordDocument".encode("utf-16-le")
    # An entry that no folder at the top points to, as that of a letter in a folder of its own.
    content[directory + 256 : directory + 256 + 66] = name.ljust(64, b"\x00") + struct.pack("<H", len(name) + 2)
    assert book_of(bytes(content), ".xls").sheets[0].rows[3][1] == "Dans mee!"
    assert root_streams(ole("WordDocument", "1Table")) == {"worddocument", "1table"}


def test_a_ragged_table_with_tabs_that_is_called_xls_is_read() -> None:
    """Websites write it for Excel, which opens it after a question."""
    content = b"Lijst van initiatieven\nInitiatief\tGemeente\tIdee\nDans mee!\tLommel\nX\tGeel\tveel\tmeer\n"
    assert book_of(content, ".xls").sheets[0].rows[3] == {1: "Dans mee!", 2: "Lommel"}


@pytest.mark.parametrize(("password", "code"), [("VelvetSweatshop", None), ("geheim", "workbook-protected")])
def test_a_workbook_with_the_password_of_excel_itself_is_read(password: str, code: str | None) -> None:
    """Excel gives it where only the structure is protected, and opens it without asking; any other is told."""
    from msoffcrypto.format.ooxml import OOXMLFile

    encrypted = BytesIO()
    # Of a package that is smaller, msoffcrypto makes a stream that it does not read again itself.
    rest = random.Random(1).randbytes(20_000)  # noqa: S311 - any bytes that can't be compressed
    OOXMLFile(BytesIO(zipped({**book_parts(sheet_xml(ROW)), "xl/rest.bin": rest}))).encrypt(password, encrypted)
    outcome = parse(encrypted.getvalue(), "enquete.xlsx")
    assert (outcome.code if isinstance(outcome, Finding) else None) == code
