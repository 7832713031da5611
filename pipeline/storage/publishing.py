"""Names, atomic writes, and what stands in outputs/. Nobody's work is overwritten in silence."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from pipeline.messages import SetupError, system_reason
from pipeline.model import Finding, Place
from pipeline.ooxml.archive import NotAPackage, custom_properties, digest_of, read_parts
from pipeline.text import fold

DIGEST = "binding.parts"
"""The custom property that tells the digest of a report's parts."""
_FINGERPRINT = "binding.made_of"
_INITIATIVE = "binding.initiative"
_LAYOUT = "binding.layout"

LOCK_NAME = ".binding.lock"
_HALF_WRITTEN = (".binding-", ".half")
_LONGEST_NAME = 120
"""Characters of a file name: with the path of a synchronised folder it has to stay under the 260 of Windows."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
# Names that Windows keeps for devices, whatever stands behind their first dot.
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """What a report tells of itself in its custom properties."""

    layout: str
    initiative: str
    """The initiative's key."""
    made_of: str
    """The fingerprint of all that the report was made from."""

    @property
    def key(self) -> str:
        """What no other report has."""
        return f"{self.layout}/{self.initiative}"

    def properties(self) -> dict[str, str]:
        """Return the record as custom properties of a document."""
        return {_LAYOUT: self.layout, _INITIATIVE: self.initiative, _FINGERPRINT: self.made_of}


class Standing(Enum):
    """What stands where a report should go."""

    NOTHING = auto()
    SAME = auto()
    """Our report, made of the same."""
    OLDER = auto()
    """Our report, made of something else."""
    EDITED = auto()
    """Our report, changed by somebody."""
    ANOTHERS = auto()
    """Our report about another initiative."""
    FOREIGN = auto()
    """Something that we did not make."""


_OURS = (Standing.SAME, Standing.OLDER, Standing.EDITED)
"""Our report about this very initiative, whatever became of it."""


# --- Names ----------------------------------------------------------------------------------------


