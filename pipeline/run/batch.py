"""A run: the workbooks of the inputs become a report for each initiative in the outputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import date
from errno import EEXIST
from functools import partial
from pathlib import Path

from pipeline.layout.loader import load_layouts
from pipeline.messages import DEFAULT_LANGUAGE, Language, SetupError, shorten, system_reason
from pipeline.model import Finding, Initiative, Outcome, Place, ReportOutcome, Status
from pipeline.reports.documents import PreparedDocument
from pipeline.reports.report_plan import ReportPlan
from pipeline.reports.report_target import existing_names
from pipeline.run.bulkheads import NOWHERE, About, Bulkheads
from pipeline.run.findings_page import put_page
from pipeline.run.folders import folder_errors
from pipeline.run.intake import Intake, Progress, Source, list_files, take_in
from pipeline.run.jobs import InProcessExecutor, render_in_order
from pipeline.run.plans import failed_report, plan_all
from pipeline.run.prepared_documents import prepare_documents
from pipeline.run.publication import publish
from pipeline.show.html_page import PAGE_NAME
from pipeline.similarity import nearest
from pipeline.storage.interface import FileKind, FileStat, Store, find_stat
from pipeline.text import fold

_MEGABYTE = 1024 * 1024


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
    language: Language = DEFAULT_LANGUAGE
    """The language of the page of findings."""


def run(request: Request, progress: Progress, executor: Executor | None = None) -> Outcome:
    """Turn the workbooks of the inputs into a report for each initiative. The whole way of the data.

    Reports are rendered by the executor, in this process where there is none. Raises SetupError where the run can't
    start or go on: then nothing more is written.
    """
    layouts = load_layouts(request.templates, request.layout)
    bulkheads = Bulkheads()
    documents = prepare_documents([layouts[request.layout]] if request.layout else layouts.values(), bulkheads)
    _check_folders(request)
    with nullcontext() if request.dry_run else request.outputs.lock():
        files = list_files([Source(request.inputs)], but_not=request.outputs)
        intake = take_in(files, layouts, request.layout, progress, request.today, bulkheads)
        plans, reports = plan_all(_chosen(request, intake.initiatives), documents, bulkheads)
        existing = bulkheads.run(partial(_names_in, request.outputs), About("names", NOWHERE)) or {}
        new = [plan for plan in plans if not existing.keys() & set(map(fold, plan.names))]
        _check_room(request, new, documents)

        findings = [
            finding for of_layout in documents.values() for document in of_layout for finding in document.findings
        ]
        findings += [
            *intake.findings,
            *(bulkheads.run(partial(_only_without_match, request, intake, plans), About("checks", NOWHERE)) or ()),
        ]
        for count, (plan, rendered) in enumerate(render_in_order(plans, executor or InProcessExecutor()), start=1):
            step = partial(
                publish, plan, rendered, request.outputs, existing, force=request.force, dry_run=request.dry_run
            )
            published = bulkheads.run(step, About("report", Place(plan.names[0]), plan.initiative.name))
            reports.append(published[0] if published else failed_report(plan.initiative))
            findings += published[1] if published else ()
            progress("merge", count, len(plans))
        reports += [ReportOutcome(None, nameless.layout, None, Status.REFUSED) for nameless in intake.nameless]

        findings += bulkheads.take()
        outcome = Outcome(intake.workbooks, tuple(findings), tuple(reports), intake.initiative_count, request.dry_run)
        about_page = bulkheads.run(
            lambda: put_page(outcome, request.outputs, request.language, dry_run=request.dry_run),
            About("page", Place(PAGE_NAME)),
        )
    return replace(outcome, findings=(*outcome.findings, *(about_page or ()), *bulkheads.take()))


def _chosen(request: Request, initiatives: Sequence[Initiative]) -> list[Initiative]:
    """Return the initiatives that the request names."""
    text = fold(request.only or "")
    return [initiative for initiative in initiatives if text in initiative.key]


def _check_folders(request: Request) -> None:
    """Raise SetupError where the inputs are no folder, or the outputs can't become one."""
    inputs, outputs = _stat_or_stop(request.inputs), _stat_or_stop(request.outputs)
    if inputs is None:
        raise SetupError([Finding("inputs-missing", Place(request.inputs.location()))])
    if inputs.kind is not FileKind.FOLDER:
        raise SetupError([Finding("inputs-not-a-folder", Place(request.inputs.location()))])
    if outputs and outputs.kind is not FileKind.FOLDER:
        reason = system_reason(FileExistsError(EEXIST, ""))
        raise SetupError([Finding("folder-not-writable", Place(request.outputs.location()), details=reason)])


def _check_room(
    request: Request, plans: Sequence[ReportPlan], documents: Mapping[str, Sequence[PreparedDocument]]
) -> None:
    """Raise SetupError where the disk has no room for all new reports: before the first is written, not halfway.

    A report is about as large as its template.
    """
    free = request.outputs.free_bytes()
    sizes = {
        document.template: _size_of(document.document.template)
        for of_layout in documents.values()
        for document in of_layout
    }
    needed = sum(sizes.get(plan.job.template, 0) for plan in plans)
    if free is not None and needed > free:
        details = {"count": len(plans), "needed": -(-needed // _MEGABYTE), "free": free // _MEGABYTE}
        raise SetupError([Finding("disk-too-small", Place(request.outputs.location()), details=details)])


def _size_of(template: Path) -> int:
    with suppress(OSError):
        return template.stat().st_size
    return 0


def _stat_or_stop(folder: Store) -> FileStat | None:
    """Return what a folder is, or None where it is not there. Raises SetupError where that can't be told."""
    with folder_errors(folder):
        return find_stat(folder)


def _names_in(outputs: Store) -> dict[str, list[str]]:
    with folder_errors(outputs):
        return existing_names(outputs)


def _only_without_match(request: Request, intake: Intake, chosen: Sequence[object]) -> list[Finding]:
    if not request.only or chosen or not intake.initiatives:
        return []
    near = nearest(request.only, [initiative.name for initiative in intake.initiatives])
    place = Place(request.inputs.location())
    return [Finding("only-finds-nothing", place, value=shorten(request.only), suggestion=near)]
