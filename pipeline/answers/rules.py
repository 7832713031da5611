"""What has to hold between the answers of one submission: `constraint` and `relevant`. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from pipeline.answers.expression import EvaluationContext, parse
from pipeline.answers.types.cell_text import value_text
from pipeline.messages import shorten
from pipeline.model import Answer, Finding, Layout, PlainValue, Question


def broken_rules(layout: Layout, answers: Mapping[str, Answer], today: date | None) -> Iterator[Finding]:
    """Tell of each answer that breaks its question's rule, or to which its question was not asked."""
    for question in layout.questions:
        answer = answers.get(question.name)
        if answer is None:
            continue
        if is_relevant(question, answers, today) is False:
            yield Finding("answer-not-relevant", answer.place, question=question.label)
        if question.constraint and parse(question.constraint).holds(_context(question, answers, today)) is False:
            details = {"rule": question.constraint_message or question.constraint}
            value = shorten(_shown(answer.plain_value))
            yield Finding("answer-constraint", answer.place, question=question.label, value=value, details=details)


def _shown(value: PlainValue) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else value_text(value)


def is_relevant(question: Question, answers: Mapping[str, Answer], today: date | None) -> bool | None:
    """Whether the question is asked of who gave these answers; None where that can't be told."""
    return parse(question.relevant).holds(_context(question, answers, today)) if question.relevant else True


def _context(question: Question, answers: Mapping[str, Answer], today: date | None) -> EvaluationContext:
    values = {name: answer.plain_value for name, answer in answers.items()}
    return EvaluationContext(values.get(question.name), values, today)
