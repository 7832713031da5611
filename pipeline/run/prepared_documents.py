"""The documents of layouts, checked and made ready: their templates compiled and tried out, before anything is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from pipeline.messages import SetupError, shorten, system_reason
from pipeline.model import Finding, Layout, Place
from pipeline.render.mistakes import NOT_EVERY_REPORT
from pipeline.render.trial import try_out
from pipeline.reports.documents import Document, PreparedDocument, documents_of
from pipeline.reports.report_job import keep_compiled
from pipeline.reports.template_findings import LocatedFinding, mistake_findings
from pipeline.reports.template_samples import samples
from pipeline.reports.template_values import names_in, unshown, view
from pipeline.run.bulkheads import About, Bulkheads, Costs
from pipeline.template import (
    BrokenTemplateError,
    CompiledLine,
    CompiledTemplate,
    TemplateMistake,
    compile_line,
    compile_template,
)


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """A document, what is wrong or doubtful in it, and what can be used of it."""

    document: Document
    template: CompiledTemplate | None
    file_name: CompiledLine | None
    findings: tuple[LocatedFinding, ...]

    def prepare(self) -> PreparedDocument:
        """Return the document, ready to be made. Raises SetupError where its template or its name can't be used."""
        findings = tuple(finding for finding, _ in self.findings)
        if self.template is None or self.file_name is None:
            raise SetupError(findings)
        findings = tuple(finding for finding in findings if finding.code != NOT_EVERY_REPORT)  # told where it happens
        return PreparedDocument(
            self.document, keep_compiled(self.template, self.document.template), self.file_name, findings
        )


def prepare_documents(layouts: Iterable[Layout], bulkheads: Bulkheads) -> dict[str, list[PreparedDocument]]:
    """Return the documents of each layout, by its name, but for those that fail by a bug of ours.

    Raises SetupError with all that is wrong in all of them.
    """
    documents: dict[str, list[PreparedDocument]] = {}
    findings: list[Finding] = []
    for layout in layouts:
        prepared = documents.setdefault(layout.name, [])
        for document in documents_of(layout):
            try:
                ready = bulkheads.run(partial(_prepared, document, bulkheads), _about("template", document))
            except SetupError as error:
                findings.extend(error.findings)
            else:
                prepared.extend([ready] if ready else [])
    if findings:
        raise SetupError(findings)
    return documents


def checked_or_told(document: Document) -> CheckedDocument:
    """Check a document; where that fails by a bug of ours, what was found tells so."""
    bulkheads = Bulkheads()
    checked = bulkheads.run(lambda: check_document(document, bulkheads), _about("template", document))
    checked = checked or CheckedDocument(document, None, None, ())
    faults = ((finding, None) for finding in bulkheads.take())
    return replace(checked, findings=(*checked.findings, *faults))


def _prepared(document: Document, bulkheads: Bulkheads) -> PreparedDocument:
    return check_document(document, bulkheads).prepare()


def _about(costs: Costs, document: Document) -> About:
    return About(costs, Place(document.template.as_posix()))


def check_document(document: Document, bulkheads: Bulkheads) -> CheckedDocument:
    """Compile a document's template and name, and try both out. A trial that fails by a bug of ours stops nothing."""
    template, about_template = _compiled(document)
    file_name, about_name = _compiled_name(document)
    checked = CheckedDocument(document, template, file_name, (*about_template, *about_name))
    for trial in (_with_template_tried, _with_name_tried):
        checked = bulkheads.run(partial(trial, checked), _about("trial", document)) or checked
    return checked


def _compiled(document: Document) -> tuple[CompiledTemplate | None, list[LocatedFinding]]:
    """Compile a template. Returns it where that can be done, and all that is wrong or doubtful in it."""
    layout, place = document.layout, Place(document.template.as_posix())
    try:
        template = compile_template(document.template, names_in(layout), language=layout.language)
    except OSError as error:
        return None, [(Finding("file-not-reachable", place, details=system_reason(error)), None)]
    except BrokenTemplateError as error:
        findings = mistake_findings((*error.mistakes, *error.warnings), place)
        return None, findings or [(Finding("template-unreadable", place), None)]
    findings = mistake_findings(template.warnings, place)
    if not template.has_tags:
        return None, [*findings, (Finding("template-without-tags", place), None)]
    return template, findings


def _with_template_tried(checked: CheckedDocument) -> CheckedDocument:
    """Try a template in every branch, and return the document with what is wrong or doubtful besides."""
    template, layout = checked.template, checked.document.layout
    if template is None:
        return checked
    place = Place(checked.document.template.as_posix())
    mistakes = try_out(template, (view(initiative, layout) for initiative in samples(layout, template.used)))
    findings = mistake_findings(mistakes, place)
    if any(mistake.code != NOT_EVERY_REPORT for mistake in mistakes):
        return replace(checked, template=None, findings=(*checked.findings, *findings))
    for question in unshown(layout, template.used):
        details = {"name": question.name}
        finding = Finding(
            "template-question-not-shown",
            place,
            question=question.label,
            details=details,
            question_name=question.name,
        )
        findings.append((finding, None))
    return replace(checked, findings=(*checked.findings, *findings))


def _compiled_name(document: Document) -> tuple[CompiledLine | None, list[LocatedFinding]]:
    """Compile the name of a document's files. Returns it where that can be done, and all that is wrong in it."""
    layout = document.layout
    try:
        return compile_line(document.file_name, names_in(layout), language=layout.language), []
    except BrokenTemplateError as error:
        return None, [_wrong_name(layout, mistake) for mistake in error.mistakes]


def _with_name_tried(checked: CheckedDocument) -> CheckedDocument:
    """Try the name of a document's files, and return the document with what is wrong besides."""
    layout, name = checked.document.layout, checked.file_name
    if name is None:
        return checked
    named = {used for used in names_in(layout) if used in name.text}
    tried = try_out(name, (view(initiative, layout) for initiative in samples(layout, named)))
    found = [_wrong_name(layout, mistake) for mistake in tried if mistake.code != NOT_EVERY_REPORT]
    return replace(checked, file_name=None, findings=(*checked.findings, *found)) if found else checked


def _wrong_name(layout: Layout, mistake: TemplateMistake) -> LocatedFinding:
    place = Place(layout.file.as_posix())
    return Finding("file-name-wrong", place, value=shorten(mistake.tag), suggestion=mistake.suggestion), None
