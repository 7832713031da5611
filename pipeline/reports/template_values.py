"""Initiative x layout -> the values that templates see. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from pipeline.answers.types.registry import type_of
from pipeline.model import (
    TEMPLATE_NAMES,
    Answer,
    Contribution,
    Initiative,
    Layout,
    Place,
    Question,
    Respondent,
    Value,
)
from pipeline.render.value_text import TemplateValues, as_text, template_value
from pipeline.rich_text import AnyText, RichText, join_texts
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


def sample(layout: Layout) -> Initiative:
    """Return an initiative of which two respondents answered everything: to try a template on."""
    place = Place("-")
    answers = {question.name: Answer(question.name, type_of(question).sample, place) for question in layout.questions}
    respondents = (Respondent(name="An"), Respondent(name="Jef"))
    return Initiative(layout.name, "-", "-", tuple(Contribution(one, answers) for one in respondents))


def view(initiative: Initiative, layout: Layout) -> TemplateValues:
    """Return the values for one report.

    `particulars`, `questions` and `ideas` are for loops; each question is also there by its own name. An answer of
    several respondents keeps their names; what they agree on is said once. Only answers can be formatted: they are made
    what templates see here, once for all parts of the report and its name.
    """
    by_name: dict[str, object] = {question.name: "" for question in layout.questions}
    loops: dict[str, list[dict[str, object]]] = {}
    answered = False
    for part in layout.parts:
        if part.holds_particulars:
            entries = _particulars(layout.of_part(part), initiative, layout)
        else:
            entries = [_question(question, initiative, layout) for question in layout.of_part(part)]
            answered = answered or any(entry["answers"] for entry in entries)
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


def _particulars(questions: Iterable[Question], initiative: Initiative, layout: Layout) -> list[dict[str, object]]:
    """Return the particulars that were given."""
    entries: list[dict[str, object]] = []
    for question in questions:
        value = _particular(question, initiative, layout)
        if value is not None:
            entries.append({"name": question.name, "label": question.label, "value": template_value(value)})
    return entries


def _question(question: Question, initiative: Initiative, layout: Layout) -> dict[str, object]:
    answers = _answers(question, initiative, layout)
    return {
        "name": question.name,
        "label": question.label,
        "hint": question.hint,
        "answers": [
            {"respondent": respondent, "value": template_value(answer.value)} for respondent, answer in answers
        ],
        "value": template_value(_in_one([(respondent, answer.value) for respondent, answer in answers], layout)),
    }


def _answers(question: Question, initiative: Initiative, layout: Layout) -> list[tuple[str, Answer]]:
    return [
        (_label(one.respondent.label, layout), one.answers[question.name])
        for one in initiative.contributions
        if question.name in one.answers
    ]


def _label(label: str, layout: Layout) -> str:
    return label or str(layout.texts.get("nameless", "–"))


def _in_one(answers: list[tuple[str, Value]], layout: Layout) -> object:
    """Return one value for all answers: the only one as it is, several each under its respondent's name."""
    if len(answers) == 1:
        return answers[0][1]
    return join_texts("\n\n", (text for who, value in answers for text in (who, _listed(value, layout))))


def _listed(value: Value, layout: Layout) -> AnyText:
    if isinstance(value, tuple):
        return "\n".join(f"- {item}" for item in value)
    return value if isinstance(value, str | RichText) else as_text(value, layout.language)


def _particular(question: Question, initiative: Initiative, layout: Layout) -> object:
    """Return what to show of a particular, or None where nobody gave it. The initiative has one name only."""
    if question.role == "initiative":
        return initiative.name
    answers = _answers(question, initiative, layout)
    who: dict[object, tuple[str, list[str]]] = {}
    for respondent, answer in answers:
        text = as_text(answer.value, layout.language)
        who.setdefault(type_of(question).comparable(answer.value), (text, []))[1].append(respondent)
    if len(who) <= 1:
        return answers[0][1].value if answers else None
    if question.role == "respondent":
        return "\n".join(text for text, _ in who.values())
    return "\n".join(f"{text} ({', '.join(respondents)})" for text, respondents in who.values())
