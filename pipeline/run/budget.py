"""What one workbook may cost: time and memory, for reading, matching and checking together.

In this process the system's own clock of work done stops a step, whatever that is doing; where the system has none, or
another thread than the first runs, only the reading process is bounded, and the code is: it is linear in what it reads.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pipeline.model import Finding, Place, Workbook
from pipeline.read import MEMORY, SECONDS

_SECONDS_A_CELL = 0.0001
"""What matching and checking a filled cell may take besides; it takes less than half of it."""
_SECONDS_AT_MOST = 30.0
"""What all cells of a workbook may take besides."""
_SECONDS_TOGETHER = 60.0
"""How long all workbooks together may take that are refused in the end for what they take."""
_SECONDS_AT_LEAST = 1.0
"""What each workbook still has when those are used up."""
_AGAIN_AFTER = 0.2
_Result = TypeVar("_Result")


class _OutOfTime(BaseException):
    """The time is up."""


class OutOfMemory(BaseException):
    """A step took more memory than a workbook may; no bulkhead inside the step takes it for a bug."""


def out_of_any_net(step: Callable[[], _Result]) -> _Result:
    """Return the result of a step. Raises OutOfMemory for want of memory, which no net inside a budget may catch."""
    try:
        return step()
    except MemoryError as error:
        raise OutOfMemory from error


@dataclass
class RunBudget:
    """What the workbooks that are refused for what they take may take together."""

    seconds: float = _SECONDS_TOGETHER

    def of(self, file: str) -> WorkbookBudget:
        """Return what this workbook may take."""
        return WorkbookBudget(self, file, min(SECONDS, max(_SECONDS_AT_LEAST, self.seconds)))


@dataclass
class WorkbookBudget:
    """What is left of the time for one workbook."""

    run_budget: RunBudget
    file: str
    seconds: float

    def run(self, step: Callable[[], _Result]) -> _Result | Finding:
        """Return the result of a step, or the finding that tells that it took too long or too much."""
        given = self.seconds
        start, work = time.monotonic(), time.process_time()
        try:
            with _bounded_memory(), _bounded_time(self.seconds):
                return step()
        except _OutOfTime:
            code = "workbook-takes-too-long"
        except (MemoryError, OutOfMemory):
            code = "workbook-takes-too-much"
        finally:
            self.seconds -= time.process_time() - work
        self.run_budget.seconds -= time.monotonic() - start
        return Finding(code, Place(self.file), details={"seconds": f"{given:.0f}"})

    def allow_for(self, workbook: Workbook) -> None:
        """Give a workbook the time that its size asks for, unless too much was wasted on others."""
        cells = sum(len(row) for sheet in workbook.sheets for row in sheet.rows.values())
        wanted = min(cells * _SECONDS_A_CELL, _SECONDS_AT_MOST)
        self.seconds += max(0.0, min(wanted, self.run_budget.seconds))

    def spend(self, seconds: float) -> None:
        """Count time that was spent elsewhere: in the reading process."""
        self.seconds -= seconds
        if self.seconds <= 0:
            self.run_budget.seconds -= seconds


@contextmanager
def _bounded_time(seconds: float) -> Iterator[None]:
    """Raise _OutOfTime after so much work of this process, where the system has a clock for that."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    active = True

    def stop(*_: object) -> None:
        if active:
            raise _OutOfTime

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, max(seconds, 0.001), _AGAIN_AFTER)
    try:
        try:
            yield
        finally:
            active = False
    finally:  # the clock may strike once more right before it is stopped
        active = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _bounded_memory() -> Iterator[None]:
    """Let the system refuse more memory than a workbook may take, where it can."""
    if sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = soft
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + MEMORY
    is_narrower = soft != resource.RLIM_INFINITY and soft <= most
    if not is_narrower:
        resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))
    try:
        yield
    finally:
        if not is_narrower:
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
