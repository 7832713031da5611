"""What a finding says: its heading, what follows from it, and how to mend it. Pure."""

from __future__ import annotations

import textwrap

from pipeline.locale_data import localized_excel_error
from pipeline.messages.catalogue import CATALOGUE
from pipeline.messages.field_texts import SYSTEM_ERROR, expected_text, reason_text
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
    return _filled_in(CATALOGUE[finding.code].heading, finding, language)


def consequence(finding: Finding, language: Language) -> str:
    """Say what follows from it, or what else has to be known; empty where there is nothing to add."""
    return _filled_in(CATALOGUE[finding.code].consequence, finding, language)


def message(finding: Finding, language: Language) -> str:
    """Say what is wrong and what follows from it."""
    return " ".join(filter(None, (heading(finding, language), consequence(finding, language))))


def fix(finding: Finding, language: Language) -> str:
    """Say how to mend it, after the suggestion where there is one."""
    advice = _filled_in(CATALOGUE[finding.code].fix, finding, language)
    if finding.suggestion is None:
        return advice
    return f"{_DID_YOU_MEAN.of(language).format(suggestion=finding.suggestion)} {advice}"


def shown_value(finding: Finding, language: Language) -> str:
    """Return the value as the reader sees it: an error of Excel as the edition of their language shows it."""
    return localized_excel_error(finding.value or "", language)


def _filled_in(text: str, finding: Finding, language: Language) -> str:
    """Return a text of the finding's code in this language, with its fields filled in."""
    if not text:
        return ""
    return LocalizedText(text, finding.code).of(language).format_map(_fields(finding, language))


def _fields(finding: Finding, language: Language) -> dict[str, DetailValue]:
    """Return everything that a text may speak of, by its name in braces."""
    return {
        "reason": reason_text(str(finding.details.get(SYSTEM_ERROR, "")), language),
        "file": finding.place.file,
        "sheet": finding.place.sheet or "",
        "cell": finding.place.cell or "",
        "initiative": finding.initiative or "",
        "question": textwrap.shorten(finding.question or "", LONGEST_QUESTION, placeholder=" …"),
        "value": shown_value(finding, language),
        **finding.details,
        **template_fields(finding.details, language),
        "expected": expected_text(str(finding.details.get("expected", "")), language),
    }
