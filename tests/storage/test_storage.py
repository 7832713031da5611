"""Every store holds to one contract; the local folder also to what a disk, a power cut and a killed run ask of it."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.messages import SetupError
from pipeline.storage.interface import (
    ChangedMeanwhileError,
    FileKind,
    IfUnchanged,
    ListedPath,
    PutMode,
    Store,
    find_stat,
)
from pipeline.storage.local_folder import LOCK_NAME, LocalFolder
from pipeline.storage.memory import MemoryStore

ODD_NAMES = [
    "Sport & Spel – Gent.docx",
    "é vóór.xlsx",
    "e\u0301.txt",
    "100% zeker #1.xlsx",
    "😀.docx",
    "a'b [c] {d}.csv",
]


@pytest.fixture(params=["local folder", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Return an empty store, of each kind in turn."""
    if request.param == "memory":
        return MemoryStore("uitvoer")
    (tmp_path / "uitvoer").mkdir()
    return LocalFolder(tmp_path / "uitvoer")


# --- The contract ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_file_is_read_as_it_was_put_whatever_its_name(store: Store, name: str) -> None:
    """Accents, blanks and signs; in the store itself and in a folder of it, which is made where it is not there yet."""
    for path in (name, f"map/{name}"):
        store.put(path, name.encode(), "create")
        assert store.read(path) == name.encode()
        assert store.stat(path).kind is FileKind.FILE
        assert store.stat(path).size == len(name.encode())
    assert [entry.path for entry in store.list()] == sorted([name, "map"])


def test_a_folder_lists_what_it_holds_sorted_by_name(store: Store) -> None:
    """The same order on every machine: capitals first, folders among files, and nothing of what lies in those."""
    for path in ("b.xlsx", "a/2.xlsx", "a/1.xlsx", "C.xlsx", "a b.xlsx"):
        store.put(path, b"x", "replace")
    assert list(store.list()) == [
        ListedPath("C.xlsx", is_folder=False),
        ListedPath("a", is_folder=True),
        ListedPath("a b.xlsx", is_folder=False),
        ListedPath("b.xlsx", is_folder=False),
    ]
    assert [entry.path for entry in store.list("a")] == ["a/1.xlsx", "a/2.xlsx"]
    assert store.stat("a").kind is FileKind.FOLDER
    assert store.stat().kind is FileKind.FOLDER


def test_what_is_not_there_is_told_as_such(store: Store) -> None:
    """A missing file or folder, and a file in the place of a folder, are errors of the system's own kinds."""
    store.put("bestand", b"x", "create")
    with pytest.raises(FileNotFoundError):
        store.read("nergens")
    with pytest.raises(FileNotFoundError):
        store.stat("nergens")
    with pytest.raises(FileNotFoundError):
        store.remove("nergens")
    with pytest.raises(FileNotFoundError):
        store.list("nergens")
    with pytest.raises(NotADirectoryError):
        store.list("bestand")
    assert find_stat(store, "nergens") is None


def test_create_never_takes_the_place_of_anything(store: Store) -> None:
    """Neither of a file, also one that says the same, nor of a folder; what was there stays."""
    store.put("verslag.docx", b"oud", "create")
    store.put("map/x", b"x", "create")
    for path in ("verslag.docx", "map"):
        with pytest.raises(FileExistsError):
            store.put(path, b"oud", "create")
    assert store.read("verslag.docx") == b"oud"
    assert [entry.path for entry in store.list()] == ["map", "verslag.docx"]


def test_replace_makes_or_replaces_a_file(store: Store) -> None:
    """Whatever the file said; but never a folder."""
    for content in (b"oud", b"nieuw", b""):
        store.put("verslag.docx", content, "replace")
        assert store.read("verslag.docx") == content
    store.put("map/x", b"x", "replace")
    with pytest.raises(OSError, match="map"):
        store.put("map", b"x", "replace")
    assert store.read("map/x") == b"x"


def test_a_file_is_replaced_only_while_it_is_the_version_that_was_seen(store: Store) -> None:
    """Somebody who saves in between keeps their work; nothing half written is left."""
    store.put("verslag.docx", b"oud", "create")
    seen = store.stat("verslag.docx")
    assert store.stat("verslag.docx") == seen
    store.put("verslag.docx", b"van iemand", "replace")
    with pytest.raises(ChangedMeanwhileError):
        store.put("verslag.docx", b"nieuw", IfUnchanged(seen.version))
    assert store.read("verslag.docx") == b"van iemand"
    store.put("verslag.docx", b"nieuw", IfUnchanged(store.stat("verslag.docx").version))
    assert store.read("verslag.docx") == b"nieuw"
    store.remove("verslag.docx")
    with pytest.raises(ChangedMeanwhileError):
        store.put("verslag.docx", b"nieuw", IfUnchanged(seen.version))
    assert list(store.list()) == []


