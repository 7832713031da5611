"""A row of headers -> which column answers which question. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.match.column_meaning import HeaderContext, meaning_before_remark, meaning_of, subquestion
from pipeline.match.exports import MetadataColumns, metadata_columns
from pipeline.match.headers import fold_header, headers_of
from pipeline.match.known_exports import EXPORTS
from pipeline.match.sheet_grid import Grid
from pipeline.model import Layout, Question

_IMPORT_ID = '{"ImportId":'
"""How each cell of the third header row of Qualtrics begins."""
_FEWEST_IMPORT_IDS = 2


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
    with_remark: Mapping[int, Question] = field(default_factory=dict)
    """Columns that were read as a question though their header says more."""
    by_order: tuple[Question, ...] = ()
    """Questions of which the columns of choices were known only by their order."""
    rows_below: int = 0
    """How many more rows belong to the header."""

    @property
    def names_initiative(self) -> bool:
        """Whether one of its columns says what the rows are about."""
        return self.layout.initiative.name in self.columns

    @property
    def first_row(self) -> int:
        """Return the first row below the header."""
        return self.row + 1 + self.rows_below

    @property
    def size(self) -> tuple[int, int]:
        """Return how many questions it names, and how many columns answer them."""
        return len(self.columns), sum(map(len, self.columns.values()))

    @property
    def answered(self) -> frozenset[int]:
        """Return the columns that answer a question."""
        return frozenset(column.number for columns in self.columns.values() for column in columns)

    def whole(self, question: str) -> tuple[int, ...]:
        """Return the columns that answer a question as a whole."""
        return tuple(column.number for column in self.columns.get(question, ()) if not column.choice)


def read_header(grid: Grid, row: int, layout: Layout, *, two_rows: bool = False) -> Header:
    """Read a row as a header: every text in it that means a question is a column of that question.

    With `two_rows`, the row below it says more of its headers, as where some of them span several columns.
    """
    written = {column: str(value) for column, value in sorted(grid.rows[row].items())}
    folded = {column: fold_header(text) for column, text in written.items()}
    metadata = metadata_columns(folded, EXPORTS)
    rows_below = _rows_below(grid, row, metadata, two_rows=two_rows)
    has_second = rows_below and not is_import_ids(grid, row + 1)
    below = {column: str(value) for column, value in grid.rows.get(row + 1, {}).items()} if has_second else {}
    context = HeaderContext(
        {header: question for question in layout.questions for header in headers_of(question)},
        frozenset((*folded.values(), *map(fold_header, below.values()))),
        metadata.export,
        bool(below),
        has_codes_above=bool(below) and is_import_ids(grid, row + rows_below),
    )
    columns: dict[str, tuple[Column, ...]] = {}
    unknown: dict[int, str] = {}
    last = ""
    for column in sorted({*written, *below}):
        if column in metadata.columns:
            continue
        last = written.get(column, last)
        meaning = meaning_of(last, below.get(column, ""), context)
        if meaning:
            name = meaning.question.name
            columns[name] = (*columns.get(name, ()), Column(column, meaning.choice))
        elif text := (below.get(column) or written.get(column, "")).strip():
            unknown[column] = text
    _share(folded, metadata, context, columns)
    by_order = _take_subquestions(unknown, context, columns)
    with_remark = _take_remarks(unknown, context, columns)
    return Header(layout, grid, row, metadata, columns, unknown, with_remark, by_order, rows_below)


def _rows_below(grid: Grid, row: int, metadata: MetadataColumns, *, two_rows: bool) -> int:
    """Return how many rows below the first one belong to the header."""
    for count in (1, 2):
        if is_import_ids(grid, row + count):
            return count
    below = grid.rows.get(row + 1, {})
    has_second = metadata.export and metadata.export.second_header and not metadata.columns.keys() & below.keys()
    return 1 if below and (two_rows or has_second) else 0


def is_import_ids(grid: Grid, row: int) -> bool:
    """Whether a row is the third header row that Qualtrics writes."""
    texts = grid.rows.get(row, {}).values()
    return sum(isinstance(text, str) and text.startswith(_IMPORT_ID) for text in texts) >= _FEWEST_IMPORT_IDS


def _share(
    folded: Mapping[int, str],
    metadata: MetadataColumns,
    context: HeaderContext,
    columns: dict[str, tuple[Column, ...]],
) -> None:
    """Let a column of the export answer a question too, where no other column does.

    Only where the program asks it itself, or where it tells nothing of the submission: what somebody answered never
    disappears because an export is recognised.
    """
    shared = {*(metadata.export.shared if metadata.export else ()), "other"}
    for column, meaning in metadata.columns.items():
        question = context.by_header.get(folded[column])
        if question and meaning in shared and question.name not in columns:
            columns[question.name] = (Column(column),)


def _take_subquestions(
    unknown: dict[int, str], context: HeaderContext, columns: dict[str, tuple[Column, ...]]
) -> tuple[Question, ...]:
    """Give columns with the codes of choices to the choices, where there are as many: the first code to the first."""
    numbered: dict[str, dict[int, int]] = {}
    questions: dict[str, Question] = {}
    for column, text in unknown.items():
        code = subquestion(text, context)
        if code:
            question, number = code
            questions[question.name] = question
            numbered.setdefault(question.name, {})[number] = column
    by_order = []
    for name, by_number in numbered.items():
        choices = questions[name].choices
        if sorted(by_number) == list(range(1, len(choices) + 1)):
            taken = tuple(Column(by_number[number], choice) for number, choice in enumerate(choices, start=1))
            columns[name] = (*columns.get(name, ()), *taken)
            by_order.append(questions[name])
            for column in by_number.values():
                del unknown[column]
    return tuple(by_order)


def _take_remarks(
    unknown: dict[int, str], context: HeaderContext, columns: dict[str, tuple[Column, ...]]
) -> dict[int, Question]:
    """Give columns whose header is a question with a remark behind it to that question, where no other column is."""
    taken: dict[int, Question] = {}
    for column, text in list(unknown.items()):
        meaning = meaning_before_remark(text, context)
        if meaning and meaning.question.name not in columns:
            columns[meaning.question.name] = (Column(column),)
            taken[column] = meaning.question
            del unknown[column]
    return taken
