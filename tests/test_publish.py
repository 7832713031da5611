"""Names are safe, writes are whole, and what stands in outputs/ is known for what it is."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.messages import SetupError
from pipeline.storage.publishing import one_run_at_a_time, report_names, safe_name, write


@given(st.text(max_size=400))
def test_any_name_becomes_a_name_that_every_file_system_takes(name: str) -> None:
    """One part of a path, not hidden, no device of Windows, short enough, and with its ending."""
    safe = safe_name(f"{name}.docx")
    assert safe.endswith(".docx")
    assert not set(safe) & set('<>:"/\\|?*\0\n')
    assert not safe.startswith((".", " ", "~"))
    assert not safe.removesuffix(".docx").endswith((".", " "))
    assert len(safe) <= 120
    assert len(safe.encode()) <= 255
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Sport & Spel - Binding.docx", "Sport & Spel - Binding.docx"),
        ("Jeugd/Welzijn: Westhoek.docx", "Jeugd-Welzijn- Westhoek.docx"),
        ("../../etc/passwd.docx", "etc-passwd.docx"),
        ("CON.docx", "_CON.docx"),
        ("con - Binding.docx", "con - Binding.docx"),
        ("nul.txt.docx", "_nul.txt.docx"),
        ("😀.docx", "😀.docx"),
        ("...docx", "verslag.docx"),
        ("\u202efdp.docx", "fdp.docx"),
    ],
)
def test_names_keep_what_can_be_kept(name: str, safe: str) -> None:
    """A clerk recognises the initiative in the name of its file."""
    assert safe_name(name) == safe


@given(st.lists(st.text(alphabet="aA/:bé\u0301 ", max_size=6), max_size=8, unique=True))
def test_names_in_one_folder_are_all_different(names: list[str]) -> None:
    """Also where a file system knows no case and no composed accents."""
    made = [own for own, _ in report_names([(f"{name}.docx", name) for name in names])]
    assert len({name.casefold() for name in made}) == len(names)


def test_a_name_does_not_depend_on_what_else_is_there_unless_they_fall_together() -> None:
    """All that fall together get a mark, so that none takes over the name of another."""
    assert [own for own, _ in report_names([("A.docx", "a"), ("B.docx", "b")])] == ["A.docx", "B.docx"]
    (one, plain), (other, _) = report_names([("A/B.docx", "a/b"), ("A:B.docx", "a:b")])
    assert plain == "A-B.docx"
    assert one != other
    assert one.startswith("A-B (")
    assert other.startswith("A-B (")


def test_a_write_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When anything goes wrong before the end, the old report stands and no half file is left."""
    path = tmp_path / "verslag.docx"
    write(path, b"oud")

    def fail(_: int) -> NoReturn:
        raise OSError(errno.EIO, "stuk")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(SetupError):
        write(path, b"nieuw")
    assert path.read_bytes() == b"oud"
    assert [one.name for one in tmp_path.iterdir()] == ["verslag.docx"]


def test_a_full_disk_stops_the_run_with_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no fault of ours and no matter of one report."""

    def full(_: int) -> NoReturn:
        raise OSError(errno.ENOSPC, "vol")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SetupError) as error:
        write(tmp_path / "verslag.docx", b"nieuw")
    assert error.value.findings[0].code == "disk-full"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_colleagues_can_read_a_report(tmp_path: Path) -> None:
    """A report gets the rights of any new file, not those of a secret one."""
    path = tmp_path / "verslag.docx"
    write(path, b"x")
    (tmp_path / "gewoon").touch()
    assert path.stat().st_mode == (tmp_path / "gewoon").stat().st_mode


def test_two_runs_never_hold_one_folder(tmp_path: Path) -> None:
    """The second is told, and may go when the first is done."""
    with one_run_at_a_time(tmp_path), pytest.raises(SetupError) as error, one_run_at_a_time(tmp_path):
        pass
    assert error.value.findings[0].code == "outputs-busy"
    with one_run_at_a_time(tmp_path):
        pass
