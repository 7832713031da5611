"""What can be wrong with a report."""

from __future__ import annotations

from pipeline.messages.entry import Entry
from pipeline.messages.field_texts import SYSTEM_ERROR
from pipeline.model import Finding, Place, Severity

_REPORT = Place("Lerend netwerk Gent - Binding.docx")
_PAGE = Place("bevindingen.html")
_WORKBOOK = Place("enquete.xlsx")

REPORT_CODES = (
    Entry(
        "report-edited",
        Severity.ERROR,
        heading="This report was edited in Word.",
        consequence="It is kept as it is, and was not made anew.",
        fix="Do you want a new report? Rename or move the edited one, and run again. With --force it is replaced.",
        example=Finding("report-edited", _REPORT, initiative="Lerend netwerk Gent"),
    ),
    Entry(
        "report-not-ours",
        Severity.ERROR,
        heading="Where this report should stand there is a file that Binding did not make.",
        consequence="It is kept as it is.",
        fix="Rename or move that file, and run again. With --force it is replaced.",
        example=Finding("report-not-ours", _REPORT, initiative="Lerend netwerk Gent"),
    ),
    Entry(
        "report-open",
        Severity.WARNING,
        heading="This report is open in Word or LibreOffice: beside it is the file {owner}.",
        consequence="It was left as it is; the new one is written by the next run.",
        fix="Close the report, and run again. Has nobody opened it? Then remove that file.",
        example=Finding(
            "report-open",
            _REPORT,
            initiative="Lerend netwerk Gent",
            details={"owner": "~$rend netwerk Gent - Binding.docx"},
        ),
    ),
    Entry(
        "report-is-link",
        Severity.ERROR,
        heading="Where this report should stand there is a link to another place.",
        consequence="It is kept as it is, and nothing was written where it leads.",
        fix="Remove the link, and run again. With --force the report takes its place.",
        example=Finding("report-is-link", _REPORT, initiative="Lerend netwerk Gent"),
    ),
    Entry(
        "report-place-taken",
        Severity.ERROR,
        heading="Where this report should stand there is a folder.",
        consequence="The report was not written.",
        fix="Rename or move that folder, and run again.",
        example=Finding("report-place-taken", _REPORT, initiative="Lerend netwerk Gent"),
    ),
    Entry(
        "report-replaced",
        Severity.WARNING,
        heading="This report was edited in Word or not made by Binding.",
        consequence="With --force a new one takes its place.",
        fix="Was that not meant? Bring it back from a backup or from the version history of OneDrive.",
        example=Finding("report-replaced", _REPORT, initiative="Lerend netwerk Gent"),
    ),
    Entry(
        "report-not-replaceable",
        Severity.ERROR,
        heading="This report can't be written: {reason}.",
        fix="Is it open in Word? Close it there, and run again.",
        example=Finding(
            "report-not-replaceable", _REPORT, initiative="Lerend netwerk Gent", details={SYSTEM_ERROR: "EACCES"}
        ),
    ),
    Entry(
        "report-not-made",
        Severity.ERROR,
        heading="The template can't make a report of these answers.",
        consequence="{where} something is wrong with {value}.",
        fix="Check the template in Word. The other reports were made.",
        example=Finding(
            "report-not-made",
            _REPORT,
            initiative="Lerend netwerk Gent",
            value="{{ 100 / aantal }}",
            details={"part": "body", "heading": "Vragen"},
        ),
    ),
    Entry(
        "report-unfit-answers",
        Severity.ERROR,
        heading="The template asks something that these answers can't tell.",
        consequence="{where}, {value} can't be worked out where {unfit}. The report was not made.",
        fix="Let the answers agree or mend them, or change that tag in Word. The other reports were made.",
        example=Finding(
            "report-unfit-answers",
            _REPORT,
            initiative="Lerend netwerk Gent",
            value='{% if akkoord == "ja" %}',
            details={"part": "body", "reason": "differ"},
        ),
    ),
    Entry(
        "report-too-wide",
        Severity.ERROR,
        heading="A table of this report would have {what} columns, and Word takes at most 63.",
        consequence="{where}, {value} makes them. The report was not made.",
        fix="Let that tag repeat rows (tr) instead of columns (tc), or show fewer of them. The other reports were made.",
        example=Finding(
            "report-too-wide",
            _REPORT,
            initiative="Lerend netwerk Gent",
            value="{%tc for vraag in questions %}",
            details={"part": "body", "what": "80"},
        ),
    ),
    Entry(
        "page-not-ours",
        Severity.ERROR,
        heading="Where the page of findings should stand there is a file that Binding did not make.",
        consequence="It is kept as it is.",
        fix="Rename or move that file, and run again.",
        example=Finding("page-not-ours", _PAGE),
    ),
    Entry(
        "page-not-replaceable",
        Severity.ERROR,
        heading="The page of findings can't be written: {reason}.",
        consequence="What is still there is of an earlier run.",
        fix="Close the file in other programs, and run again.",
        example=Finding("page-not-replaceable", _PAGE, details={SYSTEM_ERROR: "EACCES"}),
    ),
    Entry(
        "copy-made",
        Severity.NOTE,
        heading="There is a copy in {copy}.",
        consequence="Marked cells: {count}.",
        fix="Mend the marked cells in that copy, and put it with the answers: it counts as the newer version.",
        example=Finding("copy-made", _WORKBOOK, details={"copy": "na te kijken/enquete.xlsx", "count": "12"}),
    ),
    Entry(
        "copy-not-made",
        Severity.NOTE,
        heading="No copy with marked cells was made of this file: that works only with ordinary Excel workbooks (.xlsx or .xlsm).",
        fix="The findings are told here. Do you want a copy? Save the file in Excel as .xlsx, and check it again.",
        example=Finding("copy-not-made", Place("enquete.csv")),
    ),
    Entry(
        "copy-sheet-there",
        Severity.NOTE,
        heading="No copy with marked cells was made of this workbook: it has a sheet “Bevindingen” of its own.",
        fix="Rename that sheet, and check again.",
        example=Finding("copy-sheet-there", _WORKBOOK),
    ),
)
