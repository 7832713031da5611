"""Submission -> typed answers and findings. Pure: nothing is evaluated, and a doubtful answer is kept as typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime

from pipeline.answers.cell_doubts import doubts_of_cells
from pipeline.answers.rules import broken_rules, is_relevant, operands_of
from pipeline.answers.types.answer_limits import Doubt
from pipeline.answers.types.cell_text import cell_text
from pipeline.answers.types.registry import type_of
from pipeline.locale_data import NO_NAME
from pipeline.messages import severity_of, shorten
from pipeline.model import (
    NOT_CALCULATED,
    PICTURE,
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
from pipeline.rich_text import AnyText, join_texts
from pipeline.text import NOT_IN_WORD, fold, is_blank

_MOST_ITEMS_TOLD = 10
"""Of how many items of one cell is told each by itself."""
LONGEST_CELL = 32_767
"""Characters that a cell of Excel can hold: a text of just that length may have lost its end."""
_TAKEN_FOR_FORMULA = frozenset({"#NAME?"})
"""What Excel makes of words that follow a dash, a plus or an equals sign."""


def validate(
    submission: Submission, layout: Layout, today: date | None = None
) -> tuple[CheckedSubmission, list[Finding]]:
    """Read every answer as its question's type, and find all that is wrong in the submission at once.

    What day it is only tells which dates are unlikely: an answer is never read otherwise for it.
    """
    answers: dict[str, Answer] = {}
    findings: list[Finding] = []
    refused = False
    for question in layout.questions:
        answer, doubts = _answer(question, submission.cells.get(question.name, ()), submission.language, today)
        findings.extend(doubts)
        if answer:
            answers[question.name] = answer
    operands = operands_of(layout, answers)
    for question in layout.questions:
        if question.name in answers or not question.required or is_relevant(question, operands, today) is False:
            continue
        refused = True
        if not _has_error(question, findings):
            findings.append(_missing(question, submission))
    findings.extend(broken_rules(layout, answers, today))
    doubtful = {finding.place for finding in findings}
    checked = CheckedSubmission(
        submission.layout,
        submission.place,
        _text_of(layout, "initiative", answers),
        _respondent(submission, layout, answers, doubtful),
        _moment(submission, layout, answers),
        answers,
        refused,
        submission.sent_id,
    )
    if not refused and not answers.keys() - {question.name for question in layout.particulars}:
        findings.append(Finding("submission-empty", submission.place))
    named = checked.initiative or None
    return checked, [replace(finding, initiative=named) for finding in findings]


def _has_error(question: Question, findings: list[Finding]) -> bool:
    return any(finding.question == question.label and severity_of(finding) is Severity.ERROR for finding in findings)


def _missing(question: Question, submission: Submission) -> Finding:
    """Return what is told of a required answer that is missing: its cell is empty, or only looks so."""
    cells = submission.cells.get(question.name, ())
    if cells and not fold(str(cells[0].value)):
        return Finding("answer-only-blanks", cells[0].place, question=question.label)
    place = cells[0].place if cells else submission.empty_places.get(question.name, submission.place)
    return Finding("answer-missing", place, question=question.label)


def _text_of(layout: Layout, role: Role, answers: Mapping[str, Answer]) -> str:
    question = layout.with_role(role)
    answer = answers.get(question.name) if question else None
    return " ".join(str(answer.value).split()) if answer else ""


def _respondent(
    submission: Submission, layout: Layout, answers: Mapping[str, Answer], doubtful: AbstractSet[Place]
) -> Respondent:
    """Trust what was typed before the login: several people may answer at one desk.

    What is no address identifies nobody: two people who both type "geen" are still two.
    """
    question = next((question.name for question in layout.particulars if type_of(question).names_respondent), None)
    typed_email = answers.get(question) if question else None
    email = str(typed_email.value) if typed_email and typed_email.place not in doubtful else None
    name = _text_of(layout, "respondent", answers)
    login = submission.sent_by
    is_own_login = not (email and login.email) or fold(email) == fold(login.email)
    typed_name = name if fold(name) not in NO_NAME else None
    return Respondent(email or login.email, typed_name or (login.name if is_own_login else None))


def _moment(submission: Submission, layout: Layout, answers: Mapping[str, Answer]) -> date | datetime | None:
    question = layout.with_role("moment")
    answer = answers.get(question.name) if question else None
    if submission.sent_at or answer is None or not isinstance(answer.value, date):
        return submission.sent_at
    return answer.value


# --- A single answer ------------------------------------------------------------------------------


def _answer(
    question: Question, cells: tuple[Cell, ...], language: str, today: date | None
) -> tuple[Answer | None, list[Finding]]:
    """Read the filled cells of a question; more than one only where the layout or a repeated header makes it so."""
    clean, findings = _clean(question, cells)
    findings = [*doubts_of_cells(question, clean), *findings]
    if not clean:
        return None, findings
    answer_type = type_of(question)
    answer: Answer | None
    if answer_type.takes_several:
        answer, more_findings = _items_answer(question, clean)
    elif len(clean) > 1 and len({fold(str(cell.value)) for cell in clean}) > 1:
        answer, more_findings = _several_answer(question, clean)
    else:
        value, doubt = answer_type.read(question, clean[0], language)
        answer = None if value is None else Answer(question.name, value, clean[0].place)
        more_findings = list(_doubt_findings(question, clean[0], value, doubt, today))
    return answer, [*findings, *more_findings]


def _clean(question: Question, cells: tuple[Cell, ...]) -> tuple[list[Cell], list[Finding]]:
    """Return the cells that hold an answer, without what Word can't hold, and what is wrong with the others."""
    findings = [_excel_error(question, cell.place, cell.value) for cell in cells if isinstance(cell.value, CellError)]
    clean: list[Cell] = []
    for cell in cells:
        if isinstance(cell.value, str) and len(cell.value) >= LONGEST_CELL:
            findings.append(Finding("answer-cut-off", cell.place, question=question.label))
        if not isinstance(cell.value, CellError) and not (isinstance(cell.value, str) and is_blank(cell.value)):
            kept, finding = _without_control_characters(question, cell)
            findings.extend([finding] if finding else [])
            clean.extend([kept] if kept else [])
    return clean, findings


