"""A percentage as a value: 12,5 % is 12.5, and stays a percentage where it is shown. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Percentage:
    """A number of hundredths."""

    number: Decimal
    """How many of them: 12.5 for 12,5 %. Limits, conditions and templates calculate with it."""

    def __str__(self) -> str:
        """Return the percentage in English notation; `cell_text.text_of` and `value_text.as_text` know languages."""
        return f"{self.number:f} %"
