"""Programs know a question by its name, which stays the same where its label changes."""

from __future__ import annotations

from dataclasses import replace

from conftest import Desk

from pipeline.model import Finding, Layout, Place
from pipeline.run.question_names import with_question_names


def names(findings: list[Finding], files: dict[str, str | None], *layouts: Layout) -> list[str | None]:
    """Return the names that findings get."""
    by_name = {layout.name: layout for layout in layouts}
    return [finding.question_name for finding in with_question_names(findings, files, by_name)]


def about(label: str | None, file: str = "enquete.xlsx") -> Finding:
    """Return a finding about the question with this label."""
    return Finding("answer-missing", Place(file, "Sheet1", "H4"), question=label)


def test_a_finding_gets_the_name_of_its_question(binding: Layout) -> None:
    """By the label, in the layout of the finding's file; no question, no name."""
    findings = [about("Gemeente"), about(None), about("Geen vraag")]
    assert names(findings, {"enquete.xlsx": "binding"}, binding) == ["gemeente", None, None]


def test_one_label_in_two_layouts_means_the_question_of_the_layout_of_the_file(binding: Layout) -> None:
    """A name is never guessed: where the layout of the file is not known, only a label that no other layout has."""
    first = next(question for question in binding.questions if question.label == "Gemeente")
    other = replace(binding, name="ander", questions=(replace(first, name="plaats"),))
    files = {"een.xlsx": "binding", "twee.xlsx": "ander", "drie.xlsx": None}
    findings = [about("Gemeente", file) for file in (*files, "vier.xlsx")]
    assert names(findings, files, binding, other) == ["gemeente", "plaats", None, None]
    assert names([about("Initiatief", "drie.xlsx")], files, binding, other) == ["initiatief"]


def test_a_name_that_is_known_already_stays(binding: Layout) -> None:
    """Whoever made the finding knew better."""
    finding = replace(about("Gemeente"), question_name="plaats")
    assert names([finding], {"enquete.xlsx": "binding"}, binding) == ["plaats"]


def test_every_finding_about_a_question_has_its_name_in_json(desk: Desk) -> None:
    """Of a run and of a check, whichever stage found it."""
    header = ["Initiatief", "Naam", "E-mailadres", "Gemeente", "Datum", "Website"]
    rows = [
        ["Dans mee!", "An", "an.voorbeeld.be", "Gent", "half maart", "onze site"],
        ["Dans mee!", "Bo", "bo@voorbeeld.be", "Aalst", "01/01/2062", ""],
        ["", "Cas", "cas@voorbeeld.be", "Gent", "", ""],
    ]
    desk.table([header, *rows])
    for command in ("check", "run"):
        findings = desk.binding(command, "--json").json["findings"]
        with_question = [finding for finding in findings if finding["question"]]
        assert {"answer-not-an-email", "answer-missing"} <= {finding["code"] for finding in with_question}
        for finding in findings:
            assert (finding["question"] is None) == (finding["question_name"] is None), finding
        assert "initiatief" in {finding["question_name"] for finding in findings}
