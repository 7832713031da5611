"""The nouns of the project: frozen dataclasses that every stage shares. Standard library only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Literal, TypeAlias

from pipeline.rich_text import AnyText, RichText, Span

Role = Literal["initiative", "respondent", "moment"]
SeveralSubmissions = Literal["together", "latest", "refuse"]
Texts: TypeAlias = Mapping[str, "str | tuple[str, ...]"]

TEMPLATE_NAMES: Mapping[str, str] = {
    "layout": "The settings of the layout: `layout.title`, `layout.series`, `layout.name`, `layout.language`, "
    "`layout.author`.",
    "texts": "The texts of the layout by their name, such as `texts.guiding_question`; a list of texts is for a loop.",
    "particulars": "For a loop: each particular that was given, with `.label`, `.value` and `.name`.",
    "questions": "For a loop: every question of the worksheet, with `.label`, `.hint`, `.name` and `.answers`; each "
    "answer has `.respondent` and `.value`.",
    "ideas": "As `questions`, for the questions of the part `ideas` that were answered.",
    "answered": "Whether any question was answered; else the report is the blank worksheet.",
    "respondents": "The names of the respondents.",
    "several": "Whether there is more than one respondent.",
}
"""What a template may use besides the names of questions; no question may be called so."""


# --- Layouts --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the worksheet, with questions."""

    name: str
    """What questions call it in `layout.toml`."""
    loop: str
    """The name by which templates loop over its questions."""
    holds_particulars: bool = False
    """Whether its answers describe the initiative and its respondents; they answer no question of the worksheet."""
    only_answered: bool = False
    """Whether its loop leaves out questions that nobody answered."""
    heading_text: str = ""
    """The text of the layout that is its heading in a form; without it the first question's label is."""


PARTS = (
    Part("about", "particulars", holds_particulars=True),
    Part("questions", "questions", heading_text="questions_title"),
    Part("ideas", "ideas", only_answered=True),
)
"""The parts of a worksheet, in its order."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked. The names of the fields are those of XLSForm where it has one."""

    name: str
    label: str
    type: str
    """The name of a type in `answers/types/registry.py`."""
    part: str
    """The name of one of its layout's parts."""
    role: Role | None = None
    required: bool = False
    hint: str = ""
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    max_length: int | None = None
    pattern: str | None = None
    unique: bool = False
    """Whether no two respondents may give the same answer."""
    constraint: str = ""
    """An expression that has to hold for the answer; see `expression.py`."""
    constraint_message: str = ""
    relevant: str = ""
    """An expression that tells of whom the question is asked."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A folder in `templates/`: texts, questions, settings and the Word template."""

    name: str
    title: str
    series: str
    language: str
    author: str
    file: Path
    """Its `layout.toml`."""
    template: Path
    file_name: str
    several_submissions: SeveralSubmissions
    texts: Texts
    questions: tuple[Question, ...]
    parts: tuple[Part, ...] = PARTS

    def question(self, name: str) -> Question:
        """Return the question of that name; KeyError where there is none."""
        for question in self.questions:
            if question.name == name:
                return question
        raise KeyError(name)

    @property
    def initiative(self) -> Question:
        """Return the question that says what a report is about; `layout.py` sees to it that there is one."""
        return next(question for question in self.questions if question.role == "initiative")

    def with_role(self, role: Role) -> Question | None:
        """Return the one question that has this role, if the layout has it."""
        return next((question for question in self.questions if question.role == role), None)

    def of_part(self, part: Part) -> tuple[Question, ...]:
        """Return the questions of one part of the worksheet, in order."""
        return tuple(question for question in self.questions if question.part == part.name)

    @property
    def particulars(self) -> tuple[Question, ...]:
        """Return the questions about the initiative and its respondents themselves."""
        return tuple(question for part in self.parts if part.holds_particulars for question in self.of_part(part))


FINDINGS_SHEET = "Bevindingen"
"""The sheet that a copy with marked cells has in front; it holds no answers."""
FOLLOWS = "Binding.Follows"
"""Its custom property with the digests of the workbooks that it was made from, oldest first, between blanks."""


# --- Workbooks ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CellError:
    """What Excel shows instead of a value, such as `#NAME?`; or NOT_CALCULATED."""

    code: str


NOT_CALCULATED = "="
"""The code of a cell that holds a formula which was never calculated, so that it has no value yet."""


