"""Every code that Binding knows, and in which part of the reference it is."""

from __future__ import annotations

from pipeline.messages.answer_codes import ANSWER_CODES
from pipeline.messages.column_codes import COLUMN_CODES
from pipeline.messages.entry import Entry
from pipeline.messages.file_codes import FILE_CODES
from pipeline.messages.report_codes import REPORT_CODES
from pipeline.messages.setup_codes import SETUP_CODES
from pipeline.messages.sheet_codes import SHEET_CODES
from pipeline.messages.submission_codes import SUBMISSION_CODES
from pipeline.messages.template_codes import TEMPLATE_CODES

PARTS: dict[str, tuple[Entry, ...]] = {
    "Files and sheets": (*FILE_CODES, *SHEET_CODES),
    "Columns and rows": COLUMN_CODES,
    "Answers": ANSWER_CODES,
    "Between submissions": SUBMISSION_CODES,
    "Reports": REPORT_CODES,
    "Word templates": TEMPLATE_CODES,
    "What stops a run": SETUP_CODES,
}
CATALOGUE: dict[str, Entry] = {entry.code: entry for entries in PARTS.values() for entry in entries}
