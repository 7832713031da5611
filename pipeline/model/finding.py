"""What is wrong or doubtful: a finding, as facts only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from pipeline.model.place import Place


class Severity(StrEnum):
    """How much a finding asks of a person."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


DetailValue: TypeAlias = str | bool | int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong or doubtful. What it says is in the catalogue, under its code."""

    code: str
    place: Place
    initiative: str | None = None
    question: str | None = None
    """The label of the question, as people know it."""
    value: str | None = None
    suggestion: str | None = None
    details: Mapping[str, DetailValue] = field(default_factory=dict)
    """What else the texts of this code speak of, by its name in their braces."""
    question_name: str | None = None
    """The name of the question in its layout, which stays the same where its label changes."""
