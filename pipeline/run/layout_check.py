"""A check of layouts: all that is wrong or doubtful in their templates, and annotated copies of those."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.layout.loader import load_layouts
from pipeline.messages import Language, SetupError, fix, message, system_reason
from pipeline.model import Finding, Layout, Place
from pipeline.reports.documents import documents_of
from pipeline.run.prepared_documents import CheckedDocument, checked_or_told


@dataclass(frozen=True, slots=True)
class CheckedLayout:
    """A layout, and its documents with what was found in them."""

    layout: Layout
    documents: tuple[CheckedDocument, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that was found."""
        return tuple(finding for document in self.documents for finding, _ in document.findings)


def check_layouts(templates: Path, name: str | None) -> list[CheckedLayout]:
    """Check the layout of that name, or all. Raises SetupError where a `layout.toml` itself is wrong."""
    layouts = load_layouts(templates, name)
    return [
        CheckedLayout(layout, tuple(checked_or_told(document) for document in documents_of(layout)))
        for layout in ([layouts[name]] if name else layouts.values())
    ]


def annotated_templates(checked: Iterable[CheckedLayout], language: Language) -> dict[str, bytes]:
    """Return a copy of each template that has mistakes, with a comment at each, by the name of the copy.

    Raises SetupError where a template can't be read.
    """
    from pipeline.template.template_comments import annotate_template

    copies: dict[str, bytes] = {}
    for document in (document for layout in checked for document in layout.documents):
        notes = [
            (location, f"{message(finding, language)} → {fix(finding, language)}")
            for finding, location in document.findings
            if location is not None
        ]
        template = document.document.template
        try:
            if notes:
                copies[f"{document.document.layout.name} - {template.name}"] = annotate_template(
                    template.read_bytes(), notes
                )
        except OSError as error:
            place = Place(template.as_posix())
            raise SetupError([Finding("file-not-reachable", place, details=system_reason(error))]) from error
    return copies
