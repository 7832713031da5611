"""Every answer is read as its question's type; what is doubtful is told and kept as typed."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from answer_cases import INITIATIVE, PLACE, of_type, read_answer

from pipeline.answers.validate import validate
from pipeline.model import (
    NOT_CALCULATED,
    Cell,
    CellError,
    CellValue,
    Layout,
    Place,
    Question,
    Submission,
    Value,
)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("long_text", "Ja.\n\n- een\n", "Ja.\n\n- een"),
        ("text", 12.0, "12"),
        ("text", 0.1 + 0.2, "0,3"),
        ("text", True, "ja"),
        ("text", datetime(2026, 3, 15), "15/03/2026"),
        ("text", datetime(2026, 3, 15, 9, 30), "15/03/2026 09:30"),
        ("text", time(9, 30), "09:30"),
        ("date", datetime(2026, 3, 15), date(2026, 3, 15)),
        ("date", "15/3/2026", date(2026, 3, 15)),
        ("date", "15-03-2026", date(2026, 3, 15)),
        ("date", "15.03.2026", date(2026, 3, 15)),
        ("date", "2026-03-15", date(2026, 3, 15)),
        ("date", "15 maart 2026", date(2026, 3, 15)),
        ("date", "zondag 15 Mrt. 2026", date(2026, 3, 15)),
        ("date", "1 oktober 2026", date(2026, 10, 1)),
        ("number", "12,5", Decimal("12.5")),
        ("number", 12.5, Decimal("12.5")),
        ("number", "1 250", Decimal(1250)),
        ("integer", 12.0, 12),
        ("scale", "7", 7),
        ("email", " an@voorbeeld.be ", "an@voorbeeld.be"),
        ("url", "www.voorbeeld.be/a", "www.voorbeeld.be/a"),
        ("phone", "+32 9 123 45 67", "+32 9 123 45 67"),
        ("yes_no", "Neen", False),
        ("yes_no", True, True),
        ("list", "- Een fietskeuken\n\n• Een ruildag\nNog iets", ("Een fietskeuken", "Een ruildag", "Nog iets")),
        ("list", "1. Een fietskeuken\n2) Een ruildag", ("Een fietskeuken", "Een ruildag")),
        ("list", "12. december: feest", ("12. december: feest",)),
        ("text", 10**15, "1000000000000000"),
        ("text", 1e15, "1000000000000000"),
        ("list", "-5 graden", ("-5 graden",)),
    ],
)
def test_an_answer_is_read_as_its_question_asks(kind: str, typed: CellValue, value: Value) -> None:
    """As people in Flanders write it, without a word lost."""
    assert read_answer(of_type(kind), typed) == (value, [])


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("date", "half maart", "answer-not-a-date"),
        ("date", "31/02/2026", "answer-not-a-date"),
        ("date", "15 maartte", "answer-not-a-date"),
        ("number", "een twintigtal", "answer-not-a-number"),
        ("number", "12.500", "answer-number-ambiguous"),
        ("integer", "12,5", "answer-not-an-integer"),
        ("email", "an.peeters voorbeeld.be", "answer-not-an-email"),
        ("url", "onze site", "answer-not-a-url"),
        ("phone", "zie mail", "answer-not-a-phone-number"),
        ("yes_no", "misschien", "answer-not-yes-or-no"),
    ],
)
def test_a_doubtful_answer_is_told_and_kept_as_typed(kind: str, typed: str, code: str) -> None:
    """Nothing is guessed and nothing is lost: the report shows what was typed."""
    value, (finding,) = read_answer(of_type(kind), typed)
    assert value == typed
    assert (finding.code, finding.value, finding.place) == (code, typed, PLACE)


CHOICES = {"choices": ("sport", "jeugd", "Zorg en welzijn")}


@pytest.mark.parametrize("typed", ["sport;jeugd;", "Sport; JEUGD", "sport\njeugd", "jeugd, sport"])
def test_choices_are_parted_as_forms_and_people_write_them(typed: str) -> None:
    """Semicolon, comma or line end; case and a last semicolon make no difference."""
    value, findings = read_answer(of_type("choices", **CHOICES), typed)
    assert (set(value) if isinstance(value, tuple) else value, findings) == ({"sport", "jeugd"}, [])


def test_a_wrong_choice_is_told_with_the_nearest_and_kept() -> None:
    """The other choices of the cell are good."""
    value, (finding,) = read_answer(of_type("choices", **CHOICES), "sprot; jeugd")
    assert value == ("sprot", "jeugd")
    assert (finding.code, finding.value, finding.suggestion) == ("answer-not-a-choice", "sprot", "sport")
    assert read_answer(of_type("choice", **CHOICES), "zorg  EN welzijn") == ("Zorg en welzijn", [])


@pytest.mark.parametrize(
    ("question", "typed", "code"),
    [
        (of_type("number", minimum=Decimal(1), maximum=Decimal(10)), 11, "answer-out-of-range"),
        (of_type("scale", maximum=Decimal(10)), 11, "answer-out-of-range"),
        (of_type("text", max_length=5), "te lang", "answer-too-long"),
        (of_type("text", pattern=r"\d{4}"), "900", "answer-pattern"),
    ],
)
def test_what_the_layout_limits_is_checked(question: Question, typed: CellValue, code: str) -> None:
    """Limits, length and pattern; the answer stays in the report."""
    value, (finding,) = read_answer(question, typed)
    assert value is not None
    assert finding.code == code


@pytest.mark.parametrize(("typed", "codes"), [(4, ["answer-out-of-range"]), (5, []), (6, ["answer-out-of-range"])])
def test_a_minimum_that_equals_its_maximum_allows_that_number_alone(typed: int, codes: list[str]) -> None:
    """Both limits belong to what is allowed."""
    question = of_type("integer", minimum=Decimal(5), maximum=Decimal(5))
    value, findings = read_answer(question, typed)
    assert (value, [finding.code for finding in findings]) == (typed, codes)


def test_a_text_of_just_the_length_that_is_allowed_is_allowed() -> None:
    """And one more is told, with both lengths."""
    assert read_answer(of_type("text", max_length=5), "vijf!")[1] == []
    (finding,) = read_answer(of_type("text", max_length=5), "zessen")[1]
    assert finding.details == {"length": "6", "max_length": "5"}


@pytest.mark.parametrize(
    ("limits", "shown"),
    [
        ({"minimum": Decimal(20)}, "20 …"),
        ({"maximum": Decimal(3)}, "… 3"),
        ({"minimum": Decimal(1), "maximum": Decimal(3)}, "1 … 3"),
    ],
)
def test_a_number_out_of_range_is_told_with_the_limits_that_there_are(limits: dict[str, Decimal], shown: str) -> None:
    """Also where only one of them is set."""
    (finding,) = read_answer(of_type("number", **limits), 12)[1]
    assert (finding.code, finding.details["range"]) == ("answer-out-of-range", shown)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (CellError("#REF!"), "answer-excel-error"),
        (CellError(NOT_CALCULATED), "answer-not-calculated"),
        ("bel\x07 \x08", "answer-control-characters"),
        ("a" * 32_767, "answer-cut-off"),
    ],
)
def test_what_is_wrong_with_a_cell_is_told_at_its_place_and_question(value: CellValue, code: str) -> None:
    """So that it is found again among thousands."""
    (finding,) = read_answer(of_type("long_text"), value)[1]
    assert (finding.code, finding.place, finding.question) == (code, PLACE, "Vraag")
    assert finding.details.get("characters") in (None, "U+0007, U+0008")


def test_choices_with_a_comma_are_not_parted_at_it() -> None:
    """Where no choice has one, a comma and a blank part them as a semicolon does."""
    with_comma = of_type("choices", choices=("zorg, welzijn", "sport"))
    assert read_answer(with_comma, "zorg, welzijn; sport") == (("zorg, welzijn", "sport"), [])
    assert read_answer(with_comma, "zorg, welzijn\nsport") == (("zorg, welzijn", "sport"), [])
    assert read_answer(of_type("choices", choices=("zorg", "sport")), "zorg, sport") == (("zorg", "sport"), [])
    plain = of_type("choices", choices=("zorg en welzijn", "sport"))
    assert read_answer(plain, "zorg en welzijn, sport") == (("zorg en welzijn", "sport"), [])


def test_an_error_of_excel_is_told_as_what_it_is() -> None:
    """#NAME? is what Excel makes of an answer that began with a dash: it is no answer."""
    value, (finding,) = read_answer(of_type("long_text"), CellError("#NAME?"))
    assert value is None
    assert (finding.code, finding.value) == ("answer-taken-for-formula", "#NAME?")
    assert read_answer(of_type("long_text"), CellError("#REF!"))[1][0].code == "answer-excel-error"


