"""What is read from a cell: nearly always a value alone, else a value with its formatting, link or shown text. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from pipeline.model import CellDetails, CellValue

_SCHEME = re.compile(r"^(mailto:|https?://)")


class CellContent(NamedTuple):
    """A value with what the cell holds beside it."""

    value: CellValue
    details: CellDetails


Content: TypeAlias = CellValue | CellContent


def with_link(content: Content, address: str) -> Content:
    """Return the content of a cell with a link; as it is where the address says no more than the text does."""
    value, details = content if isinstance(content, CellContent) else (content, CellDetails())
    if not isinstance(value, str) or _without_scheme(address) == _without_scheme(value):
        return content
    return CellContent(value, replace(details, link=address))


def _without_scheme(address: str) -> str:
    return _SCHEME.sub("", address.strip().casefold()).rstrip("/")


def separate_details(rows: dict[int, dict[int, Content]]) -> dict[tuple[int, int], CellDetails]:
    """Leave only values in the rows of a sheet; return what its cells hold beside them, by row and column."""
    details: dict[tuple[int, int], CellDetails] = {}
    for row, contents in rows.items():
        for column, content in contents.items():
            if type(content) is CellContent:
                contents[column], details[row, column] = content
    return details
