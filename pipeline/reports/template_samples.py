"""Initiatives to try a template on: nobody answered, one did, several agree, several differ. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from decimal import Decimal

from pipeline.answers.types.answer_type import Kind
from pipeline.answers.types.registry import type_of
from pipeline.model import Answer, Contribution, Initiative, Layout, Place, Question, Respondent, Value

_NAME = "-"
_PLACE = Place("-")
_OTHER_TEXT = "Iets anders.\n\n- een\n- twee"
_DIGITS = "12"
_OTHER: Mapping[Kind, Value] = {"text": _OTHER_TEXT, "choice": _OTHER_TEXT, "yes_no": False, "items": ("drie",)}


def without_answers(layout: Layout) -> Initiative:
    """Return an initiative that answered nothing."""
    return Initiative(layout.name, _NAME, _NAME, ())


def samples(layout: Layout, used: AbstractSet[str]) -> Iterator[Initiative]:
    """Yield initiatives whose answers together go every way; `used` are the names that the template uses."""
    first, other = ({one.name: pick(one) for one in layout.questions} for pick in (_first, _other))
    yield without_answers(layout)
    yield _initiative(layout, first)
    yield _initiative(layout, other)
    yield _initiative(layout, first | {one.name: _DIGITS for one in layout.questions if type_of(one).kind == "text"})
    for part in layout.parts:
        if part.loop in used and (part.holds_particulars or part.only_answered):  # what comes first in it differs
            yield from (_initiative(layout, {one.name: first[one.name]}) for one in layout.of_part(part))
    if layout.several_submissions != "together":
        return
    yield _initiative(layout, first, first)
    yield _initiative(layout, first, other)
    for question in layout.questions:
        if question.name in used:
            yield _initiative(layout, first, first | {question.name: other[question.name]})


def _initiative(layout: Layout, *answers: Mapping[str, Value]) -> Initiative:
    names = ("An", "Jef")
    contributions = (
        Contribution(Respondent(name=name), {one: Answer(one, value, _PLACE) for one, value in given.items()})
        for name, given in zip(names, answers, strict=False)
    )
    return Initiative(layout.name, _NAME, _NAME, tuple(contributions))


def _first(question: Question) -> Value:
    """Return an answer."""
    kind, sample = type_of(question).kind, type_of(question).sample
    if question.choices:
        return question.choices[:2] if kind == "items" else question.choices[0]
    return _within(question, sample) if kind == "number" else sample


def _other(question: Question) -> Value:
    """Return another answer: no, nought where that may be, a single item, a text of several paragraphs."""
    kind, sample = type_of(question).kind, type_of(question).sample
    if question.choices:
        return question.choices[-1:] if kind == "items" else question.choices[-1]
    if kind == "number":
        return _within(question, 0)
    if isinstance(sample, date):
        return sample + timedelta(days=400)
    return _OTHER[kind]


def _within(question: Question, number: Value) -> Value:
    """Return a number that the question allows."""
    if not isinstance(number, int | Decimal):
        return number
    least = Decimal(number) if question.minimum is None else max(Decimal(number), question.minimum)
    most = least if question.maximum is None else min(least, question.maximum)
    return type(number)(most)
