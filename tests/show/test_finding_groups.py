"""Repeats are grouped for people: one entry with its count and its cells."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.messages import Language
from pipeline.model import Finding, Place
from pipeline.show.cell_list import MOST_RANGES, cell_list
from pipeline.show.finding_groups import by_initiative, group_findings, location_text


def sector(row: int, value: str = "sprot", initiative: str | None = None, file: str = "enquete.xlsx") -> Finding:
    """Return a sector that is no choice, in that row."""
    place = Place(file, "Sheet1", f"G{row}")
    return Finding("answer-not-a-choice", place, initiative, "Sector", value, details={"choices": "sport, jeugd"})


def test_two_thousand_times_the_same_is_one_entry() -> None:
    """With its count and its cells as a range, and numbers as the language writes them."""
    (entry,) = group_findings([sector(row) for row in range(2, 2002)])
    assert location_text(entry, "nl") == "Sheet1 › Sector: 2.000 cellen, G2:G2001"
    assert location_text(entry, "en") == "Sheet1 › Sector: 2,000 cells, G2:G2001"


def test_each_workbook_column_and_question_has_its_own_entry() -> None:
    """What is mended in another place is another entry; so is what has no cell."""
    other_column = Finding("answer-not-a-choice", Place("enquete.xlsx", "Sheet1", "H2"), None, "Sector", "sprot")
    form = [Finding("answer-missing", Place("form.xlsx", "Binding", f"B{row}"), question=f"V{row}") for row in (4, 5)]
    files = [Finding("sheet-not-used", Place("enquete.xlsx", "Sheet1")) for _ in range(2)]
    assert len(group_findings([sector(2), sector(3), sector(2, file="twee.xlsx"), other_column, *form, *files])) == 7


def test_an_entry_says_once_what_all_say_and_beside_each_cell_what_differs() -> None:
    """No value is lost: where values or initiatives differ they stand with their cell."""
    findings = [sector(2, "sprot", "Dans mee!"), sector(7, "natuur", "Fietsbende")]
    (entry,) = group_findings(findings)
    assert entry.common_finding().value == "…"
    assert entry.common_finding().details == {"choices": "sport, jeugd"}
    assert [list(entry.differences_of(finding, "nl")) for finding in findings] == [
        ["“sprot”", "Dans mee!"],
        ["“natuur”", "Fietsbende"],
    ]


def test_errors_come_before_warnings_and_shared_entries_before_those_of_one_initiative() -> None:
    """By workbook, then by initiative, the gravest first."""
    note = Finding(
        "answer-replaced", Place("enquete.xlsx", "Sheet1", "H2"), "Dans mee!", "Datum", details={"other": "H3"}
    )
    shared = [sector(2, "a", "Dans mee!"), sector(3, "b", "Fietsbende")]
    entries = group_findings([note, *shared])
    assert [entry.findings[0].code for entry in entries] == ["answer-not-a-choice", "answer-replaced"]
    assert list(by_initiative(entries)) == [None, "Dans mee!"]


@pytest.mark.parametrize(
    ("rows", "language", "said"),
    [
        ([7], "nl", "G7"),
        ([2, 3], "nl", "G2 en G3"),
        ([2, 3, 9], "en", "G2, G3 and G9"),
        ([2, 3, 4, 5, 9], "nl", "G2:G5 en G9"),
        (range(2, 42, 2), "nl", "G2, G4, G6, G8, G10, G12, G14, G16 en nog 12"),
    ],
)
def test_a_few_cells_are_listed_and_many_are_ranges(rows: list[int], language: Language, said: str) -> None:
    """At most eight, and how many more."""
    assert cell_list([f"G{row}" for row in rows], language) == said


@given(st.sets(st.integers(1, 200), min_size=1))
def test_ranges_count_every_cell(rows: set[int]) -> None:
    """What is named and what is counted are together all cells, each once."""
    (entry,) = group_findings([sector(row) for row in sorted(rows, reverse=True)])
    said = cell_list(entry.cells, "en")
    more = re.search(r"and (\d+) more", said)
    named = re.findall(r"G(\d+)(?::G(\d+))?", said)
    assert len(named) <= MOST_RANGES
    sizes = [int(last or first) - int(first) + 1 for first, last in named]
    assert sum(sizes) + (int(more[1]) if more else 0) == len(rows)
