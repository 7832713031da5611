"""A bug of ours costs the one thing that it is about: it is told with the log, and everything else is made."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Desk
from content import report_texts

HEADERS = ["Initiatief", "Naam", "Mailadres", "Datum", "Contacten verduurzamen"]
FAULTY = "Kapot plein"
WORDS = "een antwoord"
ROWS = [
    ["Dans mee!", "An", "an@gent.be", "3/2/2026", "Elke maand."],
    [FAULTY, "Jef", "jef@gent.be", "4/2/2026", "Elke week."],
]


class UnforeseenError(Exception):
    """What no code of ours reckons with."""


@pytest.fixture
def break_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Return a function that makes another fail wherever what it is given speaks of all these words."""

    def put(path: str, words: str) -> None:
        module, _, name = path.rpartition(".")
        works = getattr(importlib.import_module(module), name)

        def fails(*arguments: object, **named: object) -> object:
            given = repr((arguments, named))
            if all(word in given for word in words.split(" & ")):
                raise UnforeseenError(WORDS)
            return works(*arguments, **named)

        monkeypatch.setattr(path, fails)

    return put


@pytest.fixture
def two_books(desk: Desk) -> Desk:
    """Return a desk with two workbooks of two submissions each; one submission of the second is to fail."""
    desk.table([HEADERS, ["Sportclub", "Eva", "eva@gent.be", "5/2/2026", "Elk jaar."]], "eerste.xlsx")
    desk.table([HEADERS, *ROWS], "tweede.xlsx")
    return desk


STAGES = {
    "reading": ("pipeline.run.intake.read", "tweede.xlsx", "workbook", 1),
    "reading in a process apart or not": ("pipeline.read.parse.read_xlsx", "tweede.xlsx", "workbook", 1),
    "matching": ("pipeline.run.intake.match", "tweede.xlsx", "workbook", 1),
    "hidden answers": ("pipeline.run.intake.notes_on_hidden", "tweede.xlsx", "workbook", 1),
    "comparing versions": ("pipeline.run.intake.older_versions", "", "versions", 3),
    "a submission, whatever type its answers have": ("pipeline.run.checked_answers.validate", FAULTY, "answer-lost", 2),
    "the type of one answer": ("pipeline.answers.validate._answer", "Elke week", "answer-lost", 3),
    "grouping one initiative": ("pipeline.answers.group._initiative", FAULTY, "initiative", 2),
    "comparing initiatives": ("pipeline.answers.group.nearly_same_initiatives", f"Sportclub & {FAULTY}", "checks", 3),
    "names of questions": ("pipeline.run.intake.with_question_names", "", "names-of-questions", 3),
    "trying a template": ("pipeline.run.prepared_documents.view", "name='-'", "trial", 3),
    "values of one report": ("pipeline.reports.report_plan.view", FAULTY, "report", 2),
    "names of reports": ("pipeline.reports.report_plan.report_names", "Sportclub", "names", 2),
    "names that are there": ("pipeline.run.batch.existing_names", "", "names", 3),
    "rendering": ("pipeline.run.jobs.render", FAULTY, "report", 2),
    "publishing": ("pipeline.run.publication.choose_target", FAULTY, "report", 2),
    "the page": ("pipeline.run.batch.put_page", "", "page", 3),
}


@pytest.mark.parametrize(("path", "word", "costs", "made"), STAGES.values(), ids=STAGES.keys())
def test_a_bug_costs_the_one_thing_that_it_is_about(
    two_books: Desk,
    break_at: Callable[[str, str], None],
    tmp_path: Path,
    path: str,
    word: str,
    costs: str,
    made: int,
) -> None:
    """Whatever the stage: the rest is made, the run ends with exit 4, and the log says where in the code it was."""
    break_at(path, word)
    ended = two_books.binding("run", "--json", "--lang", "en")
    assert (ended.code, ended.json["outcome"], len(two_books.reports())) == (4, "fault", made), ended.out
    faults = [finding for finding in ended.json["findings"] if finding["code"] == "fault"]
    from pipeline.messages.field_texts import costs_text

    assert any(costs_text(costs, "en") in finding["message"] for finding in faults), faults
    assert str(tmp_path / "binding.log") in ended.json["fix"]
    assert "UnforeseenError" in (tmp_path / "binding.log").read_text(encoding="utf-8")
    assert WORDS not in (tmp_path / "binding.log").read_text(encoding="utf-8")


def test_a_run_with_faults_says_calmly_what_is_missing_and_where_the_log_is(
    two_books: Desk, break_at: Callable[[str, str], None], tmp_path: Path
) -> None:
    """On the terminal as on the page, with the reports that were made."""
    break_at("pipeline.run.jobs.render", FAULTY)
    ended = two_books.binding("run")
    assert ended.code == 4
    assert "Dit verslag is niet gemaakt" in ended.out
    assert str(tmp_path / "binding.log") in ended.out
    assert "Klaar. Alles is in orde." not in ended.out
    assert "Dit verslag is niet gemaakt" in (two_books.outputs / "bevindingen.html").read_text(encoding="utf-8")
    assert two_books.binding("run", "--quiet").out


def test_an_answer_whose_check_fails_is_used_as_it_was_typed(
    two_books: Desk, break_at: Callable[[str, str], None]
) -> None:
    """A bug in how one type is read costs the check of that answer, and the finding names its cell."""
    break_at("pipeline.answers.validate.type_of", "type='date'")
    ended = two_books.binding("run", "--json")
    faults = [finding for finding in ended.json["findings"] if finding["code"] == "fault"]
    assert {(fault["file"], fault["cell"], fault["question"]) for fault in faults} == {
        ("eerste.xlsx", "D2", "Datum"),
        ("tweede.xlsx", "D2", "Datum"),
        ("tweede.xlsx", "D3", "Datum"),
    }
    assert "4/2/2026" in " ".join(report_texts((two_books.outputs / f"{FAULTY} - Binding.docx").read_bytes()))
    assert len(two_books.reports()) == 3


def test_copies_of_other_workbooks_are_made_where_one_fails(
    two_books: Desk, break_at: Callable[[str, str], None]
) -> None:
    """A copy with marked cells stands by itself too."""
    for name in ("eerste.xlsx", "tweede.xlsx"):
        two_books.table([HEADERS, ["Sportclub", "Eva", "geen adres", "5/2/2026", "Elk jaar."], [name]], name)
    break_at("pipeline.run.annotated_copies.annotate", "tweede.xlsx")
    ended = two_books.binding("check", "--json", "--annotate", "kopies")
    assert (ended.code, ended.codes().count("fault")) == (4, 1)
    assert [path.name for path in (two_books.folder / "kopies").iterdir()] == ["eerste.xlsx"]


def test_a_layout_that_fails_by_a_bug_is_told_by_its_check(desk: Desk, break_at: Callable[[str, str], None]) -> None:
    """With exit 4, and what is known of the layout."""
    break_at("pipeline.run.prepared_documents.compile_template", "")
    ended = desk.binding("layout", "check")
    assert ended.code == 4
    assert "[fault]" in ended.out
