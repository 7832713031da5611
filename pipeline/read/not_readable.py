"""Why a file is no workbook that we read, as the code of its finding."""

from __future__ import annotations

from pipeline.model import DetailValue
from pipeline.ooxml.addresses import InvalidAddressError
from pipeline.ooxml.archive import EncryptedPackageError, PackageError, PackageTooLargeError
from pipeline.ooxml.bounded_archive import UnsafeXmlError


class NotReadable(Exception):  # noqa: N818 - it says what the bytes are
    """The bytes are no workbook that we read; `code` is that of the finding that says why."""

    def __init__(self, code: str = "workbook-unreadable", **details: DetailValue) -> None:
        """Keep what the finding needs."""
        super().__init__(code)
        self.code = code
        self.details = details


def refused(error: PackageError | InvalidAddressError) -> NotReadable:
    """Return why the parts of a workbook were refused, in the codes of findings."""
    if isinstance(error, PackageTooLargeError):
        return NotReadable("workbook-too-large", limit=error.limit // 1024 // 1024)
    if isinstance(error, EncryptedPackageError):
        return NotReadable("workbook-protected")
    return NotReadable("workbook-unsafe" if isinstance(error, UnsafeXmlError) else "workbook-unreadable")
