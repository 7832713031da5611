"""What can be wrong in a template, and where: codes and facts. The texts are in the catalogue of findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Code = Literal[
    "template-name-unknown", "template-field-unknown", "template-filter-unknown", "template-statement-unknown",
    "template-not-allowed", "template-syntax", "template-brace-alone", "template-looks-like-a-tag",
    "template-block-unclosed", "template-block-unopened", "template-block-crossed", "template-block-across",
    "template-block-in-field", "template-not-in-a-table", "template-tag-takes-no-value", "template-leaves-out",
    "template-picture", "template-points-outside", "template-attached", "template-tag-in-link", "template-macros",
    "template-fails", "template-no-text", "template-endless", "template-too-wide",
    "template-date-format", "template-number-doubtful", "template-unfit-answers",
    "template-tag-in-field", "template-tag-in-code", "template-page-numbers", "template-field-kept", "template-fetches",
    "template-unsafe-link", "template-embedded-document", "template-mail-merge", "template-strict",
    "template-protected", "template-unsafe-part",
]  # fmt: skip
NOT_EVERY_REPORT: Code = "template-unfit-answers"
"""The code of what a template asks that some answers can't tell: it is right, but not for these."""
UNFIT_ANSWERS: frozenset[Code] = frozenset({NOT_EVERY_REPORT, "template-number-doubtful"})
"""The codes of what may be wrong with answers, where the template itself was found to be right."""
WARNINGS: frozenset[Code] = frozenset({
    "template-looks-like-a-tag", "template-attached", "template-page-numbers", "template-field-kept",
    "template-mail-merge",
})  # fmt: skip
"""Codes of what is doubtful, and doesn't keep a template from being used."""


@dataclass(frozen=True, slots=True)
class TemplateLocation:
    """A place in a template, in the words by which people find it in Word."""

    part: str = "body"
    """body, header, footer, footnotes, endnotes, comments, chart, diagram, data (of an embedded workbook, or of a
    program), properties or line (a template of one line)."""
    section: int = 0
    """Of which section the header or footer is, from 1; 0 where there is but one section, or in the text."""
    pages: Literal["", "first", "even"] = ""
    """On which pages of the section the header or footer is shown, where it isn't all others."""
    heading: str = ""
    """The nearest heading above, if any."""
    cell: tuple[int, int, int] | None = None
    """Table, row and column, from 1."""
    text: str = ""
    """How the paragraph begins."""
    file: str = "word/document.xml"
    """The part's name in the package."""
    paragraph: int = -1
    """Which `w:p` of the part, from 0."""

    def __str__(self) -> str:
        """Return the place as an engineer reads it."""
        of_section = f" of section {self.section}" if self.section else ""
        where = f"{self.part}{of_section}{f', {self.pages} page' if self.pages else ''}"
        under = f", under “{self.heading}”" if self.heading else ""
        cell = ", table {}, row {}, column {}".format(*self.cell) if self.cell else ""
        return f"{where}{under}{cell}"


@dataclass(frozen=True, slots=True)
class TemplateMistake:
    """One mistake in a template."""

    code: Code
    """What is wrong."""
    location: TemplateLocation
    """Where it is in the Word file."""
    tag: str
    """The tag as typed, or the text that is wrong."""
    subject: str = ""
    """The name, the filter, or whatever in the tag is wrong; empty where it is the tag as a whole."""
    suggestion: str | None = None
    """What may have been meant."""
    details: dict[str, str] = field(default_factory=dict)
    """What else a message mentions, by code."""


class BrokenTemplateError(Exception):
    """The template can't be used. Carries every mistake found; none where it is no Word document at all."""

    mistakes: tuple[TemplateMistake, ...]
    """Every mistake that keeps the template from being used."""
    warnings: tuple[TemplateMistake, ...]
    """What is doubtful besides."""

    def __init__(self, mistakes: Iterable[TemplateMistake], warnings: Iterable[TemplateMistake] = ()) -> None:
        """Keep the mistakes, and what is doubtful besides."""
        self.mistakes = tuple(mistakes)
        self.warnings = tuple(warnings)
        super().__init__("; ".join(f"{mistake.location}: {mistake.tag}: {mistake.code}" for mistake in self.mistakes))

    def __reduce__(self) -> tuple[type[BrokenTemplateError], tuple[object, object]]:
        """Return what it is rebuilt from, so that it crosses to another process whole."""
        return BrokenTemplateError, (self.mistakes, self.warnings)


class RenderError(Exception):
    """The template can't make a report of these values."""

    mistake: TemplateMistake
    """What went wrong, at which tag."""
    reason: str
    """Why, in Python's own words."""

    def __init__(self, mistake: TemplateMistake, reason: str) -> None:
        """Keep what is wrong, and the reason in Python's own words."""
        self.mistake = mistake
        self.reason = reason
        super().__init__(f"{mistake.location}: {mistake.tag}: {reason}")

    def __reduce__(self) -> tuple[type[RenderError], tuple[TemplateMistake, str]]:
        """Return what it is rebuilt from, so that it crosses to another process whole."""
        return RenderError, (self.mistake, self.reason)
