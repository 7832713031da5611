"""What can be wrong with a workbook that was read, a sheet or a column."""

from __future__ import annotations

from pipeline.findings.entry import Entry, Words
from pipeline.model import Finding, Place, Severity

_TABLE = Place("enquete.xlsx", "Sheet1")

FILES = (
    Entry(
        "workbook-of-another-layout",
        Severity.NOTE,
        Words(
            "Deze werkmap hoort bij de layout {layout}, en die is nu niet gevraagd. Ze is overgeslagen.",
            "This workbook belongs to the layout {layout}, which was not asked for. It was skipped.",
        ),
        Words("Je hoeft niets te doen.", "There is nothing to do."),
        Finding("workbook-of-another-layout", Place("enquete.xlsx"), details={"layout": "beleving"}),
    ),
    Entry(
        "file-repeated",
        Severity.NOTE,
        Words(
            "Dit bestand is precies hetzelfde als {other}. Het is één keer gebruikt.",
            "This file is exactly the same as {other}. It was used once.",
        ),
        Words(
            "Je hoeft niets te doen. Je mag één van de twee wissen.",
            "There is nothing to do. You may delete one of them.",
        ),
        Finding("file-repeated", Place("enquete (1).xlsx"), details={"other": "enquete.xlsx"}),
    ),
    Entry(
        "workbook-empty",
        Severity.WARNING,
        Words("In deze werkmap is geen enkele cel ingevuld.", "Not one cell of this workbook is filled in."),
        Words(
            "Vul ze in, of haal ze weg uit de map met antwoorden.",
            "Fill it in, or take it out of the folder of answers.",
        ),
        Finding("workbook-empty", Place("enquete.xlsx")),
    ),
    Entry(
        "workbook-not-recognised",
        Severity.ERROR,
        Words(
            "Dit is geen formulier van Binding, en geen tabel met onze vragen boven de kolommen. Er is niets uit gelezen.",
            "This is not a form of Binding, and not a table with our questions above its columns. Nothing was read.",
        ),
        Words(
            "Zet boven elke kolom de vraag, met in elk geval “{initiative_header}”. Of gebruik een formulier: binding form.",
            "Put the question above each column, at least “{initiative_header}”. Or use a form: binding form.",
        ),
        Finding("workbook-not-recognised", Place("lijst.xlsx"), details={"initiative_header": "Initiatief"}),
    ),
    Entry(
        "sheet-not-used",
        Severity.NOTE,
        Words(
            "Op dit werkblad herkent Binding geen vragen. Het is niet gebruikt.",
            "Binding recognises no questions on this sheet. It was not used.",
        ),
        Words(
            "Je hoeft niets te doen. Staan er toch antwoorden op? Zet dan boven elke kolom de vraag.",
            "There is nothing to do. Does it hold answers after all? Then put the question above each column.",
        ),
        Finding("sheet-not-used", Place("enquete.xlsx", "Uitleg")),
    ),
    Entry(
        "sheet-maybe-answers",
        Severity.WARNING,
        Words(
            "Op dit werkblad lijken vragen van ons te staan ({questions}), maar niet zo dat Binding het kan lezen. Het is niet gebruikt.",
            "Questions of ours seem to stand on this sheet ({questions}), but not so that Binding can read it. It was not used.",
        ),
        Words(
            "Zet de vragen letterlijk boven de kolommen, op één rij. Of maak een formulier: binding form.",
            "Put the questions word for word above the columns, on one row. Or make a form: binding form.",
        ),
        Finding("sheet-maybe-answers", Place("enquete.xlsx", "Blad2"), details={"questions": "Initiatief; Ideeën"}),
    ),
    Entry(
        "folder-not-entered",
        Severity.NOTE,
        Words(
            "Deze map is verborgen of verwijst naar een andere plaats. Wat erin staat, is overgeslagen.",
            "This folder is hidden or points to another place. What is in it was skipped.",
        ),
        Words(
            "Staan er antwoorden in? Zet de werkmappen dan zelf in de map met antwoorden.",
            "Does it hold answers? Then put the workbooks themselves into the folder of answers.",
        ),
        Finding("folder-not-entered", Place("gedeeld")),
    ),
)

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
)