def report_names(wanted: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return two safe file names for each (wanted name, unique key): its own, and one to fall back on.

    Its own names are all different whatever the file system. Those that fall together get a mark made from their key,
    all of them: so no report ever takes over the name of another, whichever of them is there.
    """
    safe = [safe_name(name) for name, _ in wanted]
    counts = Counter(map(_as_file_systems_see_it, safe))
    both = [(name, _with_mark(name, key)) for name, (_, key) in zip(safe, wanted, strict=True)]
    return [
        (plain, marked) if counts[_as_file_systems_see_it(plain)] == 1 else (marked, plain) for plain, marked in both
    ]


def safe_name(name: str) -> str:
    """Return a name that every file system takes, and that stays in its folder. It keeps its last ending."""
    visible = "".join(
        " " if unicodedata.category(one)[0] in "CZ" else one for one in unicodedata.normalize("NFC", name)
    )
    stem, dot, ending = _FORBIDDEN.sub("-", visible).rpartition(".")
    stem = re.sub(r"\s+", " ", stem).strip(" .-~$")
    ending = re.sub(r"[^A-Za-z0-9]", "", ending)
    room = _LONGEST_NAME - len(ending) - 1
    stem = _cut(stem, room)
    if not stem:
        stem = "verslag"
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    return f"{stem}{dot}{ending}"


def _cut(stem: str, room: int) -> str:
    """Cut a name to so many characters, and to what 240 bytes hold, at a blank where one is near."""
    if len(stem) <= room and len(stem.encode()) <= 2 * _LONGEST_NAME:
        return stem
    cut = stem[: room - 1].encode()[: 2 * _LONGEST_NAME - 8].decode(errors="ignore")
    at_blank = cut.rpartition(" ")[0]
    return (at_blank if len(at_blank) > len(cut) - 20 else cut).rstrip(" .-") + "…"


def _with_mark(name: str, key: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return (
        f"{_cut(stem, _LONGEST_NAME - len(ending) - 12)} ({hashlib.sha256(key.encode()).hexdigest()[:6]}){dot}{ending}"
    )


def _as_file_systems_see_it(name: str) -> str:
    return unicodedata.normalize("NFKD", name).casefold()


# --- What stands there ----------------------------------------------------------------------------


def standing(path: Path, record: Record) -> Standing:
    """Tell what stands at the path. Raises OSError where it can't be read."""
    if not path.exists():
        return Standing.NOTHING
    try:
        # Only files are read: a folder can't be, and a pipe would never end.
        parts = read_parts(path.read_bytes()) if path.is_file() else {}
    except NotAPackage:
        parts = {}
    told = custom_properties(parts)
    if not {_LAYOUT, _INITIATIVE, DIGEST} <= told.keys():
        return Standing.FOREIGN
    if (told[_LAYOUT], told[_INITIATIVE]) != (record.layout, record.initiative):
        return Standing.ANOTHERS
    if told[DIGEST] != digest_of(parts):
        return Standing.EDITED
    return Standing.SAME if told.get(_FINGERPRINT) == record.made_of else Standing.OLDER


def names_in(outputs: Path) -> dict[str, list[str]]:
    """Return the names of the reports that are there, by how they read without case, accents and blanks."""
    names: dict[str, list[str]] = {}
    for path in sorted(outputs.glob("*.docx")) if outputs.is_dir() else ():
        names.setdefault(fold(path.name), []).append(path.name)
    return names


def choose_place(
    outputs: Path, names: tuple[str, str], record: Record, there: Mapping[str, Sequence[str]]
) -> tuple[Path, Standing]:
    """Return where a report goes and what stands there.

    A report that is there already keeps its name, also where the initiative's name is now spelled otherwise or has come
    to fall together with another. Another initiative's report keeps its place. Raises OSError where what stands there
    can't be read.
    """
    own, other = names
    at_own = standing(outputs / own, record)
    if at_own in _OURS:
        return outputs / own, at_own
    for name in sorted({*there.get(fold(own), ()), *there.get(fold(other), ())} - {own}):
        stands = standing(outputs / name, record)
        if stands in _OURS:
            return outputs / name, stands
    if at_own is not Standing.ANOTHERS:
        return outputs / own, at_own
    stands = standing(outputs / other, record)
    return outputs / other, Standing.FOREIGN if stands is Standing.ANOTHERS else stands


# --- Writing --------------------------------------------------------------------------------------


def write(path: Path, content: bytes) -> None:
    """Put a whole file in place of what stands there, or leave that as it was.

    Raises SetupError where nothing can be written to the folder at all, OSError where only this file can't be replaced.
    """
    half = path.parent / f"{_HALF_WRITTEN[0]}{secrets.token_hex(4)}{_HALF_WRITTEN[1]}"
    try:
        with _told_of_the_folder(path.parent), half.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except BaseException:
        with suppress(OSError):
            half.unlink()
        raise
    _sync_folder(path.parent)


@contextmanager
def _told_of_the_folder(folder: Path) -> Iterator[None]:
    """Tell a full disk or a folder that can't be written to as such: it stops the run, not one report."""
    try:
        yield
    except OSError as error:
        place = Place(folder.as_posix())
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise SetupError([Finding("disk-full", place)]) from error
        raise SetupError([Finding("folder-not-writable", place, details=system_reason(error))]) from error


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system lets folders be synced."""
    if os.name == "nt":
        return
    with suppress(OSError):  # some network shares refuse it; the file itself is safe already
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


@contextmanager
def one_run_at_a_time(outputs: Path) -> Iterator[None]:
    """Hold the outputs folder for this run, and clear away what a killed run left half written.

    Raises SetupError where another run holds it, or where it can't be written to.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(outputs / LOCK_NAME, blocking=False)
    with _told_of_the_folder(outputs):
        outputs.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except Timeout as error:
            raise SetupError([Finding("outputs-busy", Place(outputs.as_posix()))]) from error
    try:
        prefix, suffix = _HALF_WRITTEN
        for half in outputs.glob(f"{prefix}*{suffix}"):
            with suppress(OSError):
                half.unlink()
        yield
    finally:
        lock.release()
