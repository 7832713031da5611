"""The batch: the only place where stages meet. Yields what becomes of each workbook and report, prints nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from errno import EEXIST
from pathlib import Path
from typing import TypeAlias

from pipeline.answers.group import group
from pipeline.answers.validate import validate
from pipeline.layout.loader import load_layouts
from pipeline.match import Matched, match, older_versions
from pipeline.messages import Language, SetupError, shorten, system_reason
from pipeline.model import (
    CheckedSubmission,
    Finding,
    Initiative,
    Layout,
    Outcome,
    Place,
    ReportOutcome,
    Status,
    Workbook,
    WorkbookOutcome,
)
from pipeline.read import find_files, read_all
from pipeline.read.hidden_answers import notes_on_hidden
from pipeline.text import fold, nearest

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
    today: date | None = None
    """Only tells which dates are unlikely; no report depends on it."""
    language: Language = "nl"
    """The language of the page of findings."""


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
    from pipeline.run.findings_page import put_page
    from pipeline.run.layout_check import set_up_presses
    from pipeline.run.report_jobs import make_report, plan_reports
    from pipeline.storage.publishing import names_in, one_run_at_a_time

    layouts = load_layouts(request.templates, request.layout)
    presses = set_up_presses([layouts[request.layout]] if request.layout else layouts.values())
    _must_be_folders(request)
    with nullcontext() if request.dry_run else one_run_at_a_time(request.outputs):
        files = _named_files([request.inputs], but_not=request.outputs)
        intake = take_in(files, layouts, request.layout, progress, request.today)
        plans = plan_reports(intake.initiatives, presses)
        chosen = [plan for plan in plans if fold(request.only or "") in plan.initiative.key]
        there = names_in(request.outputs)
        doubts = [finding for press in presses.values() for finding in press.findings]
        reports, findings = [], [*doubts, *intake.findings, *_only_finds_nothing(request, intake, chosen)]
        for count, plan in enumerate(chosen, start=1):
            report, found = make_report(plan, request.outputs, there, force=request.force, dry_run=request.dry_run)
            reports.append(report)
            findings.extend(found)
            progress("merge", count, len(chosen))
        reports.extend(ReportOutcome(None, one.layout, None, Status.REFUSED) for one in intake.nameless)
        outcome = Outcome(intake.workbooks, tuple(findings), tuple(reports), len(intake.initiatives), request.dry_run)
        about_page = put_page(outcome, request.outputs, request.language, dry_run=request.dry_run)
    return replace(outcome, findings=(*outcome.findings, *about_page))


def check(
    paths: Sequence[Path],
    templates: Path,
    layout: str | None,
    progress: Progress,
    copies: tuple[Path, Language] | None = None,
    today: date | None = None,
) -> Outcome:
    """Read, match, validate and group, and tell what a run would find.

    Writes nothing, unless it is asked for annotated copies: a folder for them, and the language of what they say.
    """
    layouts = load_layouts(templates, layout)
    missing = [Finding("path-missing", Place(path.as_posix())) for path in paths if not path.exists()]
    if missing:
        raise SetupError(missing)
    files = _named_files(paths)
    if copies:
        from pipeline.run.annotated_copies import make_copies, refuse_among_inputs

        refuse_among_inputs(copies[0], paths)
    intake = take_in(files, layouts, layout, progress, today)
    findings = list(intake.findings)
    if copies:
        findings += make_copies(files, paths, findings, *copies)
    return Outcome(intake.workbooks, tuple(findings), (), len(intake.initiatives))


def _must_be_folders(request: Request) -> None:
    inputs, outputs = Place(request.inputs.as_posix()), Place(request.outputs.as_posix())
    if not request.inputs.exists():
        raise SetupError([Finding("inputs-missing", inputs)])
    if not request.inputs.is_dir():
        raise SetupError([Finding("inputs-not-a-folder", inputs)])
    if request.outputs.exists() and not request.outputs.is_dir():
        raise SetupError([Finding("folder-not-writable", outputs, details=system_reason(FileExistsError(EEXIST, "")))])


def _named_files(paths: Sequence[Path], but_not: Path | None = None) -> list[tuple[Path, str]]:
    """Return every file with its name in messages: from its folder where there is one path, else as the path says."""
    named: list[tuple[Path, str]] = []
    for path in paths:
        beside = path if path.is_dir() else path.parent
        files = find_files(path, but_not=but_not) if path.is_dir() else (path,)
        named += [(file, (file.relative_to(beside) if len(paths) == 1 else file).as_posix()) for file in files]
    return named


def _only_finds_nothing(request: Request, intake: Intake, chosen: Sequence[object]) -> list[Finding]:
    if not request.only or chosen or not intake.initiatives:
        return []
    near = nearest(request.only, [one.name for one in intake.initiatives])
    place = Place(request.inputs.as_posix())
    return [Finding("only-finds-nothing", place, value=shorten(request.only), suggestion=near)]


def take_in(
    files: Sequence[tuple[Path, str]],
    layouts: Mapping[str, Layout],
    only: str | None,
    progress: Progress,
    today: date | None = None,
) -> Intake:
    """Read, match, validate and group every file; each fails by itself. With `only`, submissions of that layout."""
    told: dict[str, list[Finding]] = {}
    read_in: list[tuple[Workbook, Matched]] = []
    seen: dict[str, str] = {}
    for count, (name, workbook) in enumerate(read_all(files), start=1):
        if isinstance(workbook, Finding):
            told[name] = [workbook]
        elif workbook.digest in seen:
            told[name] = [Finding("file-repeated", Place(name), details={"other": seen[workbook.digest]})]
        else:
            seen[workbook.digest] = name
            told[name] = list(workbook.findings)
            matched = match(workbook, layouts, only)
            meant = [one for one in matched.submissions if only in (None, one.layout)]
            matched = replace(matched, findings=(*matched.findings, *notes_on_hidden(workbook, meant)))
            # Its cells are not needed any more; a province of workbooks would not fit in memory.
            read_in.append((replace(workbook, sheets=(), names=()), matched))
        progress("read", count, len(files))
    older, found = older_versions(workbook for workbook, _ in read_in)
    for finding in found:
        told[finding.place.file].append(finding)
    workbooks: list[WorkbookOutcome] = []
    submissions: list[CheckedSubmission] = []
    for workbook, matched in read_in:
        name = workbook.file
        meant = [one for one in matched.submissions if only in (None, one.layout) and name not in older]
        if name not in older:
            told[name] += matched.findings if meant or not matched.submissions else [_of_another(name, matched)]
        for submission in meant:
            checked, found = validate(submission, layouts[submission.layout], today)
            submissions.append(checked)
            told[name] += found
        workbooks.append(WorkbookOutcome(name, matched.kind, matched.layout, len(meant)))
    findings = [finding for of_file in told.values() for finding in of_file]
    initiatives, found = group(submissions, layouts)
    findings.extend(found)
    nameless = tuple(submission for submission in submissions if not fold(submission.initiative))
    return Intake(tuple(workbooks), tuple(initiatives), tuple(findings), nameless)


def _of_another(name: str, matched: Matched) -> Finding:
    return Finding("workbook-of-another-layout", Place(name), details={"layout": matched.layout or ""})


def make_forms(templates: Path, layout: str | None, initiatives: Sequence[str], folder: Path) -> list[Path]:
    """Write a form for each initiative named, or a blank one. Raises SetupError where a form is already there."""
    from pipeline.form.form_workbook import form_bytes
    from pipeline.storage.publishing import report_names, write

    layouts = load_layouts(templates, layout)
    if layout is None and len(layouts) > 1:
        details = {"layouts": ", ".join(layouts), "first": next(iter(layouts))}
        raise SetupError([Finding("layout-which", Place(templates.as_posix()), details=details)])
    chosen = layouts[layout or next(iter(layouts))]
    suffix = f"{chosen.title} - formulier.xlsx"
    wanted = list(dict.fromkeys(initiatives)) or [""]
    names = report_names([(f"{name} - {suffix}" if name else suffix, name) for name in wanted])
    paths = [folder / own for own, _ in names]
    there = [Finding("form-exists", Place(path.as_posix())) for path in paths if path.exists()]
    if there:
        raise SetupError(there)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, name in zip(paths, wanted, strict=True):
            write(path, form_bytes(chosen, name))
    except OSError as error:
        raise SetupError(
            [Finding("folder-not-writable", Place(folder.as_posix()), details=system_reason(error))]
        ) from error
    return paths
