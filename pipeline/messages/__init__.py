"""The catalogue: every code, its severity, and its words in Dutch and English. Pure.

A `Finding` carries only facts; its words are made here. What stops a whole run (`SetupError`) speaks through the same
catalogue, so that every message the tool can give has one home.
"""

from __future__ import annotations

import errno
import textwrap
from collections.abc import Iterable

from pipeline.locale_data import localized_excel_error
from pipeline.messages.answer_codes import ANSWERS
from pipeline.messages.column_codes import COLUMNS
from pipeline.messages.entry import SYSTEM_ERROR, Entry, Language, Words
from pipeline.messages.file_codes import READING
from pipeline.messages.report_codes import REPORTS
from pipeline.messages.setup_codes import SETUP
from pipeline.messages.sheet_codes import FILES
from pipeline.messages.submission_codes import BETWEEN
from pipeline.messages.template_codes import TEMPLATES, place_in_template
from pipeline.model import Finding, Severity

__all__ = [
    "CATALOGUE",
    "LONGEST_VALUE",
    "Entry",
    "Language",
    "SetupError",
    "Words",
    "fix",
    "message",
    "severity_of",
    "shorten",
    "shown_value",
    "system_reason",
]

CATALOGUE: dict[str, Entry] = {
    entry.code: entry for entry in (*READING, *FILES, *COLUMNS, *ANSWERS, *BETWEEN, *REPORTS, *SETUP, *TEMPLATES)
}


LONGEST_VALUE = 80
"""Characters of an offending value that a message or a record may show: answers are personal data."""
LONGEST_QUESTION = 60
"""Characters of a question that a message repeats: enough to know it by."""


class SetupError(Exception):
    """The run can't start or go on: a broken layout, a busy folder, a full disk. Carries all that is wrong at once."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Keep the findings, of which there is at least one."""
        self.findings = tuple(findings)
        super().__init__("; ".join(f"{finding.place}: {finding.code}" for finding in self.findings))


def shorten(value: str) -> str:
    """Cut an offending value to what a message may show, on one line."""
    line = " ".join(value.split())
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"


def severity_of(finding: Finding) -> Severity:
    """Return the severity that the catalogue gives this finding's code."""
    return CATALOGUE[finding.code].severity


def message(finding: Finding, language: Language) -> str:
    """Say what is wrong."""
    return CATALOGUE[finding.code].what.of(language).format_map(_facts(finding, language))


def fix(finding: Finding, language: Language) -> str:
    """Say how to mend it, with the suggestion where there is one."""
    words = CATALOGUE[finding.code].fix.of(language).format_map(_facts(finding, language))
    if finding.suggestion is None:
        return words
    question = "Bedoelde je" if language == "nl" else "Did you mean"
    return f"{question} “{finding.suggestion}”? {words}"


_REASONS = {
    "EACCES": Words("geen toegang", "no access"),
    "EPERM": Words("geen toegang", "no access"),
    "EROFS": Words("de schijf is alleen-lezen", "the disk is read-only"),
    "EBUSY": Words("in gebruik", "in use"),
    "ENOENT": Words("niet gevonden", "not found"),
    "EISDIR": Words("er staat een map met die naam", "there is a folder of that name"),
    "ENOTDIR": Words("er staat een bestand met de naam van de map", "there is a file with the name of the folder"),
    "EEXIST": Words("er staat een bestand met de naam van de map", "there is a file with the name of the folder"),
    "ENAMETOOLONG": Words("de naam is te lang", "the name is too long"),
    "EIO": Words("de schijf of het netwerk antwoordt niet goed", "the disk or the network does not answer well"),
}
_EXPECTED = {
    "text": Words(
        "een tekst tussen aanhalingstekens, zonder onzichtbare tekens", "a text in quotes, without invisible characters"
    ),
    "text_or_list": Words(
        "een tekst, of een lijst van teksten tussen vierkante haken", "a text, or a list of texts in square brackets"
    ),
    "list": Words("een lijst van teksten tussen vierkante haken", "a list of texts in square brackets"),
    "table": Words(
        "een kop tussen vierkante haken, met instellingen eronder",
        "a heading in square brackets, with settings below it",
    ),
    "true_false": Words("true of false", "true or false"),
    "whole_number": Words("een geheel getal groter dan nul", "a whole number above zero"),
    "number": Words("een getal", "a number"),
    "name": Words(
        "kleine letters, cijfers en liggende streepjes, met een letter vooraan",
        "small letters, digits and underscores, with a letter first",
    ),
    "free_name": Words("een andere naam; deze gebruiken sjablonen al", "another name; templates use this one already"),
    "language": Words("een taal zoals nl-BE", "a language such as nl-BE"),
    "template": Words(
        "de naam van een Word-bestand (.docx) in dezelfde map", "the name of a Word file (.docx) in the same folder"
    ),
    "file_name": Words("een naam die eindigt op .docx", "a name that ends with .docx"),
    "exactly_one": Words("precies één", "exactly one"),
    "at_most_one": Words("hoogstens één", "at most one"),
    "pattern": Words("een reguliere uitdrukking", "a regular expression"),
}
"""What a setting of layout.toml expects, by the name that the detail `expected` of a finding holds."""
_OTHER_REASON = Words("het systeem zegt {name}", "the system says {name}")


def system_reason(error: OSError) -> dict[str, str]:
    """Return the details of a finding about an error of the system; `message` says them in the reader's language."""
    return {SYSTEM_ERROR: errno.errorcode.get(error.errno or 0, type(error).__name__)}


def shown_value(finding: Finding, language: Language) -> str:
    """Return the value as the reader sees it: an error of Excel as Excel shows it in that language, any other as it is."""
    return localized_excel_error(finding.value or "", language)


def _facts(finding: Finding, language: Language) -> dict[str, str]:
    name = finding.details.get(SYSTEM_ERROR, "")
    expected = finding.details.get("expected", "")
    return {
        "reason": _REASONS.get(name, _OTHER_REASON).of(language).format(name=name),
        "file": finding.place.file,
        "sheet": finding.place.sheet or "",
        "cell": finding.place.cell or "",
        "initiative": finding.initiative or "",
        "question": textwrap.shorten(finding.question or "", LONGEST_QUESTION, placeholder=" …"),
        "value": shown_value(finding, language),
        **finding.details,
        **place_in_template(finding.details, language),
        "expected": _EXPECTED[expected].of(language) if expected in _EXPECTED else expected,
    }
