"""The page of findings in the outputs: written where it changed, and never over a file that is not ours."""

from __future__ import annotations

from pipeline.messages import Language, system_reason
from pipeline.model import Finding, Outcome, Place
from pipeline.show.html_page import GENERATOR, PAGE_NAME, page
from pipeline.storage.interface import Store

_SIGNATURE = f'<meta name="generator" content="{GENERATOR}">'.encode()
_HEAD = 2000
"""Bytes that hold our signature."""


def put_page(outcome: Outcome, outputs: Store, language: Language, *, dry_run: bool) -> list[Finding]:
    """Write the page where it says something new; return why not where it can't be written.

    It is written after every run, also when all is well: an old page must not go on telling what has been mended.
    Raises SetupError where nothing can be written to the outputs.
    """
    place = Place(PAGE_NAME)
    content = page(outcome, language)
    try:
        existing = _existing_page(outputs)
        if existing is not None and _SIGNATURE not in existing[:_HEAD]:
            return [Finding("page-not-ours", place)]
        if existing != content and not dry_run:
            outputs.put(PAGE_NAME, content, "replace")
    except OSError as error:
        return [Finding("page-not-replaceable", place, details=system_reason(error))]
    return []


def _existing_page(outputs: Store) -> bytes | None:
    try:
        return outputs.read(PAGE_NAME)
    except FileNotFoundError:
        return None
