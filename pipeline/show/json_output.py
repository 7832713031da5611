"""Outcome -> the one JSON object of `binding run --json` and `binding check --json`. Pure."""

from __future__ import annotations

import json
from collections import Counter
from typing import Literal

from pipeline.messages import LONGEST_VALUE, Language, fix, message, severity_of
from pipeline.model import Finding, Outcome, Severity, Status
from pipeline.show.summary_text import faults
from pipeline.text import cut

Schema = Literal["binding/run/1", "binding/check/1"]
Ending = Literal["well", "needs_attention", "could_not_run", "fault"]


def as_json(
    outcome: Outcome,
    schema: Schema,
    ending: Ending,
    exit_code: int,
    seconds: float,
    language: Language,
) -> str:
    """Return the object as text, in ASCII: so no console or pipe can spoil it.

    Where the run could not start or go on, its findings are what stopped it, and the first is also `message` and `fix`;
    where something failed by a bug of ours, the first finding that tells so.
    """
    whole: dict[str, object] = {
        "schema": schema,
        "outcome": ending,
        "exit_code": exit_code,
        "seconds": round(seconds, 3),
        "counts": _counts(outcome, with_reports=schema == "binding/run/1"),
        "workbooks": [
            {
                "file": workbook.file,
                "kind": workbook.kind,
                "layout": workbook.layout,
                "submissions": workbook.submissions,
                "cells": {
                    "filled": workbook.cells.filled,
                    "used": workbook.cells.used,
                    "labels": workbook.cells.labels,
                    "reported": workbook.cells.reported,
                },
            }
            for workbook in outcome.workbooks
        ],
        "findings": [_finding(finding, language) for finding in outcome.findings],
    }
    if schema == "binding/run/1":
        whole["dry_run"] = outcome.dry_run
        whole["reports"] = [
            {
                "initiative": report.initiative,
                "layout": report.layout,
                "path": report.path,
                "status": str(report.status),
            }
            for report in outcome.reports
        ]
    if ending in ("could_not_run", "fault"):
        first = (*faults(outcome), *outcome.findings)[0]
        whole |= {"message": message(first, language), "fix": fix(first, language)}
    return json.dumps(whole, indent=2)


def _counts(outcome: Outcome, *, with_reports: bool) -> dict[str, int]:
    severities = Counter(severity_of(finding) for finding in outcome.findings)
    statuses = outcome.statuses()
    return {
        "workbooks": len(outcome.workbooks),
        "submissions": sum(workbook.submissions for workbook in outcome.workbooks),
        "initiatives": outcome.initiatives,
        **({str(status): statuses[status] for status in Status} if with_reports else {}),
        "errors": severities[Severity.ERROR],
        "warnings": severities[Severity.WARNING],
        "notes": severities[Severity.NOTE],
    }


def _finding(finding: Finding, language: Language) -> dict[str, str | None]:
    return {
        "code": finding.code,
        "severity": str(severity_of(finding)),
        "file": finding.place.file,
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "initiative": finding.initiative,
        "question": finding.question,
        "question_name": finding.question_name,
        "value": finding.value and cut(finding.value, LONGEST_VALUE),
        "message": message(finding, language),
        "fix": fix(finding, language),
        "suggestion": finding.suggestion,
    }
