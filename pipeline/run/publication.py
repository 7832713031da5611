"""A rendered report goes to its place in the outputs, unless it is refused, unchanged or was edited by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace

from pipeline.messages import SetupError, system_reason
from pipeline.model import Finding, Place, ReportOutcome, Status
from pipeline.reports.report_job import TemplateChangedError
from pipeline.reports.report_plan import ReportPlan, render_error_finding
from pipeline.reports.report_target import NewReport, Target, TargetState, choose_target
from pipeline.storage.interface import IfUnchanged, PutMode, Store
from pipeline.template import RenderError

_NOT_REPLACED = {
    TargetState.EDITED: "report-edited",
    TargetState.UNKNOWN_FILE: "report-not-ours",
    TargetState.LINK: "report-is-link",
}
"""What is replaced only where that is asked for, and what is told of it."""


def publish(
    plan: ReportPlan,
    rendered: Future[bytes] | None,
    outputs: Store,
    existing: Mapping[str, Sequence[str]],
    *,
    force: bool,
    dry_run: bool,
) -> tuple[ReportOutcome, list[Finding]]:
    """Write a report where it has to be written, and tell what became of it.

    `existing` are the names of the reports that are in the outputs already. Raises SetupError where nothing can be
    written, or where the template changed during the run.
    """
    outcome = ReportOutcome(plan.initiative.name, plan.initiative.layout, None, Status.FAILED)
    if plan.initiative.refused:
        return replace(outcome, status=Status.REFUSED), []
    if plan.failure or rendered is None:
        return outcome, [plan.failure] if plan.failure else []
    content, problems = _result_of(rendered, plan)
    try:
        target = choose_target(outputs, plan.names, NewReport(plan.identity, content), existing)
        published, findings = _decide(plan, target, force=force)
        if published.status is Status.WRITTEN:
            if content is None:
                return outcome, problems
            if not dry_run:
                outputs.put(target.path, content, _put_mode(target, force=force))
    except OSError as error:
        return outcome, [_finding("report-not-replaceable", plan, plan.names[0], system_reason(error))]
    return published, findings


def _result_of(rendered: Future[bytes], plan: ReportPlan) -> tuple[bytes | None, list[Finding]]:
    """Return the content of a report, or why it can't be made. Raises SetupError where its template changed."""
    try:
        return rendered.result(), []
    except RenderError as error:
        return None, [render_error_finding(error, Place(plan.names[0]), plan.initiative)]
    except TemplateChangedError as error:
        raise SetupError([Finding("file-changing", Place(error.path))]) from error


def _decide(plan: ReportPlan, target: Target, *, force: bool) -> tuple[ReportOutcome, list[Finding]]:
    """Tell what has to become of the report, which depends on what is at its target."""
    outcome = ReportOutcome(plan.initiative.name, plan.initiative.layout, target.path, Status.UNCHANGED)
    if target.state is TargetState.SAME and not force:
        return outcome, []
    if target.state is TargetState.FOLDER:
        return replace(outcome, path=None, status=Status.FAILED), [_finding("report-place-taken", plan, target.path)]
    code = _NOT_REPLACED.get(target.state)
    if code and not force:
        return replace(outcome, status=Status.KEPT), [_finding(code, plan, target.path)]
    if target.owner_file:
        finding = _finding("report-open", plan, target.path, {"owner": target.owner_file})
        return replace(outcome, status=Status.KEPT), [finding]
    findings = [_finding("report-replaced", plan, target.path)] if code else []
    return replace(outcome, status=Status.WRITTEN), findings


def _put_mode(target: Target, *, force: bool) -> PutMode:
    """Return how to write: what a person saved since the target was looked at is not overwritten."""
    if force:
        return "replace"
    return IfUnchanged(target.version) if target.version else "create"


def _finding(code: str, plan: ReportPlan, name: str, details: Mapping[str, str] | None = None) -> Finding:
    return Finding(code, Place(name), plan.initiative.name, details=details or {})
