"""What is doubtful between initiatives, and between submissions of nobody we know. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.messages import shorten
from pipeline.model import Answer, CheckedSubmission, Contribution, Finding, Initiative, Layout
from pipeline.similarity import nearly_same
from pipeline.text import alike

_FEWEST_SAME = 2
"""How many answers have to be the same before two submissions of nobody may be one."""


def nearly_same_initiatives(
    initiatives: Sequence[Initiative], submissions: Iterable[CheckedSubmission], key_of: Mapping[str, str]
) -> Iterator[Finding]:
    """Warn of names that differ by a typing mistake: the rarer is told, with the one that is used most."""
    first: dict[tuple[str, str], CheckedSubmission] = {}
    counts: dict[tuple[str, str], int] = {}
    for submission in submissions:
        known = submission.layout, key_of[submission.initiative]
        first.setdefault(known, submission)
        counts[known] = counts.get(known, 0) + 1
    names = {(one.layout, one.key): one.name for one in initiatives}
    for layout in dict.fromkeys(one.layout for one in initiatives):
        keys = sorted((key for own, key in names if own == layout), key=lambda key: (-counts[layout, key], key))
        for key, other in nearly_same(keys).items():
            place, there = first[layout, key].place, first[layout, other].place
            near = names[layout, other]
            details = {"near": near, "other": there.seen_from(place)}
            yield Finding("initiative-nearly-same", place, names[layout, key], suggestion=near, details=details)


def not_unique(initiatives: Iterable[Initiative], layouts: Mapping[str, Layout]) -> Iterator[Finding]:
    """Tell of answers that two respondents gave to a question of which each answer has to be different."""
    seen: dict[tuple[str, str, object], Answer] = {}
    for initiative in initiatives:
        for question in layouts[initiative.layout].questions:
            if not question.unique:
                continue
            for contribution in initiative.contributions:
                answer = contribution.answers.get(question.name)
                if answer is None:
                    continue
                first = seen.setdefault((initiative.layout, question.name, alike(answer.value)), answer)
                if first is not answer:
                    details = {"other": first.place.seen_from(answer.place)}
                    value = shorten(str(answer.value))
                    yield Finding(
                        "answer-not-unique", answer.place, initiative.name, question.label, value, None, details
                    )


def maybe_repeated(name: str, contributions: Sequence[Contribution], about: frozenset[str]) -> Iterator[Finding]:
    """Warn of submissions of nobody we know that give the same answers: one row in two files, or two people."""
    seen: dict[object, Contribution] = {}
    for one in contributions:
        said = {question: answer for question, answer in one.answers.items() if question not in about}
        if one.respondent.label or len(said) < _FEWEST_SAME:
            continue
        known = frozenset((question, alike(answer.value)) for question, answer in said.items())
        first = seen.setdefault(known, one)
        if first is not one:
            here, there = (next(iter(each.answers.values())).place for each in (one, first))
            details = {"other": there.seen_from(here)}
            yield Finding("submission-maybe-repeated", here, name, details=details)