CellValue: TypeAlias = str | int | float | bool | datetime | date | time | CellError


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands. Prints as `file.xlsx › Blad › C7`."""

    file: str
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        """Return the place as people read it."""
        return " › ".join(part for part in (self.file, self.sheet, self.cell) if part)

    def seen_from(self, other: Place) -> str:
        """Return the place as people read it who already look at the other: on one sheet the cell will do."""
        if self.cell and (self.file, self.sheet) == (other.file, other.sheet):
            return self.cell
        return str(self)


@dataclass(frozen=True, slots=True)
class CellDetails:
    """What a cell holds beside its value."""

    shown: str = ""
    """The text that people saw, where the value does not say it: `50%` for 0.5, `maart 2026` for a day."""
    spans: tuple[Span, ...] = ()
    """The formatting of a text."""
    link: str = ""
    """The web or mail address that a text leads to."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell: its value, its location, and what it holds beside its value, as in `CellDetails`."""

    value: CellValue
    place: Place
    shown: str = ""
    spans: tuple[Span, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells on one sheet; rows and columns count from 1, both ends included."""

    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its filled cells, row by row, by column number."""

    name: str
    rows: Mapping[int, Mapping[int, CellValue]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    """Rows that are hidden, or that a filter leaves out."""
    hidden_columns: frozenset[int] = frozenset()
    tables: tuple[Area, ...] = ()
    """Excel's own Table objects, headers included."""
    details: Mapping[tuple[int, int], CellDetails] = field(default_factory=dict)
    """What cells hold beside their values, by row and column. Most cells hold nothing more, so it is kept apart."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A spreadsheet file as read: sheets with their filled cells, and the names that point into them."""

    file: str
    sheets: tuple[Sheet, ...]
    names: tuple[tuple[str, Area], ...] = ()
    digest: str = ""
    """SHA-256 of the file: the same file under two names is one workbook."""
    follows: tuple[str, ...] = ()
    """The digests of the workbooks that this one was made from and is a newer version of, oldest first."""
    findings: tuple[Finding, ...] = ()
    """What the reader has to tell of a file that it could read."""


# --- Answers --------------------------------------------------------------------------------------

PlainValue: TypeAlias = str | bool | int | Decimal | date | tuple[str, ...]
Value: TypeAlias = PlainValue | RichText | tuple[AnyText, ...]


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who answered: known by e-mail address, else by name. Anonymous respondents are never merged."""

    email: str | None = None
    name: str | None = None

    @property
    def label(self) -> str:
        """Return what to call this respondent in a report; empty for who gave neither."""
        return self.name or self.email or ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One respondent's answers as they stand in the cells: one filled-in form, or one row of a table."""

    layout: str
    place: Place
    cells: Mapping[str, tuple[Cell, ...]]
    """The filled cells of each question, by its name."""
    empty_places: Mapping[str, Place]
    """Where an answer could have stood and does not, by question name."""
    sent_by: Respondent = field(default_factory=Respondent)
    """Who sent it according to the export, apart from any question."""
    sent_at: datetime | None = None
    sent_id: str | None = None
    """What the export calls it and no other submission anywhere: a UUID."""
    language: str = ""
    """The language in which the export speaks, where that is known: it tells how dates and numbers are written."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One value given to a question, with the cell it stands in."""

    question: str
    value: Value
    place: Place

    @property
    def plain_value(self) -> PlainValue:
        """Return the value without formatting: what counts when answers are compared."""
        if isinstance(self.value, RichText):
            return self.value.text
        if isinstance(self.value, tuple):
            return tuple(str(item) for item in self.value)
        return self.value


@dataclass(frozen=True, slots=True)
class CheckedSubmission:
    """A submission of which every answer has been read as its question's type."""

    layout: str
    place: Place
    initiative: str
    respondent: Respondent
    moment: date | datetime | None
    """When it was sent: to the second from an export, else the day that was filled in."""
    answers: Mapping[str, Answer]
    refused: bool = False
    """True where it has no initiative or lacks a required answer."""
    sent_id: str | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one respondent answered for an initiative, after later submissions have replaced earlier ones."""

    respondent: Respondent
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Initiative:
    """What one report is about."""

    layout: str
    key: str
    """The folded name: the same for every spelling that counts as the same initiative."""
    name: str
    contributions: tuple[Contribution, ...]
    refused: bool = False


# --- Findings and outcomes ------------------------------------------------------------------------


class Severity(StrEnum):
    """How much a finding asks of a person."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


DetailValue: TypeAlias = str | bool | int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong or doubtful. What it says is in the catalogue, under its code."""

    code: str
    place: Place
    initiative: str | None = None
    question: str | None = None
    """The label of the question, as people know it."""
    value: str | None = None
    suggestion: str | None = None
    details: Mapping[str, DetailValue] = field(default_factory=dict)
    """What else the texts of this code speak of, by its name in their braces."""
    question_name: str | None = None
    """The name of the question in its layout, which stays the same where its label changes."""


class Status(StrEnum):
    """What became of a report."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ReportOutcome:
    """What became of the report of one initiative."""

    initiative: str | None
    layout: str
    path: str | None
    status: Status


@dataclass(frozen=True, slots=True)
class WorkbookOutcome:
    """What a workbook turned out to be: a form, a table, or nothing we know."""

    file: str
    kind: Literal["form", "table"] | None
    layout: str | None
    submissions: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a run, or a check, has to tell."""

    workbooks: tuple[WorkbookOutcome, ...] = ()
    findings: tuple[Finding, ...] = ()
    reports: tuple[ReportOutcome, ...] = ()
    initiatives: int = 0
    dry_run: bool = False

    def statuses(self) -> Counter[Status]:
        """Count the reports by what became of them."""
        return Counter(report.status for report in self.reports)
