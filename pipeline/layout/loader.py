"""`templates/<name>/layout.toml` -> `Layout`, with all that is wrong in it at once."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from pipeline.answers.expression import WrongExpressionError, parse
from pipeline.answers.types.registry import TYPES
from pipeline.match.headers import headers_of
from pipeline.messages import SetupError, shorten, system_reason
from pipeline.model import (
    TEMPLATE_NAMES,
    Finding,
    Layout,
    Place,
    Question,
    Role,
    SeveralSubmissions,
)
from pipeline.similarity import nearest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FILE_NAME = "layout.toml"

# A name becomes part of defined names in Excel and of expressions in Word, so it is kept to what both allow.
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=60)]
# What XML can hold; TOML allows the rest as escapes.
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*$")]
Filled = Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1)]


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
    minimum: Decimal | None = Field(None, description="The smallest number allowed.")
    maximum: Decimal | None = Field(None, description="The largest number allowed.")
    max_length: Annotated[int, Field(gt=0)] | None = Field(None, description="How many characters are asked at most.")
    pattern: str | None = Field(None, description="A regular expression that the whole answer has to match.")
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


def load_layouts(templates: Path, needed: str | None = None) -> dict[str, Layout]:
    """Read every layout in the folder; `needed` has to be among them.

    Raises SetupError with all that is wrong in all of them at once.
    """
    files = sorted(templates.glob(f"*/{FILE_NAME}")) if templates.is_dir() else []
    if not files:
        raise SetupError([Finding("templates-missing", Place(templates.as_posix()))])
    layouts: dict[str, Layout] = {}
    findings: list[Finding] = []
    for file in files:
        try:
            layout = load_layout(file)
        except SetupError as error:
            findings.extend(error.findings)
        else:
            if layout.name in layouts:
                findings.append(Finding("layout-twice", Place(file.as_posix()), value=layout.name))
            layouts[layout.name] = layout
    if not findings and needed is not None and needed not in layouts:
        details = {"layouts": ", ".join(layouts)}
        near = nearest(needed, layouts)
        place = Place(templates.as_posix())
        findings = [Finding("layout-not-found", place, value=shorten(needed), suggestion=near, details=details)]
    if findings:
        raise SetupError(findings)
    return layouts


def load_layout(file: Path) -> Layout:
    """Read one `layout.toml`. Raises SetupError with all that is wrong in it."""
    place = Place(file.as_posix())
    try:
        content = file.read_bytes()
        written = tomllib.loads(content.decode("utf-8-sig"))
        settings = LayoutFile.model_validate(written)
    except OSError as error:
        raise SetupError([Finding("file-not-reachable", place, details=system_reason(error))]) from error
    except UnicodeDecodeError as error:
        raise SetupError([Finding("layout-not-utf8", place)]) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise SetupError([Finding("layout-not-toml", place, details={"line": line[1] if line else "?"})]) from error
    except ValidationError as error:
        raise SetupError([*_as_findings(place, error), *_contradictions_of_the_rest(place, written)]) from error
    questions = tuple(Question(**question.model_dump()) for question in settings.questions)
    findings = list(_contradictions(place, settings.layout, questions))
    template = file.parent / settings.layout.template
    if not template.is_file():
        findings.append(Finding("template-missing", Place(template.as_posix())))
    if findings:
        raise SetupError(findings)
    return Layout(
        **settings.layout.model_dump(exclude={"template"}),
        file=file,
        template=template,
        texts=dict(settings.texts),
        questions=questions,
    )


def _as_findings(place: Place, error: ValidationError) -> list[Finding]:
    """Turn the errors of pydantic into findings, one for each setting: its types are stable, its sentences English."""
    by_key: dict[str, Finding] = {}
    for details in error.errors():
        finding = _as_finding(place, details)
        by_key.setdefault(str(finding.details["key"]), finding)
    return list(by_key.values())


def _as_finding(place: Place, error: ErrorDetails) -> Finding:
    location = [str(step + 1) if isinstance(step, int) else step for step in error["loc"]]
    if location[0] == "texts":
        location = location[:2]  # pydantic goes on with what a text might have been
    key = " › ".join(location)
    if error["type"] == "missing":
        return Finding("layout-key-missing", place, details={"key": key})
    if error["type"] == "extra_forbidden":
        suggestion = nearest(location[-1], _settings_beside(location), at_least=0.6)
        return Finding("layout-key-unknown", place, suggestion=suggestion, details={"key": key})
    return _value_wrong(place, key, error["input"], _expected(location, error))


def _value_wrong(place: Place, key: str, value: object, expected: str) -> Finding:
    return Finding("layout-value-wrong", place, value=shorten(str(value)), details={"key": key, "expected": expected})


def _expected(location: list[str], error: ErrorDetails) -> str:
    """Say what a setting expects: the choices it has, else the name of an expectation of the catalogue."""
    if error["type"] == "literal_error":
        return str(error.get("ctx", {})["expected"]).replace("' or '", "', '").replace("'", "")
    if location[0] == "texts":
        return "text_or_list"
    by_setting = {"name": "name", "language": "language", "template": "template", "file_name": "file_name"}
    kind = next((kind for start, kind in _EXPECTATIONS if error["type"].startswith(start)), "text")
    return by_setting.get(location[-1], kind)


_EXPECTATIONS = (
    ("tuple", "list"),
    ("bool", "true_false"),
    ("int", "whole_number"),
    ("greater", "whole_number"),
    ("decimal", "number"),
    ("model", "table"),
    ("mapping", "table"),
    ("dict", "table"),
)


def _settings_beside(location: list[str]) -> Iterable[str]:
    models: dict[str, type[BaseModel]] = {"layout": LayoutSettings, "questions": QuestionSettings}
    return models[location[0]].model_fields if len(location) > 1 else LayoutFile.model_fields


def _contradictions(place: Place, layout: LayoutSettings, questions: tuple[Question, ...]) -> Iterator[Finding]:
    """Find what each setting allows by itself, but not together."""
    if not _is_language(layout.language):
        yield _value_wrong(place, "layout › language", layout.language, "language")
    yield from _between(place, questions)
    for number, question in enumerate(questions, start=1):
        yield from _question_mistakes(place, f"questions › {number}", question)
        yield from _expression_mistakes(place, f"questions › {number}", question, {one.name for one in questions})


def _between(place: Place, questions: tuple[Question, ...]) -> Iterator[Finding]:
    roles = Counter(question.role for question in questions)
    allowed_counts: dict[Role, set[int]] = {"initiative": {1}, "respondent": {0, 1}, "moment": {0, 1}}
    for role, allowed in allowed_counts.items():
        if roles[role] not in allowed:
            expected = "exactly_one" if allowed == {1} else "at_most_one"
            details = {"count": str(roles[role]), "role": role, "expected": expected}
            yield Finding("layout-role", place, details=details)
    names = Counter(question.name for question in questions)
    headers = Counter(header for question in questions for header in sorted(headers_of(question)))
    twice = [name for name, count in names.items() if count > 1]
    for one in twice or [header for header, count in headers.items() if count > 1]:
        yield Finding("layout-question-twice", place, value=shorten(one))


def _contradictions_of_the_rest(place: Place, written: Mapping[str, object]) -> Iterator[Finding]:
    """Find contradictions among the questions that are right by themselves, so that all is told at once."""
    questions = written.get("questions")
    right = []
    for question in questions if isinstance(questions, list) else []:
        with suppress(ValidationError):
            right.append(Question(**QuestionSettings.model_validate(question).model_dump()))
    # A role may be missing only because its question is the one with the mistake.
    yield from (one for one in _between(place, tuple(right)) if one.details.get("count") != "0")


def _is_language(language: str) -> bool:
    """Whether dates and numbers can be written in it."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


