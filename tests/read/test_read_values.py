"""What stands in a cell is kept as people typed and saw it, whatever program wrote the workbook, and in what order."""

from __future__ import annotations

import pickle
from datetime import datetime, time
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from raw_books import MAIN, STRICT, book_parts, inline, relationships, sheet_xml, styles_xml
from read_cases import book_of, sheet_of

from pipeline.answers.types.cell_text import cell_text
from pipeline.match.sheet_grid import cell_at
from pipeline.model import NOT_CALCULATED, Area, CellDetails, CellError, CellValue, Workbook
from pipeline.read.parse import parse
from pipeline.read.shared_strings import stored_text
from pipeline.rich_text import Span

WEB = "xl/worksheets/_rels/sheet1.xml.rels"


_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"])).filter(
    lambda text: not ILLEGAL_CHARACTERS_RE.search(text) and not text.startswith("=") and "\ufffe" not in text
)


_MOMENTS = st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 31)).map(lambda moment: moment.replace(microsecond=0))


_VALUES = st.one_of(
    _TEXTS.filter(lambda text: "\uffff" not in text),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.floats(-1e300, 1e300),
    st.booleans(),
    _MOMENTS,
    st.times().map(lambda moment: moment.replace(microsecond=0)),
)


_CELLS = st.dictionaries(st.tuples(st.integers(1, 2000), st.integers(1, 300)), _VALUES, max_size=12)


def seen_by_openpyxl(content: bytes) -> dict[tuple[int, int], CellValue]:
    """Return the filled cells as openpyxl reads them, with our rules for texts."""
    page = load_workbook(BytesIO(content)).worksheets[0]
    seen: dict[tuple[int, int], CellValue] = {}
    for (row, column), cell in page._cells.items():  # noqa: SLF001 - openpyxl's only sparse view
        value: object = cell.value
        if isinstance(value, str):
            value = CellError(value) if cell.data_type == "e" else stored_text(value)
        if value is not None and value != "":
            assert isinstance(value, str | int | float | bool | datetime | time | CellError)
            seen[row, column] = value
    return seen


@settings(max_examples=40, deadline=None)
@given(_CELLS)
def test_our_reader_and_openpyxl_see_the_same_values(cells: dict[tuple[int, int], CellValue]) -> None:
    """Texts, numbers, yes/no, moments and times, wherever they stand."""
    book = Book()
    for (row, column), value in cells.items():
        book.worksheets[0].cell(row, column, value)  # type: ignore[arg-type] # the stubs know fewer values than openpyxl
    content = BytesIO()
    book.save(content)
    workbook = parse(content.getvalue(), "enquete.xlsx")
    assert isinstance(workbook, Workbook)
    rows = workbook.sheets[0].rows
    ours = {(row, column): value for row, values in rows.items() for column, value in values.items()}
    by_openpyxl = seen_by_openpyxl(content.getvalue())
    assert ours == by_openpyxl
    assert {place: type(value) for place, value in ours.items()} == {
        place: type(value) for place, value in by_openpyxl.items()
    }


def test_shared_texts_keep_their_formatting_and_lose_how_they_are_pronounced() -> None:
    """Bold, italics and the like in a part of a text; phonetic help is no text; blanks at the ends stay."""
    texts = (
        f'<sst xmlns="{MAIN}"><si><t xml:space="preserve"> los </t></si>'
        "<si><r><t>Samen </t></r><r><rPr><b/><i/></rPr><t>sterk</t></r><r><rPr><b val='0'/></rPr><t>er</t></r>"
        "<rPh sb='0' eb='1'><t>weg</t></rPh></si></sst>"
    )
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    sheet = sheet_of(rows, sharedStrings=texts)
    assert sheet.rows[1] == {1: " los ", 2: "Samen sterker"}
    assert sheet.details == {(1, 2): CellDetails(spans=(Span(6, 11, ("bold", "italic")),))}
    assert pickle.loads(pickle.dumps(sheet)).details == sheet.details  # noqa: S301 - our own


