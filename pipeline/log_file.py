"""The log file, for whoever has to mend a fault: where in the code it went wrong, and never an answer.

Where it can't be written to its place, it goes to the folder of temporary files, else to standard error.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import traceback
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_ONLY_FOR_ITS_OWNER = 0o600
_LARGEST = 1_000_000
"""Bytes of a log before it is put aside; the one before it goes."""

log = logging.getLogger(__name__)


def log_path() -> Path:
    """Return where the log is kept. Raises RuntimeError where the system knows no home of this user."""
    from platformdirs import user_log_path

    path = user_log_path("binding", appauthor=False) / "binding.log"
    if not path.is_absolute():
        raise RuntimeError("no home")
    return path


def log_fault(error: BaseException, about: str) -> str:
    """Write where a bug of ours went wrong, and what it was about. Returns where that was written; `""` for nowhere."""
    log.error("fault about %r: %s", about, trace_of(error))
    handler = next((one for one in logging.getLogger("pipeline").handlers if isinstance(one, _LogHandler)), None)
    return handler.written_to if handler else ""


def trace_of(error: BaseException) -> str:
    """Return the kinds of an error and of those behind it, and where they arose; not their words: those may be answers.

    As Python writes it, the first error first.
    """
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        number = f" {current.errno}" if isinstance(current, OSError) else ""
        parts.append(f"{type(current).__name__}{number}\n{''.join(traceback.format_tb(current.__traceback__))}")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "then ".join(reversed(parts)).rstrip()


def set_up_logging() -> None:
    """Send what the modules of this package log to the log file, and nowhere else."""
    logger = logging.getLogger("pipeline")
    logger.handlers[:] = [_LogHandler()]
    logger.propagate = False


class _Formatter(logging.Formatter):
    """One line for a record, and lines that can't be taken for another record for the rest of it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text, without characters that steer a terminal."""
        return "\n  | ".join("".join(map(_visible, line)) for line in super().format(record).split("\n"))


def _visible(character: str) -> str:
    is_text = unicodedata.category(character) not in ("Cc", "Cf", "Zl", "Zp")
    return character if is_text else character.encode("unicode_escape").decode("ascii")


class _LogHandler(logging.Handler):
    """Opens the log only when there is something to write; a full or closed disk must not add a second fault."""

    def __init__(self) -> None:
        super().__init__()
        self.written_to = ""
        """Where the last record went."""
        self._temporary: Path | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Append the record, with its time, to the first place that takes it."""
        self.written_to = ""
        for place in self._places():
            with suppress(OSError, RuntimeError):
                _append(record, place())
                self.written_to = str(place())
                return
        with suppress(OSError, ValueError, AttributeError):
            sys.stderr.write(_Formatter(_FORMAT).format(record) + "\n")

    def _places(self) -> Iterator[Callable[[], Path]]:
        yield log_path
        yield self._temporary_path

    def _temporary_path(self) -> Path:
        """Return a file of this process alone: nobody else can have laid a link in its place."""
        if self._temporary is None:
            number, name = tempfile.mkstemp(prefix="binding-", suffix=".log")
            os.close(number)
            self._temporary = Path(name)
        return self._temporary


def _append(record: logging.LogRecord, path: Path) -> None:
    """Append a record to a log, which its owner alone reads: it tells of names of files. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        if path.stat().st_size > _LARGEST:
            path.replace(path.with_name(f"{path.name}.1"))
    number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _ONLY_FOR_ITS_OWNER)
    with os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(_Formatter(_FORMAT).format(record) + "\n")
