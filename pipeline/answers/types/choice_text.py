"""Which choices a text names, whatever parts them. Pure.

A choice is known by its words: case, blanks and how letters are encoded make no difference, every sign does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pipeline.answers.types.typed_text import same_text, typed_text, without_quotes
from pipeline.similarity import nearest

MOST_ITEMS = 200
"""How many items a cell may have, or twice as many as there are choices, before it is left as it is."""
ALIKE = 0.7
"""How alike a text and a choice have to be, from 0 to 1, for the choice to be suggested."""
_MARKS = re.compile(r"(?<!\s)\s*[;,\n][;,\s]*")
_MARKS_OR_BLANKS = re.compile(r"(?<!\s)\s*[;,\n][;,\s]*|\s+")
_LONGEST_KEPT = 200
"""Characters of a text of which it is kept which choice it is."""
_LINES = re.compile(r"[;\n]")


def choice_of(choices: tuple[str, ...], text: str) -> str | None:
    """Return the choice that a text is; None where it is none, or where nobody can tell which."""
    return _short_choice(choices, text) if len(text) <= _LONGEST_KEPT else _choice_of(choices, text)


def _choice_of(choices: tuple[str, ...], text: str) -> str | None:
    for key, names in zip(_keys(text), _names(choices), strict=True):
        if key in names:
            return names[key]
    return None


_short_choice = lru_cache(maxsize=4096)(_choice_of)
"""As `_choice_of`; in a table the same answers come back in many rows."""


def _keys(text: str) -> Iterator[str]:
    """Yield how a text is compared with choices: as it is, without what means nothing, with blanks for underscores."""
    yield same_text(text)
    bare = same_text(typed_text(text))
    yield bare
    # As XLSForm, KoboToolbox and ODK write the blanks of a choice.
    yield " ".join(bare.replace("_", " ").split())


@lru_cache(maxsize=256)
def _names(choices: tuple[str, ...]) -> tuple[Mapping[str, str | None], ...]:
    """Return the choices by each of their keys; None for a key of two choices."""
    names: tuple[dict[str, str | None], ...] = ({}, {}, {})
    for choice in choices:
        for key, by_key in zip(_keys(choice), names, strict=True):
            by_key[key] = choice if by_key.get(key, choice) == choice else None
    return names


# --- Several in a text ----------------------------------------------------------------------------


class SplitChoices(NamedTuple):
    """The items of a text: choices as they were written, and what is none of them."""

    items: list[str]
    also: tuple[str, ...] = ()
    """Other choices that the same text may mean."""


@lru_cache(maxsize=64)
def split_choices(choices: tuple[str, ...], text: str) -> SplitChoices:
    """Split a text into choices: by line, semicolon or comma, or by blanks, wherever these part choices.

    A choice may have such marks itself: the longest choices go first, and what is left over stays together.
    """
    text = without_quotes(text.strip()).strip()
    if choice_of(choices, text) is not None or _has_too_many_parts(choices, text):
        return SplitChoices([text])
    for separators in (_MARKS, _MARKS_OR_BLANKS):
        if covers := _covers(choices, text, separators):
            return covers
    lines = [line.strip() for line in _LINES.split(text) if line.strip()]
    return SplitChoices([item for line in lines for item in _items_of(choices, line)])


def _has_too_many_parts(choices: tuple[str, ...], text: str) -> bool:
    """Whether a text has more parts than anybody can have chosen: parting it would only cost time."""
    most = max(MOST_ITEMS, 2 * len(choices)) * _most_atoms(choices)
    return sum(1 for _ in islice(_MARKS_OR_BLANKS.finditer(text), most + 1)) > most


def _items_of(choices: tuple[str, ...], line: str) -> list[str]:
    """Split a line of which not all is a choice."""
    for separators in (_MARKS, _MARKS_OR_BLANKS):
        if covers := _covers(choices, line, separators):
            return covers.items
    atoms = _atoms(line, _MARKS)
    items: list[str] = []
    start = unknown = 0
    while start < len(atoms):
        end = next(_known_ends(choices, line, atoms, start), None)
        if end is None:
            start += 1
            continue
        items += [*_unknown(choices, line, atoms[unknown:start]), line[atoms[start][0] : atoms[end - 1][1]]]
        start = unknown = end
    return [*items, *_unknown(choices, line, atoms[unknown:])]


def _unknown(choices: tuple[str, ...], text: str, atoms: Sequence[tuple[int, int]]) -> list[str]:
    """Return what is no choice: as one item, or in parts where each is nearly a choice."""
    if not atoms:
        return []
    parts = [text[start:end] for start, end in atoms]
    mistyped = all(nearest(part, choices, at_least=ALIKE) for part in set(parts))
    return parts if mistyped else [text[atoms[0][0] : atoms[-1][1]]]


def _covers(choices: tuple[str, ...], text: str, separators: re.Pattern[str]) -> SplitChoices | None:
    """Return the choices of which the whole text consists, parted by these; None where it has more in it."""
    atoms = _atoms(text, separators)
    ends = _ends_of_covers(choices, text, atoms)
    if not ends or not ends[0]:
        return None
    longest, shortest = (_follow(text, atoms, ends, which) for which in (0, -1))
    meant, also = ([choice_of(choices, item) or "" for item in items] for items in (longest, shortest))
    # Nobody ticks a choice twice: a reading that has one twice is none.
    ambiguous = set(meant) != set(also) and len(set(also)) == len(also)
    return SplitChoices(longest, tuple(also) if ambiguous else ())


def _ends_of_covers(choices: tuple[str, ...], text: str, atoms: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return for each part where a choice that begins there may end, so that choices go on to the end of the text."""
    ends: list[list[int]] = [[] for _ in atoms]
    reached = {0}
    for start in range(len(atoms)):
        if start in reached:
            ends[start] = list(_known_ends(choices, text, atoms, start))
            reached.update(ends[start])
    for start in reversed(range(len(atoms))):
        ends[start] = [end for end in ends[start] if end == len(atoms) or ends[end]]
    return ends


def _follow(text: str, atoms: Sequence[tuple[int, int]], ends: Sequence[Sequence[int]], which: int) -> list[str]:
    items: list[str] = []
    start = 0
    while start < len(atoms):
        end = ends[start][which]
        items.append(text[atoms[start][0] : atoms[end - 1][1]])
        start = end
    return items


def _atoms(text: str, separators: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return where the parts of a text between separators begin and end."""
    atoms: list[tuple[int, int]] = []
    start = 0
    for separator in separators.finditer(text):
        if separator.start() > start:
            atoms.append((start, separator.start()))
        start = separator.end()
    return [*atoms, (start, len(text))] if start < len(text) else atoms


def _known_ends(choices: tuple[str, ...], text: str, atoms: Sequence[tuple[int, int]], start: int) -> Iterator[int]:
    """Yield the ends of the choices that begin at this part, the longest first."""
    for end in range(min(start + _most_atoms(choices), len(atoms)), start, -1):
        if choice_of(choices, text[atoms[start][0] : atoms[end - 1][1]]) is not None:
            yield end


@lru_cache(maxsize=256)
def _most_atoms(choices: tuple[str, ...]) -> int:
    """Return how many parts a choice has at most."""
    return max(len(_atoms(choice.replace("_", " "), _MARKS_OR_BLANKS)) for choice in choices)