def test_a_link_is_kept_where_its_address_says_more_than_the_text() -> None:
    """`an@gent.be` needs no second address, `onze site` does; a link into the workbook is none."""
    rows = f'<row r="1">{inline("A1", "onze site")}{inline("B1", "an@gent.be")}{inline("C1", "verder")}</row>'
    cells = "".join(f'<hyperlink ref="{cell}" r:id="rId{n}"/>' for cell, n in (("A1", 1), ("B1", 2), ("C1", 3)))
    parts = book_parts(sheet_xml(rows, after=f"<hyperlinks>{cells}</hyperlinks>"))
    targets = [
        ("hyperlink", address) for address in ("https://dansmee.be/2026", "mailto:an@gent.be", "file:///c:/geheim")
    ]
    sheet = book_of({**parts, WEB: relationships(*targets, external=True)}).sheets[0]
    assert sheet.rows[1] == {1: "onze site", 2: "an@gent.be", 3: "verder"}
    assert sheet.details == {(1, 1): CellDetails(link="https://dansmee.be/2026")}


def test_the_address_of_a_link_formula_is_kept() -> None:
    """`=HYPERLINK("https://…";"onze site")` is a link as well."""
    formula = 'HYPERLINK("https://dansmee.be","onze site")'
    sheet = sheet_of(f'<row r="1"><c r="A1" t="str"><f>{formula}</f><v>onze site</v></c></row>')
    assert (sheet.rows[1][1], sheet.details[1, 1].link) == ("onze site", "https://dansmee.be")


def test_a_link_over_a_formatted_text_keeps_its_formatting() -> None:
    """A cell holds its value, how it looks and where it leads to, each by itself."""
    bold = '<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>onze</t></r><r><t> site</t></r></is></c>'
    link = '<hyperlinks><hyperlink ref="A1" r:id="rId1"/></hyperlinks>'
    parts = book_parts(sheet_xml(f'<row r="1">{bold}</row>', after=link))
    target = relationships(("hyperlink", "https://dansmee.be"), external=True)
    sheet = book_of({**parts, WEB: target}).sheets[0]
    assert sheet.details == {(1, 1): CellDetails("", (Span(0, 4, ("bold",)),), "https://dansmee.be")}


@pytest.mark.parametrize(
    ("code", "number", "seen"),
    [
        ("0%", "0.5", "50%"),
        ("0%", "0.505", "50,5%"),
        ("0.00%", "0.5", "50,00%"),
        ('"€" #,##0.00', "12.5", "€ 12,50"),
        ('_ [$€-813] * #,##0.00_ ;_ [$€-813] * \\-#,##0.00_ ;_ [$€-813] * "-"??_ ;_ @_ ', "1234.5", "€ 1.234,50"),
        ("[$-813]#,##0.00\\ [$€-1]", "-12.5", "-12,50 €"),
        ("00000", "9000", "09000"),
        ("0000\\ 00\\ 00\\ 00", "478123456", "0478 12 34 56"),
        ('0" kinderen"', "12", "12 kinderen"),
        ('General" uur"', "7.5", "7,5 uur"),
        ("0.00", "12.5", "12,50"),
        ("0.00", "12.345", "12,345"),
        ("#,##0", "12500", "12.500"),
        ("General", "12.5", "12,5"),
        ("0.00E+00", "123456789012", "123456789012"),
        ("# ?/?", "0.5", "1/2"),
        ("[Red][<50]0;0", "12", "12"),
        ("mmm\\-yy", "46082", "maart 2026"),
        ("mmmm yyyy", "46082", "maart 2026"),
        ("d-mmm", "46096", "15 maart"),
        ("yyyy", "46096", "2026"),
        ("[$-813]dddd d mmmm yyyy;@", "46096", "15/03/2026"),
        ("dd/mm/yyyy hh:mm", "46096.5", "15/03/2026 12:00"),
        ("h:mm AM/PM", "0.75", "18:00"),
        ("[h]:mm", "1.5", "36:00"),
        ("dd/mm/yyyy", "-4", "-4"),
        ("dd/mm/yyyy", "9999999999", "9999999999"),
    ],
)
def test_a_number_is_shown_as_people_see_it_and_never_rounded(code: str, number: str, seen: str) -> None:
    """Percentages, amounts, postcodes, months: in Dutch notation, with all the digits that were typed."""
    rows = f'<row r="1"><c r="A1" s="1"><v>{number}</v></c></row>'
    assert cell_text(cell_at("f.xlsx", sheet_of(rows, styles=styles_xml(code)), 1, 1)) == seen


