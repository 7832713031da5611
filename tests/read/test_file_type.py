"""A file is known by its bytes: what it really is, is read, or told in words that say what to do."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook as Book
from raw_books import book_parts, inline, ole, sheet_xml, zipped

from pipeline.model import NOT_CALCULATED, CellError, Finding, Workbook
from pipeline.read import Worker, read
from pipeline.read.parse import parse
from pipeline.storage.local_folder import LocalFolder, local_file


def plain() -> bytes:
    """Return a small, whole workbook."""
    content = BytesIO()
    book = Book()
    book.worksheets[0].append(["Initiatief", "Gemeente"])
    book.save(content)
    return content.getvalue()


WORKBOOK = plain()
HTML = b'\xef\xbb\xbf\r\n<html xmlns:o="urn:schemas-microsoft-com:office:office"><table><tr><td>x</td></tr></table>'
FODS = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:'
    b'office:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body/></office:document>'
)
OLD_XML = b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>'
ODT = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
LOCKED_ODS = zipped(
    {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest><file-entry><encryption-data/></file-entry></manifest>",
    }
)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("enquete.xlsx", b"", "file-empty"),
        ("enquete.xlsx", bytes(5000), "file-only-zeros"),
        ("leesmij.txt", b"", "file-empty"),
        ("enquete.xlsx", zipped({"word/document.xml": "<x/>"}), "file-is-word"),
        ("enquete.ods", ODT, "file-is-word"),
        ("enquete.xls", ole("WordDocument"), "file-is-word"),
        ("enquete.xls", b"{\\rtf1 hallo}", "file-is-word"),
        ("brief.docx", zipped({"word/document.xml": "<x/>"}), "file-is-word"),
        ("enquete.xlsx", zipped({"ppt/presentation.xml": "<x/>"}), "file-is-presentation"),
        ("enquete.xlsx", b"%PDF-1.7\n", "file-is-pdf"),
        ("folder.pdf", b"%PDF-1.7\n", "file-is-pdf"),
        ("foto.xlsx", b"\xff\xd8\xff\xe0", "file-is-picture"),
        ("foto.jpg", b"\xff\xd8\xff\xe0", "file-picture"),
        ("export.xls", HTML, "file-is-web-page"),
        ("export.xls", "<!DOCTYPE html><p>Meld je aan".encode("utf-16"), "file-is-web-page"),
        ("export.xls", OLD_XML, "file-is-old-xml"),
        ("antwoorden.zip", zipped({"a.xlsx": WORKBOOK}), "file-is-archive"),
        ("antwoorden.7z", b"7z\xbc\xaf\x27\x1c....", "file-is-archive"),
        ("enquete.numbers", zipped({"Index/Document.iwa": "x"}), "file-is-numbers"),
        ("enquete.gsheet", b'{"url": "https://docs.example/1", "doc_id": "1"}', "file-is-shortcut"),
        ("enquete.xlsx", b"From: an@gent.be\nSubject: antwoorden\n\nZie bijlage", "file-is-mail"),
        ("enquete.xls", ole("__properties_version1.0"), "file-is-mail"),
        ("enquete.xlsx", ole("EncryptionInfo", "EncryptedPackage"), "workbook-protected"),
        ("enquete.ods", LOCKED_ODS, "workbook-protected"),
        ("enquete.xlsx", b"zomaar wat tekst", "workbook-unreadable"),
        ("enquete.xlsx", b"\x00\x01\x02\x03", "workbook-unreadable"),
        ("formulier.doc", ole("WordDocument"), "file-is-word"),
        ("formulier.odt", ODT, "file-is-word"),
        ("formulier.rtf", b"{\\rtf1 hallo}", "file-is-word"),
        ("formulier.pages", zipped({"Index/Document.iwa": "x"}), "file-is-word"),
        ("antwoorden.eml", b"X-Mailer: x\nSubject: antwoorden\n\nZie bijlage", "file-is-mail"),
        ("antwoorden.msg", ole("__properties_version1.0"), "file-is-mail"),
        ("antwoorden.fods", FODS, "file-is-flat-ods"),
        ("antwoorden.xml", FODS, "file-is-flat-ods"),
        ("antwoorden.xlsx", FODS, "file-is-flat-ods"),
        ("snel.url", b"\xef\xbb\xbf[InternetShortcut]\r\nURL=https://x", "file-is-shortcut"),
        ("snel.lnk", b"L\x00\x00\x00\x01\x14\x02\x00", "file-is-shortcut"),
        ("snel.webloc", b"<?xml version='1.0'?><plist/>", "file-is-shortcut"),
        ("bevestiging.html", b"<html><body>Bedankt</body></html>", "file-is-web-page"),
        ("iets.bin", b"\x00\x01\x02\x03", "file-not-a-workbook"),
        ("opmerkingen.md", b"# Titel\n\n- punt, en nog een punt\n", "file-not-a-workbook"),
        ("brief.txt", b"Beste,\n\nin bijlage de antwoorden; dank.\nAn\n", "file-not-a-workbook"),
    ],
)
def test_a_file_is_told_for_what_it_is(name: str, content: bytes, code: str) -> None:
    """An error where its name promises a workbook, a note where it does not."""
    outcome = parse(content, name)
    assert isinstance(outcome, Finding)
    assert (outcome.code, outcome.place.file) == (code, name)


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_a_download_that_was_cut_off_is_told_as_such(quarter: int) -> None:
    """Wherever it stopped; zeros at the end are still to come."""
    cut = WORKBOOK[: len(WORKBOOK) * quarter // 4]
    for content in (cut, cut.ljust(len(WORKBOOK), b"\x00")):
        outcome = parse(content, "enquete.xlsx")
        assert isinstance(outcome, Finding)
        assert outcome.code == "workbook-cut-off"


@pytest.mark.parametrize("name", ["enquete.xls", "enquete.csv", "enquete", "enquete.docx", "ENQUETE.XLSX", "a.pdf"])
def test_a_workbook_is_read_whatever_its_name(name: str) -> None:
    """Bytes decide."""
    assert isinstance(parse(WORKBOOK, name), Workbook)


def test_a_file_that_is_being_written_is_not_half_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What changed while it was read is told, and read the next time."""
    path = tmp_path / "enquete.xlsx"
    path.write_bytes(WORKBOOK)
    first = LocalFolder.read

    def written_meanwhile(self: LocalFolder, name: str, most: int | None = None) -> bytes:
        content = first(self, name, most)
        path.write_bytes(content + b"meer")
        return content

    monkeypatch.setattr(LocalFolder, "read", written_meanwhile)
    outcome = read(local_file(path))
    assert isinstance(outcome, Finding)
    assert outcome.code == "file-changing"


