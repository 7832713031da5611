"""PKG01-PKG07: a package that Office opens."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from urllib.parse import urlsplit

from lxml import etree

from document_rules.broken import Broken
from document_rules.markup import NAMESPACES, Element, as_written, local, q
from document_rules.opened import CONTENT_TYPES, Package, rels_name, source_of

XML_ENDINGS = (".xml", ".rels", ".vml")
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAFE_NAME = re.compile(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})+")
BAD_IN_URI = re.compile(r'[\s<>"{}|\\^`\x00-\x1f]')
W3CDTF = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")
BLOCKED_TYPES = ("vbaProject", "oleObject", "activeX", "macroEnabled")
BLOCKED_KINDS = frozenset(
    {"vbaProject", "oleObject", "control", "activeXControlBinary", "attachedTemplate", "aFChunk", "externalLink"}
    | {"connections", "queryTable", "frame", "subDocument", "attachedToolbars", "mailMergeSource"}
)
BLOCKED_OUTSIDE = frozenset({"image", "package", "video", "audio", "media"})


def openable(data: bytes) -> Iterator[Broken]:
    """PKG01: a readable, unencrypted zip."""
    if data.startswith(OLE2):
        yield Broken("PKG01", "", "an OLE2 file (old format, or encrypted), not a zip")
        return
    if not data.startswith(b"PK\x03\x04"):
        yield Broken("PKG01", "", "does not start as a zip")
        return
    try:
        yield from _entries(zipfile.ZipFile(BytesIO(data)))
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        yield Broken("PKG01", "", f"not a readable zip: {error}")


def _entries(archive: zipfile.ZipFile) -> Iterator[Broken]:
    for entry in archive.infolist():
        if entry.flag_bits & 0x1:
            yield Broken("PKG01", entry.filename, "encrypted")
        elif entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield Broken("PKG01", entry.filename, "compressed in a way that Office does not read")
        elif (problem := _unreadable(archive, entry)) is not None:
            yield Broken("PKG01", entry.filename, problem)


def _unreadable(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str | None:
    try:
        archive.read(entry)
    except Exception as error:  # noqa: BLE001 - zlib.error, BadZipFile, EOFError: each means the same here
        return f"cannot be read: {error}"
    return None


def check(package: Package, main_type: str) -> Iterator[Broken]:
    """PKG02-PKG07."""
    yield from names(package)
    yield from content_types(package, main_type)
    yield from well_formed(package)
    for part in [""] + [name for name in package.parts if not name.endswith(".rels")]:
        yield from relationships(package, part)
        yield from used_relationships(package, part)
        yield from blocked(package, part)
    yield from orphans(package)
    yield from core_properties(package)


def names(package: Package) -> Iterator[Broken]:
    """PKG02: part names are unique and safe."""
    files = [entry.orig_filename for entry in package.entries if not entry.is_dir()]
    for name, times in Counter(name.lower() for name in files).items():
        if times > 1:
            yield Broken("PKG02", name, f"{times} entries of this name")
    for name in files:
        if name != CONTENT_TYPES and not _safe(name):
            yield Broken("PKG02", name, "not a safe part name")


def _safe(name: str) -> bool:
    segments = name.split("/")
    return all(SAFE_NAME.fullmatch(segment) and not segment.endswith(".") for segment in segments) and ":" not in name


def content_types(package: Package, main_type: str) -> Iterator[Broken]:
    """PKG03: every part has a content type, the main part the right one."""
    root = package.tree(CONTENT_TYPES)
    if root is None:
        yield Broken("PKG03", CONTENT_TYPES, "missing or not readable")
        return
    keys = Counter((e.get("Extension") or e.get("PartName") or "").lower() for e in root)
    for key in (key for key, times in keys.items() if times > 1):
        yield Broken("PKG03", CONTENT_TYPES, f"{key} is declared more than once")
    for name in package.parts:
        if name != CONTENT_TYPES and not package.content_type(name):
            yield Broken("PKG03", name, "no content type")
    if not package.main:
        yield Broken("PKG03", "_rels/.rels", "no main part")
    elif package.content_type(package.main) != main_type:
        yield Broken("PKG03", package.main, f"main part is {package.content_type(package.main)}")


def well_formed(package: Package) -> Iterator[Broken]:
    """PKG04: XML parts are well-formed, UTF-8/16, without DTD."""
    for name, data in package.parts.items():
        if name.lower().endswith(XML_ENDINGS):
            for problem in _xml_problems(data):
                yield Broken("PKG04", name, problem)


def _xml_problems(data: bytes) -> Iterator[str]:
    try:
        info = as_written(data).getroottree().docinfo
    except etree.XMLSyntaxError as error:
        yield f"not well-formed: {error.msg}"
        return
    if info.internalDTD is not None:
        yield "has a DTD"
    if not (info.encoding or "UTF-8").upper().startswith(("UTF-8", "UTF-16")):
        yield f"encoding {info.encoding}"


def relationships(package: Package, part: str) -> Iterator[Broken]:
    """PKG05: relationships have unique ids and their targets are there."""
    root = package.tree(rels_name(part))
    elements = list(root) if root is not None else []
    where = rels_name(part)
    for key, times in Counter(e.get("Id", "") for e in elements).items():
        if times > 1 or not key:
            yield Broken("PKG05", where, f"Id {key!r} used {times} times")
    for relationship in package.relationships(part).values():
        if relationship.external and not _is_uri(relationship.target):
            yield Broken("PKG05", where, f"{relationship.id}: {relationship.target!r} is not a URI")
        if relationship.external or relationship.target.startswith("#"):
            continue
        if relationship.target not in package.parts:
            yield Broken("PKG05", where, f"{relationship.id}: no part {relationship.target}")


def _is_uri(target: str) -> bool:
    if not target or BAD_IN_URI.search(target):
        return False
    try:
        parts = urlsplit(target)
        _ = parts.port
    except ValueError:
        return False
    return bool(parts.netloc) if parts.scheme in ("http", "https", "ftp") else True


def orphans(package: Package) -> Iterator[Broken]:
    """PKG05: relationships belong to a part."""
    for name in package.parts:
        source = source_of(name) if name.endswith(".rels") else ""
        if source and source not in package.parts:
            yield Broken("PKG05", name, f"relationships of {source}, which is not there")


def used_relationships(package: Package, part: str) -> Iterator[Broken]:
    """PKG05: every relationship that the XML uses is declared."""
    if not part.lower().endswith(XML_ENDINGS) or part == CONTENT_TYPES:
        return
    declared = package.relationships(part)
    for element, used in _used_ids(package.parts[part]):
        if used not in declared:
            yield Broken("PKG05", part, f"{element} uses {used}, which is not declared")


@lru_cache(maxsize=100)
def _used_ids(data: bytes) -> tuple[tuple[str, str], ...]:
    """Return the elements that use a relationship, with its id; once for all documents that share the part."""
    try:
        root = as_written(data)
    except etree.XMLSyntaxError:
        return ()
    marks = ("{" + NAMESPACES["r"] + "}", q("o:relid"))
    return tuple(
        (local(element), str(text))
        for element in root.iter()
        for name, text in element.attrib.items()
        if str(name).startswith(marks) and text
    )


def core_properties(package: Package) -> Iterator[Broken]:
    """PKG06: core properties parse."""
    kinds = [r.kind for r in package.relationships("").values()]
    if kinds.count("core-properties") > 1:
        yield Broken("PKG06", "_rels/.rels", "more than one core properties part")
    root = package.tree(package.core)
    elements = list(root) if root is not None else []
    for tag, times in Counter(str(e.tag) for e in elements).items():
        if times > 1:
            yield Broken("PKG06", package.core, f"{tag.rpartition('}')[2]} is there {times} times")
    for element in elements:
        if element.tag in (q("dcterms:created"), q("dcterms:modified")) and not _is_moment(element):
            yield Broken("PKG06", package.core, f"{local(element)} {element.text!r} is not a W3CDTF moment")


def _is_moment(element: Element) -> bool:
    text = (element.text or "").strip()
    if not W3CDTF.fullmatch(text) or element.get(q("xsi:type")) != "dcterms:W3CDTF":
        return False
    complete = text + {4: "-01-01", 7: "-01"}.get(len(text), "")
    try:
        datetime.fromisoformat(re.sub(r"\.\d+", "", complete))
    except ValueError:
        return False
    return True


def blocked(package: Package, part: str) -> Iterator[Broken]:
    """PKG07: nothing that makes Office ask or block."""
    if part and any(word in package.content_type(part) for word in BLOCKED_TYPES):
        yield Broken("PKG07", part, f"content that Office blocks: {package.content_type(part)}")
    for relationship in package.relationships(part).values():
        outside = relationship.external and relationship.kind in BLOCKED_OUTSIDE
        if outside or relationship.kind in BLOCKED_KINDS:
            yield Broken("PKG07", part, f"{relationship.kind} to {relationship.target}")
