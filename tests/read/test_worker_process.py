"""The process that reads what may be hostile: it has nothing to steal or to break, and what ends it is told rightly."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from binary_books import xls_book
from conftest import PROJECT, Desk

from pipeline.model import Finding, Place, Workbook
from pipeline.read import Worker, worker_process
from pipeline.read.parse import parse
from pipeline.read.reply import ReplyError, decode_reply, encode_reply
from pipeline.read.worker_process import ReaderFaultError

FORM = (PROJECT / "inputs/Binding(1-11).xlsx").read_bytes()
resource = pytest.importorskip("resource")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="walls of Linux")


def code_of(outcome: object) -> str:
    """Return the code of a finding."""
    assert isinstance(outcome, Finding), outcome
    return outcome.code


# --- What it says ---------------------------------------------------------------------------------


class _Runs:
    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch gevaar",)


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"geen antwoord",
        pickle.dumps((_Runs(), [])),
        pickle.dumps((Path("x"), [])),
        pickle.dumps((signal.SIGTERM, [])),
        pickle.dumps(("tekst", [])),
        pickle.dumps((Finding("file-empty", Place("van een ander.xlsx")), [])),
        pickle.dumps((None, [b"bytes"])),
        pickle.dumps(None),
    ],
)
def test_a_reply_is_data_and_nothing_else(reply: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a process says that was taken over: nothing of it is run, and nothing about another file is heard."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReplyError):
        decode_reply(reply, b"", "enquete.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_is_the_same_after_it_crossed() -> None:
    """Every noun that a workbook consists of may cross; which file it was, is not for the process to say."""
    for path in [*(PROJECT / "inputs").iterdir(), *(PROJECT / "examples/with-mistakes").iterdir()]:
        if path.is_file() and path.suffix in (".xlsx", ".csv"):
            content = path.read_bytes()
            reply = (parse(content, path.name), ["een regel"])
            assert decode_reply(encode_reply(reply), content, path.name) == reply
    forged = Workbook("van een ander.xlsx", (), digest="0" * 64)
    (outcome, _) = decode_reply(encode_reply((forged, [])), b"", "enquete.xlsx")
    assert isinstance(outcome, Workbook)
    assert (outcome.file, outcome.digest[:6]) == ("enquete.xlsx", "e3b0c4")


# --- What it can do -------------------------------------------------------------------------------

_TRIES = """
import json, os, socket, sys
sys.path[:] = json.loads(sys.argv[1])
from pipeline.read.confinement import confine
confine(320 * 2**20)
def can(attempt):
    try:
        attempt()
    except OSError:
        return False
    return True
print(json.dumps({
    "read": can(lambda: open("/etc/passwd").read()),
    "list": can(lambda: os.listdir("/")),
    "write": can(lambda: open(sys.argv[2], "w").write("x")),
    "run": can(lambda: os.execv("/bin/sh", ["sh", "-c", "exit"])),
    "connect": can(lambda: socket.create_connection(("127.0.0.1", int(sys.argv[3])), 5)),
}))
"""


def has_landlock() -> bool:
    """Whether the kernel has Landlock, for connections too."""
    if sys.platform != "linux":
        return False
    import ctypes

    return int(ctypes.CDLL(None).syscall(444, None, 0, 1)) >= 4


@pytest.mark.skipif(not has_landlock(), reason="this kernel has no such walls")
def test_the_process_opens_no_files_and_no_connections(tmp_path: Path) -> None:
    """Before it reads the first byte of a workbook it has given all that up."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        done = subprocess.run(  # noqa: S603 - our own code
            [
                sys.executable,
                "-I",
                "-c",
                _TRIES,
                json.dumps([str(Path(folder).absolute()) for folder in sys.path]),
                str(tmp_path / "gevaar"),
                str(server.getsockname()[1]),
            ],
            check=True,
            capture_output=True,
            text=True,
        )
    assert set(json.loads(done.stdout).values()) == {False}, done.stdout


@LINUX
def test_the_process_has_no_environment_and_bounds_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """It knows no password that stands in the environment, and ends by itself also where nobody watches it."""
    monkeypatch.setenv("GEHEIM", "wachtwoord")
    with Worker() as worker:
        assert isinstance(worker.parse(FORM, "formulier.xlsx"), Workbook)
        pid = worker.process_id
        assert pid is not None
        assert b"GEHEIM" not in Path(f"/proc/{pid}/environ").read_bytes()
        seconds = resource.prlimit(pid, resource.RLIMIT_CPU)[0]
        assert 0 < seconds <= worker_process.SECONDS + 10
        assert resource.prlimit(pid, resource.RLIMIT_FSIZE)[0] == 0


# --- What ends it ---------------------------------------------------------------------------------


def test_a_process_that_cannot_be_started_is_not_blamed_on_the_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    """No processes, no memory, no Python: it is tried once, and told for each workbook that needed it."""
    monkeypatch.setattr("sys.executable", "/nergens/python")
    with Worker() as worker:
        assert [code_of(worker.parse(FORM, name)) for name in "ab"] == ["reader-not-started"] * 2


