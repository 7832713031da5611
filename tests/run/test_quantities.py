"""How much is taken in is bounded, told before anything is written, and for a layout to raise."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import PROJECT, Desk

from pipeline.match import match
from pipeline.model import Workbook

HEADERS = "Initiatief;Contactpersoon;Contacten verduurzamen\n"


def csv(desk: Desk, name: str, initiatives: int, rows: int) -> None:
    """Put a table into inputs: so many rows about so many initiatives."""
    lines = (f"{name} {row % initiatives};P{row};Elke maand, keer {row}." for row in range(rows))
    (desk.inputs / f"{name}.csv").write_text(HEADERS + "\n".join(lines), encoding="utf-8")


@pytest.fixture
def bounded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a desk whose layout takes eight submissions and two initiatives of a workbook."""
    folder = desk.folder / "templates"
    shutil.copytree(PROJECT / "templates", folder)
    monkeypatch.setenv("BINDING_TEMPLATES", str(folder))
    file = folder / "binding/layout.toml"
    text = file.read_text(encoding="utf-8")
    bounds = "\nmost_submissions = 8\nmost_initiatives = 2\n"
    file.write_text(text.replace("[layout]\n", f"[layout]{bounds}", 1), encoding="utf-8")
    return desk


@pytest.mark.parametrize(
    ("initiatives", "rows", "code"),
    [(2, 8, None), (2, 9, "workbook-too-many-submissions"), (3, 8, "workbook-too-many-initiatives")],
)
@pytest.mark.parametrize("extra", [(), ("--dry-run",)])
def test_a_workbook_may_bring_so_much_and_no_more(
    bounded: Desk, initiatives: int, rows: int, code: str | None, extra: tuple[str, ...]
) -> None:
    """Beyond the bound nothing of it is used, and the others are."""
    csv(bounded, "eerlijk", 1, 1)
    csv(bounded, "veel", initiatives, rows)
    ended = bounded.binding("run", "--json", *extra)
    errors = [(found["code"], found["file"]) for found in ended.json["findings"] if found["severity"] == "error"]
    assert errors == ([(code, "veel.csv")] if code else [])
    made = 1 + (0 if code else initiatives)
    assert ended.json["counts"]["written"] == made
    assert len(bounded.reports()) == (0 if extra else made)
    assert ended.json["counts"]["submissions"] == 1 + (0 if code else rows)


def test_many_workbooks_together_are_bounded_and_small_ones_come_first(bounded: Desk) -> None:
    """Ten times what one may bring; forms of one initiative are not kept out by a table of many."""
    for number in range(10):
        csv(bounded, f"a{number}", 2, 2)
    csv(bounded, "z", 1, 1)
    ended = bounded.binding("run", "--json")
    assert ended.codes().count("workbook-beyond-the-run") == 1
    assert "z 0 - Binding.docx" in bounded.reports()
    assert len(bounded.reports()) == 19


def test_only_the_beginning_of_a_sheet_without_end_is_matched(bounded: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A million rows cost no more than the bound; a long sheet that is no table is no matter."""
    matched: list[int] = []

    def watched(workbook: Workbook, *arguments: object) -> object:
        matched.append(max(len(sheet.rows) for sheet in workbook.sheets))
        return match(workbook, *arguments)  # type: ignore[arg-type] # as they came

    monkeypatch.setattr("pipeline.run.intake.match", watched)
    csv(bounded, "veel", 1, 1_000)
    assert "workbook-too-many-submissions" in bounded.binding("run", "--json").codes()
    assert matched == [108]
    (bounded.inputs / "veel.csv").unlink()
    bounded.table([["straat"], *([f"Straat {number}"] for number in range(300))], "straten.xlsx")
    assert "workbook-too-many-submissions" not in bounded.binding("run", "--json").codes()


class _Usage(NamedTuple):
    free: int


def test_a_disk_without_room_for_all_new_reports_stops_the_run_before_the_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With how much is needed; a run that makes nothing new needs no room."""
    csv(desk, "veel", 30, 30)
    usage = shutil.disk_usage
    monkeypatch.setattr("shutil.disk_usage", lambda _: _Usage(100_000))
    ended = desk.binding("run", "--json")
    assert (ended.code, ended.codes(), desk.reports()) == (3, ["disk-too-small"], [])
    monkeypatch.setattr("shutil.disk_usage", usage)
    assert desk.binding("run").code == 0
    monkeypatch.setattr("shutil.disk_usage", lambda _: _Usage(100_000))
    assert desk.binding("run").code == 0


def test_a_folder_that_is_not_there_yet_is_on_the_disk_of_the_one_above(tmp_path: Path) -> None:
    """Outputs are made by the first run."""
    from pipeline.storage.local_folder import LocalFolder
    from pipeline.storage.memory import MemoryStore

    free = LocalFolder(tmp_path / "nog/niet").free_bytes()
    assert free is not None
    assert free > 0
    assert MemoryStore().free_bytes() is None
