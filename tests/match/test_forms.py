"""A form is known by its hidden names, wherever its boxes are."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from match_cases import FILE, answers, codes, matched, sheet

from pipeline.match import match
from pipeline.match.form_keys import form_key, parse_form_key
from pipeline.model import Area, CellCounts, CellValue, Layout, Workbook


def form_names(rows: Mapping[str, int], page: str = "Binding") -> dict[str, Area]:
    """Return a form's names: each question with its box in column B."""
    return {form_key("binding", question): Area(page, row, 2, row, 2) for question, row in rows.items()}


def test_a_form_is_read_by_its_names_wherever_its_boxes_stand(binding: Layout) -> None:
    """Inserted rows and a renamed sheet don't matter; labels may be anything."""
    page = sheet([["x", "Dans mee!"], ["y"], ["z", "Elke maand."]], "Hernoemd", first_row=11)
    result = matched(binding, page, names=form_names({"initiatief": 11, "gemeente": 12, "impact": 13}, "Hernoemd"))
    assert result.kind == "form"
    (submission,) = result.submissions
    assert answers(submission) == {"initiatief": ["Dans mee!"], "impact": ["Elke maand."]}
    assert str(submission.empty_places["gemeente"]) == "enquete.xlsx › Hernoemd › B12"


def test_ticked_choices_and_lists_are_put_together(binding: Layout) -> None:
    """A choice counts when its box says yes; a list is all its filled boxes."""
    page = sheet([["", "Dans mee!"], ["", "ja"], ["", "nee"], ["", "misschien"], ["", "Een"], [], ["", "Twee"]], "F")
    names = {
        form_key("binding", "initiatief"): Area("F", 1, 2, 1, 2),
        form_key("binding", "sector", "sport"): Area("F", 2, 2, 2, 2),
        form_key("binding", "sector", "jeugd"): Area("F", 3, 2, 3, 2),
        form_key("binding", "sector", "cultuur"): Area("F", 4, 2, 4, 2),
        form_key("binding", "ideeen"): Area("F", 5, 2, 9, 2),
    }
    (submission,) = matched(binding, page, names=names).submissions
    assert answers(submission)["sector"] == ["sport", "cultuur: misschien"]
    assert answers(submission)["ideeen"] == ["Een", "Twee"]


def test_a_copied_sheet_is_a_form_of_its_own(binding: Layout) -> None:
    """Who copies the sheet for each initiative gets a submission for each copy."""
    first, second = form_names({"initiatief": 1}, "Een"), form_names({"initiatief": 1}, "Twee")
    book = Workbook(FILE, (sheet([["", "A"]], "Een"), sheet([["", "B"]], "Twee")), (*first.items(), *second.items()))
    result = match(book, {"binding": binding})
    assert [answers(submission)["initiatief"] for submission in result.submissions] == [["A"], ["B"]]


def test_names_of_boxes_can_be_read_back() -> None:
    """A name tells its layout, question and choice, whatever the choice is made of."""
    assert parse_form_key(form_key("binding", "e_mail")) == ("binding", "e_mail", "")
    assert parse_form_key(form_key("binding", "sector", "Zorg en welzijn")) == ("binding", "sector", "zorg_en_welzijn")
    assert parse_form_key("Print_Titles") is None


def test_what_is_written_outside_the_boxes_of_a_form_is_told(binding: Layout) -> None:
    """In column C, over a label, beside a box, in an inserted row, far right, below, or in a box that has no question.

    In one finding with all of the cells. The form's own texts are known by their words, in every language.
    """
    rows: list[list[object]] = [
        ["Binding – formulier", "Zo vul je dit in", None, "verdwaald"],
        ["Initiative (required)", "Dans mee!"],
        ["Initiatief (verplicht)", "Dans mee!", "De naam van je initiatief. Elk initiatief krijgt één verslag."],
        ["Gemeente: Gent en Aalst", None, "zie ook mijn mail"],
        ["Ideeën – 2", "Begin van het antwoord"],
        [None, "vervolg van het antwoord"],
        [
            "Weg",
            "antwoord op een vraag die weg is",
            "Schrijf in je eigen woorden. Met Alt+Enter begin je een nieuwe regel.",
        ],
        ["Nog iets"],
    ]
    names = form_names({"initiatief": 3, "gemeente": 4, "impact": 5, "vraag_van_vroeger": 7}, "F")
    result = matched(binding, sheet(rows, "F"), names=names)
    (finding,) = [finding for finding in result.findings if finding.code == "cell-not-used"]
    assert (finding.place.cell, finding.value) == ("D1", "verdwaald")
    assert finding.details == {"cells": "D1, A2:B2, A4, C4, B6, A7:B7, A8", "count": 9}
    assert result.cells == CellCounts(filled=17, used=2, labels=6, reported=9)


def test_a_table_on_another_sheet_of_a_form_is_read_too(binding: Layout) -> None:
    """Whoever puts both in one workbook loses neither."""
    form = sheet([["", "Dans mee!"]], "F")
    table = sheet([["Initiatief", "Gemeente"], ["De Fietsbende", "Geel"]], "Lijst")
    result = matched(binding, form, table, names=form_names({"initiatief": 1}, "F"))
    assert [answers(submission)["initiatief"] for submission in result.submissions] == [
        ["Dans mee!"],
        ["De Fietsbende"],
    ]


def test_choices_that_differ_only_in_marks_have_boxes_of_their_own() -> None:
    """`C` and `C++`, `50` and `50+`, and a choice of marks only."""
    keys = {form_key("l", "v", choice) for choice in ("C", "C++", "+", "0-3 jaar", "0 3 jaar", "x" * 300, "x" * 301)}
    assert len(keys) == 7
    assert all(len(key) < 255 for key in keys)
    assert all(parse_form_key(key) for key in keys)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ja", ["sport"]),
        ("Ja, graag", ["sport"]),
        ("✓", ["sport"]),
        ("Sport", ["sport"]),
        ("neen", None),
        ("-", None),
        ("Nee, maar volgend jaar wel", ["sport: Nee, maar volgend jaar wel"]),
        ("ja en nee", ["sport: ja en nee"]),
        ("X (vooral voetbal)", ["sport: X (vooral voetbal)"]),
        (2, ["sport: 2"]),
    ],
)
def test_a_choice_is_ticked_as_people_do(binding: Layout, typed: CellValue, meant: list[str] | None) -> None:
    """Yes and no in many words; what is neither is passed on with its choice, so that it is told as typed."""
    names = {form_key("binding", "sector", "sport"): Area("F", 1, 2, 1, 2)}
    (submission,) = matched(binding, sheet([["", typed]], "F"), names=names).submissions
    assert answers(submission).get("sector") == meant


def test_a_form_of_another_version_is_read_by_its_keys(binding: Layout) -> None:
    """What it does not ask is told once; what it does ask is read."""
    result = matched(binding, sheet([["", "Dans mee!"]], "F"), names=form_names({"initiatief": 1}, "F"))
    assert codes(result) == ["form-other-version"]
    assert answers(result.submissions[0]) == {"initiatief": ["Dans mee!"]}
