"""Submission -> typed answers and findings. Pure: nothing is evaluated, and a doubtful answer is kept as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from pipeline.findings import severity_of, shorten
from pipeline.model import (
    NOT_CALCULATED,
    Answer,
    Cell,
    CellError,
    CheckedSubmission,
    Finding,
    Layout,
    Place,
    Question,
    Respondent,
    Role,
    Severity,
    Submission,
    Value,
)
from pipeline.text import NOBODY, NOT_IN_WORD, fold
from pipeline.validate.kinds import READERS, Doubt, items_of, read_choice, typed


def validate(submission: Submission, layout: Layout) -> tuple[CheckedSubmission, list[Finding]]:
    """Read every answer as its question's type, and find all that is wrong in the submission at once."""
    answers: dict[str, Answer] = {}
    findings: list[Finding] = []
    refused = False
    for question in layout.questions:
        answer, doubts = _answer(question, submission.cells.get(question.name, ()))
        findings.extend(doubts)
        if answer and question.role == "initiative" and not fold(str(answer.value)):
            answer = None  # nothing but what can't be seen
        if answer:
            answers[question.name] = answer
        elif question.required and not any(severity_of(doubt) is Severity.ERROR for doubt in doubts):
            place = submission.empty_places.get(question.name, submission.place)
            findings.append(Finding("answer-missing", place, question=question.label))
        refused = refused or (question.required and answer is None)
    doubtful = {finding.place for finding in findings}
    checked = CheckedSubmission(
        submission.layout,
        submission.place,
        _text_of(layout, "initiative", answers),
        _respondent(submission, layout, answers, doubtful),
        _moment(submission, layout, answers),
        answers,
        refused,
    )
    if not refused and not any(layout.question(name).part != "about" for name in answers):
        findings.append(Finding("submission-empty", submission.place))
    named = checked.initiative or None
    return checked, [replace(finding, initiative=named) for finding in findings]


def _text_of(layout: Layout, role: Role, answers: Mapping[str, Answer]) -> str:
    question = layout.with_role(role)
    answer = answers.get(question.name) if question else None
    return " ".join(str(answer.value).split()) if answer else ""


def _respondent(
    submission: Submission, layout: Layout, answers: Mapping[str, Answer], doubtful: AbstractSet[Place]
) -> Respondent:
    """Trust the export's own columns before what was typed, for who was logged in makes no typing mistakes.

    What is no address identifies nobody: two people who both type "geen" are still two.
    """
    asked = next((question.name for question in layout.of_part("about") if question.type == "email"), None)
    typed_email = answers.get(asked) if asked else None
    email = str(typed_email.value) if typed_email and typed_email.place not in doubtful else None
    name = _text_of(layout, "respondent", answers)
    return Respondent(
        submission.sent_by.email or email,
        (name if fold(name) not in NOBODY else None) or submission.sent_by.name,
    )


def _moment(submission: Submission, layout: Layout, answers: Mapping[str, Answer]) -> date | datetime | None:
    question = layout.with_role("moment")
    answer = answers.get(question.name) if question else None
    if submission.sent_at or answer is None or not isinstance(answer.value, date):
        return submission.sent_at
    return answer.value


# --- One answer -----------------------------------------------------------------------------------


def _answer(question: Question, cells: tuple[Cell, ...]) -> tuple[Answer | None, list[Finding]]:
    """Read the filled cells of one question; more than one only where the layout or a header twice makes it so."""
    clean, findings = _clean(question, cells)
    if not clean:
        return None, findings
    if question.type in ("list", "choices"):
        answer, found = _items_answer(question, clean)
    elif len({fold(str(cell.value)) for cell in clean}) > 1:
        answer, found = _several_answer(question, clean)
    else:
        value, doubt = READERS[question.type](question, clean[0].value)
        answer = Answer(question.name, value, clean[0].place)
        found = list(_doubt_findings(question, clean[0], value, doubt))
    return answer, [*findings, *found]


