"""What can be doubtful between submissions of one initiative."""

from __future__ import annotations

from pipeline.messages.entry import Entry
from pipeline.model import Finding, Place, Severity

_CELL = Place("enquete.xlsx", "Sheet1", "H4")

SUBMISSION_CODES = (
    Entry(
        "answer-replaced",
        Severity.NOTE,
        heading="The same respondent later answered “{question}” again ({later}).",
        consequence="The report shows the later answer.",
        fix="There is nothing to do.",
        example=Finding(
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
        heading="The same respondent sent again later, without an answer to “{question}”.",
        consequence="This earlier answer stays.",
        fix="Should it go? Then empty this cell.",
        example=Finding("answer-from-earlier", _CELL, initiative="Lerend netwerk Gent", question="Gemeente"),
    ),
    Entry(
        "submission-repeated",
        Severity.NOTE,
        heading="This submission is there twice, with the same answers ({other}).",
        consequence="It was used once.",
        fix="There is nothing to do.",
        example=Finding(
            "submission-repeated",
            _CELL,
            initiative="Lerend netwerk Gent",
            details={"other": "B9"},
        ),
    ),
    Entry(
        "submission-order-unknown",
        Severity.WARNING,
        heading="The same respondent sent more than once ({others}), and nothing tells which came last.",
        consequence="The report shows all.",
        fix="Remove the old submission, or fill in the date in each of them.",
        example=Finding(
            "submission-order-unknown",
            _CELL,
            initiative="Lerend netwerk Gent",
            details={"others": "formulier.xlsx › Formulier › B6"},
        ),
    ),
    Entry(
        "respondent-other-name",
        Severity.WARNING,
        heading="This submission has the same e-mail address as another ({other}), but another name.",
        consequence="They count as one respondent.",
        fix="Are they two people? Give each an e-mail address of their own, or leave the address empty.",
        example=Finding("respondent-other-name", _CELL, initiative="Lerend netwerk Gent", details={"other": "B9"}),
    ),
    Entry(
        "initiative-latest-unknown",
        Severity.WARNING,
        heading="Nothing tells which submission of this initiative came last ({others}).",
        consequence="The report shows all.",
        fix="Remove the old submissions, or fill in the date in each of them.",
        example=Finding("initiative-latest-unknown", _CELL, initiative="Lerend netwerk Gent", details={"others": "B9"}),
    ),
    Entry(
        "submission-not-latest",
        Severity.NOTE,
        heading="Only the latest submission of this initiative is used ({latest}).",
        consequence="This one is older.",
        fix='There is nothing to do. Do you want them together? Put into the layout: several_submissions = "together".',
        example=Finding(
            "submission-not-latest",
            _CELL,
            initiative="Lerend netwerk Gent",
            details={"latest": "enquete.xlsx › Sheet1 › H9"},
        ),
    ),
    Entry(
        "initiative-several-refused",
        Severity.ERROR,
        heading="This initiative has more than one submission ({others}).",
        consequence="The layout allows only one.",
        fix="Keep one of them, then run again.",
        example=Finding(
            "initiative-several-refused",
            _CELL,
            initiative="Lerend netwerk Gent",
            details={"others": "B9"},
        ),
    ),
    Entry(
        "particulars-differ",
        Severity.WARNING,
        heading="The respondents of this initiative differ on “{question}” (see also {others}).",
        consequence="The report shows them all.",
        fix="Check which is right, and change the cells.",
        example=Finding(
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
        heading="This submission gives the same answers as another ({other}), but does not tell who sent it.",
        consequence="The report shows both.",
        fix="Is it the same one? Remove one of the two.",
        example=Finding(
            "submission-maybe-repeated",
            _CELL,
            initiative="Lerend netwerk Gent",
            details={"other": "lijst.xlsx › Blad1 › B9"},
        ),
    ),
    Entry(
        "initiative-nearly-same",
        Severity.WARNING,
        heading="“{initiative}” is very much like “{near}” ({other}).",
        consequence="They are two initiatives now, each with a report of its own.",
        fix="Is it the same initiative? Then write its name the same everywhere. Else there is nothing to do.",
        example=Finding(
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
        heading="“{value}” is also given in another submission ({other}), and each answer to “{question}” has to be different.",
        fix="Check which of the two is right.",
        example=Finding(
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
        heading="There is a newer version of this workbook: {newer}.",
        consequence="It carries the mark of this one, so only the newer was used.",
        fix="There is nothing to do. You may delete this old workbook.",
        example=Finding("workbook-replaced", Place("enquete.xlsx"), details={"newer": "enquete (verbeterd).xlsx"}),
    ),
    Entry(
        "workbook-two-versions",
        Severity.WARNING,
        heading="This workbook and {other} are both a newer version of the same workbook.",
        consequence="Nothing tells which came last, so both were used.",
        fix="Keep one of them.",
        example=Finding("workbook-two-versions", Place("enquete (2).xlsx"), details={"other": "enquete (1).xlsx"}),
    ),
)
