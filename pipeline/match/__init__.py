"""Workbook x layouts -> submissions: which layout, form or table, which cell answers which question. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.match.form_sheets import match_forms
from pipeline.match.headers import fold_header, headers_of
from pipeline.match.sheet_grid import listed
from pipeline.match.table_sheets import match_table
from pipeline.match.workbook_versions import older_versions
from pipeline.model import Finding, Layout, Place, Sheet, Submission, Workbook
from pipeline.similarity import nearest

__all__ = ["Matched", "match", "older_versions"]

_LOOKED_AT = 300
"""How many cells of a sheet that was not recognised are compared with our questions."""
_LIKENESS = 0.85


@dataclass(frozen=True, slots=True)
class Matched:
    """What a workbook turned out to hold."""

    kind: Literal["form", "table"] | None = None
    layout: str | None = None
    submissions: tuple[Submission, ...] = ()
    findings: tuple[Finding, ...] = ()


def match(workbook: Workbook, layouts: Mapping[str, Layout], preferred: str | None = None) -> Matched:
    """Read each sheet as a filled-in form or as a table; what is neither is told.

    `preferred` is the layout that is meant where a table fits several.
    """
    filled = [sheet for sheet in workbook.sheets if sheet.rows]
    if not filled:
        return Matched(findings=(Finding("workbook-empty", Place(workbook.file)),))
    forms = match_forms(workbook, layouts)
    with_forms = {submission.place.sheet for submission, _ in forms}
    submissions = [submission for submission, _ in forms]
    findings = [finding for _, form_findings in forms for finding in form_findings]
    kind: Literal["form", "table"] | None = "form" if forms else None
    layout = submissions[0].layout if submissions else None
    unused: list[Sheet] = []
    for sheet in filled:
        if sheet.name in with_forms:
            continue
        table = match_table(workbook.file, sheet, layouts, preferred)
        if table is None:
            unused.append(sheet)
            continue
        kind, layout = kind or "table", layout or table.layout
        submissions.extend(table.submissions)
        findings.extend(table.findings)
    if kind is None:
        details = {
            "initiative_header": " / ".join(dict.fromkeys(layout.initiative.label for layout in layouts.values()))
        }
        about_sheets = [_unused(workbook.file, sheet, layouts.values()) for sheet in unused]
        maybe_answers = [finding for finding in about_sheets if finding.code == "sheet-maybe-answers"]
        return Matched(
            findings=(Finding("workbook-not-recognised", Place(workbook.file), details=details), *maybe_answers)
        )
    findings.extend(_unused(workbook.file, sheet, layouts.values()) for sheet in unused)
    return Matched(kind, layout, tuple(submissions), tuple(findings))


def _unused(file: str, sheet: Sheet, layouts: Iterable[Layout]) -> Finding:
    """Tell of a sheet that was not used: louder where two or more of our questions seem to stand on it."""
    headers = {
        header: question.label for layout in layouts for question in layout.questions for header in headers_of(question)
    }
    texts = [fold_header(value) for row in sheet.rows.values() for value in row.values() if isinstance(value, str)]
    near = (
        header if header in headers else nearest(header, headers, at_least=_LIKENESS) for header in texts[:_LOOKED_AT]
    )
    labels = dict.fromkeys(headers[header] for header in near if header)
    if len(labels) < 2:  # noqa: PLR2004 - one word in common is chance
        return Finding("sheet-not-used", Place(file, sheet.name))
    return Finding("sheet-maybe-answers", Place(file, sheet.name), details={"questions": listed(list(labels))})
