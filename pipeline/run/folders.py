"""Folders that can't be looked into, as what stops a run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.messages import SetupError, system_reason
from pipeline.model import Finding, Place
from pipeline.storage.interface import Store


@contextmanager
def folder_errors(folder: Store) -> Iterator[None]:
    """Raise SetupError where the system can't tell what a folder is or holds."""
    try:
        yield
    except OSError as error:
        place = Place(folder.location())
        raise SetupError([Finding("folder-not-reachable", place, details=system_reason(error))]) from error
