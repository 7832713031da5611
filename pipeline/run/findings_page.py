"""The page of findings in the outputs folder: written where it changed, and never over somebody's own file."""

from __future__ import annotations

from pathlib import Path

from pipeline.messages import Language, system_reason
from pipeline.model import Finding, Outcome, Place
from pipeline.show.html_page import GENERATOR, PAGE_NAME, page
from pipeline.storage.publishing import write

_SIGN = f'<meta name="generator" content="{GENERATOR}">'.encode()
_HEAD = 2000
"""Bytes in which our sign stands."""


def put_page(outcome: Outcome, outputs: Path, language: Language, *, dry_run: bool) -> list[Finding]:
    """Write the page where it says something new; return why not where it can't be. Raises SetupError as `write`.

    It is there after every run, also when all is well: an old page must not go on telling what has been mended.
    """
    path = outputs / PAGE_NAME
    place = Place(PAGE_NAME)
    content = page(outcome, language)
    try:
        there = path.read_bytes() if path.exists() else None
        if there is not None and _SIGN not in there[:_HEAD]:
            return [Finding("page-not-ours", place)]
        if there != content and not dry_run:
            write(path, content)
    except OSError as error:
        return [Finding("page-not-replaceable", place, details=system_reason(error))]
    return []
