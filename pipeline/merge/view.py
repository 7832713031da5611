"""Initiative x layout -> the values that templates see. Pure."""

from __future__ import annotations

from pipeline.merge.values import as_text
from pipeline.model import TEMPLATE_NAMES, Answer, Initiative, Layout, Question, Value
from pipeline.text import alike


def names_in(layout: Layout) -> frozenset[str]:
    """Return every name that a template of this layout may use."""
    return frozenset((*TEMPLATE_NAMES, *(question.name for question in layout.questions)))


def view(initiative: Initiative, layout: Layout) -> dict[str, object]:
    """Return the values for one report.

    `particulars`, `questions` and `ideas` are for loops; each question is also there by its own name. An answer of
    several respondents keeps their names; what they agree on is said once.
    """
    asked = {
        part: [_question(one, initiative, layout) for one in layout.of_part(part)] for part in ("questions", "ideas")
    }
    particulars = [
        {"name": question.name, "label": question.label, "value": value}
        for question in layout.of_part("about")
        if (value := _particular(question, initiative, layout)) is not None
    ]
    by_name: dict[str, object] = {question.name: "" for question in layout.questions}
    by_name |= {str(one["name"]): one["value"] for one in particulars}
    by_name |= {str(one["name"]): one["value"] for part in asked.values() for one in part}
    return {
        **by_name,
        "layout": {name: getattr(layout, name) for name in ("name", "title", "series", "language", "author")},
        "texts": dict(layout.texts),
        "particulars": particulars,
        "questions": asked["questions"],
        "ideas": [one for one in asked["ideas"] if one["answers"]],
        "answered": any(one["answers"] for part in asked.values() for one in part),
        "respondents": [_label(one.respondent.label, layout) for one in initiative.contributions],
        "several": len(initiative.contributions) > 1,
    }


def _question(question: Question, initiative: Initiative, layout: Layout) -> dict[str, object]:
    answers = _answers(question, initiative, layout)
    return {
        "name": question.name,
        "label": question.label,
        "hint": question.hint,
        "answers": [{"respondent": respondent, "value": answer.value} for respondent, answer in answers],
        "value": _in_one([(respondent, answer.value) for respondent, answer in answers], layout),
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
    return "\n\n".join(f"{respondent}\n\n{_listed(value, layout)}" for respondent, value in answers)


def _listed(value: Value, layout: Layout) -> str:
    return "\n".join(f"- {item}" for item in value) if isinstance(value, tuple) else as_text(value, layout.language)


def _particular(question: Question, initiative: Initiative, layout: Layout) -> object:
    """Return what to show of a particular, or None where nobody gave it. The initiative has one name only."""
    if question.role == "initiative":
        return initiative.name
    answers = _answers(question, initiative, layout)
    who: dict[object, tuple[str, list[str]]] = {}
    for respondent, answer in answers:
        text = as_text(answer.value, layout.language)
        who.setdefault(alike(answer.value), (text, []))[1].append(respondent)
    if len(who) <= 1:
        return answers[0][1].value if answers else None
    if question.role == "respondent":
        return "\n".join(text for text, _ in who.values())
    return "\n".join(f"{text} ({', '.join(respondents)})" for text, respondents in who.values())
