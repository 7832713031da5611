"""The catalogue: every code, its severity, and its words in Dutch and English. Pure.

A `Finding` carries only facts; its words are made here. What stops a whole run (`SetupError`) speaks through the same
catalogue, so that every message the tool can give has one home.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from pipeline.model import Finding, Place, Severity

Language: TypeAlias = Literal["nl", "en"]
LONGEST_VALUE = 80
"""Characters of an offending value that a message or a record may show: answers are personal data."""
LONGEST_QUESTION = 60
"""Characters of a question that a message repeats: enough to know it by."""


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence or two, in both languages; `{names}` are filled in from the finding."""

    nl: str
    en: str

    def of(self, language: Language) -> str:
        """Return the words in this language."""
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of the catalogue: what is wrong, and how to mend it."""

    code: str
    severity: Severity
    what: Words
    fix: Words
    example: Finding = field(default_factory=lambda: Finding("", Place("")))


class SetupError(Exception):
    """The run can't start or go on: a broken layout, a busy folder, no permission. Carries all that is wrong at once."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Keep the findings, of which there is at least one."""
        self.findings = tuple(findings)
        super().__init__("; ".join(f"{finding.place}: {finding.code}" for finding in self.findings))


def shorten(value: str) -> str:
    """Cut an offending value to what a message may show, on one line."""
    line = " ".join(value.split())
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"


def severity_of(finding: Finding) -> Severity:
    """Return the severity that the catalogue gives this finding's code."""
    return CATALOGUE[finding.code].severity


def message(finding: Finding, language: Language) -> str:
    """Say what is wrong."""
    return CATALOGUE[finding.code].what.of(language).format_map(_facts(finding))


def fix(finding: Finding, language: Language) -> str:
    """Say how to mend it, with the suggestion where there is one."""
    words = CATALOGUE[finding.code].fix.of(language).format_map(_facts(finding))
    if finding.suggestion is None:
        return words
    question = "Bedoelde je" if language == "nl" else "Did you mean"
    return f"{question} “{finding.suggestion}”? {words}"


def _facts(finding: Finding) -> dict[str, str]:
    return {
        "file": finding.place.file,
        "sheet": finding.place.sheet or "",
        "cell": finding.place.cell or "",
        "initiative": finding.initiative or "",
        "question": textwrap.shorten(finding.question or "", LONGEST_QUESTION, placeholder=" …"),
        "value": finding.value or "",
        **finding.details,
    }


# --- The catalogue -----------------------------------------------------------------------------------------------------

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_TABLE = Place("enquete.xlsx", "Sheet1")
_CELL = Place("enquete.xlsx", "Sheet1", "H4")

_FILES = (
    Entry(
        "file-temporary",
        _NOTE,
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
        _NOTE,
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
        _ERROR,
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
        _ERROR,
        Words("Dit bestand is leeg: het heeft nul bytes.", "This file is empty: it has zero bytes."),
        Words(
            "Wacht tot het kopiëren of synchroniseren klaar is, of zet het bestand er opnieuw in.",
            "Wait until copying or synchronising is done, or put the file in again.",
        ),
        Finding("file-empty", Place("enquete.xlsx")),
    ),
    Entry(
        "file-not-reachable",
        _ERROR,
        Words("Dit bestand kan niet geopend worden: {reason}.", "This file can't be opened: {reason}."),
        Words(
            "Sluit het bestand in andere programma's en kijk of je het zelf kan openen.",
            "Close the file in other programs and see whether you can open it yourself.",
        ),
        Finding("file-not-reachable", Place("enquete.xlsx"), details={"reason": "geen toegang"}),
    ),
    Entry(
        "workbook-protected",
        _ERROR,
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
        _ERROR,
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
        "workbook-unreadable",
        _ERROR,
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
        _WARNING,
        Words("In deze werkmap is geen enkele cel ingevuld.", "Not one cell of this workbook is filled in."),
        Words(
            "Vul ze in, of haal ze weg uit de map met antwoorden.",
            "Fill it in, or take it out of the folder of answers.",
        ),
        Finding("workbook-empty", Place("enquete.xlsx")),
    ),
    Entry(
        "workbook-not-recognised",
        _ERROR,
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
        _NOTE,
        Words("Op dit werkblad staan geen antwoorden. Het is niet gebruikt.", "No answers on this sheet. It was not used."),
        Words(
            "Je hoeft niets te doen. Staan er toch antwoorden op? Zet dan boven elke kolom de vraag.",
            "There is nothing to do. Does it hold answers after all? Then put the question above each column.",
        ),
        Finding("sheet-not-used", Place("enquete.xlsx", "Uitleg")),
    ),
)

