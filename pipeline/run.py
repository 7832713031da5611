"""The batch: the only place where stages meet. Yields what becomes of each workbook and report, prints nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pipeline import __version__
from pipeline.findings import SetupError, shorten, system_reason
from pipeline.fold import fold
from pipeline.group import group
from pipeline.layout import load_layouts
from pipeline.match import match
from pipeline.model import (
    CheckedSubmission,
    Finding,
    Initiative,
    Layout,
    Outcome,
    Place,
    ReportOutcome,
    Status,
    WorkbookOutcome,
)
from pipeline.read import find_files, read
from pipeline.validate import validate

if TYPE_CHECKING:
    from pipeline.merge import CompiledTemplate, TemplateMistake
    from pipeline.publish import Record

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told after each step: the stage (read, merge), how many are done, how many there are."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do."""

    inputs: Path
    outputs: Path
    templates: Path
    layout: str | None = None
    only: str | None = None
    """Make reports only of initiatives whose name holds this text."""
    dry_run: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read and found before any report is made."""

    workbooks: tuple[WorkbookOutcome, ...]
    initiatives: tuple[Initiative, ...]
    findings: tuple[Finding, ...]
    nameless: tuple[CheckedSubmission, ...]
    """Submissions that say no initiative, and so belong to no report."""


def run(request: Request, progress: Progress) -> Outcome:
    """Turn the workbooks of the inputs folder into a report for each initiative. The whole way of the data.

    Raises SetupError where the run can't start or go on: then nothing more is written.
    """
    from pipeline.publish import one_run_at_a_time  # noqa: PLC0415 - checking needs no publishing

    layouts = load_layouts(request.templates, request.layout)
    presses = {name: _compile(layout) for name, layout in layouts.items()}
    if not request.inputs.is_dir():
        raise SetupError([Finding("inputs-missing", Place(request.inputs.as_posix()))])
    with nullcontext() if request.dry_run else one_run_at_a_time(request.outputs):
        files = [(path, path.relative_to(request.inputs).as_posix()) for path in
                 find_files(request.inputs, but_not=request.outputs)]  # fmt: skip
        intake = take_in(files, layouts, progress)
        plans = [plan for plan in _plan(intake.initiatives, presses) if fold(request.only or "") in plan.initiative.key]
        reports, findings = [], list(intake.findings)
        for count, plan in enumerate(plans, start=1):
            report, found = _make(plan, presses[plan.initiative.layout], request)
            reports.append(report)
            findings.extend(found)
            progress("merge", count, len(plans))
    reports.extend(ReportOutcome(None, one.layout, None, Status.REFUSED) for one in intake.nameless)
    return Outcome(intake.workbooks, tuple(findings), tuple(reports), len(intake.initiatives), request.dry_run)


def check(paths: Sequence[Path], templates: Path, layout: str | None, progress: Progress) -> Outcome:
    """Read, match, validate and group, and tell what a run would find. Writes nothing."""
    layouts = load_layouts(templates, layout)
    files: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            files.extend((file, file.relative_to(path).as_posix()) for file in find_files(path))
        elif path.exists():
            files.append((path, path.name))
        else:
            raise SetupError([Finding("path-missing", Place(path.as_posix()))])
    intake = take_in(files, layouts, progress)
    return Outcome(intake.workbooks, intake.findings, (), len(intake.initiatives))


def take_in(files: Sequence[tuple[Path, str]], layouts: Mapping[str, Layout], progress: Progress) -> Intake:
    """Read, match, validate and group every file; each fails by itself."""
    workbooks: list[WorkbookOutcome] = []
    findings: list[Finding] = []
    submissions: list[CheckedSubmission] = []
    for count, (path, name) in enumerate(files, start=1):
        workbook = read(path, name)
        if isinstance(workbook, Finding):
            findings.append(workbook)
        else:
            matched = match(workbook, layouts)
            findings.extend(matched.findings)
            for submission in matched.submissions:
                checked, found = validate(submission, layouts[submission.layout])
                submissions.append(checked)
                findings.extend(found)
            workbooks.append(WorkbookOutcome(name, matched.kind, matched.layout, len(matched.submissions)))
        progress("read", count, len(files))
    initiatives, found = group(submissions, layouts)
    findings.extend(found)
    nameless = tuple(submission for submission in submissions if not fold(submission.initiative))
    return Intake(tuple(workbooks), tuple(initiatives), tuple(findings), nameless)


def make_forms(templates: Path, layout: str | None, initiatives: Sequence[str], folder: Path) -> list[Path]:
    """Write a form for each initiative named, or a blank one. Raises SetupError where a form is already there."""
    from pipeline.form import form_bytes  # noqa: PLC0415 - loads openpyxl, which a run may not need
    from pipeline.publish import safe_name, write  # noqa: PLC0415 - as above

    layouts = load_layouts(templates, layout)
    if len(layouts) > 1:
        details = {"layouts": ", ".join(layouts)}
        raise SetupError([Finding("layout-which", Place(templates.as_posix()), details=details)])
    (chosen,) = layouts.values()
    suffix = f"{chosen.title} - formulier.xlsx"
    wanted = {folder / safe_name(f"{name} - {suffix}" if name else suffix): name for name in initiatives or [""]}
    there = [Finding("form-exists", Place(path.as_posix())) for path in wanted if path.exists()]
    if there:
        raise SetupError(there)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, name in wanted.items():
            write(path, form_bytes(chosen, name))
    except OSError as error:
        raise SetupError(
            [Finding("outputs-not-writable", Place(folder.as_posix()), details=system_reason(error))]
        ) from error
    return list(wanted)


# --- Templates ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Press:
    """All that is needed to make the reports of one layout."""

    layout: Layout
    template: CompiledTemplate
    file_name: Callable[[Mapping[str, object]], str]


def _compile(layout: Layout) -> _Press:
    """Compile the layout's template and try it without answers. Raises SetupError with its mistakes."""
    from pipeline.merge import BrokenTemplate, NotMade, compile_line, compile_template  # noqa: PLC0415 - not for a check
    from pipeline.merge.view import names_in, view  # noqa: PLC0415 - as above

    place = Place(layout.template.as_posix())
    names = names_in(layout)
    try:
        template = compile_template(layout.template, names, language=layout.language)
        file_name = compile_line(layout.file_name, names, language=layout.language)
        nobody = view(Initiative(layout.name, "-", "-", ()), layout)
        template.render(nobody)
        file_name(nobody)
    except OSError as error:
        raise SetupError([Finding("file-not-reachable", place, details=system_reason(error))]) from error
    except BrokenTemplate as error:
        findings = [_as_finding(mistake, place) for mistake in error.mistakes]
        raise SetupError(findings or [Finding("template-unreadable", place)]) from error
    except NotMade as error:
        details = {"where": layout.title, "reason": str(error)}
        raise SetupError([Finding("template-tag", place, value="{{ … }}", details=details)]) from error
    return _Press(layout, template, file_name)


