"""What the reading process says, read as data alone: whatever it sends, nothing of it is run.

The process has read what may be hostile, so its words are not trusted more than the file was.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from dataclasses import is_dataclass, replace
from enum import Enum
from io import BytesIO
from typing import TypeAlias

from pipeline.model import Finding, Workbook

Reply: TypeAlias = tuple[Workbook | Finding | None, list[str]]
"""What the file is, or None for a bug of ours; and lines for the log."""
_OURS = ("pipeline.model", "pipeline.rich_text", "pipeline.percentage")
"""Where the nouns are that a workbook consists of."""
_PLAIN = frozenset({("datetime", "datetime"), ("datetime", "date"), ("datetime", "time"), ("decimal", "Decimal")})


class ReplyError(Exception):
    """The reply is none that the reader gives."""


class _DataOnly(pickle.Unpickler):
    """Takes the nouns of Binding and plain values, and nothing that does anything."""

    def find_class(self, module: str, name: str) -> type:
        """Return a noun or a plain type. Raises UnpicklingError for anything else; imports nothing."""
        is_ours = any(module == package or module.startswith(f"{package}.") for package in _OURS)
        found = getattr(sys.modules.get(module), name, None)
        is_noun = (
            isinstance(found, type) and found.__module__ == module and (is_dataclass(found) or issubclass(found, Enum))
        )
        if (is_ours and is_noun) or (module, name) in _PLAIN:
            return found  # type: ignore[return-value] # a type in either case
        raise pickle.UnpicklingError(f"{module}.{name}")


def encode_reply(reply: Reply) -> bytes:
    """Return a reply as bytes."""
    return pickle.dumps(reply, protocol=pickle.HIGHEST_PROTOCOL)


def decode_reply(reply: bytes, content: bytes, file: str) -> Reply:
    """Return the reply about this file; which file it is, is known and not asked. Raises ReplyError."""
    try:
        outcome, lines = _DataOnly(BytesIO(reply)).load()
        if isinstance(outcome, Workbook):
            outcome = replace(outcome, file=file, digest=hashlib.sha256(content).hexdigest())
        is_known = isinstance(outcome, Workbook) or outcome is None or _is_about(outcome, file)
        if is_known and all(isinstance(line, str) for line in lines):
            return outcome, list(lines)
    except Exception as error:  # unpickling what was forged can raise anything
        raise ReplyError from error
    raise ReplyError


def _is_about(outcome: object, file: str) -> bool:
    return isinstance(outcome, Finding) and outcome.place.file == file
