"""Any spreadsheet file -> `Workbook`: filled cells with their addresses. Every workbook is hostile until read."""

from __future__ import annotations

from collections.abc import Iterator
from errno import EIO
from pathlib import PurePosixPath

from pipeline.messages import system_reason
from pipeline.model import Finding, Place, Workbook
from pipeline.read.parse import parse_small
from pipeline.read.worker_process import MEMORY, SECONDS, Worker
from pipeline.storage.interface import FileKind, ListedPath, Store, StoredFile

__all__ = ["LARGEST_FILE", "MEMORY", "SECONDS", "Worker", "find_files", "read"]

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a file; pictures and all."""
_TEMPORARY_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_TEMPORARY_PREFIXES = ("~$", ".~", "._", ".", "~")
_TEMPORARY_ENDINGS = frozenset({".tmp", ".part", ".partial", ".crdownload", ".download", ".bak", ".xlk"})


_NOT_READ = {FileKind.OUTSIDE: "file-outside", FileKind.OTHER: "file-not-a-workbook"}
"""What no workbook is read from, and what is told of it."""


def find_files(store: Store, *, but_not: str | None = None) -> Iterator[str]:
    """Yield the path of every file of the store, in nested folders too, in an order that is the same on every machine.

    A folder that can't be listed, or that we don't enter (hidden, or a link), is yielded itself: `read` tells why. The
    folder `but_not` is left out.
    """
    # Without a call for each folder: they may be nested deeper than Python calls.
    waiting = [ListedPath("", is_folder=True)]
    while waiting:
        entry = waiting.pop()
        if not entry.is_folder or _is_hidden(entry.path):
            yield entry.path
        elif entry.path != but_not:
            try:
                waiting += reversed(store.list(entry.path))
            except OSError:
                yield entry.path


def read(file: StoredFile, worker: Worker | None = None, seconds: float = SECONDS) -> Workbook | Finding:
    """Read one file. What can't be read gives the one finding that says why.

    What is not small goes to the worker, for so many seconds; without one, to a worker for this file alone.
    """
    content = _content(file)
    if isinstance(content, Finding):
        return content
    outcome = parse_small(content, file.name)
    if outcome is not None:
        return outcome
    if worker:
        return worker.parse(content, file.name, seconds)
    with Worker() as single_use:
        return single_use.parse(content, file.name, seconds)


def _content(file: StoredFile) -> bytes | Finding:
    """Return the bytes of a file that stays the same while it is read."""
    place = Place(file.name)
    try:
        before = file.store.stat(file.path)
        if before.kind in (FileKind.FOLDER, FileKind.LINKED_FOLDER):
            return _why_not_entered(file, before.kind)
        code = "file-temporary" if _is_temporary(file.path) else _NOT_READ.get(before.kind)
        if code:
            return Finding(code, place)
        if before.size > LARGEST_FILE:
            return Finding("workbook-too-large", place, details={"limit": LARGEST_FILE // 1024 // 1024})
        content = file.read(LARGEST_FILE)
        after = file.store.stat(file.path)
    except OSError as error:
        return Finding("file-not-reachable", place, details=system_reason(error))
    is_unchanged = before.version == after.version and len(content) == after.size
    return content if is_unchanged else Finding("file-changing", place)


def _is_temporary(path: str) -> bool:
    name = PurePosixPath(path.lower())
    return (
        name.name in _TEMPORARY_NAMES or name.name.startswith(_TEMPORARY_PREFIXES) or name.suffix in _TEMPORARY_ENDINGS
    )


def _is_hidden(path: str) -> bool:
    return PurePosixPath(path).name.startswith(".")


def _why_not_entered(folder: StoredFile, kind: FileKind) -> Finding:
    """Tell of a folder that `find_files` yielded."""
    place = Place(folder.name)
    if kind is FileKind.LINKED_FOLDER or _is_hidden(folder.path):
        return Finding("folder-not-entered", place)
    try:
        folder.store.list(folder.path)
    except OSError as error:
        return Finding("folder-not-reachable", place, details=system_reason(error))
    # It could be listed this time, and not a moment ago: nothing of it was read.
    return Finding("folder-not-reachable", place, details=system_reason(OSError(EIO, "")))
