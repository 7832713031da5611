"""From files to initiatives: read, match, validate and group. Each file fails by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TypeAlias

from pipeline.answers.group import group
from pipeline.match import Matched, WorkbookVersion, match, older_versions, version_of
from pipeline.match.hidden_answers import notes_on_hidden
from pipeline.model import (
    CellCounts,
    CheckedSubmission,
    Finding,
    Initiative,
    Layout,
    Place,
    Submission,
    Workbook,
    WorkbookOutcome,
)
from pipeline.read import Worker, find_files, read
from pipeline.run.budget import RunBudget, WorkbookBudget, out_of_any_net
from pipeline.run.bulkheads import NOWHERE, About, Bulkheads
from pipeline.run.checked_answers import checked_submission
from pipeline.run.quantities import far_too_many_submissions, too_many_initiatives, too_many_submissions
from pipeline.run.question_names import with_question_names
from pipeline.storage.interface import Store, StoredFile
from pipeline.text import fold

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called after each step: the stage (read, merge), how many are done, how many there are."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where workbooks come from: a whole store, or one file of it."""

    store: Store
    path: str = ""

    @property
    def location(self) -> str:
        """How messages name it."""
        return self.store.location(self.path)


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read and found before any report is made."""

    workbooks: tuple[WorkbookOutcome, ...]
    initiatives: tuple[Initiative, ...]
    findings: tuple[Finding, ...]
    nameless: tuple[CheckedSubmission, ...]
    """Submissions that say no initiative, and so belong to no report."""

    @property
    def initiative_count(self) -> int:
        """How many initiatives there are; one that is in several layouts is one."""
        return len({initiative.key for initiative in self.initiatives})


@dataclass(frozen=True, slots=True)
class _Reading:
    """A workbook that was read, without its cells, and what they mean."""

    workbook: Workbook
    version: WorkbookVersion
    matched: Matched
    submissions: list[Submission]
    """Those of the layout that was asked for."""
    budget: WorkbookBudget


@dataclass(slots=True)
class _FindingsByFile:
    """What was found in each file, by its name, in the order in which the files were read."""

    by_name: dict[str, list[Finding]] = field(default_factory=dict)

    def add(self, file: str, findings: Sequence[Finding]) -> None:
        """Add to what was found in a file."""
        self.by_name.setdefault(file, []).extend(findings)

    def __iter__(self) -> Iterator[Finding]:
        """Go over all findings, file by file."""
        for findings in self.by_name.values():
            yield from findings


def list_files(sources: Sequence[Source], *, but_not: Store | None = None) -> list[StoredFile]:
    """Return every file of the sources with its name in messages.

    That is its path where there is one source, else the source goes before it. What lies in `but_not` is left out.
    """
    files: list[StoredFile] = []
    for source in sources:
        store = source.store
        excluded = store.path_of(but_not) if but_not else None
        for path in (source.path,) if source.path else find_files(store, but_not=excluded):
            name = path or "." if len(sources) == 1 else store.location(path)
            files.append(StoredFile(store, path, name))
    return files


def take_in(
    files: Sequence[StoredFile],
    layouts: Mapping[str, Layout],
    only: str | None,
    progress: Progress,
    today: date | None = None,
    bulkheads: Bulkheads | None = None,
) -> Intake:
    """Read, match, validate and group every file; each fails by itself. With `only`, submissions of that layout."""
    bulkheads = bulkheads or Bulkheads()
    findings = _FindingsByFile()
    readings = _read_and_match(files, layouts, only, findings, progress, bulkheads)
    versions = bulkheads.run(
        lambda: older_versions(reading.version for reading in readings), About("versions", NOWHERE)
    )
    older, about_versions = versions or (frozenset(), [])
    for finding in about_versions:
        findings.add(finding.place.file, [finding])
    workbooks: list[WorkbookOutcome] = []
    by_file: dict[str, Sequence[CheckedSubmission]] = {}
    for reading in readings:
        file = reading.workbook.file
        used = [] if file in older else reading.submissions
        if file not in older:
            step = partial(_findings_of_match, reading)
            findings.add(file, bulkheads.run(step, About("workbook-findings", Place(file))) or ())
        checked = reading.budget.run(partial(_checked, file, used, layouts, today, bulkheads))
        if isinstance(checked, Finding):
            used, checked = [], ([], [checked])
        by_file[file] = checked[0]
        findings.add(file, checked[1])
        matched = reading.matched
        is_unused = file in older or (matched.submissions and not used)
        cells = _all_reported(matched.cells) if is_unused else matched.cells
        workbooks.append(WorkbookOutcome(file, matched.kind, matched.layout, len(used), cells))
    refused = too_many_initiatives(by_file, layouts)
    for file, finding in refused.items():
        findings.add(file, [finding])
        del by_file[file]
    workbooks = [_refused(workbook) if workbook.file in refused else workbook for workbook in workbooks]
    submissions = [submission for of_file in by_file.values() for submission in of_file]
    initiatives, about_groups = _grouped(submissions, layouts, bulkheads)
    nameless = tuple(submission for submission in submissions if not fold(submission.initiative))
    layout_by_file = {workbook.file: workbook.layout for workbook in workbooks}
    told = (*findings, *about_groups, *bulkheads.take())
    named = bulkheads.run(
        lambda: tuple(with_question_names(told, layout_by_file, layouts)), About("names-of-questions", NOWHERE)
    )
    return Intake(tuple(workbooks), tuple(initiatives), named or told, nameless)


def _refused(workbook: WorkbookOutcome) -> WorkbookOutcome:
    """Return what became of a workbook of which nothing is used."""
    return replace(workbook, submissions=0, cells=_all_reported(workbook.cells))


def _checked(
    file: str,
    submissions: Sequence[Submission],
    layouts: Mapping[str, Layout],
    today: date | None,
    bulkheads: Bulkheads,
) -> tuple[list[CheckedSubmission], list[Finding]] | Finding:
    """Check the answers of a workbook, each submission behind its own bulkhead; not where there are too many."""
    refusal = too_many_submissions(file, submissions, layouts)
    if refusal:
        return refusal
    checked: list[CheckedSubmission] = []
    findings: list[Finding] = []
    for submission in submissions:
        step = partial(checked_submission, submission, layouts[submission.layout], today, bulkheads)
        outcome = bulkheads.run(partial(out_of_any_net, step), About("submission", submission.place))
        if outcome:
            checked += outcome[0]
            findings += outcome[1]
    return checked, findings


def _read_and_match(
    files: Sequence[StoredFile],
    layouts: Mapping[str, Layout],
    only: str | None,
    findings: _FindingsByFile,
    progress: Progress,
    bulkheads: Bulkheads,
) -> list[_Reading]:
    """Return what each workbook holds; of those that can't be used, the reason is added to the findings."""
    readings: list[_Reading] = []
    name_by_digest: dict[str, str] = {}
    run_budget = RunBudget()
    with Worker() as worker:
        for count, file in enumerate(files, start=1):
            about = About("workbook", Place(file.name))
            budget = run_budget.of(file.name)
            workbook = bulkheads.run(partial(_read, file, worker, budget), about)
            if isinstance(workbook, Finding):
                findings.add(file.name, [workbook])
            elif workbook is not None and workbook.digest in name_by_digest:
                details = {"other": name_by_digest[workbook.digest]}
                findings.add(file.name, [Finding("file-repeated", about.place, details=details)])
            elif workbook is not None:
                name_by_digest[workbook.digest] = file.name
                findings.add(file.name, workbook.findings)
                reading = bulkheads.run(partial(budget.run, partial(_match, workbook, layouts, only, budget)), about)
                if isinstance(reading, _Reading):
                    readings.append(reading)
                elif reading:
                    findings.add(file.name, [reading])
            progress("read", count, len(files))
    return readings


