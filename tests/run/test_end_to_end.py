"""The main job as a clerk runs it, and the promises of the project as seen from outside."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from conftest import GOLDEN, PROJECT, Desk
from content import report_content, report_texts
from docx import Document
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from raw_books import book_parts, inline, sheet_xml, zipped

from pipeline.storage.local_folder import LOCK_NAME
from pipeline.text import fold

EXAMPLES = PROJECT / "inputs"
MISTAKES = PROJECT / "examples/with-mistakes"
REPLACED = 2
"""The row that its respondent replaced later."""
HEADERS = ["Initiatief", "Contactpersoon", "Gemeente", "Contacten verduurzamen", "Impact in beeld", "Ideeën"]


@pytest.fixture
def examples(desk: Desk) -> Desk:
    """Return a desk with the example inputs on it."""
    shutil.copytree(EXAMPLES, desk.inputs, dirs_exist_ok=True)
    return desk


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return every file of a folder, hidden ones too, with its time and bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def test_the_example_inputs_give_their_reports_and_all_is_well(examples: Desk) -> None:
    """The first run a new administrator makes ends 0, with a report for each initiative and no traceback."""
    ended = examples.binding("run")
    assert ended.code == 0, ended.out
    assert len(examples.reports()) == 11
    assert "Alles is in orde" in ended.out
    assert ended.err == ""


@pytest.mark.parametrize("name", ["Lerend netwerk Gent", "Dans mee!", "Sport & Spel Kempen"])
def test_reports_look_as_agreed(examples: Desk, same_as_golden: Callable[[Path, str], None], name: str) -> None:
    """Text, styles and structure of three reports: two respondents, a form with two answers missing, a long one."""
    examples.binding("run", "--only", name)
    report = (examples.outputs / f"{name} - Binding.docx").read_bytes()
    same_as_golden(GOLDEN / f"{name}.txt", report_content(report))


def test_every_answer_is_in_the_report_word_for_word(examples: Desk) -> None:
    """Each line that was answered in the example table, particulars too, stands in the report of its initiative."""
    ended = examples.binding("run", "--json")
    paths = {fold(report["initiative"]): report["path"] for report in ended.json["reports"]}
    texts = {key: "\n".join(report_texts((examples.outputs / path).read_bytes())) for key, path in paths.items()}
    sheet = load_workbook(examples.inputs / "Binding(1-11).xlsx").worksheets[0]
    lines = 0
    for row in sheet.iter_rows(min_row=2, values_only=True):
        if row[0] == REPLACED:
            continue
        organisation, sector, *_ = row[7:9]
        answered = [row[6], organisation, *str(sector).rstrip(";").split(";"), *row[9:12], *row[13:19]]
        for line in "\n".join(str(answer) for answer in answered if answer).split("\n"):
            without_mark = re.sub(r"^(- |\d+\. )", "", line).strip()
            assert fold(without_mark) in fold(texts[fold(str(row[6]))])
            lines += 1
    assert lines > 200


def test_nothing_changed_nothing_written(examples: Desk) -> None:
    """A second run says that all is unchanged, and touches no file and not even the folder."""
    examples.binding("run")
    before, folder = state(examples.outputs), examples.outputs.stat().st_mtime_ns
    ended = examples.binding("run", "--json")
    assert ended.json["counts"]["unchanged"] == 11
    assert {report["status"] for report in ended.json["reports"]} == {"unchanged"}
    assert state(examples.outputs) == before
    assert examples.outputs.stat().st_mtime_ns == folder


def test_what_changed_and_only_that_is_made_anew(desk: Desk) -> None:
    """One answer changed: one report written, the other untouched."""
    rows = [HEADERS, ["Dans mee!", "An", "Gent", "Elke maand."], ["De Fietsbende", "Jef", "Geel", "Samen rijden."]]
    desk.table(rows)
    desk.binding("run")
    before = state(desk.outputs)
    rows[2][3] = "Samen rijden en samen herstellen."
    desk.table(rows)
    assert [report["status"] for report in desk.binding("run", "--json").json["reports"]] == ["unchanged", "written"]
    changed = {name for name, was in before.items() if state(desk.outputs)[name] != was}
    assert changed == {"De Fietsbende - Binding.docx"}


def test_a_report_edited_in_word_is_kept_and_told(examples: Desk) -> None:
    """Somebody's work is never overwritten in silence: the report is kept, the run ends 1, the others go on."""
    examples.binding("run")
    path = examples.outputs / "Dans mee! - Binding.docx"
    document = Document(str(path))
    document.add_paragraph("Nog een zin van de dienst.")
    document.save(str(path))
    edited = path.read_bytes()
    ended = examples.binding("run", "--json")
    assert ended.code == 1
    statuses = {report["initiative"]: report["status"] for report in ended.json["reports"]}
    assert statuses["Dans mee!"] == "kept"
    assert list(statuses.values()).count("unchanged") == 10
    assert "report-edited" in ended.codes()
    assert path.read_bytes() == edited


