"""The page of findings: to forward, to print, to search, and for everyone."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from conftest import PROJECT, Desk
from html_rules import Page, broken

from pipeline.messages import CATALOGUE, Language
from pipeline.model import Finding, Outcome, Place, WorkbookOutcome
from pipeline.show.html_page import PAGE_NAME, page

PLACE = Place("enquete.xlsx", "Sheet1", "G2")
ROWS = [["Initiatief", "Contactpersoon", "Ideeën"], ["Dans mee!", "An", "Samen dansen."]]
EXAMPLES = tuple(entry.example for entry in CATALOGUE.values())
MANY = tuple(Finding("answer-missing", replace(PLACE, cell=f"G{row}"), f"I{row}", "Sector") for row in range(2, 2002))


def text_of(content: bytes) -> str:
    """Return what a reader sees."""
    return next(Page(content).all("body"))[1]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("findings", [(), EXAMPLES, MANY], ids=["nothing", "every code", "two thousand"])
def test_the_page_keeps_every_rule_of_accessibility(findings: tuple[Finding, ...], language: Language) -> None:
    """Language, title, headings, landmarks, links, contrast in light and dark; nothing runs, nothing is fetched."""
    assert broken(page(Outcome(findings=findings), language)) == []


def test_every_cell_is_found_by_its_whole_address() -> None:
    """Also where two thousand of them are one entry."""
    content = page(Outcome(findings=MANY), "nl")
    places = [text for _, text in Page(content).all("li")]
    assert all(any(text.startswith(str(finding.place)) for text in places) for finding in MANY[:50])
    assert text_of(content).count("enquete.xlsx › Sheet1 › G") == 2000
    assert "Sector: 2.000 cellen, G2:G2001" in text_of(content)


def test_an_answer_is_only_ever_text() -> None:
    """Markup, an address or marks of direction in a value, a name or a file do nothing."""
    evil = '"><script>alert(1)</script><a href="javascript:x">\u202etxt.exe\x07'
    finding = Finding("answer-not-a-date", Place(evil, evil, "C7"), evil, evil, evil, evil)
    content = page(Outcome((WorkbookOutcome(evil, "table", "binding", 1),), (finding,)), "nl")
    assert broken(content) == []
    assert "<script>alert(1)</script>" in text_of(content)
    assert "\u202e" not in content.decode()
    assert "\x07" not in content.decode()


def test_a_run_leaves_a_page_with_all_that_was_found(desk: Desk) -> None:
    """By workbook with the counts on top; the same run again writes nothing."""
    shutil.copytree(PROJECT / "examples/with-mistakes", desk.inputs, dirs_exist_ok=True)
    desk.binding("run", "--lang", "en")
    path = desk.outputs / PAGE_NAME
    before = (path.stat().st_mtime_ns, path.read_bytes())
    assert broken(before[1]) == []
    assert "lijst met fouten.xlsx › Antwoorden › G6" in text_of(before[1])
    assert "Not all is well." in text_of(before[1])
    desk.binding("run", "--lang", "en")
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def test_what_was_mended_leaves_the_page(desk: Desk) -> None:
    """The page is there after every run, so that an old one never goes on telling."""
    rows = [["Initiatief", "E-mail", "Ideeën"], ["Dans mee!", "an voorbeeld.be", "Samen."]]
    desk.table(rows)
    desk.binding("run")
    assert "an voorbeeld.be" in (desk.outputs / PAGE_NAME).read_text(encoding="utf-8")
    rows[1][1] = "an@voorbeeld.be"
    desk.table(rows)
    desk.binding("run")
    assert "an voorbeeld.be" not in (desk.outputs / PAGE_NAME).read_text(encoding="utf-8")


def test_a_trial_and_a_check_write_no_page(desk: Desk) -> None:
    """Only a run writes."""
    desk.table(ROWS)
    desk.binding("run", "--dry-run")
    desk.binding("check")
    assert not desk.outputs.exists()


@pytest.mark.parametrize("trial", [(), ("--dry-run",)])
def test_somebody_elses_page_is_kept_and_told(desk: Desk, trial: tuple[str, ...]) -> None:
    """A file of that name that we did not make stays as it is; a trial tells so too."""
    desk.table(ROWS)
    desk.outputs.mkdir()
    (desk.outputs / PAGE_NAME).write_text("<p>Mijn lijst</p>", encoding="utf-8")
    ended = desk.binding("run", "--json", *trial)
    assert "page-not-ours" in ended.codes()
    assert ended.code == 1
    assert (desk.outputs / PAGE_NAME).read_text(encoding="utf-8") == "<p>Mijn lijst</p>"


def test_a_folder_in_the_place_of_the_page_stops_no_report(desk: Desk) -> None:
    """It is told, and the reports are made."""
    desk.table(ROWS)
    (desk.outputs / PAGE_NAME).mkdir(parents=True)
    assert "page-not-replaceable" in desk.binding("run", "--json").codes()
    assert desk.reports() == ["Dans mee! - Binding.docx"]
