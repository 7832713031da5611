"""Submission -> typed answers and findings. Pure: nothing is evaluated, and a doubtful answer is kept as typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from math import isfinite

from pipeline.findings import severity_of, shorten
from pipeline.model import (
    NOT_CALCULATED,
    Answer,
    Cell,
    CellError,
    CellValue,
    CheckedSubmission,
    Finding,
    Layout,
    Place,
    Question,
    QuestionType,
    Respondent,
    Role,
    Severity,
    Submission,
    Value,
)
from pipeline.text import BULLET, NO, NOT_IN_WORD, NUMBER, YES, fold, nearest

_NOBODY = frozenset({"", "-", "--", "/", "x", "?", "n.v.t.", "nvt", "geen", "niet", "anoniem", "anonymous", "onbekend"})
"""What people type where they don't want to give a name."""
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
_URL = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+([/?#]\S*)?", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s./()-]{8,20}")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_IN_WORDS = re.compile(r"(?:[a-z]+ )?(\d{1,2})\.? ([a-z]+)\.? (\d{4})")
_MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True)
class _Doubt:
    """Why an answer can't be read as its question's type."""

    code: str
    suggestion: str | None = None


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
        (name if fold(name) not in _NOBODY else None) or submission.sent_by.name,
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
    findings: list[Finding] = []
    readable = [cell for cell in cells if not isinstance(cell.value, CellError)]
    findings.extend(
        _excel_error(question, cell.place, cell.value) for cell in cells if isinstance(cell.value, CellError)
    )
    clean = []
    for cell in readable:
        kept, finding = _without_control_characters(question, cell)
        findings.extend([finding] if finding else [])
        clean.extend([kept] if kept else [])
    if not clean:
        return None, findings
    place = clean[0].place
    if question.type in ("list", "choices"):
        items = tuple(item for cell in clean for item in _items(question, cell.value))
        value: Value = (
            tuple(dict.fromkeys(_read_choice(question, item)[0] for item in items)) if question.choices else items
        )
        findings.extend(finding for cell in clean for finding in _choice_findings(question, cell))
        return (Answer(question.name, value, place) if items else None), findings
    if len(clean) > 1 and len({fold(str(cell.value)) for cell in clean}) > 1:
        places = ", ".join(cell.place.cell or str(cell.place) for cell in clean)
        if question.role == "initiative":
            details = {"places": places}
            return None, [*findings, Finding("initiative-several", place, question=question.label, details=details)]
        findings.append(Finding("answer-several", place, question=question.label, details={"places": places}))
        return Answer(question.name, "\n\n".join(typed(cell.value) for cell in clean), place), findings
    value, doubt = _READERS[question.type](question, clean[0].value)
    findings.extend(_doubt_findings(question, clean[0], value, doubt))
    return Answer(question.name, value, place), findings


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


def typed(value: CellValue) -> str:  # noqa: PLR0911 - one answer for each kind of cell
    """Return a cell's value as its answerer saw it, in Dutch notation."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, datetime):
        day = f"{value:%d/%m/%Y}"
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, CellError):
        return value.code
    return value.strip("\n").rstrip()


def _number_text(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    if value.is_integer():
        return f"{value:.0f}"
    # 15 digits is what Excel shows and keeps; more only shows how binary fractions are stored.
    return f"{value:.15g}".replace(".", ",")


def _doubt_findings(question: Question, cell: Cell, value: Value, doubt: _Doubt | None) -> Iterator[Finding]:
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


def _items(question: Question, value: CellValue) -> list[str]:
    """Split a cell into its items: choices by line or semicolon, a list by line, without its marks."""
    text = typed(value)
    if question.type == "choices":
        whole = fold(text)
        if any(fold(choice) == whole for choice in question.choices):
            return [text]
        separators = r"[;\n]|,(?=\s)" if not any("," in choice for choice in question.choices) else r"[;\n]"
        return [item.strip() for item in re.split(separators, text) if item.strip()]
    items = [item for line in text.split("\n") if (item := BULLET.sub("", line).strip())]
    numbers = [found[1] for item in items if (found := NUMBER.match(item))]
    if numbers == [str(number) for number in range(1, len(items) + 1)]:
        # Counted from 1 to the last, they are marks of a list; "12. december" alone is part of an idea.
        return [NUMBER.sub("", item).strip() for item in items]
    return items


def _choice_findings(question: Question, cell: Cell) -> Iterator[Finding]:
    for item in dict.fromkeys(_items(question, cell.value) if question.choices else ()):
        _, doubt = _read_choice(question, item)
        if doubt:
            yield _finding(doubt.code, question, Cell(item, cell.place), doubt.suggestion)


def _read_choice(question: Question, value: CellValue) -> tuple[str, _Doubt | None]:
    text = typed(value).strip()
    folded = fold(text).rstrip(";")
    for choice in question.choices:
        if fold(choice) == folded:
            return choice, None
    return text, _Doubt("answer-not-a-choice", nearest(text, question.choices, at_least=0.7))


# --- The other types ------------------------------------------------------------------------------


def _read_text(_: Question, value: CellValue) -> tuple[Value, _Doubt | None]:
    return typed(value), None


def _read_date(_: Question, value: CellValue) -> tuple[Value, _Doubt | None]:
    if isinstance(value, datetime):
        return value.date(), None
    if isinstance(value, date):
        return value, None
    text = typed(value).strip()
    day = _parse_date(fold(text))
    return (day, None) if day else (text, _Doubt("answer-not-a-date"))


def _parse_date(text: str) -> date | None:
    """Read a date as it is written in Flanders: day before month, or the month in words; ISO 8601 too."""
    try:
        if found := _DAY_FIRST.fullmatch(text):
            day, month, year = (int(number) for number in found.groups())
        elif found := _YEAR_FIRST.fullmatch(text):
            year, month, day = (int(number) for number in found.groups())
        elif (found := _IN_WORDS.fullmatch(text)) and (name := found[2][:3].replace("mrt", "maa")) in _MONTHS:
            day, month, year = int(found[1]), _MONTHS.index(name) + 1, int(found[3])
        else:
            return None
        return date(year, month, day)
    except ValueError:
        return None


def _read_number(_: Question, value: CellValue) -> tuple[Value, _Doubt | None]:
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return Decimal(f"{value:.15g}"), None
    text = typed(value).strip()
    try:
        # `12.500` may be twelve thousand five hundred or twelve and a half: a person has to say which.
        if not re.fullmatch(r"[+-]?\d+(,\d+)?", text.replace("\N{NO-BREAK SPACE}", "").replace(" ", "")):
            return text, _Doubt("answer-not-a-number")
        return Decimal("".join(text.split()).replace(",", ".")), None
    except InvalidOperation:
        return text, _Doubt("answer-not-a-number")


def _read_integer(question: Question, value: CellValue) -> tuple[Value, _Doubt | None]:
    number, doubt = _read_number(question, value)
    if isinstance(number, Decimal):
        if number == number.to_integral_value():
            return int(number), None
        return typed(value), _Doubt("answer-not-an-integer")
    return number, doubt


def _read_yes_no(_: Question, value: CellValue) -> tuple[Value, _Doubt | None]:
    if isinstance(value, bool):
        return value, None
    text = typed(value).strip()
    if fold(text) in YES:
        return True, None
    return (False, None) if fold(text) in NO else (text, _Doubt("answer-not-yes-or-no"))


def _as_form_of(pattern: re.Pattern[str], code: str) -> Callable[[Question, CellValue], tuple[Value, _Doubt | None]]:
    def read(_: Question, value: CellValue) -> tuple[Value, _Doubt | None]:
        text = typed(value).strip()
        return text, None if pattern.fullmatch(text) else _Doubt(code)

    return read


_READERS: Mapping[QuestionType, Callable[[Question, CellValue], tuple[Value, _Doubt | None]]] = {
    "text": _read_text,
    "long_text": _read_text,
    "choice": _read_choice,
    "number": _read_number,
    "integer": _read_integer,
    "scale": _read_integer,
    "date": _read_date,
    "email": _as_form_of(_EMAIL, "answer-not-an-email"),
    "url": _as_form_of(_URL, "answer-not-a-url"),
    "phone": _as_form_of(_PHONE, "answer-not-a-phone-number"),
    "yes_no": _read_yes_no,
}
