"""The nouns of the project: frozen dataclasses that every stage shares. Standard library only."""

from __future__ import annotations

from pipeline.model.finding import DetailValue, Finding, Severity
from pipeline.model.outcome import CellCounts, Outcome, ReportOutcome, Status, WorkbookOutcome
from pipeline.model.place import Place
from pipeline.model.question import PARTS, TEMPLATE_NAMES, Layout, Part, Question, Role, SeveralSubmissions, Texts
from pipeline.model.submission import (
    Answer,
    CheckedSubmission,
    Contribution,
    Initiative,
    PlainValue,
    Respondent,
    Submission,
    Value,
)
from pipeline.model.workbook import (
    COMMENT_MARK,
    FINDINGS_SHEET,
    FOLLOWS,
    FORM_TEXTS,
    NOT_CALCULATED,
    PICTURE,
    Area,
    Cell,
    CellDetails,
    CellError,
    CellValue,
    ObjectKind,
    Sheet,
    SheetObject,
    Workbook,
)

__all__ = [
    "COMMENT_MARK",
    "FINDINGS_SHEET",
    "FOLLOWS",
    "FORM_TEXTS",
    "NOT_CALCULATED",
    "PARTS",
    "PICTURE",
    "TEMPLATE_NAMES",
    "Answer",
    "Area",
    "Cell",
    "CellCounts",
    "CellDetails",
    "CellError",
    "CellValue",
    "CheckedSubmission",
    "Contribution",
    "DetailValue",
    "Finding",
    "Initiative",
    "Layout",
    "ObjectKind",
    "Outcome",
    "Part",
    "Place",
    "PlainValue",
    "Question",
    "ReportOutcome",
    "Respondent",
    "Role",
    "SeveralSubmissions",
    "Severity",
    "Sheet",
    "SheetObject",
    "Status",
    "Submission",
    "Texts",
    "Value",
    "Workbook",
    "WorkbookOutcome",
]
