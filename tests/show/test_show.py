"""What people and programs read of an outcome."""

from __future__ import annotations

import json
from io import StringIO

from rich.console import Console

from pipeline.messages import Language
from pipeline.model import Finding, Outcome, Place, ReportOutcome, Status, WorkbookOutcome
from pipeline.show.json_output import as_json
from pipeline.show.terminal import MOST_REPORTS, summary

PLACE = Place("enquete.xlsx", "Sheet1", "H4")


def printed(outcome: Outcome, language: Language = "nl", *, width: int = 200, with_notes: bool = False) -> str:
    """Return what a terminal of this width shows, without its colours."""
    console = Console(file=StringIO(), width=width, highlight=False)
    console.print(summary(outcome, language, folder="outputs", with_notes=with_notes))
    text = console.file
    assert isinstance(text, StringIO)
    return text.getvalue()


def reports(number: int, status: Status = Status.WRITTEN) -> tuple[ReportOutcome, ...]:
    """Return so many reports."""
    return tuple(ReportOutcome(f"I{one}", "binding", f"I{one} - Binding.docx", status) for one in range(number))


def test_a_province_is_counted_and_not_listed() -> None:
    """The first reports by name, the rest by number."""
    shown = printed(Outcome(reports=reports(300)))
    assert shown.count("geschreven: ") == MOST_REPORTS
    assert f"… en nog {300 - MOST_REPORTS}" in shown
    assert "300 verslagen: 300 geschreven" in shown


def test_no_answer_steers_the_terminal() -> None:
    """Escape codes in a name or a value are shown as marks, and square brackets as themselves."""
    evil = "\x1b[2J\x1b]0;weg\x07[bold]"
    finding = Finding("answer-not-a-date", PLACE, initiative=evil, question="Datum", value=evil)
    shown = printed(Outcome(findings=(finding,), reports=(ReportOutcome(evil, "binding", None, Status.FAILED),)))
    assert "\x1b" not in shown
    assert "[bold]" in shown


def test_notes_are_counted_in_a_run_and_shown_by_a_check() -> None:
    """A calm summary: what asks for nothing is a number."""
    note = Finding("submission-repeated", PLACE, initiative="Dans mee!", details={"other": "B9"})
    outcome = Outcome((WorkbookOutcome("enquete.xlsx", "table", "binding", 2),), (note,), initiatives=1)
    assert "B9" not in printed(outcome)
    assert "1 opmerking ter info" in printed(outcome)
    assert "B9" in printed(outcome, with_notes=True)
    assert "1 workbook, 2 submissions, 1 initiative" in printed(outcome, "en")


def test_an_error_of_excel_is_called_as_the_reader_sees_it() -> None:
    """#NAAM? in the Dutch edition, #NAME? in the English one and in JSON."""
    outcome = Outcome(findings=(Finding("answer-excel-error", PLACE, question="Ideeën", value="#NAME?"),))
    assert "#NAAM?" in printed(outcome)
    assert "#NAME?" in printed(outcome, "en")
    told = json.loads(as_json(outcome, "binding/run/1", "needs_attention", 1, 0.5, "nl"))["findings"][0]
    assert told["value"] == "#NAME?"
    assert "#NAAM?" in told["message"]


def test_a_narrow_terminal_loses_no_word() -> None:
    """Long messages go on on the next line, under their own beginning."""
    finding = Finding("answer-missing", PLACE, question="Initiatief")
    shown = printed(Outcome(findings=(finding,)), width=40)
    assert all(len(line) <= 40 for line in shown.splitlines())
    assert "Zonder dat antwoord wordt deze" in " ".join(shown.split())


def test_findings_stand_by_workbook_and_then_by_initiative() -> None:
    """What is about none or more than one comes first; the name of an initiative stands once above its findings."""
    about = [
        Finding("answer-not-a-date", PLACE, "Dans mee!", question, "half maart") for question in ("Begin", "Einde")
    ]
    shared = Finding(
        "column-twice", Place("enquete.xlsx", "Sheet1", "P3"), question="Gemeente", details={"columns": "E3, P3"}
    )
    lines = [line.strip() for line in printed(Outcome(findings=(*about, shared))).splitlines()]
    assert lines.count("Dans mee!") == 1
    assert lines.index("enquete.xlsx") < lines.index("let op  Sheet1 › P3  [column-twice]") < lines.index("Dans mee!")


def test_repeats_are_one_entry_on_the_terminal_and_one_a_cell_in_json() -> None:
    """Two thousand lines would hide the next problem; a program wants each cell."""
    found = tuple(
        Finding("answer-not-a-choice", Place("enquete.xlsx", "Sheet1", f"G{row}"), None, "Sector", "sprot", "sport",
                {"choices": "sport"})
        for row in range(2, 2002)
    )  # fmt: skip
    outcome = Outcome(findings=found)
    assert "fout  Sheet1 › Sector: 2.000 cellen, G2:G2001  [answer-not-a-choice]" in printed(outcome)
    assert printed(outcome).count("sprot") == 1
    assert "2.000 fouten." in printed(outcome)
    told = json.loads(as_json(outcome, "binding/check/1", "needs_attention", 1, 0.5, "nl"))["findings"]
    assert [one["cell"] for one in told] == [f"G{row}" for row in range(2, 2002)]
    assert {(one["value"], one["suggestion"]) for one in told} == {("sprot", "sport")}


def test_values_that_differ_are_shown_with_their_cell_and_counted_after_eight() -> None:
    """No value goes unseen without being counted."""
    found = tuple(
        Finding("answer-not-an-email", Place("enquete.xlsx", "Sheet1", f"G{row}"), f"I{row}", "E-mail", f"naam{row}")
        for row in range(2, 22)
    )
    shown = printed(Outcome(findings=found))
    assert "G2: “naam2” · I2" in shown
    assert "“naam9”" in shown
    assert "“naam10”" not in shown
    assert "… en nog 12" in shown


def test_a_record_holds_no_more_of_a_value_than_it_may() -> None:
    """Eighty characters, whatever the stage that found it left in."""
    outcome = Outcome(findings=(Finding("answer-not-a-date", PLACE, question="Datum", value="x" * 500),))
    (told,) = json.loads(as_json(outcome, "binding/check/1", "needs_attention", 1, 0.5, "nl"))["findings"]
    assert len(told["value"]) == 80
