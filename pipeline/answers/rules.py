"""What has to hold between the answers of one submission: `constraint` and `relevant`. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from pipeline.answers.expression import Around, parse
from pipeline.answers.types.readers import typed
from pipeline.messages import shorten
from pipeline.model import Answer, Finding, Layout, Question, Value


def broken_rules(layout: Layout, answers: Mapping[str, Answer], today: date | None) -> Iterator[Finding]:
    """Tell of each answer that breaks its question's rule, or to which its question was not asked."""
    for question in layout.questions:
        answer = answers.get(question.name)
        if answer is None:
            continue
        if is_relevant(question, answers, today) is False:
            yield Finding("answer-not-relevant", answer.place, question=question.label)
        if question.constraint and parse(question.constraint).holds(_around(question, answers, today)) is False:
            details = {"rule": question.constraint_message or question.constraint}
            value = shorten(_shown(answer.value))
            yield Finding("answer-constraint", answer.place, question=question.label, value=value, details=details)


def _shown(value: Value) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else typed(value)


def is_relevant(question: Question, answers: Mapping[str, Answer], today: date | None) -> bool | None:
    """Whether the question is asked of who gave these answers; None where that can't be told."""
    return parse(question.relevant).holds(_around(question, answers, today)) if question.relevant else True


def _around(question: Question, answers: Mapping[str, Answer], today: date | None) -> Around:
    values = {name: answer.value for name, answer in answers.items()}
    return Around(values.get(question.name), values, today)
