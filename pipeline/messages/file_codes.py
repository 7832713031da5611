"""What can be wrong with a file before anything in it is looked at, and what to tell of how it was read."""

from __future__ import annotations

from pipeline.messages.entry import SYSTEM_ERROR, Entry, Words
from pipeline.model import Finding, Place, Severity

_ASK_AGAIN_NL = "Vraag de afzender om de werkmap zelf (.xlsx), en zet die in de map."
_ASK_AGAIN_EN = "Ask the sender for the workbook itself (.xlsx), and put that into the folder."


def _other(code: str, what: Words, fix: Words, name: str = "enquete.xlsx") -> Entry:
    """Return the entry of a file that is something else than its name promises."""
    return Entry(code, Severity.ERROR, what, fix, Finding(code, Place(name)))


READING = (
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
            "Dit bestand is geen werkmap en geen tabel. Het is overgeslagen.",
            "This file is no workbook and no table. It was skipped.",
        ),
        Words(
            "Je hoeft niets te doen. Staan er antwoorden in? Zet die dan in een werkmap (.xlsx).",
            "There is nothing to do. Does it hold answers? Then put them into a workbook (.xlsx).",
        ),
        Finding("file-not-a-workbook", Place("leesmij.txt")),
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
            "Deze werkmap is met een wachtwoord beveiligd: ze kan niet gelezen worden.",
            "This workbook is protected with a password: it can't be read.",
        ),
        Words(
            "Open ze in Excel met het wachtwoord, haal het weg bij Bestand › Info › Werkmap beveiligen › Versleutelen met wachtwoord, en bewaar ze.",
            "Open it in Excel with the password, remove that at File › Info › Protect Workbook › Encrypt with Password, and save it.",
        ),
        Finding("workbook-protected", Place("enquete.xlsx")),
    ),
    Entry(
        "workbook-too-large",
        Severity.ERROR,
        Words(
            "Deze werkmap is te groot om veilig te lezen: meer dan {limit}, uitgepakt.",
            "This workbook is too large to read safely: more than {limit}, unpacked.",
        ),
        Words(
            "Verdeel de antwoorden over meer dan één werkmap, of kopieer alleen de antwoorden naar een nieuwe.",
            "Spread the answers over more than one workbook, or copy only the answers to a new one.",
        ),
        Finding("workbook-too-large", Place("enquete.xlsx"), details={"limit": "256 MB"}),
    ),
    Entry(
        "workbook-unreadable",
        Severity.ERROR,
        Words(
            "Deze werkmap is beschadigd: wat erin staat, is niet te lezen. Of het is geen werkmap van Excel.",
            "This workbook is damaged: what is in it can't be read. Or it is not an Excel workbook.",
        ),
        Words(
            "Open ze in Excel en bewaar ze opnieuw als .xlsx. Lukt dat niet? Vraag ze dan opnieuw aan de afzender.",
            "Open it in Excel and save it again as .xlsx. Does that fail? Then ask its sender for it again.",
        ),
        Finding("workbook-unreadable", Place("enquete.xlsx")),
    ),
    Entry(
        "file-only-zeros",
        Severity.ERROR,
        Words(
            "Dit bestand heeft een grootte, maar nog geen inhoud: het bestaat uit nullen. Het is nog niet klaar met kopiëren of synchroniseren, of dat is mislukt.",
            "This file has a size but no content yet: it consists of zeros. It is still being copied or synchronised, or that failed.",
        ),
        Words(
            "Wacht tot het kopiëren of synchroniseren klaar is. Blijft het zo? Zet het bestand er dan opnieuw in.",
            "Wait until copying or synchronising is done. Does it stay so? Then put the file in again.",
        ),
        Finding("file-only-zeros", Place("enquete.xlsx")),
    ),
    Entry(
        "file-changing",
        Severity.ERROR,
        Words(
            "Dit bestand veranderde terwijl Binding het las: er wordt nog in geschreven.",
            "This file changed while Binding was reading it: something is still writing to it.",
        ),
        Words(
            "Wacht tot het bewaren, kopiëren of synchroniseren klaar is, en begin opnieuw.",
            "Wait until saving, copying or synchronising is done, and start again.",
        ),
        Finding("file-changing", Place("enquete.xlsx")),
    ),
    Entry(
        "workbook-cut-off",
        Severity.ERROR,
        Words(
            "Het einde van deze werkmap ontbreekt: het downloaden of kopiëren is halverwege gestopt, of is nog bezig.",
            "The end of this workbook is missing: downloading or copying stopped halfway, or is still going on.",
        ),
        Words(
            "Wacht tot het klaar is, of download of kopieer de werkmap opnieuw.",
            "Wait until it is done, or download or copy the workbook again.",
        ),
        Finding("workbook-cut-off", Place("enquete.xlsx")),
    ),
    _other(
        "file-is-word",
        Words(
            "Dit is een Word-document, geen werkmap van Excel, al zegt de naam iets anders.",
            "This is a Word document, not an Excel workbook, whatever its name says.",
        ),
        Words(
            "Staan er antwoorden in? Neem ze over in een werkmap of in een formulier: binding form.",
            "Does it hold answers? Copy them into a workbook or a form: binding form.",
        ),
    ),
    _other(
        "file-is-presentation",
        Words(
            "Dit is een presentatie, geen werkmap van Excel, al zegt de naam iets anders.",
            "This is a presentation, not an Excel workbook, whatever its name says.",
        ),
        Words(
            _ASK_AGAIN_NL,
            _ASK_AGAIN_EN,
        ),
    ),
    _other(
        "file-is-pdf",
        Words(
            "Dit is een pdf, geen werkmap van Excel, al zegt de naam iets anders.",
            "This is a PDF, not an Excel workbook, whatever its name says.",
        ),
        Words(
            _ASK_AGAIN_NL,
            _ASK_AGAIN_EN,
        ),
    ),
    _other(
        "file-is-picture",
        Words(
            "Dit is een afbeelding, geen werkmap van Excel, al zegt de naam iets anders.",
            "This is a picture, not an Excel workbook, whatever its name says.",
        ),
        Words(
            _ASK_AGAIN_NL,
            _ASK_AGAIN_EN,
        ),
    ),
    _other(
        "file-is-web-page",
        Words(
            "Dit is een webpagina die als rekenblad bewaard is. Sommige websites maken zo'n bestand bij “Exporteren naar Excel”; soms is het een aanmeldpagina.",
            "This is a web page that was saved as a spreadsheet. Some websites make such a file at “Export to Excel”; sometimes it is a page to log in.",
        ),
        Words(
            "Open het in Excel. Zie je de antwoorden? Bewaar het met “Opslaan als” als Excel-werkmap (.xlsx). Zo niet, meld je dan aan op de website en exporteer opnieuw.",
            "Open it in Excel. Do you see the answers? Save it with “Save as” as an Excel workbook (.xlsx). If not, log in on the website and export again.",
        ),
        "export.xls",
    ),
    _other(
        "file-is-archive",
        Words(
            "Dit is een ingepakte map (zip). Wat erin zit, is niet gelezen.",
            "This is a packed folder (zip). What is in it was not read.",
        ),
        Words(
            "Pak ze uit, zet de werkmappen in de map met antwoorden en haal het zip-bestand weg.",
            "Unpack it, put the workbooks into the folder of answers and take the zip file away.",
        ),
        "antwoorden.zip",
    ),
    _other(
        "file-is-numbers",
        Words(
            "Dit is een rekenblad van Numbers (Apple). Dat kan Binding niet lezen.",
            "This is a spreadsheet of Numbers (Apple). Binding can't read that.",
        ),
        Words(
            "Open het in Numbers en kies Archief › Exporteer als › Excel.",
            "Open it in Numbers and choose File › Export To › Excel.",
        ),
        "enquete.numbers",
    ),
    _other(
        "file-is-shortcut",
        Words(
            "Dit is alleen een verwijzing naar een bestand of een rekenblad op internet. De antwoorden zelf zitten er niet in.",
            "This is only a link to a file or to a spreadsheet on the internet. The answers themselves are not in it.",
        ),
        Words(
            "Open het en kies Bestand › Downloaden › Microsoft Excel (.xlsx), of kopieer het bestand zelf naar de map.",
            "Open it and choose File › Download › Microsoft Excel (.xlsx), or copy the file itself to the folder.",
        ),
        "enquete.gsheet",
    ),
    _other(
        "file-is-old-xml",
        Words(
            "Dit is een XML-rekenblad van Excel 2003. Dat kan Binding niet lezen.",
            "This is an XML spreadsheet of Excel 2003. Binding can't read that.",
        ),
        Words(
            "Open het in Excel en bewaar het met “Opslaan als” als Excel-werkmap (.xlsx).",
            "Open it in Excel and save it with “Save as” as an Excel workbook (.xlsx).",
        ),
        "export.xls",
    ),
    _other(
        "file-is-mail",
        Words(
            "Dit is een e-mail, geen werkmap van Excel, al zegt de naam iets anders.",
            "This is an e-mail, not an Excel workbook, whatever its name says.",
        ),
        Words(
            "Zit er een werkmap bij? Bewaar die bijlage in de map met antwoorden.",
            "Does it have a workbook attached? Save that into the folder of answers.",
        ),
    ),
    _other(
        "workbook-unsafe",
        Words(
            "In deze werkmap staat iets wat Excel nooit schrijft en wat andere bestanden kan binnenhalen (een DOCTYPE). Ze is niet gelezen.",
            "This workbook holds something that Excel never writes and that can pull in other files (a DOCTYPE). It was not read.",
        ),
        Words(
            "Weet je van wie ze komt? Open ze dan in Excel en bewaar ze opnieuw als .xlsx. Vertrouw je het niet? Wis ze.",
            "Do you know who sent it? Then open it in Excel and save it again as .xlsx. Don't you trust it? Delete it.",
        ),
    ),
    _other(
        "workbook-takes-too-much",
        Words(
            "Deze werkmap vraagt te veel geheugen. Ze is niet gelezen.",
            "This workbook takes too much memory. It was not read.",
        ),
        Words(
            "Kopieer alleen de antwoorden naar een nieuwe werkmap, of verdeel ze over meer dan één.",
            "Copy only the answers to a new workbook, or spread them over more than one.",
        ),
    ),
    Entry(
        "workbook-takes-too-long",
        Severity.ERROR,
        Words(
            "Deze werkmap was na {seconds} seconden nog niet gelezen. Binding is ermee gestopt.",
            "After {seconds} seconds this workbook was still not read. Binding has stopped reading it.",
        ),
        Words(
            "Kopieer alleen de antwoorden naar een nieuwe werkmap, of verdeel ze over meer dan één.",
            "Copy only the answers to a new workbook, or spread them over more than one.",
        ),
        Finding("workbook-takes-too-long", Place("enquete.xlsx"), details={"seconds": "8"}),
    ),
    _other(
        "workbook-stops-reader",
        Words(
            "Bij het lezen van deze werkmap viel het lezen zelf stil: ze is beschadigd, of er staat een cel heel ver buiten de tabel. De andere werkmappen zijn wel gelezen.",
            "While reading this workbook, the reader itself broke down: it is damaged, or there is a cell very far outside the table. The other workbooks were read.",
        ),
        Words(
            "Kopieer alleen de antwoorden naar een nieuwe werkmap, en bewaar die als .xlsx.",
            "Copy only the answers to a new workbook, and save that as .xlsx.",
        ),
        "enquete.ods",
    ),
    Entry(
        "workbook-partly-seen",
        Severity.NOTE,
        Words(
            "In een bestand als dit (.xls, .xlsb of .ods) ziet Binding niet alles: verborgen rijen en kolommen, opmaak, cellen met een fout zoals #NAAM? en formules zonder waarde.",
            "In a file like this (.xls, .xlsb or .ods) Binding does not see all: hidden rows and columns, formatting, cells with an error such as #NAME? and formulas without a value.",
        ),
        Words(
            "Ontbreekt er een antwoord? Open het bestand dan in Excel en bewaar het als Excel-werkmap (.xlsx).",
            "Is an answer missing? Then open the file in Excel and save it as an Excel workbook (.xlsx).",
        ),
        Finding("workbook-partly-seen", Place("enquete.xls")),
    ),
    Entry(
        "text-encoding-guessed",
        Severity.NOTE,
        Words(
            "Dit tekstbestand zegt niet hoe zijn letters bewaard zijn. Het is gelezen als westers schrift (Windows-1252), zoals Excel het meestal bewaart.",
            "This text file does not say how its letters are stored. It was read as Western (Windows-1252), as Excel mostly saves it.",
        ),
        Words(
            "Kijk of letters als é en ë goed in de verslagen staan. Zo niet, bewaar het dan in Excel als “CSV UTF-8” of als .xlsx.",
            "See whether letters such as é and ë are right in the reports. If not, save it in Excel as “CSV UTF-8” or as .xlsx.",
        ),
        Finding("text-encoding-guessed", Place("enquete.csv")),
    ),
    Entry(
        "text-quote-open",
        Severity.WARNING,
        Words(
            "In dit tekstbestand staat een aanhalingsteken dat niet gesloten wordt. Daardoor zijn vanaf rij {row} mogelijk rijen samengevloeid.",
            "In this text file a quotation mark is opened and never closed, so that rows may have run together from row {row}.",
        ),
        Words(
            "Kijk rij {row} na, of vraag de antwoorden als Excel-werkmap (.xlsx).",
            "Look at row {row}, or ask for the answers as an Excel workbook (.xlsx).",
        ),
        Finding("text-quote-open", Place("enquete.csv", "enquete"), details={"row": "14"}),
    ),
    Entry(
        "sheet-hidden",
        Severity.NOTE,
        Words(
            "Dit werkblad is verborgen. De antwoorden erop zijn gebruikt.",
            "This sheet is hidden. The answers on it were used.",
        ),
        Words(
            "Je hoeft niets te doen. Mogen ze niet mee? Wis dan het werkblad: klik rechts op een tabblad en kies Zichtbaar maken.",
            "There is nothing to do. Should they be left out? Then delete the sheet: right-click a tab and choose Unhide.",
        ),
        Finding("sheet-hidden", Place("enquete.xlsx", "Blad2")),
    ),
    Entry(
        "rows-hidden",
        Severity.NOTE,
        Words(
            "Deze rijen zijn verborgen of weggefilterd, en toch gebruikt: {rows}.",
            "These rows are hidden or filtered out, and were used all the same: {rows}.",
        ),
        Words(
            "Je hoeft niets te doen. Mogen ze niet mee? Wis dan die rijen.",
            "There is nothing to do. Should they be left out? Then delete those rows.",
        ),
        Finding("rows-hidden", Place("enquete.xlsx", "Sheet1", "A2"), details={"rows": "2-5, 9"}),
    ),
    Entry(
        "columns-hidden",
        Severity.NOTE,
        Words(
            "Deze kolommen zijn verborgen, en toch gebruikt: {columns}.",
            "These columns are hidden, and were used all the same: {columns}.",
        ),
        Words(
            "Je hoeft niets te doen. Mogen ze niet mee? Wis dan die kolommen.",
            "There is nothing to do. Should they be left out? Then delete those columns.",
        ),
        Finding("columns-hidden", Place("enquete.xlsx", "Sheet1", "C2"), details={"columns": "C, D"}),
    ),
)
