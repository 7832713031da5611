"""Where a report goes, and what is there already. Nobody's work is overwritten in silence.

A report tells of itself in its custom properties: which layout and initiative it is about, the digest of the parts that
people edit, and the digest of all that was written. So there is no database beside the folder to get out of step.

- The parts on disk have another digest than the report states: a person edited it.
- It states another digest of its content than the new one has: it would be written otherwise, so it is outdated. What
  was written is compared, not what is on disk: SharePoint rewrites properties and outer relationships when a file is
  uploaded, and somebody may have typed another title in Explorer. Nobody's work is in those, so that is no edit; and
  they would be rewritten after every run, so it is no reason to write the report again. A new author or title is: then
  the whole report is written anew.
- Reports of version 0.1.0 state no digest of their content. They are written anew once, unless they were edited.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from pipeline.ooxml.archive import PackageError, read_parts
from pipeline.ooxml.digests import digest_of
from pipeline.ooxml.properties import custom_properties
from pipeline.reports.report_job import CONTENT_DIGEST, PARTS_DIGEST
from pipeline.storage.interface import FileKind, Store, find_stat
from pipeline.text import fold

_INITIATIVE = "binding.initiative"
_LAYOUT = "binding.layout"
_DOCUMENT = "binding.document"
_OWNER = "~$"
_LONGEST_WHOLE = 6
"""Letters of a name that Word puts whole into the name of its owner file."""
_REPORT = "report"
"""The document that files are which do not tell."""


@dataclass(frozen=True, slots=True)
class ReportIdentity:
    """What a report is about, as it tells in its custom properties."""

    layout: str
    initiative: str
    """The initiative's key."""
    document: str = _REPORT
    """Which document of the layout it is."""

    @property
    def key(self) -> str:
        """What no other file has."""
        key = f"{self.layout}/{self.initiative}"
        return key if self.document == _REPORT else f"{key}/{self.document}"

    def properties(self) -> dict[str, str]:
        """Return the identity as custom properties of a document."""
        properties = {_LAYOUT: self.layout, _INITIATIVE: self.initiative}
        return properties if self.document == _REPORT else properties | {_DOCUMENT: self.document}

    @classmethod
    def stated_in(cls, properties: Mapping[str, str]) -> ReportIdentity:
        """Return what a file tells that it is about; KeyError where it does not tell."""
        return cls(properties[_LAYOUT], properties[_INITIATIVE], properties.get(_DOCUMENT, _REPORT))


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report that is to be written: what it is about, and its bytes where it could be made."""

    identity: ReportIdentity
    content: bytes | None


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
    """A report of ours about another initiative, or another document about this one."""
    UNKNOWN_FILE = auto()
    """A file that we did not make."""
    FOLDER = auto()
    LINK = auto()
    """A link, wherever it leads: what it leads to is not looked at."""

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
    owner_file: str = ""
    """The file that says that somebody has it open, where there is one."""


def existing_names(outputs: Store) -> dict[str, list[str]]:
    """Return the names of the documents in outputs, by how they read without case, accents and blanks."""
    names: dict[str, list[str]] = {}
    for entry in outputs.list() if find_stat(outputs) else ():
        if entry.path.lower().endswith(".docx"):
            names.setdefault(fold(entry.path), []).append(entry.path)
    return names


def choose_target(
    outputs: Store, names: tuple[str, str], report: NewReport, existing: Mapping[str, Sequence[str]]
) -> Target:
    """Return where a report goes and what is there.

    A report that exists already keeps its name, also where the initiative's name is now spelled otherwise or has come
    to fall together with another. Another initiative's report keeps its place. `existing` is what `existing_names`
    gives. Raises OSError where what is there can't be read.
    """
    preferred, fallback = names
    target = inspect_target(outputs, preferred, report)
    if target.state.is_this_report:
        return target
    for name in sorted({*existing.get(fold(preferred), ()), *existing.get(fold(fallback), ())} - {preferred}):
        elsewhere = inspect_target(outputs, name, report)
        if elsewhere.state.is_this_report:
            return elsewhere
    if target.state is not TargetState.OTHER_INITIATIVE:
        return target
    target = inspect_target(outputs, fallback, report)
    if target.state is TargetState.OTHER_INITIATIVE:
        return Target(fallback, TargetState.UNKNOWN_FILE, target.version)
    return target


def inspect_target(outputs: Store, path: str, report: NewReport) -> Target:
    """Tell what is at the path. Raises OSError where it can't be read."""
    status = find_stat(outputs, path)
    if status is None:
        return Target(path, TargetState.NOTHING)
    if status.kind in (FileKind.FOLDER, FileKind.LINKED_FOLDER):
        return Target(path, TargetState.FOLDER)
    if status.is_link:
        return Target(path, TargetState.LINK, status.version)
    # Only files are read: a pipe would never end.
    existing = outputs.read(path) if status.kind is FileKind.FILE else b""
    owner_file = next((name for name in _owner_files(path) if find_stat(outputs, name)), "")
    return Target(path, _compare(existing, report), status.version, owner_file)


def _owner_files(path: str) -> tuple[str, ...]:
    """Return what Word and LibreOffice put beside a document while somebody has it open."""
    folder, slash, name = path.rpartition("/")
    # Word leaves out letters of a long name, so that it stays as long as it was.
    left_out = min(max(len(name.rpartition(".")[0]) - _LONGEST_WHOLE, 0), len(_OWNER))
    names = f"{_OWNER}{name[left_out:]}", f".~lock.{name}#"
    return tuple(f"{folder}{slash}{one}" for one in names)


def _compare(existing: bytes, report: NewReport) -> TargetState:
    """Tell what a file is to the new report."""
    if existing == report.content:
        return TargetState.SAME
    try:
        parts = read_parts(existing)
    except PackageError:
        return TargetState.UNKNOWN_FILE
    stated = custom_properties(parts)
    if not {_LAYOUT, _INITIATIVE, PARTS_DIGEST} <= stated.keys():
        return TargetState.UNKNOWN_FILE
    if ReportIdentity.stated_in(stated) != report.identity:
        return TargetState.OTHER_INITIATIVE
    if stated[PARTS_DIGEST] != digest_of(parts):
        return TargetState.EDITED
    is_same = report.content is not None and stated.get(CONTENT_DIGEST) == _content_digest(report.content)
    return TargetState.SAME if is_same else TargetState.OUTDATED


def _content_digest(report: bytes) -> str:
    return custom_properties(read_parts(report))[CONTENT_DIGEST]
