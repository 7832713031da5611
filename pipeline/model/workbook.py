"""What was read: workbooks, their sheets and their cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal, TypeAlias

from pipeline.model.finding import Finding
from pipeline.model.place import Place
from pipeline.rich_text import Span

FINDINGS_SHEET = "Bevindingen"
"""The sheet that a copy with marked cells has in front; it holds no answers."""
FOLLOWS = "Binding.Follows"
"""Its custom property with the digests of the workbooks that it was made from, oldest first, between blanks."""
FORM_TEXTS = "Binding.FormTexts"
"""How the custom properties of a form begin in which it keeps marks of its own texts."""
COMMENT_MARK = "Binding · "
"""How each of our comments in such a copy begins, so that it is known again."""


@dataclass(frozen=True, slots=True)
class CellError:
    """What Excel shows instead of a value, such as `#NAME?`; or NOT_CALCULATED or PICTURE."""

    code: str


NOT_CALCULATED = "="
"""The code of a cell that holds a formula which was never calculated, so that it has no value yet."""
PICTURE = "picture"
"""The code of a cell that holds a picture, or another thing that is no text."""


CellValue: TypeAlias = str | int | float | bool | datetime | date | time | CellError


@dataclass(frozen=True, slots=True)
class CellDetails:
    """What a cell holds beside its value."""

    shown: str = ""
    """The text that people saw, where the value does not say it: `50%` for 0.5, `maart 2026` for a day."""
    spans: tuple[Span, ...] = ()
    """The formatting of a text."""
    link: str = ""
    """The web or mail address that a text leads to."""
    doubts: tuple[str, ...] = ()
    """The codes of what the reader doubts of the cell, told where it is an answer: digits that were lost, say."""
    adds_up: bool = False
    """Whether it is the outcome of a formula that adds up or counts other cells, such as SUM."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell: its value, its location, and what it holds beside its value, as in `CellDetails`."""

    value: CellValue
    place: Place
    shown: str = ""
    spans: tuple[Span, ...] = ()
    link: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells on one sheet; rows and columns count from 1, both ends included."""

    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int


ObjectKind: TypeAlias = Literal["note", "text_box", "picture", "control", "embedded_file", "damaged"]


@dataclass(frozen=True, slots=True)
class SheetObject:
    """What is on a sheet besides its cells: a note or a comment on a cell, a text box, a picture, a control."""

    kind: ObjectKind
    cell: str = ""
    """The address of the cell that it belongs to, or at which it begins; empty where it has none."""
    text: str = ""
    """The beginning of what is written in it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its filled cells, row by row, by column number."""

    name: str
    rows: Mapping[int, Mapping[int, CellValue]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    """Rows that are hidden, or that a filter leaves out."""
    hidden_columns: frozenset[int] = frozenset()
    tables: tuple[Area, ...] = ()
    """Excel's own Table objects, headers included."""
    details: Mapping[tuple[int, int], CellDetails] = field(default_factory=dict)
    """What cells hold beside their values, by row and column. Most cells hold nothing more, so it is kept apart."""
    merged: tuple[Area, ...] = ()
    """Blocks of cells that are merged into one."""
    objects: tuple[SheetObject, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A spreadsheet file as read: sheets with their filled cells, and the names that point into them."""

    file: str
    sheets: tuple[Sheet, ...]
    names: tuple[tuple[str, Area], ...] = ()
    digest: str = ""
    """SHA-256 of the file: the same file under two names is one workbook."""
    follows: tuple[str, ...] = ()
    """The digests of the workbooks that this one was made from and is a newer version of, oldest first."""
    form_texts: frozenset[str] = frozenset()
    """Marks of the texts that a form held when it was made."""
    findings: tuple[Finding, ...] = ()
    """What the reader has to tell of a file that it could read."""
