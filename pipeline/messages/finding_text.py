"""What a finding says: its heading, what follows from it, and how to mend it. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from functools import lru_cache

from pipeline.locale_data import localized_excel_error
from pipeline.messages.catalogue import CATALOGUE
from pipeline.messages.field_texts import (
    SYSTEM_ERROR,
    costs_text,
    expected_text,
    log_text,
    own_words_text,
    reason_text,
    separator_text,
)
from pipeline.messages.localized_text import Language, LocalizedText
from pipeline.messages.template_places import template_fields
from pipeline.model import DetailValue, Finding, Severity
from pipeline.text import cut

LONGEST_VALUE = 80
"""Characters of an offending value that a message or a record may show: answers are personal data."""
LONGEST_QUESTION = 60
"""Characters of a question that a message repeats: enough to know it by."""

SEVERITY_NAMES = {
    Severity.ERROR: LocalizedText("error", "severity"),
    Severity.WARNING: LocalizedText("warning", "severity"),
    Severity.NOTE: LocalizedText("note", "severity"),
}
"""What a severity is called before a message."""
_DID_YOU_MEAN = LocalizedText("Did you mean “{suggestion}”?")


def shorten(value: str) -> str:
    """Cut an offending value to what a message may show, on one line."""
    return cut(" ".join(value.split()), LONGEST_VALUE)


def severity_of(finding: Finding) -> Severity:
    """Return the severity that the catalogue gives this finding's code."""
    return CATALOGUE[finding.code].severity


def heading(finding: Finding, language: Language) -> str:
    """Say what is wrong, in a sentence that can be read by itself."""
    return _filled_in(CATALOGUE[finding.code].heading, finding.code, _fields(finding, language), language)


def consequence(finding: Finding, language: Language) -> str:
    """Say what follows from it, or what else has to be known; empty where there is nothing to add."""
    return _filled_in(CATALOGUE[finding.code].consequence, finding.code, _fields(finding, language), language)


def message(finding: Finding, language: Language) -> str:
    """Say what is wrong and what follows from it."""
    entry, fields = CATALOGUE[finding.code], _fields(finding, language)
    parts = (_filled_in(text, entry.code, fields, language) for text in (entry.heading, entry.consequence))
    return " ".join(filter(None, parts))


def fix(finding: Finding, language: Language) -> str:
    """Say how to mend it, after the suggestion where there is one."""
    advice = _filled_in(CATALOGUE[finding.code].fix, finding.code, _fields(finding, language), language)
    if finding.suggestion is None:
        return advice
    return f"{_DID_YOU_MEAN.of(language).format(suggestion=finding.suggestion)} {advice}"


def shown_value(finding: Finding, language: Language) -> str:
    """Return the value as the reader sees it: an error of Excel as the edition of their language shows it."""
    return localized_excel_error(finding.value or "", language)


def _filled_in(text: str, code: str, fields: Mapping[str, DetailValue], language: Language) -> str:
    """Return a text of a code in this language, with its fields filled in."""
    return LocalizedText(text, code).of(language).format_map(fields)


def _fields(finding: Finding, language: Language) -> dict[str, DetailValue]:
    """Return everything that a text may speak of, by its name in braces."""
    return {
        "reason": reason_text(str(finding.details.get(SYSTEM_ERROR, "")), language),
        "file": finding.place.file,
        "sheet": finding.place.sheet or "",
        "cell": finding.place.cell or "",
        "initiative": finding.initiative or "",
        "question": _shortened_question(finding.question or ""),
        "value": shown_value(finding, language),
        **finding.details,
        **template_fields(finding.details, language),
        "expected": expected_text(str(finding.details.get("expected", "")), language),
        "costs_named": costs_text(str(finding.details.get("costs", "")), language),
        "log_named": log_text(finding.details.get("log", ""), language),
        "own_words": own_words_text(allowed=bool(finding.details.get("own_words")), language=language),
        "separator": separator_text(several=bool(finding.details.get("several")), language=language),
    }


@lru_cache(maxsize=1024)
def _shortened_question(label: str) -> str:
    """Return as much of a question as is needed to know it by; in a table it is the same one for every row."""
    return textwrap.shorten(label, LONGEST_QUESTION, placeholder=" …")
