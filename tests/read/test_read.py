"""Any file in inputs is read to its filled cells, or told for what it is; nothing crashes and nothing hangs."""

from __future__ import annotations

import logging
import os
import sys
import zipfile
from datetime import datetime, time
from io import BytesIO
from pathlib import Path

import pytest
from conftest import PROJECT
from openpyxl import Workbook as Book
from openpyxl.workbook.defined_name import DefinedName

from pipeline.model import NOT_CALCULATED, Area, CellError, Finding, Workbook
from pipeline.read import find_files, read
from pipeline.storage.local_folder import LocalFolder, local_file

MISTAKES = PROJECT / "examples/with-mistakes"


def saved(book: Book, folder: Path, name: str = "enquete.xlsx") -> Path:
    """Save a workbook and return where."""
    path = folder / name
    book.save(path)
    return path


def read_book(path: Path) -> Workbook:
    """Read a file that is a workbook."""
    workbook = read(local_file(path))
    assert isinstance(workbook, Workbook), workbook
    return workbook


def test_every_kind_of_value_keeps_its_kind(tmp_path: Path) -> None:
    """Texts, numbers, dates, times, yes/no and errors; blanks alone are told later; line ends have one form."""
    book = Book()
    sheet = book.worksheets[0]
    sheet.append(["één\r\ntwee_x000D_\ndrie", 12.5, 3, True, datetime(2026, 3, 15), time(9, 30), "  \n", None, "=1+1"])
    sheet["J1"] = "#NAME?"
    sheet["J1"].data_type = "e"
    (page,) = read_book(saved(book, tmp_path)).sheets
    assert page.rows == {
        1: {
            1: "één\ntwee\ndrie",
            2: 12.5,
            3: 3,
            4: True,
            5: datetime(2026, 3, 15),
            6: time(9, 30),
            7: "  \n",
            9: CellError("="),
            10: CellError("#NAME?"),
        }
    }


def test_one_cell_in_the_last_corner_costs_nothing(tmp_path: Path) -> None:
    """A stray cell in XFD1048576 makes no walk over 17 thousand million empty cells."""
    book = Book()
    book.worksheets[0]["A1"] = "Initiatief"
    book.worksheets[0]["XFD1048576"] = "verdwaald"
    (page,) = read_book(saved(book, tmp_path)).sheets
    assert page.rows == {1: {1: "Initiatief"}, 1048576: {16384: "verdwaald"}}


def test_names_that_point_to_cells_are_read_and_others_are_not(tmp_path: Path) -> None:
    """A form is known by its names; deleted ones, constants and whole columns point to no box."""
    book = Book()
    book.worksheets[0].title = "Vragen"
    for name, target in {
        "binding__binding__initiatief": "Vragen!$B$5",
        "weg": "Vragen!#REF!",
        "getal": "12",
        "kolom": "Vragen!$A:$A",
        "elders": "Ander!$A$1",
    }.items():
        book.defined_names[name] = DefinedName(name, attr_text=target)
    book.worksheets[0]["B5"] = "Dans mee!"
    assert read_book(saved(book, tmp_path)).names == (("binding__binding__initiatief", Area("Vragen", 5, 2, 5, 2)),)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("~$lijst met fouten.xlsx", "file-temporary"),
        ("leesmij.txt", "file-not-a-workbook"),
        ("nul bytes.xlsx", "file-empty"),
        ("met wachtwoord.xlsx", "workbook-protected"),
        ("half gekopieerd.xlsx", "workbook-cut-off"),
    ],
)
def test_what_is_no_workbook_is_told_for_what_it_is(name: str, code: str) -> None:
    """One finding a file, and never a traceback."""
    finding = read(local_file(MISTAKES / name))
    assert isinstance(finding, Finding)
    assert (finding.code, finding.place.file) == (code, name)


def with_part(folder: Path, part: str, content: bytes) -> Path:
    """Return a workbook of which one part is replaced."""
    whole = BytesIO()
    Book().save(whole)
    path = folder / "vijandig.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == part else old.read(entry))
    return path