_COLUMNS = (
    Entry(
        "column-initiative-missing",
        _ERROR,
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
        _WARNING,
        Words("Voor deze vragen is er geen plaats: {questions}.", "There is no place for these questions: {questions}."),
        Words(
            "Werden ze gesteld? Zet dan de vraag boven haar kolom, zoals ze in de layout staat.",
            "Were they asked? Then put the question above its column, as the layout words it.",
        ),
        Finding("column-missing", _TABLE, details={"questions": "Gemeente, Datum"}),
    ),
    Entry(
        "column-unknown",
        _NOTE,
        Words(
            "Deze kolommen horen bij geen vraag en komen niet in de verslagen: {columns}.",
            "These columns belong to no question and are not in the reports: {columns}.",
        ),
        Words(
            "Je hoeft niets te doen. Hoort er toch een vraag bij? Zet die dan letterlijk boven de kolom.",
            "There is nothing to do. Does one belong to a question? Then put that question above it, word for word.",
        ),
        Finding("column-unknown", _TABLE, details={"columns": "Opmerking (K1)"}),
    ),
    Entry(
        "column-twice",
        _WARNING,
        Words(
            "De vraag “{question}” staat boven meer dan één kolom: {columns}. Alle kolommen zijn gelezen.",
            "The question “{question}” stands above more than one column: {columns}. All of them were read.",
        ),
        Words("Laat er één staan.", "Leave only one."),
        Finding("column-twice", _TABLE, question="Gemeente", details={"columns": "F1, M1"}),
    ),
)

