"""What can be wrong with an answer or a submission."""

from __future__ import annotations

from pipeline.findings.entry import Entry, Words
from pipeline.model import Finding, Place, Severity

_CELL = Place("enquete.xlsx", "Sheet1", "H4")

ANSWERS = (
    Entry(
        "answer-missing",
        Severity.ERROR,
        Words(
            "Er is geen antwoord op “{question}”. Zonder dat antwoord wordt deze inzending niet gebruikt.",
            "There is no answer to “{question}”. Without it this submission is not used.",
        ),
        Words("Vul de cel in.", "Fill in the cell."),
        Finding("answer-missing", _CELL, question="Initiatief"),
    ),
    Entry(
        "answer-not-a-choice",
        Severity.ERROR,
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
        Severity.ERROR,
        Words(
            "“{value}” is geen datum die Binding begrijpt. In het verslag staat het zoals het getypt is.",
            "“{value}” is not a date that Binding understands. The report shows it as typed.",
        ),
        Words("Schrijf dag, maand en jaar: 15/03/2026.", "Write day, month and year: 15/03/2026."),
        Finding("answer-not-a-date", _CELL, question="Datum", value="half maart"),
    ),
    Entry(
        "answer-not-a-number",
        Severity.ERROR,
        Words(
            "“{value}” is geen getal. In het verslag staat het zoals het getypt is.",
            "“{value}” is not a number. The report shows it as typed.",
        ),
        Words("Schrijf alleen cijfers, met een komma: 12,5.", "Write digits only, with a comma: 12,5."),
        Finding("answer-not-a-number", _CELL, question="Aantal deelnemers", value="een twintigtal"),
    ),
    Entry(
        "answer-not-an-integer",
        Severity.ERROR,
        Words(
            "“{value}” is geen geheel getal. In het verslag staat het zoals het getypt is.",
            "“{value}” is not a whole number. The report shows it as typed.",
        ),
        Words("Schrijf een getal zonder komma: 12.", "Write a number without decimals: 12."),
        Finding("answer-not-an-integer", _CELL, question="Aantal deelnemers", value="12,5"),
    ),
    Entry(
        "answer-not-an-email",
        Severity.ERROR,
        Words(
            "“{value}” is geen e-mailadres. In het verslag staat het zoals het getypt is.",
            "“{value}” is not an e-mail address. The report shows it as typed.",
        ),
        Words("Schrijf één adres: naam@voorbeeld.be.", "Write one address: name@example.be."),
        Finding("answer-not-an-email", _CELL, question="E-mailadres", value="an.peeters voorbeeld.be"),
    ),
    Entry(
        "answer-not-a-url",
        Severity.ERROR,
        Words(
            "“{value}” is geen webadres. In het verslag staat het zoals het getypt is.",
            "“{value}” is not a web address. The report shows it as typed.",
        ),
        Words("Schrijf het hele adres: https://www.voorbeeld.be.", "Write the whole address: https://www.example.be."),
        Finding("answer-not-a-url", _CELL, question="Website", value="onze site"),
    ),
    Entry(
        "answer-not-a-phone-number",
        Severity.ERROR,
        Words(
            "“{value}” is geen telefoonnummer. In het verslag staat het zoals het getypt is.",
            "“{value}” is not a phone number. The report shows it as typed.",
        ),
        Words("Schrijf het nummer met cijfers: 09 123 45 67.", "Write the number in digits: 09 123 45 67."),
        Finding("answer-not-a-phone-number", _CELL, question="Telefoon", value="zie mail"),
    ),
    Entry(
        "answer-not-yes-or-no",
        Severity.ERROR,
        Words(
            "“{value}” is geen ja of nee. In het verslag staat het zoals het getypt is.",
            "“{value}” is neither yes nor no. The report shows it as typed.",
        ),
        Words("Schrijf ja of nee.", "Write ja or nee."),
        Finding("answer-not-yes-or-no", _CELL, question="Mogen we je contacteren?", value="misschien"),
    ),
    Entry(
        "answer-out-of-range",
        Severity.ERROR,
        Words(
            "“{value}” valt buiten wat bij “{question}” kan ({range}).",
            "“{value}” is outside what “{question}” allows ({range}).",
        ),
        Words("Kijk het antwoord na.", "Check the answer."),
        Finding("answer-out-of-range", _CELL, question="Tevredenheid", value="11", details={"range": "1 … 10"}),
    ),
    Entry(
        "answer-too-long",
        Severity.WARNING,
        Words(
            "Dit antwoord heeft {length} tekens; gevraagd waren er hoogstens {max_length}. Het staat volledig in het verslag.",
            "This answer has {length} characters; at most {max_length} were asked. The report shows all of it.",
        ),
        Words("Maak het korter als dat moet.", "Shorten it if it has to be shorter."),
        Finding("answer-too-long", _CELL, question="Motto", details={"length": "412", "max_length": "200"}),
    ),
    Entry(
        "answer-pattern",
        Severity.ERROR,
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
        Severity.WARNING,
        Words(
            "Op “{question}” staan meer antwoorden dan één: {places}. Ze staan allemaal in het verslag.",
            "There is more than one answer to “{question}”: {places}. The report shows them all.",
        ),
        Words("Laat er één staan.", "Leave only one."),
        Finding("answer-several", _CELL, question="Datum", details={"places": "H4, M4"}),
    ),
    Entry(
        "answer-excel-error",
        Severity.ERROR,
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
        "answer-not-calculated",
        Severity.ERROR,
        Words(
            "In deze cel staat een formule die nog niet berekend is. Er is dus geen antwoord.",
            "This cell holds a formula that was not calculated yet, so there is no answer.",
        ),
        Words(
            "Open de werkmap in Excel en bewaar ze. Of typ het antwoord zelf in de cel.",
            "Open the workbook in Excel and save it. Or type the answer itself into the cell.",
        ),
        Finding("answer-not-calculated", _CELL, question="Ideeën"),
    ),
    Entry(
        "initiative-several",
        Severity.ERROR,
        Words(
            "Er staat meer dan één naam van een initiatief: {places}. Deze inzending is niet gebruikt.",
            "There is more than one name of an initiative: {places}. This submission was not used.",
        ),
        Words("Laat er één staan.", "Leave only one."),
        Finding("initiative-several", _CELL, question="Initiatief", details={"places": "B4, P4"}),
    ),
    Entry(
        "answer-control-characters",
        Severity.WARNING,
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
        Severity.WARNING,
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
