"""Any spreadsheet file -> `Workbook`: filled cells with their addresses. Every workbook is hostile until read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.messages import system_reason
from pipeline.model import Finding, Place, Workbook
from pipeline.read.parse import parse_small
from pipeline.read.worker_process import Worker
from pipeline.storage.interface import FileKind, Store, StoredFile

__all__ = ["LARGEST_FILE", "Worker", "find_files", "read"]

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a file; pictures and all."""
_TEMPORARY_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_TEMPORARY_PREFIXES = ("~$", ".~", "._", ".", "~")
_TEMPORARY_ENDINGS = frozenset({".tmp", ".part", ".partial", ".crdownload", ".download", ".bak", ".xlk"})


def find_files(store: Store, *, but_not: str | None = None, folder: str = "") -> Iterator[str]:
    """Yield the path of every file under the folder, nested folders too, in an order that is the same on every machine.

    A folder that can't be listed, or that we don't enter (hidden, or a link), is yielded itself: `read` tells why. The
    folder `but_not` is left out.
    """
    try:
        entries = store.list(folder)
    except OSError:
        yield folder
        return
    for entry in entries:
        if not entry.is_folder or PurePosixPath(entry.path).name.startswith("."):
            yield entry.path
        elif entry.path != but_not:
            yield from find_files(store, but_not=but_not, folder=entry.path)


def read(file: StoredFile, worker: Worker | None = None) -> Workbook | Finding:
    """Read one file. What can't be read gives the one finding that says why.

    What is not small goes to the worker; without one, to a worker for this file alone.
    """
    content = _content(file)
    if isinstance(content, Finding):
        return content
    outcome = parse_small(content, file.name)
    if outcome is not None:
        return outcome
    if worker:
        return worker.parse(content, file.name)
    with Worker() as single_use:
        return single_use.parse(content, file.name)


def _content(file: StoredFile) -> bytes | Finding:
    """Return the bytes of a file that stays the same while it is read."""
    place = Place(file.name)
    try:
        before = file.store.stat(file.path)
        if before.kind in (FileKind.FOLDER, FileKind.LINKED_FOLDER):
            return _why_not_entered(file, before.kind)
        if _is_temporary(file.path):
            return Finding("file-temporary", place)
        if before.kind is not FileKind.FILE:
            return Finding("file-not-a-workbook", place)
        if before.size > LARGEST_FILE:
            return Finding("workbook-too-large", place, details={"limit": LARGEST_FILE // 1024 // 1024})
        content = file.read()
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


def _why_not_entered(folder: StoredFile, kind: FileKind) -> Finding:
    """Tell of a folder that `find_files` yielded. Raises OSError where it can't be listed."""
    if kind is FileKind.FOLDER:
        folder.store.list(folder.path)
    return Finding("folder-not-entered", Place(folder.name))