def _as_finding(mistake: TemplateMistake, place: Place) -> Finding:
    return Finding(
        "template-tag" if mistake.reason else "template-name-unknown",
        place,
        value=shorten(mistake.tag),
        suggestion=mistake.suggestion,
        details={"where": mistake.where, "reason": mistake.reason},
    )


# --- Reports --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Plan:
    """A report to be made: its values, its name and what it will tell of itself."""

    initiative: Initiative
    values: Mapping[str, object]
    name: str
    record: Record


def _plan(initiatives: Iterable[Initiative], presses: Mapping[str, _Press]) -> list[_Plan]:
    """Plan every report before any is written, so that no two names fall together."""
    from pipeline.merge.view import view  # noqa: PLC0415 - checking needs no merging
    from pipeline.publish import Record, report_names  # noqa: PLC0415 - as above

    planned = []
    for initiative in initiatives:
        press = presses[initiative.layout]
        values = view(initiative, press.layout)
        record = Record(initiative.layout, initiative.key, _fingerprint(values, press))
        planned.append((initiative, values, press.file_name(values), record))
    names = report_names([(wanted, record.key) for *_, wanted, record in planned])
    return [_Plan(one, values, name, record) for (one, values, _, record), name in zip(planned, names, strict=True)]


def _fingerprint(values: Mapping[str, object], press: _Press) -> str:
    """Return a digest of all that a report is made from; the version stands for our own code."""
    made_of = [__version__, press.layout.digest, press.template.digest, values]
    return hashlib.sha256(json.dumps(made_of, sort_keys=True, default=repr).encode()).hexdigest()


def _make(plan: _Plan, press: _Press, request: Request) -> tuple[ReportOutcome, list[Finding]]:
    """Merge and publish one report, unless it is refused, unchanged or somebody's own work."""
    from pipeline.merge import NotMade  # noqa: PLC0415 - checking needs no merging
    from pipeline.publish import DIGEST, Standing, choose_place, write  # noqa: PLC0415 - as above

    one = plan.initiative
    outcome = ReportOutcome(one.name, one.layout, plan.name, Status.UNCHANGED)
    if one.refused:
        return replace(outcome, path=None, status=Status.REFUSED), []
    found: list[Finding] = []
    try:
        path, stands = choose_place(request.outputs, plan.name, plan.record)
        outcome = replace(outcome, path=path.name)
        if stands is Standing.SAME and not request.force:
            return outcome, []
        if stands in (Standing.EDITED, Standing.FOREIGN):
            if not request.force:
                code = "report-edited" if stands is Standing.EDITED else "report-not-ours"
                return replace(outcome, status=Status.KEPT), [Finding(code, Place(path.name), one.name)]
            found.append(Finding("report-replaced", Place(path.name), one.name))
        properties = {
            "title": f"{press.layout.title} – {one.name}",
            "creator": press.layout.author,
            "language": press.layout.language,
            **plan.record.properties(),
        }
        content = press.template.render(plan.values, properties, digest_as=DIGEST)
        if not request.dry_run:
            write(path, content)
    except NotMade as error:
        details = {"reason": str(error)}
        found = [Finding("report-not-made", Place(plan.name), one.name, details=details)]
        return replace(outcome, path=None, status=Status.FAILED), found
    except OSError as error:
        found = [
            Finding("report-not-replaceable", Place(outcome.path or plan.name), one.name, details=system_reason(error))
        ]
        return replace(outcome, path=None, status=Status.FAILED), found
    return replace(outcome, status=Status.WRITTEN), found
