"""Where something stands: a file, a sheet, a cell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands. Prints as `file.xlsx › Blad › C7`."""

    file: str
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        """Return the place as people read it."""
        return " › ".join(part for part in (self.file, self.sheet, self.cell) if part)

    def seen_from(self, other: Place) -> str:
        """Return the place as people read it who already look at the other: on one sheet the cell will do."""
        if self.cell and (self.file, self.sheet) == (other.file, other.sheet):
            return self.cell
        return str(self)
