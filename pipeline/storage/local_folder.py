"""A store that is a folder of this machine, a network share or a synchronised folder. Files are written whole."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Literal, TypeAlias

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
    StoredFile,
    check_path,
    find_stat,
)

LOCK_NAME = ".binding.lock"
_TEMPORARY_NAME = (".binding-", ".half")
Rights: TypeAlias = Literal["folder", "group", "owner"]
"""Who may read and change a new file: whom its folder lets, of those its owner and its group, or its owner alone."""
_MODES: Mapping[Rights, int] = {"folder": 0o666, "group": 0o660, "owner": 0o600}
"""The rights of a file at most."""


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder of the file system as a `Store`."""

    root: Path
    rights: Rights = "folder"
    """Who may read and change what is written here."""
    trusts_links: bool = False
    """Whether a link that leads out of the folder is followed: only where somebody named that very file."""

    def location(self, path: str = "") -> str:
        """Return how messages name a path: after the folder as the user wrote it."""
        return (self.root / path).as_posix()

    def path_of(self, other: Store) -> str | None:
        """Return where another folder lies in this one, links followed; None for elsewhere."""
        if not isinstance(other, LocalFolder):
            return None
        root, inner = self.root.resolve(), other.root.resolve()
        if not inner.is_relative_to(root):
            return None
        return "" if inner == root else inner.relative_to(root).as_posix()

    def list(self, folder: str = "") -> Sequence[ListedPath]:
        """Return what a folder holds, sorted by name."""
        prefix = f"{folder}/" if folder else ""
        with os.scandir(self._target(folder)) as entries:
            listed = [ListedPath(prefix + entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
        return sorted(listed, key=lambda entry: entry.path)

    def stat(self, path: str = "") -> FileStat:
        """Return what a path leads to; links to files in the folder are followed."""
        target = self._target(path)
        # The root itself may be a link: whoever named it meant where it leads.
        is_link = bool(path) and target.is_symlink()
        if is_link and not target.is_dir() and not self._is_inside(target):
            return FileStat(FileKind.OUTSIDE, 0, "", is_link=True)
        status = target.stat()
        kind = FileKind.OTHER
        if stat.S_ISREG(status.st_mode):
            kind = FileKind.FILE
        elif stat.S_ISDIR(status.st_mode):
            kind = FileKind.LINKED_FOLDER if is_link else FileKind.FOLDER
        return FileStat(kind, status.st_size, f"{status.st_mtime_ns}-{status.st_size}", is_link)

    def read(self, path: str, most: int | None = None) -> bytes:
        """Return the content of a file. What is opened is looked at again: it may be another than a moment ago."""
        target = self._target(path)
        if not self._is_inside(target):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), path)
        # Opening a pipe would wait for who writes to it.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        with os.fdopen(os.open(target, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)
            return file.read() if most is None else file.read(most + 1)

    def _is_inside(self, target: Path) -> bool:
        """Whether a path leads into the folder, links followed."""
        return self.trusts_links or Path(os.path.realpath(target)).is_relative_to(os.path.realpath(self.root))

    def put(self, path: str, content: bytes, mode: PutMode) -> None:
        """Write a temporary file beside the target, make it last, and let it take the target's place in one step."""
        target = self._target(path)
        temporary = target.parent / f"{_TEMPORARY_NAME[0]}{secrets.token_hex(4)}{_TEMPORARY_NAME[1]}"
        if not target.parent.is_dir():
            with _translate_folder_errors(self.root):
                target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with _translate_folder_errors(target.parent):
                _write_through(temporary, content, self.rights, target)
            if isinstance(mode, IfUnchanged):
                self._check_version(path, mode.version)
            if mode == "create":
                _rename_to_new(temporary, target)
            else:
                temporary.replace(target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        _sync_folder(target.parent)

    def _target(self, path: str) -> Path:
        """Return the path in the file system. Raises ValueError where it may lie outside the folder."""
        check_path(path)
        if os.name == "nt" and ("\\" in path or PureWindowsPath(path).drive):
            raise ValueError(f"no path inside a store: {path!r}")
        try:
            os.fsencode(path)
        except UnicodeEncodeError as error:
            raise OSError(errno.EILSEQ, os.strerror(errno.EILSEQ), path) from error
        return self.root / path

    def _check_version(self, path: str, version: str) -> None:
        """Raise ChangedMeanwhileError where the file is another version or gone."""
        status = find_stat(self, path)
        if status is None or status.version != version:
            raise ChangedMeanwhileError(self.location(path))

    def remove(self, path: str) -> None:
        """Remove a file."""
        self._target(path).unlink()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the folder by a lock file, which the system lets go of when a run is killed."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.root / LOCK_NAME, blocking=False)
        with _translate_folder_errors(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
            try:
                lock.acquire()
            except Timeout as error:
                raise SetupError([Finding("outputs-busy", Place(self.location()))]) from error
            except NotImplementedError as error:
                raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from error
            except PermissionError as error:
                if os.path.lexists(self.root / LOCK_NAME) and os.access(self.root, os.W_OK):
                    place = Place(self.location(LOCK_NAME))
                    raise SetupError([Finding("lock-not-ours", place, details=system_reason(error))]) from error
                raise
        try:
            self._clear_leftovers()
            yield
        finally:
            with suppress(OSError):  # all is written; the system lets go of it when the run ends
                lock.release()

    def free_bytes(self) -> int | None:
        """Return how much this user can still write on the disk that the folder is on, or will be on."""
        folder = self.root.absolute()
        for existing in (folder, *folder.parents):
            with suppress(OSError):
                return shutil.disk_usage(existing).free
        return None

    def _clear_leftovers(self) -> None:
        """Remove what a killed run left half written. Raises SetupError where the folder can't be listed."""
        prefix, suffix = _TEMPORARY_NAME
        with _translate_folder_errors(self.root):
            names = [entry.path for entry in self.list()]
        for name in names:
            if name.startswith(prefix) and name.endswith(suffix):
                with suppress(OSError):
                    self.remove(name)


def local_file(path: Path) -> StoredFile:
    """Return a file of this machine as a file to be read, called by its name."""
    return StoredFile(LocalFolder(path.parent, trusts_links=True), path.name, path.name)


def split_path(path: Path) -> tuple[LocalFolder, str]:
    """Return a path of this machine as a folder and the name of a file in it; no name where it is a folder itself."""
    if path.is_dir() or path.name in ("", ".."):
        return LocalFolder(path), ""
    return LocalFolder(path.parent, trusts_links=True), path.name


@contextmanager
def _translate_folder_errors(folder: Path) -> Iterator[None]:
    """Raise SetupError for a full disk or a folder that can't be written to: it stops the run, not one report."""
    try:
        yield
    except OSError as error:
        place = Place(folder.as_posix())
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise SetupError([Finding("disk-full", place)]) from error
        raise SetupError([Finding("folder-not-writable", place, details=system_reason(error))]) from error


def _write_through(path: Path, content: bytes, rights: Rights, target: Path) -> None:
    """Write a new file that is to take the place of the target, and return only when the disk has it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(path, flags, _MODES[rights]), "wb") as file:
        if os.name != "nt":
            _set_rights(file.fileno(), rights, target)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _set_rights(number: int, rights: Rights, target: Path) -> None:
    """Give a new file the rights of what it replaces, else those that the system gave it and its folder has too."""
    try:
        before = target.lstat()
    except OSError:
        before = None
    if before is not None and stat.S_ISREG(before.st_mode):
        with suppress(OSError):  # another group only where this user may give it
            os.fchown(number, -1, before.st_gid)
        mode = stat.S_IMODE(before.st_mode) & _MODES[rights]
    else:
        mode = stat.S_IMODE(os.fstat(number).st_mode) & target.parent.stat().st_mode
    with suppress(OSError):  # some shares have rights of their own
        os.fchmod(number, mode & _MODES[rights])


def _rename_to_new(source: Path, target: Path) -> None:
    """Give a file its name, unless the name is taken. Raises FileExistsError."""
    if os.name == "nt":
        source.rename(target)  # Windows never replaces a file by this
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        # Some network shares and memory sticks know no links; the lock keeps other runs away in between.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        source.replace(target)
    else:
        source.unlink()


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
