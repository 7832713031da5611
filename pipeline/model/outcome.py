"""What became of reports, workbooks and a run as a whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from pipeline.model.finding import Finding


class Status(StrEnum):
    """What became of a report."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ReportOutcome:
    """What became of the report of one initiative."""

    initiative: str | None
    layout: str
    path: str | None
    status: Status


@dataclass(frozen=True, slots=True)
class CellCounts:
    """What became of the filled cells of a workbook; cells with nothing but blanks don't count as filled."""

    filled: int = 0
    used: int = 0
    """For a question, or to know who sent a submission and when."""
    labels: int = 0
    """Headers and texts that were recognised, and what an export or a form itself wrote."""
    reported: int = 0
    """All others: a finding says where they are."""

    def __add__(self, other: CellCounts) -> CellCounts:
        """Return both together."""
        return CellCounts(
            self.filled + other.filled,
            self.used + other.used,
            self.labels + other.labels,
            self.reported + other.reported,
        )


@dataclass(frozen=True, slots=True)
class WorkbookOutcome:
    """What a workbook turned out to be: a form, a table, or nothing we know."""

    file: str
    kind: Literal["form", "table"] | None
    layout: str | None
    submissions: int
    cells: CellCounts = field(default_factory=CellCounts)


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a run, or a check, has to tell."""

    workbooks: tuple[WorkbookOutcome, ...] = ()
    findings: tuple[Finding, ...] = ()
    reports: tuple[ReportOutcome, ...] = ()
    initiatives: int = 0
    dry_run: bool = False

    def statuses(self) -> Counter[Status]:
        """Count the reports by what became of them."""
        return Counter(report.status for report in self.reports)
