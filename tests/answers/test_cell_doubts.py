"""What the reader doubts of a cell is told at the question that it answers, and struck-out answers stay struck out."""

from __future__ import annotations

import pytest
from conftest import PROJECT

from pipeline.answers.validate import validate
from pipeline.layout.loader import load_layouts
from pipeline.model import PICTURE, Cell, CellError, Finding, Place, Submission
from pipeline.read.cell_content import DIGITS_LOST, STRUCK_OUT
from pipeline.read.number_formats import NOT_UNDERSTOOD, SHOWS_NOTHING
from pipeline.rich_text import RichText, Span

PLACE = Place("enquete.xlsx", "Blad1", "C2")


def checked(cell: Cell) -> tuple[object, list[Finding]]:
    """Return the value of an answer to a text question in this cell, and what is told of it."""
    layout = load_layouts(PROJECT / "templates")["binding"]
    name = Cell("Dans mee!", Place("enquete.xlsx", "Blad1", "A2"))
    submission = Submission("binding", PLACE, {"initiatief": (name,), "impact": (cell,)}, {})
    result, findings = validate(submission, layout)
    answer = result.answers.get("impact")
    return answer and answer.value, [finding for finding in findings if finding.place == PLACE]


@pytest.mark.parametrize("code", [DIGITS_LOST, STRUCK_OUT, NOT_UNDERSTOOD, SHOWS_NOTHING])
def test_a_doubt_of_the_reader_is_told_with_the_question_and_what_the_report_shows(code: str) -> None:
    """Once, beside an answer that is used."""
    value, (finding,) = checked(Cell(5390075470341230, PLACE, shown="5390075470341230", doubts=(code,)))
    assert str(value) == "5390075470341230"
    assert (finding.code, finding.value, finding.initiative) == (code, "5390075470341230", "Dans mee!")
    assert finding.question


def test_a_number_that_is_struck_out_is_shown_struck_out() -> None:
    """As people saw it: with its number format."""
    spans = (Span(0, 3, ("strike",)),)
    value, _ = checked(Cell(0.5, PLACE, shown="50%", spans=spans, doubts=(STRUCK_OUT,)))
    assert value == RichText("50%", spans)


def test_a_picture_in_a_cell_is_told_as_a_picture() -> None:
    """Not as a formula that does not find its value."""
    value, findings = checked(Cell(CellError(PICTURE), PLACE))
    assert value is None
    assert [finding.code for finding in findings] == ["answer-is-picture", "submission-empty"]
