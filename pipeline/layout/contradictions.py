"""What each setting of a `layout.toml` allows by itself, but not together with the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pipeline.answers.expression import WrongExpressionError, parse
from pipeline.answers.expression_values import compare
from pipeline.answers.patterns import PatternError, compile_pattern
from pipeline.answers.types.registry import TYPES
from pipeline.layout.schema import LayoutSettings
from pipeline.layout.setting_findings import setting_key, value_wrong
from pipeline.match.headers import headers_of
from pipeline.messages import shorten
from pipeline.model import TEMPLATE_NAMES, Finding, Place, Question, Role
from pipeline.similarity import nearest
from pipeline.text import fold

_TYPES_OF_ROLES: Final[Mapping[Role, str]] = {"initiative": "text", "respondent": "text", "moment": "date"}


def contradictions(
    place: Place, written: Mapping[str, object], layout: LayoutSettings, questions: Sequence[Question]
) -> Iterator[Finding]:
    """Find all that contradicts itself in a layout of which each setting is right."""
    if not _is_language(layout.language):
        yield value_wrong(place, "layout › language", layout.language, "language")
    yield from contradictions_between(place, questions)
    for number, question in enumerate(questions):
        keys = {setting: setting_key(written, "questions", number, setting) for setting in _SETTINGS}
        yield from _question_mistakes(place, keys, question)
        yield from _expression_mistakes(place, keys, question, questions)


def contradictions_between(place: Place, questions: Sequence[Question], *, complete: bool = True) -> Iterator[Finding]:
    """Find the names, headers and roles that questions share; a role that is missing, unless some are not there."""
    yield from _roles(place, questions, complete=complete)
    names = Counter(question.name for question in questions)
    yield from _shared(place, {name: [name] * count for name, count in names.items()})
    if len(names) == len(questions):
        headers: dict[str, list[str]] = defaultdict(list)
        for question in questions:
            for header in sorted(headers_of(question)):
                headers[header].append(question.name)
        yield from _shared(place, headers)


def _shared(place: Place, questions: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    for value, names in questions.items():
        if len(names) > 1:
            yield Finding("layout-question-twice", place, value=shorten(value), details={"names": ", ".join(names)})


def _roles(place: Place, questions: Iterable[Question], *, complete: bool) -> Iterator[Finding]:
    for role in _TYPES_OF_ROLES:
        names = [question.name for question in questions if question.role == role]
        if len(names) > 1 or (not names and role == "initiative" and complete):
            details = {
                "count": str(len(names)),
                "role": role,
                "expected": "exactly_one" if role == "initiative" else "at_most_one",
                "names": f": {', '.join(names)}" if names else "",
            }
            yield Finding("layout-role", place, details=details)


def _is_language(language: str) -> bool:
    """Whether dates and numbers can be written in it."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


_LIMITS: Final = ("choices", "minimum", "maximum", "max_length", "pattern")
"""The settings of a question that mean something for some types only."""
_SETTINGS: Final = ("name", "type", *_LIMITS, "constraint", "relevant")
"""The settings of a question that may contradict others."""


def _question_mistakes(place: Place, keys: Mapping[str, str], question: Question) -> Iterator[Finding]:
    if question.name in TEMPLATE_NAMES:
        yield value_wrong(place, keys["name"], question.name, "free_name")
    if question.role and question.type != _TYPES_OF_ROLES[question.role]:
        yield value_wrong(place, keys["type"], question.type, _TYPES_OF_ROLES[question.role])
    if TYPES[question.type].needs_choices and not question.choices:
        yield Finding("layout-key-missing", place, details={"key": keys["choices"]})
    for setting in _LIMITS:
        if getattr(question, setting) not in (None, ()) and setting not in TYPES[question.type].limits:
            yield _unused_setting(place, keys[setting], setting, question)
    if question.constraint_message and not question.constraint:
        yield Finding("layout-key-missing", place, details={"key": keys["constraint"]})
    yield from _same_choices(place, keys["choices"], question)
    if question.minimum is not None and question.maximum is not None and question.minimum > question.maximum:
        yield value_wrong(place, keys["maximum"], question.maximum, f"≥ {question.minimum}")
    if question.pattern is not None:
        try:
            compile_pattern(question.pattern)
        except PatternError:
            yield value_wrong(place, keys["pattern"], question.pattern, "pattern")


def _unused_setting(place: Place, key: str, setting: str, question: Question) -> Finding:
    """Return what is told of a setting that no answer of the question's type is held to."""
    types = ", ".join(name for name, answer_type in TYPES.items() if setting in answer_type.limits)
    return Finding("layout-setting-unused", place, details={"key": key, "type": question.type, "types": types})


def _same_choices(place: Place, key: str, question: Question) -> Iterator[Finding]:
    """Find choices that an answer could not tell apart: the same but for case, accents and blanks."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for choice in question.choices:
        spellings[fold(choice)].append(choice)
    for choices in spellings.values():
        if len(choices) > 1:
            yield Finding("layout-choice-twice", place, value=shorten(" / ".join(choices)), details={"key": key})


def _expression_mistakes(
    place: Place, keys: Mapping[str, str], question: Question, questions: Sequence[Question]
) -> Iterator[Finding]:
    """Find what is wrong in the expressions of a question: where in the text, and what no question has."""
    by_name = {each.name: each for each in questions}
    for setting, text in (("constraint", question.constraint), ("relevant", question.relevant)):
        key = keys[setting]
        try:
            expression = parse(text) if text else None
        except WrongExpressionError as error:
            details = {"key": key, "position": str(error.place), "words": error.words or "…"}
            yield Finding("layout-expression", place, value=shorten(text), details=details)
            continue
        if expression:
            for name in expression.names:
                if name not in by_name:
                    near = nearest(name, by_name)
                    yield Finding("layout-expression-name", place, value=name, suggestion=near, details={"key": key})
            for name, option in expression.choices:
                asked = by_name.get(name) if name else question
                yield from _unknown_option(place, key, asked, option) if asked else ()


def _unknown_option(place: Place, key: str, asked: Question, option: str) -> Iterator[Finding]:
    """Find whether a question has options, and not the one that its answer is compared with."""
    answer_type = TYPES[asked.type]
    options = answer_type.options(asked)
    if option and options and not any(compare(each, option, "=") for each in options):
        details = {"key": key, "asked": asked.name}
        near = nearest(option, map(answer_type.shown, options))
        yield Finding("layout-expression-choice", place, value=shorten(option), suggestion=near, details=details)
