"""A form is known by its hidden names, a table by its headers; each cell comes under its question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.match import Matched, WorkbookVersion, match, older_versions
from pipeline.match.exports import Export, metadata_columns
from pipeline.match.form_keys import form_key, parse_form_key
from pipeline.match.headers import fold_header
from pipeline.match.known_exports import EXPORTS
from pipeline.match.timestamps import moment_of
from pipeline.model import Area, CellCounts, CellValue, Layout, Question, Respondent, Sheet, Submission, Workbook
from pipeline.ooxml.addresses import column_letters

FILE = "enquete.xlsx"
FORMS_NL = ["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Tijd van laatste wijziging"]
FORMS_EN = ["ID", "Start time", "Completion time", "Email", "Name"]


def sheet(rows: Sequence[Sequence[object]], name: str = "Sheet1", *, first_row: int = 1) -> Sheet:
    """Return a sheet with these rows, from A downwards."""
    filled = {
        number: {column: value for column, value in enumerate(row, start=1) if isinstance(value, CellValue)}
        for number, row in enumerate(rows, start=first_row)
    }
    return Sheet(name, {number: row for number, row in filled.items() if row})


def matched(layout: Layout, *sheets: Sheet, names: Mapping[str, Area] | None = None) -> Matched:
    """Match a workbook with these sheets."""
    return match(Workbook(FILE, sheets, tuple((names or {}).items())), {layout.name: layout})


def answers(submission: Submission) -> dict[str, list[CellValue]]:
    """Return what was typed to each question."""
    return {question: [cell.value for cell in cells] for question, cells in submission.cells.items()}


def codes(result: Matched) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in result.findings]


def test_a_header_is_known_whatever_its_case_blanks_and_end_marks(binding: Layout) -> None:
    """By label, alias or name; with line ends, stars and non-breaking blanks as exports write them."""
    header = ["INITIATIEF\n", " e-mail *", "Gemeente\N{NO-BREAK SPACE}:", "impact", "Naam organisatie."]
    result = matched(binding, sheet([header, ["Dans mee!", "a@b.be", "Gent", "Veel.", "vzw Op"]]))
    assert result.kind == "table"
    assert answers(result.submissions[0]) == {
        "initiatief": ["Dans mee!"],
        "e_mail": ["a@b.be"],
        "gemeente": ["Gent"],
        "impact": ["Veel."],
        "organisatie": ["vzw Op"],
    }


def test_the_header_may_stand_below_a_title(binding: Layout) -> None:
    """Titles and remarks above the table are no answers; cells are told with their own address."""
    rows = [["Antwoorden voorjaar 2026"], [], ["Initiatief", "Gemeente"], ["Dans mee!", "Gent"]]
    (submission,) = matched(binding, sheet(rows, first_row=3)).submissions
    assert str(submission.cells["gemeente"][0].place) == "enquete.xlsx › Sheet1 › B6"


@pytest.mark.parametrize(("leading", "expected"), [(FORMS_NL, "an@voorbeeld.be"), (FORMS_EN, "an@voorbeeld.be")])
def test_the_leading_columns_of_microsoft_forms_tell_who_sent_and_when(
    binding: Layout, leading: list[str], expected: str
) -> None:
    """They are no answers: a question called E-mail further on is another column."""
    moments: list[object] = [1, datetime(2026, 3, 1, 9), datetime(2026, 3, 1, 9, 20)]
    row = [*moments, "an@voorbeeld.be", "An Peeters", *([None] if len(leading) == 6 else [])]
    rows: list[list[object]] = [[*leading, "Initiatief", "E-mail"], [*row, "Dans mee!", "ander@voorbeeld.be"]]
    (submission,) = matched(binding, sheet(rows)).submissions
    assert submission.sent_by == Respondent(expected, "An Peeters")
    assert submission.sent_at == datetime(2026, 3, 1, 9, 20)
    assert answers(submission)["e_mail"] == ["ander@voorbeeld.be"]


def test_an_anonymous_respondent_is_nobody(binding: Layout) -> None:
    """What Forms writes for who was not logged in is no e-mail address: two of them are not one person."""
    rows: list[list[object]] = [
        [*FORMS_NL, "Initiatief", "Gemeente"],
        [1, None, None, "anonymous", None, None, "Dans mee!", "Gent"],
    ]
    (submission,) = matched(binding, sheet(rows)).submissions
    assert submission.sent_by == Respondent()


def test_a_table_without_an_initiative_column_is_told_once(binding: Layout) -> None:
    """One finding where it has to come, or at the header that may mean it; not one a row, and nothing is guessed."""
    result = matched(binding, sheet([["Organisatie", "Gemeente"], ["vzw A", "Gent"], ["vzw B", "Aalst"]]))
    assert codes(result) == ["column-initiative-missing"]
    assert result.submissions == ()
    assert result.findings[0].place.cell == "C1"
    result = matched(binding, sheet([["Organisatie", "Initatief", "Gemeente"], ["vzw A", "Dans mee!", "Gent"]]))
    assert (result.findings[0].place.cell, result.findings[0].suggestion) == ("B1", "Initatief")


def test_unknown_and_missing_columns_are_listed_in_one_finding_each(binding: Layout) -> None:
    """A renamed header shows up on both lists."""
    result = matched(binding, sheet([["Initiatief", "Gemeente", "Opmerking", "Woonplaats"], ["A", "B", "C", "D"]]))
    assert codes(result) == ["column-missing", "column-unknown"]
    assert result.findings[1].details["columns"] == "C1 Opmerking; D1 Woonplaats"


def test_a_header_that_stands_twice_is_told_and_both_columns_are_read(binding: Layout) -> None:
    """Nothing that was answered is lost."""
    result = matched(binding, sheet([["Initiatief", "Gemeente", "Stad"], ["Dans mee!", "Gent", "Aalst"]]))
    assert "column-twice" in codes(result)
    assert answers(result.submissions[0])["gemeente"] == ["Gent", "Aalst"]


def test_a_numbered_header_means_a_question_only_beside_its_plain_name(binding: Layout) -> None:
    """`Gemeente2` comes of a second `Gemeente` in an Excel table; by itself nobody knows what it asks."""
    with_plain = matched(binding, sheet([["Initiatief", "Gemeente", "Gemeente2"], ["Dans mee!", "Gent", "Aalst"]]))
    assert answers(with_plain.submissions[0])["gemeente"] == ["Gent", "Aalst"]
    alone = matched(binding, sheet([["Initiatief", "Impact", "Gemeente2"], ["Dans mee!", "Veel.", "Aalst"]]))
    assert answers(alone.submissions[0]) == {"initiatief": ["Dans mee!"], "impact": ["Veel."]}
    assert [finding.suggestion for finding in alone.findings if finding.code == "column-nearly"] == ["Gemeente"]


def test_another_workbook_is_told_and_a_sheet_of_notes_is_a_note(binding: Layout) -> None:
    """A shopping list is no table of ours; a sheet beside the answers is not used, and told."""
    assert codes(matched(binding, sheet([["Product", "Aantal"], ["Melk", 2]]))) == ["workbook-not-recognised"]
    assert codes(matched(binding, sheet([]))) == ["workbook-empty"]
    good = sheet([[question.label for question in binding.questions], ["Dans mee!"]])
    assert codes(matched(binding, good, sheet([["Nota"]], "Uitleg"))) == ["sheet-not-used"]


# --- Forms ------------------------------------------------------------------------------------------


def form_names(rows: Mapping[str, int], page: str = "Binding") -> dict[str, Area]:
    """Return a form's names: each question with its box in column B."""
    return {form_key("binding", question): Area(page, row, 2, row, 2) for question, row in rows.items()}


