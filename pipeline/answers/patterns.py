r"""Patterns of a layout: regular expressions that are matched in a time that grows with the text, and no faster. Pure.

Python's own engine tries every way to match: `(a+)+$` on thirty letters takes hours. RE2 reads each character once; in
return it has no look-ahead and no references back. Where RE2 knows ASCII alone, Python's meaning is kept: `\w` is any
letter, digit or underscore of any script.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from re2 import _Regexp

_PIECE: Final = re.compile(r"\\u([0-9a-fA-F]{4})|\\(.)|\[\^?\]?|\]|\{,(\d+)\}|.", re.DOTALL)
_LETTERS, _BLANKS = r"\p{L}\p{M}\p{N}_", r"\s\p{Z}"
_NO_LETTERS = (
    r"\p{C}\p{S}\p{Z}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}"
    r"\x{203F}\x{2040}\x{2054}\x{FE33}\x{FE34}\x{FE4D}-\x{FE4F}\x{FF3F}"
)
"""All but letters, digits and the underscore, which is the one of its category (Pc) that counts as a letter."""
_NO_BLANKS = r"\p{L}\p{M}\p{N}\p{P}\p{S}\p{Cf}\p{Co}\x00-\x08\x0E-\x1F\x7F-\x84\x86-\x9F"
_OUTSIDE: Final = {
    "w": f"[{_LETTERS}]", "W": f"[^{_LETTERS}]", "d": r"\p{Nd}", "D": r"\P{Nd}", "s": f"[{_BLANKS}]",
    "S": f"[^{_BLANKS}]", "Z": r"\z",
}  # fmt: skip
"""What RE2 calls a class of characters by itself."""
_IN_SET: Final = {"w": _LETTERS, "W": _NO_LETTERS, "d": r"\p{Nd}", "D": r"\P{Nd}", "s": _BLANKS, "S": _NO_BLANKS}
"""What RE2 calls it between square brackets."""


class PatternError(ValueError):
    """A text is no regular expression, or needs what can't be matched in linear time."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern."""

    compiled: _Regexp

    def matches(self, text: str) -> bool:
        """Whether the whole text has the form of the pattern."""
        # What can't be encoded is in no answer that Word can hold.
        return self.compiled.fullmatch(text.encode("utf-8", "replace").decode()) is not None


@lru_cache(maxsize=256)
def compile_pattern(text: str) -> Pattern:
    """Compile a pattern of a layout. Raises PatternError where it is none, or can't be matched in linear time."""
    import re2

    options = re2.Options()
    options.log_errors = False
    try:
        return Pattern(re2.compile(_as_re2(text), options))
    except (re2.error, UnicodeEncodeError) as error:
        raise PatternError(text) from error


def _as_re2(text: str) -> str:
    """Return a pattern of Python as RE2 writes it."""
    pieces: list[str] = []
    in_set = False
    for piece in _PIECE.finditer(text):
        if piece[1]:
            pieces.append(rf"\x{{{piece[1]}}}")
        elif piece[2]:
            pieces.append((_IN_SET if in_set else _OUTSIDE).get(piece[2], piece[0]))
        elif piece[3] and not in_set:
            pieces.append(f"{{0,{piece[3]}}}")
        elif piece[0].startswith("[") and in_set:
            pieces.append(rf"\[{piece[0][1:]}")  # Python reads it as itself, RE2 as the name of a class
            in_set = not piece[0].endswith("]")
        else:
            pieces.append(piece[0])
            in_set = piece[0].startswith("[") or (in_set and piece[0] != "]")
    return "".join(pieces)
