"""What can be wrong with the columns and the rows of a table, and with the boxes of a form."""

from __future__ import annotations

from pipeline.messages.entry import Entry
from pipeline.model import Finding, Place, Severity

_TABLE = Place("enquete.xlsx", "Sheet1")

COLUMN_CODES = (
    Entry(
        "column-initiative-missing",
        Severity.ERROR,
        heading="This table has no column “{question}”, so Binding can't tell what its rows are about.",
        fix="Put “{question}” above the names of the initiatives; where there are none yet, in this cell, with the names below it.",
        example=Finding("column-initiative-missing", Place("lijst.xlsx", "Blad1", "D1"), question="Initiatief"),
    ),
    Entry(
        "column-missing",
        Severity.WARNING,
        heading="These questions are not there: {questions}.",
        fix="Were they asked? Then give those answers the same words as a header as on the form.",
        example=Finding("column-missing", _TABLE, details={"questions": "Gemeente, Datum"}),
    ),
    Entry(
        "column-unknown",
        Severity.WARNING,
        heading="These headers belong to no question, and the answers that they have are not in the reports: {columns}.",
        fix="Does one belong to a question? Then write that question there, word for word, or put the header among the aliases of the layout. Else there is nothing to do.",
        example=Finding("column-unknown", _TABLE, details={"columns": "K1 Opmerking"}),
    ),
    Entry(
        "column-empty",
        Severity.NOTE,
        heading="These headers belong to no question, and have no answers: {columns}.",
        fix="There is nothing to do.",
        example=Finding("column-empty", _TABLE, details={"columns": "K1 Opmerking"}),
    ),
    Entry(
        "column-with-remark",
        Severity.WARNING,
        heading="The header “{header}” says more than the question “{question}”.",
        consequence="What it has was read as the answers to that question.",
        fix="There is nothing to do if it asks just that. Does it ask something else? Then give it another header.",
        example=Finding(
            "column-with-remark",
            Place("lijst.xlsx", "Blad1", "C1"),
            question="Gemeente",
            details={"header": "Gemeente (waar je woont)"},
        ),
    ),
    Entry(
        "column-choices-by-order",
        Severity.WARNING,
        heading="In {columns} there are only codes, and no choices of “{question}”.",
        consequence="They were read in the order of the choices: {choices}.",
        fix="Check with one submission whether that is right. Better is to export once more with the full texts of questions and answers.",
        example=Finding(
            "column-choices-by-order",
            _TABLE,
            question="Sector",
            details={"columns": "G1, H1", "choices": "sport, jeugd"},
        ),
    ),
    Entry(
        "column-without-header",
        Severity.WARNING,
        heading="There are answers without a question: {columns} is empty.",
        consequence="These answers are not in the reports.",
        fix="Do they belong to a question? Write that in the empty cell.",
        example=Finding("column-without-header", Place("lijst.xlsx", "Blad1", "C1"), details={"columns": "C1"}),
    ),
    Entry(
        "column-twice",
        Severity.WARNING,
        heading="The question “{question}” is there more than once: {columns}.",
        consequence="All of the answers were read.",
        fix="Leave only one.",
        example=Finding("column-twice", _TABLE, question="Gemeente", details={"columns": "F1, M1"}),
    ),
    Entry(
        "table-of-several-layouts",
        Severity.ERROR,
        heading="This table fits more than one layout: {layouts}.",
        consequence="It was not read.",
        fix="Say with --layout which one you mean, or give the questions of each layout other words.",
        example=Finding(
            "table-of-several-layouts", Place("lijst.xlsx", "Blad1", "A1"), details={"layouts": "beleving, binding"}
        ),
    ),
    Entry(
        "row-is-header",
        Severity.NOTE,
        heading="The headers of the table are repeated here.",
        consequence="This is no submission.",
        fix="There is nothing to do.",
        example=Finding("row-is-header", Place("lijst.xlsx", "Blad1", "A12")),
    ),
    Entry(
        "cell-not-used",
        Severity.WARNING,
        heading="What is in these cells is no answer in a box of the form, and no text of the form itself: {cells}.",
        consequence="It begins with “{value}”, and is not in the reports.",
        fix="Does it belong to an answer? Then put the text into the box of that question. Else there is nothing to do.",
        example=Finding(
            "cell-not-used",
            Place("formulier.xlsx", "Binding", "C22"),
            value="zie ook mijn mail",
            details={"cells": "C22, A30:B31", "count": 5},
        ),
    ),
    Entry(
        "cell-outside-table",
        Severity.WARNING,
        heading="These cells are filled in, but are no part of the table: {cells}.",
        consequence="What they say begins with “{value}”, and is not in the reports.",
        fix="Does it belong to an answer? Then put it on the row of its initiative, under its question. Else there is nothing to do.",
        example=Finding(
            "cell-outside-table",
            Place("lijst.xlsx", "Blad1", "A1"),
            value="Antwoorden van het voorjaar",
            details={"cells": "A1, F12:F13", "count": 3},
        ),
    ),
    Entry(
        "column-nearly",
        Severity.WARNING,
        heading="The header “{header}” is like a question ({likeness} %), but not the same.",
        consequence="Its answers were not read.",
        fix="Does it mean that question? Then write it word for word, or put the header among the aliases of the layout.",
        example=Finding(
            "column-nearly",
            Place("lijst.xlsx", "Blad1", "C1"),
            question="Gemeente",
            suggestion="Gemeente",
            details={"header": "Gemeeente", "likeness": "94"},
        ),
    ),
    Entry(
        "table-sideways",
        Severity.NOTE,
        heading="The questions are below each other here, in column {column}.",
        consequence="Each column beside it was read as one submission.",
        fix="There is nothing to do.",
        example=Finding("table-sideways", Place("lijst.xlsx", "Blad1", "A1"), details={"column": "A"}),
    ),
    Entry(
        "sheet-several-tables",
        Severity.NOTE,
        heading="There is more than one table on this sheet ({cells}).",
        consequence="All of them were read.",
        fix="There is nothing to do. Does one of them not belong here? Then put it into another workbook.",
        example=Finding("sheet-several-tables", Place("lijst.xlsx", "Blad1", "A1"), details={"cells": "A1; A12"}),
    ),
    Entry(
        "moments-unclear",
        Severity.WARNING,
        heading="“{value}” does not tell for sure when this was sent ({cells}): day and month may be swapped, or it is no time.",
        fix="Download the answers as an Excel workbook, or write the year first: 2026-03-15 09:20.",
        example=Finding(
            "moments-unclear",
            Place("export.csv", "Blad1", "A2"),
            value="01/02/2026 09:20",
            details={"cells": "A2; A3"},
        ),
    ),
    Entry(
        "moments-by-order",
        Severity.WARNING,
        heading="In “{value}” only the order of the submissions tells which number is the month: it was read as {read_as}.",
        fix="Check whether that is right. If it is not, then download the answers as an Excel workbook, or write the year first: 2026-03-15 09:20.",
        example=Finding(
            "moments-by-order",
            Place("export.csv", "Blad1", "C2"),
            value="3/12/2026 09:20",
            details={"read_as": "2026-03-12"},
        ),
    ),
    Entry(
        "row-is-total",
        Severity.NOTE,
        heading="Something is added up here.",
        consequence="This is no submission.",
        fix="There is nothing to do.",
        example=Finding("row-is-total", Place("lijst.xlsx", "Blad1", "A14"), value="Totaal"),
    ),
    Entry(
        "row-is-help",
        Severity.WARNING,
        heading="This seems to say how to answer: “{value}”.",
        consequence="It was not used.",
        fix="There is nothing to do if that is so. Is it a submission? Then don't let it be the first.",
        example=Finding("row-is-help", Place("lijst.xlsx", "Blad1", "A2"), value="Vul hier de naam in"),
    ),
    Entry(
        "row-is-note",
        Severity.WARNING,
        heading="Below the table stands “{value}”.",
        consequence="That seems a note and no submission; it was not used.",
        fix="There is nothing to do if that is so. Is it an answer? Then put it on the row of its initiative.",
        example=Finding("row-is-note", Place("lijst.xlsx", "Blad1", "A16"), value="* cijfers van de dienst jeugd"),
    ),
    Entry(
        "row-unfinished",
        Severity.WARNING,
        heading="This submission was begun but never sent: it has no date of sending.",
        consequence="It was not used.",
        fix="Is it complete after all? Then fill in the date of sending, or ask the respondent to send it.",
        example=Finding("row-unfinished", Place("results-survey.xlsx", "Responses", "A7")),
    ),
    Entry(
        "form-other-version",
        Severity.WARNING,
        heading="This form is of another version: these questions are not on it: {questions}.",
        consequence="The others were read.",
        fix="Are the answers needed? Then ask the respondent to fill in a new form: binding form.",
        example=Finding(
            "form-other-version", Place("formulier.xlsx", "Binding"), details={"questions": "Gemeente; Datum"}
        ),
    ),
)