def test_a_form_is_read_by_its_names_wherever_its_boxes_stand(binding: Layout) -> None:
    """Inserted rows and a renamed sheet don't matter; labels may be anything."""
    page = sheet([["x", "Dans mee!"], ["y"], ["z", "Elke maand."]], "Hernoemd", first_row=11)
    result = matched(binding, page, names=form_names({"initiatief": 11, "gemeente": 12, "impact": 13}, "Hernoemd"))
    assert result.kind == "form"
    (submission,) = result.submissions
    assert answers(submission) == {"initiatief": ["Dans mee!"], "impact": ["Elke maand."]}
    assert str(submission.empty_places["gemeente"]) == "enquete.xlsx › Hernoemd › B12"


def test_ticked_choices_and_lists_are_put_together(binding: Layout) -> None:
    """A choice counts when its box says yes; a list is all its filled boxes."""
    page = sheet([["", "Dans mee!"], ["", "ja"], ["", "nee"], ["", "misschien"], ["", "Een"], [], ["", "Twee"]], "F")
    names = {
        form_key("binding", "initiatief"): Area("F", 1, 2, 1, 2),
        form_key("binding", "sector", "sport"): Area("F", 2, 2, 2, 2),
        form_key("binding", "sector", "jeugd"): Area("F", 3, 2, 3, 2),
        form_key("binding", "sector", "cultuur"): Area("F", 4, 2, 4, 2),
        form_key("binding", "ideeen"): Area("F", 5, 2, 9, 2),
    }
    (submission,) = matched(binding, page, names=names).submissions
    assert answers(submission)["sector"] == ["sport", "cultuur: misschien"]
    assert answers(submission)["ideeen"] == ["Een", "Twee"]


