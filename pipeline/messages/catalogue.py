"""Every code that Binding knows, and in which part of the reference it stands."""

from __future__ import annotations

from pipeline.messages.answer_codes import ANSWERS
from pipeline.messages.column_codes import COLUMNS
from pipeline.messages.entry import Entry
from pipeline.messages.file_codes import READING
from pipeline.messages.report_codes import REPORTS
from pipeline.messages.setup_codes import SETUP
from pipeline.messages.sheet_codes import FILES
from pipeline.messages.submission_codes import BETWEEN
from pipeline.messages.template_codes import TEMPLATES

PARTS: dict[str, tuple[Entry, ...]] = {
    "Files and sheets": (*READING, *FILES),
    "Columns and rows": COLUMNS,
    "Answers": ANSWERS,
    "Between submissions": BETWEEN,
    "Reports": REPORTS,
    "Word templates": TEMPLATES,
    "What stops a run": SETUP,
}
CATALOGUE: dict[str, Entry] = {entry.code: entry for entries in PARTS.values() for entry in entries}