def _items_answer(question: Question, cells: list[Cell]) -> tuple[Answer | None, list[Finding]]:
    """Read the items of all cells; of choices, each once. What is no choice is a finding, once for each cell."""
    answer_type = type_of(question)
    items: list[AnyText] = []
    findings: list[Finding] = []
    for cell in cells:
        texts = answer_type.split(question, cell)
        if not question.choices:
            items.extend(texts)
            continue
        about_items: list[Finding] = []
        for text in dict.fromkeys(map(str, texts)):
            item = Cell(text, cell.place)
            choice, doubt = answer_type.read(question, item, "")
            items.append(str(choice))
            if doubt:
                about_items.append(_finding(doubt, question, item))
        findings.extend(_bounded(about_items))
        findings.extend(_finding(doubt, question, cell) for doubt in answer_type.suspicions(question, cell))
    if question.choices:
        items = list(dict.fromkeys(items))
    return (Answer(question.name, tuple(items), cells[0].place) if items else None), findings


def _bounded(findings: list[Finding]) -> Iterator[Finding]:
    """Yield what is said of the items of one cell: the first ones each by itself, and how many there are more."""
    yield from findings[:_MOST_ITEMS_TOLD]
    more = findings[_MOST_ITEMS_TOLD:]
    if more:
        yield replace(more[0], code="answer-more-items", suggestion=None, details={"count": len(more)})


def _several_answer(question: Question, cells: list[Cell]) -> tuple[Answer | None, list[Finding]]:
    """Keep every answer to a question that asks for a single one; of two initiatives, a person has to say which."""
    place = cells[0].place
    details = {"places": ", ".join(cell.place.cell or str(cell.place) for cell in cells)}
    if question.role == "initiative":
        return None, [Finding("initiative-several", place, question=question.label, details=details)]
    answer = Answer(question.name, join_texts("\n\n", (cell_text(cell) for cell in cells)), place)
    return answer, [Finding("answer-several", place, question=question.label, details=details)]


def _excel_error(question: Question, place: Place, error: CellError) -> Finding:
    if error.code == NOT_CALCULATED:
        return Finding("answer-not-calculated", place, question=question.label)
    if error.code == PICTURE:
        return Finding("answer-is-picture", place, question=question.label)
    code = "answer-taken-for-formula" if error.code in _TAKEN_FOR_FORMULA else "answer-excel-error"
    return Finding(code, place, question=question.label, value=shorten(error.code))


def _without_control_characters(question: Question, cell: Cell) -> tuple[Cell | None, Finding | None]:
    if not isinstance(cell.value, str) or not (bad := NOT_IN_WORD.findall(cell.value)):
        return cell, None
    codes = ", ".join(f"U+{ord(character):04X}" for character in sorted(set(bad)))
    finding = Finding("answer-control-characters", cell.place, question=question.label, details={"characters": codes})
    text = NOT_IN_WORD.sub("", cell.value)
    return (Cell(text, cell.place) if text.strip() else None), finding


def _doubt_findings(
    question: Question, cell: Cell, value: Value | None, doubt: Doubt | None, today: date | None
) -> Iterator[Finding]:
    """Yield why an answer is doubtful, and the limits that it breaks where it could be read."""
    if doubt:
        yield _finding(doubt, question, cell)
    if value is not None and (doubt is None or doubt.read_as):
        answer_type = type_of(question)
        for more in (*answer_type.suspicions(question, cell), *answer_type.limits_broken(question, value, today)):
            yield _finding(more, question, cell)


def _finding(doubt: Doubt, question: Question, cell: Cell) -> Finding:
    return Finding(
        doubt.code,
        cell.place,
        question=question.label,
        value=shorten(str(cell_text(cell))),
        suggestion=doubt.suggestion,
        details={**doubt.details, "read_as": doubt.read_as} if doubt.read_as else doubt.details,
    )
