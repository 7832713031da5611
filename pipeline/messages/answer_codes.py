"""What can be wrong with an answer or a submission."""

from __future__ import annotations

from pipeline.messages.entry import Entry, Words
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
            "De formule in deze cel vindt haar waarde niet. Typ het antwoord zelf in de cel.",
            "The formula in this cell does not find its value. Type the answer itself into the cell.",
        ),
        Finding("answer-excel-error", _CELL, question="Ideeën", value="#REF!"),
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
    Entry(
        "answer-only-blanks",
        Severity.ERROR,
        Words(
            "Deze cel lijkt leeg, maar er staan alleen spaties of onzichtbare tekens in. “{question}” heeft dus geen antwoord, en de inzending wordt niet gebruikt.",
            "This cell looks empty, but holds only blanks or invisible characters. So “{question}” has no answer, and the submission is not used.",
        ),
        Words(
            "Wis de cel met Delete, en vul ze in.",
            "Clear the cell with Delete, and fill it in.",
        ),
        Finding("answer-only-blanks", _CELL, question="Initiatief"),
    ),
    Entry(
        "answer-taken-for-formula",
        Severity.ERROR,
        Words(
            "Excel toont hier {value}: het nam het antwoord voor een formule, omdat het met een streepje, plusteken of gelijkheidsteken begon. Het antwoord zelf staat niet in het verslag.",
            "Excel shows {value} here: it took the answer for a formula, because it began with a dash, a plus or an equals sign. The answer itself is not in the report.",
        ),
        Words(
            "Klik op de cel: in de formulebalk staat het antwoord nog. Zet er een ' (apostrof) voor.",
            "Click on the cell: the formula bar still shows the answer. Put an ' (apostrophe) before it.",
        ),
        Finding("answer-taken-for-formula", _CELL, question="Ideeën", value="#NAME?"),
    ),
    Entry(
        "answer-cut-off",
        Severity.WARNING,
        Words(
            "Dit antwoord vult de cel tot het laatste teken (32 767). Misschien is het einde weggevallen.",
            "This answer fills the cell to its last character (32,767). Its end may be lost.",
        ),
        Words(
            "Kijk in de bron na hoe het antwoord eindigt. Zet de rest in een cel van dezelfde vraag.",
            "Look in the source how the answer ends. Put the rest into another cell of the same question.",
        ),
        Finding("answer-cut-off", _CELL, question="Ideeën"),
    ),
    Entry(
        "answer-date-ambiguous",
        Severity.ERROR,
        Words(
            "“{value}” kan twee dagen zijn: deze werkmap is Engels, en daar staat de maand soms eerst. In het verslag staat het zoals het getypt is.",
            "“{value}” may be two days: this workbook is in English, where the month sometimes comes first. The report shows it as typed.",
        ),
        Words(
            "Schrijf de maand in woorden: 1 februari 2026.",
            "Write the month in words: 1 February 2026.",
        ),
        Finding("answer-date-ambiguous", _CELL, question="Datum", value="01-02-2026"),
    ),
    Entry(
        "answer-date-no-day",
        Severity.NOTE,
        Words(
            "“{value}” is geen volledige datum: de dag ontbreekt. In het verslag staat het zoals het getypt is.",
            "“{value}” is not a whole date: it has no day. The report shows it as typed.",
        ),
        Words(
            "Je hoeft niets te doen. Is de dag belangrijk? Schrijf die er dan bij.",
            "There is nothing to do. Does the day matter? Then add it.",
        ),
        Finding("answer-date-no-day", _CELL, question="Datum", value="maart 2026"),
    ),
    Entry(
        "answer-date-early",
        Severity.WARNING,
        Words(
            "“{value}” is lang geleden: vóór 1990. Klopt het jaar?",
            "“{value}” is long ago: before 1990. Is the year right?",
        ),
        Words(
            "Kijk de datum na.",
            "Check the date.",
        ),
        Finding("answer-date-early", _CELL, question="Datum", value="15/03/1926"),
    ),
    Entry(
        "answer-date-future",
        Severity.WARNING,
        Words(
            "“{value}” moet nog komen. Klopt het jaar?",
            "“{value}” is still to come. Is the year right?",
        ),
        Words(
            "Kijk de datum na.",
            "Check the date.",
        ),
        Finding("answer-date-future", _CELL, question="Datum", value="15/03/2062"),
    ),
    Entry(
        "answer-became-date",
        Severity.ERROR,
        Words(
            "Hier staat een datum ({value}), maar “{question}” vraagt iets anders. Excel maakt van 3-5 of 3/5 een datum. In het verslag staat het zoals het getypt is.",
            "This is a date ({value}), but “{question}” asks something else. Excel makes a date of 3-5 or 3/5. The report shows it as typed.",
        ),
        Words(
            "Maak de cel op als Tekst, en typ het antwoord opnieuw.",
            "Format the cell as Text, and type the answer again.",
        ),
        Finding("answer-became-date", _CELL, question="Aantal deelnemers", value="03/05/2026"),
    ),
    Entry(
        "answer-number-ambiguous",
        Severity.ERROR,
        Words(
            "“{value}” kan twee getallen zijn: het teken kan duizendtallen scheiden of een komma zijn. In het verslag staat het zoals het getypt is.",
            "“{value}” may be two numbers: the mark may part thousands or decimals. The report shows it as typed.",
        ),
        Words(
            "Schrijf duizendtallen zonder teken (12500) en gebruik een komma voor de rest (12,5).",
            "Write thousands without a mark (12500) and use a comma for decimals (12,5).",
        ),
        Finding("answer-number-ambiguous", _CELL, question="Aantal deelnemers", value="12.500"),
    ),
    Entry(
        "answer-read-as",
        Severity.NOTE,
        Words(
            "“{value}” is gelezen als {read_as}.",
            "“{value}” was read as {read_as}.",
        ),
        Words(
            "Je hoeft niets te doen als dat klopt. Schrijf het anders voluit.",
            "There is nothing to do if that is right. If not, write it in full.",
        ),
        Finding("answer-read-as", _CELL, question="Datum", value="3 mrt '26", details={"read_as": "03/03/2026"}),
    ),
    Entry(
        "answer-zero-lost",
        Severity.ERROR,
        Words(
            "Bij “{value}” is de nul vooraan weggevallen: Excel nam het voor een getal. In het verslag staat het zoals het getypt is.",
            "“{value}” lost the zero at its start: Excel took it for an amount. The report shows it as typed.",
        ),
        Words(
            "Maak de cel op als Tekst, en typ het nummer opnieuw met de nul.",
            "Format the cell as Text, and type the number again with its zero.",
        ),
        Finding("answer-zero-lost", _CELL, question="Telefoon", value="470123456", suggestion="0470123456"),
    ),
    Entry(
        "answer-not-a-postcode",
        Severity.ERROR,
        Words(
            "“{value}” is geen Belgische postcode. In het verslag staat het zoals het getypt is.",
            "“{value}” is not a Belgian postcode. The report shows it as typed.",
        ),
        Words(
            "Schrijf vier cijfers, van 1000 tot 9999.",
            "Write four digits, from 1000 to 9999.",
        ),
        Finding("answer-not-a-postcode", _CELL, question="Postcode", value="900"),
    ),
    Entry(
        "answer-not-an-enterprise-number",
        Severity.ERROR,
        Words(
            "“{value}” is geen ondernemingsnummer: de laatste twee cijfers kloppen niet met de andere, of er zijn er te veel of te weinig. In het verslag staat het zoals het getypt is.",
            "“{value}” is not an enterprise number: its last two digits do not fit the others, or there are too many or too few. The report shows it as typed.",
        ),
        Words(
            "Kijk het na in de Kruispuntbank van Ondernemingen: 0403.019.261.",
            "Check it in the Crossroads Bank for Enterprises: 0403.019.261.",
        ),
        Finding("answer-not-an-enterprise-number", _CELL, question="Ondernemingsnummer", value="0403.019.262"),
    ),
    Entry(
        "answer-constraint",
        Severity.ERROR,
        Words(
            "“{value}” past niet bij wat “{question}” vraagt ({rule}). In het verslag staat het zoals het getypt is.",
            "“{value}” does not fit what “{question}” asks ({rule}). The report shows it as typed.",
        ),
        Words(
            "Kijk het antwoord na, en de andere antwoorden waar het van afhangt.",
            "Check the answer, and the other answers that it depends on.",
        ),
        Finding(
            "answer-constraint",
            _CELL,
            question="Einde",
            value="01/03/2026",
            details={"rule": "Het einde komt na het begin"},
        ),
    ),
    Entry(
        "answer-not-relevant",
        Severity.NOTE,
        Words(
            "“{question}” hoefde hier niet beantwoord te worden, gezien de andere antwoorden. Het antwoord staat toch in het verslag.",
            "“{question}” did not have to be answered here, given the other answers. The report shows the answer all the same.",
        ),
        Words(
            "Je hoeft niets te doen. Moet het weg? Maak dan deze cel leeg.",
            "There is nothing to do. Should it go? Then empty this cell.",
        ),
        Finding("answer-not-relevant", _CELL, question="Welke partners?"),
    ),
)
