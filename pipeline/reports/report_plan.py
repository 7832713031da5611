"""The plan of all reports: which are made, of which values, under which names. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.messages import shorten
from pipeline.model import Finding, Initiative, Place
from pipeline.render.mistakes import UNFIT_ANSWERS
from pipeline.reports.documents import PreparedDocument
from pipeline.reports.file_names import report_names
from pipeline.reports.report_job import ReportJob
from pipeline.reports.report_target import ReportIdentity
from pipeline.reports.template_findings import template_details
from pipeline.reports.template_values import view
from pipeline.template import RenderError


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """A report that is asked for: what it is about, its name, and the job that renders it."""

    initiative: Initiative
    identity: ReportIdentity
    job: ReportJob
    names: tuple[str, str]
    """The name that it should have, and one to fall back on."""
    failure: Finding | None = None
    """Why it can't be made at all."""


def plan_reports(
    initiatives: Iterable[Initiative], documents: Mapping[str, Sequence[PreparedDocument]]
) -> list[ReportPlan]:
    """Plan every report before any is written, so that no two names fall together.

    `documents` are those of each layout, by its name.
    """
    return named_apart(
        [plan_report(initiative, document) for initiative in initiatives for document in documents[initiative.layout]]
    )


def named_apart(plans: Sequence[ReportPlan]) -> list[ReportPlan]:
    """Return the plans with names that are safe, and different for every report."""
    names = report_names([(plan.names[0], plan.identity.key) for plan in plans])
    return [replace(plan, names=both) for plan, both in zip(plans, names, strict=True)]


def plan_report(initiative: Initiative, prepared: PreparedDocument) -> ReportPlan:
    """Plan one report, with the name that it would have if it were the only one."""
    layout = prepared.document.layout
    values = view(initiative, layout)
    identity = ReportIdentity(initiative.layout, initiative.key, prepared.document.name)
    properties = {
        "title": f"{layout.title} – {initiative.name}",
        "creator": layout.author,
        "language": layout.language,
        **identity.properties(),
    }
    job = ReportJob(prepared.template, prepared.document.name, values, properties)
    failure, name = None, f"{initiative.name}.docx"
    try:
        name = prepared.file_name.render(values)
    except RenderError as error:
        failure = render_error_finding(error, Place(layout.file.as_posix()), initiative)
    return ReportPlan(initiative, identity, job, (name, name), failure)


def render_error_finding(error: RenderError, place: Place, initiative: Initiative) -> Finding:
    """Return the finding that tells why a report can't be made of these answers."""
    value, details = shorten(error.mistake.tag), template_details(error.mistake)
    return Finding(_code_of(error), place, initiative.name, value=value, details=details)


def _code_of(error: RenderError) -> str:
    if error.mistake.code in UNFIT_ANSWERS:
        return "report-unfit-answers"
    return "report-too-wide" if error.mistake.code == "template-too-wide" else "report-not-made"