@pytest.mark.parametrize(
    ("code", "number", "value", "shown"),
    [
        ("0%", "0.5", 0.5, "50%"),
        ("mmmm yyyy", "46082", datetime(2026, 3, 1), "maart 2026"),
        ("00000", "9000", 9000, "09000"),
    ],
)
def test_what_was_shown_stands_beside_the_value(code: str, number: str, value: object, shown: str) -> None:
    """A percentage is still a number, a month still a date, and a sum still a sum."""
    sheet = sheet_of(f'<row r="1"><c r="A1" s="1"><v>{number}</v></c></row>', styles=styles_xml(code))
    assert (sheet.rows[1][1], type(sheet.rows[1][1])) == (value, type(value))
    assert sheet.details == {(1, 1): CellDetails(shown=shown)}


def test_a_cell_that_says_no_more_than_its_value_has_no_details() -> None:
    """Most cells: a table keeps its values alone."""
    sheet = sheet_of(f'<row r="1"><c r="A1" s="1"><v>12</v></c>{inline("B1", "Gent")}</row>', styles=styles_xml("0"))
    assert (sheet.rows, sheet.details) == ({1: {1: 12, 2: "Gent"}}, {})


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    """Excel for Mac of old."""
    parts = book_parts(
        sheet_xml('<row r="1"><c r="A1" s="1"><v>44634</v></c></row>'), in_book='<workbookPr date1904="1"/>'
    )
    assert book_of({**parts, "xl/styles.xml": styles_xml("dd/mm/yyyy")}).sheets[0].rows == {
        1: {1: datetime(2026, 3, 15)}
    }


@pytest.mark.parametrize(
    ("number", "since_1900", "since_1904"),
    [
        ("0", time(0), time(0)),
        ("0.5", time(12), time(12)),
        ("1", datetime(1900, 1, 1), datetime(1904, 1, 2)),
        ("59", datetime(1900, 2, 28), datetime(1904, 2, 29)),
        ("59.5", datetime(1900, 2, 28, 12), datetime(1904, 2, 29, 12)),
        ("60", datetime(1900, 2, 28), datetime(1904, 3, 1)),
        ("61", datetime(1900, 3, 1), datetime(1904, 3, 2)),
    ],
)
def test_the_first_days_of_both_calendars_of_excel(
    number: str, since_1900: datetime | time, since_1904: datetime | time
) -> None:
    """Day 60 is a 29 February 1900 that never was: the days before it lie one later than those after it say.

    It is read as the day before, as openpyxl has it. The calendar of 1904 has no such day.
    """
    for epoch, expected in (("", since_1900), ('<workbookPr date1904="1"/>', since_1904)):
        parts = book_parts(sheet_xml(f'<row r="1"><c r="A1" s="1"><v>{number}</v></c></row>'), in_book=epoch)
        cells = book_of({**parts, "xl/styles.xml": styles_xml("dd/mm/yyyy hh:mm")}).sheets[0].rows
        assert cells == {1: {1: expected}}


def test_what_should_be_a_number_and_is_none_stays_as_it_stands() -> None:
    """Other programs write odd things; none of it is lost, and an odd style costs nothing."""
    rows = '<row r="1"><c r="A1"><v>veel</v></c><c r="B1"><v>NaN</v></c><c r="C1" s="99"><v> 5 </v></c></row>'
    assert sheet_of(rows).rows == {1: {1: "veel", 2: "NaN", 3: 5}}


def test_yes_errors_and_formulas_keep_what_they_are() -> None:
    """A formula that gave an empty text is an empty cell; one without a value was never calculated."""
    rows = (
        '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><f>-wij</f><v>#NAME?</v></c>'
        '<c r="C1"><f>1+1</f></c><c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f>1+1</f><v>2</v></c>'
        '<c r="F1" t="d"><v>2026-03-15T09:30:00Z</v></c></row>'
    )
    assert sheet_of(rows).rows == {
        1: {1: True, 2: CellError("#NAME?"), 3: CellError(NOT_CALCULATED), 5: 2, 6: datetime(2026, 3, 15, 9, 30)}
    }


