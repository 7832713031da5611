"""What every store can do: list, stat, read, put, remove, lock. Inputs and outputs are reached through it only.

A path inside a store is a plain text, relative to the root of the store, with `/` between folders; the root is `""`.
What goes wrong is an `OSError` of the usual kinds (`FileNotFoundError`, `FileExistsError`, `PermissionError` ...), or
a `SetupError` where the store as a whole can't be written to or is held by another run.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum, auto
from errno import EBUSY
from typing import Literal, Protocol, TypeAlias


class FileKind(Enum):
    """What a path leads to."""

    FILE = auto()
    FOLDER = auto()
    LINKED_FOLDER = auto()
    """A link to a folder: it may lead anywhere, so nobody follows it."""
    OUTSIDE = auto()
    """A link that leads out of the store: following it would show a file that was never put there."""
    OTHER = auto()
    """A pipe, a device: reading it may never end."""


@dataclass(frozen=True, slots=True)
class ListedPath:
    """What a folder holds, as far as listing it tells."""

    path: str
    is_folder: bool
    """Whether it is a folder of this store; a link to a folder is not."""


@dataclass(frozen=True, slots=True)
class FileStat:
    """What a path leads to, how large it is in bytes, and a token that changes with every change of a file."""

    kind: FileKind
    size: int
    version: str
    is_link: bool = False
    """Whether a link leads to it."""


@dataclass(frozen=True, slots=True)
class IfUnchanged:
    """A way to put a file: only while the version of the file that it replaces is still this one."""

    version: str


PutMode: TypeAlias = Literal["create", "replace"] | IfUnchanged
"""Whether a file may take the place of another: never, always, or only of the version that was seen."""


class ChangedMeanwhileError(OSError):
    """A file is no longer the version that was to be replaced."""

    def __init__(self, path: str) -> None:
        """Say which file it is; to the system it is a file in use."""
        super().__init__(EBUSY, "changed meanwhile", path)


class Store(Protocol):
    """A folder tree of files: on a disk, in memory, or elsewhere.

    Every implementation holds to `tests/storage/test_storage.py`.
    """

    def location(self, path: str = "") -> str:
        """Return how messages name a path of this store, or the store itself."""

    def path_of(self, other: Store) -> str | None:
        """Return where the root of another store lies in this one, `""` for the same root, None for elsewhere."""

    def list(self, folder: str = "") -> Sequence[ListedPath]:
        """Return what a folder holds, sorted by name, without what lies in its folders.

        Raises FileNotFoundError where there is no such folder, OSError where it can't be listed.
        """

    def stat(self, path: str = "") -> FileStat:
        """Return what a path leads to.

        Raises FileNotFoundError where nothing is there, OSError where it can't be told.
        """

    def read(self, path: str, most: int | None = None) -> bytes:
        """Return the content of a file; of a longer one than `most` bytes, one byte more than those.

        Raises FileNotFoundError, or OSError, also where it is no ordinary file: it is never waited for.
        """

    def put(self, path: str, content: bytes, mode: PutMode) -> None:
        """Write a whole file, and the folders that it needs, or leave everything as it was.

        With the mode `"create"` raises FileExistsError where something is there already. With `IfUnchanged` raises
        ChangedMeanwhileError where the file has changed or is gone. Raises SetupError where nothing can be written to
        the store at all, another OSError where only this file can't be.
        """

    def remove(self, path: str) -> None:
        """Remove a file. Raises FileNotFoundError where there is none, OSError where it can't be removed."""

    def free_bytes(self) -> int | None:
        """Return how much can still be written, or None where nobody can tell."""

    def lock(self) -> AbstractContextManager[None]:
        """Hold the store for one run, make it where it is not there yet, and clear what a killed run left half written.

        Raises SetupError where another run holds it, or where it can't be written to.
        """


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file to be read: its store, its path there, and what messages call it."""

    store: Store
    path: str
    name: str

    def read(self, most: int | None = None) -> bytes:
        """Return its content, as `Store.read`. Raises FileNotFoundError, OSError."""
        return self.store.read(self.path, most)


def check_path(path: str) -> None:
    """Raise ValueError for a path that may lead out of its store: every store calls this before it opens anything."""
    if path and not {"", ".", ".."}.isdisjoint(path.split("/")):
        raise ValueError(f"no path inside a store: {path!r}")


def find_stat(store: Store, path: str = "") -> FileStat | None:
    """Return what a path leads to, or None where nothing is there. Raises OSError where it can't be told."""
    try:
        return store.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
