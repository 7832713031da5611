"""Where the tags of a text begin and end. Pure, and linear in the text.

Quotes hide what looks like the end of a tag. A quote that would hide the only end there is, is a plain character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["value", "statement", "comment"]

_OPENING = re.compile(r"\{[{%#]")
_KINDS: dict[str, Kind] = {"{{": "value", "{%": "statement", "{#": "comment"}
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_QUICK = {
    closing: re.compile(rf"""(?:"[^"]*+"|'[^']*+'|(?!{re.escape(closing)}).)*+{re.escape(closing)}""", re.DOTALL)
    for closing in ("}}", "%}")
}
"""The rest of a tag whose quotes come in pairs, as those of nearly all do."""


def tag_spans(text: str) -> Iterator[tuple[Kind, int, int]]:
    """Yield the kind of each tag in a text, and where it begins and ends; what is not closed is no tag."""
    ends = _TagEnds(text)
    position = 0
    while opening := _OPENING.search(text, position):
        end = ends.after(opening.end(), _CLOSING[opening[0]])
        if end is not None:
            yield _KINDS[opening[0]], opening.start(), end
        position = opening.start() + 1 if end is None else end


@dataclass(slots=True)
class _TagEnds:
    """Finds the ends of the tags of one text."""

    text: str
    _known: dict[str, list[int | None]] = field(default_factory=dict)
    """Of each closing mark, where a tag ends of which the rest begins at a position; None where it does not."""

    def after(self, position: int, closing: str) -> int | None:
        """Return where a tag ends of which the rest begins at a position; None where it is not closed."""
        if closing not in self._known:
            quick = _QUICK[closing].match(self.text, position) if closing in _QUICK else None
            if quick:
                return quick.end()
            self._known[closing] = _ends(self.text, closing, has_quotes=closing in _QUICK)
        return self._known[closing][position]


def _ends(text: str, closing: str, *, has_quotes: bool) -> list[int | None]:
    """Return for each position of a text where a tag ends of which the rest begins there."""
    ends: list[int | None] = [None] * (len(text) + 1)
    next_quote: dict[str, int] = {}
    for position in range(len(text) - 1, -1, -1):
        if text.startswith(closing, position):
            ends[position] = position + len(closing)
        else:
            ends[position] = ends[position + 1]
            quote = next_quote.get(text[position])
            if quote is not None and ends[quote + 1] is not None:
                ends[position] = ends[quote + 1]
        if has_quotes and text[position] in "\"'":
            next_quote[text[position]] = position
    return ends
