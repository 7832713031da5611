"""What is doubtful about an answer, and the limits that a question sets to its answers. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.answers.patterns import compile_pattern
from pipeline.model import DetailValue, Question, Value
from pipeline.rich_text import RichText


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an answer can't be read as its question's type, or how it was read where that is only likely."""

    code: str
    suggestion: str | None = None
    read_as: str = ""
    """What was read; empty where the answer stays as typed."""
    details: Mapping[str, DetailValue] = field(default_factory=dict)
    """What else the message of the code speaks of."""


def text_limits_broken(question: Question, value: Value) -> Iterator[Doubt]:
    """Yield whether a value that is a text is too long, or not of the form that is asked."""
    if not isinstance(value, str | RichText):
        return
    if question.max_length is not None and len(value) > question.max_length:
        details = {"length": str(len(value)), "max_length": str(question.max_length)}
        yield Doubt("answer-too-long", details=details)
    if question.pattern is not None and not compile_pattern(question.pattern).matches(str(value)):
        yield Doubt("answer-pattern", details={"hint": question.hint or question.pattern})


def within_limits(question: Question, number: Decimal | int) -> bool:
    """Whether a number is neither below the question's minimum nor above its maximum."""
    too_small = question.minimum is not None and number < question.minimum
    return not too_small and (question.maximum is None or number <= question.maximum)


def out_of_range(question: Question) -> Doubt:
    """Return what is told of a number outside the limits of its question."""
    limits = ("" if limit is None else str(limit) for limit in (question.minimum, question.maximum))
    return Doubt("answer-out-of-range", details={"range": " … ".join(limits).strip()})
