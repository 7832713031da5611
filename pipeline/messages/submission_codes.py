"""What can be doubtful between submissions of one initiative."""

from __future__ import annotations

from pipeline.messages.entry import Entry, Words
from pipeline.model import Finding, Place, Severity

_CELL = Place("enquete.xlsx", "Sheet1", "H4")

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
        "initiative-latest-unknown",
        Severity.WARNING,
        Words(
            "Van dit initiatief is niet te zien welke inzending de laatste is ({others}). Ze staan allemaal in het verslag.",
            "Nothing tells which submission of this initiative came last ({others}). The report shows all.",
        ),
        Words(
            "Haal de oude inzendingen weg, of vul in elke inzending de datum in.",
            "Remove the old submissions, or fill in the date in each of them.",
        ),
        Finding("initiative-latest-unknown", _CELL, initiative="Lerend netwerk Gent", details={"others": "B9"}),
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
    Entry(
        "submission-maybe-repeated",
        Severity.WARNING,
        Words(
            "Deze inzending geeft dezelfde antwoorden als een andere ({other}), maar zegt niet van wie ze komt. Ze staan allebei in het verslag.",
            "This submission gives the same answers as another ({other}), but does not tell who sent it. The report shows both.",
        ),
        Words("Is het dezelfde? Haal er één weg.", "Is it the same one? Remove one of the two."),
        Finding(
            "submission-maybe-repeated",
            _CELL,
            initiative="Lerend netwerk Gent",
            details={"other": "lijst.xlsx › Blad1 › B9"},
        ),
    ),
    Entry(
        "initiative-nearly-same",
        Severity.WARNING,
        Words(
            "“{initiative}” lijkt heel erg op “{near}” ({other}). Het zijn nu twee initiatieven, elk met een eigen verslag.",
            "“{initiative}” is very much like “{near}” ({other}). They are two initiatives now, each with a report of its own.",
        ),
        Words(
            "Is het hetzelfde initiatief? Schrijf de naam dan overal gelijk. Anders hoef je niets te doen.",
            "Is it the same initiative? Then write its name the same everywhere. Else there is nothing to do.",
        ),
        Finding(
            "initiative-nearly-same",
            _CELL,
            initiative="Lerend netwerk Gnet",
            suggestion="Lerend netwerk Gent",
            details={"near": "Lerend netwerk Gent", "other": "B9"},
        ),
    ),
    Entry(
        "answer-not-unique",
        Severity.ERROR,
        Words(
            "“{value}” staat ook bij een andere inzending ({other}), en bij “{question}” moet elk antwoord anders zijn.",
            "“{value}” is also given in another submission ({other}), and each answer to “{question}” has to be different.",
        ),
        Words("Kijk na welke van de twee juist is.", "Check which of the two is right."),
        Finding(
            "answer-not-unique",
            _CELL,
            initiative="Lerend netwerk Gent",
            question="Dossiernummer",
            value="2026-014",
            details={"other": "H9"},
        ),
    ),
    Entry(
        "workbook-replaced",
        Severity.NOTE,
        Words(
            "Er is een nieuwere versie van deze werkmap: {newer}. Die draagt het merk van deze, dus alleen de nieuwere is gebruikt.",
            "There is a newer version of this workbook: {newer}. It carries the mark of this one, so only the newer was used.",
        ),
        Words(
            "Je hoeft niets te doen. Je mag deze oude werkmap wissen.",
            "There is nothing to do. You may delete this old workbook.",
        ),
        Finding("workbook-replaced", Place("enquete.xlsx"), details={"newer": "enquete (verbeterd).xlsx"}),
    ),
    Entry(
        "workbook-two-versions",
        Severity.WARNING,
        Words(
            "Deze werkmap en {other} zijn allebei een nieuwere versie van dezelfde werkmap. Niets zegt welke de laatste is, dus zijn ze allebei gebruikt.",
            "This workbook and {other} are both a newer version of the same workbook. Nothing tells which came last, so both were used.",
        ),
        Words("Hou er één over.", "Keep one of them."),
        Finding("workbook-two-versions", Place("enquete (2).xlsx"), details={"other": "enquete (1).xlsx"}),
    ),
)
