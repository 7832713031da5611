"""What stops a run is told before anything is written; what stops one report stops no other."""

from __future__ import annotations

import os
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PROJECT, Desk
from docx import Document

HEADERS = ["Initiatief", "Contactpersoon", "Datum", "Contacten verduurzamen"]
ROW = ["Dans mee!", "An", "3/2/2026", "Elke maand."]


@pytest.fixture
def change_layout(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Return a function that gives the desk a layout of its own, with a change."""

    def change(old: str, new: str) -> Path:
        folder = desk.folder / "templates"
        shutil.copytree(PROJECT / "templates", folder, dirs_exist_ok=True)
        monkeypatch.setenv("BINDING_TEMPLATES", str(folder))
        file = folder / "binding/layout.toml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        return folder / "binding"

    return change


def stopped(desk: Desk, *arguments: str) -> tuple[int, list[str]]:
    """Run, and return the exit code and what stopped it; nothing may be written."""
    desk.table([HEADERS, ROW])
    ended = desk.binding("run", "--json", *arguments)
    assert desk.reports() == []
    assert ended.json["outcome"] == "could_not_run"
    return ended.code, ended.codes()


def test_folders_that_are_not_there_are_told_for_what_they_are(desk: Desk) -> None:
    """A missing folder, a file in its place, an empty name."""
    assert stopped(desk, "--inputs", "nergens") == (3, ["inputs-missing"])
    assert stopped(desk, "--inputs", "inputs/enquete.xlsx") == (3, ["inputs-not-a-folder"])
    assert stopped(desk, "--templates", "nergens") == (3, ["templates-missing"])
    (desk.folder / "bestand").touch()
    for extra in ([], ["--dry-run"]):
        assert stopped(desk, "--outputs", "bestand", *extra) == (3, ["folder-not-writable"])
    assert desk.binding("run", "--inputs", "").code == 2


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('language = "nl-BE"', 'language = "zz"', "layout-value-wrong"),
        ('title = "Binding"', 'title = "Bin\\u0001ding"', "layout-value-wrong"),
        ("[texts]", "x = " + "[" * 5000, "layout-not-toml"),
        ('{{ initiatief }} - {{ layout.title }}.docx"', '{{ initiatif }}.docx"', "file-name-wrong"),
        ('{{ initiatief }} - {{ layout.title }}.docx"', '{{ initiatief }.docx"', "file-name-wrong"),
        ('quote = "', 'citaat = "', "template-field-unknown"),
        ('type = "date"', 'type = "text"', "layout-value-wrong"),
    ],
)
def test_a_broken_layout_stops_the_run_before_anything_is_written(
    desk: Desk, change_layout: Callable[[str, str], Path], old: str, new: str, code: str
) -> None:
    """With exit code 3 and our own words, never as a fault."""
    change_layout(old, new)
    exit_code, codes = stopped(desk)
    assert exit_code == 3
    assert code in codes


def test_a_layout_in_another_encoding_is_told(desk: Desk, change_layout: Callable[[str, str], Path]) -> None:
    """Kladblok of old saves accents otherwise."""
    file = change_layout("[texts]", "[texts]") / "layout.toml"
    file.write_bytes(file.read_text(encoding="utf-8").encode("latin-1"))
    assert stopped(desk) == (3, ["layout-not-utf8"])


def test_a_template_that_shows_nothing_is_told(desk: Desk, change_layout: Callable[[str, str], Path]) -> None:
    """A Word file without tags would make the same report of every initiative; a workbook makes none at all."""
    folder = change_layout("[texts]", "[texts]")
    Document().save(str(folder / "report.docx"))
    assert stopped(desk) == (3, ["template-without-tags"])
    (folder / "report.docx").write_bytes(desk.table([HEADERS]).read_bytes())
    assert stopped(desk) == (3, ["template-unreadable"])


def test_an_answer_that_does_not_fit_the_file_name_stops_only_its_own_report(
    desk: Desk, change_layout: Callable[[str, str], Path]
) -> None:
    """A date that is no date has no year, and the finding says so."""
    change_layout("{{ initiatief }} - {{ layout.title }}", "{{ initiatief }} {% if datum %}{{ datum.year }}{% endif %}")
    desk.table([HEADERS, ROW, ["De Fietsbende", "Jef", "binnenkort", "Samen."]])
    ended = desk.binding("run", "--json")
    assert (ended.code, desk.reports()) == (1, ["Dans mee! 2026.docx"])
    assert "report-unfit-answers" in ended.codes()


def test_a_folder_in_the_place_of_a_report_is_told(desk: Desk) -> None:
    """--force can't help there, and a trial says the same as the run."""
    desk.table([HEADERS, ROW])
    (desk.outputs / "Dans mee! - Binding.docx").mkdir(parents=True)
    for extra in ([], ["--force"], ["--force", "--dry-run"]):
        ended = desk.binding("run", "--json", *extra)
        assert (ended.code, ended.json["reports"][0]["status"]) == (1, "failed")
        assert "report-place-taken" in ended.codes()


def test_a_template_that_unpacks_without_end_stops_the_run(
    desk: Desk, change_layout: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told before any of it is unpacked; a template of just the size that is allowed is used."""
    template = change_layout('name = "binding"', 'name = "binding"') / "report.docx"
    with zipfile.ZipFile(template) as archive:
        size = sum(part.file_size for part in archive.infolist())
    monkeypatch.setattr("pipeline.ooxml.archive.LARGEST_UNPACKED", size - 1)
    assert stopped(desk) == (3, ["template-unreadable"])
    monkeypatch.setattr("pipeline.ooxml.archive.LARGEST_UNPACKED", size)
    assert desk.binding("run").code == 0


def test_a_report_that_unpacks_without_end_is_kept_unread(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told as any other file that stands where a report should go."""
    desk.table([HEADERS, ROW])
    assert desk.binding("run").code == 0
    (name,) = desk.reports()
    with zipfile.ZipFile(desk.outputs / name, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/groot.bin", bytes(2_000_000))
    swollen = (desk.outputs / name).read_bytes()
    monkeypatch.setattr("pipeline.ooxml.archive.LARGEST_UNPACKED", 1_999_999)
    ended = desk.binding("run", "--json")
    assert [report["status"] for report in ended.json["reports"]] == ["kept"]
    assert "report-not-ours" in ended.codes()
    assert (desk.outputs / name).read_bytes() == swollen


def test_only_without_a_match_says_so(desk: Desk) -> None:
    """With the nearest name as a suggestion."""
    desk.table([HEADERS, ROW])
    ended = desk.binding("run", "--json", "--only", "Dans met")
    assert ended.code == 1
    (finding,) = [one for one in ended.json["findings"] if one["code"] == "only-finds-nothing"]
    assert finding["suggestion"] == "Dans mee!"
    assert desk.reports() == []


def test_an_edited_report_is_kept_when_its_initiative_is_spelled_otherwise(desk: Desk) -> None:
    """The report that is there keeps its name, and so the work in it is seen."""
    desk.table([HEADERS, ROW])
    desk.binding("run")
    path = desk.outputs / "Dans mee! - Binding.docx"
    document = Document(str(path))
    document.add_paragraph("Van de dienst.")
    document.save(str(path))
    desk.table([HEADERS, ["DANS  MEE!", *ROW[1:]]])
    ended = desk.binding("run", "--json")
    assert [(one["path"], one["status"]) for one in ended.json["reports"]] == [(path.name, "kept")]
    desk.table([HEADERS, ROW, ["Dans/mee!", *ROW[1:]], ["Dans:mee!", *ROW[1:]]])
    assert desk.binding("run", "--json").json["counts"]["kept"] == 1


def test_a_report_keeps_its_name_when_another_comes_to_fall_together_with_it(desk: Desk) -> None:
    """`A/B` was there first; with `A:B` beside it, an edit in its report is still seen."""
    desk.table([HEADERS, ["A/B", *ROW[1:]]])
    desk.binding("run")
    path = desk.outputs / "A-B - Binding.docx"
    document = Document(str(path))
    document.add_paragraph("Van de dienst.")
    document.save(str(path))
    desk.table([HEADERS, ["A/B", *ROW[1:]], ["A:B", *ROW[1:]]])
    statuses = {one["initiative"]: one["status"] for one in desk.binding("run", "--json").json["reports"]}
    assert statuses == {"A/B": "kept", "A:B": "written"}


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read and write everything")
def test_folders_without_permission_are_told(desk: Desk) -> None:
    """One unreadable folder of inputs stops no other; outputs that can't be written to stop the run."""
    desk.table([HEADERS, ROW])
    (desk.inputs / "dicht").mkdir(mode=0)
    ended = desk.binding("run", "--json")
    assert (ended.code, desk.reports()) == (1, ["Dans mee! - Binding.docx"])
    desk.table([HEADERS, ROW, ["De Fietsbende", *ROW[1:]]])
    desk.outputs.chmod(0o500)
    assert desk.binding("run", "--json").code == 3


def test_files_of_two_folders_keep_their_own_names(desk: Desk) -> None:
    """Two files called a.xlsx are two places: two nameless rows in them are two respondents."""
    for folder in ("x", "y"):
        desk.table([["Initiatief", "Contacten verduurzamen"], ["Dans mee!", f"Van {folder}."]], f"../{folder}/a.xlsx")
    ended = desk.binding("check", "x", "y", "--json")
    assert [one["file"] for one in ended.json["workbooks"]] == ["x/a.xlsx", "y/a.xlsx"]
    assert "submission-order-unknown" not in ended.codes()


def test_binding_alone_shows_what_it_can_do(desk: Desk) -> None:
    """The help, and not an error around it."""
    ended = desk.binding()
    assert ended.code == 2
    assert "Opdrachten:" in ended.err
    assert "(" not in ended.err.split("\n", 1)[0].replace("[OPTIONS]", "")


def test_messages_are_english_when_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """By option, before or after the command, or by the environment."""
    assert "Make the reports." in desk.binding("run", "--lang", "en", "--help").out
    assert "no answers yet" in desk.binding("--lang", "en", "run").out
    monkeypatch.setenv("BINDING_LANG", "en")
    assert "no answers yet" in desk.binding("run").out


def test_quiet_says_nothing_unless_something_needs_a_person(desk: Desk) -> None:
    """A scheduler mails what is said: nothing when all is well."""
    desk.table([HEADERS, ROW])
    assert desk.binding("run", "--quiet").out == ""
    desk.table([HEADERS, [None, *ROW[1:]]])
    ended = desk.binding("run", "--quiet")
    assert (ended.code, "Er is geen antwoord" in ended.out) == (1, True)


@pytest.fixture
def two_layouts(desk: Desk, change_layout: Callable[[str, str], Path]) -> Desk:
    """Return a desk with a second layout that shares most questions with the first."""
    folder = change_layout("[texts]", "[texts]")
    shutil.copytree(folder, folder.parent / "beleving")
    file = folder.parent / "beleving/layout.toml"
    text = file.read_text(encoding="utf-8").replace('name = "binding"', 'name = "beleving"')
    text = text.replace('title = "Binding"', 'title = "Beleving"').replace("Hoe kan je nieuwe", "Hoe beleef je nieuwe")
    file.write_text(text.replace('"Contacten verduurzamen"', '"Beleving"'), encoding="utf-8")
    return desk


def test_one_layout_leaves_the_workbooks_of_another_alone(two_layouts: Desk) -> None:
    """--layout chooses which reports are made; it does not read answers to other questions as its own."""
    desk = two_layouts
    desk.table([["Initiatief", "Contacten verduurzamen", "Gemeente"], ["Dans mee!", "Elke maand.", "Gent"]], "een.xlsx")
    desk.table([["Initiatief", "Beleving", "Gemeente"], ["Dans mee!", "Heel goed.", "Gent"]], "twee.xlsx")
    ended = desk.binding("run", "--layout", "binding", "--json")
    assert (ended.code, desk.reports()) == (0, ["Dans mee! - Binding.docx"])
    assert "workbook-of-another-layout" in ended.codes()
    assert desk.binding("run", "--json").json["counts"]["unchanged"] == 1
    assert desk.reports() == ["Dans mee! - Beleving.docx", "Dans mee! - Binding.docx"]
    assert desk.binding("form").code == 3
    assert desk.binding("form", "beleving").code == 0


def test_the_same_file_under_two_names_is_used_once(desk: Desk) -> None:
    """A browser that downloads an export twice calls the second `enquete (1).xlsx`."""
    path = desk.table([["Initiatief", "Contacten verduurzamen"], ["Dans mee!", "Elke maand."]])
    (desk.inputs / "enquete (1).xlsx").write_bytes(path.read_bytes())
    ended = desk.binding("run", "--json")
    assert ended.json["counts"]["submissions"] == 1
    assert "file-repeated" in ended.codes()


def test_the_names_of_files_do_not_change_a_report(desk: Desk) -> None:
    """Respondents stand in the order in which they sent, whatever the workbooks are called."""
    for respondent, day in (("Zoë", "1/3/2026"), ("An", "2/3/2026")):
        desk.table([HEADERS, ["Dans mee!", respondent, day, f"Van {respondent}."]], f"{respondent}.xlsx")
    desk.binding("run")
    (desk.inputs / "Zoë.xlsx").rename(desk.inputs / "A.xlsx")
    assert desk.binding("run", "--json").json["counts"]["unchanged"] == 1


def test_particulars_that_read_the_same_are_said_once(desk: Desk) -> None:
    """Two spellings of Gent are one municipality: no warning, and one line."""
    header = ["Initiatief", "Contactpersoon", "Gemeente", "Sector", "Contacten verduurzamen"]
    rows = [["Dans mee!", "An", "Gent", "sport; jeugd", "Een."], ["Dans mee!", "Jef", "gent", "jeugd; sport", "Twee."]]
    desk.table([header, *rows])
    assert "particulars-differ" not in desk.binding("run", "--json").codes()
    texts = [one.text for one in Document(str(desk.outputs / "Dans mee! - Binding.docx")).paragraphs]
    assert {"Gemeente\tGent", "Sector\tsport, jeugd"} < set(texts)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "nergens"], "Dit hoort niet bij de opdracht: nergens."),
        (["run", "--lang", "de"], "De waarde bij --lang kan niet (kies uit nl, en, fr)."),
        (["run", "--only"], "Bij --only hoort een waarde."),
        (["rum"], "De opdracht “rum” bestaat niet."),
        (["run", "--forc"], "De optie --forc bestaat niet. Bedoelde je --force?"),
    ],
)
def test_wrong_use_is_told_in_whole_dutch_sentences(desk: Desk, arguments: list[str], said: str) -> None:
    """Exit code 2, nothing on standard output, and where help is."""
    ended = desk.binding(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[0] == said
    assert ended.err.splitlines()[1].startswith("Uitleg: binding")


def test_json_tells_of_a_trial_that_could_not_run(desk: Desk) -> None:
    """Also where it stops before anything was read."""
    whole = desk.binding("run", "--dry-run", "--json", "--inputs", "nergens").json
    assert (whole["outcome"], whole["dry_run"]) == ("could_not_run", True)
