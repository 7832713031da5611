"""Names of files are safe, and different for every report."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reports.file_names import report_names, safe_name


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
    preferred_names = [preferred for preferred, _ in report_names([(f"{name}.docx", name) for name in names])]
    assert len({name.casefold() for name in preferred_names}) == len(names)


def test_a_name_does_not_depend_on_what_else_is_there_unless_they_fall_together() -> None:
    """All that fall together get a mark, so that none takes over the name of another."""
    assert [name for name, _ in report_names([("A.docx", "a"), ("B.docx", "b")])] == ["A.docx", "B.docx"]
    (first, plain), (second, _) = report_names([("A/B.docx", "a/b"), ("A:B.docx", "a:b")])
    assert plain == "A-B.docx"
    assert first != second
    assert first.startswith("A-B (")
    assert second.startswith("A-B (")


def test_a_mark_stands_before_the_last_ending() -> None:
    """Six digits between brackets, that depend on the key alone."""
    (first, plain), (second, _) = report_names([("v1.2/a.docx", "a"), ("v1.2:a.docx", "b")])
    assert plain == "v1.2-a.docx"
    assert re.fullmatch(r"v1\.2-a \([0-9a-f]{6}\)\.docx", first)
    assert first != second
    assert report_names([("v1.2/a.docx", "a"), ("v1.2?a.docx", "c")])[0][0] == first


@pytest.mark.parametrize("character", ["a", "é", "字", "😀"])
def test_a_marked_name_is_no_longer_than_file_systems_take(character: str) -> None:
    """The mark of names that fall together comes on top: 120 characters and 255 bytes hold for the whole name."""
    for length in range(30, 125):
        wanted = [(f"{character * length}{mark}.docx", mark) for mark in "/:"]
        names = [name for pair in report_names(wanted) for name in pair]
        assert len(set(names[::2])) == 2
        assert all(name.endswith(".docx") for name in names)
        assert max(len(name) for name in names) <= 120
        assert max(len(name.encode()) for name in names) <= 255
