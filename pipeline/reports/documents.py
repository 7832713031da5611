"""The documents that are made from a layout: which there are, and what is ready to make them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Finding, Layout
from pipeline.reports.report_job import TemplateSource
from pipeline.template import CompiledLine


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a layout: its Word template, and how its files are named. Made for each initiative."""

    layout: Layout
    name: str
    template: Path
    file_name: str


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document whose template was compiled and tried out."""

    document: Document
    template: TemplateSource
    file_name: CompiledLine
    findings: tuple[Finding, ...] = ()
    """What is doubtful in the template."""


def documents_of(layout: Layout) -> tuple[Document, ...]:
    """Return every document that is made from a layout: today its report. Another one is a line here."""
    return (Document(layout, "report", layout.template, layout.file_name),)