def test_a_copied_sheet_is_a_form_of_its_own(binding: Layout) -> None:
    """Who copies the sheet for each initiative gets a submission for each copy."""
    first, second = form_names({"initiatief": 1}, "Een"), form_names({"initiatief": 1}, "Twee")
    book = Workbook(FILE, (sheet([["", "A"]], "Een"), sheet([["", "B"]], "Twee")), (*first.items(), *second.items()))
    result = match(book, {"binding": binding})
    assert [answers(submission)["initiatief"] for submission in result.submissions] == [["A"], ["B"]]


def test_names_of_boxes_can_be_read_back() -> None:
    """A name tells its layout, question and choice, whatever the choice is made of."""
    assert parse_form_key(form_key("binding", "e_mail")) == ("binding", "e_mail", "")
    assert parse_form_key(form_key("binding", "sector", "Zorg en welzijn")) == ("binding", "sector", "zorg_en_welzijn")
    assert parse_form_key("Print_Titles") is None


def test_columns_have_the_letters_of_excel() -> None:
    """A, Z, AA, XFD."""
    assert [column_letters(number) for number in (1, 26, 27, 16384)] == ["A", "Z", "AA", "XFD"]


def test_what_is_written_outside_the_boxes_of_a_form_is_told(binding: Layout) -> None:
    """In column C, over a label, beside a box, in an inserted row, far right, below, or in a box that has no question.

    In one finding with all of the cells. The form's own texts are known by their words, in every language.
    """
    rows: list[list[object]] = [
        ["Binding – formulier", "Zo vul je dit in", None, "verdwaald"],
        ["Initiative (required)", "Dans mee!"],
        ["Initiatief (verplicht)", "Dans mee!", "De naam van je initiatief. Elk initiatief krijgt één verslag."],
        ["Gemeente: Gent en Aalst", None, "zie ook mijn mail"],
        ["Ideeën – 2", "Begin van het antwoord"],
        [None, "vervolg van het antwoord"],
        [
            "Weg",
            "antwoord op een vraag die weg is",
            "Schrijf in je eigen woorden. Met Alt+Enter begin je een nieuwe regel.",
        ],
        ["Nog iets"],
    ]
    names = form_names({"initiatief": 3, "gemeente": 4, "impact": 5, "vraag_van_vroeger": 7}, "F")
    result = matched(binding, sheet(rows, "F"), names=names)
    (finding,) = [finding for finding in result.findings if finding.code == "cell-not-used"]
    assert (finding.place.cell, finding.value) == ("D1", "verdwaald")
    assert finding.details == {"cells": "D1, A2:B2, A4, C4, B6, A7:B7, A8", "count": 9}
    assert result.cells == CellCounts(filled=17, used=2, labels=6, reported=9)


