"""What differs by language: yes and no, words for "no answer", Excel's errors, the order of dates, months. Pure.

A new language is a new entry in `LOCALES`. Names of months come from Babel, which is loaded when one is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.text import fold


@dataclass(frozen=True, slots=True)
class LocaleData:
    """The facts of one language. Words to be recognised are folded, see `text.fold`."""

    yes: str
    """How yes is written in reports and forms."""
    no: str
    also_yes: frozenset[str] = frozenset()
    """What else is read as yes."""
    also_no: frozenset[str] = frozenset()
    courtesies: frozenset[str] = frozenset()
    """What may follow yes without adding anything."""
    not_applicable: frozenset[str] = frozenset()
    """What people and exports write where a question does not apply."""
    no_name: frozenset[str] = frozenset()
    """What people write where they do not give their name."""
    other: frozenset[str] = frozenset()
    """How a choice begins that leaves room for an answer in one's own words."""
    excel_errors: Mapping[str, str] = field(default_factory=dict)
    """How Excel shows an error in this language, by its English name, where that is not the English one."""
    day_first: bool = True
    """Whether the day always comes before the month; in English that differs by country."""
    months: Mapping[str, int] = field(default_factory=dict)
    """Abbreviations of months that Babel does not list."""
    date_letters: Mapping[str, str] = field(default_factory=dict)
    """Letters of Excel and Word for a year, a day or hours in this language, by the English letter that they mean."""


LOCALES: Mapping[str, LocaleData] = {
    "nl": LocaleData(
        yes="ja",
        no="nee",
        also_yes=frozenset({"j", "waar"}),
        also_no=frozenset({"neen", "onwaar"}),
        courtesies=frozenset({"graag", "zeker", "hoor", "dank", "u", "je"}),
        not_applicable=frozenset({"n.v.t.", "n.v.t", "nvt"}),
        no_name=frozenset({"geen", "niet", "anoniem", "onbekend"}),
        other=frozenset({"ander", "andere", "anders", "overig", "overige"}),
        excel_errors={
            "#NAME?": "#NAAM?",
            "#VALUE!": "#WAARDE!",
            "#REF!": "#VERW!",
            "#DIV/0!": "#DEEL/0!",
            "#N/A": "#N/B",
            "#NUM!": "#GETAL!",
            "#NULL!": "#LEEG!",
        },
        months={"febr": 2, "maa": 3},
        date_letters={"j": "y", "u": "h"},
    ),
    "en": LocaleData(
        yes="yes",
        no="no",
        also_yes=frozenset({"y", "true"}),
        also_no=frozenset({"n", "false"}),
        courtesies=frozenset({"please"}),
        not_applicable=frozenset({"n/a"}),
        no_name=frozenset({"anonymous"}),
        other=frozenset({"other", "others"}),
        day_first=False,
        months={"sept": 9},
    ),
    "fr": LocaleData(
        yes="oui",
        no="non",
        also_yes=frozenset({"vrai"}),
        also_no=frozenset({"faux"}),
        courtesies=frozenset({"merci", "volontiers", "svp"}),
        not_applicable=frozenset({"s.o.", "s.o", "s/o", "sans objet"}),
        no_name=frozenset({"aucun", "anonyme", "inconnu"}),
        other=frozenset({"autre", "autres"}),
        excel_errors={"#NAME?": "#NOM?", "#VALUE!": "#VALEUR!", "#NUM!": "#NOMBRE!", "#NULL!": "#NUL!"},
        date_letters={"j": "d", "a": "y"},
    ),
    "de": LocaleData(yes="ja", no="nein", date_letters={"t": "d", "j": "y"}),
}
"""By the code of the language (ISO 639-1)."""

_RECOGNISED = ("nl", "en", "fr")
"""The languages in which answers are read."""
_ENGLISH_DATE_LETTERS = frozenset("dmyhse")
"""What may stand in a format for days in any language; `e` is Unicode's letter for a weekday."""
_EXCEL_ERRORS = ("#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!")
"""By their English names, which Excel also keeps in its files."""


def locale_data(language: str) -> LocaleData:
    """Return the facts of a language such as `nl` or `nl-BE`; those of English where it is not in `LOCALES`."""
    return LOCALES.get(language[:2], LOCALES["en"])


def _recognised(*fields: str) -> frozenset[str]:
    words: set[str] = set()
    for language in _RECOGNISED:
        for name in fields:
            value = getattr(LOCALES[language], name)
            words |= {value} if isinstance(value, str) else value
    return frozenset(words)


