"""An entry of the catalogue: a code, its severity, its texts in English, and an example."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter

from pipeline.messages.localized_text import LocalizedText
from pipeline.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class Entry:
    """A code and what it says. The texts are in English; other languages have them under the code as context.

    A `{name}` in a text is filled in from the finding; a brace that stays one is written twice.
    """

    code: str
    severity: Severity
    heading: str
    """What is wrong: a sentence that can be read by itself."""
    fix: str
    """How to mend it."""
    example: Finding
    consequence: str = ""
    """What follows from it, or what else has to be known about it."""

    def texts(self) -> dict[str, LocalizedText]:
        """Return the texts of this code, by the name of the part that they are."""
        return {
            "heading": LocalizedText(self.heading, self.code),
            "consequence": LocalizedText(self.consequence, self.code),
            "fix": LocalizedText(self.fix, self.code),
        }

    @property
    def fields(self) -> frozenset[str]:
        """The names that its texts use in braces."""
        return frozenset().union(*(fields_of(text.text) for text in self.texts().values()))


def fields_of(text: str) -> frozenset[str]:
    """Return the names that a text uses in braces. Raises ValueError where its braces don't fit together."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
