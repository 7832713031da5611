"""Layouts -> what an administrator reads of them on the terminal. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Group, RenderableType
from rich.text import Text

from pipeline.messages import Language, LocalizedPlural, LocalizedText
from pipeline.model import Finding, Layout, Outcome
from pipeline.show.finding_groups import labelled, number
from pipeline.show.terminal import closing, findings

_QUESTIONS = LocalizedPlural("{count} question", "{count} questions")
_IN_ORDER = LocalizedText("{name}: all is well.")
_ANNOTATED = LocalizedText("Copy with comments: {path}")


def layout_list(layouts: Iterable[Layout], language: Language) -> RenderableType:
    """Name every layout, with its title, its template and how many questions it has."""
    lines = []
    for layout in layouts:
        count = len(layout.questions)
        questions = _QUESTIONS.of(language, count).format(count=number(count, language))
        described = f"{layout.title} ({layout.series}), {questions}, {layout.template.as_posix()}"
        line = Text(labelled(layout.name, described, language))
        line.stylize("bold", 0, len(layout.name))
        lines.append(line)
    return Group(*lines)


def layout_report(checked: Iterable[tuple[Layout, tuple[Finding, ...]]], language: Language) -> RenderableType:
    """Tell what was found in each layout."""
    lines: list[RenderableType] = []
    for layout, found in checked:
        lines.append(findings(found, language) if found else Text(_IN_ORDER.of(language).format(name=layout.name)))
        lines.append(Text())
    return Group(*lines)


def layout_closing(found: Iterable[Finding], copies: Iterable[Path], language: Language) -> RenderableType:
    """Tell where the copies with comments are, and what is asked of whoever reads this."""
    lines = [Text(_ANNOTATED.of(language).format(path=path.as_posix())) for path in copies]
    return Group(*lines, *closing(Outcome(findings=tuple(found)), language, with_notes=True))