# --- Text files -----------------------------------------------------------------------------------

ROWS = 'Initiatief;Gemeente;Idee\r\nDans mee!;Lommel;"één; twee\r\ndrie"\r\nDe Fietsbende;Geel;"""samen"", zei ze"\r\n'
READ = {
    1: {1: "Initiatief", 2: "Gemeente", 3: "Idee"},
    2: {1: "Dans mee!", 2: "Lommel", 3: "één; twee\ndrie"},
    3: {1: "De Fietsbende", 2: "Geel", 3: '"samen", zei ze'},
}


def table_of(content: bytes, name: str = "map/export.csv") -> Workbook:
    """Read a table in plain text."""
    workbook = parse(content, name)
    assert isinstance(workbook, Workbook), workbook
    return workbook


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_text_file_is_read_in_its_own_encoding(encoding: str) -> None:
    """With or without a mark in front; where it had to be guessed, that is told."""
    workbook = table_of(ROWS.encode(encoding))
    (sheet,) = workbook.sheets
    assert (sheet.name, sheet.rows) == ("export", READ)
    assert [finding.code for finding in workbook.findings] == (
        ["text-encoding-guessed"] if encoding == "cp1252" else []
    )


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_seen_from_the_rows(delimiter: str) -> None:
    """Not from the most common mark: an answer is full of commas."""
    rows = [["Initiatief", "Idee"], *(["Dans mee!", '"samen, veel, vaak; en | of"'] for _ in range(3))]
    text = "\n".join(delimiter.join(row) for row in rows)
    assert table_of(text.encode()).sheets[0].rows[2] == {1: "Dans mee!", 2: "samen, veel, vaak; en | of"}


def test_a_file_may_name_its_delimiter() -> None:
    """`sep=;` is for Excel, and no row of the table."""
    assert table_of(b"sep=|\r\na|b,c\r\nd|e,f\r\n").sheets[0].rows == {1: {1: "a", 2: "b,c"}, 2: {1: "d", 2: "e,f"}}


def test_errors_of_excel_in_a_text_file_are_no_answers() -> None:
    """In Dutch and in English."""
    rows = table_of(b"Initiatief;Idee\nDans mee!;#NAAM?\nX;#N/A\n").sheets[0].rows
    assert (rows[2][2], rows[3][2]) == (CellError("#NAME?"), CellError("#N/A"))


@pytest.mark.parametrize(
    ("field", "value", "doubts"),
    [
        ('="00123"', "00123", ()),
        ('"=""00123"""', "00123", ()),
        ('"\t00123"', "00123", ()),
        ("'0475123456", "0475123456", ()),
        ("'s morgens", "'s morgens", ()),
        ("3,2475E+10", "3,2475E+10", ("answer-digits-lost",)),
        ("5.39008E+15", "5.39008E+15", ("answer-digits-lost",)),
        ("5390075470341230", "5390075470341230", ("answer-digits-lost",)),
        ("5390075470341234", "5390075470341234", ()),
        ("32475123456", "32475123456", ()),
        ("=1+1", CellError(NOT_CALCULATED), ()),
        ("=SOM(A1:A3)", CellError(NOT_CALCULATED), ()),
        ("=A1", CellError(NOT_CALCULATED), ()),
        ("= wij doen mee", "= wij doen mee", ()),
        ("=> samen", "=> samen", ()),
    ],
)
def test_a_field_of_a_text_file_is_what_was_typed(field: str, value: object, doubts: tuple[str, ...]) -> None:
    """Marks of programs around a number are taken away, lost digits are told, and a formula is no answer."""
    sheet = table_of(f"Initiatief;Code\nDans mee!;{field}\n".encode()).sheets[0]
    assert sheet.rows[2][2] == value
    details = sheet.details.get((2, 2))
    assert (details.doubts if details else ()) == doubts


