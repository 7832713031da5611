"""Where a report goes, and what is there already. Nobody's work is overwritten in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from pipeline.ooxml.archive import PackageError, digest_of, read_parts
from pipeline.ooxml.properties import custom_properties
from pipeline.storage.interface import FileKind, Store, find_stat
from pipeline.text import fold

DIGEST = "binding.parts"
"""The custom property that tells the digest of a report's parts."""
_FINGERPRINT = "binding.made_of"
_INITIATIVE = "binding.initiative"
_LAYOUT = "binding.layout"


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


class TargetState(Enum):
    """What is at the path where a report should go."""

    NOTHING = auto()
    SAME = auto()
    """This report, and it would be written the same."""
    OUTDATED = auto()
    """This report, and it would be written otherwise."""
    EDITED = auto()
    """This report, changed by a person."""
    OTHER_INITIATIVE = auto()
    """A report of ours about another initiative."""
    UNKNOWN_FILE = auto()
    """A file that we did not make."""
    FOLDER = auto()

    @property
    def is_this_report(self) -> bool:
        """Whether it is our report about this very initiative, whatever became of it."""
        return self in (TargetState.SAME, TargetState.OUTDATED, TargetState.EDITED)


@dataclass(frozen=True, slots=True)
class Target:
    """The path where a report goes, and what is there."""

    path: str
    state: TargetState
    version: str = ""
    """The version of the file that is there."""


def existing_names(outputs: Store) -> dict[str, list[str]]:
    """Return the names of the documents in outputs, by how they read without case, accents and blanks."""
    names: dict[str, list[str]] = {}
    for entry in outputs.list() if find_stat(outputs) else ():
        if entry.path.endswith(".docx"):
            names.setdefault(fold(entry.path), []).append(entry.path)
    return names


def choose_target(
    outputs: Store, names: tuple[str, str], record: Record, existing: Mapping[str, Sequence[str]]
) -> Target:
    """Return where a report goes and what is there.

    A report that exists already keeps its name, also where the initiative's name is now spelled otherwise or has come
    to fall together with another. Another initiative's report keeps its place. `existing` is what `existing_names`
    gives. Raises OSError where what is there can't be read.
    """
    preferred, fallback = names
    target = inspect_target(outputs, preferred, record)
    if target.state.is_this_report:
        return target
    for name in sorted({*existing.get(fold(preferred), ()), *existing.get(fold(fallback), ())} - {preferred}):
        elsewhere = inspect_target(outputs, name, record)
        if elsewhere.state.is_this_report:
            return elsewhere
    if target.state is not TargetState.OTHER_INITIATIVE:
        return target
    target = inspect_target(outputs, fallback, record)
    if target.state is TargetState.OTHER_INITIATIVE:
        return Target(fallback, TargetState.UNKNOWN_FILE, target.version)
    return target


def inspect_target(outputs: Store, path: str, record: Record) -> Target:
    """Tell what is at the path. Raises OSError where it can't be read."""
    status = find_stat(outputs, path)
    if status is None:
        return Target(path, TargetState.NOTHING)
    if status.kind in (FileKind.FOLDER, FileKind.LINKED_FOLDER):
        return Target(path, TargetState.FOLDER)
    # Only files are read: a pipe would never end.
    content = outputs.read(path) if status.kind is FileKind.FILE else b""
    return Target(path, _state_of(content, record), status.version)


def _state_of(content: bytes, record: Record) -> TargetState:
    try:
        parts = read_parts(content)
    except PackageError:
        return TargetState.UNKNOWN_FILE
    stated = custom_properties(parts)
    if not {_LAYOUT, _INITIATIVE, DIGEST} <= stated.keys():
        return TargetState.UNKNOWN_FILE
    if (stated[_LAYOUT], stated[_INITIATIVE]) != (record.layout, record.initiative):
        return TargetState.OTHER_INITIATIVE
    if stated[DIGEST] != digest_of(parts):
        return TargetState.EDITED
    return TargetState.SAME if stated.get(_FINGERPRINT) == record.made_of else TargetState.OUTDATED
