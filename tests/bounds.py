"""Every bound on what comes in, with an input of any size for each: the table that test_limits.py runs over.

A check builds an input of the size that it is given, and returns whether it is still within the bound. Where an input
of the real size would take long to make, the bound is lowered for the test.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path, PurePosixPath

from conftest import PROJECT
from docx import Document
from openpyxl import load_workbook
from pydantic import ValidationError
from raw_books import book_parts, inline, relationships, sheet_xml, styles_xml, zipped

from pipeline.answers.expression import WrongExpressionError
from pipeline.answers.expression import parse as parse_expression
from pipeline.answers.types.choice_text import split_choices
from pipeline.answers.types.number_text import numbers_in
from pipeline.answers.validate import validate
from pipeline.form.form_workbook import form_bytes
from pipeline.layout.loader import load_layouts
from pipeline.layout.schema import QuestionSettings
from pipeline.match import Matched, match
from pipeline.match.form_keys import choice_key, form_key
from pipeline.match.headers import fold_header, header_matcher
from pipeline.match.timestamps import moment_of
from pipeline.match.workbook_size import holds_too_much
from pipeline.model import Area, CellValue, Finding, Layout, Question, Sheet, Workbook
from pipeline.ooxml.addresses import InvalidAddressError, column_letters, column_number, row_number
from pipeline.ooxml.archive import PackageError, pack, packed_part, read_parts
from pipeline.ooxml.bounded_archive import BoundedArchive
from pipeline.ooxml.editable_package import EditablePackage
from pipeline.read import read
from pipeline.read.ods_reader import read_ods
from pipeline.read.parse import parse, parse_small
from pipeline.render.filters import user_filters
from pipeline.render.limits import LimitExceededError, check_power, check_product, check_size
from pipeline.render.pictures import PictureError, length, read_picture
from pipeline.render.sandbox import environment_for
from pipeline.render.table_marks import span_mark
from pipeline.render.writer import ListStyles, Writer
from pipeline.reports.file_names import safe_name
from pipeline.storage.local_folder import local_file
from pipeline.template import BrokenTemplateError, compile_template

Check = Callable[[int], bool]
WEB = "xl/worksheets/_rels/sheet1.xml.rels"


@dataclass(frozen=True)
class Bound:
    """One named bound: where it stands, how to try it, and which sizes are just within and just outside."""

    name: str
    """Module, within the package, and constant: `read.parse:SMALL`."""
    check: Check
    lowered: int | None = None
    """The value that it has in the test; None for its own."""
    steps: tuple[int, int] = (0, 1)
    """What to add to the bound for the last size within, and for the first outside."""


TABLE: dict[str, Bound] = {}
AT_MOST, LESS_THAN, AT_LEAST = (0, 1), (-1, 0), (0, -1)


def bound(name: str, *, lowered: int | None = None, steps: tuple[int, int] = AT_MOST) -> Callable[[Check], Check]:
    """Put a check into the table, under the name of its bound."""

    def add(check: Check) -> Check:
        assert name not in TABLE, name
        TABLE[name] = Bound(name, check, lowered, steps)
        return check

    return add


def _raises(error: type[Exception], function: Callable[..., object], *arguments: object) -> bool:
    try:
        function(*arguments)
    except error:
        return True
    return False


# --- Files and packages ---------------------------------------------------------------------------


@bound("read:LARGEST_FILE", lowered=100)
def _(size: int) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "enquete.csv")
        path.write_bytes(b"a;b\n".ljust(size, b"c"))
        return isinstance(read(local_file(path)), Workbook)


@bound("read.parse:SMALL", lowered=100)
def _(size: int) -> bool:
    return parse_small(b"a;b\n".ljust(size, b"c"), "enquete.csv") is not None


@bound("read.parse:SMALL_UNPACKED", lowered=5_000)
def _(size: int) -> bool:
    parts = {name: part for name, part in book_parts(sheet_xml("")).items() if isinstance(part, str)}
    rest = size - sum(len(part.encode()) for part in parts.values())
    return parse_small(zipped({**parts, "xl/rest.xml": " " * rest}), "enquete.xlsx") is not None


@bound("ooxml.archive:LARGEST_UNPACKED", lowered=100)
def _(size: int) -> bool:
    content = pack([packed_part("word/a.xml", b"a" * (size - 40)), packed_part("word/b.xml", b"b" * 40)])
    return not _raises(PackageError, read_parts, content)


@bound("ooxml.archive:MOST_PARTS", lowered=20)
def _(size: int) -> bool:
    return not _raises(PackageError, BoundedArchive, zipped({f"xl/{number}.xml": b"" for number in range(size)}))


@bound("ooxml.archive:_ALWAYS_ALLOWED", lowered=100_000)
def _(size: int) -> bool:
    return not _raises(PackageError, BoundedArchive, zipped({"xl/a.xml": bytes(size)}))  # a ratio of about 700


@bound("ooxml.bounded_archive:LARGEST_TREE", lowered=100)
def _(size: int) -> bool:
    return not _raises(PackageError, BoundedArchive(zipped({"xl/a.xml": bytes(size)})).read, "xl/a.xml")


@bound("ooxml.editable_package:LARGEST_TREE", lowered=2_000)
def _(size: int) -> bool:
    part = str(book_parts(sheet_xml(""))["xl/workbook.xml"]).encode().ljust(size)
    return not _raises(PackageError, lambda: EditablePackage({"xl/workbook.xml": part}).tree("xl/workbook.xml"))


# --- Workbooks ------------------------------------------------------------------------------------


@bound("ooxml.addresses:LAST_ROW")
def _(size: int) -> bool:
    return not _raises(InvalidAddressError, row_number, str(size))


@bound("ooxml.addresses:LAST_COLUMN")
def _(size: int) -> bool:
    return not _raises(InvalidAddressError, column_number, column_letters(size))


@bound("read.xlsx_reader:_MOST_SHEETS", lowered=3)
def _(size: int) -> bool:
    parts = book_parts(sheet_xml(""))
    listed = '<sheet name="Blad1" sheetId="1" state="visible" r:id="rId1"/>'
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(listed, listed * size)
    return isinstance(parse(zipped(parts), "enquete.xlsx"), Workbook)


@bound("read.xlsx_reader:_MOST_STYLES", lowered=4)
def _(size: int) -> bool:
    cell = f'<row r="1"><c r="A1" s="{size - 1}"><v>46096</v></c></row>'
    parts = {**book_parts(sheet_xml(cell)), "xl/styles.xml": styles_xml(*["dd/mm/yyyy"] * 9)}
    workbook = parse(zipped(parts), "enquete.xlsx")
    return isinstance(workbook, Workbook) and isinstance(_value(workbook), datetime)


def _value(workbook: Workbook) -> CellValue:
    return getattr(workbook.sheets[0].rows[1][1], "value", workbook.sheets[0].rows[1][1])


@bound("read.xlsx_reader:_MOST_NAMES", lowered=5)
def _(size: int) -> bool:
    names = "".join(f'<definedName name="vak{number}">Blad1!$A${number}</definedName>' for number in range(1, size + 1))
    parts = book_parts(sheet_xml(""), in_book=f"<definedNames>{names}</definedNames>")
    workbook = parse(zipped(parts), "enquete.xlsx")
    return isinstance(workbook, Workbook) and len(workbook.names) == size


@bound("read.xlsx_reader:_LONGEST_NAME")
def _(size: int) -> bool:
    text = ",Blad1!$A$1".rjust(size, "a")
    parts = book_parts(
        sheet_xml(""), in_book=f'<definedNames><definedName name="vak">{text}</definedName></definedNames>'
    )
    workbook = parse(zipped(parts), "enquete.xlsx")
    return isinstance(workbook, Workbook) and bool(workbook.names)


@bound("read.parse:MOST_CHARACTERS", lowered=100)
def _(size: int) -> bool:
    half = size // 2
    return isinstance(parse(f"{'a' * half};{'b' * (size - half)}\n".encode(), "enquete.csv"), Workbook)


@bound("read.stored_text:LONGEST_TEXT")
def _(size: int) -> bool:
    workbook = parse(f"{'a' * size};b\n".encode(), "enquete.csv")
    return isinstance(workbook, Workbook) and len(str(_value(workbook))) == size


def _linked(links: str) -> bool:
    rows = f'<row r="1">{inline("A1", "onze site")}</row>'
    parts = book_parts(sheet_xml(rows, after=f"<hyperlinks>{links}</hyperlinks>"))
    target = relationships(("hyperlink", "https://dansmee.be"), external=True)
    workbook = parse(zipped({**parts, WEB: target}), "enquete.xlsx")
    return isinstance(workbook, Workbook) and (1, 1) in workbook.sheets[0].details


@bound("read.worksheet:_WIDEST_LINK", lowered=20)
def _(size: int) -> bool:
    return _linked(f'<hyperlink ref="A1:A{size}" r:id="rId1"/>')


@bound("read.worksheet:_MOST_LINKED", lowered=20)
def _(size: int) -> bool:
    return _linked(f'<hyperlink ref="A1:A{size - 5}" r:id="rId1"/><hyperlink ref="C1:C5" r:id="rId1"/>')


@bound("read.worksheet:_MOST_MERGED", lowered=20)
def _(size: int) -> bool:
    merged = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, size + 1))
    sheet = sheet_xml(f'<row r="1">{inline("A1", "x")}</row>', after=f"<mergeCells>{merged}</mergeCells>")
    workbook = parse(zipped(book_parts(sheet)), "enquete.xlsx")
    assert isinstance(workbook, Workbook)
    return len(workbook.sheets[0].merged) == size


def _open_document(cells: int, rows: str = "1") -> Sheet:
    """Return the sheet of an .ods with so many merged cells, each with a note, below a row that is there so often."""
    cell = '<t:table-cell t:number-columns-spanned="2"><annotation><p>x</p></annotation></t:table-cell>'
    content = (
        '<content xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><t:table t:name="Blad1">'
        f'<t:table-row t:number-rows-repeated="{rows}"/><t:table-row>{cell * cells}</t:table-row></t:table></content>'
    )
    (sheet,) = read_ods(BoundedArchive(zipped({"content.xml": content})), "enquete.ods").sheets
    return sheet


@bound("read.ods_objects:_MOST_MERGED", lowered=20)
def _(size: int) -> bool:
    return len(_open_document(size).merged) == size


@bound("read.ods_objects:_MOST_OBJECTS", lowered=20)
def _(size: int) -> bool:
    return len(_open_document(size).objects) == size


@bound("read.ods_styles:_LONGEST_WHOLE")
def _(size: int) -> bool:
    return _open_document(1, f"{5:0{size}}").objects[0].cell == "A6"


@bound("read.sheet_objects:_MOST_OBJECTS", lowered=20)
def _(size: int) -> bool:
    notes = "".join(f'<comment ref="A{row}"><text><t>x</t></text></comment>' for row in range(1, size + 1))
    parts = {
        **book_parts(sheet_xml(f'<row r="1">{inline("A1", "x")}</row>')),
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(("comments", "../comments1.xml")),
        "xl/comments1.xml": f"<comments><commentList>{notes}</commentList></comments>",
    }
    workbook = parse(zipped(parts), "enquete.xlsx")
    assert isinstance(workbook, Workbook)
    return len(workbook.sheets[0].objects) == size


@bound("read.number_format_code:LONGEST_FORMAT")
def _(size: int) -> bool:
    code = f'0"{"x" * (size - 3)}"'
    parts = {
        **book_parts(sheet_xml('<row r="1"><c r="A1" s="1"><v>5</v></c></row>')),
        "xl/styles.xml": styles_xml(code),
    }
    workbook = parse(zipped(parts), "enquete.xlsx")
    assert isinstance(workbook, Workbook)
    details = workbook.sheets[0].details.get((1, 1))
    return details is not None and "xxx" in details.shown


@bound("read.number_formats:_LAST_DAY", steps=LESS_THAN)
def _(size: int) -> bool:
    cell = f'<row r="1"><c r="A1" s="1"><v>{size}</v></c></row>'
    parts = {**book_parts(sheet_xml(cell)), "xl/styles.xml": styles_xml("dd/mm/yyyy")}
    workbook = parse(zipped(parts), "enquete.xlsx")
    return isinstance(workbook, Workbook) and isinstance(_value(workbook), datetime)


@bound("read.cell_reader:_LONGEST_WHOLE")
def _(size: int) -> bool:
    workbook = parse(zipped(book_parts(sheet_xml(f'<row r="1"><c r="A1"><v>{"9" * size}</v></c></row>'))), "a.xlsx")
    return isinstance(workbook, Workbook) and isinstance(_value(workbook), int)


@bound("read.file_type:_LOOKED_AT")
def _(size: int) -> bool:
    outcome = parse(b"<html".rjust(size), "export.xls")
    return isinstance(outcome, Finding) and outcome.code == "file-is-web-page"


@bound("read.delimited_text:_LONGEST_SHEET_NAME")
def _(size: int) -> bool:
    workbook = parse(b"a;b\n", f"{'n' * size}.csv")
    return isinstance(workbook, Workbook) and len(workbook.sheets[0].name) == size


# --- Layouts and tables ---------------------------------------------------------------------------


def _binding() -> Layout:
    return load_layouts(PROJECT / "templates")["binding"]


def _matched(rows: Sequence[Sequence[str]]) -> Matched:
    filled = {
        number: {column: text for column, text in enumerate(row, start=1) if text}
        for number, row in enumerate(rows, start=1)
    }
    sheet = Sheet("Blad1", {number: row for number, row in filled.items() if row})
    return match(Workbook("enquete.xlsx", (sheet,)), {"binding": _binding()})


def _initiatives(rows: Sequence[Sequence[str]]) -> list[str]:
    return [str(submission.cells["initiatief"][0].value) for submission in _matched(rows).submissions]


@bound("answers.expression:LONGEST")
def _(size: int) -> bool:
    return not _raises(WrongExpressionError, parse_expression, "1" * size)


@bound("answers.expression:_DEEPEST")
def _(size: int) -> bool:
    return not _raises(WrongExpressionError, parse_expression, "(" * (size - 1) + "1" + ")" * (size - 1))


@bound("answers.validate:LONGEST_CELL", steps=LESS_THAN)
def _(size: int) -> bool:
    (submission,) = _matched([["Initiatief", "Impact"], ["Dans mee!", "a" * size]]).submissions
    _, findings = validate(submission, _binding())
    return "answer-cut-off" not in [finding.code for finding in findings]


@bound("answers.types.number_text:LONGEST_NUMBER")
def _(size: int) -> bool:
    return bool(numbers_in("9" * size, ""))


@bound("match.headers:LONGEST_HEADER")
def _(size: int) -> bool:
    return len(fold_header("a" * size)) == size


@bound("match.headers:_LONGEST_NAME")
def _(size: int) -> bool:
    return header_matcher(_binding().initiative).matches("Initiatief".ljust(size))


@bound("match.form_keys:_LONGEST_CHOICE")
def _(size: int) -> bool:
    return choice_key("a" * size) == "a" * size


@bound("match.header_search:HEADER_WITHIN")
def _(size: int) -> bool:
    rows = [*[["zomaar wat"]] * (size - 1), ["Contactpersoon", "Gemeente"], ["An", "Gent"]]
    return "column-initiative-missing" in [finding.code for finding in _matched(rows).findings]


@bound("match.header_search:_FEWEST_HEADERS", steps=AT_LEAST)
def _(size: int) -> bool:
    return bool(_initiatives([["Initiatief", "Gemeente", "Impact"][:size], ["Dans mee!", "Gent", "Veel."][:size]]))


@bound("match.header_search:_MOST_TABLES", lowered=3)
def _(size: int) -> bool:
    tables: list[list[str]] = [["Initiatief", "Gemeente"], ["Eerste", "Gent"]]
    for number in range(size):
        columns = [["Gemeente", "Initiatief"], ["Gent", f"Nummer {number}"]]
        tables += columns if number % 2 == 0 else [row[::-1] for row in columns]
    return len(_initiatives(tables)) == size + 1


@bound("match.workbook_size:_MOST_REPEATED", lowered=50_000)
def _(size: int) -> bool:
    return not holds_too_much([_one_text("a" * size, 2)])


@bound("match.workbook_size:_LONGEST_FREE")
def _(size: int) -> bool:
    return not holds_too_much([_one_text("a" * size, 2_000_000 // size + 2)])


@bound("match.workbook_size:_MOST_CHARACTERS", lowered=5_000)
def _(size: int) -> bool:
    return not holds_too_much([_one_text("a" * (size // 2), 1), _one_text("b" * (size - size // 2), 1)])


def _one_text(text: str, cells: int) -> Sheet:
    return Sheet("Blad1", {row: {1: text} for row in range(1, cells + 1)})


@bound("answers.types.choice_text:MOST_ITEMS", steps=(1, 2))
def _(size: int) -> bool:
    return len(split_choices(("een", "twee"), ";".join(f"x{number}" for number in range(size))).items) == size


@bound("answers.validate:_MOST_ITEMS_TOLD")
def _(size: int) -> bool:
    text = "\n".join(f"iets {number}" for number in range(size))
    (submission,) = _matched([["Initiatief", "Sector"], ["Dans mee!", text]]).submissions
    return "answer-more-items" not in [finding.code for finding in validate(submission, _binding())[1]]


@bound("match.form_sheets:_LARGEST_BOX")
def _(size: int) -> bool:
    sheet = Sheet("Blad1", {1: {1: "Dans mee!"}})
    box = Area("Blad1", 1, 1, size, 1)
    book = Workbook("formulier.xlsx", (sheet,), ((form_key("binding", "initiatief"), box),))
    return bool(match(book, {"binding": _binding()}).submissions)


@bound("match.timestamps:_LONGEST")
def _(size: int) -> bool:
    return moment_of("2026-03-15 09:20".ljust(size - 4) + " uur", month_first=None) is not None


@bound("match.help_rows:_LONGEST")
def _(size: int) -> bool:
    rows = [["Initiatief", "Gemeente"], [f"({'a' * (size - 2)})", "kies"], ["Dans mee!", "Gent"]]
    return _initiatives(rows) == ["Dans mee!"]


@bound("match.rows:_LONGEST_NAME")
def _(size: int) -> bool:
    name = f"{'a' * (size - 1)}b"
    return name in _initiatives([["Initiatief", "Gemeente"], ["Dans mee!", "Gent"], [], [name]])


def _input_message(question: Question) -> tuple[str | None, str | None]:
    """Return the title and the words that Excel shows at the box of a question."""
    layout = _binding()
    content = form_bytes(replace(layout, questions=(layout.initiative, question)))
    box = load_workbook(BytesIO(content)).worksheets[0].data_validations.dataValidation[-1]
    return box.promptTitle, box.prompt


@bound("layout.schema:LARGEST_NUMBER")
def _(size: int) -> bool:
    question = {"name": "aantal", "label": "Aantal", "type": "number", "part": "about"}
    try:
        QuestionSettings.model_validate({**question, "maximum": Decimal(size)})
    except ValidationError:
        return False
    return True


@bound("form.form_workbook:_LONGEST_TITLE")
def _(size: int) -> bool:
    return _input_message(Question("vraag", "v" * size, "text", "questions"))[0] == "v" * size


@bound("form.form_workbook:_LONGEST_PROMPT")
def _(size: int) -> bool:
    return _input_message(Question("vraag", "Vraag", "text", "questions", hint="h" * size))[1] == "h" * size


# --- Reports --------------------------------------------------------------------------------------


@bound("reports.file_names:_MAX_LENGTH")
def _(size: int) -> bool:
    return len(safe_name("a" * (size - len(".docx")) + ".docx")) == size and "…" not in safe_name(
        "a" * (size - 5) + ".d"
    )


@bound("reports.file_names:_MAX_STEM_BYTES")
def _(size: int) -> bool:
    stem = "字" * 70 + "a" * (size - 210)
    return PurePosixPath(safe_name(f"{stem}.docx")).stem == stem


@bound("render.limits:LARGEST_RESULT")
def _(size: int) -> bool:
    return not _raises(LimitExceededError, check_size, size)


@bound("render.limits:MOST_BITS")
def _(size: int) -> bool:
    product = _raises(LimitExceededError, check_product, 1 << (size - 11), (1 << 10) - 1)
    return not product and not _raises(LimitExceededError, check_power, 1, size)


@bound("render.limits:LARGEST_WIDTH")
def _(size: int) -> bool:
    template = environment_for("nl").from_string("\ue000= 'a'|center(n) =\ue001")
    return not _raises(LimitExceededError, lambda: template.render(n=size))


@bound("render.filters:MOST_DECIMALS")
def _(size: int) -> bool:
    number = user_filters("en")["number"]
    return len(str(number(1 / 3, size)).partition(".")[2]) == size


@bound("render.pictures:LARGEST", lowered=100)
def _(size: int) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "logo.gif")
        path.write_bytes(b"GIF89a\x01\x00\x01\x00".ljust(size, b"\x00"))
        return not _raises(PictureError, read_picture, path, 1)


@bound("render.pictures:_WIDEST")
def _(size: int) -> bool:
    return not _raises(PictureError, length, f"{size / 360_000:.7f} cm")


@bound("render.table_marks:MOST_COLUMNS")
def _(size: int) -> bool:
    return not _raises(ValueError, span_mark, size)


def _writer() -> Writer:
    return Writer("nl", (), ListStyles())


@bound("render.writer:MOST_STEPS")
def _(size: int) -> bool:
    return not _raises(LimitExceededError, _writer().step, size)


@bound("render.writer:MOST_TEXT")
def _(size: int) -> bool:
    return not _raises(LimitExceededError, _writer().charge, size)


@bound("template.other_parts:DEEPEST_PACKAGE")
def _(size: int) -> bool:
    document = BytesIO()
    Document().save(document)
    parts = read_parts(document.getvalue())
    inner = b""
    for _ in range(size):
        inner = zipped({"word/embeddings/map.xlsx": inner, "a.xml": b"<a/>"})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.docx")
        path.write_bytes(zipped({**parts, "word/embeddings/map.xlsx": inner}))
        return not _raises(BrokenTemplateError, compile_template, path)


@bound("render.writer:MOST_WORK")
def _(size: int) -> bool:
    return not _raises(LimitExceededError, _writer().work, size)


@bound("render.bounded_filters:MOST_COPIED", lowered=10_000)
def _(size: int) -> bool:
    strip = environment_for("nl").filters["striptags"]
    return not _raises(LimitExceededError, strip, "<".ljust(size, "a"))
