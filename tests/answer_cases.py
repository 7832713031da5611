"""What tests of answers share: a question of a type, and what is read from a cell and found wrong with it."""

from __future__ import annotations

from pathlib import Path

from pipeline.answers.validate import validate
from pipeline.model import Cell, CellValue, Finding, Layout, Place, Question, Submission, Value

INITIATIVE = Question("initiatief", "Initiatief", "text", "about", role="initiative", required=True)
PLACE = Place("enquete.xlsx", "Sheet1", "H4")


def _layout(question: Question) -> Layout:
    questions = (INITIATIVE, question)
    return Layout("l", "L", "S", "nl-BE", "A", Path("l.toml"), Path("r.docx"), "", "together", {}, questions)


def read_answer(question: Question, *values: CellValue) -> tuple[Value | None, list[Finding]]:
    """Return the answer to one question, and what is found wrong with it."""
    layout = _layout(question)
    named = {"initiatief": (Cell("Dans mee!", PLACE),)}
    cells = {**named, question.name: tuple(Cell(value, PLACE) for value in values)} if values else named
    checked, findings = validate(Submission("l", PLACE, cells, {}), layout)
    answer = checked.answers.get(question.name)
    return (answer.value if answer else None), [finding for finding in findings if finding.code != "submission-empty"]


def of_type(kind: str, **settings: object) -> Question:
    """Return a question of this type."""
    return Question("vraag", "Vraag", kind, "questions", **settings)  # type: ignore[arg-type] # settings as in the tables


def read_as(kind: str, cell: Cell, **settings: object) -> tuple[Value | None, list[Finding]]:
    """Validate a submission with this one answer."""
    layout = Layout(
        "l",
        "L",
        "S",
        "nl-BE",
        "A",
        Path("l.toml"),
        Path("r.docx"),
        "",
        "together",
        {},
        (INITIATIVE, of_type(kind, **settings)),
    )
    cells = {"initiatief": (Cell("Dans mee!", PLACE),), "vraag": (cell,)}
    checked, findings = validate(Submission("l", PLACE, cells, {}), layout)
    answer = checked.answers.get("vraag")
    return (answer.value if answer else None), findings
