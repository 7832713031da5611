"""A report job is a small value that any process renders to the same bytes."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest
from conftest import PROJECT
from docx import Document

from pipeline.layout.loader import load_layouts
from pipeline.messages import SetupError
from pipeline.model import Finding, Outcome, Place
from pipeline.reports import report_job
from pipeline.reports.report_job import ReportJob, TemplateChangedError, render
from pipeline.reports.report_plan import ReportPlan, plan_reports
from pipeline.run import Request, run
from pipeline.run.bulkheads import Bulkheads
from pipeline.run.intake import Source, list_files, take_in
from pipeline.run.jobs import InProcessExecutor, render_in_order
from pipeline.run.prepared_documents import prepare_documents
from pipeline.storage.local_folder import LocalFolder
from pipeline.storage.memory import MemoryStore
from pipeline.template import compile_template

INPUTS = LocalFolder(PROJECT / "inputs")


def quiet(*_: object) -> None:
    """Show no progress."""


def plans_of_examples(templates: Path = PROJECT / "templates") -> list[ReportPlan]:
    """Return the plans of all reports on the example inputs."""
    layouts = load_layouts(templates)
    documents = prepare_documents(layouts.values(), Bulkheads())
    intake = take_in(list_files([Source(INPUTS)]), layouts, None, quiet, date(2026, 3, 5))
    return plan_reports(intake.initiatives, documents)


def test_every_job_of_the_examples_can_be_pickled_and_is_small() -> None:
    """Values that cross to another process, without the template; a job takes a few kilobytes."""
    jobs = [plan.job for plan in plans_of_examples()]
    assert len(jobs) == 11
    for job in jobs:
        pickled = pickle.dumps(job)
        assert pickle.loads(pickled) == job  # noqa: S301 - our own bytes
        assert len(pickled) < 20_000


def run_on(outputs: MemoryStore, executor: Executor | None) -> Outcome:
    """Run on the examples with an executor."""
    return run(Request(INPUTS, outputs, PROJECT / "templates"), quiet, executor)


def test_a_run_with_other_processes_writes_the_same_bytes() -> None:
    """Two processes that were started anew, each with its own compiled template."""
    outputs, expected = MemoryStore(), MemoryStore()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        outcome = run_on(outputs, pool)
    assert outcome == run_on(expected, None)
    names = [entry.path for entry in expected.list()]
    assert [entry.path for entry in outputs.list()] == names
    assert {name: outputs.read(name) for name in names} == {name: expected.read(name) for name in names}


def test_a_process_compiles_a_template_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the number of jobs; and the bytes are those of the template that the run compiled."""
    jobs = [plan.job for plan in plans_of_examples()]
    expected = [render(job) for job in jobs]
    compiled: list[Path] = []

    def counted(path: Path, *, language: str) -> object:
        compiled.append(path)
        return compile_template(path, language=language)

    monkeypatch.setattr(report_job, "_compiled", {})
    monkeypatch.setattr(report_job, "compile_template", counted)
    assert [render(job) for job in jobs] == expected
    assert compiled == [PROJECT / "templates/binding/report.docx"]


def test_a_template_that_changed_during_the_run_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has not compiled it yet can't make what was asked: the run stops, and the next one makes all."""
    shutil.copytree(PROJECT / "templates", tmp_path / "templates")
    template = tmp_path / "templates/binding/report.docx"
    job = plans_of_examples(tmp_path / "templates")[0].job
    monkeypatch.setattr(report_job, "_compiled", {})
    for changed in (Document(), None):
        if changed:
            changed.save(str(template))
        else:
            template.unlink()
        with pytest.raises(TemplateChangedError):
            render(job)

    def changed_meanwhile(job: ReportJob) -> bytes:
        raise TemplateChangedError(job.template.path)

    monkeypatch.setattr("pipeline.run.jobs.render", changed_meanwhile)
    outputs = MemoryStore()
    with pytest.raises(SetupError) as error:
        run_on(outputs, None)
    assert [finding.code for finding in error.value.findings] == ["file-changing"]
    assert list(outputs.list()) == []


class CountingExecutor(Executor):
    """An executor that counts the reports that were asked for and not yet taken."""

    def __init__(self) -> None:
        self.submitted = 0

    def submit(self, fn: Callable[..., object], /, *_: object, **__: object) -> Future[object]:  # type: ignore[override]
        """Count, and give no report."""
        assert fn is render
        self.submitted += 1
        future: Future[object] = Future()
        future.set_result(b"")
        return future


def test_no_more_reports_are_rendered_ahead_than_memory_allows() -> None:
    """However many there are: memory must not grow with their number."""
    plans = plans_of_examples()[:1] * 300
    executor = CountingExecutor()
    for taken, _ in enumerate(render_in_order(plans, executor), start=1):
        assert executor.submitted <= taken + 64
    assert executor.submitted == 300


def test_in_this_process_no_report_is_rendered_before_it_is_asked_for() -> None:
    """And what goes wrong comes with the result, as from any executor."""
    executor = InProcessExecutor()
    assert executor.submit(divmod, 7, 2).result() == (3, 1)
    failed = executor.submit(divmod, 7, 0)
    with pytest.raises(ZeroDivisionError):
        failed.result()
    first = next(render_in_order(plans_of_examples(), executor))
    assert first[1] is not None
    assert first[1].result().startswith(b"PK")


def test_a_report_that_is_refused_is_not_rendered() -> None:
    """Nor one whose file can't be named: the order of the others stays."""
    (plan, *_) = plans_of_examples()
    refused = ReportPlan(
        plan.initiative, plan.identity, plan.job, plan.names, failure=Finding("report-not-made", Place("x.docx"))
    )
    kinds = [future is None for _, future in render_in_order([plan, refused, plan], InProcessExecutor())]
    assert kinds == [False, True, False]
