"""Texts with places for values, as `"%s of %d"|format(x, 2)`: each value as a report shows it, within bounds. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.locale_data import locale_of
from pipeline.render.given.numbers import GivenNumber
from pipeline.render.limits import check_format, check_size
from pipeline.render.value_text import as_text

_PLACE = re.compile(
    r"%(?:\((?P<name>[^()]*)\))?(?P<look>[#0\- +]*+\d*+(?:\.\d+)?)(?P<type>[%sradiuoxXeEfFgG])|%(?P<wrong>)", re.DOTALL
)
_TEXT_TYPES = frozenset("sra")
_WITH_COMMA = frozenset("eEfFgG")


def formatted(text: str, values: object, language: str) -> str:
    """Return a text with a value in each place. `values` is a tuple, a mapping for places with names, or one value.

    Numbers have the decimal mark of the language. Raises LimitExceededError where a place is very wide, and TypeError
    or ValueError as Python does where places and values don't fit.
    """
    check_format(text)
    size = 0
    positional = iter(values if type(values) is tuple else (values,))

    def fill(place: re.Match[str]) -> str:
        if place["wrong"] is not None:
            raise ValueError("a % that is no place for a value")
        if place["type"] == "%":
            return "%"
        if place["name"] is None:
            try:
                value = next(positional)
            except StopIteration:
                raise TypeError("not enough values") from None
        elif isinstance(values, Mapping):
            value = values[place["name"]]
        else:
            raise TypeError("places with names want values with names")
        shown = _one(value, place["look"], place["type"], language)
        nonlocal size
        size += len(shown)
        check_size(size)
        return shown

    result = _PLACE.sub(fill, text)
    if not isinstance(values, Mapping) and next(positional, positional) is not positional:
        raise TypeError("a value is left over")
    return result


def _one(value: object, look: str, kind: str, language: str) -> str:
    if kind in _TEXT_TYPES:
        return f"%{look}s" % as_text(value, language)
    number = value.number() if isinstance(value, GivenNumber) else value
    if number is None:
        return f"%{look.split('.', maxsplit=1)[0].replace('0', '', 1)}s" % ""
    shown = f"%{look}{kind}" % (number,)
    return shown.replace(".", _decimal_mark(language)) if kind in _WITH_COMMA else shown


def _decimal_mark(language: str) -> str:
    from babel.numbers import get_decimal_symbol

    return str(get_decimal_symbol(locale_of(language)))
