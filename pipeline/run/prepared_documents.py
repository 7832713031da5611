"""The documents of layouts, checked and made ready: their templates compiled and tried out, before anything is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.messages import SetupError, shorten, system_reason
from pipeline.model import Finding, Initiative, Layout, Place
from pipeline.reports.documents import Document, PreparedDocument, documents_of
from pipeline.reports.report_job import keep_compiled
from pipeline.reports.template_findings import LocatedFinding, mistake_findings
from pipeline.reports.template_values import names_in, sample, unshown, view
from pipeline.template import (
    BrokenTemplateError,
    CompiledLine,
    CompiledTemplate,
    RenderError,
    compile_line,
    compile_template,
)

_NAME_TO_TRY = "-"


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
        return PreparedDocument(
            self.document, keep_compiled(self.template, self.document.template), self.file_name, findings
        )


def prepare_documents(layouts: Iterable[Layout]) -> dict[str, list[PreparedDocument]]:
    """Return the documents of each layout, by its name. Raises SetupError with all that is wrong in all of them."""
    documents: dict[str, list[PreparedDocument]] = {}
    findings: list[Finding] = []
    for layout in layouts:
        prepared = documents.setdefault(layout.name, [])
        for document in documents_of(layout):
            try:
                prepared.append(check_document(document).prepare())
            except SetupError as error:
                findings.extend(error.findings)
    if findings:
        raise SetupError(findings)
    return documents


def check_document(document: Document) -> CheckedDocument:
    """Compile a document's template and name, and try both out."""
    template, about_template = _check_template(document)
    file_name, about_name = _check_file_name(document)
    return CheckedDocument(document, template, file_name, (*about_template, *about_name))


def _check_template(document: Document) -> tuple[CompiledTemplate | None, list[LocatedFinding]]:
    """Compile and try a template. Returns it where it can be used, and all that is wrong or doubtful in it."""
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
    for initiative in (_without_answers(layout), sample(layout)):
        try:
            template.render(view(initiative, layout))
        except RenderError as error:
            return None, [*findings, *mistake_findings([error.mistake], place)]
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
    return template, findings


def _check_file_name(document: Document) -> tuple[CompiledLine | None, list[LocatedFinding]]:
    """Compile and try the name of a document's files. Returns it where it can be used, and all that is wrong in it."""
    layout = document.layout
    try:
        file_name = compile_line(document.file_name, names_in(layout), language=layout.language)
        file_name.render(view(_without_answers(layout), layout))
    except BrokenTemplateError as error:
        mistakes = error.mistakes
    except RenderError as error:
        mistakes = (error.mistake,)
    else:
        return file_name, []
    place = Place(layout.file.as_posix())
    findings = [
        Finding("file-name-wrong", place, value=shorten(mistake.tag), suggestion=mistake.suggestion)
        for mistake in mistakes
    ]
    return None, [(finding, None) for finding in findings]


def _without_answers(layout: Layout) -> Initiative:
    """Return an initiative that answered nothing."""
    return Initiative(layout.name, _NAME_TO_TRY, _NAME_TO_TRY, ())