_ANSWERS = (
    Entry(
        "answer-missing",
        _ERROR,
        Words(
            "Er is geen antwoord op “{question}”. Zonder dat antwoord wordt deze inzending niet gebruikt.",
            "There is no answer to “{question}”. Without it this submission is not used.",
        ),
        Words("Vul de cel in.", "Fill in the cell."),
        Finding("answer-missing", _CELL, question="Initiatief"),
    ),
    Entry(
        "answer-not-a-choice",
        _ERROR,
        Words(
            "“{value}” is geen keuze van “{question}”. In het verslag staat het zoals het getypt is.",
            "“{value}” is not a choice of “{question}”. The report shows it as typed.",
        ),
        Words("Kies uit: {choices}.", "Choose from: {choices}."),
        Finding(
            "answer-not-a-choice",
            _CELL,
            initiative="Lerend netwerk Gent",
            question="Sector",
            value="sprot",
            suggestion="sport",
            details={"choices": "sport, jeugd, cultuur, welzijn, andere"},
        ),
    ),
    Entry(
        "answer-not-a-date",
        _ERROR,
        Words(
            "“{value}” is geen datum die Binding begrijpt. In het verslag staat het zoals het getypt is.",
            "“{value}” is not a date that Binding understands. The report shows it as typed.",
        ),
        Words("Schrijf dag, maand en jaar: 15/03/2026.", "Write day, month and year: 15/03/2026."),
        Finding("answer-not-a-date", _CELL, question="Datum", value="half maart"),
    ),
    Entry(
        "answer-not-a-number",
        _ERROR,
        Words(
            "“{value}” is geen getal. In het verslag staat het zoals het getypt is.",
            "“{value}” is not a number. The report shows it as typed.",
        ),
        Words("Schrijf alleen cijfers, met een komma: 12,5.", "Write digits only, with a comma: 12,5."),
        Finding("answer-not-a-number", _CELL, question="Aantal deelnemers", value="een twintigtal"),
    ),
    Entry(
        "answer-not-an-integer",
        _ERROR,
        Words(
            "“{value}” is geen geheel getal. In het verslag staat het zoals het getypt is.",
            "“{value}” is not a whole number. The report shows it as typed.",
        ),
        Words("Schrijf een getal zonder komma: 12.", "Write a number without decimals: 12."),
        Finding("answer-not-an-integer", _CELL, question="Aantal deelnemers", value="12,5"),
    ),
    Entry(
        "answer-not-an-email",
        _ERROR,
        Words(
            "“{value}” is geen e-mailadres. In het verslag staat het zoals het getypt is.",
            "“{value}” is not an e-mail address. The report shows it as typed.",
        ),
        Words("Schrijf één adres: naam@voorbeeld.be.", "Write one address: name@example.be."),
        Finding("answer-not-an-email", _CELL, question="E-mailadres", value="an.peeters voorbeeld.be"),
    ),
    Entry(
        "answer-not-a-url",
        _ERROR,
        Words(
            "“{value}” is geen webadres. In het verslag staat het zoals het getypt is.",
            "“{value}” is not a web address. The report shows it as typed.",
        ),
        Words("Schrijf het hele adres: https://www.voorbeeld.be.", "Write the whole address: https://www.example.be."),
        Finding("answer-not-a-url", _CELL, question="Website", value="onze site"),
    ),
    Entry(
        "answer-not-a-phone-number",
        _ERROR,
        Words(
            "“{value}” is geen telefoonnummer. In het verslag staat het zoals het getypt is.",
            "“{value}” is not a phone number. The report shows it as typed.",
        ),
        Words("Schrijf het nummer met cijfers: 09 123 45 67.", "Write the number in digits: 09 123 45 67."),
        Finding("answer-not-a-phone-number", _CELL, question="Telefoon", value="zie mail"),
    ),
    Entry(
        "answer-not-yes-or-no",
        _ERROR,
        Words(
            "“{value}” is geen ja of nee. In het verslag staat het zoals het getypt is.",
            "“{value}” is neither yes nor no. The report shows it as typed.",
        ),
        Words("Schrijf ja of nee.", "Write ja or nee."),
        Finding("answer-not-yes-or-no", _CELL, question="Mogen we je contacteren?", value="misschien"),
    ),
    Entry(
        "answer-out-of-range",
        _ERROR,
        Words(
            "“{value}” valt buiten wat bij “{question}” kan ({range}).",
            "“{value}” is outside what “{question}” allows ({range}).",
        ),
        Words("Kijk het antwoord na.", "Check the answer."),
        Finding("answer-out-of-range", _CELL, question="Tevredenheid", value="11", details={"range": "1 … 10"}),
    ),
    Entry(
        "answer-too-long",
        _WARNING,
        Words(
            "Dit antwoord heeft {length} tekens; gevraagd waren er hoogstens {max_length}. Het staat volledig in het verslag.",
            "This answer has {length} characters; at most {max_length} were asked. The report shows all of it.",
        ),
        Words("Maak het korter als dat moet.", "Shorten it if it has to be shorter."),
        Finding("answer-too-long", _CELL, question="Motto", details={"length": "412", "max_length": "200"}),
    ),
    Entry(
        "answer-pattern",
        _ERROR,
        Words(
            "“{value}” heeft niet de vorm die “{question}” vraagt.",
            "“{value}” does not have the form that “{question}” asks for.",
        ),
        Words("{hint}", "{hint}"),
        Finding(
            "answer-pattern",
            _CELL,
            question="Postcode",
            value="900",
            details={"hint": "Een postcode heeft vier cijfers."},
        ),
    ),
    Entry(
        "answer-several",
        _WARNING,
        Words(
            "Op “{question}” staan meer antwoorden dan één: {places}. Ze staan alle in het verslag.",
            "There is more than one answer to “{question}”: {places}. The report shows them all.",
        ),
        Words("Laat er één staan.", "Leave only one."),
        Finding("answer-several", _CELL, question="Datum", details={"places": "H4, M4"}),
    ),
    Entry(
        "answer-excel-error",
        _ERROR,
        Words(
            "Excel toont hier {value} in plaats van een antwoord. Het antwoord zelf staat niet in het verslag.",
            "Excel shows {value} here instead of an answer. The answer itself is not in the report.",
        ),
        Words(
            "Begon het antwoord met een streepje of een gelijkheidsteken? Zet er dan een ' (apostrof) voor.",
            "Did the answer begin with a dash or an equals sign? Then put an ' (apostrophe) before it.",
        ),
        Finding("answer-excel-error", _CELL, question="Ideeën", value="#NAME?"),
    ),
    Entry(
        "answer-control-characters",
        _WARNING,
        Words(
            "In dit antwoord staan onzichtbare tekens die niet in Word kunnen ({characters}). Ze zijn weggelaten.",
            "This answer holds invisible characters that Word can't hold ({characters}). They were left out.",
        ),
        Words(
            "Kijk in het verslag of de tekst klopt. Typ ze anders opnieuw in de cel.",
            "Look in the report whether the text is right. If not, type it in the cell again.",
        ),
        Finding("answer-control-characters", _CELL, question="Ideeën", details={"characters": "U+0007"}),
    ),
    Entry(
        "submission-empty",
        _WARNING,
        Words(
            "Deze inzending beantwoordt geen enkele vraag. Zonder andere inzending is het verslag het lege werkblad.",
            "This submission answers not one question. Without another submission the report is the blank worksheet.",
        ),
        Words(
            "Je hoeft niets te doen als dat zo bedoeld is: je kan het werkblad afdrukken en met de pen invullen.",
            "There is nothing to do if that is what you want: you can print the worksheet and fill it in by pen.",
        ),
        Finding("submission-empty", _CELL, initiative="Lerend netwerk Gent"),
    ),
)

