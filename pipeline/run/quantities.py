"""How much is taken in: submissions and initiatives of one workbook, and initiatives of all of them together. Pure.

A layout may raise these bounds. They are told before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from pipeline.model import CheckedSubmission, Finding, Layout, Place, Submission, Workbook
from pipeline.text import fold

_ROWS_ABOVE = 100
"""Rows that a table may have above its submissions."""
_TIMES_TOGETHER = 10
"""How many times the initiatives of one workbook all workbooks together may bring."""


def too_many_submissions(file: str, submissions: Sequence[Submission], layouts: Mapping[str, Layout]) -> Finding | None:
    """Return the finding about a workbook with more submissions than its layout takes."""
    limit = min((layouts[one.layout].most_submissions for one in submissions[:1]), default=0)
    if len(submissions) <= limit:
        return None
    details = {"count": len(submissions), "limit": limit}
    return Finding("workbook-too-many-submissions", Place(file), details=details)


def far_too_many_submissions(
    workbook: Workbook, layouts: Mapping[str, Layout], count: Callable[[Workbook], int]
) -> Finding | None:
    """Return the finding about a workbook of which the beginning alone has more submissions than its layout takes.

    So a sheet of a million rows costs no more than one of that many; `count` tells how many a workbook has.
    """
    limit = max((layout.most_submissions for layout in layouts.values()), default=0)
    longest = max((len(sheet.rows) for sheet in workbook.sheets), default=0)
    if longest <= limit + _ROWS_ABOVE:
        return None
    beginning = tuple(
        replace(sheet, rows=dict(islice(sheet.rows.items(), limit + _ROWS_ABOVE))) for sheet in workbook.sheets
    )
    if count(replace(workbook, sheets=beginning)) <= limit:
        return None
    details = {"count": longest, "limit": limit}
    return Finding("workbook-too-many-submissions", Place(workbook.file), details=details)


def too_many_initiatives(
    by_file: Mapping[str, Sequence[CheckedSubmission]], layouts: Mapping[str, Layout]
) -> dict[str, Finding]:
    """Return the finding about each workbook with too many initiatives, by itself or with all others.

    Of all together, those with the most are left out first: one workbook can't keep the small ones out.
    """
    findings: dict[str, Finding] = {}
    initiatives: dict[str, frozenset[str]] = {}
    limit = max((layout.most_initiatives for layout in layouts.values()), default=0)
    for file, submissions in by_file.items():
        of_file = frozenset(_initiatives(submissions))
        most = min((layouts[one.layout].most_initiatives for one in submissions[:1]), default=limit)
        if len(of_file) > most:
            findings[file] = _finding("workbook-too-many-initiatives", file, len(of_file), most)
        else:
            initiatives[file] = of_file
    together = limit * _TIMES_TOGETHER
    total: set[str] = set()
    for file, of_file in sorted(initiatives.items(), key=lambda each: len(each[1])):
        if len(total | of_file) > together:
            findings[file] = _finding("workbook-beyond-the-run", file, len(of_file), together)
        else:
            total |= of_file
    return findings


def _initiatives(submissions: Sequence[CheckedSubmission]) -> Iterator[str]:
    for name in {submission.initiative for submission in submissions}:
        if key := fold(name):
            yield key


def _finding(code: str, file: str, count: int, limit: int) -> Finding:
    return Finding(code, Place(file), details={"count": count, "limit": limit})
