"""A process apart that reads what may be hostile, within bounds on time and memory.

It is started when the first file wants it, and replaced when it dies or has to be stopped; that costs one workbook. It
has no environment, and no files and no network as far as the system can see to that (`confinement.py`); what it says is
read as data alone (`reply.py`).
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO, Self

from pipeline.messages import system_reason
from pipeline.model import Finding, Place, Workbook
from pipeline.read.frames import read_frame, write_frame
from pipeline.read.reply import Reply, ReplyError, decode_reply

SECONDS = 8.0
"""How long reading one workbook may take; a table of 10,000 rows by 15 columns takes less than one."""
MEMORY = 320 * 1024 * 1024
"""Bytes that the worker may use: with the process that started it, less than 512 MB."""
_SECONDS_TO_START = 60.0
_PATIENCE = 8
"""How many times its bound a workbook may take by the clock, on a machine that gives the worker little time."""
_LOOK_EVERY = 0.05
_KEPT_ENVIRONMENT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What Python itself may need to start."""
PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from pipeline.read.reader_process import serve; serve(int(sys.argv[2]))"
)
_CODES = {
    -getattr(signal, "SIGXCPU", 24): "workbook-takes-too-long",
    -getattr(signal, "SIGKILL", 9): "reader-ended",
    -signal.SIGTERM: "reader-ended",
}
"""What is told of a process that ended by itself, by its exit code; of any other, that the workbook broke it."""

log = logging.getLogger(__name__)


class ReaderFaultError(Exception):
    """The reader met a bug of ours; where in the code that was, is in the log."""


