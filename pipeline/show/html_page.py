"""Outcome -> the page `bevindingen.html`, to forward, print and search. Pure: the same outcome gives the same bytes.

One file that needs nothing else and runs nothing: a strict policy in the page itself forbids scripts and anything from
elsewhere. Every value in it may be an answer and is shown as text.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pipeline.messages import SEVERITY_NAMES, Language, LocalizedText, fix, message, severity_of
from pipeline.model import Finding, Outcome, Severity
from pipeline.show.cell_list import MOST_RANGES, localized_number
from pipeline.show.finding_groups import FindingGroup, by_file, by_initiative, group_findings, labelled, location_text
from pipeline.show.summary_text import counted, needs_attention, total_found, total_read

if TYPE_CHECKING:
    from jinja2 import Template

PAGE_NAME = "bevindingen.html"
GENERATOR = "Binding"
"""The program that the page names as its maker; a file of this name that does not say so is not ours."""

_TEXTS = {
    "title": LocalizedText("Findings about the answers"),
    "skip": LocalizedText("Skip to the findings"),
    "index": LocalizedText("Files"),
    "nothing": LocalizedText("There is nothing to tell."),
    "footer": LocalizedText(
        "Search with Ctrl+F for a file, a cell (Sheet › C7) or an initiative. Mend the cell in Excel, save, and make "
        "the reports again: this page is then renewed too."
    ),
}
_LEADS = {
    "attention": LocalizedText("Not all is well. Each finding says where it is and how to mend it."),
    "look": LocalizedText("Everything could be used. Please look at the warnings."),
    "well": LocalizedText("All is well."),
    "empty": LocalizedText("There are no answers yet."),
}
_SPACES_OF_A_TEXT = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
"""What French writes before a colon or in a number, and what no line ends at."""
_ALL_CELLS = LocalizedText("Show all {count} cells")


@dataclass(frozen=True, slots=True)
class _Count:
    severity: str
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class _Entry:
    severity: str
    kind: str
    place: str
    message: str
    fix: str
    code: str
    cells: tuple[str, ...]
    """Each cell by its whole address, with what it says that the others don't; none where the place says it all."""
    folded: str
    """What to press to see the cells, where they are many."""
    telling: bool
    """Whether the cells say more than where they are, so that they are printed too."""


@dataclass(frozen=True, slots=True)
class _Part:
    initiative: str
    entries: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class _File:
    anchor: str
    name: str
    counts: str
    parts: tuple[_Part, ...]


def page(outcome: Outcome, language: Language) -> bytes:
    """Return the page of all findings, by file and then by initiative."""
    counts = Counter(map(severity_of, outcome.findings))
    text = _template().render(
        language=language,
        generator=GENERATOR,
        words={name: text.of(language) for name, text in _TEXTS.items()},
        lead=_LEADS[_how_it_ended(outcome, counts)].of(language),
        counts=list(_counts(counts, language)),
        read=total_read(outcome, language),
        files=[
            _file(count, name, findings, language)
            for count, (name, findings) in enumerate(by_file(outcome.findings).items(), start=1)
        ],
    )
    return f"{text}\n".encode()


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=_visible)
    return environment.from_string(files("pipeline.show").joinpath("page.html.j2").read_text(encoding="utf-8"))


def _visible(value: object) -> object:
    """Return a text without what HTML can't hold or what turns the words around it, such as marks of direction."""
    if not isinstance(value, str) or value.isprintable():
        return value
    return "".join(map(_visible_character, value))


def _visible_character(character: str) -> str:
    if character in _SPACES_OF_A_TEXT:
        return character
    if character.isspace():
        return " "
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character)[0] == "C" else character


def _how_it_ended(outcome: Outcome, counts: Counter[Severity]) -> str:
    if needs_attention(outcome):
        return "attention"
    if not outcome.workbooks and not outcome.findings:
        return "empty"
    return "look" if counts[Severity.WARNING] else "well"


def _counts(counts: Counter[Severity], language: Language) -> Iterator[_Count]:
    for severity in Severity if counts else ():
        figure, _, words = counted(severity, counts[severity], language).partition(" ")
        yield _Count(str(severity), figure, words)


def _file(count: int, name: str, findings: Sequence[Finding], language: Language) -> _File:
    parts = []
    for initiative, groups in by_initiative(group_findings(findings)).items():
        entries = tuple(_entry(group, name, language) for group in groups)
        parts.append(_Part(initiative or "", entries))
    counts = Counter(map(severity_of, findings))
    return _File(f"b{count}", name, total_found(counts, language), tuple(parts))


def _entry(group: FindingGroup, file: str, language: Language) -> _Entry:
    common = group.common_finding()
    place = location_text(group, language)
    cells = tuple(_cells(group, language)) if len(group.findings) > 1 else ()
    folded = ""
    if len(cells) > MOST_RANGES:
        folded = _ALL_CELLS.of(language).format(count=localized_number(len(cells), language))
    return _Entry(
        severity=str(group.severity),
        kind=SEVERITY_NAMES[group.severity].of(language),
        place=f"{file} › {place}" if place else "",
        message=message(common, language),
        fix=fix(common, language),
        code=common.code,
        cells=cells,
        folded=folded,
        telling=group.differs(),
    )


def _cells(group: FindingGroup, language: Language) -> Iterator[str]:
    """Yield the whole address of each cell of a group, with what it says that the others don't."""
    for finding in group.findings:
        text = " · ".join(group.differences_of(finding, language))
        yield labelled(str(finding.place), text, language) if text else str(finding.place)
