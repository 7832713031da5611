"""The stable name of the question that a finding is about: stages know a question by its label. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.model import Finding, Layout


def with_question_names(
    findings: Iterable[Finding], layout_by_file: Mapping[str, str | None], layouts: Mapping[str, Layout]
) -> Iterator[Finding]:
    """Yield the findings, each with the name of its question.

    Labels are unique within a layout, so the layout of the finding's file decides. Where a file has none, a label
    that only one layout has is enough; a name is never guessed.
    """
    names = {
        layout.name: {question.label: question.name for question in layout.questions} for layout in layouts.values()
    }
    unique = _unique_names(layouts.values())
    for finding in findings:
        if finding.question is None or finding.question_name is not None:
            yield finding
            continue
        layout = layout_by_file.get(finding.place.file)
        name = names[layout].get(finding.question) if layout in names else unique.get(finding.question)
        yield replace(finding, question_name=name)


def _unique_names(layouts: Iterable[Layout]) -> dict[str, str]:
    """Return the name of each question by its label, but for labels that mean different questions."""
    candidates: dict[str, set[str]] = {}
    for layout in layouts:
        for question in layout.questions:
            candidates.setdefault(question.label, set()).add(question.name)
    return {label: names.pop() for label, names in candidates.items() if len(names) == 1}
