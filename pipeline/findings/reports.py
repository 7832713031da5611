"""What can be wrong with a report."""

from __future__ import annotations

from pipeline.findings.entry import SYSTEM_ERROR, Entry, Words
from pipeline.model import Finding, Place, Severity

_REPORT = Place("Lerend netwerk Gent - Binding.docx")

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
)
