"""A layout may have more than one document: each initiative gets all of them, and none is taken for another."""

from __future__ import annotations

import pytest
from conftest import Desk

from pipeline.model import Layout
from pipeline.reports.documents import Document, documents_of

HEADERS = ["Initiatief", "Contactpersoon", "Datum", "Contacten verduurzamen"]
ROWS = [["Dans mee!", "An", "3/2/2026", "Elke maand."], ["De Fietsbende", "Jef", "3/2/2026", "Samen."]]


@pytest.fixture
def second_name(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give every layout a second document, of which the file is named as the first text of this list."""
    names = ["{{ initiatief }} - samenvatting.docx"]

    def with_summary(layout: Layout) -> tuple[Document, ...]:
        return (*documents_of(layout), Document(layout, "summary", layout.template, names[0]))

    monkeypatch.setattr("pipeline.run.prepared_documents.documents_of", with_summary)
    return names


@pytest.mark.usefixtures("second_name")
def test_every_document_of_a_layout_is_made_of_every_initiative(desk: Desk) -> None:
    """And is unchanged the next time."""
    desk.table([HEADERS, *ROWS])
    assert desk.binding("run", "--json").json["counts"]["written"] == 4
    assert desk.reports() == [
        "Dans mee! - Binding.docx",
        "Dans mee! - samenvatting.docx",
        "De Fietsbende - Binding.docx",
        "De Fietsbende - samenvatting.docx",
    ]
    assert desk.binding("run", "--json").json["counts"]["unchanged"] == 4


def test_documents_of_one_name_stay_apart(desk: Desk, second_name: list[str]) -> None:
    """Both get a mark; neither takes the place of the other, run after run."""
    second_name[0] = "{{ initiatief }} - {{ layout.title }}.docx"
    desk.table([HEADERS, *ROWS])
    assert desk.binding("run", "--json").json["counts"]["written"] == 4
    assert len(desk.reports()) == 4
    assert desk.binding("run", "--json").json["counts"]["unchanged"] == 4


def test_a_document_that_comes_later_leaves_the_report_where_it_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, second_name: list[str]
) -> None:
    """A report keeps its name when a second document wants it too, and an edit in it is still seen."""
    second_name[0] = "{{ initiatief }} - {{ layout.title }}.docx"
    desk.table([HEADERS, ROWS[0]])
    with monkeypatch.context() as before:
        before.setattr("pipeline.run.prepared_documents.documents_of", documents_of)
        desk.binding("run")
    assert desk.reports() == ["Dans mee! - Binding.docx"]
    statuses = [report["status"] for report in desk.binding("run", "--json").json["reports"]]
    assert statuses == ["unchanged", "written"]
    assert len(desk.reports()) == 2
