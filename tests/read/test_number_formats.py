"""Number formats are read whole, beside what LibreOffice shows; and what the reader makes of them is never less."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import CellDetails
from pipeline.read.cell_content import CellContent
from pipeline.read.number_format_code import FormatError
from pipeline.read.number_formats import NOT_UNDERSTOOD, SHOWS_NOTHING, format_text, number_format

_TABLE = Path(__file__).with_name("number_formats.tsv")


def measured() -> dict[str, list[tuple[float, str, str]]]:
    """Return what LibreOffice shows of each number in each format, and what is right where that is something else."""
    by_format: dict[str, list[tuple[float, str, str]]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        _, *rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        code, number, shown, ours, why = (*row, "", "", "")[:5]
        stored = float(number)
        assert bool(ours) == bool(why), "a difference has its reason"
        exact = int(stored) if stored.is_integer() else stored
        by_format.setdefault(code, []).append((exact, shown, ours or shown))
    return by_format


_MEASURED = measured()


@pytest.mark.parametrize("code", _MEASURED)
def test_a_number_is_shown_as_libreoffice_shows_it(code: str) -> None:
    """Six numbers or more in each format; blanks count once, for they only align. Differences have their reason."""
    for number, _, shown in _MEASURED[code]:
        assert " ".join((format_text(code, number) or "").split()) == shown, number


def test_the_table_is_large_enough_to_mean_something() -> None:
    """A hundred formats, and next to nothing in them is another in LibreOffice."""
    cells = [cell for cells in _MEASURED.values() for cell in cells]
    assert len(_MEASURED) >= 100
    assert sum(shown != ours for _, shown, ours in cells) < len(cells) / 20


def content(code: str, number: float) -> CellContent:
    """Return what the reader makes of a number in this format, with what stands beside it."""
    reader = number_format(code)
    made = reader(number) if reader else number
    return made if isinstance(made, CellContent) else CellContent(made, CellDetails())


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ('0 "over";0 "tekort"', -5, "5 tekort"),
        ('0"%"', 5, "5%"),
        ("0\\%", 0.5, "0,5%"),
        ("0%", 0.505, "50,5%"),
        ('0.0,,"M"', 1_234_567, "1,234567M"),
        ('0.0,"K"', 5, "0,005K"),
        ("#,##0,", 12_500, "12,5"),
        ('[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', 2500, "2,5K"),
        ("[<=99999999]00 00 00 00;0000 00 00 00", 475123456, "0475 12 34 56"),
        ('"ja";"nee";"niets"', 0, "niets"),
        ("# ?/?", 0.5, "1/2"),
        ("# ?/?", 0.33, ""),
        ("0.00E+00", 123456789012, ""),
        ("#.##", 5, ""),
        ("0", 1.5, ""),
        ("00000", 123456789012345678, "123456789012345678"),
        ('0" st."', 123456789012345678, "123456789012345678 st."),
    ],
)
def test_what_a_report_shows_of_a_number_has_all_its_digits(code: str, number: float, shown: str) -> None:
    """A format may hide digits or count in millions; what it writes around them stays. Empty: the number itself."""
    found = content(code, number)
    expected = "" if shown == str(number) else shown
    assert (found.value, found.details.shown, found.details.doubts) == (number, expected, ())


@pytest.mark.parametrize(
    ("code", "number", "doubt"),
    [
        ("0 dagen", 5, NOT_UNDERSTOOD),
        ('0"dagen', 5, NOT_UNDERSTOOD),
        ("[zomaar]0", 5, NOT_UNDERSTOOD),
        ("[DBNum1]0", 5, NOT_UNDERSTOOD),
        ("0;0;0;0;0", 5, NOT_UNDERSTOOD),
        ("[>5]0;[<0]0", 3, NOT_UNDERSTOOD),
        ("dd/mm/yyyy", -4, NOT_UNDERSTOOD),
        ("0" * 256, 5, NOT_UNDERSTOOD),
        (";;;", 5, SHOWS_NOTHING),
        ("0;-0;;@", 0, SHOWS_NOTHING),
    ],
)
def test_where_a_format_is_not_understood_or_shows_nothing_the_plain_number_is_used_and_doubted(
    code: str, number: float, doubt: str
) -> None:
    """Nobody saw that number in the workbook, so a person has to look."""
    found = content(code, number)
    assert (found.value, found.details) == (number, CellDetails(doubts=(doubt,)))


@pytest.mark.parametrize(
    ("code", "days", "shown"),
    [
        ("[h]:mm", 1.5, "36:00"),
        ("[h]:mm", 1.50005, "36:00:04"),
        ("[h]:mm:ss", 1.50005, "36:00:04"),
        ('[h]" uur "mm" min"', 1.50347222, "36 uur 05 min"),
        ("[mm]:ss", 1.5, "2160:00"),
        ("[h]:mm", -0.5, "-12:00"),
    ],
)
def test_a_duration_keeps_its_hours_and_its_seconds(code: str, days: float, shown: str) -> None:
    """It may be longer than a day, and seconds that the format hides are shown all the same."""
    assert content(code, days) == CellContent(shown, CellDetails())


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ('"schooljaar "yyyy', "schooljaar 2026"),
        ('"week van "d mmmm', "week van 15 maart"),
        ('d mmmm yyyy" (onder voorbehoud)"', "15 maart 2026 (onder voorbehoud)"),
        ("[$-813]dddd d mmmm yyyy;@", ""),
    ],
)
def test_what_a_format_writes_around_a_day_stays(code: str, shown: str) -> None:
    """The day is still a day beside it."""
    assert content(code, 46096) == CellContent(datetime(2026, 3, 15), CellDetails(shown=shown))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*'0#?.,%/@;"\\_*[]()-+ ydmhsEeb', "AM/PM", "[h]", "[<5]", "General", "E+"]), max_size=25),
    st.one_of(st.integers(-(10**18), 10**18), st.floats(-1e300, 1e300)),
)
def test_no_format_is_a_fault_of_ours(pieces: list[str], number: float) -> None:
    """Whatever its pieces, in whatever order: it is understood, or the number is doubted."""
    code = "".join(pieces)
    try:
        format_text(code, number)
    except FormatError:
        assert content(code, number).details.doubts == (NOT_UNDERSTOOD,)
    else:
        content(code, number)
