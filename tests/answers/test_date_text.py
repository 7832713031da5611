"""Dates are read as people in Flanders write them; what may be two days is none."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.answers.types.belgian_types import EnterpriseNumberType, PhoneType, PostcodeType
from pipeline.answers.types.date_text import read_date, unlikely

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
MONTHS = (
    *("", "januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


@given(DAYS)
def test_a_day_that_is_written_is_read_back(day: date) -> None:
    """In numbers, with the month in words, and as ISO 8601."""
    in_words = f"{day.day} {MONTHS[day.month]} {day.year}"
    for text in (f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}", f"{day:%d.%m.%Y}", day.isoformat(), in_words):
        assert read_date(text) == (day, "", False, None), text


@given(DAYS)
def test_in_an_english_file_a_day_in_numbers_is_never_guessed(day: date) -> None:
    """Where both numbers may be a month and differ, there is no day; with the month in words there is no doubt."""
    parsed = read_date(f"{day:%d-%m-%Y}", language="en")
    assert (parsed.trouble == "ambiguous") == (day.day <= 12 and day.day != day.month)
    assert parsed.day in (day, None)
    assert read_date(f"{day:%d} {MONTHS[day.month]} {day.year}", language="en").day == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("di 3 mrt '26", date(2026, 3, 3)),
        ("dinsdag 3 maart 2026", date(2026, 3, 3)),
        ("Zo. 1 febr. 2026", date(2026, 2, 1)),
        ("3 Sept 2026", date(2026, 9, 3)),
        ("3-mrt-26", date(2026, 3, 3)),
        ("1ste mei 2026", date(2026, 5, 1)),
        ("15 / 3 / 2026", date(2026, 3, 15)),
        ("do 15/03/26", date(2026, 3, 15)),
        ("2026-03-15T09:20:00", date(2026, 3, 15)),
    ],
)
def test_dates_in_dutch_words_are_read(text: str, day: date) -> None:
    """With the day of the week, short names of months, and years of two digits."""
    assert read_date(text).day == day


@pytest.mark.parametrize("text", ["maart 2026", "03/2026", "2026", "mrt. 2026"])
def test_a_month_is_no_day(text: str) -> None:
    """It is told, and the answer stays as it is typed."""
    assert read_date(text)[:2] == (None, "no_day")


@pytest.mark.parametrize("text", ["half maart", "31/02/2026", "29-02-2026", "32 maart 2026", "00/00/0000", "1/13/2026"])
def test_what_is_no_day_is_none(text: str) -> None:
    """Not rounded to the nearest one."""
    assert read_date(text)[:2] == (None, "unknown")


def test_a_date_that_lost_its_look_is_suggested_and_not_guessed() -> None:
    """46096 is what Excel keeps for 15 March 2026."""
    assert read_date("46096") == (None, "unknown", False, date(2026, 3, 15))
    assert read_date("9000").suggestion is None


def test_in_an_english_file_a_month_may_come_first_where_the_other_is_none() -> None:
    """It is read, and told as likely only; the same number twice is one day whichever comes first."""
    assert read_date("3/15/2026", language="en") == (date(2026, 3, 15), "", True, None)
    assert read_date("15/3/2026", language="en") == (date(2026, 3, 15), "", False, None)
    assert read_date("3/3/2026", language="en") == (date(2026, 3, 3), "", False, None)
    assert read_date("12/11/2026", language="en").trouble == "ambiguous"
    assert read_date("3/15/2026") == (None, "unknown", False, None)


def test_an_apostrophe_and_end_marks_change_no_day() -> None:
    """As people type them; a year without its century is told as likely only."""
    for text in ("3 maart ’26", "3 maart '26.", " 3/3/’26 !"):
        assert read_date(text) == (date(2026, 3, 3), "", True, None)


def test_long_ago_and_still_to_come_are_unlikely() -> None:
    """Tomorrow may be today elsewhere; what is planned may be years ahead."""
    today = date(2026, 11, 24)
    assert unlikely(date(1989, 12, 31), today, is_moment=True) == "answer-date-early"
    assert unlikely(date(2026, 11, 25), today, is_moment=True) is None
    assert unlikely(date(2026, 11, 26), today, is_moment=True) == "answer-date-future"
    assert unlikely(date(2030, 1, 1), today, is_moment=False) is None
    assert unlikely(date(2062, 1, 1), None, is_moment=True) is None
    assert unlikely(date(1990, 1, 1), today, is_moment=False) is None
    assert unlikely(today + timedelta(days=3653), today, is_moment=False) is None
    assert unlikely(today + timedelta(days=3654), today, is_moment=False) == "answer-date-future"
    assert unlikely(datetime(2026, 11, 25, 23, 59), today, is_moment=True) is None


# --- Belgian numbers ------------------------------------------------------------------------------


@given(st.integers(min_value=200_000, max_value=19_999_999))
def test_one_wrong_digit_makes_an_enterprise_number_wrong(first: int) -> None:
    """That is what its two last digits are for; and a lost zero can be found back."""
    number = f"{first:08}{97 - first % 97:02}"
    assert EnterpriseNumberType().is_valid(f"BE {number[:4]}.{number[4:7]}.{number[7:]}")
    for place, digit in enumerate(number):
        other = str((int(digit) + 1) % 10)
        assert not EnterpriseNumberType().is_valid(number[:place] + other + number[place + 1 :])
    if number.startswith("0"):
        assert EnterpriseNumberType().with_zero(f"BE {number[1:]}") == f"{number[:4]}.{number[4:7]}.{number[7:]}"
        assert EnterpriseNumberType().with_zero(number[1:]) == f"{number[:4]}.{number[4:7]}.{number[7:]}"


@pytest.mark.parametrize(
    "text",
    ["0470 12 34 56", "0470/12.34.56", "+32 470 12 34 56", "+32 (0)9 123 45 67", "0032 9 123 45 67", "09-123 45 67"],
)
def test_telephone_numbers_are_known_however_they_are_parted(text: str) -> None:
    """Blanks, dots, dashes, slashes and the zero between brackets."""
    assert PhoneType().is_valid(text)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("+32 9 123 45 6", False),
        ("+32 9 123 45 67", True),
        ("+32 470 12 34 56", True),
        ("+32 470 12 34 567", False),
        ("+32 12 34 56", False),
        ("0032 12 34 56", False),
        ("0032 470 12 34 56", True),
        ("+31 12 34 567", True),
        ("+31 12 34", False),
        ("+3", False),
    ],
)
def test_a_belgian_number_has_eight_or_nine_digits_behind_its_country(text: str, known: bool) -> None:  # noqa: FBT001 - a table
    """A short number with +32 is cut off, and no number of another country; those may have seven."""
    assert PhoneType().is_valid(text) is known


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("470123456", "0470123456"),
        ("470 12.34/56", "0470123456"),
        ("91234567", "091234567"),
        ("123", None),
        ("32470123456", None),
        ("321234567", None),
    ],
)
def test_a_lost_zero_is_suggested(text: str, whole: str | None) -> None:
    """Excel takes 0470 12 34 56 for an amount."""
    assert not PhoneType().is_valid(text)
    assert PhoneType().with_zero(text) == whole


def test_postcodes_go_from_1000_to_9999() -> None:
    """The municipality may stand behind it."""
    assert all(
        PostcodeType().is_valid(text)
        for text in ("1000", "9999", "9000 Gent", "9000 Sint-Denijs-Westrem", "1040 Bruxelles (Etterbeek)", "B-9000")
    )
    assert not any(PostcodeType().is_valid(text) for text in ("0999", "900", "90000", "9000AB", "Gent"))