def test_a_column_without_a_header_is_told(binding: Layout) -> None:
    """Remarks land in blank columns of lists that are kept by hand."""
    rows: list[list[object]] = [
        ["Initiatief", "Gemeente", None, "Impact in beeld"],
        ["Dans mee!", "Gent", "losse tekst", "Veel."],
    ]
    result = matched(binding, sheet(rows))
    assert ("column-without-header", "C1") in [(finding.code, finding.place.cell) for finding in result.findings]


def test_a_submission_is_not_taken_for_a_header(binding: Layout) -> None:
    """Only a row that repeats the header above the initiatives is one."""
    rows = [["Initiatief", "Organisatie", "Ideeën"], ["Project X", "Organisatie", "ideeën"]]
    assert len(matched(binding, sheet(rows)).submissions) == 1


def test_a_table_on_another_sheet_of_a_form_is_read_too(binding: Layout) -> None:
    """Whoever puts both in one workbook loses neither."""
    form = sheet([["", "Dans mee!"]], "F")
    table = sheet([["Initiatief", "Gemeente"], ["De Fietsbende", "Geel"]], "Lijst")
    result = matched(binding, form, table, names=form_names({"initiatief": 1}, "F"))
    assert [answers(submission)["initiatief"] for submission in result.submissions] == [
        ["Dans mee!"],
        ["De Fietsbende"],
    ]


def test_a_sheet_that_seems_to_hold_answers_is_a_warning(binding: Layout) -> None:
    """A copied form without its names, or headers with typing mistakes: never "there is nothing to do"."""
    good = sheet([["Initiatief", "Gemeente"], ["Dans mee!", "Gent"]])
    copied = sheet([["Mijn initiatief (verplicht)", "A"], ["Organisatie", "B"], ["Gemeente", "C"]], "Kopie")
    mistyped = sheet([["Initatief", "Gemeenten", "Ideen"], ["A", "B", "C"]], "Lijst")
    assert codes(matched(binding, good, copied))[-1] == "sheet-maybe-answers"
    assert codes(matched(binding, good, mistyped))[-1] == "sheet-maybe-answers"


def test_a_header_that_is_repeated_among_the_rows_is_no_submission(binding: Layout) -> None:
    """As where two exports were pasted under each other: told, and not made into an initiative."""
    rows = [["Initiatief", "Gemeente"], ["Dans mee!", "Gent"], ["Initiatief", "Gemeente"], ["De Fietsbende", "Geel"]]
    result = matched(binding, sheet(rows))
    assert [answers(submission)["initiatief"] for submission in result.submissions] == [
        ["Dans mee!"],
        ["De Fietsbende"],
    ]
    assert ("row-is-header", "A3") in [(finding.code, finding.place.cell) for finding in result.findings]


def test_choices_that_differ_only_in_marks_have_boxes_of_their_own() -> None:
    """`C` and `C++`, `50` and `50+`, and a choice of marks only."""
    keys = {form_key("l", "v", choice) for choice in ("C", "C++", "+", "0-3 jaar", "0 3 jaar", "x" * 300, "x" * 301)}
    assert len(keys) == 7
    assert all(len(key) < 255 for key in keys)
    assert all(parse_form_key(key) for key in keys)


def test_a_table_that_fits_two_layouts_is_told_and_not_guessed(binding: Layout) -> None:
    """Whoever copies a layout and keeps its questions has to say which one is meant."""
    layouts = {"beleving": replace(binding, name="beleving"), "binding": binding}
    result = match(Workbook(FILE, (sheet([["Initiatief", "Gemeente"], ["A", "Gent"]]),)), layouts)
    assert (codes(result), result.submissions) == (["table-of-several-layouts"], ())
    assert result.findings[0].details["layouts"] == "beleving, binding"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ja", ["sport"]),
        ("Ja, graag", ["sport"]),
        ("✓", ["sport"]),
        ("Sport", ["sport"]),
        ("neen", None),
        ("-", None),
        ("Nee, maar volgend jaar wel", ["sport: Nee, maar volgend jaar wel"]),
        ("ja en nee", ["sport: ja en nee"]),
        ("X (vooral voetbal)", ["sport: X (vooral voetbal)"]),
        (2, ["sport: 2"]),
    ],
)
def test_a_choice_is_ticked_as_people_do(binding: Layout, typed: CellValue, meant: list[str] | None) -> None:
    """Yes and no in many words; what is neither is passed on with its choice, so that it is told as typed."""
    names = {form_key("binding", "sector", "sport"): Area("F", 1, 2, 1, 2)}
    (submission,) = matched(binding, sheet([["", typed]], "F"), names=names).submissions
    assert answers(submission).get("sector") == meant


