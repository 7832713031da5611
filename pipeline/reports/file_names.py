"""Names of files: safe on every file system, and different for every report. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_MAX_LENGTH = 120
"""Characters of a file name: with the path of a synchronised folder it has to stay under the 260 of Windows."""
_MAX_STEM_BYTES = 240
"""Bytes of a name without its ending: most file systems take 255 for the whole."""
_KEPT_FOR_MARK = 12
"""Characters kept free for a mark, the blank before it and the dot behind it."""
_NEAR = 20
"""Characters within which a name is cut at a blank rather than in a word."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
# Names that Windows keeps for devices, whatever follows their first dot.
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE)


def report_names(wanted: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return two safe file names for each (wanted name, unique key): the preferred one, and one to fall back on.

    The preferred names are all different whatever the file system. Those that fall together get a mark made from their
    key, all of them: so no report ever takes over the name of another, whichever of them is present.
    """
    plain_names = [safe_name(name) for name, _ in wanted]
    counts = Counter(map(_comparable, plain_names))
    names: list[tuple[str, str]] = []
    for plain, (_, key) in zip(plain_names, wanted, strict=True):
        marked = _with_mark(plain, key)
        is_unique = counts[_comparable(plain)] == 1
        names.append((plain, marked) if is_unique else (marked, plain))
    return names


def safe_name(name: str) -> str:
    """Return a name that every file system takes, and that stays in its folder. It keeps its last ending."""
    normalized = unicodedata.normalize("NFC", name)
    visible = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in normalized)
    stem, dot, ending = _FORBIDDEN.sub("-", visible).rpartition(".")
    stem = re.sub(r"\s+", " ", stem).strip(" .-~$")
    ending = re.sub(r"[^A-Za-z0-9]", "", ending)
    stem = _cut(stem, _MAX_LENGTH - len(ending) - 1)
    if not stem:
        stem = "verslag"
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    return f"{stem}{dot}{ending}"


def _cut(stem: str, max_stem_length: int) -> str:
    """Cut a name to so many characters, and to the bytes that fit, at a blank where one is near."""
    if len(stem) <= max_stem_length and len(stem.encode()) <= _MAX_STEM_BYTES:
        return stem
    # An ellipsis takes three bytes, and a mark that may follow its own.
    cut = stem[: max_stem_length - 1].encode()[: _MAX_STEM_BYTES - 8].decode(errors="ignore")
    until_blank = cut.rpartition(" ")[0]
    if len(until_blank) > len(cut) - _NEAR:
        cut = until_blank
    return cut.rstrip(" .-") + "…"


def _with_mark(name: str, key: str) -> str:
    """Add six hexadecimal digits of the key's digest before the ending."""
    stem, dot, ending = name.rpartition(".")
    mark = hashlib.sha256(key.encode()).hexdigest()[:6]
    return f"{_cut(stem, _MAX_LENGTH - len(ending) - _KEPT_FOR_MARK)} ({mark}){dot}{ending}"


def _comparable(name: str) -> str:
    """Return the name as file systems see it that know no case and no composed accents."""
    return unicodedata.normalize("NFKD", name).casefold()
