"""Notes, comments, text boxes, pictures, ticked controls and embedded files of a sheet are seen."""

from __future__ import annotations

from conftest import Desk
from openpyxl import Workbook as Book
from openpyxl.comments import Comment
from raw_books import book_parts, inline, relationships, sheet_xml, zipped

from pipeline.model import Area, SheetObject, Workbook
from pipeline.read.parse import parse

DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{}</xdr:wsDr>'
)
ANCHOR = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:row>4</xdr:row></xdr:from>{}<xdr:clientData/>"
    "</xdr:twoCellAnchor>"
)
SHAPE = "<xdr:sp><xdr:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"


def objects(parts: dict[str, str], *kinds: tuple[str, str]) -> tuple[SheetObject, ...]:
    """Return the objects that are read from a sheet with these parts beside it."""
    book = book_parts(sheet_xml(f'<row r="1">{inline("A1", "x")}</row>'))
    book |= {"xl/worksheets/_rels/sheet1.xml.rels": relationships(*kinds), **parts}
    workbook = parse(zipped(book), "boek.xlsx")
    assert isinstance(workbook, Workbook)
    return workbook.sheets[0].objects


def test_text_boxes_and_pictures_are_seen_in_groups_too() -> None:
    """A shape without a text is decoration; what older programs show instead of a slicer is no text of anybody."""
    fallback = f"<mc:AlternateContent><mc:Fallback>{SHAPE.format('Slicer')}</mc:Fallback></mc:AlternateContent>"
    drawing = DRAWING.format(
        ANCHOR.format(SHAPE.format("zie bijlage"))
        + ANCHOR.format(f"<xdr:grpSp>{SHAPE.format('in een groep')}<xdr:pic/></xdr:grpSp>")
        + ANCHOR.format("<xdr:sp/>")
        + ANCHOR.format(fallback)
    )
    assert objects({"xl/drawings/drawing1.xml": drawing}, ("drawing", "../drawings/drawing1.xml")) == (
        SheetObject("text_box", "D5", "zie bijlage"),
        SheetObject("text_box", "D5", "in een groep"),
        SheetObject("picture", "D5"),
    )


def test_a_conversation_is_seen_once() -> None:
    """Excel writes it twice: as a conversation, and as a note for programs that know no conversations."""
    note = (
        '<comments><authors><author>tc={1}</author><author>An</author></authors><commentList><comment ref="A1" '
        'authorId="0"><text><t>[Threaded comment] …</t></text></comment><comment ref="B2" authorId="1"><text><r><t>een '
        "</t></r><r><t>notitie</t></r></text></comment></commentList></comments>"
    )
    thread = '<ThreadedComments><threadedComment ref="A1"><text>klopt dit?</text></threadedComment></ThreadedComments>'
    parts = {"xl/comments1.xml": note, "xl/threadedComments/threadedComment1.xml": thread}
    kinds = (("comments", "../comments1.xml"), ("threadedComment", "../threadedComments/threadedComment1.xml"))
    assert set(objects(parts, *kinds)) == {
        SheetObject("note", "A1", "klopt dit?"),
        SheetObject("note", "B2", "een notitie"),
    }


def test_a_ticked_box_without_a_cell_and_an_embedded_file_are_seen() -> None:
    """A box that is linked to a cell answers there; one that is not ticked answers nothing."""
    parts = {
        "xl/ctrlProps/ctrlProp1.xml": '<formControlPr objectType="CheckBox" checked="Checked"/>',
        "xl/ctrlProps/ctrlProp2.xml": '<formControlPr objectType="CheckBox" checked="Checked" fmlaLink="$A$1"/>',
        "xl/ctrlProps/ctrlProp3.xml": '<formControlPr objectType="CheckBox"/>',
        "xl/embeddings/oleObject1.bin": "x",
    }
    kinds = [("ctrlProp", f"../ctrlProps/ctrlProp{number}.xml") for number in (1, 2, 3)]
    seen = objects(parts, *kinds, ("oleObject", "../embeddings/oleObject1.bin"))
    assert seen == (SheetObject("control"), SheetObject("embedded_file"))


