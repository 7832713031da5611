"""Any spreadsheet file -> `Workbook`: filled cells with their addresses. Every workbook is hostile until read."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.model import Finding, Place, Workbook
from pipeline.read.parse import parse_small
from pipeline.read.worker_process import Worker

__all__ = ["LARGEST_FILE", "Worker", "find_files", "read", "read_all"]

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a file; pictures and all."""
_TEMPORARY_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_TEMPORARY_PREFIXES = ("~$", ".~", "._", ".", "~")
_TEMPORARY_ENDINGS = frozenset({".tmp", ".part", ".partial", ".crdownload", ".download", ".bak", ".xlk"})


def find_files(folder: Path, *, but_not: Path | None = None) -> Iterator[Path]:
    """Yield every file under the folder, nested folders too, in an order that is the same on every machine.

    A folder that can't be entered, or that we don't enter, is yielded itself: `read` tells why.
    """
    excluded = but_not.resolve() if but_not else None
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if not entry.is_dir() or entry.is_symlink() or entry.name.startswith("."):
            yield entry
        elif entry.resolve() != excluded:
            yield from find_files(entry, but_not=but_not)


def read_all(files: Iterable[tuple[Path, str]]) -> Iterator[tuple[str, Workbook | Finding]]:
    """Read one file after another, and yield what each is, with its name in messages. One worker reads for all."""
    with Worker() as worker:
        for path, name in files:
            yield name, read(path, name, worker)


def read(path: Path, name: str, worker: Worker | None = None) -> Workbook | Finding:
    """Read one file, called `name` in messages. What can't be read gives the one finding that says why.

    What is not small goes to the worker; without one, to a worker for this file alone.
    """
    content = _content(path, Place(name))
    if isinstance(content, Finding):
        return content
    outcome = parse_small(content, name)
    if outcome is not None:
        return outcome
    if worker:
        return worker.parse(content, name)
    with Worker() as alone:
        return alone.parse(content, name)


def _content(path: Path, place: Place) -> bytes | Finding:
    """Return the bytes of a file that stays the same while it is read."""
    try:
        before = path.stat()
        if stat.S_ISDIR(before.st_mode):
            return _why_not_entered(path, place)
        if _is_temporary(path) or not stat.S_ISREG(before.st_mode):
            return Finding("file-temporary" if _is_temporary(path) else "file-not-a-workbook", place)
        if before.st_size > LARGEST_FILE:
            return Finding("workbook-too-large", place, details={"limit": f"{LARGEST_FILE // 1024 // 1024} MB"})
        content = path.read_bytes()
        after = path.stat()
    except OSError as error:
        return Finding("file-not-reachable", place, details=_why(error))
    same = (len(content), before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return content if same else Finding("file-changing", place)


def _is_temporary(path: Path) -> bool:
    name = path.name.lower()
    return name in _TEMPORARY_NAMES or name.startswith(_TEMPORARY_PREFIXES) or path.suffix.lower() in _TEMPORARY_ENDINGS


def _why_not_entered(folder: Path, place: Place) -> Finding:
    if folder.is_symlink():
        return Finding("folder-not-entered", place)
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        return Finding("file-not-reachable", place, details=_why(error))
    return Finding("folder-not-entered", place)


def _why(error: OSError) -> dict[str, str]:
    from pipeline.messages import system_reason

    return system_reason(error)
