"""Golden pairs: a workbook that people can read beside what is read from it and the findings that it must give.

`tests/golden/findings/NAME.txt`: what it shows, the workbooks as text tables, a line of dashes, the submissions and the
findings. Above the dashes it is written by hand; below, `pytest --renew` writes it anew, for people to read before it
is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import GOLDEN, PROJECT, Desk
from workbook_tables import as_excel, parse_workbook

from pipeline.answers.group import group
from pipeline.answers.validate import validate
from pipeline.layout.loader import load_layout
from pipeline.match import match
from pipeline.messages import fix, message, severity_of
from pipeline.messages.answer_codes import ANSWER_CODES
from pipeline.messages.column_codes import COLUMN_CODES
from pipeline.messages.submission_codes import SUBMISSION_CODES
from pipeline.model import CheckedSubmission, Finding, Layout, Workbook

PAIRS = sorted((GOLDEN / "findings").glob("*.txt"))
LINE = "-" * 80
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """Return a layout that has every type of question, and rules between them."""
    folder = tmp_path_factory.mktemp("templates") / "alles"
    folder.mkdir()
    (folder / "layout.toml").write_text((GOLDEN / "findings/layout.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "report.docx").write_bytes((PROJECT / "templates/binding/report.docx").read_bytes())
    return load_layout(folder / "layout.toml")


def workbooks(text: str) -> tuple[str, list[Workbook]]:
    """Return the name of the layout and the workbooks above the dashes: each begins with `== name.xlsx`."""
    head, *parts = text.split(LINE, maxsplit=1)[0].split("\n== ")
    layout = "alles" if "layout: alles" in head else "binding"
    books = []
    for part in parts:
        name, _, rows = part.partition("\n")
        books.append(parse_workbook(name.strip(), rows.rstrip("\n").split("\n")))
    return layout, books


def found_in(books: list[Workbook], layout: Layout) -> tuple[list[CheckedSubmission], list[Finding]]:
    """Return what is read and all that is found, as a run finds it."""
    findings: list[Finding] = []
    submissions = []
    for book in books:
        matched = match(book, {layout.name: layout})
        findings.extend(matched.findings)
        for submission in matched.submissions:
            checked, submission_findings = validate(submission, layout, TODAY)
            submissions.append(checked)
            findings.extend(submission_findings)
    return submissions, findings + group(submissions, {layout.name: layout})[1]


def as_lines(submissions: list[CheckedSubmission], findings: list[Finding]) -> str:
    """Return submissions and findings as people read them."""
    lines = []
    for submission in submissions:
        sender, sent_id = submission.respondent, submission.sent_id
        who = " ".join(filter(None, (sender.name, sender.email, sent_id and f"[{sent_id}]")))
        name = f"{submission.initiative}{' (refused)' if submission.refused else ''}"
        lines.append(f"{submission.place} · {name} · {who} · {submission.moment}")
        answers = {name: answer for name, answer in submission.answers.items() if name != "initiatief"}
        lines += [f"    {name}: {answer.value!r}" for name, answer in answers.items()]
    lines.append("")
    for finding in findings:
        about = f" ({finding.initiative})" if finding.initiative else ""
        lines += [f"{finding.place}: {severity_of(finding)} {finding.code}{about}", f"    {message(finding, 'nl')}"]
        lines += [f"    → {fix(finding, 'nl')}"]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.stem)
def test_a_workbook_gives_the_findings_beside_it(
    pair: Path, binding: Layout, everything: Layout, same_as_golden: Callable[[Path, str], None]
) -> None:
    """No more, no fewer, in the same words and at the same cells."""
    text = pair.read_text(encoding="utf-8")
    name, books = workbooks(text)
    assert books, pair
    submissions, findings = found_in(books, everything if name == "alles" else binding)
    same_as_golden(pair, f"{text.split(LINE)[0]}{LINE}\n\n{as_lines(submissions, findings)}")


@pytest.mark.parametrize(
    "pair",
    [pair for pair in PAIRS if "layout: alles" not in pair.read_text(encoding="utf-8")],
    ids=lambda pair: pair.stem,
)
def test_the_same_workbook_in_excel_gives_the_same_in_a_dry_run_and_a_real_one(desk: Desk, pair: Path) -> None:
    """From the file on disk to the JSON: `check`, `run --dry-run` and `run` tell the same codes at the same cells."""
    text = pair.read_text(encoding="utf-8")
    for book in workbooks(text)[1]:
        (desk.inputs / book.file).write_bytes(as_excel(book))
    found_by_command = [
        sorted((each["file"], each["sheet"] or "", each["cell"] or "", each["code"]) for each in ended.json["findings"])
        for ended in (desk.binding(*command, "--json") for command in (["check"], ["run", "--dry-run"], ["run"]))
    ]
    assert found_by_command[0] == found_by_command[1] == found_by_command[2]
    for file, sheet, cell, code in found_by_command[0]:
        place = " › ".join(part for part in (file, sheet, cell) if part)
        assert f"{place}: " in text
        assert code in text
    assert len(found_by_command[0]) == text.count("    → ")


def test_every_code_about_answers_and_columns_is_in_a_pair() -> None:
    """No message that no workbook gives: each code of these parts comes from a real workbook in some test."""
    all_findings = "\n".join(pair.read_text(encoding="utf-8").split(LINE)[1] for pair in PAIRS)
    codes = {entry.code for entry in (*COLUMN_CODES, *ANSWER_CODES, *SUBMISSION_CODES)}
    elsewhere = {
        "table-of-several-layouts",  # two layouts: test_match
        "cell-not-used",  # forms have names that no text table shows: test_forms
        "form-other-version",  # as above
        "workbook-replaced",  # versions: test_workbook_versions
        "workbook-two-versions",  # as above
        "workbook-mark-doubtful",  # as above
        "initiative-latest-unknown",  # other settings of the layout: test_group
        "submission-not-latest",  # as above
        "initiative-several-refused",  # as above
        "answer-cut-off",  # 32,767 characters: test_validate
        "answer-digits-lost",  # what a cell holds beside its value: test_cell_doubts, test_lost_content
        "answer-format-hides",  # as above
        "answer-format-unknown",  # as above
        "answer-is-picture",  # as above
        "answer-struck-out",  # as above
        "answer-control-characters",  # can't be seen in a text: test_validate
        "answer-maybe-date",  # how a cell is shown, can't be seen in a text: test_whole_answers
    }
    assert {code for code in codes - elsewhere if f" {code}" not in all_findings} == set()
    assert elsewhere <= codes
