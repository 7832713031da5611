"""The log file, for whoever has to mend a fault: tracebacks, and nothing that people have to read."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path


def log_path() -> Path:
    """Return where tracebacks are kept, for whoever has to mend them."""
    from platformdirs import user_log_path

    return user_log_path("binding", appauthor=False) / "binding.log"


class _LogHandler(logging.Handler):
    """Opens the log only when there is something to write; a full or closed disk must not add a second fault."""

    def emit(self, record: logging.LogRecord) -> None:
        """Append the record, with its time."""
        from logging.handlers import RotatingFileHandler

        with suppress(OSError):
            log_path().parent.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(
                log_path(), maxBytes=1_000_000, backupCount=3, encoding="utf-8", errors="backslashreplace"
            )
            handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
            handler.handleError = lambda record: None  # type: ignore[method-assign] # noqa: ARG005 - it would print a traceback
            try:
                handler.emit(record)
            finally:
                handler.close()


def set_up_logging() -> None:
    """Send what the modules of this package log to the log file, and nowhere else."""
    logger = logging.getLogger("pipeline")
    logger.handlers[:] = [_LogHandler()]
    logger.propagate = False
