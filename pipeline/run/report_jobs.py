"""From initiatives to reports: the plan of all reports, and one report after another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline import __version__
from pipeline.messages import shorten, system_reason
from pipeline.model import Finding, Initiative, Place, ReportOutcome, Status
from pipeline.reports.file_names import report_names
from pipeline.reports.report_target import DIGEST, Record, Target, TargetState, choose_target
from pipeline.reports.template_values import view
from pipeline.run.layout_check import Press, template_details
from pipeline.storage.interface import IfUnchanged, PutMode, Store
from pipeline.template import NotMade
from pipeline.text import RichText


@dataclass(frozen=True, slots=True)
class Plan:
    """A report to be made: its values, its name and what it will tell of itself."""

    initiative: Initiative
    press: Press
    values: Mapping[str, object]
    record: Record
    names: tuple[str, str]
    """Its own name, and one to fall back on."""
    failure: Finding | None = None
    """Why it can't be made at all."""


# --- The plan -------------------------------------------------------------------------------------


def plan_reports(initiatives: Iterable[Initiative], presses: Mapping[str, Press]) -> list[Plan]:
    """Plan every report before any is written, so that no two names fall together."""
    plans = [_plan(initiative, presses[initiative.layout]) for initiative in initiatives]
    names = report_names([(plan.names[0], plan.record.key) for plan in plans])
    return [replace(plan, names=both) for plan, both in zip(plans, names, strict=True)]


def _plan(initiative: Initiative, press: Press) -> Plan:
    values = view(initiative, press.layout)
    record = Record(initiative.layout, initiative.key, _fingerprint(values, press))
    failure, name = None, f"{initiative.name}.docx"
    try:
        name = press.file_name.render(values)
    except NotMade as error:
        failure = _not_made(error, Place(press.layout.file.as_posix()), initiative)
    return Plan(initiative, press, values, record, (name, name), failure)


def _fingerprint(values: Mapping[str, object], press: Press) -> str:
    """Return a digest of all that a report is made from; the version stands for our own code."""
    made_of = [__version__, press.layout.digest, press.template.digest, _spelled_out(values)]
    return hashlib.sha256(json.dumps(made_of, sort_keys=True, default=repr).encode()).hexdigest()


def _spelled_out(value: object) -> object:
    """Return a value with all that it looks like: a text in bold is not the same as that text."""
    if isinstance(value, RichText):
        return [str(value), value.spans]
    if isinstance(value, Mapping):
        return {name: _spelled_out(one) for name, one in value.items()}
    return [_spelled_out(one) for one in value] if isinstance(value, list | tuple) else value


# --- One report -----------------------------------------------------------------------------------


def make_report(
    plan: Plan, outputs: Store, existing: Mapping[str, Sequence[str]], *, force: bool, dry_run: bool
) -> tuple[ReportOutcome, list[Finding]]:
    """Merge and publish one report, unless it is refused, unchanged or was edited by a person.

    `existing` are the names of the reports that are in outputs already. Raises SetupError where nothing can be written.
    """
    outcome = ReportOutcome(plan.initiative.name, plan.initiative.layout, None, Status.FAILED)
    if plan.initiative.refused:
        return replace(outcome, status=Status.REFUSED), []
    if plan.failure:
        return outcome, [plan.failure]
    try:
        target = choose_target(outputs, plan.names, plan.record, existing)
        return _publish(plan, outputs, target, force=force, dry_run=dry_run)
    except NotMade as error:
        return outcome, [_not_made(error, Place(plan.names[0]), plan.initiative)]
    except OSError as error:
        return outcome, [_finding("report-not-replaceable", plan, plan.names[0], system_reason(error))]


def _publish(
    plan: Plan, outputs: Store, target: Target, *, force: bool, dry_run: bool
) -> tuple[ReportOutcome, list[Finding]]:
    """Do what has to be done at the target, which depends on what is there."""
    outcome = ReportOutcome(plan.initiative.name, plan.initiative.layout, target.path, Status.UNCHANGED)
    if target.state is TargetState.SAME and not force:
        return outcome, []
    if target.state is TargetState.FOLDER:
        return replace(outcome, path=None, status=Status.FAILED), [_finding("report-place-taken", plan, target.path)]
    user_modified = target.state in (TargetState.EDITED, TargetState.UNKNOWN_FILE)
    if user_modified and not force:
        code = "report-edited" if target.state is TargetState.EDITED else "report-not-ours"
        return replace(outcome, status=Status.KEPT), [_finding(code, plan, target.path)]
    content = _stamp(plan)
    if not dry_run:
        outputs.put(target.path, content, _put_mode(target, force=force))
    findings = [_finding("report-replaced", plan, target.path)] if user_modified else []
    return replace(outcome, status=Status.WRITTEN), findings


def _put_mode(target: Target, *, force: bool) -> PutMode:
    """Return how to write: what a person saved since the target was looked at is not overwritten."""
    if force:
        return "replace"
    return IfUnchanged(target.version) if target.version else "create"


def _stamp(plan: Plan) -> bytes:
    layout = plan.press.layout
    properties = {
        "title": f"{layout.title} – {plan.initiative.name}",
        "creator": layout.author,
        "language": layout.language,
        **plan.record.properties(),
    }
    return plan.press.template.render(plan.values, properties, digest_as=DIGEST)


def _not_made(error: NotMade, place: Place, initiative: Initiative) -> Finding:
    details = template_details(error.mistake)
    return Finding("report-not-made", place, initiative.name, value=shorten(error.mistake.tag), details=details)


def _finding(code: str, plan: Plan, name: str, details: Mapping[str, str] | None = None) -> Finding:
    return Finding(code, Place(name), plan.initiative.name, details=details or {})
