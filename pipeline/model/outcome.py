"""What became of reports, workbooks and a run as a whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
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
class WorkbookOutcome:
    """What a workbook turned out to be: a form, a table, or nothing we know."""

    file: str
    kind: Literal["form", "table"] | None
    layout: str | None
    submissions: int


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