_BETWEEN = (
    Entry(
        "answer-replaced",
        _NOTE,
        Words(
            "Dezelfde invuller antwoordde later opnieuw op “{question}” ({later}). Het latere antwoord staat in het verslag.",
            "The same respondent later answered “{question}” again ({later}). The report shows the later answer.",
        ),
        Words("Je hoeft niets te doen.", "There is nothing to do."),
        Finding(
            "answer-replaced",
            _CELL,
            initiative="Lerend netwerk Gent",
            question="Gemeente",
            details={"later": "H9"},
        ),
    ),
    Entry(
        "answer-from-earlier",
        _NOTE,
        Words(
            "Dezelfde invuller zond later opnieuw in, zonder antwoord op “{question}”. Dit eerdere antwoord blijft staan.",
            "The same respondent sent again later, without an answer to “{question}”. This earlier answer stays.",
        ),
        Words(
            "Moet het weg? Maak dan deze cel leeg.",
            "Should it go? Then empty this cell.",
        ),
        Finding("answer-from-earlier", _CELL, initiative="Lerend netwerk Gent", question="Gemeente"),
    ),
    Entry(
        "submission-repeated",
        _NOTE,
        Words(
            "Deze inzending staat er twee keer, met dezelfde antwoorden ({other}). Ze is één keer gebruikt.",
            "This submission is there twice, with the same answers ({other}). It was used once.",
        ),
        Words("Je hoeft niets te doen.", "There is nothing to do."),
        Finding(
            "submission-repeated",
            _CELL,
            initiative="Lerend netwerk Gent",
            details={"other": "B9"},
        ),
    ),
    Entry(
        "submission-order-unknown",
        _WARNING,
        Words(
            "Dezelfde invuller zond meer dan één keer in ({others}), en nergens staat welke inzending de laatste is. "
            "Ze staan alle in het verslag.",
            "The same respondent sent more than once ({others}), and nothing tells which came last. The report shows all.",
        ),
        Words(
            "Haal de oude inzending weg, of vul in elke inzending de datum in.",
            "Remove the old submission, or fill in the date in each of them.",
        ),
        Finding(
            "submission-order-unknown",
            _CELL,
            initiative="Lerend netwerk Gent",
            details={"others": "formulier.xlsx › Formulier › B6"},
        ),
    ),
    Entry(
        "submission-not-latest",
        _NOTE,
        Words(
            "Van dit initiatief wordt alleen de laatste inzending gebruikt ({latest}). Deze is ouder.",
            "Only the latest submission of this initiative is used ({latest}). This one is older.",
        ),
        Words(
            "Je hoeft niets te doen. Wil je ze samen in het verslag? Zet in de layout: several_submissions = \"together\".",
            "There is nothing to do. Do you want them together? Put into the layout: several_submissions = \"together\".",
        ),
        Finding(
            "submission-not-latest",
            _CELL,
            initiative="Lerend netwerk Gent",
            details={"latest": "enquete.xlsx › Sheet1 › H9"},
        ),
    ),
    Entry(
        "initiative-several-refused",
        _ERROR,
        Words(
            "Van dit initiatief is er meer dan één inzending ({others}). De layout laat er maar één toe.",
            "This initiative has more than one submission ({others}). The layout allows only one.",
        ),
        Words("Hou er één over, en voer daarna opnieuw uit.", "Keep one of them, then run again."),
        Finding(
            "initiative-several-refused",
            _CELL,
            initiative="Lerend netwerk Gent",
            details={"others": "B9"},
        ),
    ),
    Entry(
        "particulars-differ",
        _WARNING,
        Words(
            "De invullers van dit initiatief antwoorden verschillend op “{question}” (zie ook {others}). Alles staat in het verslag.",
            "The respondents of this initiative differ on “{question}” (see also {others}). The report shows them all.",
        ),
        Words("Kijk na wat juist is, en pas de cellen aan.", "Check which is right, and change the cells."),
        Finding(
            "particulars-differ",
            _CELL,
            initiative="Lerend netwerk Gent",
            question="Gemeente",
            details={"others": "H7"},
        ),
    ),
)

