"""Ways to write a day, in the letters that people know from Excel and Word, in Dutch, English and French. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from itertools import groupby
from typing import Literal, TypeAlias

from pipeline.locale_data import date_letters, locale_of

NAMED_LOOKS = ("full", "long", "medium", "short")
_TOKEN = re.compile(
    r"""\[\$[^\]]*\]|(?P<quoted>"[^"]*"|'[^']*')|\\(?P<escaped>.)|(?P<halves>am/pm|a/p)"""
    r"|(?P<letters>(?P<letter>[a-z])(?P=letter)*)|(?P<other>[^a-z0-9\"'\\\[\]%_*?#;@])",
    re.IGNORECASE | re.DOTALL,
)
_STRFTIME_TOKEN = re.compile(r"%(?P<directive>[-#]?[a-zA-Z])|%(?P<percent>%)|(?P<other>[^%])", re.DOTALL)

Letters: TypeAlias = tuple[Literal["text", "day", "hour", "time", "half"], str]
"""What a stretch of a format shows (a text, something of the day, hours, something else of the time), for Babel."""
_STRFTIME: Mapping[str, Letters] = {
    **{letter: ("day", "d" if letter != "d" else "dd") for letter in ("d", "-d", "e", "#d")},
    **{letter: ("day", "M" if letter != "m" else "MM") for letter in ("m", "-m", "#m")},
    "y": ("day", "yy"),
    "Y": ("day", "yyyy"),
    "B": ("day", "MMMM"),
    "b": ("day", "MMM"),
    "j": ("day", "DDD"),
    "A": ("day", "EEEE"),
    "a": ("day", "EEE"),
    "H": ("time", "HH"),
    "-H": ("time", "H"),
    "I": ("time", "hh"),
    "M": ("time", "mm"),
    "S": ("time", "ss"),
    "p": ("half", "a"),
}
"""What a letter after `%` of Python's `strftime` shows."""
_DAYS = {1: "d", 2: "dd", 3: "EEE", 4: "EEEE"}
_YEARS = {1: "y", 2: "yy", 3: "yyyy", 4: "yyyy"}
"""A single letter is the whole year, as in Unicode; Excel makes it two digits and never keeps it so."""
_HALVES = "a/p"
_MOST_OF = {"m": 5, "h": 2, "s": 2}


class DateFormatError(ValueError):
    """A way to write a day that nobody can follow."""


def moment_in_look(value: date | time, look: str, language: str) -> str:
    """Return a day, a moment or an hour in a look: `full`, `long`, `medium`, `short`, or letters as in Excel or Word.

    Raises DateFormatError where the look can't be understood, or asks for hours of a day that has none.
    """
    from babel.dates import format_date, format_datetime, format_time

    locale = locale_of(language)
    if look in NAMED_LOOKS:
        if isinstance(value, time):
            return str(format_time(value, look, locale=locale))
        return str(format_date(value, look, locale=locale))
    pattern, has_day, has_hour = pattern_of(look, language)
    if (has_hour and type(value) is date) or (has_day and isinstance(value, time)):
        raise DateFormatError(look)
    if isinstance(value, time):
        return str(format_time(value, pattern, locale=locale))
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    return str(format_datetime(moment, pattern, locale=locale))


@lru_cache(maxsize=256)
def pattern_of(look: str, language: str) -> tuple[str, bool, bool]:
    """Return a format in Unicode's letters, for Babel, and whether it shows days and hours. Raises DateFormatError."""
    letters = list(_strftime_letters(look) if "%" in look else _read_letters(look, language))
    kinds = {kind for kind, _ in letters} - {"text"}
    if not kinds:
        raise DateFormatError(look)
    if "half" not in kinds:
        letters = [(kind, text.replace("h", "H") if kind == "hour" else text) for kind, text in letters]
    stretches = ((is_text, "".join(text for _, text in group)) for is_text, group in groupby(letters, _is_text))
    pattern = "".join(_quoted(text) if is_text else text for is_text, text in stretches)
    return pattern, "day" in kinds, bool(kinds - {"day"})


def _read_letters(look: str, language: str) -> Iterator[Letters]:
    """Yield what each stretch of a format means; `m` is minutes after hours and before seconds, as in Excel."""
    tokens = list(_tokens(look.removesuffix(";@"), look))
    used = {text[0].lower() for is_letters, text in tokens if is_letters and text != _HALVES}
    meanings = date_letters(language, used)
    roles = [meanings.get(text[0].lower(), text[0].lower()) if is_letters else "" for is_letters, text in tokens]
    before = ""
    for number, ((is_letters, text), role) in enumerate(zip(tokens, roles, strict=True)):
        if not is_letters:
            yield "text", text
            continue
        after = next((later for later in roles[number + 1 :] if later), "")
        if text == _HALVES:
            yield "half", "a"
        elif role == "m" and len(text) <= _MOST_OF["h"] and (before == "h" or after == "s"):
            yield "time", "m" * len(text)
        else:
            yield _meaning(role, text, look)
        before = role


def _tokens(text: str, look: str) -> Iterator[tuple[bool, str]]:
    """Yield each stretch of a format, and whether it is letters with a meaning. Raises DateFormatError."""
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise DateFormatError(look)
        position = match.end()
        if match["quoted"] is not None:
            yield False, match["quoted"][1:-1] or "'"
        elif match["halves"]:
            yield True, _HALVES
        elif match["letters"]:
            yield True, match["letters"]
        elif match["escaped"] or match["other"]:
            yield False, match["escaped"] or match["other"]


def _meaning(role: str, text: str, look: str) -> Letters:
    """Return what letters mean. Raises DateFormatError."""
    count = len(text)
    if role == "d" and count in _DAYS:
        return "day", _DAYS[count]
    if role == "m" and count <= _MOST_OF["m"]:
        return "day", "M" * count
    if role == "y" and count in _YEARS:
        return "day", _YEARS[count]
    if role == "h" and count <= _MOST_OF["h"]:
        return "hour", "h" * count
    if role == "s" and count <= _MOST_OF["s"]:
        return "time", "s" * count
    if set(text) == {"E"} and count <= max(_DAYS):
        return "day", text  # Unicode's letter, which templates for other engines use
    raise DateFormatError(look)


def _strftime_letters(look: str) -> Iterator[Letters]:
    """Yield what each stretch of a format in Python's letters means. Raises DateFormatError."""
    position = 0
    while position < len(look):
        match = _STRFTIME_TOKEN.match(look, position)
        if match is None or (match["directive"] and match["directive"] not in _STRFTIME):
            raise DateFormatError(look)
        position = match.end()
        if match["directive"]:
            yield _STRFTIME[match["directive"]]
        else:
            yield "text", match["percent"] or match["other"]


def _is_text(letters: Letters) -> bool:
    return letters[0] == "text"


def _quoted(text: str) -> str:
    """Return a text as Babel's patterns want it."""
    escaped = text.replace("'", "''")
    return f"'{escaped}'" if any(one.isalpha() for one in text) else escaped