def test_an_unreadable_change_time_does_not_hide_when_it_was_sent(binding: Layout) -> None:
    """Forms leaves the last column empty, and people write a dash in it."""
    rows: list[list[object]] = [
        [*FORMS_NL, "Initiatief", "Gemeente"],
        [1, None, datetime(2026, 3, 1), None, "An", "-", "A", "B"],
    ]
    assert matched(binding, sheet(rows)).submissions[0].sent_at == datetime(2026, 3, 1)


# --- Versions, forms and layouts ------------------------------------------------------------------


def book(file: str, digest: str, *follows: str, initiatives: str = "A", sheet: str = "Blad1") -> WorkbookVersion:
    """Return a workbook that carries the marks of those that it was made from."""
    return WorkbookVersion(file, digest, follows, "binding", frozenset({sheet}), frozenset(initiatives))


def test_a_newer_version_is_known_by_the_mark_that_it_carries() -> None:
    """A copy of a copy replaces both; the order of the files makes no difference."""
    books = [book("c.xlsx", "3", "1", "2"), book("a.xlsx", "1"), book("b.xlsx", "2", "1"), book("z.xlsx", "9")]
    for order in (books, books[::-1]):
        older, findings = older_versions(order)
        assert older == {"a.xlsx", "b.xlsx"}
        assert {(finding.code, finding.place.file) for finding in findings} == {
            ("workbook-replaced", "a.xlsx"),
            ("workbook-replaced", "b.xlsx"),
        }


@pytest.mark.parametrize(
    ("forged", "accepted"),
    [
        (book("b.xlsx", "2", "1", initiatives="XY"), False),
        (book("b.xlsx", "2", "1", initiatives="A"), False),
        (book("b.xlsx", "2", "1", initiatives="ABC", sheet="Blad2"), False),
        (replace(book("b.xlsx", "2", "1", initiatives="AB"), layout="beleving"), False),
        (book("b.xlsx", "2", "1", initiatives="AB"), True),
        (book("b.xlsx", "2", "1", initiatives="ABC"), True),
    ],
)
def test_a_mark_takes_nothing_of_another_out_of_the_run(forged: WorkbookVersion, accepted: bool) -> None:  # noqa: FBT001
    """Anybody can write a mark: it counts only where the same sheets of the same layout hold all the initiatives."""
    older, (finding,) = older_versions([book("a.xlsx", "1", initiatives="AB"), forged])
    assert older == ({"a.xlsx"} if accepted else frozenset())
    expected = ("workbook-replaced", "a.xlsx") if accepted else ("workbook-mark-doubtful", "b.xlsx")
    assert (finding.code, finding.place.file) == expected


def test_of_two_newer_versions_none_is_chosen() -> None:
    """Two people mended the same copy: both are used, and told."""
    older, findings = older_versions([book("a.xlsx", "1"), book("b.xlsx", "2", "1"), book("c.xlsx", "3", "1")])
    assert older == {"a.xlsx"}
    assert [(finding.code, finding.place.file) for finding in findings] == [
        ("workbook-replaced", "a.xlsx"),
        ("workbook-two-versions", "c.xlsx"),
    ]


def test_no_two_workbooks_replace_each_other() -> None:
    """Marks that go round, as a hostile workbook may carry, leave nothing lost in silence."""
    older, findings = older_versions([book("a.xlsx", "1", "2"), book("b.xlsx", "2", "1"), book("c.xlsx", "3", "3")])
    assert older == frozenset()
    assert findings == []


