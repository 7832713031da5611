"""A check of answers: what a run would find in them, and annotated copies of their workbooks where asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.layout.loader import load_layouts
from pipeline.messages import Language, SetupError
from pipeline.model import Finding, Outcome, Place
from pipeline.run.bulkheads import Bulkheads
from pipeline.run.intake import Progress, Source, list_files, take_in
from pipeline.storage.interface import Store, find_stat


def check(
    sources: Sequence[Source],
    templates: Path,
    layout: str | None,
    progress: Progress,
    copies: tuple[Store, Language] | None = None,
    today: date | None = None,
) -> Outcome:
    """Read, match, validate and group, and tell what a run would find.

    Writes nothing, unless it is asked for annotated copies: a folder for them, and the language of what they say.
    Raises SetupError where it can't start.
    """
    layouts = load_layouts(templates, layout)
    missing = [source for source in sources if find_stat(source.store, source.path) is None]
    if missing:
        raise SetupError([Finding("path-missing", Place(source.location)) for source in missing])
    files = list_files(sources)
    if copies:
        from pipeline.run.annotated_copies import make_copies, refuse_among_inputs

        refuse_among_inputs(copies[0], sources)
    bulkheads = Bulkheads()
    intake = take_in(files, layouts, layout, progress, today, bulkheads)
    findings = list(intake.findings)
    if copies:
        findings += make_copies(files, findings, *copies, bulkheads)
        findings += bulkheads.take()
    return Outcome(intake.workbooks, tuple(findings), (), intake.initiative_count)
