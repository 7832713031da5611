"""A process apart that reads what may be hostile, within bounds on time and memory.

It is started when the first file wants it, and replaced when it dies or has to be stopped; that costs one workbook.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import sys
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Self

from pipeline.model import Finding, Place, Workbook
from pipeline.read.parse import parse

SECONDS = 8.0
"""How long reading one workbook may take; a table of 10,000 rows by 15 columns takes less than one."""
MEMORY = 320 * 1024 * 1024
"""Bytes that the worker may use: with the process that started it, less than 512 MB."""
_TO_START = 60.0
_LOOK_EVERY = 0.05

log = logging.getLogger(__name__)


class Worker:
    """Reads one workbook after another in a process of its own. To be closed, or used with `with`."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        """Set the bounds; nothing is started yet."""
        self._seconds, self._memory = seconds, memory
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def parse(self, content: bytes, file: str) -> Workbook | Finding:
        """Read a workbook; where that takes too long, too much or the process itself, the finding that says so."""
        place = Place(file)
        try:
            pipe = self._started()
            pipe.send(file)
            pipe.send_bytes(content)
            why = self._wait(pipe, time.monotonic() + self._seconds)
            if not why:
                outcome, log_lines = pickle.loads(pipe.recv_bytes())  # noqa: S301 - made by our own process
                for line in log_lines:
                    log.warning("%s", line)
                return outcome  # type: ignore[no-any-return] # as `_serve` sends it
        except (EOFError, OSError) as error:
            log.warning("the worker died of %s: %s", file, type(error).__name__)
            why = "workbook-stops-reader"
        except BaseException:
            self.close()
            raise
        self.close()
        return Finding(why, place, details={"seconds": f"{self._seconds:.0f}"})

    def _wait(self, pipe: Connection, until: float) -> str:
        """Wait for the answer; return the code of what went wrong, or nothing."""
        import psutil

        assert self._process is not None  # noqa: S101 - `_started` came first
        try:
            watched = psutil.Process(self._process.pid)
            while not pipe.poll(_LOOK_EVERY):
                if watched.memory_info().rss > self._memory:
                    return "workbook-takes-too-much"
                if time.monotonic() > until:
                    return "workbook-takes-too-long"
        except psutil.Error:
            return "workbook-stops-reader"
        return ""

    def _started(self) -> Connection:
        """Return the pipe to a process that is ready. Raises OSError where it can't be started."""
        if self._pipe and self._process and self._process.is_alive():
            return self._pipe
        self.close()
        context = get_context("spawn")  # the one way that every system has
        self._pipe, child_pipe = context.Pipe()
        self._process = context.Process(target=_serve, args=(child_pipe, self._memory), daemon=True)
        self._process.start()
        child_pipe.close()
        if not self._pipe.poll(_TO_START):
            raise TimeoutError
        self._pipe.recv_bytes()
        return self._pipe

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe:
            self._pipe.close()
        self._process = self._pipe = None


# --- In the process itself ------------------------------------------------------------------------


def _serve(pipe: Connection, memory: int) -> None:
    """Read what comes, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for who started us
    _silence_output()
    _bound(memory)
    kept_lines = _KeptLines()
    logging.getLogger("pipeline").addHandler(kept_lines)
    pipe.send_bytes(b"ready")
    while True:
        try:
            file = pipe.recv()
            content = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        outcome = parse(content, file)
        pipe.send_bytes(pickle.dumps((outcome, kept_lines.take()), protocol=pickle.HIGHEST_PROTOCOL))


def _silence_output() -> None:
    """Send what libraries print when they give up to nowhere: the screen is not ours."""
    null_device = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(null_device, stream)
    os.close(null_device)


def _bound(memory: int) -> None:
    """Let the system itself hold the bound where it can; the one who started us watches in any case."""
    if sys.platform == "linux":
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _KeptLines(logging.Handler):
    """Keeps what was logged, to be told to who started us."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self._lines.append(record.getMessage())

    def take(self) -> list[str]:
        """Return what was kept, and forget it."""
        lines, self._lines = self._lines, []
        return lines
