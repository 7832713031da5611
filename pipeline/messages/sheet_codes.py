"""What can be wrong with a file or a sheet."""

from __future__ import annotations

from pipeline.messages.entry import Entry
from pipeline.model import Finding, Place, Severity

SHEET_CODES = (
    Entry(
        "workbook-of-another-layout",
        Severity.NOTE,
        heading="This workbook belongs to the layout {layout}, which was not asked for.",
        consequence="It was skipped.",
        fix="There is nothing to do.",
        example=Finding("workbook-of-another-layout", Place("enquete.xlsx"), details={"layout": "beleving"}),
    ),
    Entry(
        "file-repeated",
        Severity.NOTE,
        heading="This file is exactly the same as {other}.",
        consequence="It was used once.",
        fix="There is nothing to do. You may delete one of them.",
        example=Finding("file-repeated", Place("enquete (1).xlsx"), details={"other": "enquete.xlsx"}),
    ),
    Entry(
        "workbook-empty",
        Severity.WARNING,
        heading="Not one cell of this workbook is filled in.",
        fix="Fill it in, or take it out of the folder of answers.",
        example=Finding("workbook-empty", Place("enquete.xlsx")),
    ),
    Entry(
        "workbook-not-recognised",
        Severity.ERROR,
        heading="This is not a form of Binding, and not a table with our questions above its columns.",
        consequence="Nothing was read.",
        fix="Put the question above each column, at least “{initiative_header}”. Or use a form: binding form.",
        example=Finding("workbook-not-recognised", Place("lijst.xlsx"), details={"initiative_header": "Initiatief"}),
    ),
    Entry(
        "sheet-not-used",
        Severity.NOTE,
        heading="Binding recognises no questions on this sheet.",
        consequence="It was not used.",
        fix="There is nothing to do. Does it hold answers after all? Then put the question above each column.",
        example=Finding("sheet-not-used", Place("enquete.xlsx", "Uitleg")),
    ),
    Entry(
        "sheet-maybe-answers",
        Severity.WARNING,
        heading="Questions of ours seem to stand on this sheet ({questions}), but not so that Binding can read it.",
        consequence="It was not used.",
        fix="Put the questions word for word above the columns, on one row. Or make a form: binding form.",
        example=Finding(
            "sheet-maybe-answers", Place("enquete.xlsx", "Blad2"), details={"questions": "Initiatief; Ideeën"}
        ),
    ),
    Entry(
        "folder-not-entered",
        Severity.NOTE,
        heading="This folder is hidden or points to another place.",
        consequence="What is in it was skipped.",
        fix="Does it hold answers? Then put the workbooks themselves into the folder of answers.",
        example=Finding("folder-not-entered", Place("gedeeld")),
    ),
)
