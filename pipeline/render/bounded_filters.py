"""Jinja's own filters within bounds: none prints the word None, none makes much of little. Pure.

They are classes and not nested functions, so that an environment with them can be passed to another process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined, pass_context, pass_environment
from jinja2.filters import make_attrgetter

from pipeline.render.formatted_text import formatted
from pipeline.render.given import NOTHING, GivenDay, GivenList, GivenNumber, GivenText, Nothing
from pipeline.render.limits import LARGEST_WIDTH, LimitExceededError, check_size
from pipeline.render.value_text import as_text
from pipeline.render.weight import weight

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context

MOST_COPIED = 200_000_000
"""Characters that a filter may copy which copies a text for each piece of it."""
_TEXT_FILTERS = ("upper", "lower", "capitalize", "title", "trim", "string")
_ASKED_OF_EACH = ("length", "count", "wordcount")
_NUMBERS = ("int", "float")
_ENDS_OF_LISTS = ("first", "last")
_TEXT_FILTERS_WITH_ENVIRONMENT = ("truncate",)
_FILTERS_WITH_WIDTH = ("batch", "slice", "round")


def bounded_filters(filters: Mapping[str, Callable[..., Any]], language: str) -> dict[str, Callable[..., Any]]:
    """Return bounded versions of those of Jinja's filters that need one."""
    bounded: dict[str, Callable[..., Any]] = {
        "replace": BoundedReplace(language),
        "format": BoundedFormat(language),
    }
    for name in _TEXT_FILTERS:
        bounded[name] = TextFilter(filters[name], language)
    for name in _ASKED_OF_EACH:
        bounded[name] = AskedOfEach(filters[name])
    for name in _NUMBERS:
        bounded[name] = ToNumber(filters[name])
    for name in _ENDS_OF_LISTS:
        bounded[name] = EndOfList(filters[name])
    bounded["sum"] = Sum(filters["sum"])
    bounded["map"] = BoundedMap(filters["map"])
    for name in _TEXT_FILTERS_WITH_ENVIRONMENT:
        bounded[name] = EnvironmentTextFilter(filters[name], language)
    bounded["center"] = TextFilter(LimitedWidth(filters["center"]), language)
    bounded["indent"] = TextFilter(BoundedIndent(filters["indent"]), language)
    bounded["striptags"] = TextFilter(BoundedStrip(filters["striptags"]), language)
    bounded["wordwrap"] = EnvironmentTextFilter(BoundedWrap(filters["wordwrap"]), language)
    for name in _FILTERS_WITH_WIDTH:
        bounded[name] = LimitedWidth(filters[name])
    return bounded


def filter_input(value: object, language: str) -> str:
    """Return what a filter for texts works on: the text that a report shows of a value."""
    return value if isinstance(value, str) else as_text(value, language)


