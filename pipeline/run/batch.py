"""A run: the workbooks of the inputs become a report for each initiative in the outputs."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from errno import EEXIST
from pathlib import Path

from pipeline.layout.loader import load_layouts
from pipeline.messages import Language, SetupError, shorten, system_reason
from pipeline.model import Finding, Outcome, Place, ReportOutcome, Status
from pipeline.reports.report_target import existing_names
from pipeline.run.findings_page import put_page
from pipeline.run.intake import Intake, Progress, Source, list_files, take_in
from pipeline.run.layout_check import set_up_presses
from pipeline.run.report_jobs import make_report, plan_reports
from pipeline.storage.interface import FileKind, Store, find_stat
from pipeline.text import fold, nearest


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do."""

    inputs: Store
    outputs: Store
    templates: Path
    layout: str | None = None
    only: str | None = None
    """Make reports only of initiatives whose name holds this text."""
    dry_run: bool = False
    force: bool = False
    today: date | None = None
    """Only tells which dates are unlikely; no report depends on it."""
    language: Language = "nl"
    """The language of the page of findings."""


def run(request: Request, progress: Progress) -> Outcome:
    """Turn the workbooks of the inputs into a report for each initiative. The whole way of the data.

    Raises SetupError where the run can't start or go on: then nothing more is written.
    """
    layouts = load_layouts(request.templates, request.layout)
    presses = set_up_presses([layouts[request.layout]] if request.layout else layouts.values())
    _check_folders(request)
    with nullcontext() if request.dry_run else request.outputs.lock():
        files = list_files([Source(request.inputs)], but_not=request.outputs)
        intake = take_in(files, layouts, request.layout, progress, request.today)
        plans = plan_reports(intake.initiatives, presses)
        chosen = [plan for plan in plans if fold(request.only or "") in plan.initiative.key]
        existing = existing_names(request.outputs)
        doubts = [finding for press in presses.values() for finding in press.findings]
        reports: list[ReportOutcome] = []
        findings = [*doubts, *intake.findings, *_only_without_match(request, intake, chosen)]
        for count, plan in enumerate(chosen, start=1):
            report, found = make_report(plan, request.outputs, existing, force=request.force, dry_run=request.dry_run)
            reports.append(report)
            findings.extend(found)
            progress("merge", count, len(chosen))
        reports.extend(ReportOutcome(None, nameless.layout, None, Status.REFUSED) for nameless in intake.nameless)
        outcome = Outcome(intake.workbooks, tuple(findings), tuple(reports), len(intake.initiatives), request.dry_run)
        about_page = put_page(outcome, request.outputs, request.language, dry_run=request.dry_run)
    return replace(outcome, findings=(*outcome.findings, *about_page))


def _check_folders(request: Request) -> None:
    """Raise SetupError where the inputs are no folder, or the outputs can't become one."""
    inputs, outputs = find_stat(request.inputs), find_stat(request.outputs)
    if inputs is None:
        raise SetupError([Finding("inputs-missing", Place(request.inputs.location()))])
    if inputs.kind is not FileKind.FOLDER:
        raise SetupError([Finding("inputs-not-a-folder", Place(request.inputs.location()))])
    if outputs and outputs.kind is not FileKind.FOLDER:
        reason = system_reason(FileExistsError(EEXIST, ""))
        raise SetupError([Finding("folder-not-writable", Place(request.outputs.location()), details=reason)])


def _only_without_match(request: Request, intake: Intake, chosen: Sequence[object]) -> list[Finding]:
    if not request.only or chosen or not intake.initiatives:
        return []
    near = nearest(request.only, [initiative.name for initiative in intake.initiatives])
    place = Place(request.inputs.location())
    return [Finding("only-finds-nothing", place, value=shorten(request.only), suggestion=near)]
