"""Texts that the terminal and the page share: severities, and what is counted. Pure."""

from __future__ import annotations

from collections import Counter

from pipeline.messages import Language, LocalizedPlural, severity_of
from pipeline.model import Finding, Outcome, Severity, Status
from pipeline.show.cell_list import localized_number

_COUNTED = {
    "workbook": LocalizedPlural("workbook", "workbooks"),
    "submission": LocalizedPlural("submission", "submissions"),
    "initiative": LocalizedPlural("initiative", "initiatives"),
    "report": LocalizedPlural("report", "reports"),
    Severity.ERROR: LocalizedPlural("error", "errors"),
    Severity.WARNING: LocalizedPlural("warning", "warnings"),
    Severity.NOTE: LocalizedPlural("note", "notes"),
}


def counted(noun: str, count: int, language: Language) -> str:
    """Say how many: 1 werkmap, 2.000 fouten."""
    return f"{localized_number(count, language)} {_COUNTED[noun].of(language, count)}"


def total_read(outcome: Outcome, language: Language) -> str:
    """Say how much was read."""
    read = {
        "workbook": len(outcome.workbooks),
        "submission": sum(workbook.submissions for workbook in outcome.workbooks),
        "initiative": outcome.initiatives,
    }
    return ", ".join(counted(noun, count, language) for noun, count in read.items())


def total_found(counts: Counter[Severity], language: Language) -> str:
    """Say how many findings there are of each severity; empty where there are none."""
    return ", ".join(counted(severity, counts[severity], language) for severity in Severity if counts[severity])


def faults(outcome: Outcome) -> tuple[Finding, ...]:
    """Return the findings that tell of a bug of ours."""
    return tuple(finding for finding in outcome.findings if finding.code == "fault")


def needs_attention(outcome: Outcome) -> bool:
    """Return whether something needs a person: any error, or a report that was not written as it should."""
    return any(severity_of(finding) is Severity.ERROR for finding in outcome.findings) or any(
        report.status in (Status.KEPT, Status.REFUSED, Status.FAILED) for report in outcome.reports
    )
