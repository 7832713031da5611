"""What has to hold between the answers of one submission: `constraint` and `relevant`. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pipeline.answers.expression import parse
from pipeline.answers.expression_values import EvaluationContext
from pipeline.answers.types.registry import type_of
from pipeline.messages import shorten
from pipeline.model import Answer, Finding, Layout, PlainValue, Question


def operands_of(layout: Layout, answers: Mapping[str, Answer]) -> dict[str, PlainValue]:
    """Return what conditions compare and calculate with, by the name of the question; nothing where there are none."""
    if not any(question.constraint or question.relevant for question in layout.questions):
        return {}
    return {
        question.name: type_of(question).operand(answers[question.name].plain_value)
        for question in layout.questions
        if question.name in answers
    }


def broken_rules(layout: Layout, answers: Mapping[str, Answer], today: date | None) -> Iterator[Finding]:
    """Yield a finding for each answer that breaks its question's rule, or to which its question was not asked."""
    operands = operands_of(layout, answers)
    for question in layout.questions:
        answer = answers.get(question.name)
        if answer is None:
            continue
        if is_relevant(question, operands, today) is False:
            yield Finding("answer-not-relevant", answer.place, question=question.label)
        if question.constraint and _holds(question.constraint, question, operands, today) is False:
            details = {"rule": question.constraint_message or question.constraint}
            value = shorten(type_of(question).shown(answer.plain_value))
            yield Finding("answer-constraint", answer.place, question=question.label, value=value, details=details)


def is_relevant(question: Question, operands: Mapping[str, PlainValue], today: date | None) -> bool | None:
    """Whether the question is asked of who gave these answers; None where that can't be told."""
    return _holds(question.relevant, question, operands, today) if question.relevant else True


def _holds(expression: str, question: Question, operands: Mapping[str, PlainValue], today: date | None) -> bool | None:
    return parse(expression).holds(EvaluationContext(operands.get(question.name), operands, today))