def test_force_replaces_an_edited_report_and_says_so(examples: Desk) -> None:
    """--force is asking for it: the edited report is replaced, with a note."""
    examples.binding("run")
    path = examples.outputs / "Dans mee! - Binding.docx"
    made = path.read_bytes()
    document = Document(str(path))
    document.add_paragraph("Nog een zin.")
    document.save(str(path))
    ended = examples.binding("run", "--force", "--json")
    assert ended.code == 0
    assert "report-replaced" in ended.codes()
    assert path.read_bytes() == made


def test_a_file_that_we_did_not_make_is_kept(desk: Desk) -> None:
    """Another document under a report's name is somebody's work too."""
    desk.table([HEADERS, ["Dans mee!", "An", "Gent", "Elke maand."]])
    desk.outputs.mkdir()
    path = desk.outputs / "Dans mee! - Binding.docx"
    Document().save(str(path))
    before = path.read_bytes()
    ended = desk.binding("run", "--json")
    assert ended.code == 1
    assert "report-not-ours" in ended.codes()
    assert path.read_bytes() == before


def test_an_answer_full_of_code_comes_out_as_those_very_characters(desk: Desk) -> None:
    """Answers are text: never a tag, markup or a formula."""
    hostile = "{{ 7*7 }} {% for %} <w:p/> & =1+1 {# x #} ]]> &amp; {{ _writer }}"
    desk.table([HEADERS, ["{{ 7*7 }} <b>", hostile, hostile, hostile, hostile, f"- {hostile}"]])
    ended = desk.binding("run", "--json")
    assert ended.code == 0
    (report,) = desk.reports()
    texts = report_texts((desk.outputs / report).read_bytes())
    assert texts.count(hostile) == 3
    assert any(text.endswith(f"\t{hostile}") for text in texts)


HOSTILE_NAMES = [
    "../../etc/passwd",
    "CON",
    "a/b:c*?",
    "x" * 300,
    "A/B",
    "A:B",
    "..",
    "nul.txt",
    "~$lock",
    " .verborgen",
    "😀",
]


