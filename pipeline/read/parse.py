"""The bytes of a file -> Workbook, or the finding that says why not. Pure, and the same in the worker as without it."""

from __future__ import annotations

import hashlib
import logging
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import PurePosixPath

from lxml import etree

from pipeline.log_file import trace_of
from pipeline.model import Finding, Place, Workbook
from pipeline.ooxml.addresses import InvalidAddressError
from pipeline.ooxml.archive import PackageError
from pipeline.ooxml.bounded_archive import BoundedArchive
from pipeline.read.default_password import opened_by_default
from pipeline.read.delimited_text import read_text
from pipeline.read.file_type import Kind, main_part, sniff
from pipeline.read.not_readable import NotReadable, refused
from pipeline.read.ods_reader import read_ods
from pipeline.read.xls_reader import read_xls
from pipeline.read.xlsb_reader import read_xlsb
from pipeline.read.xlsx_reader import read_xlsx

SMALL = 256 * 1024
"""Bytes of a file that may be read without a worker."""
SMALL_UNPACKED = 2 * 1024 * 1024
"""Bytes of its parts together: what people make is read in a second; `run/budget.py` stops what takes more."""

MOST_CHARACTERS = 50_000_000
"""Characters of all cells together: some five times a table of 10,000 rows by 15 columns."""

_BROKEN_RULES = (
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
    etree.LxmlError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What bytes lead to that break the rules of their format. For anything else the workbook is not to blame."""

_QUICK = (Kind.TEXT, Kind.XLSX)
"""What may be read without a worker, where it is small."""

log = logging.getLogger(__name__)


def parse_small(content: bytes, file: str) -> Workbook | Finding | None:
    """Read a file that is too small to do harm; None for any other, which wants a worker."""
    if len(content) > SMALL:
        return None
    return _parse(content, file, only_small=True)


def parse(content: bytes, file: str) -> Workbook | Finding:
    """Read any file. It may take all the time and memory there is, or end the process: see worker_process.py.

    A bug of ours is raised.
    """
    return _parse(content, file) or Finding("workbook-unreadable", Place(file))


def _parse(content: bytes, file: str, *, only_small: bool = False) -> Workbook | Finding | None:
    try:
        kind, package = sniff(content, PurePosixPath(file).suffix.lower())
        if only_small and (kind not in _QUICK or (package and package.unpacked_size > SMALL_UNPACKED)):
            return None
        workbook = _bounded(_read(kind, package, content, file))
        return replace(workbook, digest=hashlib.sha256(content).hexdigest())
    except (NotReadable, PackageError, InvalidAddressError) as error:
        refusal = error if isinstance(error, NotReadable) else refused(error)
        return Finding(refusal.code, Place(file), details=refusal.details)
    except MemoryError:
        return Finding("workbook-takes-too-much", Place(file))
    except _BROKEN_RULES as error:
        log.warning("could not read %r: %s", file, trace_of(error))
        return Finding("workbook-unreadable", Place(file))


def _bounded(workbook: Workbook) -> Workbook:
    """Return a workbook as it is. Raises NotReadable where its cells hold too much: a shared text counts for each."""
    rows = (values for sheet in workbook.sheets for values in sheet.rows.values())
    if sum(len(value) for values in rows for value in values.values() if type(value) is str) > MOST_CHARACTERS:
        raise NotReadable("workbook-takes-too-much")
    return workbook


def _read(kind: Kind, package: BoundedArchive | None, content: bytes, file: str) -> Workbook:
    if kind is Kind.TEXT:
        return read_text(content, file)
    if kind is Kind.XLS:
        return read_xls(content, file)
    if kind is Kind.ENCRYPTED:
        opened = opened_by_default(content)
        return read_xlsx(BoundedArchive(opened), file)
    assert package is not None  # noqa: S101 - as `sniff` says of the other kinds
    if kind is Kind.XLSB:
        return read_xlsb(package, main_part(package), file)
    return read_ods(package, file) if kind is Kind.ODS else read_xlsx(package, file)