@dataclass(frozen=True, slots=True)
class LimitedWidth:
    """A filter that takes widths or counts, with a limit on them."""

    wrapped: Callable[..., Any]

    def __call__(self, value: object, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the filter
        """Apply the filter. Raises LimitExceededError."""
        args, kwargs = tuple(map(_width, args)), {name: _width(argument) for name, argument in kwargs.items()}
        return self.wrapped(value, *args, **kwargs)


@dataclass(frozen=True, slots=True)
class TextFilter:
    """A filter on texts: it works on what a report shows of a value."""

    wrapped: Callable[..., Any]
    language: str

    def __call__(self, value: object, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the filter
        """Apply the filter."""
        return self.wrapped(filter_input(value, self.language), *args, **kwargs)


@pass_environment
@dataclass(frozen=True, slots=True)
class EnvironmentTextFilter:
    """A `TextFilter` for a filter that Jinja passes the environment to."""

    wrapped: Callable[..., Any]
    language: str

    def __call__(self, environment: Environment, value: object, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the filter
        """Apply the filter."""
        widths = {name: _width(argument) for name, argument in kwargs.items()}
        return self.wrapped(environment, filter_input(value, self.language), *map(_width, args), **widths)


@dataclass(frozen=True, slots=True)
class AskedOfEach:
    """A filter that tells something of a text: where people gave several texts, it is asked of each."""

    wrapped: Callable[..., Any]

    def __call__(self, value: object, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the filter
        """Apply the filter. Raises UnfitAnswersError where it does not say the same of each."""
        if isinstance(value, GivenText):
            return value.ask_each(self.wrapped, args, kwargs)
        return self.wrapped(value, *args, **kwargs)


@dataclass(frozen=True, slots=True)
class ToNumber:
    """Jinja's `int` and `float`: a day or a list is no number, whatever was answered."""

    wrapped: Callable[..., Any]

    def __call__(self, value: object, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the filter
        """Apply the filter. Raises TypeError, and UnfitAnswersError where it does not give the same for each."""
        if isinstance(value, GivenDay | GivenList | list | tuple | dict):
            raise TypeError
        return AskedOfEach(self.wrapped)(value, *args, **kwargs)


@pass_environment
@dataclass(frozen=True, slots=True)
class EndOfList:
    """Jinja's `first` and `last`: of no values they are nothing."""

    wrapped: Callable[..., Any]

    def __call__(self, environment: Environment, values: Any) -> Any:  # noqa: ANN401 - as the filter
        """Apply the filter."""
        end = self.wrapped(environment, values)
        return NOTHING if isinstance(end, Undefined) else end


@pass_environment
@dataclass(frozen=True, slots=True)
class Sum:
    """Jinja's `sum`, of what was given."""

    wrapped: Callable[..., Any]

    def __call__(
        self,
        environment: Environment,
        values: Iterable[Any],
        attribute: str | int | None = None,
        start: Any = 0,  # noqa: ANN401 - as the filter
    ) -> Any:  # noqa: ANN401 - as the filter
        """Apply the filter; a number that nobody gave, or a text without anything in it, counts for nothing."""
        get = make_attrgetter(environment, attribute)
        if isinstance(start, list | tuple):
            return _joined_lists(start, map(get, values))
        return self.wrapped(environment, [value for value in map(get, values) if _is_given(value)], None, start)


@dataclass(frozen=True, slots=True)
class BoundedReplace:
    """Jinja's `replace`, with a limit on the length of its result."""

    language: str

    def __call__(self, value: object, old: object, new: object, count: int | None = None) -> str:
        """Apply the filter. Raises LimitExceededError."""
        text, sought, replacement = (filter_input(argument, self.language) for argument in (value, old, new))
        check_size(len(text) + text.count(sought) * len(replacement))
        return text.replace(sought, replacement, -1 if count is None else count)


@dataclass(frozen=True, slots=True)
class BoundedFormat:
    """Jinja's `format`, with a limit on the widths that its pattern asks for."""

    language: str

    def __call__(self, value: object, *args: object, **kwargs: object) -> str:
        """Apply the filter. Raises LimitExceededError."""
        return formatted(filter_input(value, self.language), kwargs or args, self.language)


@pass_context
@dataclass(frozen=True, slots=True)
class BoundedMap:
    """Jinja's `map`, with a limit on all that it makes."""

    wrapped: Callable[..., Any]

    def __call__(self, context: Context, values: Any, *args: Any, **kwargs: Any) -> Iterator[Any]:  # noqa: ANN401 - as the filter
        """Apply the filter. Raises LimitExceededError."""
        total = 0
        for value in self.wrapped(context, values, *args, **kwargs):
            total += weight(value)
            check_size(total)
            yield value


def _joined_lists(start: Iterable[Any], lists: Iterable[Any]) -> list[Any]:
    """Return lists as one list: adding them up one by one would copy the first ones again and again."""
    joined = list(start)
    for values in lists:
        if not isinstance(values, list | tuple):
            raise TypeError(type(values).__name__)
        check_size(len(joined) + len(values))
        joined.extend(values)
    return joined


@dataclass(frozen=True, slots=True)
class BoundedIndent:
    """Jinja's `indent`, with a limit on the length of its result."""

    wrapped: Callable[..., Any]

    def __call__(self, value: str, width: object = 4, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the filter
        """Apply the filter. Raises LimitExceededError."""
        size = len(width) if isinstance(width, str) else int(str(_width(width)))
        check_size(len(value) + (value.count("\n") + 1) * size)
        return self.wrapped(value, width, *args, **kwargs)


@pass_environment
@dataclass(frozen=True, slots=True)
class BoundedWrap:
    """Jinja's `wordwrap`, with a limit on its result, and on words that it would cut piece by piece."""

    wrapped: Callable[..., Any]

    def __call__(
        self,
        environment: Environment,
        value: str,
        width: int = 79,
        break_long_words: bool = True,  # noqa: FBT001, FBT002 - as the filter
        wrapstring: str | None = None,
        break_on_hyphens: bool = True,  # noqa: FBT001, FBT002 - as the filter
    ) -> Any:  # noqa: ANN401 - as the filter
        """Apply the filter. Raises LimitExceededError."""
        lines = len(value) // max(width, 1) + value.count("\n") + 1
        check_size(len(value) + lines * len(wrapstring or "\n"))
        if break_long_words and lines * len(value) > MOST_COPIED:
            raise LimitExceededError
        return self.wrapped(environment, value, width, break_long_words, wrapstring, break_on_hyphens)


@dataclass(frozen=True, slots=True)
class BoundedStrip:
    """Jinja's `striptags`, with a limit on a text that it would copy for each tag."""

    wrapped: Callable[..., Any]

    def __call__(self, value: str) -> Any:  # noqa: ANN401 - as the filter
        """Apply the filter. Raises LimitExceededError."""
        if value.count("<") * len(value) > MOST_COPIED:
            raise LimitExceededError
        return self.wrapped(value)


def _width(argument: object) -> object:
    """Return an argument of a filter; a number that was given as a number. Raises LimitExceededError."""
    if isinstance(argument, GivenNumber):
        argument = int(argument.number() or 0)
    if isinstance(argument, int) and abs(argument) > LARGEST_WIDTH:
        raise LimitExceededError
    return argument


def _is_given(value: object) -> bool:
    """Whether a value counts in a sum."""
    if isinstance(value, GivenNumber):
        return bool(value.given.answers)
    return not (value is None or value == "" or isinstance(value, Nothing))