def test_bold_italics_and_links_of_a_cell_are_in_the_report(desk: Desk) -> None:
    """Bold stays bold, an address becomes a link, and a change of the look alone makes the report anew."""
    path = desk.table([["Initiatief", "Contacten verduurzamen", "Ideeën"], ["Netwerk A", "-", "-"]])
    book = load_workbook(path)
    sheet = book.worksheets[0]
    bold_words = TextBlock(InlineFont(b=True), "echt samenwerken")
    sheet["B2"] = CellRichText("We willen ", bold_words, ", zie www.voorbeeld.be.")
    sheet["C2"], sheet["C2"].hyperlink = "ons plan", "https://voorbeeld.be/plan"
    book.save(path)
    assert desk.binding("run").code == 0
    (report,) = desk.outputs.glob("*.docx")
    document = Document(str(report))
    bold = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.bold]
    links = [(link.text, link.url) for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    assert "echt samenwerken" in bold
    assert links == [("www.voorbeeld.be", "https://www.voorbeeld.be"), ("ons plan", "https://voorbeeld.be/plan")]
    sheet["B2"] = "We willen echt samenwerken, zie www.voorbeeld.be."
    book.save(path)
    assert json.loads(desk.binding("run", "--json").out)["counts"]["written"] == 1


def test_hostile_names_give_safe_and_different_files_inside_outputs(desk: Desk) -> None:
    """No name reaches outside outputs/, and names that fall together as file names stay apart."""
    desk.table([HEADERS, *([name, "An", "Gent", f"Antwoord van {name.strip()}"] for name in HOSTILE_NAMES)])
    around = state(desk.folder)
    ended = desk.binding("run", "--json")
    assert ended.code == 0, ended.out
    assert len(desk.reports()) == len(HOSTILE_NAMES)
    outside = {name for name in state(desk.folder) if not name.startswith("outputs")}
    assert outside == set(around)
    for report in ended.json["reports"]:
        answers = "\n".join(report_texts((desk.outputs / report["path"]).read_bytes()))
        assert f"Antwoord van {report['initiative']}" in answers
        assert len(report["path"]) <= 120


def test_two_names_that_fall_together_never_take_over_each_others_report(desk: Desk) -> None:
    """`A/B` alone has the plain name; when `A:B` comes without it, the report of `A/B` stays as it is."""
    desk.table([HEADERS, ["A/B", "An", "Gent", "Van de een."]])
    desk.binding("run")
    (first,) = desk.reports()
    before = (desk.outputs / first).read_bytes()
    desk.table([HEADERS, ["A:B", "An", "Gent", "Van de ander."]])
    assert desk.binding("run").code == 0
    assert (desk.outputs / first).read_bytes() == before
    assert len(desk.reports()) == 2


def test_mistakes_are_all_told_at_once_and_stop_no_other_report(desk: Desk) -> None:
    """Each is told with its cell and how to mend it, and every good row of the workbooks is reported."""
    shutil.copytree(MISTAKES, desk.inputs, dirs_exist_ok=True)
    ended = desk.binding("run", "--json")
    assert ended.code == 1
    assert len(desk.reports()) == 7
    whole = ended.json
    assert whole["outcome"] == "needs_attention"
    assert whole["counts"]["refused"] == 1
    found = {(finding["code"], finding["file"], finding["cell"]) for finding in whole["findings"]}
    assert ("answer-not-a-choice", "lijst met fouten.xlsx", "D4") in found
    assert ("answer-missing", "lijst met fouten.xlsx", "B5") in found
    assert ("column-initiative-missing", "zonder initiatief.xlsx", "E1") in found
    assert len({finding["code"] for finding in whole["findings"]}) >= 20
    assert all(finding["message"] and finding["fix"] for finding in whole["findings"])


def test_inputs_are_never_changed(desk: Desk) -> None:
    """Not one byte and not one date of the inputs changes, whatever is in them."""
    shutil.copytree(MISTAKES, desk.inputs, dirs_exist_ok=True)
    before = state(desk.inputs)
    desk.binding("run")
    desk.binding("check")
    assert state(desk.inputs) == before


def test_the_same_inputs_give_the_same_bytes(examples: Desk) -> None:
    """Two runs in two processes, with another hash seed, give the same files."""
    made = []
    for seed in ("1", "2"):
        outputs = examples.folder / f"outputs{seed}"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT)}
        command = [sys.executable, "-m", "pipeline", "run", "--outputs", str(outputs), "--quiet"]
        subprocess.run(command, check=True, cwd=examples.folder, env=environment)  # noqa: S603 - our own command
        made.append({path.name: path.read_bytes() for path in outputs.glob("*.docx")})
    assert len(made[0]) == 11
    assert made[0] == made[1]


def test_a_dry_run_finds_the_same_and_writes_nothing(examples: Desk) -> None:
    """Not even the folder for the reports is made."""
    tried = examples.binding("run", "--dry-run", "--json").json
    assert not examples.outputs.exists()
    done = examples.binding("run", "--json").json
    for whole in (tried, done):
        del whole["seconds"], whole["dry_run"]
    assert tried == done


