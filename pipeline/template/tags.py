"""Find the tags in the text of a paragraph: what is a tag, what only looks like one, what is to be shown as typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.template.tag_spans import Kind, tag_spans

Scope = Literal["", "p", "tr", "tc", "r"]

_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_WORD = re.compile(r"\w+")
_LITERAL = re.compile(r"\{(_)[{%#]|[}%#](_)\}")
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_RAW_MARKS = {word: re.compile(rf"\{{%-?\s*{word}\s*-?%\}}") for word in ("raw", "endraw")}
_SCOPE = re.compile(r"(tr|tc|p|r)\s")
# What Word makes of straight quotes, blanks and dashes while one types.
_DOUBLE, _SINGLE = '"“”„«»', "'‘’"
_IN_ANY_QUOTES = re.compile(rf"[{_DOUBLE}]([^{_DOUBLE}]*)[{_DOUBLE}]|[{_SINGLE}]([^{_SINGLE}]*)[{_SINGLE}]")
_QUOTES = str.maketrans(dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_SINGLE, "'"))
_OUTSIDE_QUOTES = str.maketrans(
    dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_SINGLE, "'") | {"\N{NO-BREAK SPACE}": " ", "–": "-", "—": "-"}
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a template."""

    kind: Kind
    scope: Scope
    """What the tag replaces besides itself: its whole paragraph, row, cell or run."""
    body: str
    """The text between its braces, as Jinja reads it."""
    source: str
    """The tag as typed."""
    start: int
    end: int
    """Where it is in its paragraph's text, with the blanks that it trims."""
    trims_before: bool = False
    """`{%-`: the blanks before it go, and where nothing is before it, so does the end of the paragraph above."""
    trims_after: bool = False
    begin: int = 0
    stop: int = 0
    """Where it is without those blanks."""

    @property
    def word(self) -> str:
        """The first word of a statement: for, endif, set ...; empty for a value."""
        match = _WORD.match(self.body) if self.kind == "statement" else None
        return match[0] if match else ""


def find_tags(text: str) -> list[Tag]:
    """Return the tags of a paragraph's text, in order. Between `raw` and `endraw` there are no tags."""
    raw_blocks = list(_RAW.finditer(text))
    tags: list[Tag] = []
    for kind, begin, stop in tag_spans(text):
        raw = next((raw for raw in raw_blocks if raw.start() <= begin < raw.end()), None)
        if raw is None:
            tags.append(_tag(text, kind, begin, stop))
        elif begin < raw.start(1) or begin >= raw.end(1):  # `raw` or `endraw` itself
            tags.append(Tag("comment", "", "", text[begin:stop], begin, stop))
    return tags


def _tag(text: str, kind: Kind, begin: int, stop: int) -> Tag:
    inside = _straightened(text[begin + 2 : stop - 2])
    scope = _SCOPE.match(inside)
    body = inside[scope.end() :] if scope else inside
    trims_before, trims_after = body.startswith("-"), body.endswith("-")
    trimmed = " ".join(body.removeprefix("-").removesuffix("-").split("\n")).strip()
    source, start, end = text[begin:stop], begin, stop
    if trims_before:
        start = len(text[:start].rstrip())
    if trims_after:
        end = len(text) - len(text[end:].lstrip())
    scope_name = scope[1] if scope else ""
    return Tag(kind, scope_name, trimmed, source, start, end, trims_before, trims_after, begin, stop)  # type: ignore[arg-type] # the pattern names scopes only


def _straightened(text: str) -> str:
    """Return a tag with the quotes, blanks and dashes that Jinja reads; a text in quotes stays as it was typed."""
    pieces: list[str] = []
    position = 0
    for quoted in _IN_ANY_QUOTES.finditer(text):
        inside = quoted[1] if quoted[1] is not None else quoted[2]
        quote = quoted[0][0].translate(_QUOTES)
        pieces += (text[position : quoted.start()].translate(_OUTSIDE_QUOTES), quote, inside, quote)
        position = quoted.end()
    return "".join((*pieces, text[position:].translate(_OUTSIDE_QUOTES)))


def end_of_tags(text: str) -> int:
    """Return where the last whole tag of a text ends; 0 where there is none."""
    return max((stop for _, _, stop in tag_spans(text)), default=0)


def raw_mark(text: str, word: Literal["raw", "endraw"]) -> tuple[int, int] | None:
    """Return where a `raw` is that is not closed in its paragraph, or an `endraw` that was opened before it."""
    bare = _RAW.sub(lambda block: " " * len(block[0]), text)
    match = _RAW_MARKS[word].search(bare)
    return match.span() if match else None


def stray_braces(text: str) -> list[str]:
    """Return what looks like the begin or the end of a tag and is neither: a tag that was not closed."""
    without_raw = _RAW.sub("", text)
    pieces: list[str] = []
    position = 0
    for _, begin, stop in tag_spans(without_raw):
        pieces.append(without_raw[position:begin])
        position = stop
    return _STRAY.findall("".join((*pieces, without_raw[position:])))


def without_literals(text: str) -> str:
    """Return a text without `{_{`, `}_}`, `{_%` and `%_}`: they are braces of tags to be shown as such."""
    return _LITERAL.sub(" ", text)


def literal_underscores(text: str) -> set[int]:
    """Return the positions of the underscores of `{_{`, `}_}`, `{_%` and `%_}` in a text."""
    return {match.start(match.lastindex or 0) for match in _LITERAL.finditer(text)}
