"""A workbook as a zip of XML parts: a gate before any parser, and reading that stays within bounds."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import IO

from lxml import etree

from pipeline.ooxml.archive import BROKEN_ZIP
from pipeline.read.plain_rows import Take, WithoutPlainRows

LARGEST_UNPACKED = 256 * 1024 * 1024
"""Bytes that the parts of a workbook may take together: some twenty times a table of 10,000 rows by 15 columns."""
LARGEST_TREE = 32 * 1024 * 1024
"""Bytes of a part that is held in memory whole: all but sheets and texts, which are read as a stream."""
SMALL_TREE = 256 * 1024
"""Bytes of a part that is faster read whole than as a stream."""
MOST_PARTS = 10_000
HIGHEST_RATIO = 400
"""How many times a large workbook may be larger unpacked; what people type stays under a hundred."""
_ALWAYS_FINE = 16 * 1024 * 1024


_HEAD = 4_096
_DOCTYPE = b"<!DOCTYPE"
_PARSER = etree.XMLParser(
    resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
)


class NotReadable(Exception):  # noqa: N818 - it says what the bytes are
    """The bytes are no workbook that we read; `code` is that of the finding that says why."""

    def __init__(self, code: str = "workbook-unreadable", **details: str) -> None:
        """Keep what the finding needs."""
        super().__init__(code)
        self.code = code
        self.details = details


class Package:
    """The parts of an Open XML file. Every method raises NotReadable where bytes are damaged or hostile."""

    def __init__(self, content: bytes) -> None:
        """Open the archive, and refuse it where it would unpack without end. Nothing is unpacked yet."""
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except BROKEN_ZIP as error:
            raise NotReadable from error
        parts = self._archive.infolist()
        # zipfile stops at the size that an entry declares, so the declared sizes bound what can come out.
        self.unpacked = sum(part.file_size for part in parts)
        bomb = self.unpacked > max(_ALWAYS_FINE, HIGHEST_RATIO * len(content))
        if len(parts) > MOST_PARTS or self.unpacked > LARGEST_UNPACKED or bomb:
            raise NotReadable("workbook-too-large", limit=f"{LARGEST_UNPACKED // 1024 // 1024} MB")
        if any(part.flag_bits & 1 for part in parts):
            raise NotReadable("workbook-protected")
        self._names = {part.filename.lower(): part for part in parts}

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of this name; case doesn't count, as in Excel."""
        return name.lower() in self._names

    def names(self) -> list[str]:
        """Return the names of all parts, in small letters."""
        return list(self._names)

    def read(self, name: str) -> bytes:
        """Return a part whole."""
        if self._part(name).file_size > LARGEST_TREE:
            raise NotReadable("workbook-too-large", limit=f"{LARGEST_TREE // 1024 // 1024} MB")
        try:
            return self._archive.read(self._part(name))
        except BROKEN_ZIP as error:
            raise NotReadable from error

    def tree(self, name: str) -> etree._Element:
        """Return a part as XML, whole."""
        content = self.read(name)
        try:
            root = etree.fromstring(content, _PARSER)
        except etree.XMLSyntaxError as error:
            raise NotReadable("workbook-unsafe" if _DOCTYPE in content else "workbook-unreadable") from error
        _refuse_doctype(root)
        return root

    def elements(self, name: str, *tags: str, take: Take | None = None) -> Iterator[etree._Element]:
        """Yield each element of these names as it is read, and forget it afterwards: memory stays flat.

        With `take`, plain rows of a long sheet go there instead. Names are without a namespace: the strict and the
        ordinary dialect differ in nothing else that we read.
        """
        wanted = [f"{{*}}{tag}" for tag in tags]
        if self._part(name).file_size <= SMALL_TREE:
            yield from self.tree(name).iter(*wanted)
            return
        first = True
        with self._open(name) as stream:
            events = etree.iterparse(
                WithoutPlainRows(stream, take) if take else stream,
                tag=wanted,
                resolve_entities=False,
                load_dtd=False,
                no_network=True,
                remove_comments=True,
                remove_pis=True,
            )
            try:
                for _, element in events:
                    if first:
                        _refuse_doctype(element)
                        first = False
                    yield element
                    before = element.getprevious()
                    if before is not None:
                        parent = before.getparent()
                        if parent is not None:
                            parent.remove(before)
            except (etree.XMLSyntaxError, *BROKEN_ZIP) as error:
                with self._open(name) as again:
                    unsafe = _DOCTYPE in again.read(_HEAD)
                raise NotReadable("workbook-unsafe" if unsafe else "workbook-unreadable") from error

    def _open(self, name: str) -> IO[bytes]:
        try:
            return self._archive.open(self._part(name))
        except BROKEN_ZIP as error:
            raise NotReadable from error

    def _part(self, name: str) -> zipfile.ZipInfo:
        try:
            return self._names[name.lower()]
        except KeyError as error:
            raise NotReadable from error


def _refuse_doctype(element: etree._Element) -> None:
    """Raise NotReadable where a part defines entities, or could: no program that makes workbooks writes a DOCTYPE."""
    if element.getroottree().docinfo.internalDTD is not None:
        raise NotReadable("workbook-unsafe")


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    tag = str(element.tag)
    return tag[tag.rfind("}") + 1 :]


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children of this name, whatever their namespace."""
    return element.iterchildren(f"{{*}}{name}")


def is_on(value: str | None) -> bool:
    """Read a yes or no of XML, which may be left out."""
    return value in ("1", "true", "on")


def relationship_of(element: etree._Element) -> str:
    """Return the relationship that an element refers to (`r:id`), or nothing."""
    return next((str(value) for name, value in element.items() if str(name).endswith("}id")), "")
