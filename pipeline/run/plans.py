"""The plan of all reports, each behind its own bulkhead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from pipeline.model import Initiative, ReportOutcome, Status
from pipeline.reports.documents import PreparedDocument
from pipeline.reports.report_plan import ReportPlan, named_apart, plan_report
from pipeline.run.bulkheads import NOWHERE, About, Bulkheads


def plan_all(
    initiatives: Iterable[Initiative], documents: Mapping[str, Sequence[PreparedDocument]], bulkheads: Bulkheads
) -> tuple[list[ReportPlan], list[ReportOutcome]]:
    """Plan every report before any is written, so that no two names fall together.

    Returns also what became of those that can't be planned. `documents` are those of each layout, by its name.
    """
    plans: list[ReportPlan] = []
    failed: list[ReportOutcome] = []
    for initiative in initiatives:
        for document in documents[initiative.layout]:
            plan = bulkheads.run(partial(plan_report, initiative, document), _about(initiative))
            if plan:
                plans.append(plan)
            else:
                failed.append(failed_report(initiative))
    named = bulkheads.run(partial(named_apart, plans), About("names", NOWHERE))
    if named is not None:
        return named, failed
    by_itself = []
    for plan in plans:
        alone = bulkheads.run(partial(named_apart, [plan]), _about(plan.initiative))
        by_itself += alone or []
        failed += [] if alone else [failed_report(plan.initiative)]
    return by_itself, failed


def _about(initiative: Initiative) -> About:
    return About("report", NOWHERE, initiative.name)


def failed_report(initiative: Initiative) -> ReportOutcome:
    """Return what became of a report that could not be made."""
    return ReportOutcome(initiative.name, initiative.layout, None, Status.FAILED)
