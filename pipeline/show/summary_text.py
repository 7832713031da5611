"""Words that the terminal and the page share: severities, and what is counted. Pure."""

from __future__ import annotations

from collections import Counter

from pipeline.messages import Language, Words, severity_of
from pipeline.model import Outcome, Severity, Status
from pipeline.show.finding_groups import number

SEVERITIES = {
    Severity.ERROR: Words("fout", "error"),
    Severity.WARNING: Words("let op", "warning"),
    Severity.NOTE: Words("ter info", "note"),
}
_COUNTED = {
    "workbook": (Words("werkmap", "workbook"), Words("werkmappen", "workbooks")),
    "submission": (Words("inzending", "submission"), Words("inzendingen", "submissions")),
    "initiative": (Words("initiatief", "initiative"), Words("initiatieven", "initiatives")),
    "report": (Words("verslag", "report"), Words("verslagen", "reports")),
    Severity.ERROR: (Words("fout", "error"), Words("fouten", "errors")),
    Severity.WARNING: (Words("waarschuwing", "warning"), Words("waarschuwingen", "warnings")),
    Severity.NOTE: (Words("opmerking ter info", "note"), Words("opmerkingen ter info", "notes")),
}


def counted(what: str, value: int, language: Language) -> str:
    """Say how many: 1 werkmap, 2.000 fouten."""
    one, more = _COUNTED[what]
    return f"{number(value, language)} {(one if value == 1 else more).of(language)}"


def read_in_all(outcome: Outcome, language: Language) -> str:
    """Say how much was read."""
    read = {
        "workbook": len(outcome.workbooks),
        "submission": sum(one.submissions for one in outcome.workbooks),
        "initiative": outcome.initiatives,
    }
    return ", ".join(counted(what, value, language) for what, value in read.items())


def found_in_all(counts: Counter[Severity], language: Language) -> str:
    """Say how many findings there are of each severity; empty where there are none."""
    return ", ".join(counted(severity, counts[severity], language) for severity in Severity if counts[severity])


def needs_attention(outcome: Outcome) -> bool:
    """Tell whether something needs a person: any error, or a report that was not made as it should."""
    return any(severity_of(finding) is Severity.ERROR for finding in outcome.findings) or any(
        report.status in (Status.KEPT, Status.REFUSED, Status.FAILED) for report in outcome.reports
    )