class _NotReadError(Exception):
    """A workbook was not read; `code` is that of the finding that says why."""

    def __init__(self, code: str, details: dict[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.details = details or {}


class Worker:
    """Reads one workbook after another in a process of its own. To be closed, or used with `with`."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        """Set the bounds; nothing is started yet."""
        self._seconds, self._memory = seconds, memory
        self._process: _Process | None = None
        self._not_started: _NotReadError | None = None
        self.seconds_used = 0.0
        """How long the last workbook took."""

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    @property
    def process_id(self) -> int | None:
        """The id of the process, where there is one."""
        return self._process.id if self._process else None

    def parse(self, content: bytes, file: str, seconds: float = SECONDS) -> Workbook | Finding:
        """Read a workbook; where that takes too long, too much or the process itself, the finding that says so.

        Raises ReaderFaultError where the reader met a bug of ours.
        """
        start = time.monotonic()
        try:
            outcome, lines = self._read(content, file, min(seconds, self._seconds))
        except _NotReadError as error:
            details = {"seconds": f"{self._seconds:.0f}", **error.details}
            return Finding(error.code, Place(file), details=details)
        finally:
            self.seconds_used = time.monotonic() - start
        for line in lines:
            log.warning("%s", line)
        if outcome is None:
            raise ReaderFaultError
        return outcome

    def _read(self, content: bytes, file: str, seconds: float) -> Reply:
        try:
            return self._attempt(content, file, seconds)
        except _NotReadError as error:
            if error.code != "reader-ended":
                raise
        # Whatever stopped the process from outside may be over.
        return self._attempt(content, file, seconds)

    def _attempt(self, content: bytes, file: str, seconds: float) -> Reply:
        if self._not_started:
            raise self._not_started
        if self._process is None:
            try:
                self._process = _Process(self._memory)
            except _NotReadError as error:
                self._not_started = error
                raise
        try:
            return self._process.read(content, file, seconds)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process:
            self._process.end()
        self._process = None


class _Process:
    """The reading process, ready to read."""

    def __init__(self, memory: int) -> None:
        """Start it. Raises _NotReadError where it can't be started."""
        self._memory = memory
        command = [sys.executable, "-I", "-X", "utf8", "-c", PROGRAM, json.dumps(_import_path()), str(memory)]
        try:
            # The command is our own; nothing in it comes from a file.
            self._process = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ},
                cwd=Path(sys.executable).anchor or None,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            raise _not_started(error) from error
        try:
            self._wait(lambda: read_frame(self._replies, 100), _SECONDS_TO_START)
        except BaseException as error:
            self.end()
            if isinstance(error, _NotReadError):
                raise _not_started(ChildProcessError(10, "")) from error
            raise

    @property
    def id(self) -> int:
        """The id that the system knows it by."""
        return self._process.pid

    @property
    def _replies(self) -> IO[bytes]:
        assert self._process.stdout  # noqa: S101 - asked for in `Popen`
        return self._process.stdout

    def read(self, content: bytes, file: str, seconds: float) -> Reply:
        """Let it read a workbook. Raises _NotReadError."""

        def exchange() -> bytes:
            assert self._process.stdin  # noqa: S101 - asked for in `Popen`
            request = json.dumps({"file": file, "seconds": seconds}).encode()
            write_frame(self._process.stdin, request)
            write_frame(self._process.stdin, content)
            return read_frame(self._replies, self._memory)

        reply = self._wait(exchange, seconds, seconds * _PATIENCE)
        try:
            return decode_reply(reply, content, file)
        except ReplyError as error:
            log.warning("the reader of %r gave no reply that it can give", file)
            raise _NotReadError("workbook-stops-reader") from error

    def _wait(self, exchange: Callable[[], bytes], seconds: float, seconds_by_the_clock: float = 0.0) -> bytes:
        """Return what is exchanged with the process. Raises _NotReadError where that takes too long or too much.

        What counts is the time that the process works, so that no workbook is refused because the machine is busy.
        """
        exchanged: list[bytes] = []
        started, worked = time.monotonic(), self._seconds_worked()
        until = started + max(seconds, seconds_by_the_clock)

        def work() -> None:
            with suppress(OSError, EOFError, ValueError):
                exchanged.append(exchange())

        thread = Thread(target=work, daemon=True)
        try:
            thread.start()
        except RuntimeError as error:
            raise _not_started(BlockingIOError(11, "")) from error
        while thread.is_alive():
            thread.join(_LOOK_EVERY)
            if thread.is_alive() and self._used_memory() > self._memory:
                raise _NotReadError("workbook-takes-too-much")
            if thread.is_alive() and (time.monotonic() > until or self._seconds_worked() - worked > seconds):
                raise _NotReadError("workbook-takes-too-long")
        if exchanged:
            return exchanged[0]
        raise _NotReadError(self._why_ended())

    def _used_memory(self) -> int:
        """Return how many bytes the process uses; 0 where that can't be told."""
        with suppress(ImportError, OSError):
            import psutil

            with suppress(psutil.Error):
                return int(psutil.Process(self._process.pid).memory_info().rss)
        return 0

    def _seconds_worked(self) -> float:
        """Return how many seconds the process has worked; by the clock where that can't be told."""
        with suppress(ImportError, OSError):
            import psutil

            with suppress(psutil.Error):
                times = psutil.Process(self._process.pid).cpu_times()
                return float(times.user + times.system)
        return time.monotonic()

    def _why_ended(self) -> str:
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            code = 0
        log.warning("the reader ended with %s", code)
        return _CODES.get(code, "workbook-stops-reader")

    def end(self) -> None:
        """End the process."""
        with suppress(OSError):
            self._process.kill()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError, ValueError):
                stream.close()  # type: ignore[union-attr] # asked for in `Popen`


def _import_path() -> list[str]:
    """Return where this process finds its modules, in absolute terms: the other one begins in another folder."""
    path = []
    for folder in sys.path:
        with suppress(OSError):  # the current folder may be gone
            path.append(str(Path(folder).absolute()))
    return path


def _not_started(error: OSError | ValueError) -> _NotReadError:
    reason = system_reason(error if isinstance(error, OSError) else OSError(22, ""))
    return _NotReadError("reader-not-started", reason)
