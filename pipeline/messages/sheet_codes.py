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
        Severity.WARNING,
        heading="Binding recognises no questions on this sheet.",
        consequence="Nothing of it is in the reports.",
        fix="Does it hold answers? Then put the question above each column. Else there is nothing to do.",
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
        "sheet-is-repeat",
        Severity.WARNING,
        heading="This sheet holds answers of a question group that can be answered several times ({questions}).",
        consequence="Binding does not use these yet: they are not in the reports.",
        fix="Put the answers on the main sheet yourself: the number or code under {points} is that under {to} of the row of its initiative there. Give several answers each a line in one cell (Alt+Enter), with the question above the column.",
        example=Finding(
            "sheet-is-repeat",
            Place("kobo.xlsx", "partners"),
            details={"questions": "Naam van de partner; Rol", "points": "_parent_index", "to": "_index"},
        ),
    ),
    Entry(
        "sheet-in-one-column",
        Severity.ERROR,
        heading="On this sheet everything is in one column, with the answers behind each other.",
        consequence="It was not read.",
        fix="Select that column in Excel, choose Data › Text to Columns › Delimited, and save the workbook. Or put the original text file (.csv) into the folder of answers.",
        example=Finding("sheet-in-one-column", Place("export.xlsx", "Blad1", "A1")),
    ),
    Entry(
        "note-not-used",
        Severity.WARNING,
        heading="There is a note or a comment on cells of this sheet ({cells}): “{value}”.",
        consequence="Notes are not in the reports.",
        fix="Does it belong to an answer? Then type it into the cell of that answer. Else there is nothing to do.",
        example=Finding(
            "note-not-used",
            Place("formulier.xlsx", "Binding", "B9"),
            value="dit is nog niet zeker",
            details={"cells": "B9, B12", "count": 2},
        ),
    ),
    Entry(
        "text-box-not-used",
        Severity.WARNING,
        heading="There is a text box on this sheet ({cells}): “{value}”.",
        consequence="Text boxes are not in the reports.",
        fix="Does it belong to an answer? Then type the text into the cell of that answer. Else there is nothing to do.",
        example=Finding(
            "text-box-not-used",
            Place("formulier.xlsx", "Binding", "D5"),
            value="Zie ook onze website",
            details={"cells": "D5", "count": 1},
        ),
    ),
    Entry(
        "picture-not-used",
        Severity.WARNING,
        heading="There is a picture on this sheet ({cells}).",
        consequence="Pictures are not in the reports.",
        fix="Does it say something that belongs to an answer? Then type that into the cell of that answer. Else there is nothing to do.",
        example=Finding(
            "picture-not-used", Place("formulier.xlsx", "Binding", "D5"), details={"cells": "D5", "count": 1}
        ),
    ),
    Entry(
        "control-not-used",
        Severity.WARNING,
        heading="There is a tick box or a button on this sheet that is ticked, and that belongs to no cell.",
        consequence="What it answers is not in the reports.",
        fix="Type the answer into the cell of its question.",
        example=Finding("control-not-used", Place("formulier.xlsx", "Binding"), details={"cells": "", "count": 1}),
    ),
    Entry(
        "embedded-file-not-used",
        Severity.WARNING,
        heading="There is another file inside this sheet.",
        consequence="What is in it is not in the reports.",
        fix="Does it hold answers? Then open it, and copy them into the cells of their questions.",
        example=Finding(
            "embedded-file-not-used", Place("formulier.xlsx", "Binding"), details={"cells": "", "count": 1}
        ),
    ),
    Entry(
        "sheet-objects-damaged",
        Severity.WARNING,
        heading="The notes or the drawings on this sheet are damaged: what is in them can't be read.",
        consequence="The cells were read.",
        fix="Open the workbook in Excel and look whether notes or text boxes belong to an answer. Then type them into the cell of that answer.",
        example=Finding("sheet-objects-damaged", Place("formulier.xlsx", "Binding"), details={"cells": "", "count": 1}),
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
