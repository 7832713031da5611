"""What is doubtful between initiatives, and between submissions of anonymous respondents. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from pipeline.answers.types.registry import type_of
from pipeline.messages import shorten
from pipeline.model import Answer, CheckedSubmission, Contribution, Finding, Initiative, Layout
from pipeline.similarity import nearly_same

_FEWEST_SAME = 2
"""How many answers have to be the same before two anonymous submissions may be the same one."""


def nearly_same_initiatives(
    initiatives: Sequence[Initiative], submissions: Iterable[CheckedSubmission], key_of: Mapping[str, str]
) -> Iterator[Finding]:
    """Warn of names that differ by a typing mistake: at the rarer name, with the one that is used most."""
    first: dict[tuple[str, str], CheckedSubmission] = {}
    counts: dict[tuple[str, str], int] = {}
    for submission in submissions:
        layout_and_key = submission.layout, key_of[submission.initiative]
        first.setdefault(layout_and_key, submission)
        counts[layout_and_key] = counts.get(layout_and_key, 0) + 1
    names = {(initiative.layout, initiative.key): initiative.name for initiative in initiatives}
    for layout in dict.fromkeys(initiative.layout for initiative in initiatives):
        keys = [key for layout_of_key, key in names if layout_of_key == layout]
        keys.sort(key=lambda key: (-counts[layout, key], key))
        for key, other_key in nearly_same(keys).items():
            place, other_place = first[layout, key].place, first[layout, other_key].place
            other_name = names[layout, other_key]
            details = {"near": other_name, "other": other_place.seen_from(place)}
            yield Finding("initiative-nearly-same", place, names[layout, key], suggestion=other_name, details=details)


def not_unique(initiatives: Iterable[Initiative], layouts: Mapping[str, Layout]) -> Iterator[Finding]:
    """Yield the answers that two respondents gave to a question of which each answer has to be different."""
    first_answers: dict[tuple[str, str, Hashable], Answer] = {}
    for initiative in initiatives:
        for question in layouts[initiative.layout].questions:
            if not question.unique:
                continue
            for contribution in initiative.contributions:
                answer = contribution.answers.get(question.name)
                if answer is None:
                    continue
                key = (initiative.layout, question.name, type_of(question).comparable(answer.value))
                first = first_answers.setdefault(key, answer)
                if first is not answer:
                    details = {"other": first.place.seen_from(answer.place)}
                    value = shorten(type_of(question).shown(answer.plain_value))
                    yield Finding(
                        "answer-not-unique", answer.place, initiative.name, question.label, value, None, details
                    )


def maybe_repeated(name: str, contributions: Sequence[Contribution], layout: Layout) -> Iterator[Finding]:
    """Warn of anonymous submissions that give the same answers: the same row in two files, or two people."""
    particulars = {question.name for question in layout.particulars}
    questions = [question for question in layout.questions if question.name not in particulars]
    first_contributions: dict[Hashable, Contribution] = {}
    for contribution in contributions:
        if contribution.respondent.label:
            continue
        comparable = frozenset(
            (question.name, type_of(question).comparable(contribution.answers[question.name].value))
            for question in questions
            if question.name in contribution.answers
        )
        if len(comparable) < _FEWEST_SAME:
            continue
        first = first_contributions.setdefault(comparable, contribution)
        if first is not contribution:
            place, other_place = (next(iter(each.answers.values())).place for each in (contribution, first))
            details = {"other": other_place.seen_from(place)}
            yield Finding("submission-maybe-repeated", place, name, details=details)
