"""The text above a column -> the question that it means, and one of its choices. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.answers.types.registry import type_of
from pipeline.match.exports import Export
from pipeline.match.headers import LONGEST_HEADER, fold_header
from pipeline.model import Question
from pipeline.text import fold

_PARTED = (re.compile(r"(.+?)\s*\[(.+)\]"), re.compile(r"(.+)/(.+)"), re.compile(r"(.+?)(?::| [-–]) +(.+)"))
"""How exports and forms write a question and one of its choices above a column."""
_DEEPEST_GROUP = 4
"""How many parts of a header with groups before it are looked at, from its end."""
_OTHER = re.compile(r"(andere|anders|overige|other|autre|sonstiges)\b.*")
_NUMBERED = re.compile(r"(.*[^\d\s_.#(-])[\s_.#(-]*(\d{1,2})\)?")
"""A header with a number behind it: Excel lets no two columns of a table share a name."""
_SUBQUESTION = re.compile(r"(.+?)\s*\[\s*(?:[A-Za-z]{1,3})0*(\d{1,3})\s*\]")
"""How LimeSurvey writes the code of a question and of one of its choices."""
_REMARK_BEGINS = re.compile(r"[(\[\n\r:;]| [-–—] ")
_HARMLESS_REMARK = re.compile(r"[\s()\[\]:;–—-]*(?:[dmjya]{1,4}[-/. ]){2}[dmjya]{1,4}[\s()\]]*", re.IGNORECASE)
"""How a day is to be written: it changes nothing about what is asked."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The question that a column answers; with a choice, it says yes or no to that one."""

    question: Question
    choice: str = ""


@dataclass(frozen=True, slots=True)
class HeaderContext:
    """What the text above a column is read against."""

    by_header: Mapping[str, Question]
    """The questions by each header that means them."""
    row: frozenset[str]
    """The folded headers of the whole row."""
    export: Export | None = None
    has_two_rows: bool = False
    """Whether headers have a second row, which says more of them."""
    has_codes_above: bool = False
    """Whether the first row has codes of questions, and the second their texts."""


def meaning_of(text: str, below: str, context: HeaderContext) -> Meaning | None:
    """Return what a column means by its header, and by what the second header row says; None where neither tells."""
    if not below:
        return _meaning_of_text(text, context)
    meaning = _with_choice(text, below, context) or _meaning_of_text(below, context)
    return meaning or (_meaning_of_text(text, context) if context.has_codes_above else None)


def _meaning_of_text(text: str, context: HeaderContext) -> Meaning | None:
    for reading in _readings(text, context.export):
        folded = fold_header(reading)
        if folded in context.by_header:
            return Meaning(context.by_header[folded])
        numbered = _NUMBERED.fullmatch(folded)
        if numbered and numbered[1] in context.by_header and numbered[1] in context.row:
            return Meaning(context.by_header[numbered[1]])
        for parted in _PARTED:
            parts = parted.fullmatch(" ".join(reading[:LONGEST_HEADER].split()))
            if parts and (meaning := _with_choice(parts[1], parts[2], context)):
                return meaning
    return None


def _readings(text: str, export: Export | None) -> Iterator[str]:
    """Yield a header as it is, then without the groups or the code that the export puts before it."""
    yield text
    if export and export.filler and export.filler in text:
        yield text.replace(export.filler, "")
    if export and export.groups:
        parts = text.split(export.groups)
        yield from (export.groups.join(parts[-deep:]) for deep in range(min(len(parts), _DEEPEST_GROUP) - 1, 0, -1))
    if export and export.codes and ". " in text:
        yield from text.split(". ", 1)


def _with_choice(header: str, below: str, context: HeaderContext) -> Meaning | None:
    question = context.by_header.get(fold_header(header))
    export = context.export
    if export and fold_header(below) in export.second_header:
        return Meaning(question) if question else None
    if question is None:
        # One question that asks several things: each is in the second header row.
        question_below = context.by_header.get(fold_header(below)) if context.has_two_rows else None
        return Meaning(question_below) if question_below else None
    if type_of(question).control == "lines":
        return Meaning(question) if below.strip(" #").isdigit() else None
    folded = {fold(below), fold(below.replace("_", " "))}
    for choice in question.choices:
        if fold(choice) in folded:
            return Meaning(question, choice)
    return Meaning(question) if type_of(question).control == "ticks" and _OTHER.fullmatch(fold(below)) else None


# --- Headers that say more than the question ------------------------------------------------------


def meaning_before_remark(text: str, context: HeaderContext) -> Meaning | None:
    """Return the question that a header means without the remark behind it: `Datum (dd/mm/jjjj)`."""
    begin = _REMARK_BEGINS.search(text[:LONGEST_HEADER])
    question = context.by_header.get(fold_header(text[: begin.start()])) if begin else None
    return Meaning(question) if question else None


def is_harmless_remark(text: str) -> bool:
    """Whether the remark behind a question only says how to write a day."""
    begin = _REMARK_BEGINS.search(text[:LONGEST_HEADER])
    return bool(begin and _HARMLESS_REMARK.fullmatch(text[begin.start() : LONGEST_HEADER]))


def subquestion(text: str, context: HeaderContext) -> tuple[Question, int] | None:
    """Return the question with ticks and the number of its choice that a code such as `sector[SQ002]` means."""
    code = _SUBQUESTION.fullmatch(text[:LONGEST_HEADER].strip())
    question = context.by_header.get(fold_header(code[1])) if code else None
    if code is None or question is None or type_of(question).control != "ticks":
        return None
    return question, int(code[2])
