"""A store in memory: for tests, and for programs that have no folder. Holds what the local folder holds to."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import PurePosixPath

from pipeline.messages import SetupError, system_reason
from pipeline.model import Finding, Place
from pipeline.storage.interface import (
    ChangedMeanwhileError,
    FileKind,
    FileStat,
    IfUnchanged,
    ListedPath,
    PutMode,
    Store,
    check_path,
)


class MemoryStore:
    """Files in memory as a `Store`; a folder is there while a file lies in it."""

    def __init__(self, name: str = "memory", files: Mapping[str, bytes] | None = None) -> None:
        """Name the store for messages, and fill it."""
        self._name = name
        self._files: dict[str, tuple[bytes, int]] = {}
        self._versions = count(1)
        self._locked = False
        for path, content in (files or {}).items():
            self.put(path, content, "create")

    def location(self, path: str = "") -> str:
        """Return how messages name a path: after the name of the store."""
        return f"{self._name}/{path}" if path else self._name

    def path_of(self, other: Store) -> str | None:
        """Return `""` for this very store: no other one lies in it."""
        return "" if other is self else None

    def list(self, folder: str = "") -> Sequence[ListedPath]:
        """Return what a folder holds, sorted by name."""
        check_path(folder)
        prefix = f"{folder}/" if folder else ""
        if folder and not self._is_folder(folder):
            raise _error(errno.ENOTDIR if folder in self._files else errno.ENOENT, folder)
        names: dict[str, bool] = {}
        for path in self._files:
            if path.startswith(prefix):
                name, slash, _ = path[len(prefix) :].partition("/")
                names[name] = bool(slash)
        return [ListedPath(prefix + name, names[name]) for name in sorted(names)]

    def stat(self, path: str = "") -> FileStat:
        """Return what a path leads to."""
        check_path(path)
        if path in self._files:
            content, version = self._files[path]
            return FileStat(FileKind.FILE, len(content), str(version))
        if not path or self._is_folder(path):
            return FileStat(FileKind.FOLDER, 0, "")
        raise _error(errno.ENOENT, path)

    def read(self, path: str, most: int | None = None) -> bytes:
        """Return the content of a file."""
        check_path(path)
        if path not in self._files:
            raise _error(errno.EISDIR if self._is_folder(path) else errno.ENOENT, path)
        content = self._files[path][0]
        return content if most is None else content[: most + 1]

    def put(self, path: str, content: bytes, mode: PutMode) -> None:
        """Keep a file."""
        check_path(path)
        if any(parent.as_posix() in self._files for parent in PurePosixPath(path).parents):
            reason = system_reason(_error(errno.EEXIST, path))
            raise SetupError([Finding("folder-not-writable", Place(self.location()), details=reason)])
        if isinstance(mode, IfUnchanged) and (path not in self._files or self.stat(path).version != mode.version):
            raise ChangedMeanwhileError(self.location(path))
        if mode == "create" and (path in self._files or self._is_folder(path)):
            raise _error(errno.EEXIST, path)
        if self._is_folder(path):
            raise _error(errno.EISDIR, path)
        self._files[path] = content, next(self._versions)

    def remove(self, path: str) -> None:
        """Forget a file."""
        self.read(path)
        del self._files[path]

    def free_bytes(self) -> int | None:
        """Return None: memory is not counted."""
        return None

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the store."""
        if self._locked:
            raise SetupError([Finding("outputs-busy", Place(self.location()))])
        self._locked = True
        try:
            yield
        finally:
            self._locked = False

    def _is_folder(self, path: str) -> bool:
        return any(existing.startswith(f"{path}/") for existing in self._files)


def _error(number: int, path: str) -> OSError:
    """Return the error of the system of this number: Python gives it its own class."""
    return OSError(number, os.strerror(number), path)
