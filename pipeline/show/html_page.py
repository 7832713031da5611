"""Outcome -> the page `bevindingen.html`, to forward, print and search. Pure: the same outcome gives the same bytes.

One file that needs nothing else and runs nothing: a strict policy in the page itself forbids scripts and anything from
elsewhere. Every value in it is somebody's answer and is shown as text.
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
from pipeline.show.finding_groups import MOST_RANGES, Gathered, by_file, by_initiative, gather, labelled, number, where
from pipeline.show.summary_text import counted, found_in_all, needs_attention, read_in_all

if TYPE_CHECKING:
    from jinja2 import Template

PAGE_NAME = "bevindingen.html"
GENERATOR = "Binding"
"""What the page says made it; a file of this name that does not say so is somebody's own."""

_WORDS = {
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
        words={name: words.of(language) for name, words in _WORDS.items()},
        lead=_LEADS[_how_it_ended(outcome, counts)].of(language),
        counts=list(_counts(counts, language)),
        read=read_in_all(outcome, language),
        files=[
            _file(count, name, found, language)
            for count, (name, found) in enumerate(by_file(outcome.findings).items(), start=1)
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
        yield _Count(figure, words)


def _file(count: int, name: str, found: Sequence[Finding], language: Language) -> _File:
    parts = tuple(
        _Part(initiative or "", tuple(_entry(entry, name, language) for entry in entries))
        for initiative, entries in by_initiative(gather(found)).items()
    )
    return _File(f"b{count}", name, found_in_all(Counter(map(severity_of, found)), language), parts)


def _entry(entry: Gathered, file: str, language: Language) -> _Entry:
    as_one = entry.as_one()
    place = where(entry, language)
    cells = tuple(_each(entry, language)) if len(entry.findings) > 1 else ()
    folded = _ALL_CELLS.of(language).format(count=number(len(cells), language)) if len(cells) > MOST_RANGES else ""
    return _Entry(
        severity=str(entry.severity),
        kind=SEVERITY_NAMES[entry.severity].of(language),
        place=f"{file} › {place}" if place else "",
        message=message(as_one, language),
        fix=fix(as_one, language),
        code=as_one.code,
        cells=cells,
        folded=folded,
        telling=entry.differs(),
    )


def _each(entry: Gathered, language: Language) -> Iterator[str]:
    for finding in entry.findings:
        said = " · ".join(entry.peculiar(finding, language))
        yield labelled(str(finding.place), said, language) if said else str(finding.place)
