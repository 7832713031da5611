"""Annotated copies: cells marked, everything listed in front, and nothing else changed."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from io import BytesIO

import pytest
from conftest import PROJECT
from document_rules import check_xlsx
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from pipeline.feedback import AnnotationError, annotate
from pipeline.feedback.cell_comments import without_shapes
from pipeline.feedback.cell_marks import DARK, LIGHT
from pipeline.form.form_workbook import form_bytes
from pipeline.messages import CATALOGUE, fix, message
from pipeline.model import FINDINGS_SHEET, FOLLOWS, Finding, Layout, Place
from pipeline.ooxml.properties import custom_properties

MISTAKES = PROJECT / "examples/with-mistakes"
CHANGED = ("[Content_Types].xml", "docProps/custom.xml", "_rels/.rels", "xl/workbook.xml", "xl/styles.xml")


def finding(cell: str | None, sheet: str | None = "Antwoorden", value: str = "sprot") -> Finding:
    """Return a choice that does not exist."""
    details = {"choices": "sport, jeugd"}
    return Finding(
        "answer-not-a-choice", Place("lijst.xlsx", sheet, cell), "Dans mee!", "Sector", value, details=details
    )


def workbook() -> Workbook:
    """Return a list as an office keeps it, with much that has to stay."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Antwoorden"
    page.append(["Initiatief", "Sector", "Aantal", "Dubbel"])
    for row in range(2, 6):
        page.append([f"Initiatief {row}", "sprot", row, f"=C{row}*2"])
    page["B2"].fill = PatternFill("solid", fgColor="FFCCE5FF")
    page["B3"].comment = Comment("Nog bellen met An.", "Jef")
    page["B4"].font = Font(color="FFFFFFFF", bold=True)
    page["B4"].fill = PatternFill("solid", fgColor="FF102030")
    page.column_dimensions["B"].width = 31
    page.protection.sheet = True
    choices = DataValidation(type="list", formula1='"sport,jeugd"')
    choices.add("B2:B5")
    page.add_data_validation(choices)
    page.conditional_formatting.add("C2:C5", CellIsRule("greaterThan", formula=["3"], font=Font(bold=True)))  # type: ignore[no-untyped-call] # the stubs forget its types
    page.print_title_rows = "1:1"
    other = book.create_sheet("O'Brien & co")
    other["A1"] = "Uitleg"
    chart = BarChart()
    chart.add_data(Reference(page, min_col=3, min_row=2, max_row=5))
    other.add_chart(chart, "C3")
    other.print_title_rows = "1:1"
    book.active = 1
    book.defined_names["sector"] = DefinedName("sector", attr_text="Antwoorden!$B$2:$B$5")
    book.custom_doc_props.append(StringProperty(name="Dossier", value="2026-114"))  # type: ignore[attr-defined] # as above
    return book


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(changed: Mapping[str, bytes]) -> bytes:
    """Return a package of these parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in changed.items():
            archive.writestr(name, content)
    return file.getvalue()


def own_rules(content: bytes) -> list[str]:
    """Return the rules that a workbook breaks for opening without a question."""
    return [str(broken) for broken in check_xlsx(content, sheets=[FINDINGS_SHEET])]


def test_cells_are_marked_by_fill_and_by_comment() -> None:
    """The comment says what is wrong and how to mend it; an empty cell that is not in the file is marked too."""
    note = replace(CATALOGUE["answer-replaced"].example, place=Place("lijst.xlsx", "Antwoorden", "B5"))
    found = [finding("B2"), finding("F9"), note]
    page = load_workbook(BytesIO(annotate(saved(workbook()), found, "nl")))["Antwoorden"]
    for one in found[:2]:
        cell = page[one.place.cell or ""]
        assert cell.fill.fgColor.rgb == LIGHT
        assert message(one, "nl") in cell.comment.text
        assert fix(one, "nl") in cell.comment.text
    assert page["B5"].comment is None, "a note asks for nothing"
    assert page["B5"].fill.fill_type is None


def test_everything_else_stays_as_it_was() -> None:
    """Values, formulas, widths, validations, formats, names, protection, and each other part byte for byte."""
    before = saved(workbook())
    after = annotate(before, [finding("B2"), finding("B3")], "nl")
    was, became = load_workbook(BytesIO(before)), load_workbook(BytesIO(after))
    assert became.sheetnames == [FINDINGS_SHEET, *was.sheetnames]
    for old in was.worksheets:
        new = became[old.title]
        assert [[cell.value for cell in row] for row in old] == [[cell.value for cell in row] for row in new]
        assert {k: v.width for k, v in old.column_dimensions.items()} == {
            k: v.width for k, v in new.column_dimensions.items()
        }
        assert [one.sqref for one in old.data_validations.dataValidation] == [
            one.sqref for one in new.data_validations.dataValidation
        ]
        assert list(old.conditional_formatting) == list(new.conditional_formatting)
        assert old.protection.sheet == new.protection.sheet
        assert old.print_title_rows == new.print_title_rows
    assert became.defined_names["sector"].attr_text == "Antwoorden!$B$2:$B$5"
    assert set(custom_properties(parts(after))) == {"Dossier", FOLLOWS}
    old_parts, new_parts = parts(before), parts(after)
    touched = {name for name, content in old_parts.items() if new_parts.get(name) != content}
    assert all(
        name in CHANGED or "sheet1.xml" in name or "comments" in name or "rels" in name or "legacy" in name
        for name in touched
    )
    assert any("chart" in name for name in old_parts)
    assert not any("chart" in name for name in touched)


def test_macros_stay() -> None:
    """A workbook with macros keeps them, to the byte."""
    inside = parts(saved(workbook()))
    types = inside["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    types = types.replace(
        b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    )
    macro = {**inside, "[Content_Types].xml": types, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 macro"}
    assert parts(annotate(packed(macro), [finding("B2")], "nl"))["xl/vbaProject.bin"] == macro["xl/vbaProject.bin"]


def test_a_comment_that_is_there_keeps_its_words() -> None:
    """Ours come below."""
    page = load_workbook(BytesIO(annotate(saved(workbook()), [finding("B3")], "nl")))["Antwoorden"]
    assert page["B3"].comment.text.startswith("Nog bellen met An.\n\nBinding · fout\n")


def test_words_stay_readable_on_a_mark() -> None:
    """Light text gets a dark mark; text that a table makes light is made dark. Both go when the mark goes."""
    book = workbook()
    page = book.worksheets[0]
    page["F1"], page["F2"] = "Kop", "x"
    table = Table(displayName="Lijst", ref="F1:F2")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    page.add_table(table)
    once = annotate(saved(book), [finding("B4"), finding("F1")], "nl")
    marked = load_workbook(BytesIO(once))["Antwoorden"]
    assert marked["B4"].fill.fgColor.rgb == DARK
    assert marked["B4"].font.color.rgb == "FFFFFFFF"
    assert marked["F1"].fill.fgColor.rgb == LIGHT
    assert marked["F1"].font.color.rgb.startswith("FF1D27")
    anew = load_workbook(BytesIO(annotate(once, [finding("B2")], "nl")))["Antwoorden"]
    assert anew["B4"].fill.fgColor.rgb == "FF102030"
    assert anew["F1"].font.color.theme == page["F1"].font.color.theme


def test_the_first_sheet_lists_everything_with_links() -> None:
    """Title, header row in sight, a row for each finding with a link to its cell; notes too."""
    found = [finding("A1", "O'Brien & co"), finding("B2"), finding(None, None)]
    book = load_workbook(BytesIO(annotate(saved(workbook()), found, "nl")))
    page = book.worksheets[0]
    assert (book.active, page.title) == (page, FINDINGS_SHEET)
    assert page["A1"].value == "Bevindingen bij lijst.xlsx"
    assert [cell.value for cell in page[4]][:2] == ["Ernst", "Plaats"]
    assert page.freeze_panes == "A5"
    assert [page.cell(row, 2).value for row in (5, 6, 7)] == ["O'Brien & co › A1", "Antwoorden › B2", "hele werkmap"]
    assert page["B5"].hyperlink.location == "'O''Brien & co'!A1"
    assert page["B7"].hyperlink is None
    assert not page.merged_cells.ranges


def test_the_copy_keeps_the_rules_of_documents(binding: Layout) -> None:
    """It opens without a question and its list is accessible; our own form keeps all rules it kept before."""
    content = annotate(saved(workbook()), [finding(f"B{row}") for row in range(2, 60)], "en")
    assert own_rules(content) == []
    form = form_bytes(binding, "Dans mee!")
    assert check_xlsx(form) == []
    assert check_xlsx(annotate(form, [finding("B6", load_workbook(BytesIO(form)).sheetnames[0])], "nl")) == []


@pytest.mark.parametrize("evil", ["=1+1", "+32 9 000", "@SUM(A1)", "_x0041_", "\x07\x1b[2J", "<script>&amp;"])
def test_a_value_in_the_list_is_never_a_formula(evil: str) -> None:
    """Whatever an answer begins with, it is text in the list and in the comment."""
    content = annotate(saved(workbook()), [finding("B2", value=evil), finding("B3", value=evil)], "nl")
    assert own_rules(content) == []
    page = load_workbook(BytesIO(content)).worksheets[0]
    assert {page.cell(row, column).data_type for row in (5, 6) for column in range(1, 6)} == {"s"}
    assert b"<f>" not in parts(content)["xl/worksheets/sheet3.xml"]


def test_a_value_in_the_list_stays_a_text_when_somebody_edits_its_cell() -> None:
    """Excel would make a formula of `=1+1` at the first Enter, but for the hidden apostrophe (`quotePrefix`)."""
    page = load_workbook(BytesIO(annotate(saved(workbook()), [finding("B2", value="=1+1")], "nl"))).worksheets[0]
    assert page.title == FINDINGS_SHEET
    texts = [cell for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any("=1+1" in str(cell.value) for cell in texts)
    assert [cell.coordinate for cell in texts if not cell.quotePrefix] == []


def test_a_copy_says_what_it_was_made_from() -> None:
    """The digests of its ancestors, oldest first, the last three: Excel keeps 255 characters."""
    content = saved(workbook())
    trail = []
    for _ in range(4):
        trail.append(hashlib.sha256(content).hexdigest())
        content = annotate(content, [finding("B2")], "nl")
        told = custom_properties(parts(content))[FOLLOWS]
        assert told.split() == trail[-3:]
        assert len(told) <= 255


def test_only_digests_are_taken_over_from_a_workbook() -> None:
    """What somebody else wrote under that name does not grow in our copies."""
    book = workbook()
    book.custom_doc_props.append(StringProperty(name=FOLLOWS, value="x" * 9_000 + " <b>"))  # type: ignore[attr-defined] # as above
    content = saved(book)
    told = custom_properties(parts(annotate(content, [finding("B2")], "nl")))[FOLLOWS]
    assert told == hashlib.sha256(content).hexdigest()


def test_an_annotated_copy_is_annotated_anew() -> None:
    """The old list, marks and comments go first; what was there before comes back."""
    once = annotate(saved(workbook()), [finding("B2"), finding("B3"), finding("B5")], "nl")
    book = load_workbook(BytesIO(annotate(once, [finding("B5")], "nl")))
    page = book["Antwoorden"]
    assert book.sheetnames == [FINDINGS_SHEET, "Antwoorden", "O'Brien & co"]
    assert page["B2"].fill.fgColor.rgb == "FFCCE5FF"
    assert page["B2"].comment is None
    assert page["B3"].fill.fill_type is None
    assert page["B3"].comment.text.strip() == "Nog bellen met An."
    assert page["B5"].comment.text.count("Binding · ") == 1
    assert page["B5"].fill.fgColor.rgb == LIGHT
    assert book.worksheets[0].max_row == 5


def test_a_conversation_on_a_cell_is_left_alone() -> None:
    """Its words have a part of their own, of which the comment is only a stand-in that Excel makes anew."""
    book = workbook()
    book.worksheets[0]["B3"].comment = Comment("[Threaded comment]", "tc={0A1B}")
    page = load_workbook(BytesIO(annotate(saved(book), [finding("B3")], "nl")))["Antwoorden"]
    assert page["B3"].comment.text == "[Threaded comment]"
    assert page["B3"].fill.fgColor.rgb == LIGHT


def test_what_another_program_forgot_is_not_made_up() -> None:
    """LibreOffice keeps a mark but not what is under it: the cell becomes as one without a fill."""
    once = parts(annotate(saved(workbook()), [finding("B5")], "nl"))
    once["xl/styles.xml"] = once["xl/styles.xml"].replace(
        b'<fgColor rgb="FFFFE59A"/><bgColor indexed="64"/>', b'<fgColor rgb="FFFFE59A"/><bgColor rgb="FFFFFF99"/>'
    )
    page = load_workbook(BytesIO(annotate(packed(once), [finding("B2")], "nl")))["Antwoorden"]
    assert page["B5"].fill.fill_type is None


def test_the_same_workbook_gives_the_same_copy() -> None:
    """Byte for byte, whatever the day."""
    content = saved(workbook())
    assert annotate(content, [finding("B2")], "nl") == annotate(content, [finding("B2")], "nl")


def test_rows_and_cells_without_numbers_are_counted() -> None:
    """Some programs leave addresses out: the mark comes on the right cell all the same."""
    inside = parts(saved(workbook()))
    root = etree.fromstring(inside["xl/worksheets/sheet1.xml"])
    for one in root.iter("{*}row", "{*}c"):
        one.attrib.pop("r", "")
    inside["xl/worksheets/sheet1.xml"] = etree.tostring(root)
    page = load_workbook(BytesIO(annotate(packed(inside), [finding("C4")], "nl")))["Antwoorden"]
    assert page["C4"].fill.fgColor.rgb == LIGHT
    assert page["C4"].value == 4


@pytest.mark.parametrize("content", [b"", b"Initiatief;Sector\r\n", packed({"word/document.xml": b"<w/>"})])
def test_what_is_no_workbook_gets_no_copy(content: bytes) -> None:
    """It is told by a code, not by a traceback."""
    with pytest.raises(AnnotationError):
        annotate(content, [finding("B2")], "nl")


@pytest.mark.parametrize("name", [name for name in parts(saved(workbook())) if name.endswith((".xml", ".rels"))])
@pytest.mark.parametrize("harm", ["gone", "cut", "empty", "numbers"])
def test_a_harmed_workbook_gets_a_copy_or_the_reason_why_not(name: str, harm: str) -> None:
    """Whatever part is missing, cut off, empty or full of numbers that can't be: no traceback."""
    inside = parts(saved(workbook()))
    content = inside.pop(name)
    if harm != "gone":
        inside[name] = {
            "cut": content[: len(content) // 2],
            "empty": b"",
            "numbers": re.sub(rb'"\d+"', b'"-7"', content),
        }[harm]
    with suppress(AnnotationError):
        assert annotate(packed(inside), [finding("B2"), finding("Z99")], "nl").startswith(b"PK")


def test_a_part_that_was_declared_and_is_missing_is_not_declared_twice() -> None:
    """Excel can't open a package in which two parts have one name; a sheet that is missing is told."""
    inside = parts(saved(workbook()))
    sheet = inside.pop("xl/worksheets/sheet2.xml")
    with pytest.raises(AnnotationError):
        annotate(packed(inside), [finding("B2")], "nl")
    inside["xl/worksheets/sheet2.xml"] = sheet
    inside.pop("docProps/custom.xml")
    made = parts(annotate(packed(inside), [finding("B2")], "nl"))
    for name, pattern in (("[Content_Types].xml", rb'PartName="([^"]+)"'), ("_rels/.rels", rb'Target="([^"]+)"')):
        declared = re.findall(pattern, made[name])
        assert len(declared) == len(set(declared))
    assert "docProps/custom.xml" in made


def test_somebodys_own_sheet_of_that_name_is_not_taken_for_ours() -> None:
    """A reader leaves ours out, so it may not be mixed up with a sheet of answers."""
    book = workbook()
    book.create_sheet("bevindingen")
    with pytest.raises(AnnotationError) as raised:
        annotate(saved(book), [finding("B2")], "nl")
    assert raised.value.code == "copy-sheet-there"


def test_a_drawing_is_passed_once_whatever_is_not_closed_in_it() -> None:
    """A thousand shapes that never end cost no more than one; and those of the cells that are asked for go."""
    unclosed = "<v:shape " * 300_000 + 'ObjectType="Note"' * 100_000
    assert without_shapes(unclosed, {(0, 0)}) == unclosed
    one = '<v:shape id="a"><x:ClientData ObjectType="Note"><x:Row>{}</x:Row> <x:Column>1</x:Column></v:shape>'
    drawing = f"<xml>{one.format(3)}<v:shape id='logo'></v:shape>{one.format(4)}</xml>"
    assert without_shapes(drawing, {(3, 1)}) == f"<xml><v:shape id='logo'></v:shape>{one.format(4)}</xml>"
