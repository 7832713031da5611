"""What can be doubtful between submissions of one initiative."""

from __future__ import annotations

from pipeline.findings.entry import Entry, Words
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
)
