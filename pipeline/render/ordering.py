"""Values in the order that people expect: numbers by size, days by date, É by E, and nothing first. Pure.

The filters are classes, so that an environment with them can be passed to another process.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from jinja2 import Undefined, pass_environment
from jinja2.exceptions import FilterArgumentError
from jinja2.filters import make_attrgetter, make_multi_attrgetter

from pipeline.render.given import NOTHING, GivenDay, GivenNumber, Nothing
from pipeline.render.given.numbers import exact
from pipeline.render.value_text import as_text
from pipeline.text import fold

if TYPE_CHECKING:
    from jinja2 import Environment

Rank: TypeAlias = "tuple[int, Any]"


class Group(NamedTuple):
    """Values that have the same in common, as `groupby` gives them."""

    grouper: object
    list: Sequence[object]


def rank(value: object, language: str, *, case_sensitive: bool = False) -> Rank:
    """Return what a value is put in order by. Raises TypeError or NoTextError for what has no order."""
    if isinstance(value, GivenNumber | GivenDay) and len(value.given.answers) <= 1:
        value = value.given.values[0] if value.given.answers else None
    if value is None or isinstance(value, Nothing):
        return 0, 0
    if isinstance(value, Undefined):
        return 0, str(value)  # raises, for it is a mistake of the template
    if isinstance(value, int | float | Decimal):
        number = exact(value)
        return 1, value if number is None else number
    if isinstance(value, date):
        return 2, value.isoformat()
    if isinstance(value, Mapping):
        raise TypeError
    text = as_text(value, language)
    if case_sensitive:
        decomposed = unicodedata.normalize("NFKD", text)
        return 3, ("".join(one for one in decomposed if not unicodedata.combining(one)), text)
    return 3, (fold(text), text.lower())


@dataclass(frozen=True, slots=True)
class Ordering:
    """What the filters that put values in order have in common."""

    language: str

    def key(self, *, case_sensitive: bool) -> Callable[[object], Rank]:
        """Return the function that puts values in order."""
        return partial(rank, language=self.language, case_sensitive=case_sensitive)


@pass_environment
@dataclass(frozen=True, slots=True)
class Sort(Ordering):
    """Jinja's `sort`."""

    def __call__(
        self,
        environment: Environment,
        values: Iterable[Any],
        reverse: bool = False,  # noqa: FBT001, FBT002 - as Jinja's, as are those below
        case_sensitive: bool = False,  # noqa: FBT001, FBT002
        attribute: str | int | None = None,
    ) -> list[Any]:
        """Return the values in order."""
        key = make_multi_attrgetter(environment, attribute, postprocess=self.key(case_sensitive=case_sensitive))
        return sorted(values, key=key, reverse=reverse)


@pass_environment
@dataclass(frozen=True, slots=True)
class Extreme(Ordering):
    """Jinja's `min` and `max`; of no values it is nothing."""

    choose: Callable[..., Any]

    def __call__(
        self,
        environment: Environment,
        values: Iterable[Any],
        case_sensitive: bool = False,  # noqa: FBT001, FBT002
        attribute: str | int | None = None,
    ) -> object:
        """Return the first or the last of the values in their order; one that was not given is neither."""
        get = make_attrgetter(environment, attribute)
        ranks = ((self.key(case_sensitive=case_sensitive)(get(value)), value) for value in values)
        given = [(order, value) for order, value in ranks if order[0]]
        return self.choose(given, key=itemgetter(0))[1] if given else NOTHING


@pass_environment
@dataclass(frozen=True, slots=True)
class GroupBy(Ordering):
    """Jinja's `groupby`."""

    def __call__(
        self,
        environment: Environment,
        values: Iterable[Any],
        attribute: str | int,
        default: object = None,
        case_sensitive: bool = False,  # noqa: FBT001, FBT002
    ) -> list[Group]:
        """Return the values by what they have in common, in order."""
        get = make_attrgetter(environment, attribute, default=default)
        order = self.key(case_sensitive=case_sensitive)
        ranked = sorted(((order(get(value)), value) for value in values), key=itemgetter(0))
        groups = [[value for _, value in members] for _, members in groupby(ranked, key=itemgetter(0))]
        return [Group(get(members[0]), members) for members in groups]


@dataclass(frozen=True, slots=True)
class DictSort(Ordering):
    """Jinja's `dictsort`."""

    def __call__(
        self,
        values: Mapping[Any, Any],
        case_sensitive: bool = False,  # noqa: FBT001, FBT002
        by: str = "key",
        reverse: bool = False,  # noqa: FBT001, FBT002
    ) -> list[tuple[Any, Any]]:
        """Return the names and values of a dict in order. Raises FilterArgumentError."""
        if by not in ("key", "value"):
            raise FilterArgumentError(by)
        key, place = self.key(case_sensitive=case_sensitive), int(by == "value")
        return sorted(values.items(), key=lambda pair: key(pair[place]), reverse=reverse)


def ordering_filters(language: str) -> dict[str, Callable[..., Any]]:
    """Return the filters that put values in order, by their name."""
    return {
        "sort": Sort(language),
        "min": Extreme(language, min),
        "max": Extreme(language, max),
        "groupby": GroupBy(language),
        "dictsort": DictSort(language),
    }
