"""What can be wrong with a file or a sheet."""

from __future__ import annotations

from pipeline.findings.entry import SYSTEM_ERROR, Entry, Words
from pipeline.model import Finding, Place, Severity

FILES = (
    Entry(
        "file-temporary",
        Severity.NOTE,
        Words(
            "Dit is een tijdelijk bestand van Excel, van een systeem of van een synchronisatie. Het is overgeslagen.",
            "This is a temporary file of Excel, of a system or of a synchronisation. It was skipped.",
        ),
        Words(
            "Je hoeft niets te doen. Staat het er nog als Excel gesloten is? Dan mag je het wissen.",
            "There is nothing to do. Is it still there when Excel is closed? Then you may delete it.",
        ),
        Finding("file-temporary", Place("~$enquete.xlsx")),
    ),
    Entry(
        "file-not-a-workbook",
        Severity.NOTE,
        Words(
            "Dit bestand is geen werkmap van Excel. Het is overgeslagen.",
            "This file is not an Excel workbook. It was skipped.",
        ),
        Words(
            "Je hoeft niets te doen. Staan er antwoorden in? Zet die dan in een werkmap (.xlsx).",
            "There is nothing to do. Does it hold answers? Then put them into a workbook (.xlsx).",
        ),
        Finding("file-not-a-workbook", Place("leesmij.txt")),
    ),
    Entry(
        "file-other-format",
        Severity.ERROR,
        Words(
            "Dit rekenblad is bewaard als {format}. Dat kan Binding nog niet lezen.",
            "This spreadsheet is saved as {format}. Binding can't read that yet.",
        ),
        Words(
            "Open het in Excel en bewaar het met “Opslaan als” als Excel-werkmap (.xlsx).",
            "Open it in Excel and save it with “Save as” as an Excel workbook (.xlsx).",
        ),
        Finding("file-other-format", Place("enquete.csv"), details={"format": ".csv"}),
    ),
    Entry(
        "file-empty",
        Severity.ERROR,
        Words("Dit bestand is leeg: het heeft nul bytes.", "This file is empty: it has zero bytes."),
        Words(
            "Wacht tot het kopiëren of synchroniseren klaar is, of zet het bestand er opnieuw in.",
            "Wait until copying or synchronising is done, or put the file in again.",
        ),
        Finding("file-empty", Place("enquete.xlsx")),
    ),
    Entry(
        "file-not-reachable",
        Severity.ERROR,
        Words("Dit bestand kan niet geopend worden: {reason}.", "This file can't be opened: {reason}."),
        Words(
            "Sluit het bestand in andere programma's en kijk of je het zelf kan openen.",
            "Close the file in other programs and see whether you can open it yourself.",
        ),
        Finding("file-not-reachable", Place("enquete.xlsx"), details={SYSTEM_ERROR: "EACCES"}),
    ),
    Entry(
        "workbook-protected",
        Severity.ERROR,
        Words(
            "Deze werkmap heeft een wachtwoord, of is in een oude versie van Excel bewaard (.xls).",
            "This workbook has a password, or was saved by an old version of Excel (.xls).",
        ),
        Words(
            "Open ze in Excel, haal het wachtwoord weg en bewaar ze als Excel-werkmap (.xlsx).",
            "Open it in Excel, remove the password and save it as an Excel workbook (.xlsx).",
        ),
        Finding("workbook-protected", Place("enquete.xlsx")),
    ),
    Entry(
        "workbook-too-large",
        Severity.ERROR,
        Words(
            "Deze werkmap is te groot om veilig te lezen: uitgepakt meer dan {limit}.",
            "This workbook is too large to read safely: more than {limit} unpacked.",
        ),
        Words(
            "Verdeel de antwoorden over meer dan één werkmap, of kopieer alleen de antwoorden naar een nieuwe.",
            "Spread the answers over more than one workbook, or copy only the answers to a new one.",
        ),
        Finding("workbook-too-large", Place("enquete.xlsx"), details={"limit": "64 MB"}),
    ),
    Entry(
        "workbook-strict",
        Severity.ERROR,
        Words(
            "Deze werkmap is bewaard als “Strict Open XML”. Dat kan Binding nog niet lezen.",
            "This workbook was saved as “Strict Open XML”. Binding can't read that yet.",
        ),
        Words(
            "Open ze in Excel en bewaar ze met “Opslaan als” als gewone Excel-werkmap (.xlsx).",
            "Open it in Excel and save it with “Save as” as an ordinary Excel workbook (.xlsx).",
        ),
        Finding("workbook-strict", Place("enquete.xlsx")),
    ),
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
        "workbook-unreadable",
        Severity.ERROR,
        Words(
            "Deze werkmap is beschadigd, of is geen werkmap van Excel.",
            "This workbook is damaged, or is not an Excel workbook.",
        ),
        Words(
            "Open ze in Excel en bewaar ze opnieuw als .xlsx. Lukt dat niet? Vraag ze dan opnieuw aan de afzender.",
            "Open it in Excel and save it again as .xlsx. Does that fail? Then ask its sender for it again.",
        ),
        Finding("workbook-unreadable", Place("enquete.xlsx")),
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