def test_a_removed_file_is_gone(store: Store) -> None:
    """And its place is free for another; a folder is not removed as a file."""
    store.put("map/verslag.docx", b"x", "create")
    with pytest.raises(OSError, match="map"):
        store.remove("map")
    store.remove("map/verslag.docx")
    assert find_stat(store, "map/verslag.docx") is None
    store.put("map/verslag.docx", b"y", "create")
    assert store.read("map/verslag.docx") == b"y"


def test_a_file_in_the_place_of_a_folder_stops_the_run(store: Store) -> None:
    """Nothing can be written below it."""
    store.put("map", b"x", "create")
    with pytest.raises(SetupError) as error:
        store.put("map/verslag.docx", b"x", "create")
    assert [finding.code for finding in error.value.findings] == ["folder-not-writable"]


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/x", "a//x", "./x", "a/"])
def test_no_path_leads_out_of_a_store(store: Store, path: str) -> None:
    """A path that may is a fault of ours, and nothing is read or written."""
    calls: list[Callable[[], object]] = [
        lambda: store.read(path),
        lambda: store.stat(path),
        lambda: store.list(path),
        lambda: store.remove(path),
        lambda: store.put(path, b"x", "replace"),
    ]
    for call in calls:
        with pytest.raises(ValueError, match="no path inside a store"):
            call()


def test_a_store_is_held_by_one_run_at_a_time(store: Store) -> None:
    """The second is told, and may go when the first is done, also where that failed; files can be put meanwhile."""
    with store.lock():
        store.put("verslag.docx", b"x", "create")
        with pytest.raises(SetupError) as error, store.lock():
            pass
    assert [finding.code for finding in error.value.findings] == ["outputs-busy"]
    with suppress(ZeroDivisionError), store.lock():
        raise ZeroDivisionError
    with store.lock():
        assert store.read("verslag.docx") == b"x"


def test_messages_name_a_path_after_its_store(store: Store) -> None:
    """With `/`, whatever the system."""
    assert store.location().endswith("uitvoer")
    assert store.location("map/verslag.docx") == f"{store.location()}/map/verslag.docx"


def test_a_store_is_found_in_itself_and_not_in_a_store_of_another_kind(store: Store) -> None:
    """So that outputs among the inputs are not read as answers."""
    assert store.path_of(store) == ""
    assert store.path_of(MemoryStore()) is None
    assert MemoryStore().path_of(store) is None


PATHS = st.sampled_from(["a", "b.docx", "map", "map/a", "map/map/b", "a/x"])
Step = Callable[[Store, str, bytes], object]
STEPS: dict[str, Step] = {
    "create": lambda store, path, content: store.put(path, content, "create"),
    "replace": lambda store, path, content: store.put(path, content, "replace"),
    "if unchanged": lambda store, path, content: store.put(path, content, IfUnchanged(store.stat(path).version)),
    "read": lambda store, path, _: store.read(path),
    "remove": lambda store, path, _: store.remove(path),
    "list": lambda store, path, _: list(store.list(path)),
    "stat": lambda store, path, _: store.stat(path).kind,
}


def result_of(step: str, store: Store, path: str, content: bytes) -> object:
    """Do one step, and return what came of it: a value, or what kind of error."""
    try:
        return STEPS[step](store, path, content)
    except SetupError as error:
        return [finding.code for finding in error.findings]
    except (FileNotFoundError, NotADirectoryError):
        return "nothing there"
    except OSError:
        return "refused"


@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), PATHS, st.binary(max_size=3)), max_size=12))
@settings(max_examples=60, deadline=None)
def test_all_stores_do_the_same(steps: list[tuple[str, str, bytes]]) -> None:
    """Whatever is asked of them, and in whatever order; an emptied folder may stay or go."""
    with TemporaryDirectory() as folder:
        memory, local = MemoryStore(), LocalFolder(Path(folder))
        for step, path, content in steps:
            assert result_of(step, memory, path, content) == result_of(step, local, path, content), (step, path)
            for directory in sorted(Path(folder).rglob("*"), reverse=True):
                if directory.is_dir() and not any(directory.iterdir()):
                    directory.rmdir()


# --- The local folder -----------------------------------------------------------------------------


def test_a_folder_is_found_in_another_also_through_a_link(tmp_path: Path) -> None:
    """The path in between has `/`; a folder beside it is elsewhere."""
    (tmp_path / "inputs/a/b").mkdir(parents=True)
    inputs = LocalFolder(tmp_path / "inputs")
    assert inputs.path_of(LocalFolder(tmp_path / "inputs/a/b")) == "a/b"
    assert inputs.path_of(LocalFolder(tmp_path / "outputs")) is None
    if sys.platform != "win32":
        (tmp_path / "snel").symlink_to(tmp_path / "inputs/a")
        assert inputs.path_of(LocalFolder(tmp_path / "snel")) == "a"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
