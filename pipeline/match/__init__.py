"""Workbook x layouts -> submissions: which layout, form or table, which cell answers which question. Pure.

Every filled cell is accounted for: it is used, known as a label, or a finding says where it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from typing import Literal

from pipeline.match.cell_account import CellAccount, CellUse
from pipeline.match.form_sheets import match_forms
from pipeline.match.headers import fold_header, headers_of
from pipeline.match.sheet_grid import listed
from pipeline.match.table_sheets import match_table
from pipeline.match.unused_cells import report_objects, report_remaining
from pipeline.match.workbook_size import holds_too_much
from pipeline.match.workbook_versions import WorkbookVersion, older_versions, version_of
from pipeline.model import CellCounts, Finding, Layout, Place, Sheet, Submission, Workbook
from pipeline.similarity import nearest

__all__ = ["Matched", "WorkbookVersion", "match", "older_versions", "version_of"]

_LOOKED_AT = 300
"""How many cells of a sheet that was not recognised are compared with our questions."""
_LIKENESS = 0.85
_Kind = Literal["form", "table"]


@dataclass(frozen=True, slots=True)
class Matched:
    """What a workbook turned out to hold."""

    kind: _Kind | None = None
    layout: str | None = None
    submissions: tuple[Submission, ...] = ()
    findings: tuple[Finding, ...] = ()
    cells: CellCounts = field(default_factory=CellCounts)


@dataclass(slots=True)
class _Matching:
    """What has been matched of a workbook so far."""

    kind: _Kind | None = None
    layout: str | None = None
    submissions: list[Submission] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unused: list[Finding] = field(default_factory=list)
    """What to say of sheets that are neither a form nor a table."""

    def take(self, kind: _Kind, layout: str | None, submissions: Sequence[Submission], findings: list[Finding]) -> None:
        """Add what a sheet turned out to be; the first one says what the workbook is."""
        self.kind, self.layout = self.kind or kind, self.layout or layout
        self.submissions.extend(submissions)
        self.findings.extend(findings)


def match(workbook: Workbook, layouts: Mapping[str, Layout], preferred: str | None = None) -> Matched:
    """Read each sheet as a filled-in form or as a table; what is neither is told.

    `preferred` is the layout that is meant where a table fits several.
    """
    accounts = [(sheet, CellAccount(sheet)) for sheet in workbook.sheets]
    if holds_too_much(workbook.sheets):
        filled = sum(account.filled for _, account in accounts)
        finding = Finding("workbook-takes-too-much", Place(workbook.file))
        return Matched(findings=(finding,), cells=CellCounts(filled, reported=filled))
    # Of sheets with one name, names of boxes mean the first.
    forms = match_forms(workbook, layouts, {sheet.name: account for sheet, account in reversed(accounts)})
    result = _Matching()
    for submission, findings in forms:
        result.take("form", submission.layout, [submission], findings)
    form_sheets = {submission.place.sheet for submission, _ in forms}
    for sheet, account in accounts:
        is_form = sheet.name in form_sheets
        form_sheets.discard(sheet.name)
        if not is_form and sheet.rows:
            _match_table(result, workbook.file, sheet, layouts, preferred, account)
        result.findings.extend(report_remaining(workbook.file, sheet, account, is_form=is_form))
        result.findings.extend(report_objects(workbook.file, sheet, is_marked_copy=bool(workbook.follows)))
    findings = [*result.findings, *result.unused] if result.kind else _not_recognised(result, workbook, layouts)
    cells = reduce(add, (account.counts() for _, account in accounts), CellCounts())
    return Matched(result.kind, result.layout, tuple(result.submissions), tuple(findings), cells)


def _match_table(
    result: _Matching,
    file: str,
    sheet: Sheet,
    layouts: Mapping[str, Layout],
    preferred: str | None,
    account: CellAccount,
) -> None:
    table = match_table(file, sheet, layouts, preferred, account)
    if table:
        result.take("table", table.layout, table.submissions, list(table.findings))
    else:
        account.take_rest(CellUse.REPORTED)
        result.unused.append(_unused(file, sheet, layouts))


def _not_recognised(result: _Matching, workbook: Workbook, layouts: Mapping[str, Layout]) -> list[Finding]:
    """Return what to say of a workbook that has no form and no table."""
    if not any(sheet.rows for sheet in workbook.sheets):
        return [Finding("workbook-empty", Place(workbook.file)), *result.findings]
    details = {"initiative_header": " / ".join(dict.fromkeys(layout.initiative.label for layout in layouts.values()))}
    maybe_answers = [finding for finding in result.unused if finding.code == "sheet-maybe-answers"]
    return [Finding("workbook-not-recognised", Place(workbook.file), details=details), *maybe_answers, *result.findings]


def _unused(file: str, sheet: Sheet, layouts: Mapping[str, Layout]) -> Finding:
    """Tell of a sheet that was not used, and whether two or more of our questions seem to be on it."""
    headers = {
        header: question.label
        for layout in layouts.values()
        for question in layout.questions
        for header in headers_of(question)
    }
    texts = [fold_header(value) for row in sheet.rows.values() for value in row.values() if isinstance(value, str)]
    near = (
        header if header in headers else nearest(header, headers, at_least=_LIKENESS) for header in texts[:_LOOKED_AT]
    )
    labels = dict.fromkeys(headers[header] for header in near if header)
    if len(labels) < 2:  # noqa: PLR2004 - one word in common is chance
        return Finding("sheet-not-used", Place(file, sheet.name))
    return Finding("sheet-maybe-answers", Place(file, sheet.name), details={"questions": listed(list(labels))})