def test_a_form_of_another_version_is_read_by_its_keys(binding: Layout) -> None:
    """What it does not ask is told once; what it does ask is read."""
    result = matched(binding, sheet([["", "Dans mee!"]], "F"), names=form_names({"initiatief": 1}, "F"))
    assert codes(result) == ["form-other-version"]
    assert answers(result.submissions[0]) == {"initiatief": ["Dans mee!"]}


def test_a_table_is_found_wherever_it_stands(binding: Layout) -> None:
    """Below a hundred rows of other things, and in any column."""
    rows = [*[["iets"]] * 100, ["", "", "Initiatief", "Gemeente"], ["", "", "Dans mee!", "Gent"]]
    (submission,) = matched(binding, sheet(rows)).submissions
    assert str(submission.cells["gemeente"][0].place) == "enquete.xlsx › Sheet1 › D102"


def test_the_last_row_of_a_table_is_read_as_every_other(binding: Layout) -> None:
    """Also where another table follows at once, and where it holds a name and nothing else."""
    first = [["Initiatief", "Gemeente"], ["Dans mee!", "Gent"], ["De Brug", "Aalst"]]
    second = [["Gemeente", "Initiatief"], ["Brugge", "Op stap"], ["Ieper", "Samen uit"]]
    result = matched(binding, sheet([*first, *second]))
    assert [answers(submission)["initiatief"] for submission in result.submissions] == [
        ["Dans mee!"],
        ["De Brug"],
        ["Op stap"],
        ["Samen uit"],
    ]
    assert [answers(submission)["gemeente"] for submission in result.submissions] == [
        ["Gent"],
        ["Aalst"],
        ["Brugge"],
        ["Ieper"],
    ]
    alone = matched(binding, sheet([*first, ["Alleen een naam.", None]]))
    assert answers(alone.submissions[-1]) == {"initiatief": ["Alleen een naam."]}
    numbered = matched(binding, sheet([*first, [1001, 9000]]))
    assert answers(numbered.submissions[-1]) == {"initiatief": [1001], "gemeente": [9000]}


@pytest.mark.parametrize(
    ("last", "code"),
    [
        (["Totaal", 12], "row-is-total"),
        (["Nota: van maart"], "row-is-note"),
        ([None, "Met dank aan allen"], "row-is-note"),
    ],
)
def test_what_stands_below_the_last_row_of_a_table_is_told(binding: Layout, last: list[object], code: str) -> None:
    """A total or a text by itself is no submission; the row above it is."""
    gap: list[list[object]] = [[]] if last[0] else []
    rows: list[list[object]] = [["Initiatief", "Impact"], ["Dans mee!", "Veel."], ["De Brug", "Meer."], *gap, last]
    result = matched(binding, sheet(rows))
    assert [answers(submission)["impact"] for submission in result.submissions] == [["Veel."], ["Meer."]]
    assert [(finding.code, finding.place.cell) for finding in result.findings if finding.code.startswith("row-")] == [
        (code, f"{'A' if last[0] else 'B'}{len(rows)}")
    ]


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("3/15/2026 12:30 PM", 12),
        ("3/15/2026 12:30 AM", 0),
        ("3/15/2026 1:30 pm", 13),
        ("3/15/2026 11:30 p.m.", 23),
        ("3/15/2026, 11:30 AM", 11),
        ("3/15/2026 12:30", 12),
        ("3/15/2026 00:30", 0),
    ],
)
def test_noon_is_pm_and_midnight_is_am(written: str, hour: int) -> None:
    """Half past twelve in the afternoon is no half past midnight; without AM and PM a day has 24 hours."""
    assert moment_of(written, month_first=True) == datetime(2026, 3, 15, hour, 30)


