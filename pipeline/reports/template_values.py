"""Initiative x layout -> the values that templates see. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pipeline.answers.types.answer_type import Kind
from pipeline.answers.types.registry import type_of
from pipeline.model import (
    TEMPLATE_NAMES,
    Initiative,
    Layout,
    Question,
    Value,
)
from pipeline.render.given import Given, GivenChoice, GivenDay, GivenList, GivenNumber, GivenText, GivenYesNo
from pipeline.render.value_text import TemplateValues, template_value
from pipeline.template.name_check import Shape

_ANSWER: Shape = {"respondent": None, "value": None}
_ASKED: Shape = ({"name": None, "label": None, "hint": None, "answers": (_ANSWER,), "value": None},)
_PARTICULARS: Shape = ({"name": None, "label": None, "value": None},)
_LAYOUT = ("name", "title", "series", "language", "author")


def names_in(layout: Layout) -> dict[str, Shape]:
    """Return every name that a template of this layout may use, with what stands under it."""
    shapes: dict[str, Shape] = {
        "layout": dict.fromkeys(_LAYOUT),
        "texts": {name: None if isinstance(text, str) else (None,) for name, text in layout.texts.items()},
        "respondents": (None,),
        **{part.loop: _PARTICULARS if part.holds_particulars else _ASKED for part in layout.parts},
    }
    return dict.fromkeys((*TEMPLATE_NAMES, *(question.name for question in layout.questions))) | shapes


def unshown(layout: Layout, used: AbstractSet[str]) -> list[Question]:
    """Return the questions that a template which uses these names shows nowhere."""
    loops = {part.name: part.loop for part in layout.parts}
    return [question for question in layout.questions if question.name not in used and loops[question.part] not in used]


def view(initiative: Initiative, layout: Layout) -> TemplateValues:
    """Return the values for one report.

    `particulars`, `questions` and `ideas` are for loops; each question is also there by its own name, as a value of the
    type of its question whatever was answered. Where respondents differ it keeps their names; what they agree on is
    said once. Values are made what templates see here, once for all parts of the report and its name.
    """
    by_name: dict[str, object] = {}
    loops: dict[str, list[dict[str, object]]] = {}
    answered = False
    for part in layout.parts:
        asked = [_Asked(question, _answers(question, initiative, layout), layout) for question in layout.of_part(part)]
        if part.holds_particulars:
            by_name |= {one.question.name: one.particular(initiative) for one in asked}
            loops[part.loop] = [_particular(one, by_name) for one in asked if one.answers or one.is_initiative]
            continue
        entries = [_question(one) for one in asked]
        answered = answered or any(one.answers for one in asked)
        by_name |= {str(entry["name"]): entry["value"] for entry in entries}
        loops[part.loop] = [entry for entry in entries if entry["answers"]] if part.only_answered else entries
    values: dict[str, object] = {
        **by_name,
        "layout": {name: getattr(layout, name) for name in _LAYOUT},
        "texts": dict(layout.texts),
        **loops,
        "answered": answered,
        "respondents": [_label(one.respondent.label, layout) for one in initiative.contributions],
        "several": len(initiative.contributions) > 1,
    }
    return TemplateValues(values)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, with each answer after who gave it."""

    question: Question
    answers: Sequence[tuple[str, Value]]
    layout: Layout

    @property
    def is_initiative(self) -> bool:
        return self.question.role == "initiative"

    def value(self) -> object:
        """Return the value of the question: one where all agree, else that of each under its respondent's name."""
        first = self.answers[0][1] if self.answers else None
        if all(self._is_same(first, value) for _, value in self.answers):
            return self._made(self.answers[:1])
        return self._made(self.answers)

    def particular(self, initiative: Initiative) -> object:
        """Return the value of a particular; where respondents differ, who said it behind each."""
        if self.is_initiative:
            return initiative.name
        who: dict[object, tuple[Value, list[str]]] = {}
        for respondent, value in self.answers:
            who.setdefault(type_of(self.question).comparable(value), (value, []))[1].append(respondent)
        is_respondent = self.question.role == "respondent"
        named = [("" if is_respondent else ", ".join(names), value) for value, names in who.values()]
        return self._made(named, beside=True)

    def given_by(self, respondent: str, value: Value) -> dict[str, object]:
        """Return one answer, for a loop over them."""
        return {"respondent": respondent, "value": self._made([(respondent, value)])}

    def _made(self, answers: Sequence[tuple[str, Value]], *, beside: bool = False) -> object:
        """Return the value of these answers, of the type of the question."""
        kind = type_of(self.question).kind
        if kind in ("text", "choice") and not answers:
            return ""
        if kind == "text" and len(answers) == 1:
            return template_value(answers[0][1])
        return _CLASSES[kind](Given(tuple(answers), self.layout.language, beside))

    def _is_same(self, one: object, other: object) -> bool:
        asked = type_of(self.question)
        if asked.kind in ("choice", "items"):
            return one == other or asked.comparable(one) == asked.comparable(other)  # type: ignore[arg-type] # of answers
        return type(one) is type(other) and one == other


_CLASSES: Mapping[Kind, Callable[[Given], object]] = {
    "text": GivenText,
    "choice": GivenChoice,
    "items": GivenList,
    "number": GivenNumber,
    "day": GivenDay,
    "yes_no": GivenYesNo,
}


def _particular(asked: _Asked, by_name: Mapping[str, object]) -> dict[str, object]:
    return {"name": asked.question.name, "label": asked.question.label, "value": by_name[asked.question.name]}


def _question(asked: _Asked) -> dict[str, object]:
    question = asked.question
    return {
        "name": question.name,
        "label": question.label,
        "hint": question.hint,
        "answers": [asked.given_by(respondent, value) for respondent, value in asked.answers],
        "value": asked.value(),
    }


def _answers(question: Question, initiative: Initiative, layout: Layout) -> list[tuple[str, Value]]:
    return [
        (_label(one.respondent.label, layout), one.answers[question.name].value)
        for one in initiative.contributions
        if question.name in one.answers
    ]


def _label(label: str, layout: Layout) -> str:
    return label or str(layout.texts.get("nameless", "–"))
