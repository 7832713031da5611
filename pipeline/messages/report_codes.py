"""What can be wrong with a report."""

from __future__ import annotations

from pipeline.messages.entry import SYSTEM_ERROR, Entry, Words
from pipeline.model import Finding, Place, Severity

_REPORT = Place("Lerend netwerk Gent - Binding.docx")
_PAGE = Place("bevindingen.html")
_WORKBOOK = Place("enquete.xlsx")

REPORTS = (
    Entry(
        "report-edited",
        Severity.ERROR,
        Words(
            "Dit verslag is in Word aangepast. Het is bewaard zoals het is, en niet opnieuw gemaakt.",
            "This report was edited in Word. It is kept as it is, and was not made anew.",
        ),
        Words(
            "Wil je een nieuw verslag? Geef het aangepaste een andere naam of plaats, en voer opnieuw uit. "
            "Met --force wordt het vervangen.",
            "Do you want a new report? Rename or move the edited one, and run again. With --force it is replaced.",
        ),
        Finding("report-edited", _REPORT, initiative="Lerend netwerk Gent"),
    ),
    Entry(
        "report-not-ours",
        Severity.ERROR,
        Words(
            "Op de plaats van dit verslag staat een bestand dat Binding niet gemaakt heeft. Het is bewaard zoals het is.",
            "Where this report should stand there is a file that Binding did not make. It is kept as it is.",
        ),
        Words(
            "Geef dat bestand een andere naam of plaats, en voer opnieuw uit. Met --force wordt het vervangen.",
            "Rename or move that file, and run again. With --force it is replaced.",
        ),
        Finding("report-not-ours", _REPORT, initiative="Lerend netwerk Gent"),
    ),
    Entry(
        "report-place-taken",
        Severity.ERROR,
        Words(
            "Op de plaats van dit verslag staat een map. Het verslag is niet geschreven.",
            "Where this report should stand there is a folder. The report was not written.",
        ),
        Words(
            "Geef die map een andere naam of plaats, en voer opnieuw uit.", "Rename or move that folder, and run again."
        ),
        Finding("report-place-taken", _REPORT, initiative="Lerend netwerk Gent"),
    ),
    Entry(
        "report-replaced",
        Severity.WARNING,
        Words(
            "Dit verslag is in Word aangepast of niet door Binding gemaakt. Met --force komt er een nieuw in de plaats.",
            "This report was edited in Word or not made by Binding. With --force a new one takes its place.",
        ),
        Words(
            "Was dat niet de bedoeling? Haal het terug uit een reservekopie of uit de versiegeschiedenis van OneDrive.",
            "Was that not meant? Bring it back from a backup or from the version history of OneDrive.",
        ),
        Finding("report-replaced", _REPORT, initiative="Lerend netwerk Gent"),
    ),
    Entry(
        "report-not-replaceable",
        Severity.ERROR,
        Words(
            "Dit verslag kan niet geschreven worden: {reason}.",
            "This report can't be written: {reason}.",
        ),
        Words(
            "Staat het open in Word? Sluit het daar, en voer opnieuw uit.",
            "Is it open in Word? Close it there, and run again.",
        ),
        Finding("report-not-replaceable", _REPORT, initiative="Lerend netwerk Gent", details={SYSTEM_ERROR: "EACCES"}),
    ),
    Entry(
        "report-not-made",
        Severity.ERROR,
        Words(
            "Het sjabloon kan met deze antwoorden geen verslag maken. {where} klopt {value} hier niet.",
            "The template can't make a report of these answers. {where} something is wrong with {value}.",
        ),
        Words(
            "Kijk het sjabloon na in Word. De andere verslagen zijn wel gemaakt.",
            "Check the template in Word. The other reports were made.",
        ),
        Finding(
            "report-not-made",
            _REPORT,
            initiative="Lerend netwerk Gent",
            value="{{ 100 / aantal }}",
            details={"part": "body", "heading": "Vragen"},
        ),
    ),
    Entry(
        "page-not-ours",
        Severity.ERROR,
        Words(
            "Op de plaats van de bladzijde met bevindingen staat een bestand dat Binding niet gemaakt heeft. Het is bewaard zoals het is.",
            "Where the page of findings should stand there is a file that Binding did not make. It is kept as it is.",
        ),
        Words(
            "Geef dat bestand een andere naam of plaats, en voer opnieuw uit.",
            "Rename or move that file, and run again.",
        ),
        Finding("page-not-ours", _PAGE),
    ),
    Entry(
        "page-not-replaceable",
        Severity.ERROR,
        Words(
            "De bladzijde met bevindingen kan niet geschreven worden: {reason}. Wat er nog staat, is van een vorige keer.",
            "The page of findings can't be written: {reason}. What is still there is of an earlier run.",
        ),
        Words(
            "Sluit het bestand in andere programma's, en voer opnieuw uit.",
            "Close the file in other programs, and run again.",
        ),
        Finding("page-not-replaceable", _PAGE, details={SYSTEM_ERROR: "EACCES"}),
    ),
    Entry(
        "copy-made",
        Severity.NOTE,
        Words(
            "Er staat een kopie in {copy}. Gemerkte cellen: {count}.",
            "There is a copy in {copy}. Marked cells: {count}.",
        ),
        Words(
            "Verbeter in die kopie de gemerkte cellen, en zet ze bij de antwoorden: ze telt als de nieuwere versie.",
            "Mend the marked cells in that copy, and put it with the answers: it counts as the newer version.",
        ),
        Finding("copy-made", _WORKBOOK, details={"copy": "na te kijken/enquete.xlsx", "count": "12"}),
    ),
    Entry(
        "copy-not-made",
        Severity.NOTE,
        Words(
            "Van dit bestand is geen kopie met gemerkte cellen gemaakt: dat kan alleen met gewone Excel-werkmappen (.xlsx of .xlsm).",
            "No copy with marked cells was made of this file: that works only with ordinary Excel workbooks (.xlsx or .xlsm).",
        ),
        Words(
            "De bevindingen staan hier. Wil je een kopie? Bewaar het bestand in Excel als .xlsx, en kijk het opnieuw na.",
            "The findings are told here. Do you want a copy? Save the file in Excel as .xlsx, and check it again.",
        ),
        Finding("copy-not-made", Place("enquete.csv")),
    ),
    Entry(
        "copy-sheet-there",
        Severity.NOTE,
        Words(
            "Van deze werkmap is geen kopie met gemerkte cellen gemaakt: ze heeft al een eigen werkblad “Bevindingen”.",
            "No copy with marked cells was made of this workbook: it has a sheet “Bevindingen” of its own.",
        ),
        Words("Geef dat werkblad een andere naam, en kijk opnieuw na.", "Rename that sheet, and check again."),
        Finding("copy-sheet-there", _WORKBOOK),
    ),
)
