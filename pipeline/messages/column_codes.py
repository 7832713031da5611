"""What can be wrong with the columns and the rows of a table, and with the boxes of a form."""

from __future__ import annotations

from pipeline.messages.entry import Entry, Words
from pipeline.model import Finding, Place, Severity

_TABLE = Place("enquete.xlsx", "Sheet1")

COLUMNS = (
    Entry(
        "column-initiative-missing",
        Severity.ERROR,
        Words(
            "Deze tabel heeft geen kolom “{question}”. Daardoor weet Binding niet over wie de rijen gaan.",
            "This table has no column “{question}”, so Binding can't tell what its rows are about.",
        ),
        Words(
            "Zet “{question}” boven de kolom met de namen van de initiatieven.",
            "Put “{question}” above the column that holds the names of the initiatives.",
        ),
        Finding("column-initiative-missing", Place("lijst.xlsx", "Blad1", "A1"), question="Initiatief"),
    ),
    Entry(
        "column-missing",
        Severity.WARNING,
        Words("Deze vragen staan er niet bij: {questions}.", "These questions are not there: {questions}."),
        Words(
            "Werden ze gesteld? Zet dan boven de kolom dezelfde woorden als op het formulier.",
            "Were they asked? Then put the same words above the column as on the form.",
        ),
        Finding("column-missing", _TABLE, details={"questions": "Gemeente, Datum"}),
    ),
    Entry(
        "column-unknown",
        Severity.NOTE,
        Words(
            "Deze kolommen horen bij geen vraag en komen niet in de verslagen: {columns}.",
            "These columns belong to no question and are not in the reports: {columns}.",
        ),
        Words(
            "Je hoeft niets te doen. Hoort er toch een vraag bij? Zet die dan letterlijk boven de kolom.",
            "There is nothing to do. Does one belong to a question? Then put that question above it, word for word.",
        ),
        Finding("column-unknown", _TABLE, details={"columns": "K1 Opmerking"}),
    ),
    Entry(
        "column-without-header",
        Severity.WARNING,
        Words(
            "In kolom {columns} staat iets, maar er staat geen vraag boven. Het komt niet in de verslagen.",
            "There is something in column {columns}, but no question above it. It is not in the reports.",
        ),
        Words(
            "Hoort er een vraag bij? Zet die boven de kolom.",
            "Does it belong to a question? Put that above the column.",
        ),
        Finding("column-without-header", Place("lijst.xlsx", "Blad1", "C1"), details={"columns": "C"}),
    ),
    Entry(
        "column-twice",
        Severity.WARNING,
        Words(
            "De vraag “{question}” staat boven meer dan één kolom: {columns}. Alle kolommen zijn gelezen.",
            "The question “{question}” stands above more than one column: {columns}. All of them were read.",
        ),
        Words("Laat er één staan.", "Leave only one."),
        Finding("column-twice", _TABLE, question="Gemeente", details={"columns": "F1, M1"}),
    ),
    Entry(
        "table-of-several-layouts",
        Severity.ERROR,
        Words(
            "Deze tabel past bij meer dan één layout: {layouts}. Ze is niet gelezen.",
            "This table fits more than one layout: {layouts}. It was not read.",
        ),
        Words(
            "Zeg met --layout welke je bedoelt, of geef de vragen van elke layout andere woorden.",
            "Say with --layout which one you mean, or give the questions of each layout other words.",
        ),
        Finding(
            "table-of-several-layouts", Place("lijst.xlsx", "Blad1", "A1"), details={"layouts": "beleving, binding"}
        ),
    ),
    Entry(
        "row-is-header",
        Severity.NOTE,
        Words(
            "Deze rij herhaalt de koppen van de tabel. Ze is geen inzending.",
            "This row repeats the headers of the table. It is no submission.",
        ),
        Words("Je hoeft niets te doen.", "There is nothing to do."),
        Finding("row-is-header", Place("lijst.xlsx", "Blad1", "A12")),
    ),
    Entry(
        "cell-not-used",
        Severity.WARNING,
        Words(
            "Deze cel is ingevuld, maar staat buiten de vakken van het formulier. Ze is niet gebruikt.",
            "This cell is filled in, but stands outside the boxes of the form. It was not used.",
        ),
        Words(
            "Hoort ze bij een antwoord? Zet de tekst dan in het vak van die vraag.",
            "Does it belong to an answer? Then put the text into the box of that question.",
        ),
        Finding("cell-not-used", Place("formulier.xlsx", "Binding", "B22")),
    ),
    Entry(
        "column-nearly",
        Severity.WARNING,
        Words(
            "De kop “{header}” lijkt op een vraag ({likeness} %), maar is niet dezelfde. De kolom is niet gelezen.",
            "The header “{header}” is like a question ({likeness} %), but not the same. The column was not read.",
        ),
        Words(
            "Hoort de kolom bij die vraag? Zet ze er dan letterlijk boven, of bij aliases in de layout.",
            "Does the column belong to that question? Then put it above it word for word, or among the aliases of the layout.",
        ),
        Finding(
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
        Words(
            "De vragen staan hier onder elkaar, in kolom {column}. Elke kolom ernaast is gelezen als één inzending.",
            "The questions stand below each other here, in column {column}. Each column beside it was read as one submission.",
        ),
        Words("Je hoeft niets te doen.", "There is nothing to do."),
        Finding("table-sideways", Place("lijst.xlsx", "Blad1", "A1"), details={"column": "A"}),
    ),
    Entry(
        "sheet-several-tables",
        Severity.NOTE,
        Words(
            "Op dit werkblad staat meer dan één tabel ({cells}). Ze zijn allemaal gelezen.",
            "There is more than one table on this sheet ({cells}). All of them were read.",
        ),
        Words(
            "Je hoeft niets te doen. Hoort er één niet bij? Zet ze dan in een andere werkmap.",
            "There is nothing to do. Does one of them not belong here? Then put it into another workbook.",
        ),
        Finding("sheet-several-tables", Place("lijst.xlsx", "Blad1", "A1"), details={"cells": "A1; A12"}),
    ),
    Entry(
        "moments-unclear",
        Severity.WARNING,
        Words(
            "“{value}” zegt niet zeker wanneer dit ingezonden is ({cells}): dag en maand kunnen verwisseld zijn, of het is geen tijd.",
            "“{value}” does not tell for sure when this was sent ({cells}): day and month may be swapped, or it is no time.",
        ),
        Words(
            "Download de antwoorden als Excel-werkmap, of schrijf de dag eerst met het jaar vooraan: 2026-03-15 09:20.",
            "Download the answers as an Excel workbook, or write the year first: 2026-03-15 09:20.",
        ),
        Finding(
            "moments-unclear",
            Place("export.csv", "Blad1", "A2"),
            value="01/02/2026 09:20",
            details={"cells": "A2; A3"},
        ),
    ),
    Entry(
        "row-is-total",
        Severity.NOTE,
        Words(
            "Deze rij telt iets samen. Ze is geen inzending.",
            "This row adds something up. It is no submission.",
        ),
        Words("Je hoeft niets te doen.", "There is nothing to do."),
        Finding("row-is-total", Place("lijst.xlsx", "Blad1", "A14"), value="Totaal"),
    ),
    Entry(
        "row-is-note",
        Severity.WARNING,
        Words(
            "Onder de tabel staat “{value}”. Dat lijkt een nota en geen inzending; het is niet gebruikt.",
            "Below the table stands “{value}”. That seems a note and no submission; it was not used.",
        ),
        Words(
            "Je hoeft niets te doen als dat klopt. Is het een antwoord? Zet het dan op de rij van zijn initiatief.",
            "There is nothing to do if that is so. Is it an answer? Then put it on the row of its initiative.",
        ),
        Finding("row-is-note", Place("lijst.xlsx", "Blad1", "A16"), value="* cijfers van de dienst jeugd"),
    ),
    Entry(
        "row-unfinished",
        Severity.WARNING,
        Words(
            "Deze inzending is begonnen maar nooit verzonden: er is geen datum van inzenden. Ze is niet gebruikt.",
            "This submission was begun but never sent: it has no date of sending. It was not used.",
        ),
        Words(
            "Is ze toch af? Vul dan de datum van inzenden in, of vraag de invuller ze te verzenden.",
            "Is it complete after all? Then fill in the date of sending, or ask the respondent to send it.",
        ),
        Finding("row-unfinished", Place("results-survey.xlsx", "Responses", "A7")),
    ),
    Entry(
        "form-other-version",
        Severity.WARNING,
        Words(
            "Dit formulier is van een andere versie: deze vragen staan er niet op: {questions}. De andere zijn gelezen.",
            "This form is of another version: these questions are not on it: {questions}. The others were read.",
        ),
        Words(
            "Zijn de antwoorden nodig? Vraag de invuller dan een nieuw formulier in te vullen: binding form.",
            "Are the answers needed? Then ask the respondent to fill in a new form: binding form.",
        ),
        Finding("form-other-version", Place("formulier.xlsx", "Binding"), details={"questions": "Gemeente; Datum"}),
    ),
)