_REPORT = Place("Lerend netwerk Gent - Binding.docx")
_REPORTS = (
    Entry(
        "report-edited",
        _ERROR,
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
        _ERROR,
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
        "report-replaced",
        _NOTE,
        Words(
            "Dit verslag was in Word aangepast of niet door Binding gemaakt. Het is vervangen, zoals gevraagd met --force.",
            "This report was edited in Word or not made by Binding. It was replaced, as asked with --force.",
        ),
        Words("Je hoeft niets te doen.", "There is nothing to do."),
        Finding("report-replaced", _REPORT, initiative="Lerend netwerk Gent"),
    ),
    Entry(
        "report-not-replaceable",
        _ERROR,
        Words(
            "Dit verslag kan niet geschreven worden: {reason}. Misschien staat het open in Word.",
            "This report can't be written: {reason}. Maybe it is open in Word.",
        ),
        Words("Sluit het in Word, en voer opnieuw uit.", "Close it in Word, and run again."),
        Finding(
            "report-not-replaceable", _REPORT, initiative="Lerend netwerk Gent", details={"reason": "geen toegang"}
        ),
    ),
    Entry(
        "report-not-made",
        _ERROR,
        Words(
            "Het sjabloon kan met deze antwoorden geen verslag maken: {reason}.",
            "The template can't make a report of these answers: {reason}.",
        ),
        Words(
            "Kijk het sjabloon na in Word. De andere verslagen zijn wel gemaakt.",
            "Check the template in Word. The other reports were made.",
        ),
        Finding("report-not-made", _REPORT, initiative="Lerend netwerk Gent", details={"reason": "…"}),
    ),
)