def test_an_archive_that_unpacks_without_end_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip bomb is told as too large, before any parser sees it."""
    monkeypatch.setattr("pipeline.ooxml.archive.LARGEST_UNPACKED", 1_000_000)
    path = with_part(tmp_path, "xl/styles.xml", b" " * 1_000_001)
    finding = read(local_file(path))
    assert isinstance(finding, Finding)
    assert finding.code == "workbook-too-large"


def test_entities_and_other_files_are_never_expanded(tmp_path: Path) -> None:
    """A workbook that defines entities is refused: it can neither swell nor read another file."""
    (tmp_path / "geheim.txt").write_text("geheim", encoding="utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "geheim.txt").as_uri()}">]>'
    sheet = (
        f'<?xml version="1.0"?>{entity}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>'
    )
    path = with_part(tmp_path, "xl/worksheets/sheet1.xml", sheet.encode())
    outcome = read(local_file(path))
    assert "geheim" not in repr(outcome)


def test_nested_folders_are_read_in_an_order_that_is_the_same_everywhere(tmp_path: Path) -> None:
    """By name, folders among files; the outputs folder is left alone, and a hidden one not entered."""
    for name in ("b.xlsx", "a/2.xlsx", "a/1.xlsx", ".git/x.xlsx", "outputs/y.xlsx", "C.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    paths = list(find_files(LocalFolder(tmp_path), but_not="outputs"))
    assert paths == [".git", "C.xlsx", "a/1.xlsx", "a/2.xlsx", "b.xlsx"]


def test_a_formula_without_a_value_is_not_an_empty_cell(tmp_path: Path) -> None:
    """Other programs write formulas that only Excel calculates."""
    book = Book()
    book.worksheets[0].append(["Dans mee!", '="samen "&"sterk"'])
    (page,) = read_book(saved(book, tmp_path)).sheets
    assert page.rows == {1: {1: "Dans mee!", 2: CellError(NOT_CALCULATED)}}


def test_a_typed_underscore_code_stays_as_it_was_typed(tmp_path: Path) -> None:
    """Excel stores `_x0041_` as `_x005F_x0041_`; undone once, not twice."""
    book = Book()
    book.worksheets[0]["A1"] = "code _x005F_x0041_ en_x000D_\nregel"
    assert read_book(saved(book, tmp_path)).sheets[0].rows == {1: {1: "code _x0041_ en\nregel"}}


@pytest.mark.parametrize(
    "ranges",
    [
        '<mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>',
        '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
    ],
)
def test_a_merged_sheet_costs_nothing(tmp_path: Path, ranges: str) -> None:
    """Merged cells or a link over a whole sheet are left out, and the answers are read."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        f'<c r="A1" t="inlineStr"><is><t>Dans mee!</t></is></c></row></sheetData>{ranges}</worksheet>'
    )
    assert read_book(with_part(tmp_path, "xl/worksheets/sheet1.xml", sheet.encode())).sheets[0].rows == {
        1: {1: "Dans mee!"}
    }


def test_a_sheet_with_an_apostrophe_in_its_name_keeps_its_names(tmp_path: Path) -> None:
    """Excel doubles the apostrophe where a name points to it."""
    book = Book()
    book.worksheets[0].title = "'t Blad van An"
    book.defined_names["vak"] = DefinedName("vak", attr_text="'''t Blad van An'!$B$5")
    assert read_book(saved(book, tmp_path)).names == (("vak", Area("'t Blad van An", 5, 2, 5, 2)),)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    """A pipe never ends, a link may lead nowhere, and a linked folder may lead anywhere."""
    os.mkfifo(tmp_path / "pijp.xlsx")
    (tmp_path / "weg.xlsx").symlink_to(tmp_path / "nergens.xlsx")
    (tmp_path / "elders").symlink_to(MISTAKES)
    outcomes = {name: read(local_file(tmp_path / name)) for name in find_files(LocalFolder(tmp_path))}
    assert {name: finding.code for name, finding in outcomes.items() if isinstance(finding, Finding)} == {
        "pijp.xlsx": "file-not-a-workbook",
        "weg.xlsx": "file-not-reachable",
        "elders": "folder-not-entered",
    }


def test_nothing_of_an_answer_stands_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault may quote the cell it stumbled on; the log keeps only where in the code, and the rest is read on."""

    def stumble(_: object, text: str, style: str | None) -> None:
        raise ValueError(text, style)

    monkeypatch.setattr("pipeline.read.cell_reader.CellReader._number", stumble)
    book = Book()
    book.worksheets[0]["A1"] = 20260315
    path = saved(book, tmp_path)
    logging.getLogger("pipeline").propagate = True
    outcome = read(local_file(path))
    assert isinstance(outcome, Finding)
    assert outcome.code == "workbook-unreadable"
    assert "ValueError" in caplog.text
    assert "20260315" not in caplog.text


def test_a_formula_is_seen_whatever_its_prefix(tmp_path: Path) -> None:
    """Some programs write `<x:f>` where Excel writes `<f>`."""
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1">'
        '<x:c r="A1"><x:f>1+1</x:f></x:c></x:row></x:sheetData></x:worksheet>'
    )
    path = with_part(tmp_path, "xl/worksheets/sheet1.xml", sheet.encode())
    assert read_book(path).sheets[0].rows == {1: {1: CellError(NOT_CALCULATED)}}
