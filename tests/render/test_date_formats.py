"""Ways to write a day mean what they mean in Excel and Word, in Dutch, English and French letters."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.render.date_formats import DateFormatError, moment_in_look

DAY = date(2027, 1, 2)
MOMENT = datetime(2027, 1, 2, 9, 5, 7)


@pytest.mark.parametrize(
    ("look", "text"),
    [
        ("D MMMM YYYY", "2 januari 2027"),
        ("d MMMM yyyy", "2 januari 2027"),
        ("d mmmm jjjj", "2 januari 2027"),
        ("DD/MM/YYYY", "02/01/2027"),
        ("dd/mm/jjjj", "02/01/2027"),
        ("DD-MM-YYYY", "02-01-2027"),
        ("dd.mm.jj", "02.01.27"),
        ("YYYY", "2027"),
        ("jjjj", "2027"),
        ("yyy", "2027"),
        ("y", "2027"),
        ("mm", "01"),
        ("MMM", "jan"),
        ("mmmmm", "J"),
        ("ddd", "za"),
        ("dddd d mmmm", "zaterdag 2 januari"),
        ("EEEE d MMMM y", "zaterdag 2 januari 2027"),
        ("yyyymmdd", "20270102"),
        ("jj/mm/aaaa", "02/01/2027"),
        ("d 'de' MMMM", "2 de januari"),
        ('d "d" mmmm', "2 d januari"),
        ("dd\\-mm", "02-01"),
        ("[$-813]d mmmm jjjj;@", "2 januari 2027"),
        ("%d/%m/%Y", "02/01/2027"),
        ("%-d %B %Y", "2 januari 2027"),
        ("%d d'%B", "02 d'januari"),
        ("d 'om' 'en' \"'s\" mmmm", "2 om en 's januari"),
        ("short", "2/01/2027"),
        ("full", "zaterdag 2 januari 2027"),
    ],
)
def test_letters_of_excel_and_word_are_understood(look: str, text: str) -> None:
    """Whatever their case: D is no day of the year, and Y no year of weeks."""
    assert moment_in_look(DAY, look, "nl-BE") == text


@pytest.mark.parametrize(
    ("look", "text"),
    [
        ("uu:mm", "09:05"),
        ("hh:mm", "09:05"),
        ("u:mm:ss", "9:05:07"),
        ("H.mm", "9.05"),
        ("mm:ss", "05:07"),
        ("h:mm AM/PM", "9:05 a.m."),
        ("dd/mm/jjjj uu:mm", "02/01/2027 09:05"),
        ("mm/dd uu", "01/02 09"),
        ("d mmmm 'om' uu:mm 'in' mmmm", "2 januari om 09:05 in januari"),
    ],
)
def test_m_is_minutes_after_hours_and_before_seconds(look: str, text: str) -> None:
    """Else months, as Excel decides."""
    assert moment_in_look(MOMENT, look, "nl-BE") == text


@pytest.mark.parametrize(
    ("look", "language", "text"),
    [
        ("jj mmmm aaaa", "fr-BE", "02 janvier 2027"),
        ("jjjj-mm-dd", "fr-BE", "samedi-01-02"),
        ("TT.MM.JJJJ", "de-DE", "02.01.2027"),
        ("dd/mm/jjjj", "en-GB", "02/01/2027"),
    ],
)
def test_the_letters_of_the_language_go_first(look: str, language: str, text: str) -> None:
    """`jjjj` is a weekday to who writes French, and a year to who writes Dutch."""
    assert moment_in_look(DAY, look, language) == text


@pytest.mark.parametrize(
    "look",
    [
        "",
        "rommel",
        "d mmmm van jjjj",
        "ddddd",
        "mmmmmm",
        "yyyyy",
        "d # m",
        "%Q",
        "100%",
        "d 'de",
        "- / -",
        "uu:mm",
        "%H",
    ],
)
def test_what_cannot_be_understood_is_a_mistake(look: str) -> None:
    """Nothing is guessed; hours of a day that has none are a mistake too."""
    with pytest.raises(DateFormatError):
        moment_in_look(DAY, look, "nl-BE")


def test_an_hour_has_no_day() -> None:
    """An hour alone is written in letters for hours."""
    assert moment_in_look(time(9, 5), "u:mm", "nl-BE") == "9:05"
    assert moment_in_look(time(9, 5), "short", "nl-BE") == "09:05"
    with pytest.raises(DateFormatError):
        moment_in_look(time(9, 5), "dd/mm", "nl-BE")


@given(
    st.lists(st.sampled_from(["d", "dd", "m", "mm", "jj", "jjjj", "yyyy", "/", "-", " ", "."]), min_size=1, max_size=8),
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
)
def test_a_look_of_numbers_shows_the_numbers_of_the_day(pieces: list[str], day: date) -> None:
    """Piece by piece, in whatever case, where pieces of one letter do not touch."""
    pieces = [one for one, before in zip(pieces, ["", *pieces], strict=False) if not before or before[0] != one[0]]
    numbers = {"d": f"{day.day}", "dd": f"{day.day:02}", "m": f"{day.month}", "mm": f"{day.month:02}"}
    numbers |= {"jj": f"{day:%y}", "jjjj": f"{day.year}", "yyyy": f"{day.year}"}
    look = "".join(pieces)
    if not any(piece in numbers for piece in pieces) or "jy" in look or "yj" in look:
        return
    expected = "".join(numbers.get(piece, piece) for piece in pieces)
    assert moment_in_look(day, look, "nl-BE") == moment_in_look(day, look.upper(), "nl-BE") == expected
