"""What other programs write, and what is damaged, costs no more than itself."""

from __future__ import annotations

import pytest
from raw_books import MAIN, book_parts, inline, relationships, sheet_xml, styles_xml, zipped
from read_cases import book_of, sheet_of

from pipeline.model import Finding, Workbook
from pipeline.read.parse import parse


@pytest.mark.parametrize(("limit", "code"), [(6, None), (5, "workbook-too-large")])
def test_a_workbook_of_very_many_parts_is_refused(
    monkeypatch: pytest.MonkeyPatch, limit: int, code: str | None
) -> None:
    """Each part costs time to list, however small it is; the last that is allowed is still read."""
    monkeypatch.setattr("pipeline.ooxml.archive.MOST_PARTS", limit)
    parts = {**book_parts(sheet_xml("")), "xl/leeg.xml": ""}
    assert len(parts) == 6
    outcome = parse(zipped(parts), "enquete.xlsx")
    assert (outcome.code if isinstance(outcome, Finding) else None) == code


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_doctype_in_a_part_that_is_read_as_a_stream_is_refused(monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    """Also where no entity of it is used yet: no program that makes workbooks writes one."""
    monkeypatch.setattr("pipeline.ooxml.bounded_archive.SMALL_TREE", 0)
    sheet = sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>').partition("?>")[2]
    parts = {**book_parts(sheet), "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>Dans mee!</t></si></sst>'}
    assert book_of(parts).sheets[0].rows == {1: {1: "Dans mee!"}}
    outcome = parse(zipped({**parts, part: f'<!DOCTYPE x [<!ENTITY e "x">]>{parts[part]!s}'}), "enquete.xlsx")
    assert isinstance(outcome, Finding)
    assert outcome.code == "workbook-unsafe"


def test_a_cell_without_an_address_follows_an_empty_one_that_has_its_own() -> None:
    """Also where that one holds only formatting: no later cell moves to the left."""
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"/><c><v>3</v></c><c r="F1"/><c/><c><v>8</v></c></row>'
    assert sheet_of(rows, styles=styles_xml("0")).rows == {1: {1: 1, 3: 3, 8: 8}}


@pytest.mark.parametrize("number", ["0", "1048577", "-1", "9999999999"])
def test_a_row_whose_number_is_none_of_excel_costs_nothing_but_a_warning(number: str) -> None:
    """Its cells stand below the last row, so that they overwrite nothing; the other rows stay where they are."""
    odd = f'<row r="{number}">{inline(f"A{number}", "los")}{inline(f"C{number}", "eind")}</row>'
    whole = book_of(
        book_parts(sheet_xml(f'<row r="1">{inline("A1", "een")}</row>{odd}<row r="2">{inline("B2", "x")}</row>'))
    )
    assert whole.sheets[0].rows == {1: {1: "een"}, 2: {2: "x"}, 3: {1: "los", 3: "eind"}}
    assert [(finding.code, str(finding.place)) for finding in whole.findings] == [
        ("row-number-wrong", "enquete.xlsx › Blad1 › A3")
    ]


def two_sheets(second: bytes | str) -> dict[str, bytes | str]:
    """Return a workbook of two sheets, of which the first is sound."""
    parts = book_parts(sheet_xml(f'<row r="1">{inline("A1", "goed")}</row>'))
    listed = '<sheet name="Blad1" sheetId="1" state="visible" r:id="rId1"/>'
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(
        listed, f'{listed}<sheet name="Blad2" sheetId="2" r:id="rId2"/>'
    )
    parts["xl/_rels/workbook.xml.rels"] = relationships(
        ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")
    )
    return {**parts, "xl/worksheets/sheet2.xml": second}


@pytest.mark.parametrize(
    "second", ["<worksheet><sheetData><row>", b"\xff\xfe<", sheet_xml('<row r="1"><c r="ABCD1"/></row>')]
)
def test_one_damaged_sheet_costs_only_itself(second: bytes | str) -> None:
    """It is told; the others are read."""
    workbook = book_of(two_sheets(second))
    assert [sheet.name for sheet in workbook.sheets] == ["Blad1"]
    assert [(finding.code, finding.place.sheet) for finding in workbook.findings] == [("sheet-unreadable", "Blad2")]


def test_a_sheet_with_a_wrong_checksum_costs_only_itself() -> None:
    """One flipped bit in its bytes: the other sheet is read."""
    content = bytearray(zipped(two_sheets(sheet_xml(f'<row r="1">{inline("A1", "stuk")}</row>'))))
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 16 : entry + 20] = b"\x00\x00\x00\x00"
    workbook = parse(bytes(content), "enquete.xlsx")
    assert isinstance(workbook, Workbook)
    assert [sheet.name for sheet in workbook.sheets] == ["Blad1"]
    assert [finding.code for finding in workbook.findings] == ["sheet-unreadable"]


@pytest.mark.parametrize("part", ["xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"])
def test_a_workbook_of_which_no_sheet_is_where_it_says_is_damaged_and_not_empty(part: str) -> None:
    """Nobody would look for answers in a workbook that is called empty."""
    parts = book_parts(sheet_xml(f'<row r="1">{inline("A1", "x")}</row>'))
    del parts[part]
    outcome = parse(zipped(parts), "enquete.xlsx")
    assert isinstance(outcome, Finding)
    assert outcome.code == "workbook-unreadable"
