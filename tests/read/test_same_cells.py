"""The same content gives the same cells, whatever kind of file LibreOffice saves it as."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from binary_books import Rows, xls_book, xlsb_book
from openpyxl import Workbook as Book
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

from pipeline.answers.types.cell_text import plain_cell_text
from pipeline.match.sheet_grid import cell_at
from pipeline.model import CellDetails, CellValue, Workbook
from pipeline.read.parse import parse

SOFFICE = shutil.which("soffice")
FILTERS = {
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "xls": "xls:MS Excel 97",
    "ods": "ods:calc8",
    "csv": "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,true",
}
"""How LibreOffice calls what it saves; the csv in UTF-8, with semicolons, as people see the cells."""
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>nl-BE</value></prop></item></oor:items>"""

NUMBERS = (475123456, -5, 0.125, 0, 1234567)
NUMBER_FORMATS = (
    "General", "0", "0.00", "#,##0.00", "0%", "0.0%", '0"%"', '0000" "00" "00" "00', '"INI-"0000',
    '[<=99999999]00" "00" "00" "00;0000" "00" "00" "00', '0 "over";0 "tekort"', '"ja";;"nee"', '0.0,,"M"', '0.0,"K"',
    "# ?/?", "[$€-813] #,##0.00", "#,##0.00 [$€-813]", "00000", "000-00-0000", "#,##0.00;[Red]-#,##0.00",
    '[>=1000]0.0,"K";0', "0.00E+00",
)  # fmt: skip
MOMENTS = (46096.75, 0.25, 136.50005)
MOMENT_FORMATS = (
    "dd/mm/yyyy", "d/mm/yyyy hh:mm", "mmmm yyyy", "d mmm", '"schooljaar "yyyy', "hh:mm", "h:mm:ss", "[h]:mm:ss",
    "[h]:mm", "yyyy", "dddd d mmmm yyyy",
)  # fmt: skip
TEXTS = (
    "Dans mee!",
    "één\ntwee  drie",
    " los ",
    "😀 samen; en | of",
    '"quotes" <b>&amp;',
    "-0475",
    "1/2",
    "'s morgens",
)


def book(folder: Path) -> Path:
    """Write a workbook with something of everything that a cell can hold."""
    made = Book()
    sheet = made.worksheets[0]
    sheet.title = "Blad1"
    for column, text in enumerate(TEXTS, start=1):
        sheet.cell(1, column, text)
    for row, code in enumerate(NUMBER_FORMATS, start=3):
        for column, number in enumerate(NUMBERS, start=1):
            sheet.cell(row, column, number).number_format = code
    for row, code in enumerate(MOMENT_FORMATS, start=3):
        for column, days in enumerate(MOMENTS, start=8):
            sheet.cell(row, column, days).number_format = code
    values: list[str | bool] = [True, "=1/0", "=NA()", '="sa"&"men"', "=1+1", "=zomaar()", "=TRUE()"]
    for column, value in enumerate(values, start=1):
        sheet.cell(30, column, value)
    sheet["A31"], sheet["B31"] = "weg", 5
    sheet["A31"].font = sheet["B31"].font = Font(strike=True)
    sheet["C31"] = CellRichText("a ", TextBlock(InlineFont(b=True), "vet"), TextBlock(InlineFont(strike=True), "door"))
    sheet["D31"], sheet["A33"] = 5390075470341230, "onze site"
    sheet["A33"].hyperlink = "https://dansmee.be/2026"
    sheet.row_dimensions[31].hidden = sheet.column_dimensions["I"].hidden = True
    sheet["K40"] = "ver"
    made.create_sheet("Weg")["A1"] = "x"
    made.worksheets[1].sheet_state = "hidden"
    made.defined_names["vak"] = DefinedName("vak", attr_text="Blad1!$B$5:$C$7")
    made.save(folder / "in.xlsx")
    return folder / "in.xlsx"


def saved_as(kind: str, files: list[Path], folder: Path) -> list[Path]:
    """Have LibreOffice save files as another kind, in one go."""
    command = [str(SOFFICE), f"-env:UserInstallation={(folder / 'profiel').as_uri()}", "--headless", "--convert-to"]
    target = folder / kind
    subprocess.run(  # noqa: S603 - our own files
        [*command, FILTERS[kind], "--outdir", str(target), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return [target / f"{file.stem}.{kind}" for file in files]


def read(path: Path) -> Workbook:
    """Read a workbook, called alike whatever its kind."""
    workbook = parse(path.read_bytes(), f"in{path.suffix}")
    assert isinstance(workbook, Workbook), workbook
    return replace(workbook, file="in", digest="")


Cells = Mapping[tuple[int, int], tuple[CellValue, CellDetails | None]]


def cells_of(workbook: Workbook) -> Cells:
    """Return the cells of the first sheet, with all that they hold."""
    sheet = workbook.sheets[0]
    return {
        (row, column): (value, sheet.details.get((row, column)))
        for row, values in sheet.rows.items()
        for column, value in values.items()
    }


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not on this machine")
def test_the_same_content_gives_the_same_cells_in_every_kind_of_file(tmp_path: Path) -> None:
    """Values, what people saw, formatting, doubts, links, names and what is hidden.

    A csv has only what people saw: there, each cell says what it says in the workbook, where that was not rounded.
    A binary workbook, which LibreOffice can't save, is written by us: it reads what we read.
    """
    (tmp_path / "profiel/user").mkdir(parents=True)
    (tmp_path / "profiel/user/registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    binary = tmp_path / "binair.xlsb"
    rows: Rows = [["Initiatief", "Aantal", None, "Samen"], [None], ["Dans mee!", 12, None, True], [None, None, 0.5]]
    binary.write_bytes(xlsb_book({"Blad1": rows, "Weg": [["x"]]}, hidden="Weg"))
    source = book(tmp_path)
    by_excel, by_binary = map(read, saved_as("xlsx", [source, binary], tmp_path))
    for kind in ("xls", "ods"):
        (path,) = saved_as(kind, [source], tmp_path)
        other = read(path)
        assert cells_of(other) == cells_of(by_excel), kind
        assert [replace(sheet, rows={}, details={}) for sheet in other.sheets] == [
            replace(sheet, rows={}, details={}) for sheet in by_excel.sheets
        ], kind
        assert other.names == by_excel.names, kind
    assert read(binary).sheets[0].rows == by_binary.sheets[0].rows
    (as_text,) = saved_as("csv", [source], tmp_path)
    texts = read(as_text).sheets[0].rows
    sheet = by_excel.sheets[0]
    for row, column in [(1, column) for column in range(1, len(TEXTS) + 1)] + [(row, 1) for row in range(3, 14)]:
        seen = plain_cell_text(cell_at("in", sheet, row, column))
        assert str(texts[row][column]).strip() == seen, (row, column)


def test_the_two_binary_kinds_give_the_same_cells() -> None:
    """The same rows, written as .xls and as .xlsb."""
    rows: Rows = [["Initiatief", 12, 0.5, True, b"\x2a"], [None, None, "één\ntwee"]]
    old, new = parse(xls_book({"Blad1": rows}), "a.xls"), parse(xlsb_book({"Blad1": rows}), "a.xlsb")
    assert isinstance(old, Workbook)
    assert isinstance(new, Workbook)
    assert cells_of(old) == cells_of(new)