YES = _recognised("yes", "also_yes") | {"x", "v", "✓", "✔", "ok", "1"}
"""What is read as yes, folded."""
NO = _recognised("no", "also_no") | {"0"}
"""What is read as no, folded."""
_YES_WORDS = _recognised("yes", "also_yes") - {"j", "y"}
_NO_WORDS = _recognised("no", "also_no") - {"n"}
COURTESIES = _recognised("courtesies")
NOT_APPLICABLE = _recognised("not_applicable")
"""What says that a question does not apply, folded."""
NO_ANSWER = NOT_APPLICABLE | {"-", "--", "–", "—", "/"}
"""What says that there is no answer, folded: neither yes nor no."""
OTHER = _recognised("other")
"""The word with which a choice begins that leaves room for an answer in one's own words, folded."""
NO_NAME = _recognised("no_name") | NOT_APPLICABLE | {"", "-", "--", "/", "x", "?"}
"""What identifies nobody where a name is asked, folded."""


def says_yes_or_no(text: str) -> bool | None:
    """Return whether a text is the word for yes or that for no, in any language; None for another text."""
    folded = fold(text)
    return True if folded in _YES_WORDS else False if folded in _NO_WORDS else None


# --- Excel's errors -------------------------------------------------------------------------------


def excel_error_of(text: str) -> str | None:
    """Return the English name of the error that Excel shows so in any language; None where the text is no error."""
    return _english_errors().get(text)


def localized_excel_error(code: str, language: str) -> str:
    """Return an error as Excel shows it in this language; what is no error of Excel as it is."""
    return locale_data(language).excel_errors.get(code, code)


@lru_cache(maxsize=1)
def _english_errors() -> Mapping[str, str]:
    names = {code: code for code in _EXCEL_ERRORS}
    for locale in LOCALES.values():
        names |= {shown: code for code, shown in locale.excel_errors.items()}
    return names


# --- Dates ----------------------------------------------------------------------------------------


def date_letters(language: str, used: AbstractSet[str]) -> Mapping[str, str]:
    """Return what letters of a format for days mean, as English letters, when these are used in it.

    The letters of the language itself go first, then those of another that has all of them.
    """
    for letters in (locale_data(language).date_letters, *(LOCALES[other].date_letters for other in _RECOGNISED)):
        if used <= _ENGLISH_DATE_LETTERS | letters.keys():
            return letters
    return {}


def locale_of(language: str) -> str:
    """Return the language as Babel names it."""
    return language.replace("-", "_")


def day_comes_first(language: str) -> bool:
    """Whether a date in numbers always has its day before its month in this language."""
    return language[:2] in LOCALES and LOCALES[language[:2]].day_first


def month_name(month: int, language: str, *, short: bool = False) -> str:
    """Return the name of a month (1 to 12) as a text in this language writes it, or its abbreviation."""
    return _month_names(locale_of(language), short)[month - 1]


@lru_cache(maxsize=16)
def _month_names(locale: str, short: bool) -> tuple[str, ...]:  # noqa: FBT001 - a key of the cache
    from babel.dates import get_month_names

    names = get_month_names("abbreviated" if short else "wide", locale=locale)
    return tuple(names[month].rstrip(".") for month in range(1, 13))


def day_name(weekday: int, language: str, *, short: bool = False) -> str:
    """Return the name of a day of the week (0 is Monday) in this language, or its abbreviation."""
    from babel.dates import get_day_names

    names = get_day_names("abbreviated" if short else "wide", locale=locale_of(language))
    return str(names[weekday]).rstrip(".")


@lru_cache(maxsize=1)
def weekday_numbers() -> Mapping[str, int]:
    """Return the number of each day of the week (Monday is 0) by its names and abbreviations, as `month_numbers`."""
    from babel.dates import get_day_names

    numbers: dict[str, int] = {}
    for language in _RECOGNISED:
        for width in ("wide", "abbreviated"):
            names = get_day_names(width, locale=language)
            numbers |= {fold(name).rstrip("."): weekday for weekday, name in names.items()}
    return numbers


@lru_cache(maxsize=1)
def month_numbers() -> Mapping[str, int]:
    """Return the number of each month by its names and abbreviations, folded and without their points."""
    from babel.dates import get_month_names

    numbers: dict[str, int] = {}
    for language in _RECOGNISED:
        for width in ("wide", "abbreviated"):
            names = get_month_names(width, locale=language)
            numbers |= {fold(name).rstrip("."): month for month, name in names.items()}
        numbers |= LOCALES[language].months
    return numbers
