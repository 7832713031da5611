"""A form is known by its hidden names, a table by its headers; each cell comes under its question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from match_cases import FILE, answers, codes, matched, sheet

from pipeline.match import match
from pipeline.match.headers import fold_header
from pipeline.model import Layout, Question, Workbook
from pipeline.ooxml.addresses import column_letters


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


def test_columns_have_the_letters_of_excel() -> None:
    """A, Z, AA, XFD."""
    assert [column_letters(number) for number in (1, 26, 27, 16384)] == ["A", "Z", "AA", "XFD"]


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


def test_a_table_that_fits_two_layouts_is_told_and_not_guessed(binding: Layout) -> None:
    """Whoever copies a layout and keeps its questions has to say which one is meant."""
    layouts = {"beleving": replace(binding, name="beleving"), "binding": binding}
    result = match(Workbook(FILE, (sheet([["Initiatief", "Gemeente"], ["A", "Gent"]]),)), layouts)
    assert (codes(result), result.submissions) == (["table-of-several-layouts"], ())
    assert result.findings[0].details["layouts"] == "beleving, binding"


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
