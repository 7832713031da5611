"""A row of headers -> which column answers which question. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.answers.types.registry import type_of
from pipeline.match.exports import Export, MetadataColumns, metadata_columns
from pipeline.match.headers import LONGEST_HEADER, fold_header, headers_of
from pipeline.match.sheet_grid import Grid
from pipeline.model import Layout, Question
from pipeline.text import fold

_PARTED = (re.compile(r"(.+?)\s*\[(.+)\]"), re.compile(r"(.+)/(.+)"), re.compile(r"(.+?)(?::| [-–]) +(.+)"))
"""How exports and forms write a question and one of its choices above a column."""
_DEEPEST_GROUP = 4
"""How many parts of a header with groups before it are looked at, from its end."""
_OTHER = re.compile(r"(andere|anders|overige|other)\b.*")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that answers a question; with a choice, it says yes or no to that one."""

    number: int
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """A row of a sheet read as the header of a table for one layout."""

    layout: Layout
    grid: Grid
    row: int
    metadata: MetadataColumns
    columns: Mapping[str, tuple[Column, ...]]
    """The columns of each question, by its name."""
    unknown: Mapping[int, str] = field(default_factory=dict)
    has_second_row: bool = False

    @property
    def names_initiative(self) -> bool:
        """Whether one of its columns says what the rows are about."""
        return self.layout.initiative.name in self.columns

    @property
    def first_row(self) -> int:
        """Return the first row below the header."""
        return self.row + (2 if self.has_second_row else 1)

    def whole(self, question: str) -> tuple[int, ...]:
        """Return the columns that answer a question as a whole."""
        return tuple(column.number for column in self.columns.get(question, ()) if not column.choice)


def read_header(grid: Grid, row: int, layout: Layout) -> Header:
    """Read a row as a header: every text in it that means a question is a column of that question."""
    written = {column: str(value) for column, value in sorted(grid.rows[row].items())}
    folded = {column: fold_header(text) for column, text in written.items()}
    metadata = metadata_columns(folded)
    second = _second_row(grid, row, metadata)
    by_header = {header: question for question in layout.questions for header in headers_of(question)}
    columns: dict[str, tuple[Column, ...]] = {}
    unknown: dict[int, str] = {}
    last = ""
    for column in sorted({*written, *second}):
        if column in metadata.columns:
            continue
        last = written.get(column, last)
        meaning = _meaning(last, second.get(column, ""), by_header, folded, metadata.export)
        if meaning:
            question, choice = meaning
            columns[question.name] = (*columns.get(question.name, ()), Column(column, choice))
        elif column in written and (folded[column] or written[column].strip()):
            unknown[column] = written[column]
    _share(folded, metadata, by_header, columns)
    return Header(layout, grid, row, metadata, columns, unknown, bool(second))


def _second_row(grid: Grid, row: int, metadata: MetadataColumns) -> dict[int, str]:
    """Return the second header row of an export that has one: what it says below the questions, by column."""
    below = grid.rows.get(row + 1, {})
    if metadata.export is None or not metadata.export.second_header or metadata.columns.keys() & below.keys():
        return {}
    return {column: str(value) for column, value in below.items()}


def _share(
    folded: Mapping[int, str],
    metadata: MetadataColumns,
    by_header: Mapping[str, Question],
    columns: dict[str, tuple[Column, ...]],
) -> None:
    """Let a column of metadata that the program asks as a question answer it too, where no other column does."""
    for column, meaning in metadata.columns.items():
        question = by_header.get(folded[column])
        if metadata.export and meaning in metadata.export.shared and question and question.name not in columns:
            columns[question.name] = (Column(column),)


def _meaning(
    text: str, below: str, by_header: Mapping[str, Question], row: Mapping[int, str], export: Export | None
) -> tuple[Question, str] | None:
    """Return the question that a header means, and the one choice that the column is of, or ""."""
    if below and export and (of_choice := _with_choice(text, below, by_header, export)):
        return of_choice
    for reading in _readings(text, export):
        folded = fold_header(reading)
        if folded in by_header:
            return by_header[folded], ""
        # Excel lets no two columns of a table share a name: the second `Naam` becomes `Naam2`.
        numbered = folded.rstrip("0123456789")
        if numbered != folded and numbered in by_header and numbered in row.values():
            return by_header[numbered], ""
        for parted in _PARTED:
            parts = parted.fullmatch(" ".join(reading[:LONGEST_HEADER].split()))
            if parts and (of_choice := _with_choice(parts[1], parts[2], by_header, export)):
                return of_choice
    return None


def _readings(text: str, export: Export | None) -> Iterator[str]:
    """Yield a header as it stands, then without the groups or the code that the export puts before it."""
    yield text
    if export and export.groups:
        parts = text.split(export.groups)
        yield from (export.groups.join(parts[-deep:]) for deep in range(min(len(parts), _DEEPEST_GROUP) - 1, 0, -1))
    if export and export.codes and ". " in text:
        yield from text.split(". ", 1)


def _with_choice(
    header: str, below: str, by_header: Mapping[str, Question], export: Export | None
) -> tuple[Question, str] | None:
    question = by_header.get(fold_header(header))
    if export and fold_header(below) in export.second_header:
        return (question, "") if question else None
    if question is None:
        # One question that asks several things: each stands in the second header row.
        question_below = by_header.get(fold_header(below)) if export and export.second_header else None
        return (question_below, "") if question_below else None
    if type_of(question).control == "lines":
        return (question, "") if below.strip(" #").isdigit() else None
    for choice in question.choices:
        if fold(choice) == fold(below):
            return question, choice
    return (question, "") if type_of(question).control == "ticks" and _OTHER.fullmatch(fold(below)) else None
