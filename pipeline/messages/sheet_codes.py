"""What can be wrong with a file or a sheet."""

from __future__ import annotations

from pipeline.messages.entry import Entry, Words
from pipeline.model import Finding, Place, Severity

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