def _clean(question: Question, cells: tuple[Cell, ...]) -> tuple[list[Cell], list[Finding]]:
    """Return the cells that hold an answer, without what Word can't hold, and what is found wrong with the others."""
    findings = [_excel_error(question, cell.place, cell.value) for cell in cells if isinstance(cell.value, CellError)]
    clean = []
    for cell in cells:
        if not isinstance(cell.value, CellError):
            kept, finding = _without_control_characters(question, cell)
            findings.extend([finding] if finding else [])
            clean.extend([kept] if kept else [])
    return clean, findings


def _items_answer(question: Question, cells: list[Cell]) -> tuple[Answer | None, list[Finding]]:
    items = tuple(item for cell in cells for item in items_of(question, cell.value))
    findings = [finding for cell in cells for finding in _choice_findings(question, cell)]
    if question.choices:
        items = tuple(dict.fromkeys(read_choice(question, item)[0] for item in items))
    return (Answer(question.name, items, cells[0].place) if items else None), findings


def _several_answer(question: Question, cells: list[Cell]) -> tuple[Answer | None, list[Finding]]:
    """Keep every answer to a question that asks for one; but which of two initiatives is meant, a person has to say."""
    place = cells[0].place
    details = {"places": ", ".join(cell.place.cell or str(cell.place) for cell in cells)}
    if question.role == "initiative":
        return None, [Finding("initiative-several", place, question=question.label, details=details)]
    answer = Answer(question.name, "\n\n".join(typed(cell.value) for cell in cells), place)
    return answer, [Finding("answer-several", place, question=question.label, details=details)]


def _excel_error(question: Question, place: Place, error: CellError) -> Finding:
    if error.code == NOT_CALCULATED:
        return Finding("answer-not-calculated", place, question=question.label)
    return Finding("answer-excel-error", place, question=question.label, value=shorten(error.code))


def _without_control_characters(question: Question, cell: Cell) -> tuple[Cell | None, Finding | None]:
    if not isinstance(cell.value, str) or not (bad := NOT_IN_WORD.findall(cell.value)):
        return cell, None
    codes = ", ".join(f"U+{ord(character):04X}" for character in sorted(set(bad)))
    finding = Finding("answer-control-characters", cell.place, question=question.label, details={"characters": codes})
    text = NOT_IN_WORD.sub("", cell.value)
    return (Cell(text, cell.place) if text.strip() else None), finding


def _doubt_findings(question: Question, cell: Cell, value: Value, doubt: Doubt | None) -> Iterator[Finding]:
    if doubt:
        yield _finding(doubt.code, question, cell, doubt.suggestion)
        return
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and _outside(question, value):
        limits = ("" if limit is None else str(limit) for limit in (question.minimum, question.maximum))
        yield replace(_finding("answer-out-of-range", question, cell), details={"range": " … ".join(limits).strip()})
    if not isinstance(value, str):
        return
    if question.max_length is not None and len(value) > question.max_length:
        details = {"length": str(len(value)), "max_length": str(question.max_length)}
        yield replace(_finding("answer-too-long", question, cell), details=details)
    if question.pattern is not None and not re.fullmatch(question.pattern, value):
        yield replace(_finding("answer-pattern", question, cell), details={"hint": question.hint or question.pattern})


def _outside(question: Question, value: int | Decimal) -> bool:
    too_small = question.minimum is not None and value < question.minimum
    return too_small or (question.maximum is not None and value > question.maximum)


def _finding(code: str, question: Question, cell: Cell, suggestion: str | None = None) -> Finding:
    return Finding(
        code,
        cell.place,
        question=question.label,
        value=shorten(typed(cell.value)),
        suggestion=suggestion,
        details={"choices": ", ".join(question.choices)},
    )


# --- Lists and choices ----------------------------------------------------------------------------


def _choice_findings(question: Question, cell: Cell) -> Iterator[Finding]:
    for item in dict.fromkeys(items_of(question, cell.value) if question.choices else ()):
        _, doubt = read_choice(question, item)
        if doubt:
            yield _finding(doubt.code, question, Cell(item, cell.place), doubt.suggestion)