def test_control_characters_are_told_and_left_out() -> None:
    """What Word can't hold is a finding, never a corrupt report."""
    value, (finding,) = read_answer(of_type("text"), "fiets\x07keuken")
    assert value == "fietskeuken"
    assert finding.details["characters"] == "U+0007"


@pytest.mark.parametrize("typed", ["\u00b4", "\u00a8", "\u0301"])
def test_an_accent_alone_is_an_answer(typed: str) -> None:
    """Folded nothing is left of it, but it was typed and it can be seen."""
    assert read_answer(of_type("text"), typed) == (typed, [])


def test_several_cells_for_one_answer_are_all_kept() -> None:
    """A header that stands twice gives two answers: both are shown, and told unless they are the same."""
    value, (finding,) = read_answer(of_type("text"), "Gent", "Aalst")
    assert (value, finding.code) == ("Gent\n\nAalst", "answer-several")
    assert read_answer(of_type("text"), "Gent", "gent ") == ("Gent", [])


def test_a_missing_required_answer_refuses_the_submission() -> None:
    """With the cell that should be filled in."""
    layout = Layout("l", "L", "S", "nl-BE", "A", Path("l.toml"), Path("r.docx"), "", "together", {}, (INITIATIVE,))
    empty = Place("enquete.xlsx", "Sheet1", "B9")
    checked, (finding,) = validate(Submission("l", PLACE, {}, {"initiatief": empty}), layout)
    assert checked.refused
    assert (finding.code, finding.place) == ("answer-missing", empty)


