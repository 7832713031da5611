"""A form asks what its layout asks, can be used by everybody, and is read back as it was filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from conftest import GOLDEN, Desk
from content import form_content, report_texts
from document_rules import check_xlsx
from openpyxl import load_workbook

from pipeline.answers.types.registry import TYPES
from pipeline.form.form_workbook import form_bytes
from pipeline.match import match
from pipeline.match.form_keys import form_key
from pipeline.match.form_texts import LIST_CELLS
from pipeline.model import Layout, Question, Workbook
from pipeline.read.parse import parse


def fill_in(content: bytes, path: Path, answers: Mapping[str, list[str]]) -> None:
    """Fill in a form's boxes, as somebody does in Excel, and save it."""
    book = load_workbook(BytesIO(content))
    for key, values in answers.items():
        ((sheet, reference),) = book.defined_names[key].destinations
        first = book[sheet][reference.replace("$", "").split(":")[0]]
        for offset, value in enumerate(values):
            book[sheet].cell(first.row + offset, first.column, value)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def test_a_form_asks_what_the_layout_asks(binding: Layout, same_as_golden: Callable[[Path, str], None]) -> None:
    """Labels, help texts, boxes with their names, and what Excel says and checks there."""
    same_as_golden(GOLDEN / "formulier.txt", form_content(form_bytes(binding, "Dans mee!")))


@pytest.mark.parametrize("initiative", ["", "Café 'De Brug' & <co>"])
def test_a_form_opens_without_a_question_and_is_accessible(binding: Layout, initiative: str) -> None:
    """Every rule for workbooks that we make holds."""
    assert check_xlsx(form_bytes(binding, initiative)) == []


def test_every_type_of_question_has_its_box(binding: Layout) -> None:
    """Also with a hint longer than Excel's prompt can hold, and choices that fit in no list of Excel's."""
    several = {"choices": ("een, twee", "drie"), "minimum": Decimal(1), "maximum": Decimal(5)}
    questions = [
        Question(f"v_{kind}", f"Vraag {kind}", kind, "questions", hint="Uitleg. " * 60, **several)  # type: ignore[arg-type] # as named
        for kind in TYPES
    ]
    questions.insert(0, binding.questions[0])
    content = form_bytes(replace(binding, questions=tuple(questions)))
    assert check_xlsx(content) == []
    names = set(load_workbook(BytesIO(content)).defined_names)
    assert {form_key("binding", f"v_{kind}") for kind in TYPES if kind != "choices"} < names
    assert form_key("binding", "v_choices", "een, twee") in names


@pytest.mark.parametrize(("length", "has_list"), [(255, True), (256, False)])
def test_choices_that_excel_cannot_hold_in_a_list_make_no_list(binding: Layout, length: int, has_list: bool) -> None:  # noqa: FBT001 - a table
    """Excel calls a workbook damaged where a list has more than 255 characters; the form then leaves the box free."""
    choices = ("a" * 100, "b" * 100, "c" * (length - 202))
    question = Question("sector_lang", "Sector", "choice", "questions", choices=choices)
    content = form_bytes(replace(binding, questions=(binding.questions[0], question)))
    assert check_xlsx(content) == []
    page = load_workbook(BytesIO(content)).worksheets[0]
    lists = [one.formula1 for one in page.data_validations.dataValidation if one.type == "list"]
    assert lists == [f'"{",".join(choices)}"'] * has_list


def test_what_is_filled_in_comes_out_in_the_report(desk: Desk, binding: Layout) -> None:
    """From form to report, through Excel's own hands: texts that look like formulas too."""
    answers: dict[str, list[str]] = {
        form_key("binding", "contactpersoon"): ["An Peeters"],
        form_key("binding", "sector", "sport"): ["ja"],
        form_key("binding", "sector", "welzijn"): ["ja"],
        form_key("binding", "impact"): ["- wij tellen mee\n- en blijven bellen"],
        form_key("binding", "ideeen"): [f"Idee {number}" for number in range(LIST_CELLS)],
    }
    fill_in(form_bytes(binding, "Dans mee!"), desk.inputs / "ingevuld.xlsx", answers)
    ended = desk.binding("run", "--json")
    assert (ended.code, ended.codes()) == (0, [])
    texts = report_texts((desk.outputs / "Dans mee! - Binding.docx").read_bytes())
    assert "Sector\tsport, welzijn" in texts
    assert {"wij tellen mee", "en blijven bellen", "Idee 0", f"Idee {LIST_CELLS - 1}"} < set(texts)


