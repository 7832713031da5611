"""Rules between answers, and answers that are required or not asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from answer_cases import INITIATIVE, PLACE, of_type, read_answer

from pipeline.answers.validate import validate
from pipeline.model import (
    Cell,
    CellError,
    CellValue,
    Layout,
    Question,
    Submission,
)

TODAY = date(2026, 11, 24)


DAY = Question("dag", "Dag", "date", "about", role="moment")


def rules(*questions: Question, **typed: CellValue) -> tuple[bool, list[str]]:
    """Whether a submission with these answers is refused, and the codes of what is found."""
    layout = Layout(
        "l", "L", "S", "nl-BE", "A", Path("l.toml"), Path("r.docx"), "", "together", {}, (INITIATIVE, *questions)
    )
    cells = {name: (Cell(value, PLACE),) for name, value in {"initiatief": "Dans mee!", **typed}.items()}
    checked, findings = validate(Submission("l", PLACE, cells, {}), layout, TODAY)
    return checked.refused, [finding.code for finding in findings if finding.code != "submission-empty"]


def test_a_rule_between_answers_is_told_where_it_is_broken() -> None:
    """And not where one of them was not given."""
    begin = replace(of_type("date"), name="begin")
    end = replace(of_type("date", constraint=". >= ${begin}"), name="einde")
    early, late = datetime(2026, 3, 1), datetime(2026, 3, 9)
    assert rules(begin, end, begin=early, einde=late) == (False, [])
    assert rules(begin, end, begin=late, einde=early) == (False, ["answer-constraint"])
    assert rules(begin, end, einde=early) == (False, [])


@pytest.mark.parametrize(
    ("kind", "typed", "shown"),
    [
        ("number", 12.5, "12,5"),
        ("integer", 12, "12"),
        ("choices", "sport; jeugd", "sport; jeugd"),
        ("date", datetime(2026, 3, 15), "15/03/2026"),
        ("yes_no", True, "ja"),
        ("text", "a" * 90, "a" * 79 + "…"),
    ],
)
def test_an_answer_that_breaks_a_rule_is_shown_as_it_was_read(kind: str, typed: CellValue, shown: str) -> None:
    """In Dutch notation and cut, with the rule in the words of the layout where it has some."""
    question = of_type(kind, constraint="false()", constraint_message="Dat kan niet.", choices=("sport", "jeugd"))
    broken = [finding for finding in read_answer(question, typed)[1] if finding.code == "answer-constraint"]
    assert [(finding.value, finding.question, finding.details) for finding in broken] == [
        (shown, "Vraag", {"rule": "Dat kan niet."})
    ]
    (without_message,) = read_answer(replace(question, constraint_message=""), typed)[1]
    assert without_message.details == {"rule": "false()"}


def test_a_condition_may_ask_what_day_it_is() -> None:
    """Of an answer, and of whom a question is asked."""
    planned = of_type("date", constraint=". >= today()")
    assert rules(planned, vraag=datetime(2026, 11, 23)) == (False, ["answer-constraint"])
    assert rules(planned, vraag=datetime(2026, 11, 24)) == (False, [])
    later = replace(
        of_type("text", required=True, relevant="today() > date('2026-11-24')"), name="later", label="Later"
    )
    assert rules(later) == (False, [])
    earlier = replace(of_type("text", required=True, relevant="today() < date('2026-11-25')"), name="eer", label="Eer")
    assert rules(earlier) == (True, ["answer-missing"])


def test_a_required_answer_that_is_wrong_is_told_once() -> None:
    """Not as missing too; what is wrong with another answer says nothing of it."""
    asked_first = replace(of_type("text", required=True), name="eerste", label="Eerste")
    assert rules(asked_first, eerste=CellError("#REF!")) == (True, ["answer-excel-error"])
    other = replace(of_type("text"), name="andere", label="Andere")
    assert rules(asked_first, other, andere=CellError("#REF!")) == (True, ["answer-excel-error", "answer-missing"])


def test_a_question_that_is_not_asked_is_not_missed() -> None:
    """`relevant` tells of whom a required answer is asked; an answer all the same is a note, and is kept."""
    together = replace(of_type("yes_no"), name="samen")
    partners = replace(of_type("text", required=True, relevant="${samen} = 'ja'"), name="partners", label="Partners")
    assert rules(together, partners, samen="nee") == (False, [])
    assert rules(together, partners, samen="ja") == (True, ["answer-missing"])
    assert rules(together, partners) == (True, ["answer-missing"])
    assert rules(together, partners, samen="nee", partners="de buurt") == (False, ["answer-not-relevant"])


def test_the_day_it_is_changes_warnings_and_nothing_else() -> None:
    """A report has to be the same whatever the day."""
    cells = {"initiatief": (Cell("Dans mee!", PLACE),), "dag": (Cell(datetime(2027, 1, 1), PLACE),)}
    layout = Layout("l", "L", "S", "nl-BE", "A", Path("l.toml"), Path("r.docx"), "", "together", {}, (INITIATIVE, DAY))
    submission = Submission("l", PLACE, cells, {})
    checked = [validate(submission, layout, today) for today in (None, TODAY, date(2028, 1, 1))]
    assert len({repr(submission) for submission, _ in checked}) == 1
    assert [[finding.code for finding in findings][:1] for _, findings in checked][1] == ["answer-date-future"]
