"""What can be wrong with a file before anything in it is looked at, and notes on how it was read."""

from __future__ import annotations

from pipeline.messages.entry import Entry
from pipeline.messages.field_texts import SYSTEM_ERROR
from pipeline.model import Finding, Place, Severity

_ASK_AGAIN = (
    "Does it hold answers? Ask the sender for the workbook itself (.xlsx), and put that into the folder. If not, take it "
    "out of the folder."
)


def _other_kind(code: str, *, heading: str, fix: str, consequence: str = "", name: str = "enquete.xlsx") -> Entry:
    """Return the entry of a file that is something else than its name promises."""
    example = Finding(code, Place(name))
    return Entry(code, Severity.ERROR, heading=heading, consequence=consequence, fix=fix, example=example)


FILE_CODES = (
    Entry(
        "file-temporary",
        Severity.NOTE,
        heading="This is a temporary file of Excel, of a system or of a synchronisation.",
        consequence="It was skipped.",
        fix="There is nothing to do. Is it still there when Excel is closed? Then you may delete it.",
        example=Finding("file-temporary", Place("~$enquete.xlsx")),
    ),
    Entry(
        "file-not-a-workbook",
        Severity.NOTE,
        heading="This file is no workbook and no table.",
        consequence="It was skipped.",
        fix="There is nothing to do. Does it hold answers? Then put them into a workbook (.xlsx).",
        example=Finding("file-not-a-workbook", Place("leesmij.txt")),
    ),
    Entry(
        "file-empty",
        Severity.ERROR,
        heading="This file is empty: it has zero bytes.",
        fix="Wait until copying or synchronising is done, or put the file in again.",
        example=Finding("file-empty", Place("enquete.xlsx")),
    ),
    Entry(
        "file-not-reachable",
        Severity.ERROR,
        heading="This file can't be opened: {reason}.",
        fix="Close the file in other programs and see whether you can open it yourself.",
        example=Finding("file-not-reachable", Place("enquete.xlsx"), details={SYSTEM_ERROR: "EACCES"}),
    ),
    Entry(
        "folder-not-reachable",
        Severity.ERROR,
        heading="This folder can't be looked into: {reason}.",
        consequence="What is in it was not read.",
        fix="See whether you can open it yourself. Is it on a network? Then try again later.",
        example=Finding("folder-not-reachable", Place("inputs/gent"), details={SYSTEM_ERROR: "EIO"}),
    ),
    Entry(
        "file-outside",
        Severity.ERROR,
        heading="This is a link to a file outside the folder of answers.",
        consequence="It was not read: whoever may put a file here could have another file of this computer published.",
        fix="Put the file itself into the folder.",
        example=Finding("file-outside", Place("enquete.xlsx")),
    ),
    Entry(
        "workbook-protected",
        Severity.ERROR,
        heading="This workbook is protected with a password: it can't be read.",
        fix="Open it in Excel with the password, remove that at File › Info › Protect Workbook › Encrypt with Password, and save it.",
        example=Finding("workbook-protected", Place("enquete.xlsx")),
    ),
    Entry(
        "workbook-too-large",
        Severity.ERROR,
        heading="This workbook is too large to read safely: more than {limit} MB, unpacked.",
        fix="Spread the answers over more than one workbook, or copy only the answers to a new one.",
        example=Finding("workbook-too-large", Place("enquete.xlsx"), details={"limit": 256}),
    ),
    Entry(
        "workbook-unreadable",
        Severity.ERROR,
        heading="This workbook is damaged: what is in it can't be read. Or it is not an Excel workbook.",
        fix="Open it in Excel and save it again as .xlsx. Does that fail? Then ask its sender for it again.",
        example=Finding("workbook-unreadable", Place("enquete.xlsx")),
    ),
    Entry(
        "file-only-zeros",
        Severity.ERROR,
        heading="This file has a size but no content yet: it consists of zeros.",
        consequence="It is still being copied or synchronised, or that failed.",
        fix="Wait until copying or synchronising is done. Does it stay so? Then put the file in again.",
        example=Finding("file-only-zeros", Place("enquete.xlsx")),
    ),
    Entry(
        "file-changing",
        Severity.ERROR,
        heading="This file changed while Binding was reading it: something is still writing to it.",
        fix="Wait until saving, copying or synchronising is done, and start again.",
        example=Finding("file-changing", Place("enquete.xlsx")),
    ),
    Entry(
        "workbook-cut-off",
        Severity.ERROR,
        heading="The end of this workbook is missing: downloading or copying stopped halfway, or is still going on.",
        fix="Wait until it is done, or download or copy the workbook again.",
        example=Finding("workbook-cut-off", Place("enquete.xlsx")),
    ),
    _other_kind(
        "file-is-word",
        heading="This is a Word document, not an Excel workbook.",
        fix="Does it hold answers? Copy them into a workbook or a form: binding form. If not, take it out of the folder.",
    ),
    _other_kind(
        "file-is-presentation",
        heading="This is a presentation, not an Excel workbook.",
        fix=_ASK_AGAIN,
    ),
    _other_kind(
        "file-is-pdf",
        heading="This is a PDF, not an Excel workbook.",
        fix=_ASK_AGAIN,
    ),
    _other_kind(
        "file-is-picture",
        heading="This is a picture, not an Excel workbook.",
        fix=_ASK_AGAIN,
    ),
    _other_kind(
        "file-is-web-page",
        heading="This is a web page, not an Excel workbook.",
        consequence="Some websites make such a file at “Export to Excel”; sometimes it is a page to log in.",
        fix="Open it in Excel. Do you see the answers? Save it with “Save as” as an Excel workbook (.xlsx). If not, log in on the website and export again.",
        name="export.xls",
    ),
    _other_kind(
        "file-is-archive",
        heading="This is a packed folder (zip).",
        consequence="What is in it was not read.",
        fix="Unpack it, put the workbooks into the folder of answers and take the zip file away.",
        name="antwoorden.zip",
    ),
    _other_kind(
        "file-is-numbers",
        heading="This is a spreadsheet of Numbers (Apple).",
        consequence="Binding can't read that.",
        fix="Open it in Numbers and choose File › Export To › Excel.",
        name="enquete.numbers",
    ),
    _other_kind(
        "file-is-shortcut",
        heading="This is only a link to a file or to a spreadsheet on the internet.",
        consequence="The answers themselves are not in it.",
        fix="Open it and choose File › Download › Microsoft Excel (.xlsx), or copy the file itself to the folder.",
        name="enquete.gsheet",
    ),
    _other_kind(
        "file-is-flat-ods",
        heading="This is a spreadsheet in one file of text (Flat OpenDocument).",
        consequence="Binding can't read that.",
        fix="Open it in LibreOffice or Excel and save it with “Save as” as an Excel workbook (.xlsx).",
        name="antwoorden.fods",
    ),
    Entry(
        "file-picture",
        Severity.WARNING,
        heading="This is a picture.",
        consequence="What can be read in it is in no report.",
        fix="Is it a form that somebody filled in by pen? Type the answers into a form. If not, take it out of the folder.",
        example=Finding("file-picture", Place("formulier.jpg")),
    ),
    _other_kind(
        "file-is-old-xml",
        heading="This is an XML spreadsheet of Excel 2003.",
        consequence="Binding can't read that.",
        fix="Open it in Excel and save it with “Save as” as an Excel workbook (.xlsx).",
        name="export.xls",
    ),
    _other_kind(
        "file-is-oldest-excel",
        heading="This is a workbook of Excel 2, 3 or 4, from before 1993.",
        consequence="Binding can't read that.",
        fix="Open it in LibreOffice and save it with “Save as” as an Excel workbook (.xlsx).",
        name="enquete.xls",
    ),
    _other_kind(
        "file-is-mail",
        heading="This is an e-mail, not an Excel workbook.",
        fix="Does it have a workbook attached? Save that into the folder of answers. Are the answers in the mail itself? Copy them into a form. If not, take it out of the folder.",
    ),
    _other_kind(
        "workbook-unsafe",
        heading="This workbook holds something that Excel never writes and that can pull in other files (a DOCTYPE).",
        consequence="It was not read.",
        fix="Do you know who sent it? Then open it in Excel and save it again as .xlsx. Don't you trust it? Delete it.",
    ),
    _other_kind(
        "workbook-takes-too-much",
        heading="This workbook takes too much memory.",
        consequence="It was not read.",
        fix="Copy only the answers to a new workbook, or spread them over more than one.",
    ),
    Entry(
        "workbook-takes-too-long",
        Severity.ERROR,
        heading="After {seconds} seconds this workbook was still not read and checked.",
        consequence="Binding has stopped with it, and used nothing of it.",
        fix="Copy only the answers to a new workbook, or spread them over more than one.",
        example=Finding("workbook-takes-too-long", Place("enquete.xlsx"), details={"seconds": "8"}),
    ),
    _other_kind(
        "workbook-stops-reader",
        heading="While reading this workbook, the reader itself broke down: it is damaged, or there is a cell very far outside the table.",
        consequence="The other workbooks were read.",
        fix="Copy only the answers to a new workbook, and save that as .xlsx.",
        name="enquete.ods",
    ),
    Entry(
        "workbook-too-many-submissions",
        Severity.ERROR,
        heading="This workbook holds {count} submissions; at most {limit} are taken from one workbook.",
        consequence="Nothing of it was used.",
        fix="Is that number right? Then raise most_submissions in layout.toml, or spread them over more than one workbook. If not, look what is below the table.",
        example=Finding(
            "workbook-too-many-submissions", Place("enquete.csv"), details={"count": 330_000, "limit": 10_000}
        ),
    ),
    Entry(
        "workbook-too-many-initiatives",
        Severity.ERROR,
        heading="This workbook speaks of {count} initiatives; at most {limit} are taken from one workbook.",
        consequence="Nothing of it was used, so that it does not make a report for each.",
        fix="Is that number right? Then raise most_initiatives in layout.toml. If not, look which column is called “initiative”.",
        example=Finding(
            "workbook-too-many-initiatives", Place("enquete.csv"), details={"count": 5_000, "limit": 2_000}
        ),
    ),
    Entry(
        "workbook-beyond-the-run",
        Severity.ERROR,
        heading="With the {count} initiatives of this workbook, all workbooks together speak of more than {limit}.",
        consequence="Nothing of it was used; those with fewer were.",
        fix="Are they all meant? Then raise most_initiatives in layout.toml.",
        example=Finding("workbook-beyond-the-run", Place("enquete.csv"), details={"count": 1_900, "limit": 20_000}),
    ),
    Entry(
        "reader-not-started",
        Severity.ERROR,
        heading="This workbook was not read: the part of Binding that reads workbooks could not be started ({reason}).",
        consequence="There is nothing wrong with the workbook.",
        fix="Close other programs and run again. Does it happen again? Then show this to who looks after this computer.",
        example=Finding("reader-not-started", Place("enquete.xlsx"), details={SYSTEM_ERROR: "EAGAIN"}),
    ),
    Entry(
        "reader-ended",
        Severity.ERROR,
        heading="This workbook was not read: the system stopped the part of Binding that reads workbooks, mostly for want of memory.",
        consequence="There need be nothing wrong with the workbook.",
        fix="Close other programs and run again. Does it happen again? Then show this to who looks after this computer.",
        example=Finding("reader-ended", Place("enquete.xlsx")),
    ),
    Entry(
        "workbook-partly-seen",
        Severity.NOTE,
        heading="In a file like this (.xls) Binding does not see text boxes and pictures.",
        fix="Did somebody write in a text box? Then open the file in Excel, and type that into a cell.",
        example=Finding("workbook-partly-seen", Place("enquete.xls")),
    ),
    Entry(
        "text-encoding-guessed",
        Severity.NOTE,
        heading="This text file does not say how its letters are stored.",
        consequence="It was read as Western text ({encoding}), which fits its letters best.",
        fix="See whether letters such as é and ë are right in the reports. If not, save it in Excel as “CSV UTF-8” or as .xlsx.",
        example=Finding("text-encoding-guessed", Place("enquete.csv"), details={"encoding": "Windows-1252"}),
    ),
    Entry(
        "text-quote-open",
        Severity.WARNING,
        heading="In this text file a quotation mark is opened and never closed, so that rows may have run together from row {row}.",
        fix="Look at row {row}, or ask for the answers as an Excel workbook (.xlsx).",
        example=Finding("text-quote-open", Place("enquete.csv", "enquete"), details={"row": "14"}),
    ),
    Entry(
        "sheet-unreadable",
        Severity.ERROR,
        heading="This sheet is damaged: what is in it can't be read.",
        consequence="The other sheets of the workbook were read.",
        fix="Open the workbook in Excel, look whether the sheet is still right, and save it again.",
        example=Finding("sheet-unreadable", Place("enquete.xlsx", "Blad2")),
    ),
    Entry(
        "row-number-wrong",
        Severity.WARNING,
        heading="In the file, this row has a number that Excel does not know.",
        consequence="It was read as the row below the last one.",
        fix="Look whether its answers are right in the report. Open the workbook in Excel and save it again.",
        example=Finding("row-number-wrong", Place("enquete.xlsx", "Blad1", "A14")),
    ),
    Entry(
        "sheet-hidden",
        Severity.NOTE,
        heading="This sheet is hidden.",
        consequence="The answers on it were used.",
        fix="There is nothing to do. Should they be left out? Then delete the sheet: right-click a tab and choose Unhide.",
        example=Finding("sheet-hidden", Place("enquete.xlsx", "Blad2")),
    ),
    Entry(
        "rows-hidden",
        Severity.NOTE,
        heading="These rows are hidden or filtered out, and were used all the same: {rows}.",
        fix="There is nothing to do. Should they be left out? Then delete those rows.",
        example=Finding("rows-hidden", Place("enquete.xlsx", "Sheet1", "A2"), details={"rows": "2-5, 9"}),
    ),
    Entry(
        "columns-hidden",
        Severity.NOTE,
        heading="These columns are hidden, and were used all the same: {columns}.",
        fix="There is nothing to do. Should they be left out? Then delete those columns.",
        example=Finding("columns-hidden", Place("enquete.xlsx", "Sheet1", "C2"), details={"columns": "C, D"}),
    ),
)
