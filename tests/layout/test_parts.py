"""The parts of a worksheet are data: one more in a layout is a part everywhere."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import get_args

import pytest
from openpyxl import load_workbook

from pipeline.answers.validate import validate
from pipeline.form.form_workbook import form_bytes
from pipeline.layout.schema import PartName
from pipeline.model import (
    PARTS,
    Answer,
    Cell,
    Contribution,
    Initiative,
    Layout,
    Part,
    Place,
    Question,
    Respondent,
    Submission,
)
from pipeline.reports.template_values import names_in, unshown, view

PLACE = Place("enquete.xlsx", "Sheet1", "B2")


@pytest.fixture
def layout(binding: Layout) -> Layout:
    """Return the layout Binding with a fourth part of one question."""
    agreements = Part("agreements", "agreements", heading_text="agreements_title")
    question = Question("afspraken", "Welke afspraken maken jullie?", "long_text", "agreements")
    return replace(
        binding,
        parts=(*binding.parts, agreements),
        questions=(*binding.questions, question),
        texts={**binding.texts, "agreements_title": "Afspraken"},
    )


def names_and_values(entries: object) -> list[tuple[object, object]]:
    """Return the name and the value of each entry of a loop."""
    assert isinstance(entries, list)
    return [(entry["name"], entry["value"]) for entry in entries]


def test_a_layout_file_names_the_parts_that_there_are() -> None:
    """The names that `layout.toml` allows are those of the parts."""
    assert list(get_args(PartName)) == [part.name for part in PARTS]


def test_a_form_shows_one_more_part_under_its_heading(layout: Layout) -> None:
    """Its heading comes right before its question, after all other parts."""
    book = load_workbook(BytesIO(form_bytes(layout)))
    labels = [cell.value for cell in book.worksheets[0]["A"]]
    assert labels[-2:] == ["Afspraken", "Welke afspraken maken jullie?"]


def test_templates_loop_over_one_more_part(layout: Layout) -> None:
    """Its loop has every question with its answers; the names of templates know it."""
    respondent = Respondent(name="An")
    answers = {"afspraken": Answer("afspraken", "Elke maand.", PLACE)}
    values = view(Initiative(layout.name, "kamp", "Kamp", (Contribution(respondent, answers),)), layout)
    assert names_and_values(values["agreements"]) == [("afspraken", "Elke maand.")]
    assert values["afspraken"] == "Elke maand."
    assert values["answered"] is True
    assert "agreements" in names_in(layout)


def test_a_template_that_shows_one_more_part_nowhere_is_known(layout: Layout) -> None:
    """By its loop or by the question's own name it is shown."""
    others = {part.loop for part in PARTS}
    assert [question.name for question in unshown(layout, others)] == ["afspraken"]
    assert unshown(layout, {*others, "agreements"}) == []
    assert unshown(layout, {*others, "afspraken"}) == []


def test_an_answer_in_one_more_part_answers_the_worksheet(layout: Layout) -> None:
    """A submission that answers only that part is not an empty one; one with particulars alone is."""
    initiative = {layout.initiative.name: (Cell("Kamp", PLACE),)}
    answered = {**initiative, "afspraken": (Cell("Elke maand.", PLACE),)}
    for cells, codes in ((answered, []), (initiative, ["submission-empty"])):
        _, findings = validate(Submission(layout.name, PLACE, cells, {}), layout)
        assert [finding.code for finding in findings] == codes