def _read(file: StoredFile, worker: Worker, budget: WorkbookBudget) -> Workbook | Finding:
    worker.seconds_used = 0.0
    outcome = budget.run(partial(read, file, worker, budget.seconds))
    budget.spend(worker.seconds_used)
    if isinstance(outcome, Workbook):
        budget.allow_for(outcome)
    return outcome


def _match(
    workbook: Workbook, layouts: Mapping[str, Layout], only: str | None, budget: WorkbookBudget
) -> _Reading | Finding:
    """Match a workbook, unless it holds far too many submissions."""
    refusal = far_too_many_submissions(
        workbook, layouts, lambda beginning: len(match(beginning, layouts, only).submissions)
    )
    if refusal:
        return refusal
    matched = match(workbook, layouts, only)
    submissions = [submission for submission in matched.submissions if only in (None, submission.layout)]
    matched = replace(matched, findings=(*matched.findings, *notes_on_hidden(workbook, submissions)))
    version = version_of(workbook, matched.layout, matched.submissions, layouts)
    # Its cells are not needed any more; a province of workbooks would not fit in memory.
    return _Reading(replace(workbook, sheets=(), names=()), version, matched, submissions, budget)


def _grouped(
    submissions: Sequence[CheckedSubmission], layouts: Mapping[str, Layout], bulkheads: Bulkheads
) -> tuple[Sequence[Initiative], Sequence[Finding]]:
    """Group all submissions; where that fails, those of each initiative by themselves."""
    together = bulkheads.run(lambda: group(submissions, layouts), About("checks", NOWHERE))
    if together:
        return together
    initiatives: list[Initiative] = []
    findings: list[Finding] = []
    of_one: dict[tuple[str, str], list[CheckedSubmission]] = {}
    for submission in submissions:
        of_one.setdefault((fold(submission.initiative), submission.layout), []).append(submission)
    for key in sorted(of_one):
        first = of_one[key][0]
        about = About("initiative", first.place, first.initiative)
        grouped = bulkheads.run(partial(group, of_one[key], layouts), about)
        if grouped:
            initiatives += grouped[0]
            findings += grouped[1]
    return initiatives, findings


def _all_reported(cells: CellCounts) -> CellCounts:
    """Return the counts of a workbook of which nothing was used: one finding speaks of all of it."""
    return CellCounts(cells.filled, reported=cells.filled)


def _findings_of_match(reading: _Reading) -> Sequence[Finding]:
    """Return what is wrong with the sheets, unless all answers in them are for another layout than was asked for."""
    matched = reading.matched
    if reading.submissions or not matched.submissions:
        return matched.findings
    details = {"layout": matched.layout or ""}
    return [Finding("workbook-of-another-layout", Place(reading.workbook.file), details=details)]