def test_a_link_formula_in_a_text_file_is_a_link() -> None:
    """With the text that people saw."""
    sheet = table_of(b'Initiatief;Site\nDans mee!;"=HYPERLINK(""https://dansmee.be"";""onze site"")"\n').sheets[0]
    assert (sheet.rows[2][2], sheet.details[2, 2].link) == ("onze site", "https://dansmee.be")


def test_a_text_file_of_an_old_mac_keeps_its_letters() -> None:
    """Its line ends are carriage returns, and its letters with accents are where Windows has signs."""
    workbook = table_of("Initiatief;Idee\rDans mee!;één café, reünie\r".encode("mac_roman"))
    assert workbook.sheets[0].rows[2] == {1: "Dans mee!", 2: "één café, reünie"}
    assert workbook.findings[0].details == {"encoding": "Mac Roman"}


def test_a_quotation_mark_that_stays_open_is_told() -> None:
    """The rows after it ran together: nobody would see it."""
    (finding,) = table_of(b'a;b\n1;"open\n2;x\n3;y\n').findings
    assert (finding.code, finding.details["row"]) == ("text-quote-open", "2")


def test_a_table_in_a_text_file_of_another_name_is_read() -> None:
    """Excel saves “Text (tab delimited)” as .txt, and some websites a table as .xls."""
    content = b"Initiatief\tGemeente\nDans mee!\tLommel\nX\tGeel\n"
    for name in ("export.txt", "export.xls", "export"):
        assert table_of(content, name).sheets[0].rows[2] == {1: "Dans mee!", 2: "Lommel"}


# --- Other formats --------------------------------------------------------------------------------

ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Blad 1">{rows}</table:table><table:named-expressions><table:named-range '
    'table:name="vak" table:cell-range-address="$\'Blad 1\'.$A$2:.$B$3"/></table:named-expressions>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def ods(rows: str) -> bytes:
    """Return a spreadsheet of LibreOffice with these rows."""
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": ODS.format(rows=rows),
            "META-INF/manifest.xml": manifest,
        }
    )


def ods_cell(text: str) -> str:
    """Return a cell with a text in it."""
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def test_an_ods_is_read_with_its_names(tmp_path: Path) -> None:
    """Blank rows above keep their place."""
    path = tmp_path / "enquete.ods"
    path.write_bytes(ods(f"<table:table-row/><table:table-row>{ods_cell('Dans mee!')}</table:table-row>"))
    workbook = read(local_file(path))
    assert isinstance(workbook, Workbook)
    assert [(sheet.name, sheet.rows) for sheet in workbook.sheets] == [("Blad 1", {2: {1: "Dans mee!"}})]
    assert [(name, area.first_row, area.last_column) for name, area in workbook.names] == [("vak", 2, 2)]
    assert workbook.findings == ()


# --- The worker -----------------------------------------------------------------------------------

_FAR = (
    '<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/>'
    '</table:table-row><table:table-row><table:table-cell table:number-columns-repeated="16383"/>{}</table:table-row>'
)


def test_one_stray_cell_in_the_last_corner_of_an_ods_costs_nothing() -> None:
    """Rows and columns that are only said to be repeated take no memory where they are empty."""
    workbook = parse(ods(_FAR.format(ods_cell("ver"))), "enquete.ods")
    assert isinstance(workbook, Workbook)
    assert workbook.sheets[0].rows == {1_048_576: {16_384: "ver"}}


@pytest.mark.parametrize(
    ("bounds", "code"),
    [({"seconds": 0.0}, "workbook-takes-too-long"), ({"memory": 50_000_000}, "workbook-takes-too-much")],
)
def test_a_workbook_that_takes_too_long_or_too_much_is_stopped(bounds: dict[str, float], code: str) -> None:
    """With a finding for it alone."""
    rows = b"Initiatief;Gemeente;Idee\r\n" * 800_000
    with Worker(**bounds) as worker:  # type: ignore[arg-type] # one bound at a time
        outcome = worker.parse(rows, "enquete.csv")
    assert isinstance(outcome, Finding)
    assert outcome.code == code


def test_what_the_worker_reads_is_what_is_read_without_it(tmp_path: Path) -> None:
    """Formatting, links and all that people saw, over the border and back."""
    content = zipped(book_parts(sheet_xml(f'<row r="1">{inline("A1", "x")}</row>')))
    with Worker() as worker:
        assert worker.parse(content, "enquete.xlsx") == parse(content, "enquete.xlsx")
    path = tmp_path / "groot.xlsx"
    rows = "".join(f'<row r="{row}">{inline(f"A{row}", "a" * 2_000)}</row>' for row in range(1, 2_000))
    path.write_bytes(zipped(book_parts(sheet_xml(rows))))
    workbook = read(local_file(path))
    assert isinstance(workbook, Workbook)
    assert len(workbook.sheets[0].rows) == 1_999