_TYPES_OF_ROLES: dict[Role, str] = {"initiative": "text", "respondent": "text", "moment": "date"}


def _question_mistakes(place: Place, key: str, question: Question) -> Iterator[Finding]:
    if question.name in TEMPLATE_NAMES:
        yield _value_wrong(place, f"{key} › name", question.name, "free_name")
    if question.role and question.type != _TYPES_OF_ROLES[question.role]:
        yield _value_wrong(place, f"{key} › type", question.type, _TYPES_OF_ROLES[question.role])
    if TYPES[question.type].needs_choices and not question.choices:
        yield Finding("layout-key-missing", place, details={"key": f"{key} › choices"})
    if question.minimum is not None and question.maximum is not None and question.minimum > question.maximum:
        yield _value_wrong(place, f"{key} › maximum", question.maximum, f"≥ {question.minimum}")
    if question.pattern is not None:
        try:
            re.compile(question.pattern)
        except re.error:
            yield _value_wrong(place, f"{key} › pattern", question.pattern, "pattern")


def _expression_mistakes(place: Place, key: str, question: Question, names: AbstractSet[str]) -> Iterator[Finding]:
    """Find what is wrong in the expressions of a question: where in the text, and names that no question has."""
    for setting, text in (("constraint", question.constraint), ("relevant", question.relevant)):
        try:
            expression = parse(text) if text else None
        except WrongExpressionError as error:
            details = {"key": f"{key} › {setting}", "position": str(error.place), "words": error.words or "…"}
            yield Finding("layout-expression", place, value=shorten(text), details=details)
            continue
        for name in expression.names if expression else ():
            if name not in names:
                details = {"key": f"{key} › {setting}"}
                near = nearest(name, names)
                yield Finding("layout-expression-name", place, value=name, suggestion=near, details=details)
