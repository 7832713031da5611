"""Which workbooks are older versions of others: by the mark that copies carry, never by the date of a file. Pure.

A mark can be forged, so it is not enough: a copy takes the place of a workbook only where it holds the same sheets, and
all of its initiatives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Finding, Layout, Place, Submission, Workbook
from pipeline.text import fold


@dataclass(frozen=True, slots=True)
class WorkbookVersion:
    """A workbook with its marks, and what it is about."""

    file: str
    digest: str
    follows: tuple[str, ...]
    layout: str | None = None
    sheets: frozenset[str] = frozenset()
    """The names of the sheets with submissions."""
    initiatives: frozenset[str] = frozenset()
    """Their names, folded."""

    def may_replace(self, other: WorkbookVersion) -> bool:
        """Whether nothing of another workbook goes away where this one takes its place."""
        if not other.sheets:
            return other.layout in (None, self.layout)
        same_place = self.layout == other.layout and self.sheets == other.sheets
        return same_place and other.initiatives <= self.initiatives


def version_of(
    workbook: Workbook, layout: str | None, submissions: Sequence[Submission], layouts: Mapping[str, Layout]
) -> WorkbookVersion:
    """Return what tells whether a workbook is a version of another."""
    initiatives = {
        fold(str(cell.value))
        for submission in submissions
        for cell in submission.cells.get(layouts[submission.layout].initiative.name, ())
    }
    sheets = frozenset(submission.place.sheet or "" for submission in submissions)
    return WorkbookVersion(
        workbook.file, workbook.digest, workbook.follows, layout, sheets, frozenset(filter(None, initiatives))
    )


def older_versions(workbooks: Iterable[WorkbookVersion]) -> tuple[frozenset[str], list[Finding]]:
    """Return the files that have a newer version among these, and what is told of both.

    Two newer versions of one workbook are both used: nothing tells which of them came last.
    """
    every_workbook = list(workbooks)
    by_digest = {workbook.digest: workbook for workbook in every_workbook}
    newer: dict[str, list[WorkbookVersion]] = {}
    findings: list[Finding] = []
    for workbook in every_workbook:
        for digest in dict.fromkeys(workbook.follows):
            # Marks that go round can only be forged: they tell nothing.
            if digest not in by_digest or workbook.digest in _before(by_digest[digest], by_digest):
                continue
            other = by_digest[digest]
            if workbook.may_replace(other):
                newer.setdefault(digest, []).append(workbook)
            else:
                findings.append(Finding("workbook-mark-doubtful", Place(workbook.file), details={"other": other.file}))
    older: set[str] = set()
    for workbook in every_workbook:
        later = newer.get(workbook.digest, [])
        if later:
            older.add(workbook.file)
            details = {"newer": later[0].file}
            findings.append(Finding("workbook-replaced", Place(workbook.file), details=details))
    findings.extend(_several_newer(newer.values(), older))
    return frozenset(older), findings


def _several_newer(newer: Iterable[Sequence[WorkbookVersion]], older: set[str]) -> Iterator[Finding]:
    """Tell of each newer version beside the first one of the same workbook."""
    reported: set[tuple[str, str]] = set()
    for several in newer:
        latest = [workbook for workbook in several if workbook.file not in older]
        for workbook in latest[1:]:
            if (workbook.file, latest[0].file) not in reported:
                reported.add((workbook.file, latest[0].file))
                details = {"other": latest[0].file}
                yield Finding("workbook-two-versions", Place(workbook.file), details=details)


def _before(workbook: WorkbookVersion, by_digest: Mapping[str, WorkbookVersion]) -> set[str]:
    """Return the digests of this workbook and of all that it was made from."""
    digests: set[str] = set()
    waiting = [workbook.digest]
    while waiting:
        digest = waiting.pop()
        if digest not in digests:
            digests.add(digest)
            waiting.extend(by_digest[digest].follows if digest in by_digest else ())
    return digests
