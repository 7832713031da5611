"""What people and programs read of an outcome."""

from __future__ import annotations

import json
from io import StringIO

from rich.console import Console

from pipeline.findings import Language
from pipeline.model import Finding, Outcome, Place, ReportOutcome, Status, WorkbookOutcome
from pipeline.show.as_json import as_json
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
