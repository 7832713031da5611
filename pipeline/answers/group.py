"""Submissions -> initiatives: same respondent, latest wins; others together. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time

from pipeline.answers.cross_checks import maybe_repeated, nearly_same_initiatives, not_unique
from pipeline.answers.respondents import by_respondent
from pipeline.answers.types.registry import type_of
from pipeline.model import (
    Answer,
    CheckedSubmission,
    Contribution,
    Finding,
    Initiative,
    Layout,
    Respondent,
)
from pipeline.text import fold

_MOST_PLACES = 10
"""How many other places a finding names."""


def group(
    submissions: Iterable[CheckedSubmission], layouts: Mapping[str, Layout]
) -> tuple[list[Initiative], list[Finding]]:
    """Put the submissions of each initiative together, in the order of the initiatives' names.

    Submissions without an initiative's name belong nowhere and are left out; `validate` has told of them.
    """
    by_initiative: dict[tuple[str, str], list[CheckedSubmission]] = {}
    submissions = list(submissions)
    key_of = {submission.initiative: fold(submission.initiative) for submission in submissions}
    # In the order in which they were sent, not of the names of files; without a moment last.
    for submission in sorted(submissions, key=_time_order):
        if key := key_of[submission.initiative]:
            by_initiative.setdefault((key, submission.layout), []).append(submission)
    initiatives: list[Initiative] = []
    findings: list[Finding] = []
    for (key, layout), together in sorted(by_initiative.items()):
        initiative, initiative_findings = _initiative(key, layouts[layout], together)
        initiatives.append(initiative)
        findings.extend(initiative_findings)
    findings.extend(nearly_same_initiatives(initiatives, submissions, key_of))
    findings.extend(not_unique(initiatives, layouts))
    return initiatives, findings


def _initiative(key: str, layout: Layout, submissions: list[CheckedSubmission]) -> tuple[Initiative, list[Finding]]:
    name = _tidiest(submission.initiative for submission in submissions)
    usable = [submission for submission in submissions if not submission.refused]
    findings: list[Finding] = []
    if layout.several_submissions == "latest":
        usable = _only_latest(name, usable, findings)
    contributions = []
    groups, about_respondents = by_respondent(name, usable)
    findings.extend(about_respondents)
    for from_respondent in groups:
        contributions.extend(_latest_wins(name, layout, from_respondent, findings))
    refused = not usable
    if layout.several_submissions == "refuse" and len(contributions) > 1:
        refused = True
        details = {"others": _places(usable)}
        findings.append(Finding("initiative-several-refused", usable[0].place, name, details=details))
    findings.extend(_differences(name, layout, contributions))
    findings.extend(maybe_repeated(name, contributions, layout))
    return Initiative(layout.name, key, name, tuple(contributions), refused), findings


def _tidiest(spellings: Iterable[str]) -> str:
    """Return the spelling to show: with capitals before without any, then the one used most, then the tidier one."""
    counts = Counter(spellings)
    return max(counts, key=lambda name: (name != name.lower(), counts[name], not name.isupper(), not name.isascii()))


# --- Several submissions of a respondent ----------------------------------------------------------


def _latest_wins(
    name: str, layout: Layout, submissions: list[CheckedSubmission], findings: list[Finding]
) -> list[Contribution]:
    """Merge a respondent's submissions answer by answer, the latest first; where time can't tell, keep them all."""
    different = _without_repeats(name, submissions, findings)
    in_time = _in_time(different)
    if in_time is None:
        details = {"others": _places(different)}
        findings.append(Finding("submission-order-unknown", different[0].place, name, details=details))
        return [Contribution(submission.respondent, submission.answers) for submission in different]
    latest = in_time[-1]
    answers: dict[str, Answer] = {}
    for submission in in_time:
        for question, answer in submission.answers.items():
            earlier = answers.get(question)
            answers[question] = answer
            if earlier and earlier.plain_value != answer.plain_value:
                label = layout.question(question).label
                details = {"later": answer.place.seen_from(earlier.place)}
                findings.append(Finding("answer-replaced", earlier.place, name, label, details=details))
    findings.extend(
        Finding("answer-from-earlier", answer.place, name, layout.question(question).label)
        for question, answer in answers.items()
        if question not in latest.answers
    )
    names = [submission.respondent.name for submission in reversed(in_time) if submission.respondent.name]
    respondent = Respondent(latest.respondent.email, names[0] if names else None)
    return [Contribution(respondent, answers)]


def _without_repeats(
    name: str, submissions: list[CheckedSubmission], findings: list[Finding]
) -> list[CheckedSubmission]:
    different: dict[Hashable, CheckedSubmission] = {}
    for submission in submissions:
        values = _values(submission)
        same = different.setdefault(values, submission)
        if same is submission:
            continue
        details = {"other": same.place.seen_from(submission.place)}
        findings.append(Finding("submission-repeated", submission.place, name, details=details))
        if _as_datetime(submission.moment) > _as_datetime(same.moment):
            different[values] = submission
    return list(different.values())


def _values(submission: CheckedSubmission) -> Hashable:
    """Return what is the same for two submissions with the same answers."""
    return frozenset((question, answer.plain_value) for question, answer in submission.answers.items())


def _in_time(submissions: list[CheckedSubmission]) -> list[CheckedSubmission] | None:
    """Return the submissions from first to last, or None where their moments can't tell."""
    if len(submissions) > 1:
        moments = [submission.moment for submission in submissions]
        days = Counter(_day(moment) for moment in moments)
        # A day alone tells nothing beside another submission of that day, whatever hour that one has.
        ordered = all(isinstance(moment, datetime) or days[_day(moment)] == 1 for moment in moments if moment)
        if not ordered or len(set(moments) - {None}) < len(submissions):
            return None
    return sorted(submissions, key=lambda submission: _as_datetime(submission.moment))


def _day(moment: date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _time_order(submission: CheckedSubmission) -> tuple[bool, datetime]:
    return submission.moment is None, _as_datetime(submission.moment)


def _as_datetime(moment: date | None) -> datetime:
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment or date.min, time())


def _only_latest(name: str, submissions: list[CheckedSubmission], findings: list[Finding]) -> list[CheckedSubmission]:
    in_time = _in_time(submissions)
    if in_time is None:
        details = {"others": _places(submissions)}
        findings.append(Finding("initiative-latest-unknown", submissions[0].place, name, details=details))
        return submissions
    findings.extend(
        Finding("submission-not-latest", submission.place, name, details={"latest": str(in_time[-1].place)})
        for submission in in_time[:-1]
    )
    return in_time[-1:]


# --- Several respondents --------------------------------------------------------------------------


def _differences(name: str, layout: Layout, contributions: list[Contribution]) -> Iterator[Finding]:
    """Warn of particulars on which respondents differ; that they differ in name, address and day needs no word."""
    for question in layout.particulars:
        answer_type = type_of(question)
        if question.role is not None or answer_type.names_respondent:
            continue
        answers = [each.answers[question.name] for each in contributions if question.name in each.answers]
        if len({answer_type.comparable(answer.value) for answer in answers}) > 1:
            details = {"others": _places(answers)}
            yield Finding("particulars-differ", answers[0].place, name, question.label, details=details)


def _places(placed: Sequence[CheckedSubmission | Answer]) -> str:
    """Return the places of all but the first, as seen from the first."""
    first = placed[0].place
    places = [other.place.seen_from(first) for other in placed[1 : _MOST_PLACES + 1]]
    return "; ".join([*places, *(["…"] if len(placed) > _MOST_PLACES + 1 else [])])
