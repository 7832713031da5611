"""The methods of texts, lists and other values that a template may call: pure, bounded, and the same for any answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import index
from typing import Any

from jinja2.exceptions import SecurityError

from pipeline.render.given.nothing import NOTHING
from pipeline.render.given.texts import ASKED_OF_EACH, GivenText
from pipeline.render.limits import LARGEST_WIDTH, LimitExceededError, check_size
from pipeline.render.value_text import as_text
from pipeline.render.weight import weight

_AS_PYTHON = ASKED_OF_EACH | frozenset({
    "capitalize", "casefold", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "rpartition", "rsplit",
    "rstrip", "split", "splitlines", "strip", "swapcase", "title", "upper",
})  # fmt: skip
_WITH_WIDTH = frozenset({"center", "expandtabs", "ljust", "rjust", "zfill"})
_PLACES = frozenset({"index", "rindex"})
TEXT_METHODS = _AS_PYTHON | _WITH_WIDTH | _PLACES | {"join", "replace"}
OTHER_METHODS = frozenset({
    "as_integer_ratio", "bit_length", "conjugate", "is_integer", "cycle", "changed", "copy", "get", "items", "keys",
    "values", "next", "reset", "weekday", "isoweekday", "isoformat", "isocalendar", "strftime", "date", "time",
})  # fmt: skip
"""The methods of lists, dicts, numbers, days, `loop` and `cycler`, besides those that texts have too."""
NOT_ALLOWED_METHODS = frozenset({
    "add", "append", "clear", "decode", "discard", "encode", "extend", "format", "format_map", "insert", "pop",
    "popitem", "remove", "reverse", "setdefault", "sort", "translate", "update",
})  # fmt: skip
"""Methods of Python that change a value, make bytes of it, or reach into it."""


def call_text_method(
    method: Callable[..., Any], arguments: Sequence[Any], named: Mapping[str, Any], language: str
) -> object:
    """Call a method of a text, within bounds. Raises SecurityError where templates may not call it."""
    text, name = method.__self__, method.__name__  # type: ignore[attr-defined] # a method has both
    if name == "join":
        return _join(text, *arguments, language=language)
    if name == "replace":
        check_size(len(text) + text.count(arguments[0]) * len(arguments[1]))
    elif name in _WITH_WIDTH:
        _check_widths(*arguments, *named.values())
        if name == "expandtabs":
            check_size(len(text) + text.count("\t") * LARGEST_WIDTH if len(text) > LARGEST_WIDTH else len(text))
    elif name in _PLACES:
        place = getattr(text, name.replace("index", "find"))(*arguments)
        return NOTHING if place < 0 else place
    elif name not in _AS_PYTHON:
        raise SecurityError
    if name in ASKED_OF_EACH and isinstance(text, GivenText):
        return text.ask_each(getattr(str, name), arguments, named)
    return method(*arguments, **named)


def place_in_list(values: list[Any] | tuple[Any, ...], *arguments: Any) -> object:  # noqa: ANN401 - as Python's method
    """Return where a value is in a list, and nothing where it is not in it."""
    try:
        return values.index(*arguments)
    except ValueError:
        return NOTHING


def _join(between: str, values: Iterable[object], *, language: str) -> str:
    weight(values)
    texts = [as_text(value, language) for value in values]
    check_size(sum(map(len, texts)) + len(texts) * len(between))
    return between.join(texts)


def _check_widths(*widths: object) -> None:
    for width in widths:
        if not isinstance(width, str) and index(width) > LARGEST_WIDTH:  # type: ignore[arg-type] # else as Python
            raise LimitExceededError
