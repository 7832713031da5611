"""Which submissions of one initiative are those of the same respondent. Pure.

What people typed about themselves counts before the login that they used, and nobody's answers are ever replaced by
those of another person: where it is doubtful whether two are one, they stay two, and it is told.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TypeAlias

from pipeline.model import CheckedSubmission, Finding
from pipeline.text import fold

Group: TypeAlias = list[CheckedSubmission]
"""The submissions of one respondent."""


def by_respondent(name: str, submissions: Iterable[CheckedSubmission]) -> tuple[list[Group], list[Finding]]:
    """Part the submissions of an initiative by who sent them, in order of first appearance; with what is doubtful."""
    in_order = list(submissions)
    by_address: dict[str, Group] = {}
    by_name: dict[str, Group] = {}
    anonymous: dict[Hashable, Group] = {}
    for submission in in_order:
        if submission.respondent.email:
            by_address.setdefault(fold(submission.respondent.email), []).append(submission)
        elif submission.respondent.name:
            by_name.setdefault(fold(submission.respondent.name), []).append(submission)
        else:
            anonymous.setdefault(_identity(submission), []).append(submission)
    findings: list[Finding] = []
    groups = [group for together in by_address.values() for group in _parted_by_name(name, together, findings)]
    groups += _without_address(name, by_name, groups, findings)
    groups += anonymous.values()
    position = {id(submission): number for number, submission in enumerate(in_order)}
    for group in groups:
        group.sort(key=lambda submission: position[id(submission)])
    return sorted(groups, key=lambda group: position[id(group[0])]), findings


def _parted_by_name(name: str, together: Group, findings: list[Finding]) -> list[Group]:
    """Part the submissions of one address by name: a desk's login or a shared mailbox may be several people.

    Who gives no name there goes with the only one who does; among several, by itself.
    """
    by_name: dict[str, Group] = {}
    for submission in together:
        by_name.setdefault(fold(submission.respondent.name or ""), []).append(submission)
    nameless = by_name.pop("", [])
    parted = list(by_name.values())
    if nameless and len(parted) == 1:
        parted[0].extend(nameless)
    elif nameless:
        parted.append(nameless)
    findings.extend(_other_names(name, parted))
    return parted


def _other_names(name: str, groups: list[Group]) -> Iterator[Finding]:
    """Warn where one address goes with several names."""
    for group in groups[1:]:
        details = {"other": groups[0][0].place.seen_from(group[0].place)}
        yield Finding("respondent-other-name", group[0].place, name, details=details)


def _without_address(
    name: str, by_name: Mapping[str, Group], with_address: Iterable[Group], findings: list[Finding]
) -> Iterator[Group]:
    """Yield the submissions of a name without any address, each by itself; told where there are more of that name.

    Where the name goes with just one address elsewhere, they go there, and that is told.
    """
    of_name: dict[str, list[Group]] = {}
    for group in with_address:
        for own_name in {fold(submission.respondent.name or "") for submission in group}:
            of_name.setdefault(own_name, []).append(group)
    for own_name, group in by_name.items():
        same_name = of_name.get(own_name, [])
        if len(same_name) == 1:
            other = same_name[0][0]
            same_name[0].extend(group)
            findings.extend(_about("respondent-by-name", name, group, other))
            continue
        alone = list(_repeated_together(group))
        other = same_name[0][0] if same_name else group[0]
        firsts = [together[0] for together in alone if together[0] is not other]
        findings.extend(_about("respondent-same-name", name, firsts, other))
        yield from alone


def _about(code: str, name: str, group: Iterable[CheckedSubmission], other: CheckedSubmission) -> Iterator[Finding]:
    for submission in group:
        yield Finding(code, submission.place, name, details={"other": other.place.seen_from(submission.place)})


def _repeated_together(group: Group) -> Iterator[Group]:
    """Part submissions, but for those that are the same one: by what the export calls them, or by all their answers."""
    together: dict[Hashable, Group] = {}
    for submission in group:
        answers = tuple(sorted((question, str(answer.plain_value)) for question, answer in submission.answers.items()))
        together.setdefault(submission.sent_id or answers, []).append(submission)
    yield from together.values()


def _identity(submission: CheckedSubmission) -> Hashable:
    """Return what is the same for one submission of nobody: what the export calls it, else what was sent when."""
    if submission.sent_id:
        return "id", submission.sent_id
    if isinstance(submission.moment, datetime):
        answers = tuple(sorted((question, str(answer.plain_value)) for question, answer in submission.answers.items()))
        return submission.moment, answers
    return submission.place