def test_a_clerk_is_told_of_a_note(desk: Desk) -> None:
    """`All is well` is not said above lost words."""
    book = Book()
    page = book.worksheets[0]
    for row in (["Initiatief", "Gemeente"], ["Dans mee!", "Gent"]):
        page.append(row)
    page["B2"].comment = Comment("eigenlijk Aalst", "An")
    book.save(desk.inputs / "lijst.xlsx")
    ended = desk.binding("check", "--json")
    told = {finding["code"]: finding for finding in ended.json["findings"]}
    assert (told["note-not-used"]["cell"], told["note-not-used"]["severity"]) == ("B2", "warning")
    assert "eigenlijk Aalst" in told["note-not-used"]["message"]
    assert ended.json["workbooks"][0]["cells"] == {"filled": 4, "used": 2, "labels": 2, "reported": 0}


def test_what_binding_wrote_in_a_marked_copy_is_no_note(desk: Desk) -> None:
    """What somebody else wrote above it is."""
    book = Book()
    page = book.worksheets[0]
    for row in (["Initiatief", "E-mailadres", "Datum"], ["Dans mee!", "geen adres", "ooit"]):
        page.append(row)
    page["C2"].comment = Comment("vraag het An", "Jef")
    book.save(desk.inputs / "lijst.xlsx")
    desk.binding("check", "--annotate", "kopie")
    (copy,) = (desk.folder / "kopie").iterdir()
    told = [
        finding
        for finding in desk.binding("check", str(copy), "--json").json["findings"]
        if finding["code"] == "note-not-used"
    ]
    assert [(finding["cell"], finding["value"]) for finding in told] == [("C2", "vraag het An")]


def test_a_damaged_drawing_costs_itself_only() -> None:
    """The cells are read, and it is told."""
    seen = objects({"xl/drawings/drawing1.xml": "<xdr:wsDr"}, ("drawing", "../drawings/drawing1.xml"))
    assert seen == (SheetObject("damaged"),)


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" office:version="1.2"><office:body>'
    "<office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)


def test_an_open_document_has_its_notes_boxes_pictures_and_merged_cells() -> None:
    """Rows that are written once for many, and a table without any of these, keep the places right."""

    def cell(text: str, inside: str = "", **attributes: int) -> str:
        written = "".join(f' table:{name.replace("_", "-")}="{number}"' for name, number in attributes.items())
        return (
            f'<table:table-cell office:value-type="string"{written}>{inside}<text:p>{text}</text:p></table:table-cell>'
        )

    note = "<office:annotation><text:p>eigenlijk</text:p><text:p>Aalst</text:p></office:annotation>"
    box = "<draw:frame><draw:text-box><text:p>zie bijlage</text:p></draw:text-box></draw:frame>"
    content = ODS.format(
        f'<table:table table:name="Leeg"><table:table-row>{cell("x")}</table:table-row></table:table>'
        f'<table:table table:name="Blad"><table:shapes>{box}</table:shapes>'
        f"<table:table-row>{cell('Initiatief', number_rows_spanned=2)}{cell('Gent', note)}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="3"><table:covered-table-cell/>{cell("y")}</table:table-row>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        f"{cell('z', '<draw:frame><draw:image/></draw:frame>')}</table:table-row></table:table>"
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
        "META-INF/manifest.xml": "<manifest/>",
    }
    workbook = parse(zipped(parts), "lijst.ods")
    assert isinstance(workbook, Workbook)
    empty, sheet = workbook.sheets
    assert (empty.objects, empty.merged) == ((), ())
    assert sheet.merged == (Area("Blad", 1, 1, 2, 1),)
    assert sheet.objects == (
        SheetObject("text_box", "", "zie bijlage"),
        SheetObject("note", "B1", "eigenlijk\nAalst"),
        SheetObject("picture", "C5"),
    )
