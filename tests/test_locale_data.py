"""What differs by language is known for each language, in one place."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from pipeline.answers.types.date_text import read_date
from pipeline.locale_data import (
    LOCALES,
    NO,
    NO_NAME,
    NOT_APPLICABLE,
    YES,
    day_comes_first,
    excel_error_of,
    locale_data,
    localized_excel_error,
    month_name,
    month_numbers,
)


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_what_is_written_as_yes_or_no_is_read_back(language: str) -> None:
    """A form shows yes and no in the layout's language, and both come back as what they are."""
    assert LOCALES[language].yes in YES
    assert LOCALES[language].no in NO


def test_no_word_means_both_yes_and_no() -> None:
    """A word that is yes in one language and no in another could not be read at all."""
    assert not YES & (NO | NOT_APPLICABLE)


def test_what_does_not_apply_is_nobodys_name() -> None:
    """Who writes `n.v.t.` or `N/A` as a name gave none."""
    assert NOT_APPLICABLE < NO_NAME


def test_a_region_has_the_facts_of_its_language_and_an_unknown_language_those_of_english() -> None:
    """Layouts have languages such as `nl-BE`; Excel's English names are what files hold anyway."""
    assert locale_data("fr-BE") is LOCALES["fr"]
    assert locale_data("sv-SE") is LOCALES["en"]


@pytest.mark.parametrize(
    ("shown", "code"), [("#NAAM?", "#NAME?"), ("#NOM?", "#NAME?"), ("#N/B", "#N/A"), ("#N/A", "#N/A")]
)
def test_excels_errors_are_known_in_every_language(shown: str, code: str) -> None:
    """A text file holds errors as its Excel showed them."""
    assert excel_error_of(shown) == code


def test_an_error_is_shown_as_the_readers_excel_shows_it() -> None:
    """Somebody with a Dutch Excel has never seen `#NAME?`; a text that is no error stays as it is."""
    assert localized_excel_error("#NAME?", "nl") == "#NAAM?"
    assert localized_excel_error("#NUM!", "fr") == "#NOMBRE!"
    assert localized_excel_error("#NAME?", "en") == "#NAME?"
    assert localized_excel_error("=geen fout", "nl") == "=geen fout"


@pytest.mark.parametrize(("language", "first"), [("nl-BE", True), ("fr", True), ("en", False), ("", False)])
def test_only_where_the_language_tells_comes_the_day_first(language: str, *, first: bool) -> None:
    """An English export may be British or American; of an unknown language nothing is known."""
    assert day_comes_first(language) is first


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_each_name_of_a_month_means_that_month(language: str) -> None:
    """What a form shows as a month is read as that month."""
    assert [read_date(f"3 {month_name(month, language)} 2026").day for month in range(1, 13)] == [
        date(2026, month, 3) for month in range(1, 13)
    ]


@pytest.mark.parametrize("text", ["1er mars 2026", "1 mars 2026", "dim. 1 mars 26"])
def test_french_dates_are_read(text: str) -> None:
    """With the first of a month as French writes it."""
    assert read_date(text).day == date(2026, 3, 1)


def test_no_abbreviation_means_two_months() -> None:
    """Months of three languages together: `mar` is March and `mai` is May, whatever comes after."""
    assert set(month_numbers().values()) == set(range(1, 13))
    assert (month_numbers()["mar"], month_numbers()["mai"], month_numbers()["maa"]) == (3, 5, 3)


def test_babel_is_not_loaded_before_a_month_is_needed() -> None:
    """The process that reads workbooks starts quickly: it loads Babel for `maart 2026`, and for nothing else."""
    code = "import sys, pipeline.read, pipeline.read.xlsx_reader; assert 'babel' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own code
