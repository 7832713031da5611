"""An entry of the catalogue, and its words in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from pipeline.model import Finding, Severity

Language: TypeAlias = Literal["nl", "en"]

SYSTEM_ERROR = "system_error"
"""The detail of a finding that holds the name of an error of the system, such as EACCES."""


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence or two, in both languages; `{names}` are filled in from the finding."""

    nl: str
    en: str

    def of(self, language: Language) -> str:
        """Return the words in this language."""
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of the catalogue: what is wrong, and how to mend it."""

    code: str
    severity: Severity
    what: Words
    fix: Words
    example: Finding
