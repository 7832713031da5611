"""A percentage stays one, from its cell to the report; without its sign it is read where it can be nothing else."""

from __future__ import annotations

import pickle
import shutil
from decimal import Decimal

import pytest
from answer_cases import of_type, read_answer
from conftest import PROJECT, Desk
from docx import Document

from pipeline.answers.types.registry import TYPES
from pipeline.model import Cell, CellValue, Place, Value
from pipeline.percentage import Percentage
from pipeline.render.value_text import PercentageNumber, as_text, template_value

LIMITS = {"minimum": Decimal(0), "maximum": Decimal(100)}


def percent(number: str) -> Percentage:
    """Return a percentage."""
    return Percentage(Decimal(number))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("50 %", percent("50")),
        ("12,5%", percent("12.5")),
        ("50 procent", percent("50")),
        ("-3 %", percent("-3")),
        ("150%", percent("150")),
        ("1.250,5 %", percent("1250.5")),
    ],
)
@pytest.mark.parametrize("kind", ["percentage", "number"])
def test_what_says_that_it_is_a_percentage_is_one(kind: str, typed: str, value: Percentage) -> None:
    """In a question that asks for one, and in a question that asks for a number."""
    assert read_answer(of_type(kind), typed) == (value, [])


@pytest.mark.parametrize(
    ("number", "shown", "value"),
    [
        (0.5, "50%", percent("50")),
        (0.125, "12,5 %", percent("12.5")),
        (0.12345, "12%", percent("12.345")),
        (1, "100%", percent("100")),
        (50, "50%", percent("50")),  # a format that only puts a sign behind it: 0"%"
        (0.005, "0,50%", percent("0.5")),
    ],
)
@pytest.mark.parametrize("kind", ["percentage", "number"])
def test_a_number_that_excel_shows_with_a_sign_is_that_percentage(
    kind: str, number: float, shown: str, value: Percentage
) -> None:
    """All its digits are kept, also where the format shows fewer."""
    cell = Cell(number, Place("f.xlsx"), shown=shown)
    assert TYPES[kind].read(of_type(kind), cell, "") == (value, None)


@pytest.mark.parametrize(
    ("typed", "limits", "value", "codes"),
    [
        ("50", LIMITS, percent("50"), []),
        (50, LIMITS, percent("50"), []),
        ("12,5", LIMITS, percent("12.5"), []),
        ("0", {}, percent("0"), []),
        ("0,5", LIMITS, "0,5", ["answer-percentage-ambiguous"]),
        (0.5, LIMITS, "0,5", ["answer-percentage-ambiguous"]),
        (1, LIMITS, "1", ["answer-percentage-ambiguous"]),
        ("50", {}, "50", ["answer-percentage-ambiguous"]),
        ("0,5", {"minimum": Decimal(10)}, percent("50"), ["answer-read-as"]),
        ("12000", LIMITS, "12000", ["answer-out-of-range"]),
        ("120 %", LIMITS, percent("120"), ["answer-out-of-range"]),
        ("de helft", LIMITS, "de helft", ["answer-not-a-number"]),
        ("50 % à 60 %", LIMITS, "50 % à 60 %", ["answer-not-a-number"]),
        ("5 ‰", LIMITS, "5 ‰", ["answer-not-a-number"]),
    ],
)
def test_a_number_without_a_sign_is_read_where_the_limits_leave_one_meaning(
    typed: CellValue, limits: dict[str, Decimal], value: Value, codes: list[str]
) -> None:
    """Else it is told with both, and the report shows what was typed."""
    read, findings = read_answer(of_type("percentage", **limits), typed)
    assert (read, [finding.code for finding in findings]) == (value, codes)


def test_both_meanings_are_named() -> None:
    """A person has to say which."""
    (finding,) = read_answer(of_type("percentage", **LIMITS), "0,5")[1]
    assert (finding.details["first"], finding.details["second"]) == ("0,5 %", "50 %")


def test_a_whole_number_is_no_percentage() -> None:
    """Half of the participants are no number of participants."""
    for value in ("50 %", 1):
        cell = Cell(value, Place("f.xlsx"), shown="" if isinstance(value, str) else "100%")
        read, doubt = TYPES["integer"].read(of_type("integer"), cell, "")
        assert (str(read)[-1], doubt and doubt.code) == ("%", "answer-not-an-integer")


@pytest.mark.parametrize(("constraint", "codes"), [(". <= 20", []), (". > 20", ["answer-constraint"])])
def test_a_condition_calculates_with_hundredths(constraint: str, codes: list[str]) -> None:
    """12,5 % is 12.5; what is told of it says 12,5 %."""
    findings = read_answer(of_type("percentage", constraint=constraint), "12,5 %")[1]
    assert [finding.code for finding in findings] == codes
    assert [finding.value for finding in findings] == ["12,5 %"] * len(codes)


@pytest.mark.parametrize(("language", "text"), [("nl-BE", "12,5 %"), ("fr", "12,5 %"), ("en", "12.5%")])
def test_a_percentage_is_shown_as_its_language_writes_it(language: str, text: str) -> None:
    """Also after it crossed to another process."""
    seen = pickle.loads(pickle.dumps(template_value(percent("12.5"))))  # noqa: S301 - our own
    assert isinstance(seen, PercentageNumber)
    assert as_text(seen, language) == as_text(percent("12.5"), language) == text


def test_a_template_shows_it_and_calculates_with_it(desk: Desk) -> None:
    """From the cell of a workbook to the text of a report."""
    shutil.copytree(PROJECT / "templates", desk.folder / "templates")
    layout = desk.folder / "templates/binding/layout.toml"
    extra = '[[questions]]\nname = "aandeel"\nlabel = "Aandeel"\ntype = "percentage"\npart = "about"\nmaximum = 100\n'
    layout.write_text(layout.read_text(encoding="utf-8") + "\n" + extra, encoding="utf-8")
    template = layout.with_name("report.docx")
    document = Document(str(template))
    document.add_paragraph(
        "{% if aandeel %}Aandeel: {{ aandeel }}; dubbel: {{ aandeel * 2 }}; {{ aandeel > 12 }}{% endif %}"
    )
    document.save(str(template))
    desk.table([["Initiatief", "Aandeel"], ["Dans mee!", "12,5%"]])
    ended = desk.binding("run", "--templates", "templates", "--json")
    assert ended.json["counts"]["written"] == 1, ended
    report = Document(str(next(desk.outputs.glob("*.docx"))))
    assert report.paragraphs[-1].text == "Aandeel: 12,5 %; dubbel: 25; ja"
