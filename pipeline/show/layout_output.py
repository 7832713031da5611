"""Layouts -> what an administrator reads of them on the terminal. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Group, RenderableType
from rich.text import Text

from pipeline.messages import Language, LocalizedPlural, LocalizedText
from pipeline.model import Finding, Layout, Outcome
from pipeline.show.cell_list import localized_number
from pipeline.show.finding_groups import labelled
from pipeline.show.terminal import closing, finding_list

_QUESTIONS = LocalizedPlural("{count} question", "{count} questions")
_IN_ORDER = LocalizedText("{name}: all is well.")
_ANNOTATED = LocalizedText("Copy with comments: {path}")


def layout_list(layouts: Iterable[Layout], language: Language) -> RenderableType:
    """Name every layout, with its title, its template and how many questions it has."""
    lines = []
    for layout in layouts:
        count = len(layout.questions)
        questions = _QUESTIONS.of(language, count).format(count=localized_number(count, language))
        described = f"{layout.title} ({layout.series}), {questions}, {layout.template.as_posix()}"
        line = Text(labelled(layout.name, described, language))
        line.stylize("bold", 0, len(layout.name))
        lines.append(line)
    return Group(*lines)


def layout_report(checked: Iterable[tuple[Layout, tuple[Finding, ...]]], language: Language) -> RenderableType:
    """Say what was found in each layout."""
    lines: list[RenderableType] = []
    for layout, findings in checked:
        in_order = Text(_IN_ORDER.of(language).format(name=layout.name))
        lines += [finding_list(findings, language) if findings else in_order, Text()]
    return Group(*lines)


def layout_closing(findings: Iterable[Finding], copies: Iterable[Path], language: Language) -> RenderableType:
    """Say where the copies with comments are, and what is asked of the reader."""
    lines = [Text(_ANNOTATED.of(language).format(path=path.as_posix())) for path in copies]
    return Group(*lines, *closing(Outcome(findings=tuple(findings)), language, with_notes=True))
