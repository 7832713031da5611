"""The reading process itself: reads one workbook after another until nobody asks any more."""

from __future__ import annotations

import json
import logging
import os
import signal
from dataclasses import replace
from typing import IO

from pipeline.log_file import trace_of
from pipeline.model import Finding, Place
from pipeline.read.confinement import bound_time, confine
from pipeline.read.frames import read_frame, write_frame
from pipeline.read.parse import parse
from pipeline.read.reply import Reply, encode_reply

READY = b"ready"

log = logging.getLogger(__name__)


def serve(memory: int) -> None:
    """Read what comes on standard input, and answer on standard output, within so many bytes of memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for who started us
    requests, replies = _take_streams()
    import babel.dates  # noqa: F401 - it asks the system for its time zone, which is out of reach afterwards

    is_ours = confine(memory)
    lines = _Lines()
    logging.getLogger("pipeline").addHandler(lines)
    write_frame(replies, READY)
    while True:
        try:
            request = json.loads(read_frame(requests))
            content = read_frame(requests)
        except (EOFError, OSError):
            return
        bound_time(request["seconds"])
        write_frame(replies, _answer(content, request["file"], lines, has_memory=is_ours))


def _answer(content: bytes, file: str, lines: _Lines, *, has_memory: bool) -> bytes:
    try:
        return encode_reply(_reply(content, file, lines, has_memory=has_memory))
    except MemoryError:
        return encode_reply((Finding("workbook-takes-too-much", Place(file)), lines.take()))


def _reply(content: bytes, file: str, lines: _Lines, *, has_memory: bool) -> Reply:
    try:
        outcome = parse(content, file)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a bug of ours: whoever started us tells of it
        log.error("fault in reading: %s", trace_of(error))  # noqa: TRY400 - without the error's own words
        return None, lines.take()
    if isinstance(outcome, Finding) and outcome.code == "workbook-takes-too-much" and not has_memory:
        outcome = replace(outcome, code="reader-ended")
    return outcome, lines.take()


def _take_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Keep the streams to who started us, and send what libraries print when they give up to nowhere."""
    streams = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    return streams


class _Lines(logging.Handler):
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
