"""Layouts -> what an administrator reads of them on the terminal. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Group, RenderableType
from rich.text import Text

from pipeline.messages import Language, Words
from pipeline.model import Finding, Layout, Outcome
from pipeline.show.terminal import closing, findings

_QUESTIONS = Words("{count} vragen", "{count} questions")
_ONE_QUESTION = Words("1 vraag", "1 question")
_IN_ORDER = Words("{name}: in orde.", "{name}: all is well.")
_ANNOTATED = Words("Kopie met opmerkingen: {path}", "Copy with comments: {path}")


def layout_list(layouts: Iterable[Layout], language: Language) -> RenderableType:
    """Name every layout, with its title, its template and how many questions it has."""
    lines = []
    for one in layouts:
        count = len(one.questions)
        questions = (_ONE_QUESTION if count == 1 else _QUESTIONS).of(language).format(count=count)
        rest = f": {one.title} ({one.series}), {questions}, {one.template.as_posix()}"
        lines.append(Text.assemble((one.name, "bold"), rest))
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
