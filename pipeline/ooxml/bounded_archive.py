"""The parts of an untrusted package: a gate before any parser, and reading that stays within bounds."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Protocol, TypeAlias

from lxml import etree

from pipeline.ooxml.archive import BROKEN_ZIP, DamagedPackageError, PackageTooLargeError, open_archive, read_entry
from pipeline.ooxml.relationships import Relationship, read_relationships, relationships_part
from pipeline.ooxml.xml_parts import SAFE_OPTIONS, parse_xml

if TYPE_CHECKING:
    from pipeline.ooxml.namespaces import Element

LARGEST_TREE = 32 * 1024 * 1024
"""Bytes of a part that is held in memory whole: all but sheets and texts, which are read as a stream."""
SMALL_TREE = 256 * 1024
"""Bytes of a part that is faster read whole than as a stream."""
_HEAD = 4_096
_DOCTYPE = b"<!DOCTYPE"


class UnsafeXmlError(DamagedPackageError):
    """A part defines entities, or could: no program that makes documents writes a DOCTYPE."""


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes; none at the end."""


StreamFilter: TypeAlias = Callable[[IO[bytes]], Readable]
"""Takes out of a stream what need not be parsed."""


class BoundedArchive:
    """The parts of a package; case and which way strokes lean don't count. Every method raises PackageError."""

    def __init__(self, content: bytes) -> None:
        """Open the archive, and refuse it where it would unpack without end. Nothing is unpacked yet."""
        self._archive = open_archive(content)
        parts = self._archive.infolist()
        self.unpacked_size = sum(part.file_size for part in parts)
        """Bytes of all parts together."""
        self._parts = {part.filename.lower().replace("\\", "/").lstrip("/"): part for part in parts}

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name.lower() in self._parts

    def names(self) -> list[str]:
        """Return the names of all parts, in small letters."""
        return list(self._parts)

    def read(self, name: str) -> bytes:
        """Return a part whole."""
        if self._part(name).file_size > LARGEST_TREE:
            raise PackageTooLargeError(LARGEST_TREE)
        try:
            return read_entry(self._archive, self._part(name))
        except BROKEN_ZIP as error:
            raise DamagedPackageError from error

    def tree(self, name: str) -> Element:
        """Return a part as XML, whole."""
        content = self.read(name)
        try:
            root = parse_xml(content, comments=False)
        except etree.XMLSyntaxError as error:
            raise (UnsafeXmlError if _DOCTYPE in content else DamagedPackageError) from error
        _refuse_doctype(root)
        return root

    def relationships(self, source: str) -> list[Relationship]:
        """Return the relationships of a part, or of the package; none where they are not listed."""
        name = relationships_part(source)
        return read_relationships(source, self.tree(name)) if name in self else []

    def elements(self, name: str, *tags: str, stream_filter: StreamFilter | None = None) -> Iterator[Element]:
        """Yield each element of these names as it is read, and forget it afterwards: memory stays flat.

        A long part goes through the filter before it is parsed. Names are without a namespace: the strict and the
        ordinary dialect differ in nothing else that we read.
        """
        wanted = [f"{{*}}{tag}" for tag in tags]
        if self._part(name).file_size <= SMALL_TREE:
            yield from self.tree(name).iter(*wanted)
            return
        is_first = True
        with self._open(name) as stream:
            source = stream_filter(stream) if stream_filter else stream
            events = etree.iterparse(source, tag=wanted, remove_comments=True, **SAFE_OPTIONS)
            try:
                for _, element in events:
                    if is_first:
                        _refuse_doctype(element)
                        is_first = False
                    yield element
                    _forget_previous(element)
            except (etree.XMLSyntaxError, *BROKEN_ZIP) as error:
                with self._open(name) as again:
                    is_unsafe = _DOCTYPE in again.read(_HEAD)
                raise (UnsafeXmlError if is_unsafe else DamagedPackageError) from error

    def _open(self, name: str) -> IO[bytes]:
        try:
            return self._archive.open(self._part(name))
        except BROKEN_ZIP as error:
            raise DamagedPackageError from error

    def _part(self, name: str) -> zipfile.ZipInfo:
        try:
            return self._parts[name.lower()]
        except KeyError as error:
            raise DamagedPackageError from error


def _refuse_doctype(element: Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise UnsafeXmlError


def _forget_previous(element: Element) -> None:
    previous = element.getprevious()
    parent = None if previous is None else previous.getparent()
    if previous is not None and parent is not None:
        parent.remove(previous)


# --- Elements whatever their dialect --------------------------------------------------------------


def local_name(element: Element) -> str:
    """Return an element's name without its namespace."""
    tag = str(element.tag)
    return tag[tag.rfind("}") + 1 :]


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of this name, whatever their namespace."""
    return element.iterchildren(f"{{*}}{name}")


def is_on(value: str | None) -> bool:
    """Read a yes or no of XML, which may be left out."""
    return value in ("1", "true", "on")


def relationship_id(element: Element) -> str:
    """Return the relationship that an element refers to (`r:id`), or nothing."""
    return next((str(value) for name, value in element.items() if str(name).endswith("}id")), "")
