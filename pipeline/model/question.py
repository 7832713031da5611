"""What is asked: layouts, their parts and their questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, TypeAlias

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
    most_submissions: int = 10_000
    """How many submissions are taken from one workbook."""
    most_initiatives: int = 2_000
    """How many initiatives are taken from one workbook; ten times as many from all of them together."""

    def question(self, name: str) -> Question:
        """Return the question of that name; KeyError where there is none."""
        for question in self.questions:
            if question.name == name:
                return question
        raise KeyError(name)

    @property
    def initiative(self) -> Question:
        """Return the question that says what a report is about; `layout/` sees to it that there is one."""
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