def test_empty_inputs_are_one_sentence_and_no_error(desk: Desk) -> None:
    """Nothing to do is no mistake."""
    ended = desk.binding("run")
    assert ended.code == 0
    assert len(ended.out.strip().splitlines()) == 1


def test_one_run_at_a_time(desk: Desk) -> None:
    """While another run holds the outputs folder, a run writes nothing and ends 3."""
    from filelock import FileLock

    desk.table([HEADERS, ["Dans mee!", "An", "Gent", "Elke maand."]])
    desk.outputs.mkdir()
    with FileLock(desk.outputs / LOCK_NAME):
        ended = desk.binding("run", "--json")
    assert (ended.code, ended.json["outcome"], ended.codes()) == (3, "could_not_run", ["outputs-busy"])
    assert ended.json["message"]
    assert desk.reports() == []


def test_a_fault_of_ours_is_one_calm_sentence_and_a_traceback_in_the_log(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A bug never shows its traceback to a clerk, and is not swept under the carpet."""
    desk.table([HEADERS, ["Dans mee!", "An", "Gent", "Elke maand."]])
    monkeypatch.setattr("pipeline.run.intake.group", lambda *_: 1 / 0)
    ended = desk.binding("run")
    assert ended.code == 4
    assert "Traceback" not in ended.out + ended.err
    assert "ZeroDivisionError" in (tmp_path / "binding.log").read_text(encoding="utf-8")
    assert desk.binding("run", "--json").json["outcome"] == "fault"


def test_a_fault_while_telling_is_told_as_calmly(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The net is under the last word too."""
    desk.table([HEADERS, ["Dans mee!", "An", "Gent", "Elke maand."]])
    monkeypatch.setattr("pipeline.show.terminal.summary", lambda *_, **__: 1 / 0)
    ended = desk.binding("run")
    assert (ended.code, "Traceback" in ended.out + ended.err) == (4, False)


def test_an_interrupted_run_ends_130(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C is an ending like the others, in JSON too."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.run.intake.group", interrupt)
    assert desk.binding("run").code == 130
    whole = desk.binding("run", "--json").json
    assert (whole["outcome"], whole["exit_code"]) == ("could_not_run", 130)


def test_wrong_use_ends_2_and_says_so_in_dutch(desk: Desk) -> None:
    """A mistyped option gets the nearest one as a suggestion."""
    ended = desk.binding("run", "--forc")
    assert (ended.code, ended.out) == (2, "")
    assert "bestaat niet" in ended.err
    assert "--force" in ended.err


def test_reports_tell_nothing_that_depends_on_the_day(examples: Desk) -> None:
    """No part of a report holds a date of its making, and the zip's own dates are fixed."""
    examples.binding("run", "--only", "Dans mee")
    with zipfile.ZipFile(BytesIO((examples.outputs / "Dans mee! - Binding.docx").read_bytes())) as report:
        assert {entry.date_time for entry in report.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in report.read("docProps/core.xml")


def test_what_word_cannot_hold_is_told_and_the_report_opens(desk: Desk) -> None:
    """A NUL and a vertical tab, as Excel stores them: a finding with the cell, and every other letter in the report."""
    header = "".join(inline(cell, text) for cell, text in (("A1", "Initiatief"), ("B1", HEADERS[3])))
    answers = inline("A2", "Dans mee!") + inline("B2", "Samen_x0000_ sterk_x0007_er")
    rows = f'<row r="1">{header}</row><row r="2">{answers}</row>'
    (desk.inputs / "lijst.xlsx").write_bytes(zipped(book_parts(sheet_xml(rows))))
    ended = desk.binding("run", "--json")
    found = [one for one in json.loads(ended.out)["findings"] if one["code"] == "answer-control-characters"]
    assert [one["cell"] for one in found] == ["B2"]
    (report,) = desk.reports()
    assert "Samen sterker" in report_texts((desk.outputs / report).read_bytes())
