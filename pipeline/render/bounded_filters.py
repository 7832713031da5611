"""Jinja's own filters within bounds: none prints the word None, none makes much of little. Pure.

They are classes and not nested functions, so that an environment with them can be passed to another process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import pass_environment

from pipeline.render.limits import LARGEST_WIDTH, LimitExceededError, check_format, check_size
from pipeline.render.value_text import as_text

if TYPE_CHECKING:
    from jinja2 import Environment

_TEXT_FILTERS = ("upper", "lower", "capitalize", "title", "trim", "string")
_TEXT_FILTERS_WITH_ENVIRONMENT = ("truncate", "wordwrap")
_TEXT_FILTERS_WITH_WIDTH = ("center", "indent")
_FILTERS_WITH_WIDTH = ("batch", "slice", "round")


def bounded_filters(filters: Mapping[str, Callable[..., Any]], language: str) -> dict[str, Callable[..., Any]]:
    """Return bounded versions of those of Jinja's filters that need one."""
    bounded: dict[str, Callable[..., Any]] = {
        "replace": BoundedReplace(language),
        "format": BoundedFormat(language),
    }
    for name in _TEXT_FILTERS:
        bounded[name] = TextFilter(filters[name], language)
    for name in _TEXT_FILTERS_WITH_ENVIRONMENT:
        bounded[name] = EnvironmentTextFilter(filters[name], language)
    for name in _TEXT_FILTERS_WITH_WIDTH:
        bounded[name] = TextFilter(LimitedWidth(filters[name]), language)
    for name in _FILTERS_WITH_WIDTH:
        bounded[name] = LimitedWidth(filters[name])
    return bounded


def filter_input(value: object, language: str) -> object:
    """Return what a filter works on: no text for no value, never the word None; ja or nee for yes or no."""
    return as_text(value, language) if value is None or isinstance(value, bool) else value


@dataclass(frozen=True, slots=True)
class LimitedWidth:
    """A filter that takes widths or counts, with a limit on them."""

    wrapped: Callable[..., Any]

    def __call__(self, value: object, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the filter
        """Apply the filter. Raises LimitExceededError."""
        for argument in (*args, *kwargs.values()):
            if isinstance(argument, int) and abs(argument) > LARGEST_WIDTH:
                raise LimitExceededError
        return self.wrapped(value, *args, **kwargs)


@dataclass(frozen=True, slots=True)
class TextFilter:
    """A filter on texts that shows yes, no and no value as people write them."""

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
        return self.wrapped(environment, filter_input(value, self.language), *args, **kwargs)


@dataclass(frozen=True, slots=True)
class BoundedReplace:
    """Jinja's `replace`, with a limit on the length of its result."""

    language: str

    def __call__(self, value: object, old: object, new: object, count: int | None = None) -> str:
        """Apply the filter. Raises LimitExceededError."""
        text, sought, replacement = (str(filter_input(argument, self.language)) for argument in (value, old, new))
        check_size(len(text) + text.count(sought) * len(replacement))
        return text.replace(sought, replacement, -1 if count is None else count)


@dataclass(frozen=True, slots=True)
class BoundedFormat:
    """Jinja's `format`, with a limit on the widths that its pattern asks for."""

    language: str

    def __call__(self, value: object, *args: object, **kwargs: object) -> str:
        """Apply the filter. Raises LimitExceededError."""
        text = str(filter_input(value, self.language))
        check_format(text)
        named = {name: filter_input(argument, self.language) for name, argument in kwargs.items()}
        return text % (named or tuple(filter_input(argument, self.language) for argument in args))