def test_what_is_no_plain_file_is_told_apart(tmp_path: Path) -> None:
    """A pipe, a linked folder, a link that leads nowhere; a link to a file is that file."""
    folder = LocalFolder(tmp_path)
    os.mkfifo(tmp_path / "pijp")
    (tmp_path / "map").mkdir()
    (tmp_path / "gelinkte map").symlink_to(tmp_path / "map")
    (tmp_path / "bestand").write_bytes(b"x")
    (tmp_path / "gelinkt bestand").symlink_to(tmp_path / "bestand")
    (tmp_path / "weg").symlink_to(tmp_path / "nergens")
    kinds = {name: folder.stat(name).kind for name in ("pijp", "map", "gelinkte map", "gelinkt bestand")}
    assert kinds == {
        "pijp": FileKind.OTHER,
        "map": FileKind.FOLDER,
        "gelinkte map": FileKind.LINKED_FOLDER,
        "gelinkt bestand": FileKind.FILE,
    }
    assert [entry.path for entry in folder.list() if entry.is_folder] == ["map"]
    assert find_stat(folder, "weg") is None
    assert LocalFolder(tmp_path / "gelinkte map").stat().kind is FileKind.FOLDER


def test_a_write_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When anything goes wrong before the end, the old report stands and no half file is left."""
    folder = LocalFolder(tmp_path)
    folder.put("verslag.docx", b"oud", "create")

    def fail(_: int) -> NoReturn:
        raise OSError(errno.EIO, "stuk")

    monkeypatch.setattr(os, "fsync", fail)
    for path in ("verslag.docx", "ander.docx"):
        with pytest.raises(SetupError) as error:
            folder.put(path, b"nieuw", "replace")
        assert [finding.code for finding in error.value.findings] == ["folder-not-writable"]
    assert folder.read("verslag.docx") == b"oud"
    assert [entry.path for entry in folder.list()] == ["verslag.docx"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_stops_the_run_with_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """It is no fault of ours and no matter of one report; a quota that is used up is a full disk too."""

    def full(_: int) -> NoReturn:
        raise OSError(number, "vol")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SetupError) as error:
        LocalFolder(tmp_path).put("verslag.docx", b"nieuw", "create")
    assert [finding.code for finding in error.value.findings] == ["disk-full"]


def test_where_there_are_no_links_a_new_file_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a memory stick; and what is there still keeps its place."""

    def no_links(*_: object) -> NoReturn:
        raise OSError(errno.EPERM, "geen links")

    monkeypatch.setattr(os, "link", no_links)
    folder = LocalFolder(tmp_path)
    folder.put("verslag.docx", b"oud", "create")
    with pytest.raises(FileExistsError):
        folder.put("verslag.docx", b"nieuw", "create")
    assert folder.read("verslag.docx") == b"oud"
    assert [entry.path for entry in folder.list()] == ["verslag.docx"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_colleagues_can_read_a_report(tmp_path: Path) -> None:
    """A report gets the rights of any new file in a folder that they can look into, not those of a secret one."""
    tmp_path.chmod(0o755)
    (tmp_path / "gewoon").touch()
    modes: tuple[PutMode, ...] = ("create", "replace")
    for mode in modes:
        LocalFolder(tmp_path).put("verslag.docx", b"x", mode)
        assert (tmp_path / "verslag.docx").stat().st_mode == (tmp_path / "gewoon").stat().st_mode
        (tmp_path / "verslag.docx").unlink()


def test_a_run_makes_its_folder_and_clears_what_a_killed_run_left(tmp_path: Path) -> None:
    """Only its own temporary files: another hidden file stays."""
    folder = LocalFolder(tmp_path / "nieuw/uitvoer")
    with folder.lock():
        assert [entry.path for entry in folder.list()] in ([], [LOCK_NAME])
    (folder.root / ".binding-0011aabb.half").write_bytes(b"half")
    (folder.root / ".van iemand").write_bytes(b"x")
    with folder.lock():
        assert {entry.path for entry in folder.list()} - {LOCK_NAME} == {".van iemand"}


@pytest.mark.parametrize("error", [errno.EACCES, errno.EIO, errno.ESTALE])
def test_a_folder_that_can_not_be_listed_holds_no_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """What is in it can't be known, so nothing is written beside it; and the lock is let go."""
    folder = LocalFolder(tmp_path / "uitvoer")

    def scandir(path: Path) -> NoReturn:
        raise OSError(error, os.strerror(error), str(path))

    with monkeypatch.context() as broken:
        broken.setattr(os, "scandir", scandir)
        with pytest.raises(SetupError) as raised, folder.lock():
            pytest.fail("the folder was held")
        assert [finding.code for finding in raised.value.findings] == ["folder-not-writable"]
    with folder.lock():
        assert not list(folder.root.glob(".binding-*.half"))