def test_a_process_that_ends_before_it_is_ready_was_not_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with an installation that lacks a library."""
    monkeypatch.setattr(worker_process, "PROGRAM", "raise SystemExit(1)")
    with Worker() as worker:
        assert code_of(worker.parse(FORM, "a.xlsx")) == "reader-not-started"


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "reader-ended"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "workbook-takes-too-long"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "workbook-stops-reader"),
        ("import sys; sys.stdout.buffer.write(bytes(8)); sys.stdout.flush(); input()", "workbook-stops-reader"),
    ],
)
@LINUX
def test_what_ended_the_process_is_told(program: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed for want of memory, out of time, broken by the workbook, or a reply that is none."""
    ready = "import sys; sys.stdout.buffer.write((5).to_bytes(8, 'big') + b'ready'); sys.stdout.flush(); "
    monkeypatch.setattr(worker_process, "PROGRAM", ready + program)
    with Worker(seconds=20) as worker:
        assert code_of(worker.parse(FORM, "a.xlsx")) == code


def test_a_bug_in_the_process_is_no_fault_of_the_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is raised where the workbook was asked for, so that it costs that workbook and ends with exit 4."""
    breaks = "import pipeline.read.parse as p; p.sniff = lambda *_: 1 / 0; "
    monkeypatch.setattr(
        worker_process,
        "PROGRAM",
        worker_process.PROGRAM.replace("from pipeline.read.reader", f"{breaks}from pipeline.read.reader"),
    )
    with Worker() as worker, pytest.raises(ReaderFaultError):
        worker.parse(FORM, "a.xlsx")


@LINUX
def test_a_process_stopped_once_from_outside_costs_nothing() -> None:
    """Who was in the way of something else for a moment is asked again."""
    with Worker() as worker:
        assert isinstance(worker.parse(FORM, "a.xlsx"), Workbook)
        assert worker.process_id is not None
        os.kill(worker.process_id, signal.SIGKILL)
        assert isinstance(worker.parse(FORM, "a.xlsx"), Workbook)


# --- However Binding was started ------------------------------------------------------------------

_RUN = "from pipeline.cli.commands import main; main()"
ROWS = [["Initiatief", "Contacten verduurzamen"], ["Sportclub", "Elke week."]]


@pytest.fixture
def old_book(desk: Desk) -> Desk:
    """Return a desk with a workbook that only the process reads, and one that doesn't need it."""
    (desk.inputs / "oud.xls").write_bytes(xls_book({"Sheet1": ROWS}))
    desk.table([ROWS[0], ["Dans mee!", "Elke maand."]])
    return desk


def run_in_process(
    desk: Desk, *command: str, stdin: str | None = None, before: Callable[[], None] | None = None
) -> tuple[int, list[str], dict[str, int]]:
    """Run a command in a process of its own; return its exit code, the codes of findings, and what was counted."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *command, "run", "--json"],
        check=False,
        input=stdin,
        cwd=desk.folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        preexec_fn=before,
    )
    whole = json.loads(done.stdout)
    codes = [finding["code"] for finding in whole["findings"] if finding["severity"] == "error"]
    return done.returncode, codes, whole["counts"]


def test_a_run_that_is_started_from_standard_input_reads_all_workbooks(old_book: Desk) -> None:
    """As with `python - <<EOF` in a script."""
    code, codes, counts = run_in_process(old_book, "-", stdin=_RUN)
    assert (code, codes, counts["written"]) == (0, [], 2)


@LINUX
@pytest.mark.parametrize("files", [6, 8, 10, 13])
def test_where_the_process_cannot_be_started_the_rest_is_made(old_book: Desk, files: int) -> None:
    """Too few open files: the workbook that needs the process is told, and the others become reports."""
    before = partial(resource.setrlimit, resource.RLIMIT_NOFILE, (files, files))
    code, codes, counts = run_in_process(old_book, "-c", _RUN, before=before)
    assert (code, codes, counts["written"]) in [(1, ["reader-not-started"], 1), (0, [], 2)]


@LINUX
def test_little_memory_is_not_blamed_on_the_workbook(old_book: Desk) -> None:
    """The process is there and dies for want of memory, or can't be started: neither is the workbook's doing."""
    before = partial(resource.setrlimit, resource.RLIMIT_AS, (2**28, 2**28))
    code, codes, counts = run_in_process(old_book, "-c", _RUN, before=before)
    assert (code, counts["written"]) in [(1, 1), (0, 2)]
    assert not {"workbook-unreadable", "workbook-stops-reader", "workbook-takes-too-much"} & set(codes)


@LINUX
def test_a_current_folder_that_is_gone_stops_no_reading(old_book: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """With folders that are named in full."""
    gone = old_book.folder / "weg"
    gone.mkdir()
    program = f"import os, shutil; os.chdir({str(gone)!r}); os.rmdir({str(gone)!r}); {_RUN}"
    for name in ("inputs", "outputs"):
        monkeypatch.setenv(f"BINDING_{name.upper()}", str(old_book.folder / name))
    code, codes, counts = run_in_process(old_book, "-c", program)
    assert (code, codes, counts["written"]) == (0, [], 2)