def test_a_form_with_rows_inserted_and_its_sheet_renamed_is_read_all_the_same(desk: Desk, binding: Layout) -> None:
    """Its boxes are known by name: Excel moves a name with its cell."""
    book = load_workbook(BytesIO(form_bytes(binding, "Dans mee!")))
    sheet = book.worksheets[0]
    sheet.title = "Ons antwoord"
    sheet.insert_rows(1, 3)
    for defined in book.defined_names.values():
        reference = defined.attr_text.split("!")[1]
        column, row = reference.replace("$", "").split(":")[0][0], reference.replace("$", "").split(":")[0][1:]
        defined.attr_text = f"'Ons antwoord'!${column}${int(row) + 3}"
    book.save(desk.inputs / "verschoven.xlsx")
    assert desk.binding("run").code == 0
    assert desk.reports() == ["Dans mee! - Binding.docx"]


def test_a_form_that_is_there_already_is_not_replaced(desk: Desk) -> None:
    """It may be filled in: the command says so and writes nothing, not even the other forms."""
    assert desk.binding("form", "--for", "Dans mee!", "--to", "formulieren").code == 0
    before = (desk.folder / "formulieren/Dans mee! - Binding - formulier.xlsx").read_bytes()
    ended = desk.binding("form", "--for", "Nieuw", "--for", "Dans mee!", "--to", "formulieren")
    assert ended.code == 3
    assert "bestaat al" in ended.err
    assert [path.name for path in (desk.folder / "formulieren").iterdir()] == ["Dans mee! - Binding - formulier.xlsx"]
    assert (desk.folder / "formulieren/Dans mee! - Binding - formulier.xlsx").read_bytes() == before


def test_a_blank_form_is_made_for_the_only_layout_or_the_one_named(desk: Desk) -> None:
    """`binding form` and `binding form binding` make the same; another name is told with the layouts there are."""
    assert desk.binding("form").code == 0
    assert (desk.folder / "Binding - formulier.xlsx").is_file()
    ended = desk.binding("form", "bindng")
    assert ended.code == 3
    assert "Bedoelde je “binding”?" in ended.err


@pytest.mark.parametrize("name", ["=1+1", "bel\x07", "-5 graden", "@home"])
def test_a_name_is_written_as_that_very_text(desk: Desk, binding: Layout, name: str) -> None:
    """Never a formula, and what a workbook can't hold is left out; the form is read back as it was made."""
    (desk.inputs / "f.xlsx").write_bytes(form_bytes(binding, name))
    (report,) = desk.binding("run", "--json").json["reports"]
    assert report["initiative"] == name.replace("\x07", "")


def test_every_name_gets_its_form(desk: Desk) -> None:
    """Names that fall together as file names give different forms."""
    ended = desk.binding("form", "--for", "A/B", "--for", "A:B", "--for", "A?B", "--for", "A/B")
    assert (ended.code, len(ended.out.splitlines())) == (0, 3)
    assert len(list(desk.folder.glob("*.xlsx"))) == 3


def test_a_form_knows_its_own_texts_whatever_the_layout_says_now(binding: Layout) -> None:
    """Who rewords a question after forms were sent gets no warning about the old words; an answer over them is told."""
    workbook = parse(form_bytes(binding, "Dans mee!"), "formulier.xlsx")
    assert isinstance(workbook, Workbook)
    reworded = [replace(question, label=f"{question.label} nu", hint="anders") for question in binding.questions]
    layout = replace(binding, title="Anders", questions=tuple(reworded))
    result = match(workbook, {"binding": layout})
    assert result.cells.reported == 0
    (sheet,) = workbook.sheets
    row = next(row for row, values in sheet.rows.items() if values.get(1) == "Gemeente")
    typed = replace(sheet, rows={**sheet.rows, row: {**sheet.rows[row], 1: "Gemeente: Gent"}})
    result = match(replace(workbook, sheets=(typed,)), {"binding": layout})
    (finding,) = [finding for finding in result.findings if finding.code == "cell-not-used"]
    assert finding.place.cell == f"A{row}"
