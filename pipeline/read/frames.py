"""Messages over a pipe: their length in eight bytes, then what they hold."""

from __future__ import annotations

from typing import IO

_LENGTH = 8


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Write a message. Raises OSError where nobody reads any more."""
    stream.write(len(content).to_bytes(_LENGTH, "big"))
    stream.write(content)
    stream.flush()


def read_frame(stream: IO[bytes], most: int | None = None) -> bytes:
    """Return the next message. Raises EOFError where there is none, or where it is longer than `most` bytes."""
    length = int.from_bytes(_read_exactly(stream, _LENGTH), "big")
    if most is not None and length > most:
        raise EOFError
    return _read_exactly(stream, length)


def _read_exactly(stream: IO[bytes], length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content
