"""What a cell says: what people saw, with its formatting and its link; its value stays what it is."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from answer_cases import PLACE, read_as

from pipeline.answers.types.cell_text import cell_text
from pipeline.model import Answer, Cell
from pipeline.rich_text import RichText, Span

BOLD = (Span(0, 4, ("bold",)),)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Cell(0.5, PLACE, shown="50%"), "50%"),
        (Cell(datetime(2026, 3, 1), PLACE, shown="maart 2026"), "maart 2026"),
        (Cell("samen sterk", PLACE, spans=BOLD), RichText("samen sterk", BOLD)),
        (Cell("\nJa.  ", PLACE, spans=(Span(0, 6, ("bold",)),)), RichText("Ja.", (Span(0, 3, ("bold",)),))),
        (Cell("onze site", PLACE, link="https://gent.be"), RichText("onze site", (Span(0, 9, (), "https://gent.be"),))),
        (Cell("gewoon ", PLACE), "gewoon"),
    ],
)
def test_a_cell_says_what_people_saw(cell: Cell, text: object) -> None:
    """The shown text goes before the value; formatting and link stay, blanks at the end go."""
    assert cell_text(cell) == text


def test_what_was_shown_does_not_change_what_is_read() -> None:
    """A number that Excel shows as an amount is that number; a text question keeps what was seen."""
    cell = Cell(12.5, PLACE, shown="€ 12,50")
    assert read_as("number", cell) == (Decimal("12.5"), [])
    assert read_as("text", cell) == ("€ 12,50", [])
    assert read_as("date", Cell(datetime(2026, 3, 1), PLACE, shown="maart 2026"))[0] == date(2026, 3, 1)


def test_limits_of_a_text_hold_for_a_formatted_text() -> None:
    """Bold does not make an answer shorter, or of another form."""
    cell = Cell("samen sterk", PLACE, spans=BOLD)
    assert [finding.code for finding in read_as("text", cell, max_length=5)[1]] == ["answer-too-long"]
    assert [finding.code for finding in read_as("text", cell, pattern="[0-9]+")[1]] == ["answer-pattern"]
    assert read_as("text", cell, constraint="string-length(.) = 11")[1] == []
    assert [finding.value for finding in read_as("text", cell, constraint=". = 'x'")[1]] == ["samen sterk"]


def test_a_formatted_choice_is_that_choice_and_a_wrong_one_is_a_finding_once() -> None:
    """Choices are compared by their words, whatever they look like."""
    assert read_as("choice", Cell("Sport", PLACE, spans=BOLD), choices=("Sport", "Jeugd")) == ("Sport", [])
    twice = Cell("zang\nzang", PLACE, spans=BOLD)
    value, findings = read_as("choices", twice, choices=("Sport", "Jeugd"))
    assert (value, [finding.code for finding in findings]) == (("zang",), ["answer-not-a-choice"])


def test_items_of_a_list_keep_their_formatting() -> None:
    """Each item the spans in it, without the mark before it."""
    cell = Cell("- vet\n- gewoon", PLACE, spans=(Span(2, 5, ("bold",)),))
    assert read_as("list", cell)[0] == (RichText("vet", (Span(0, 3, ("bold",)),)), "gewoon")


def test_answers_are_compared_without_their_formatting() -> None:
    """The same words in bold are the same answer."""
    rich = RichText("vet", (Span(0, 3, ("bold",)),))
    assert Answer("vraag", rich, PLACE).plain_value == "vet"
    assert Answer("vraag", (rich, "gewoon"), PLACE).plain_value == ("vet", "gewoon")
    assert Answer("vraag", Decimal(3), PLACE).plain_value == Decimal(3)
