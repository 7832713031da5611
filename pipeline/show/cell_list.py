"""Cells and numbers as people read them: `A1, A2 and A3`, `G2:G2001`, `2.000`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.messages import Language, LocalizedText
from pipeline.ooxml.addresses import column_letters, try_parse_cell

MOST_RANGES = 8
"""How many cells or ranges are named; what is more is counted."""

_FEW = 4
"""So many cells are named each by itself, also where they are below each other."""
_GROUPED_FROM = 1000
"""Smaller numbers look the same in every language."""
_AND = LocalizedText("and")
_MORE = LocalizedText("and {count} more")


def column_of(cell: str | None) -> str | None:
    """Return the letters of a cell's column; None where it is no address of one cell."""
    address = try_parse_cell(cell or "")
    return column_letters(address.column) if address else None


def sort_by_row(cells: Iterable[str]) -> tuple[str, ...]:
    """Return each cell once, by row and then by column."""
    return tuple(sorted(set(cells), key=_row_and_column))


def cell_list(cells: Sequence[str], language: Language) -> str:
    """Name cells: a few each by itself, many as ranges, and what is more than MOST_RANGES as a count."""
    ranges = [(cell, 1) for cell in cells] if len(cells) <= _FEW else list(_ranges(cells))
    names = [name for name, _ in ranges[:MOST_RANGES]]
    rest = sum(size for _, size in ranges[MOST_RANGES:])
    if rest:
        return f"{', '.join(names)} {_MORE.of(language).format(count=localized_number(rest, language))}"
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} {_AND.of(language)} {names[-1]}"


def localized_number(value: int, language: Language) -> str:
    """Write a number as the language does: 2.000 in Dutch, 2,000 in English."""
    if value < _GROUPED_FROM:
        return str(value)
    from babel.numbers import format_decimal

    return format_decimal(value, locale=language)


def _ranges(cells: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each block of cells below each other, and how many cells it has."""
    block: list[str] = []
    for cell in cells:
        if block and not _is_below(block[-1], cell):
            yield _range_of(block)
            block = []
        block.append(cell)
    if block:
        yield _range_of(block)


def _range_of(block: Sequence[str]) -> tuple[str, int]:
    return (f"{block[0]}:{block[-1]}" if len(block) > 1 else block[0]), len(block)


def _is_below(upper: str, lower: str) -> bool:
    row, column = _row_and_column(upper)
    return _row_and_column(lower) == (row + 1, column)


def _row_and_column(cell: str) -> tuple[int, int]:
    return try_parse_cell(cell) or (0, 0)
