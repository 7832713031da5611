"""What a `layout.toml` may hold: its tables and their settings, each with what it allows by itself."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from pipeline.answers.types.registry import TYPES
from pipeline.model import Role, SeveralSubmissions

LARGEST_NUMBER: Final = 10**15
"""The largest number that a setting may be, above or below zero: Excel keeps fifteen digits."""

# A name becomes part of defined names in Excel and of expressions in Word, so it is kept to what both allow.
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=60)]
# What XML can hold; TOML allows the rest as escapes.
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*$")]
Filled = Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1)]


def _reject_bool(value: object) -> object:
    """Refuse true and false, which Python counts as 1 and 0. Raises ValueError."""
    if isinstance(value, bool):
        raise ValueError("no number")  # noqa: TRY004 - pydantic knows only this one
    return value


_WITHIN = Field(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER, decimal_places=15, allow_inf_nan=False)
Number = Annotated[Decimal, BeforeValidator(_reject_bool), _WITHIN]
Length = Annotated[int, BeforeValidator(_reject_bool), Field(gt=0, le=LARGEST_NUMBER)]

if TYPE_CHECKING:
    TypeName = str
else:
    TypeName = Literal[tuple(TYPES)]  # pydantic tells of every other name, with these to choose from

PartName = Literal["about", "questions", "ideas"]
"""The names of `model.PARTS`."""


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LayoutSettings(_Settings):
    """The table `[layout]`."""

    name: Name = Field(description="The name of the layout, as `--layout` and the reports' records use it.")
    title: Filled = Field(description="The title of the worksheet.")
    series: Filled = Field(description="The name of the series that the worksheet belongs to.")
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] = Field(
        description="The language of the reports, such as `nl-BE`."
    )
    author: Filled = Field(description="The document property Author: the organisation that runs the pipeline.")
    template: Annotated[str, StringConstraints(pattern=r"^[^/\\]+\.docx$")] = Field(
        "report.docx", description="The Word template, in the same folder."
    )
    file_name: Annotated[str, StringConstraints(pattern=r"\.docx$")] = Field(
        "{{ initiatief }} - {{ layout.title }}.docx",
        description="The name of a report, with the same tags as the template.",
    )
    several_submissions: SeveralSubmissions = Field(
        "together",
        description="What to do with several respondents of one initiative: show their answers `together`, "
        "use only the `latest`, or `refuse`.",
    )

    most_submissions: Length = Field(
        10_000, description="How many submissions are taken from one workbook; of one with more nothing is used."
    )
    most_initiatives: Length = Field(
        2_000,
        description="How many initiatives, and so reports, are taken from one workbook; of one with more nothing is "
        "used. From all workbooks together ten times as many are taken.",
    )


class QuestionSettings(_Settings):
    """One `[[questions]]`."""

    name: Name = Field(description="What templates, forms and JSON call the question. Never change it once in use.")
    label: Filled = Field(description="The question as people read it.")
    type: TypeName = Field(description="What kind of answer is asked.")
    part: PartName = Field(description="Where the worksheet shows it: `about`, `questions` or `ideas`.")
    role: Role | None = Field(
        None,
        description="`initiative` (a `text`, exactly one question), `respondent` (a `text`) or `moment` (a `date`), at "
        "most one each. The address of a respondent is the answer to the first question of type `email` in `about`.",
    )
    required: bool = Field(False, description="Whether a submission without this answer is refused.")  # noqa: FBT003 - the field's default
    hint: Text = Field("", description="Help that forms show beside the question.")
    aliases: tuple[Filled, ...] = Field((), description="Other column headers that mean this question.")
    choices: tuple[Filled, ...] = Field((), description="What can be chosen, for `choice` and `choices`.")
    minimum: Number | None = Field(None, description="The smallest number allowed.")
    maximum: Number | None = Field(None, description="The largest number allowed.")
    max_length: Length | None = Field(None, description="How many characters are asked at most.")
    pattern: str | None = Field(
        None,
        description="A regular expression that the whole answer has to match. It has no look-ahead and no references "
        "back, so that no answer can take long.",
    )
    unique: bool = Field(False, description="Whether no two respondents may give the same answer.")  # noqa: FBT003 - as above
    constraint: Text = Field(
        "",
        description="What has to hold for the answer, in a part of XLSForm's language: `.` is the answer, `${name}` "
        "the answer to another question; `=`, `!=`, `<`, `<=`, `>`, `>=`, `and`, `or`, `not()`, `selected()`, "
        "`count-selected()`, `string-length()`, `regex()`, `date()`, `today()`.",
    )
    constraint_message: Text = Field("", description="What is told where `constraint` does not hold.")
    relevant: Text = Field("", description="Of whom the question is asked, in the same language; else of everybody.")


class LayoutFile(_Settings):
    """A whole `layout.toml`."""

    layout: LayoutSettings
    texts: Mapping[Name, Text | tuple[Text, ...]] = Field(
        default_factory=dict, description="What the template shows besides questions: texts or lists of texts."
    )
    questions: tuple[QuestionSettings, ...]