def test_a_wrong_size_and_rows_out_of_order_lose_nothing() -> None:
    """The size that a sheet states is not believed; rows and cells say their own place, or follow the last."""
    rows = (
        f'<row r="5">{inline("B5", "vijf")}</row><row r="2">{inline("A2", "twee")}</row><row>'
        '<c t="inlineStr"><is><t>drie</t></is></c><c><v>3</v></c></row>'
    )
    sheet = sheet_of(rows, before='<dimension ref="A1:A1"/>')
    assert list(sheet.rows.items()) == [(2, {1: "twee"}), (3, {1: "drie", 2: 3}), (5, {2: "vijf"})]


def test_hidden_rows_columns_and_sheets_are_read_and_marked() -> None:
    """Those that hold something; a filter hides rows in the same way."""
    rows = f'<row r="1">{inline("A1", "x")}{inline("C1", "y")}</row><row r="2" hidden="1">{inline("A2", "z")}</row>'
    parts = book_parts(sheet_xml(rows, before='<cols><col min="2" max="9" hidden="1"/></cols>'), state="veryHidden")
    (sheet,) = book_of(parts).sheets
    assert (sheet.hidden, sheet.hidden_rows, sheet.hidden_columns) == (True, frozenset({2}), frozenset({3}))


def test_tables_of_excel_are_known() -> None:
    """With their headers."""
    parts = book_parts(sheet_xml("", after='<tableParts><tablePart r:id="rId1"/></tableParts>'))
    table = f'<table xmlns="{MAIN}" ref="B3:D9"/>'
    links = relationships(("table", "../tables/table1.xml"))
    (sheet,) = book_of({**parts, WEB: links, "xl/tables/table1.xml": table}).sheets
    assert sheet.tables == (Area("Blad1", 3, 2, 9, 4),)


def test_a_strict_workbook_is_read_like_any_other() -> None:
    """“Strict Open XML” differs in its namespaces only."""
    rows = f'<row r="1">{inline("A1", "Dans mee!")}</row>'
    assert book_of(book_parts(sheet_xml(rows, main=STRICT), main=STRICT)).sheets[0].rows == {1: {1: "Dans mee!"}}


def test_a_marked_copy_says_what_it_follows_and_its_findings_are_no_answers() -> None:
    """The sheet “Bevindingen” of a copy that we marked is left out; anybody else's is read."""
    parts = book_parts(sheet_xml(f'<row r="1">{inline("A1", "x")}</row>'))
    book = str(parts["xl/workbook.xml"]).replace('"Blad1"', '"Bevindingen"')
    property_of = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property name='
        '"Binding.Follows" pid="2" fmtid="{}"><vt:lpwstr>aa bb</vt:lpwstr></property></Properties>'
    )
    marked = book_of({**parts, "xl/workbook.xml": book, "docProps/custom.xml": property_of})
    assert (marked.follows, marked.sheets) == (("aa", "bb"), ())
    assert [sheet.name for sheet in book_of({**parts, "xl/workbook.xml": book}).sheets] == ["Bevindingen"]


@pytest.mark.parametrize("small", [0, 1 << 20])
def test_hidden_rows_are_known_in_long_sheets_too(monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    """A sheet that is read as a stream says the same of its rows as one that is read whole."""
    monkeypatch.setattr("pipeline.ooxml.bounded_archive.SMALL_TREE", small)
    hidden = {2: 'hidden="1"', 3: 'hidden="true"', 4: 'hidden="0"', 5: 'spans="1:1" hidden="1" ht="15"', 6: ""}
    rows = "".join(f'<row r="{row}" {how}>{inline(f"A{row}", f"rij {row}")}</row>' for row, how in hidden.items())
    sheet = sheet_of(f'<row r="1">{inline("A1", "Initiatief")}</row>{rows}<row r="7" hidden="1"/>')
    assert sheet.hidden_rows == {2, 3, 5}
    assert sheet.rows == {1: {1: "Initiatief"}, **{row: {1: f"rij {row}"} for row in hidden}}
