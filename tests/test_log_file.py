"""The log says where in the code a fault arose, to who may read it, and nothing of an answer."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.log_file import log_fault, set_up_logging, trace_of

WORDS = "een geheim"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return where the log is, with logging set up."""
    path = tmp_path / "logs/binding.log"
    monkeypatch.setattr("pipeline.log_file.log_path", lambda: path)
    set_up_logging()
    yield path
    logging.getLogger("pipeline").handlers[:] = []


def test_a_log_holds_where_it_went_wrong_and_not_what_was_said(log: Path) -> None:
    """The words of an error may be an answer; the kind of each error and its place in the code do no harm."""
    with pytest.raises(ValueError, match=WORDS) as caught:
        int(WORDS)
    assert log_fault(caught.value, "enquete.xlsx") == str(log)
    said = log.read_text(encoding="utf-8")
    assert "ValueError" in said
    assert WORDS not in said
    assert "test_log_file.py" in said
    assert "fault about 'enquete.xlsx'" in said
    assert trace_of(OSError(5, "geheim")).startswith("OSError 5")


def test_no_name_of_a_file_writes_a_line_of_its_own_or_steers_a_terminal(log: Path) -> None:
    """What came from outside can't look like another record."""
    logging.getLogger("pipeline.read").warning("could not read %s", "a\n2026-01-01 ERROR \x1b[2J\u202e\u2028.xlsx")
    first, *rest = log.read_text(encoding="utf-8").split("\n")[:-1]
    assert "could not read a" in first
    assert [line.startswith("  | ") for line in rest] == [True]
    assert not {"\x1b", "\u202e", "\u2028"} & set(log.read_text(encoding="utf-8"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_only_its_owner_reads_the_log(log: Path) -> None:
    """Whatever the umask: it tells of names of files."""
    before = os.umask(0)
    try:
        log_fault(ValueError(), "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_log_that_cannot_be_written_goes_elsewhere_and_the_message_names_that(log: Path) -> None:
    """There is no message with a log that is not there."""
    log.parent.write_text("a file in the place of the folder")
    named = Path(log_fault(ValueError(), "x"))
    assert named != log
    assert "ValueError" in named.read_text(encoding="utf-8")
    assert log_fault(ValueError(), "x") == str(named)
    named.unlink()


def test_a_log_that_can_be_written_nowhere_is_shown(
    log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Then it is on the screen, and no file is named."""

    def refuse(**_: object) -> None:
        raise OSError

    log.parent.write_text("a file in the place of the folder")
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    assert log_fault(ValueError(), "x") == ""
    assert "ValueError" in capsys.readouterr().err


def test_an_old_log_is_put_aside(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A night that goes wrong each time doesn't fill the disk."""
    monkeypatch.setattr("pipeline.log_file._LARGEST", 100)
    for number in range(3):
        log_fault(ValueError(), f"nummer {number}" + "x" * 100)
    assert "nummer 2" in log.read_text(encoding="utf-8")
    assert sorted(path.name for path in log.parent.iterdir()) == ["binding.log", "binding.log.1"]


def test_without_a_home_the_log_goes_to_the_folder_of_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service may have none; a folder called `~` is not made."""
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: Path("~/.local/state/binding/log"))
    set_up_logging()
    named = Path(log_fault(ValueError(), "x"))
    logging.getLogger("pipeline").handlers[:] = []
    assert named.is_absolute()
    named.unlink()
