"""What is known of the exports of programs, and which of them wrote a row of headers. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Meaning: TypeAlias = Literal[
    "id",
    "unique_id",
    "started_at",
    "sent_at",
    "changed_at",
    "email",
    "name",
    "first_name",
    "last_name",
    "other",
    "remark",
]
"""What a column of the program's own says. A remark is text that somebody wrote: it is read as any unknown column."""


@dataclass(frozen=True, slots=True)
class Export:
    """What one program writes around the answers."""

    name: str
    language: str
    """The language of its own words, which tells how its people write dates; empty where that tells nothing."""
    leading: Mapping[str, Meaning] = field(default_factory=dict)
    """Its columns before the first question; a column of that name further on is a question."""
    signature: frozenset[str] = frozenset()
    """Which of these make the export known, all of them together; `|` is between names of which one is enough."""
    anywhere: Mapping[str, Meaning] = field(default_factory=dict)
    """Columns with names that no question has, wherever they are; two of them make the export known too."""
    common: frozenset[str] = frozenset()
    """Which of these other lists may have too, so that they don't make the export known."""
    shared: frozenset[Meaning] = frozenset()
    """Leading columns that may be a question as well: the program asks it itself."""
    groups: str = ""
    """What is between the name of a group and that of its question; empty where there are no groups."""
    codes: bool = False
    """Whether the code of a question may be before its text: `gemeente. Waar woon je?`."""
    filler: str = ""
    """What may be between a question and one of its choices, and says nothing."""
    second_header: frozenset[str] = frozenset()
    """What the second header row says below an open question; empty where there is one header row."""
    ends_with_sent_at: bool = False
    """Whether a response without the moment of sending is one that was not finished."""
    month_first: bool = False
    """Whether a moment written as text has the month before the day."""

    def is_signed(self, headers: Iterable[str]) -> bool:
        """Whether leading headers are those that only this program writes."""
        present = frozenset(headers)
        return bool(self.signature) and all(present & set(names.split("|")) for names in self.signature)


_FEWEST_ANYWHERE = 2
_SAYS_WHO_OR_WHEN: frozenset[Meaning] = frozenset(
    {"unique_id", "sent_at", "changed_at", "email", "name", "first_name", "last_name"}
)


@dataclass(frozen=True, slots=True)
class MetadataColumns:
    """The columns of a table that the export itself wrote."""

    export: Export | None = None
    columns: Mapping[int, Meaning] = field(default_factory=dict)

    def of(self, meaning: Meaning) -> int | None:
        """Return the first column that means this."""
        return next((column for column, column_meaning in self.columns.items() if column_meaning == meaning), None)

    def used(self) -> frozenset[int]:
        """Return the columns that say who sent a submission, and when."""
        return frozenset(column for column, meaning in self.columns.items() if meaning in _SAYS_WHO_OR_WHEN)


def metadata_columns(headers: Mapping[int, str], exports: Iterable[Export]) -> MetadataColumns:
    """Return the columns that a known export wrote, from the folded headers in order; none where it is not known.

    An export is known by what only that program writes: a list that somebody keeps may begin with ID, Naam and E-mail.
    """
    best = MetadataColumns()
    for export in exports:
        first: dict[int, Meaning] = {}
        for column, header in headers.items():
            meaning = export.leading.get(header)
            if meaning is None or (meaning not in ("other", "remark") and meaning in first.values()):
                break
            first[column] = meaning
        anywhere = {column: export.anywhere[header] for column, header in headers.items() if header in export.anywhere}
        telling = [column for column in anywhere if headers[column] not in export.common]
        known = export.is_signed(headers[column] for column in first) or len(telling) >= _FEWEST_ANYWHERE
        if known and len(first) + len(anywhere) > len(best.columns):
            best = MetadataColumns(export, {**first, **anywhere})
    written = {column: meaning for column, meaning in best.columns.items() if meaning != "remark"}
    return MetadataColumns(best.export, written)
