"""What can be wrong with an answer, a submission, or between submissions."""

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

BETWEEN = (
    Entry(
        "answer-replaced",
        Severity.NOTE,
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
        Severity.NOTE,
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
        Severity.NOTE,
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
        Severity.WARNING,
        Words(
            "Dezelfde invuller zond meer dan één keer in ({others}), en nergens staat welke inzending de laatste is. "
            "Ze staan allemaal in het verslag.",
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
        "respondent-other-name",
        Severity.WARNING,
        Words(
            "Deze inzending heeft hetzelfde e-mailadres als een andere ({other}), maar een andere naam. Ze gelden als één invuller.",
            "This submission has the same e-mail address as another ({other}), but another name. They count as one respondent.",
        ),
        Words(
            "Zijn het twee mensen? Geef elk een eigen e-mailadres, of laat het adres leeg.",
            "Are they two people? Give each an e-mail address of their own, or leave the address empty.",
        ),
        Finding("respondent-other-name", _CELL, initiative="Lerend netwerk Gent", details={"other": "B9"}),
    ),
    Entry(
        "submission-not-latest",
        Severity.NOTE,
        Words(
            "Van dit initiatief wordt alleen de laatste inzending gebruikt ({latest}). Deze is ouder.",
            "Only the latest submission of this initiative is used ({latest}). This one is older.",
        ),
        Words(
            'Je hoeft niets te doen. Wil je ze samen in het verslag? Zet in de layout: several_submissions = "together".',
            'There is nothing to do. Do you want them together? Put into the layout: several_submissions = "together".',
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
        Severity.ERROR,
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
        Severity.WARNING,
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