def test_a_submission_without_an_answer_is_a_warning(binding: Layout) -> None:
    """Its report is the blank worksheet, which may be just what is wanted."""
    cells = {"initiatief": (Cell("Dans mee!", PLACE),), "gemeente": (Cell("Gent", PLACE),)}
    checked, (finding,) = validate(Submission("binding", PLACE, cells, {}), binding)
    assert not checked.refused
    assert (finding.code, finding.initiative) == ("submission-empty", "Dans mee!")


def test_what_is_no_address_identifies_nobody(binding: Layout) -> None:
    """Two people who both type "geen" are two people; so are two who give a dash as their name."""
    for question, typed_name in (("e_mail", "geen"), ("contactpersoon", "-"), ("contactpersoon", "Anoniem")):
        cells = {
            "initiatief": (Cell("Dans mee!", PLACE),),
            question: (Cell(typed_name, Place("enquete.xlsx", "S", "G4")),),
        }
        checked, _ = validate(Submission("binding", PLACE, cells, {}), binding)
        assert (checked.respondent.email, checked.respondent.name) == (None, None)


def test_an_initiative_that_cannot_be_seen_is_missing() -> None:
    """A cell with a zero-width blank only is told as what it is: it looks empty and is not."""
    layout = Layout("l", "L", "S", "nl-BE", "A", Path("l.toml"), Path("r.docx"), "", "together", {}, (INITIATIVE,))
    checked, (finding,) = validate(Submission("l", PLACE, {"initiatief": (Cell("\u200b", PLACE),)}, {}), layout)
    assert (checked.refused, finding.code) == (True, "answer-only-blanks")


def test_two_initiatives_in_one_row_are_not_made_into_one() -> None:
    """Which of them is meant is for a person to say."""
    layout = Layout("l", "L", "S", "nl-BE", "A", Path("l.toml"), Path("r.docx"), "", "together", {}, (INITIATIVE,))
    cells = {"initiatief": (Cell("A", PLACE), Cell("B", PLACE))}
    checked, (finding,) = validate(Submission("l", PLACE, cells, {}), layout)
    assert (checked.refused, finding.code) == (True, "initiative-several")


def test_a_formula_that_was_never_calculated_is_told_as_such() -> None:
    """It is not an empty cell: there is something in it that has no value yet."""
    value, (finding,) = read_answer(of_type("text"), CellError(NOT_CALCULATED))
    assert (value, finding.code) == (None, "answer-not-calculated")


