"""Annotated copies as a clerk asks for them: in a folder of their own, and never over what is there."""

from __future__ import annotations

import shutil

import pytest
from conftest import PROJECT, Desk
from openpyxl import load_workbook

MISTAKES = PROJECT / "examples/with-mistakes"


@pytest.fixture
def mistakes(desk: Desk) -> Desk:
    """Return a desk with the workbooks with mistakes on it."""
    shutil.copytree(MISTAKES, desk.inputs, dirs_exist_ok=True)
    return desk


def test_check_makes_a_copy_of_each_workbook_with_problems(mistakes: Desk) -> None:
    """In a folder of their own, under their own names; inputs stay as they are, and the same again writes nothing."""
    before = {path.name: path.read_bytes() for path in mistakes.inputs.iterdir()}
    ended = mistakes.binding("check", "--annotate", "na te kijken", "--json")
    copies = mistakes.folder / "na te kijken"
    assert sorted(path.name for path in copies.iterdir()) == ["lijst met fouten.xlsx", "zonder initiatief.xlsx"]
    assert ended.codes().count("copy-made") == 2
    assert {path.name: path.read_bytes() for path in mistakes.inputs.iterdir()} == before
    times = {path.name: path.stat().st_mtime_ns for path in copies.iterdir()}
    assert mistakes.binding("check", "--annotate", "na te kijken").code == 1
    assert {path.name: path.stat().st_mtime_ns for path in copies.iterdir()} == times


def test_the_copy_finds_the_same_again(mistakes: Desk) -> None:
    """What was wrong in the workbook is wrong in the copy, in the same cells: nothing moved."""

    def found(*paths: str) -> list[tuple[str, str, str, str]]:
        told = mistakes.binding("check", *paths, "--json").json["findings"]
        names = ("lijst met fouten.xlsx", "zonder initiatief.xlsx")
        marked = [one for one in told if one["cell"] and one["severity"] != "note" and one["file"] in names]
        return [(one["file"], one["sheet"], one["cell"], one["code"]) for one in marked]

    mistakes.binding("check", "--annotate", "kopie")
    assert len(found()) > 10
    assert found("kopie") == found()


@pytest.mark.parametrize("folder", ["inputs", "inputs/kopie", "."])
def test_copies_never_come_among_the_answers(mistakes: Desk, folder: str) -> None:
    """They would take the place of an input, or be read beside it."""
    paths = ["lijst.xlsx"] if folder == "." else []
    shutil.copy(MISTAKES / "lijst met fouten.xlsx", mistakes.folder / "lijst.xlsx")
    ended = mistakes.binding("check", *paths, "--annotate", folder, "--json")
    assert (ended.code, ended.codes()) == (3, ["copies-among-inputs"])


def test_a_file_that_is_there_is_not_replaced(mistakes: Desk) -> None:
    """Somebody may be mending it: nothing at all is written."""
    copies = mistakes.folder / "kopie"
    copies.mkdir()
    (copies / "zonder initiatief.xlsx").write_bytes(b"half verbeterd")
    ended = mistakes.binding("check", "--annotate", "kopie", "--json")
    assert (ended.code, ended.codes()) == (3, ["copy-exists"])
    assert [path.name for path in copies.iterdir()] == ["zonder initiatief.xlsx"]


def test_folders_and_like_names_stay_apart(desk: Desk) -> None:
    """A copy keeps its folder; two workbooks of one name that are named on the command line get two copies."""
    for folder in ("gent", "aalst"):
        path = desk.folder / folder / "wijk" / "lijst.xlsx"
        path.parent.mkdir(parents=True)
        shutil.copy(MISTAKES / "lijst met fouten.xlsx", path)
        book = load_workbook(path)
        book.worksheets[0]["A1"] = folder
        book.save(path)
    desk.binding("check", "gent", "aalst", "--annotate", "kopie")
    copies = desk.folder / "kopie"
    assert sorted(one.relative_to(copies).as_posix() for one in copies.rglob("*.xlsx")) == [
        "wijk/lijst (2).xlsx",
        "wijk/lijst.xlsx",
    ]


def test_where_all_is_well_nothing_is_written(desk: Desk) -> None:
    """No problems, no folder."""
    shutil.copytree(PROJECT / "inputs", desk.inputs, dirs_exist_ok=True)
    assert desk.binding("check", "--annotate", "kopie").code == 0
    assert not (desk.folder / "kopie").exists()


def test_quiet_says_nothing_where_nothing_needs_attention(desk: Desk) -> None:
    """Of a check as of a run; what does need attention is said."""
    shutil.copytree(PROJECT / "inputs", desk.inputs, dirs_exist_ok=True)
    assert desk.binding("check", "--quiet").out == ""
    shutil.copytree(MISTAKES, desk.inputs, dirs_exist_ok=True)
    assert "lijst met fouten.xlsx" in desk.binding("check", "--quiet").out
