"""The messages: every code with its severity and its texts, and what a finding says in a language. Pure.

A `Finding` carries only facts; its texts are made here. What stops a whole run (`SetupError`) speaks through the same
catalogue, so that every message the tool can give has one home.
"""

from __future__ import annotations

from pipeline.messages.catalogue import CATALOGUE, PARTS
from pipeline.messages.entry import Entry
from pipeline.messages.field_texts import NO_ORDINARY_FILE, system_reason
from pipeline.messages.finding_text import (
    LONGEST_VALUE,
    SEVERITY_NAMES,
    consequence,
    fix,
    heading,
    message,
    severity_of,
    shorten,
    shown_value,
)
from pipeline.messages.localized_text import (
    DEFAULT_LANGUAGE,
    LANGUAGES,
    Language,
    LocalizedPlural,
    LocalizedText,
    language_for,
)
from pipeline.messages.setup_error import SetupError

__all__ = [
    "CATALOGUE",
    "DEFAULT_LANGUAGE",
    "LANGUAGES",
    "LONGEST_VALUE",
    "NO_ORDINARY_FILE",
    "PARTS",
    "SEVERITY_NAMES",
    "Entry",
    "Language",
    "LocalizedPlural",
    "LocalizedText",
    "SetupError",
    "consequence",
    "fix",
    "heading",
    "language_for",
    "message",
    "severity_of",
    "shorten",
    "shown_value",
    "system_reason",
]