@pytest.mark.parametrize("kind", ["number", "integer", "scale"])
def test_a_number_without_end_is_no_number(kind: str) -> None:
    """1E+999 in a workbook's XML is infinite."""
    assert [finding.code for finding in read_answer(of_type(kind), float("inf"))[1]] == [
        "answer-not-a-number" if kind == "number" else "answer-not-an-integer"
    ]


def test_one_wrong_choice_many_times_in_a_cell_is_told_once() -> None:
    """Five thousand times the same says no more than once."""
    assert len(read_answer(of_type("choices", **CHOICES), "sprot;" * 5000)[1]) == 1


def test_a_text_that_fills_its_cell_may_have_lost_its_end() -> None:
    """32,767 characters are all that Excel keeps; one fewer is a long answer."""
    value, (finding,) = read_answer(of_type("long_text"), "x" * 32_767)
    assert (len(str(value)), finding.code) == (32_767, "answer-cut-off")
    assert read_answer(of_type("long_text"), "x" * 32_766)[1] == []


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("number", "12.5", Decimal("12.5")),
        ("number", "€ 12,50", Decimal("12.50")),
        ("integer", "12 euro", 12),
        ("date", "di 3 mrt '26", date(2026, 3, 3)),
    ],
)
def test_what_is_only_likely_is_read_with_a_note(kind: str, typed: str, value: Value) -> None:
    """The note says what was read, so that a person can see whether it is right."""
    read, (finding,) = read_answer(of_type(kind), typed)
    assert (read, finding.code) == (value, "answer-read-as")
    assert finding.details["read_as"]


@pytest.mark.parametrize(
    ("language", "typed", "code"),
    [
        ("en", "1,234", "answer-number-ambiguous"),
        ("en", "1.234", "answer-number-ambiguous"),
        ("nl", "1.234", "answer-number-ambiguous"),
        ("nl", "1,234", None),
        ("en", "12,5", None),
    ],
)
def test_a_number_that_may_be_thousands_in_its_language_is_not_guessed(
    language: str, typed: str, code: str | None
) -> None:
    """In an English export a comma may part thousands; in Dutch it parts decimals and nothing else."""
    layout = Layout(
        "l", "L", "S", "nl-BE", "A", Path("l.toml"), Path("r.docx"), "", "together", {}, (INITIATIVE, of_type("number"))
    )
    cells = {"initiatief": (Cell("Dans mee!", PLACE),), "vraag": (Cell(typed, PLACE),)}
    _, findings = validate(Submission("l", PLACE, cells, {}, language=language), layout)
    assert [finding.code for finding in findings if finding.code != "submission-empty"] == ([code] if code else [])


@pytest.mark.parametrize(("typed", "value"), [("1.250.000", Decimal(1250000)), ("1.250,5", Decimal("1250.5"))])
def test_points_that_can_only_part_thousands_do(typed: str, value: Decimal) -> None:
    """Two of them, or one before a comma, leave no doubt."""
    assert read_answer(of_type("number"), typed) == (value, [])


def test_what_the_layout_limits_is_checked_of_what_was_read_with_a_note() -> None:
    """A likely reading is a reading: it has to stay within the limits."""
    codes = [finding.code for finding in read_answer(of_type("number", maximum=Decimal(10)), "12.5")[1]]
    assert codes == ["answer-read-as", "answer-out-of-range"]


def test_choices_that_only_blanks_part_are_parted_where_all_are_choices() -> None:
    """As KoboToolbox and ODK write them, by name or by label."""
    assert read_answer(of_type("choices", **CHOICES), "sport zorg_en_welzijn") == (("sport", "Zorg en welzijn"), [])
    value, (finding,) = read_answer(of_type("choices", **CHOICES), "sport en spel")
    assert (value, finding.code) == (("sport en spel",), "answer-not-a-choice")


def test_choices_that_differ_in_marks_only_are_not_taken_for_each_other() -> None:
    """`C` is not `C++`, and `c#` is neither."""
    question = of_type("choice", choices=("C", "C++"))
    assert read_answer(question, "c++") == ("C++", [])
    assert [finding.code for finding in read_answer(question, "c#")[1]] == ["answer-not-a-choice"]