def test_an_initiative_that_is_called_as_a_total_is_one() -> None:
    """Only a row with nothing but numbers beside such a word adds up."""
    layout = layout_of("Initiatief", "Gemeente", "Aantal")
    rows: list[list[object]] = [
        ["Initiatief", "Gemeente", "Aantal"],
        ["Som", "Gent", 3],
        ["Totaal Anders", "Geel", 4],
        ["Totaal", None, 7],
    ]
    result = matched(layout, sheet(rows))
    assert [answers(submission)["v0"] for submission in result.submissions] == [["Som"], ["Totaal Anders"]]
    assert [finding.place.cell for finding in result.findings] == ["A4"]


def test_a_total_of_a_text_file_is_one_and_tells_nothing_of_moments(binding: Layout) -> None:
    """There every number is a text, and the word may stand below the moments."""
    rows = [["Tijdstempel", "Initiatief", "Gemeente"], ["1-3-2026 9:20:00", "A", "Gent"], ["Totaal", "", "1"]]
    result = matched(binding, sheet(rows))
    assert len(result.submissions) == 1
    assert codes(result) == ["column-missing", "row-is-total"]


def test_a_row_in_the_middle_without_a_name_is_no_note() -> None:
    """An answer that lost its initiative stays a submission, so that it is told as one."""
    layout = layout_of("Initiatief", "Gemeente")
    rows: list[list[object]] = [["Initiatief", "Gemeente"], [None, "Gent"], ["Dans mee!", "Geel"]]
    assert len(matched(layout, sheet(rows)).submissions) == 2


@pytest.mark.parametrize(
    "header",
    ["3. Gemeente", "3) “Gemeente”", "Vraag 3: Gemeente (verplicht)", "Q3. gemeente", "* GEMEENTE", "3.1. 'Gemeente'?"],
)
def test_numbering_quotes_and_remarks_of_a_header_make_no_difference(header: str) -> None:
    """As forms and people put them around a question."""
    assert fold_header(header) == "gemeente"


def layout_of(*labels: str) -> Layout:
    """Return a layout that asks these, the first for the initiative."""
    questions = tuple(
        Question(f"v{number}", label, "text", "about", role=None if number else "initiative", required=not number)
        for number, label in enumerate(labels)
    )
    return Layout("l", "L", "S", "nl-BE", "A", Path("l.toml"), Path("r.docx"), "", "together", {}, questions)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: f"{export.name} {export.language}")
def test_every_export_is_known_by_its_own_columns(export: Export) -> None:
    """And its columns stand as they are compared: folded."""
    headers = [*export.leading, *export.anywhere]
    assert all(fold_header(header) == header for header in headers)
    once = [header for header, meaning in export.leading.items() if meaning == "other"]
    once += {meaning: header for header, meaning in export.leading.items() if meaning != "other"}.values()
    result = metadata_columns(dict(enumerate([*once, "initiatief", *export.anywhere], start=1)), EXPORTS)
    assert result.export is export
    assert len(once) + 1 not in result.columns


def test_a_list_by_hand_that_begins_with_addresses_is_no_export(binding: Layout) -> None:
    """So that its dates are read as people in Flanders write them."""
    rows = sheet([["Email address", "Initiatief", "Gemeente"], ["an@voorbeeld.be", "Dans mee!", "Gent"]])
    (submission,) = matched(binding, rows).submissions
    assert (submission.language, submission.sent_by) == ("", Respondent())


@given(
    st.lists(
        st.lists(st.sampled_from(["Initiatief", "Gemeente", "Totaal", "", " ", 3, True, "x"]), max_size=2), max_size=7
    )
)
def test_no_filled_row_is_lost_in_silence(rows: list[list[object]]) -> None:
    """Each row below the header that answers a question is a submission or is told of."""
    layout = layout_of("Initiatief", "Gemeente")
    result = matched(layout, sheet([["Initiatief", "Gemeente"], *rows]))
    places = [
        *(submission.place for submission in result.submissions),
        *(finding.place for finding in result.findings),
    ]
    headers = [
        cell for finding in result.findings for cell in str(finding.details.get("cells", "")).split("; ") if cell
    ]
    rows_of = {int(cell[1:]) for cell in [*headers, *(place.cell for place in places if place.cell)]}
    for number, row in enumerate(rows, start=2):
        if any(str(value).strip() for value in row[:2]):
            assert number in rows_of, (number, row)