_LAYOUT = Place("templates/binding/layout.toml")
_TEMPLATE = Place("templates/binding/report.docx")
_SETUP = (
    Entry(
        "inputs-missing",
        _ERROR,
        Words("De map met antwoorden is er niet.", "The folder of answers is not there."),
        Words(
            "Maak ze, of wijs ze aan met --inputs. Sta je in de juiste map?",
            "Make it, or name it with --inputs. Are you in the right folder?",
        ),
        Finding("inputs-missing", Place("inputs")),
    ),
    Entry(
        "path-missing",
        _ERROR,
        Words("Dit bestand of deze map is er niet.", "This file or folder is not there."),
        Words("Kijk na of de naam klopt.", "Check whether the name is right."),
        Finding("path-missing", Place("antwoorden/enquete.xlsx")),
    ),
    Entry(
        "templates-missing",
        _ERROR,
        Words("In deze map staat geen enkele layout.", "There is no layout in this folder."),
        Words(
            "Wijs met --templates de map aan waarin de mappen met layout.toml staan. Sta je in de juiste map?",
            "Name with --templates the folder that holds the folders with a layout.toml. Are you in the right folder?",
        ),
        Finding("templates-missing", Place("templates")),
    ),
    Entry(
        "layout-not-found",
        _ERROR,
        Words("Er is geen layout met de naam “{value}”.", "There is no layout called “{value}”."),
        Words("Kies uit: {layouts}.", "Choose from: {layouts}."),
        Finding(
            "layout-not-found",
            Place("templates"),
            value="bindng",
            suggestion="binding",
            details={"layouts": "binding"},
        ),
    ),
    Entry(
        "layout-which",
        _ERROR,
        Words("Er is meer dan één layout: {layouts}.", "There is more than one layout: {layouts}."),
        Words("Zeg welke je bedoelt.", "Say which one you mean."),
        Finding("layout-which", Place("templates"), details={"layouts": "beleving, binding"}),
    ),
    Entry(
        "layout-not-toml",
        _ERROR,
        Words("Dit bestand is niet leesbaar als TOML: {reason}.", "This file can't be read as TOML: {reason}."),
        Words(
            "Kijk op die regel naar de aanhalingstekens, de vierkante haken en de gelijkheidstekens.",
            "Look at that line for quotes, square brackets and equals signs.",
        ),
        Finding("layout-not-toml", _LAYOUT, details={"reason": "line 12, column 8"}),
    ),
    Entry(
        "layout-key-unknown",
        _ERROR,
        Words("“{key}” is geen instelling.", "“{key}” is not a setting."),
        Words("Haal ze weg, of kijk de spelling na.", "Remove it, or check its spelling."),
        Finding("layout-key-unknown", _LAYOUT, suggestion="label", details={"key": "questions › 3 › labl"}),
    ),
    Entry(
        "layout-key-missing",
        _ERROR,
        Words("“{key}” ontbreekt.", "“{key}” is missing."),
        Words("Vul ze aan in layout.toml.", "Add it to layout.toml."),
        Finding("layout-key-missing", _LAYOUT, details={"key": "layout › title"}),
    ),
    Entry(
        "layout-value-wrong",
        _ERROR,
        Words("“{key}” heeft een waarde die niet kan: {value}.", "“{key}” has a value that can't be: {value}."),
        Words("Verwacht: {expected}.", "Expected: {expected}."),
        Finding(
            "layout-value-wrong",
            _LAYOUT,
            value="tekst",
            details={"key": "questions › 3 › type", "expected": "text, long_text, list"},
        ),
    ),
    Entry(
        "layout-question-twice",
        _ERROR,
        Words("Twee vragen hebben dezelfde naam of kop: “{value}”.", "Two questions share a name or header: “{value}”."),
        Words("Geef elke vraag een eigen naam, label en aliassen.", "Give each question its own name, label and aliases."),
        Finding("layout-question-twice", _LAYOUT, value="E-mail"),
    ),
    Entry(
        "layout-twice",
        _ERROR,
        Words(
            "Twee mappen hebben een layout met de naam “{value}”.",
            "Two folders have a layout called “{value}”.",
        ),
        Words("Geef elke layout een eigen naam.", "Give each layout its own name."),
        Finding("layout-twice", _LAYOUT, value="binding"),
    ),
    Entry(
        "layout-role",
        _ERROR,
        Words(
            "{count} vragen hebben de rol “{role}”; dat moeten er {expected} zijn.",
            "{count} questions have the role “{role}”; there should be {expected}.",
        ),
        Words("Zet role = \"{role}\" bij één vraag.", "Put role = \"{role}\" with one question."),
        Finding("layout-role", _LAYOUT, details={"count": "0", "role": "initiative", "expected": "1"}),
    ),
    Entry(
        "template-missing",
        _ERROR,
        Words("Het sjabloon is er niet.", "The template is not there."),
        Words(
            "Zet het in de map van de layout, of pas “template” aan in layout.toml.",
            "Put it into the folder of the layout, or change “template” in layout.toml.",
        ),
        Finding("template-missing", _TEMPLATE),
    ),
    Entry(
        "template-unreadable",
        _ERROR,
        Words("Het sjabloon is geen leesbaar Word-document.", "The template is not a readable Word document."),
        Words("Open het in Word en bewaar het opnieuw als .docx.", "Open it in Word and save it again as .docx."),
        Finding("template-unreadable", _TEMPLATE),
    ),
    Entry(
        "template-tag",
        _ERROR,
        Words("In {where} is er iets mis met {value}: {reason}.", "In {where}, something is wrong with {value}: {reason}."),
        Words("Verbeter de tag in Word.", "Mend the tag in Word."),
        Finding(
            "template-tag",
            _TEMPLATE,
            value="{%p for vraag in %}",
            details={"where": "body", "reason": "Expected an expression, got 'end of statement block'"},
        ),
    ),
    Entry(
        "template-name-unknown",
        _ERROR,
        Words(
            "In {where} staat “{value}”, en dat is geen naam die de layout kent.",
            "In {where} stands “{value}”, which is no name that the layout knows.",
        ),
        Words("Kijk de spelling na in Word.", "Check its spelling in Word."),
        Finding(
            "template-name-unknown",
            _TEMPLATE,
            value="initiatif",
            suggestion="initiatief",
            details={"where": "body"},
        ),
    ),
    Entry(
        "outputs-busy",
        _ERROR,
        Words(
            "Er loopt al een run die in deze map verslagen schrijft.",
            "Another run is already writing reports into this folder.",
        ),
        Words("Wacht tot die klaar is, en probeer opnieuw.", "Wait until it is done, and try again."),
        Finding("outputs-busy", Place("outputs")),
    ),
    Entry(
        "outputs-not-writable",
        _ERROR,
        Words("In deze map kan niet geschreven worden: {reason}.", "This folder can't be written to: {reason}."),
        Words(
            "Kijk na of je er zelf een bestand in kan zetten, of kies een andere map met --outputs.",
            "Check whether you can put a file there yourself, or choose another folder with --outputs.",
        ),
        Finding("outputs-not-writable", Place("outputs"), details={"reason": "geen toegang"}),
    ),
    Entry(
        "disk-full",
        _ERROR,
        Words(
            "De schijf is vol. Wat al geschreven was, is heel; de andere verslagen zijn nog zoals ze waren.",
            "The disk is full. What was already written is whole; the other reports are as they were.",
        ),
        Words("Maak plaats, en voer opnieuw uit.", "Make room, and run again."),
        Finding("disk-full", Place("outputs")),
    ),
    Entry(
        "form-exists",
        _ERROR,
        Words(
            "Dit bestand bestaat al. Misschien is het al ingevuld; daarom is het niet vervangen.",
            "This file is there already. It may be filled in, so it was not replaced.",
        ),
        Words(
            "Geef het een andere naam of plaats, of kies een andere map met --to.",
            "Rename or move it, or choose another folder with --to.",
        ),
        Finding("form-exists", Place("Binding - formulier.xlsx")),
    ),
    Entry(
        "interrupted",
        _ERROR,
        Words(
            "Onderbroken. Wat al geschreven was, is heel; de volgende run maakt de rest.",
            "Interrupted. What was already written is whole; the next run makes the rest.",
        ),
        Words("Voer opnieuw uit.", "Run again."),
        Finding("interrupted", Place("outputs")),
    ),
    Entry(
        "fault",
        _ERROR,
        Words(
            "Er ging iets mis in Binding zelf. Je bestanden zijn niet beschadigd.",
            "Something went wrong in Binding itself. Your files are not damaged.",
        ),
        Words(
            "Voer opnieuw uit. Blijft het misgaan? Bezorg ons dan dit logboek: {log}",
            "Run again. Does it happen again? Then send us this log: {log}",
        ),
        Finding("fault", Place("binding"), details={"log": "binding.log"}),
    ),
)

CATALOGUE: dict[str, Entry] = {
    entry.code: entry for entry in (*_FILES, *_COLUMNS, *_ANSWERS, *_BETWEEN, *_REPORTS, *_SETUP)
}
