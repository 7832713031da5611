"""What a cell hides or has lost is kept as it is and told."""

from __future__ import annotations

import pytest
from raw_books import MAIN, book_parts, inline, relationships, sheet_xml, styles_xml
from read_cases import book_of, sheet_of

from pipeline.answers.types.cell_text import cell_text
from pipeline.match.sheet_grid import cell_at
from pipeline.model import NOT_CALCULATED, PICTURE, CellDetails, CellError
from pipeline.rich_text import Span


def test_a_formula_that_was_never_calculated_is_told_whatever_type_its_cell_has() -> None:
    """Without a value it has none; with an empty text it gave an empty text."""
    rows = (
        '<row r="1"><c r="A1" t="str"><f>1+1</f></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><f>2</f><v/></c>'
        '<c r="D1" t="inlineStr"><v>in een v</v></c><c r="E1" t="str"><f>A1</f><v>tekst</v></c></row>'
    )
    assert sheet_of(rows).rows == {
        1: {1: CellError(NOT_CALCULATED), 3: CellError(NOT_CALCULATED), 4: "in een v", 5: "tekst"}
    }


STRUCK = (
    f'<styleSheet xmlns="{MAIN}"><fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>'
    '<cellXfs><xf/><xf fontId="1" numFmtId="9"/><xf fontId="2"/></cellXfs></styleSheet>'
)


ALL_STRUCK = CellDetails(spans=(Span(0, 4, ("strike",)),), doubts=("answer-struck-out",))


@pytest.mark.parametrize("small", [0, 1 << 20])
def test_a_cell_that_is_struck_out_stays_so_and_is_told(monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    """Texts of every kind and numbers; a font that says it strikes nothing out strikes nothing out."""
    monkeypatch.setattr("pipeline.ooxml.bounded_archive.SMALL_TREE", small)
    texts = f'<sst xmlns="{MAIN}"><si><t>weg.</t></si></sst>'
    rows = (
        '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="2" t="s"><v>0</v></c></row>'
        '<row r="2"><c r="A2" s="1" t="inlineStr"><is><t>weg.</t></is></c><c r="B2" s="1"><v>0.5</v></c></row>'
        '<row r="3"><c r="A3" s="1" t="str"><v>weg.</v></c></row><row r="4"><c r="A4" s="1" t="b"><v>1</v></c></row>'
    )
    sheet = sheet_of(rows, styles=STRUCK, sharedStrings=texts)
    percentage = CellDetails("50%", (Span(0, 3, ("strike",)),), doubts=("answer-struck-out",))
    assert sheet.details == {
        (1, 1): ALL_STRUCK,
        (2, 1): ALL_STRUCK,
        (2, 2): percentage,
        (3, 1): ALL_STRUCK,
        (4, 1): CellDetails(doubts=("answer-struck-out",)),
    }
    assert str(cell_text(cell_at("f.xlsx", sheet, 2, 2))) == "50%"


def test_a_text_that_is_struck_out_in_part_keeps_its_look_and_is_told() -> None:
    """So does a formatted text in a cell that is struck out as a whole."""
    runs = "<is><r><rPr><strike/></rPr><t>oud</t></r><r><t> nieuw</t></r></is>"
    bold = "<is><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r><r><t>c</t></r></is>"
    rows = f'<row r="1"><c r="A1" t="inlineStr">{runs}</c><c r="B1" s="1" t="inlineStr">{bold}</c></row>'
    sheet = sheet_of(rows, styles=STRUCK)
    assert sheet.details == {
        (1, 1): CellDetails(spans=(Span(0, 3, ("strike",)),), doubts=("answer-struck-out",)),
        (1, 2): CellDetails(
            spans=(Span(0, 1, ("strike",)), Span(1, 2, ("bold", "strike")), Span(2, 3, ("strike",))),
            doubts=("answer-struck-out",),
        ),
    }


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("123456789012345678", "123456789012345678"),
        ("5390075470341230", "5390075470341230"),
        ("12345678901234567890", "12345678901234567890"),
        ("1.2345678901234568E+19", "12345678901234568000"),
        ("1e25", "10000000000000000000000000"),
        ("-5390075470341230", "-5390075470341230"),
        ("1e300", "1e300"),
        ("999999999999999", ""),
        ("0.30000000000000004", ""),
    ],
)
@pytest.mark.parametrize("style", ["", ' s="1"', ' s="2"'])
def test_a_number_of_sixteen_digits_is_told_and_shown_with_all_that_are_stored(
    stored: str, shown: str, style: str
) -> None:
    """Excel keeps 15, so some may be lost; none is lost here, whatever its format."""
    sheet = sheet_of(f'<row r="1"><c r="A1"{style}><v>{stored}</v></c></row>', styles=styles_xml("0", "General"))
    assert sheet.details == ({(1, 1): CellDetails(shown, doubts=("answer-digits-lost",))} if shown else {})


@pytest.mark.parametrize(
    ("structure", "value"), [("", PICTURE), ("<s t='_localImage'/>", PICTURE), ("<s t='_error'/>", "#VALUE!")]
)
def test_a_picture_in_a_cell_is_called_a_picture(structure: str, value: str) -> None:
    """Excel writes an error there for older versions; an error of newer versions stays one."""
    cells = (
        '<c r="A1" t="e" vm="1"><v>#VALUE!</v></c><c r="B1" t="e"><v>#VALUE!</v></c>'
        '<c r="C1" t="e"><f>_xlfn.IMAGE("https://voorbeeld.be/a.png")</f><v>#VALUE!</v></c>'
    )
    parts = book_parts(sheet_xml(f'<row r="1">{cells}</row>'))
    if structure:
        parts["xl/_rels/workbook.xml.rels"] = relationships(
            ("worksheet", "worksheets/sheet1.xml"), ("rdRichValueStructure", "richData/rdrichvaluestructure.xml")
        )
        parts["xl/richData/rdrichvaluestructure.xml"] = f"<x>{structure}</x>"
    assert book_of(parts).sheets[0].rows == {1: {1: CellError(value), 2: CellError("#VALUE!"), 3: CellError(PICTURE)}}


@pytest.mark.parametrize(
    ("stored", "text"),
    [("'0475123456", "0475123456"), ("'=1+1", "=1+1"), ("'s morgens", "'s morgens"), ("'t Hof 12", "'t Hof 12")],
)
def test_an_apostrophe_that_makes_a_number_a_text_is_no_part_of_it(stored: str, text: str) -> None:
    """Programs other than Excel keep it in the text; an apostrophe of Dutch stays."""
    assert sheet_of(f'<row r="1">{inline("A1", stored)}</row>').rows == {1: {1: text}}
