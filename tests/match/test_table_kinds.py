"""Tables as people and programs make them: every column of answers is read, or told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from pipeline.match import Matched, match
from pipeline.match.tick_boxes import beyond_choices
from pipeline.match.timestamps import DateOrder, date_order, moment_of
from pipeline.messages import severity_of
from pipeline.model import Area, CellValue, Layout, Severity, Sheet, Workbook

Rows = Sequence[Sequence[CellValue | None]]


def table(layout: Layout, rows: Rows, *merged: tuple[int, int, int, int]) -> Matched:
    """Match a workbook of one sheet with these rows, and these blocks of merged cells."""
    filled = {
        row: {column: value for column, value in enumerate(values, start=1) if value is not None}
        for row, values in enumerate(rows, start=1)
    }
    areas = tuple(Area("Blad1", *area) for area in merged)
    sheet = Sheet("Blad1", {row: values for row, values in filled.items() if values}, merged=areas)
    return match(Workbook("lijst.xlsx", (sheet,)), {layout.name: layout})


def answers(result: Matched) -> list[dict[str, list[str]]]:
    """Return what was answered, submission by submission."""
    return [
        {question: [str(cell.value) for cell in cells] for question, cells in submission.cells.items()}
        for submission in result.submissions
    ]


def told(result: Matched) -> list[tuple[str, str | None]]:
    """Return the warnings and errors but for missing questions: code and cell."""
    return [
        (finding.code, finding.place.cell)
        for finding in result.findings
        if severity_of(finding) is not Severity.NOTE and finding.code != "column-missing"
    ]


def test_headers_in_two_rows_are_read_together(binding: Layout) -> None:
    """A header merged over two rows, and one over two columns that says what these have in common."""
    rows: Rows = [
        ["Initiatief", "Over jou", None, "Ideeën"],
        [None, "Gemeente", "Datum", None],
        ["Dans mee!", "Gent", "2026-03-01", "Een feest"],
    ]
    result = table(binding, rows, (1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 2, 4))
    assert answers(result) == [
        {"initiatief": ["Dans mee!"], "gemeente": ["Gent"], "datum": ["2026-03-01"], "ideeen": ["Een feest"]}
    ]
    assert told(result) == []


def test_choices_below_their_question_are_its_columns(binding: Layout) -> None:
    """As in the sub-headers of a matrix."""
    rows: Rows = [
        ["Initiatief", "Sector", None],
        [None, "sport", "jeugd"],
        ["Dans mee!", "x", None],
        ["Brug", None, "x"],
    ]
    result = table(binding, rows, (1, 2, 1, 3))
    assert [each["sector"] for each in answers(result)] == [["sport"], ["jeugd"]]
    assert told(result) == []


def test_sub_headers_that_belong_to_no_question_are_told(binding: Layout) -> None:
    """With the columns below them: a matrix that nobody asked about in the layout."""
    rows: Rows = [
        ["Initiatief", "Tevreden?", None, "Gemeente"],
        [None, "Inhoud", "Plaats"],
        ["Dans mee!", 4, 5, "Gent"],
    ]
    result = table(binding, rows, (1, 2, 1, 3))
    assert answers(result) == [{"initiatief": ["Dans mee!"], "gemeente": ["Gent"]}]
    assert told(result) == [("column-without-header", "C1"), ("column-unknown", "B1"), ("cell-outside-table", "B2")]


@pytest.mark.parametrize("sideways", [False, True])
def test_an_initiative_merged_over_several_rows_counts_for_each_of_them(binding: Layout, sideways: bool) -> None:  # noqa: FBT001
    """Upright and sideways; an answer that is merged stays one answer."""
    rows: list[list[CellValue | None]] = [
        ["Initiatief", "Contactpersoon", "Gemeente", "Ideeën"],
        ["Dans mee!", "An", "Gent", "Een feest"],
        [None, "Jef", None, None],
        ["Brug", "Jo", "Geel", None],
    ]
    areas = [(2, column, 3, column) for column in (1, 3, 4)]
    if sideways:
        rows = [list(values) for values in zip(*rows, strict=True)]
        areas = [(column, 2, column, 3) for _, column, _, _ in areas]
    result = table(binding, rows, *areas)
    assert answers(result) == [
        {"initiatief": ["Dans mee!"], "contactpersoon": ["An"], "gemeente": ["Gent"], "ideeen": ["Een feest"]},
        {"initiatief": ["Dans mee!"], "contactpersoon": ["Jef"], "gemeente": ["Gent"]},
        {"initiatief": ["Brug"], "contactpersoon": ["Jo"], "gemeente": ["Geel"]},
    ]
    assert told(result) == []


@pytest.mark.parametrize("header", ["Gemeente ", "Gemeente 2", "Gemeente2", "Gemeente_2", "Gemeente (2)", "gemeente.1"])
def test_a_second_column_of_a_question_is_read_and_told(binding: Layout, header: str) -> None:
    """Nothing that was answered is lost."""
    result = table(binding, [["Initiatief", "Gemeente", header], ["Dans mee!", "Gent", "Aalst"]])
    assert answers(result) == [{"initiatief": ["Dans mee!"], "gemeente": ["Gent", "Aalst"]}]
    assert told(result) == [("column-twice", "C1")]


@pytest.mark.parametrize(
    ("header", "is_told"),
    [
        ("Datum (dd/mm/jjjj)", False),
        ("Datum: jj-mm-dd", False),
        ("Datum [verplicht veld]", True),
        ("Datum\nwanneer was dat?", True),
        ("Datum – van de start", True),
        ("Datum: wanneer?", True),
    ],
)
def test_a_remark_behind_a_question_is_no_other_question(binding: Layout, header: str, is_told: bool) -> None:  # noqa: FBT001
    """It is read; and told unless it only says how to write a day."""
    result = table(binding, [["Initiatief", header], ["Dans mee!", "2026-03-01"]])
    assert answers(result) == [{"initiatief": ["Dans mee!"], "datum": ["2026-03-01"]}]
    assert told(result) == ([("column-with-remark", "B1")] if is_told else [])


def test_a_remark_makes_another_question_beside_the_plain_one(binding: Layout) -> None:
    """`Gemeente (van de partner)` beside `Gemeente` asks something else: it is not put together, and told."""
    result = table(binding, [["Initiatief", "Gemeente (van de partner)", "Gemeente"], ["Dans mee!", "Gent", "Aalst"]])
    assert answers(result)[0]["gemeente"] == ["Aalst"]
    assert told(result) == [("column-unknown", "B1")]


@pytest.mark.parametrize(
    ("help_line", "is_told"),
    [
        (["De naam van je initiatief. Elk initiatief krijgt één verslag.", "Eén idee op elke regel."], False),
        (["Vul hier de naam in", "max. 3 ideeën"], True),
        (["(naam)", "(één op elke regel)"], True),
    ],
)
def test_a_help_line_below_the_headers_is_no_submission(binding: Layout, help_line: list[str], is_told: bool) -> None:  # noqa: FBT001
    """In the words of the layout it is known, in other words it is told; nobody gets a report about it."""
    result = table(binding, [["Initiatief", "Ideeën"], help_line, ["Dans mee!", "Een feest"]])
    assert answers(result) == [{"initiatief": ["Dans mee!"], "ideeen": ["Een feest"]}]
    assert told(result) == ([("row-is-help", "A2")] if is_told else [])


def test_a_submission_with_words_of_help_stays_one(binding: Layout) -> None:
    """One cell that begins as help makes no help line, nor does one further down."""
    rows: Rows = [
        ["Initiatief", "Gemeente", "Ideeën"],
        ["Vul je rugzak", "Gent", "Een feest"],
        ["Kies", "Vul", "Schrijf"],
    ]
    assert len(table(binding, rows).submissions) == 2


QUALTRICS = ["StartDate", "EndDate", "RecordedDate", "ResponseId"]
QUALTRICS_TEXTS = ["Start Date", "End Date", "Recorded Date", "Response ID"]


@pytest.mark.parametrize(
    ("names", "texts"),
    [
        (["Q1", "Q2", "Q3_1"], ["Initiatief", "Gemeente", "Sector - Selected Choice - sport"]),
        (["initiatief", "gemeente", "Q3_1"], ["Hoe heet het?", "Waar is het?", "Sector - sport"]),
    ],
)
def test_three_header_rows_of_qualtrics_are_headers(binding: Layout, names: list[str], texts: list[str]) -> None:
    """Known by their codes or by their texts; nobody gets a report about `Start Date`."""
    imports = [f'{{"ImportId":"{number}"}}' for number in range(7)]
    row = ["2026-03-01 09:00:00", "2026-03-01 09:10:00", "2026-03-01 09:10:01", "R_1", "Dans mee!", "Gent", "sport"]
    result = table(binding, [[*QUALTRICS, *names], [*QUALTRICS_TEXTS, *texts], imports, row])
    assert answers(result) == [{"initiatief": ["Dans mee!"], "gemeente": ["Gent"], "sector": ["sport"]}]
    (submission,) = result.submissions
    assert (submission.sent_id, submission.sent_at) == ("R_1", datetime(2026, 3, 1, 9, 10, 1))
    assert told(result) == []


@pytest.mark.parametrize("line", ["Initiatief;Gemeente;Ideeën", '"Initiatief","Gemeente"', "Initiatief\tGemeente"])
def test_a_table_in_one_column_is_told_with_what_to_do(binding: Layout, line: str) -> None:
    """As where a text file was opened the wrong way: it is not called a sheet without questions."""
    result = table(binding, [[line], [line.replace("Initiatief", "Dans mee!")]])
    assert told(result) == [("sheet-in-one-column", "A1")]


@pytest.mark.parametrize(
    "header",
    [
        ["Naam van de partner", "_index", "_parent_table_name", "_parent_index", "_submission__id"],
        ["Initiatief", "Gemeente", "_index", "_parent_table_name", "_parent_index"],
        ["Naam van de partner", "PARENT_KEY", "KEY"],
    ],
)
def test_a_sheet_of_a_repeated_group_is_told_as_answers_that_are_not_used(binding: Layout, header: list[str]) -> None:
    """With where they belong, and never with "put Initiatief above the column"."""
    result = table(binding, [header, ["KSA", *range(len(header) - 1)]])
    assert (told(result), result.submissions, result.cells.reported) == (
        [("sheet-is-repeat", None)],
        (),
        2 * len(header),
    )


KOBO = ["_id", "_uuid"]


@pytest.mark.parametrize(
    ("header", "row", "sector"),
    [
        (
            ["Sector", "Sector/sport", "Sector/zorg en welzijn"],
            ["sport zorg en welzijn", 1, 1],
            ["sport", "zorg en welzijn"],
        ),
        (["Sector", "Sector/sport", "Sector/zorg en welzijn"], ["zorg_en_welzijn", 0, 1], ["zorg en welzijn"]),
        (["Sector", "Sector/sport", "Sector/zorg en welzijn"], ["sport jeugd", 1, 0], ["sport", "sport jeugd"]),
        (["wie/Sector", "wie/Sector/sport", "wie/Sector/zorg_en_welzijn"], ["sport", 1, 0], ["sport"]),
        (["Sector", "Sector/sport"], ["sport", None], ["sport"]),
    ],
)
def test_a_column_with_all_choices_beside_those_of_each_says_nothing_new(
    binding: Layout, header: list[str], row: list[CellValue | None], sector: list[str]
) -> None:
    """KoboToolbox writes both; what the first says beyond the others is kept, so that it is told."""
    questions = [
        replace(question, choices=("sport", "jeugd", "zorg en welzijn")) if question.name == "sector" else question
        for question in binding.questions
    ]
    layout = replace(binding, questions=tuple(questions))
    result = table(layout, [["Initiatief", *header, *KOBO], ["Dans mee!", *row, 1, "u-1"]])
    assert answers(result)[0]["sector"] == sector
    assert told(result) == []


def test_a_summary_is_only_left_out_where_all_of_it_is_ticked() -> None:
    """Every sign of it counts, and a choice within another word is none."""
    assert beyond_choices("sport jeugd", ["jeugd", "sport"]) == ""
    assert beyond_choices("sport; jeugd", ["jeugd", "sport"]) == ""
    assert beyond_choices("sportjeugd", ["jeugd", "sport"]) == "sportjeugd"
    assert beyond_choices("sport", ["jeugd", "sport"]) == "sport"
    assert beyond_choices("sport + jeugd", ["jeugd", "sport"]) == "sport + jeugd"


@pytest.mark.parametrize(
    ("header", "who"),
    [
        (["ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"], "an@voorbeeld.be"),
        (["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"], "an@voorbeeld.be"),
        (["Horodateur", "Adresse e-mail"], "an@voorbeeld.be"),
        (["Zeitstempel", "E-Mail-Adresse"], "an@voorbeeld.be"),
        (["ID de la réponse", "Date de soumission", "Dernière page", "Adresse e-mail"], "an@voorbeeld.be"),
        (["Antwort ID", "Datum Abgeschickt", "Letzte Seite", "E-Mail-Adresse"], "an@voorbeeld.be"),
    ],
)
def test_exports_in_french_and_german_are_known(binding: Layout, header: list[str], who: str) -> None:
    """Who sent it and when."""
    values: Mapping[str, CellValue] = {"adresse": who, "e-mail": who, "nom": "An", "name": "An", "id": 1, "antwort": 1}
    row = [
        next((value for word, value in values.items() if text.lower().startswith(word)), "14/03/2026 09:05:12")
        if "letzte" not in text.lower() and "dernière" not in text.lower()
        else 3
        for text in header
    ]
    result = table(binding, [[*header, "Initiatief", "Gemeente"], [*row, "Dans mee!", "Gent"]])
    (submission,) = result.submissions
    assert (submission.sent_by.email, submission.sent_at) == (who, datetime(2026, 3, 14, 9, 5, 12))
    assert told(result) == []


# --- Moments ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026/03/14 9:05:12 AM EET", datetime(2026, 3, 14, 7, 5, 12)),
        ("2026/03/14 10:05:12 AM GMT+1", datetime(2026, 3, 14, 9, 5, 12)),
        ("2026/03/14 9:05:12 p.m. CET", datetime(2026, 3, 14, 20, 5, 12)),
        ("zaterdag 14 maart 2026 om 09:05:12", datetime(2026, 3, 14, 9, 5, 12)),
        ("samedi 14 mars 2026 à 09:05", datetime(2026, 3, 14, 9, 5)),
        ("14 mrt. 2026 09:05", datetime(2026, 3, 14, 9, 5)),
        ("Mar 14, 2026 9:05 PM", datetime(2026, 3, 14, 21, 5)),
        ("2026-03-14 09:05:12 UTC", datetime(2026, 3, 14, 9, 5, 12)),
        ("2026-03-14T09:05:12+01:00", datetime(2026, 3, 14, 8, 5, 12)),
        ("14.03.2026 09:05", datetime(2026, 3, 14, 9, 5)),
        ("2026-03-14 09:05 (verlaat)", None),
        ("14/03/2026 09:05 of later", None),
        ("14/03/2026 25:05", None),
        ("31/02/2026 09:05", None),
        ("Mar 14, 2026", None),
        ("9:05", None),
        ("", None),
        ("x" * 100, None),
    ],
)
def test_a_moment_is_read_as_a_whole_or_not_at_all(written: str, moment: datetime | None) -> None:
    """With a zone, in words, in any order of day and time; a word more than a moment makes it none."""
    assert moment_of(written, month_first=None) == moment


@pytest.mark.parametrize(
    ("values", "language", "order"),
    [
        (["3/12/2026 9:20", "4/1/2026 9:20"], "nl", DateOrder(month_first=True, is_by_sequence=True)),
        (["3/12/2026 9:20", "4/1/2027 9:20"], "nl", DateOrder(month_first=False)),
        (["1/3/2026 9:20", "2/3/2026 9:20"], "nl", DateOrder(month_first=False)),
        (["5/3/2026 9:20", "2/4/2026 9:20", "1/5/2026 9:20"], "nl", DateOrder(month_first=False)),
        (["5/3/2026 9:20", "2/4/2026 9:20", "3/1/2026 9:20"], "nl", DateOrder(None)),
        (["3-12-2026 9:20", "4-1-2026 9:20"], "nl", DateOrder(month_first=False)),
        (["3/13/2026 9:20", "4/1/2026 9:20"], "nl", DateOrder(month_first=True)),
        (["3/13/2026 9:20", "14/1/2026 9:20"], "nl", DateOrder(None)),
        (["3/12/2026 9:20", "4/1/2026 9:20"], "en", DateOrder(month_first=True, is_by_sequence=True)),
        (["12/3/2026 9:20", "1/4/2026 9:20"], "en", DateOrder(month_first=False, is_by_sequence=True)),
        (["1/3/2026 9:20", "2/3/2026 9:20"], "en", DateOrder(None)),
    ],
)
def test_the_order_of_the_submissions_tells_day_from_month(values: list[str], language: str, order: DateOrder) -> None:
    """Where no number over 12 does; two readings that both fit are left to how the language writes days."""
    assert date_order(values, language=language) == order
