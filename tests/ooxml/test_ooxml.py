"""What .docx and .xlsx have in common: relationships, content types, properties, bounds; each known in one place."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from conftest import PROJECT
from lxml import etree

from pipeline.ooxml import archive
from pipeline.ooxml.archive import (
    DamagedPackageError,
    EncryptedPackageError,
    PackageTooLargeError,
    open_archive,
    pack,
    packed_part,
    read_parts,
)
from pipeline.ooxml.bounded_archive import BoundedArchive, UnsafeXmlError
from pipeline.ooxml.content_types import (
    CONTENT_TYPES,
    declare_extension,
    declare_part,
    declared_types,
    free_part_name,
    undeclare_part,
)
from pipeline.ooxml.editable_package import EditablePackage
from pipeline.ooxml.namespaces import CONTENT_TYPES_URI, PACKAGE_RELATIONSHIPS_URI
from pipeline.ooxml.properties import core_properties, core_properties_xml, set_custom_property
from pipeline.ooxml.relationships import (
    PACKAGE,
    add_relationship,
    new_relationships,
    read_relationships,
    relationship_type,
    relationships_part,
    remove_relationships,
    resolve_target,
    source_part,
)
from pipeline.ooxml.xml_parts import new_root, parse_optional, parse_xml, serialize_xml

PLUMBING = ("_rels", "schemas.openxmlformats.org", "schemas.microsoft.com", "xml_declaration", "<?xml ", "XMLParser(",
            "[Content_Types]")  # fmt: skip
DOCTYPE = b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'


@pytest.mark.parametrize("words", PLUMBING)
def test_the_plumbing_of_open_xml_is_in_one_folder(words: str) -> None:
    """No file outside it builds the path of a `.rels`, names a namespace or writes a declaration."""
    outside = [path for path in (PROJECT / "pipeline").rglob("*.py") if path.parent.name != "ooxml"]
    assert [path.name for path in outside if words in path.read_text(encoding="utf-8")] == []
    assert any(words in path.read_text(encoding="utf-8") for path in (PROJECT / "pipeline/ooxml").glob("*.py"))


def test_every_namespace_is_written_once() -> None:
    """Also within the folder."""
    texts = [path.read_text(encoding="utf-8") for path in (PROJECT / "pipeline").rglob("*.py")]
    for uri in (CONTENT_TYPES_URI, PACKAGE_RELATIONSHIPS_URI, relationship_type("").rstrip("/")):
        assert sum(text.count(f'"{uri}"') for text in texts) == 1


# --- Relationships --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "part"),
    [
        (PACKAGE, "_rels/.rels"),
        ("word/document.xml", "word/_rels/document.xml.rels"),
        ("workbook.xml", "_rels/workbook.xml.rels"),
        ("xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"),
    ],
)
def test_relationships_are_listed_beside_their_source(source: str, part: str) -> None:
    """In a folder `_rels`; the package's own at its root."""
    assert relationships_part(source) == part
    assert source_part(part) == source


@pytest.mark.parametrize(
    ("source", "target", "part"),
    [
        (PACKAGE, "xl/workbook.xml", "xl/workbook.xml"),
        ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "../comments1.xml", "xl/comments1.xml"),
        ("xl/workbook.xml", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/workbook.xml", "../../../etc/passwd", "etc/passwd"),
    ],
)
def test_a_target_means_a_part(source: str, target: str, part: str) -> None:
    """Beside its source, from the root, and never outside the package."""
    assert resolve_target(source, target) == part


def test_an_address_outside_the_package_stays_as_it_is() -> None:
    """A link is no part."""
    root = parse_xml(
        f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS_URI}"><!-- x --><Relationship Id="rId1" Type="a/hyperlink" '
        'Target="https://x.be/../y" TargetMode="External"/></Relationships>'.encode()
    )
    (link,) = read_relationships("word/document.xml", root)
    assert (link.id, link.kind, link.target, link.is_external) == ("rId1", "hyperlink", "https://x.be/../y", True)


def test_a_relationship_gets_the_first_free_id() -> None:
    """Also where one in between was removed; a given id is kept."""
    root = new_relationships()
    kinds = ("styles", "theme", "settings")
    assert [add_relationship(root, relationship_type(kind), f"{kind}.xml") for kind in kinds] == [
        "rId1", "rId2", "rId3",
    ]  # fmt: skip
    remove_relationships("word/document.xml", root, lambda relationship: relationship.target == "word/theme.xml")
    assert add_relationship(root, relationship_type("image"), "media/1.png") == "rId2"
    assert add_relationship(root, relationship_type("image"), "media/2.png", "rIdPicture2") == "rIdPicture2"


# --- Content types --------------------------------------------------------------------------------


def test_a_part_is_declared_once() -> None:
    """Two declarations make a package unreadable."""
    root = new_root(CONTENT_TYPES_URI, "Types")
    for content_type in ("text/a", "text/b"):
        declare_part(root, "xl/comments1.xml", content_type)
    declare_extension(root, "vml", "a")
    declare_extension(root, "vml", "b")
    assert declared_types(root) == {"xl/comments1.xml": "text/b"}
    assert len(root) == 2
    undeclare_part(root, "xl/comments1.xml")
    assert declared_types(root) == {}


def test_a_free_name_is_none_that_is_taken() -> None:
    """Counting from 1."""
    assert free_part_name("xl/comments{}.xml", {"xl/comments1.xml", "xl/comments2.xml"}.__contains__) == (
        "xl/comments3.xml"
    )


# --- Properties and XML ---------------------------------------------------------------------------


def test_core_properties_come_back() -> None:
    """Those that are filled in."""
    texts = {"title": "Jeugd & <co>", "creator": "Stad", "keywords": ""}
    assert core_properties({"docProps/core.xml": core_properties_xml(texts)}) == {
        "title": "Jeugd & <co>",
        "creator": "Stad",
    }
    assert core_properties({}) == {}
    assert core_properties({"docProps/core.xml": b"<"}) == {}


def test_xml_is_written_with_its_declaration_and_read_without_entities() -> None:
    """Nothing that a DOCTYPE promises is filled in."""
    assert serialize_xml(parse_xml(b"<a/>")) == b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<a/>"
    assert parse_xml(DOCTYPE).text is None
    assert len(parse_optional(None)) == 0
    assert len(parse_xml(b"<a><!-- x --><b/></a>", comments=False)) == 1


# --- What strangers made --------------------------------------------------------------------------


def zipped(parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of parts."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", method) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return content.getvalue()


def test_the_bounds_of_a_package_are_just_where_they_are_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Size, number of parts and ratio: what is just inside is read, what is just outside is refused."""
    monkeypatch.setattr(archive, "LARGEST_UNPACKED", 1000)
    assert read_parts(zipped({"a": b"x" * 1000})) == {"a": b"x" * 1000}
    with pytest.raises(PackageTooLargeError) as too_large:
        read_parts(zipped({"a": b"x" * 999, "b": b"xx"}))
    assert too_large.value.limit == 1000
    monkeypatch.setattr(archive, "MOST_PARTS", 2)
    BoundedArchive(zipped({"a": b"x", "b": b"x"}))
    with pytest.raises(PackageTooLargeError):
        BoundedArchive(zipped({"a": b"", "b": b"", "c": b""}))
    with pytest.raises(PackageTooLargeError):
        open_archive(zipped({"a": b"", "b": b"", "c": b""}))


def test_a_package_that_is_mostly_air_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above a size that is always fine, and a ratio that nobody types."""
    content = zipped({"a": b"x" * 100_000})
    monkeypatch.setattr(archive, "_ALWAYS_ALLOWED", 100_000)
    BoundedArchive(content)
    monkeypatch.setattr(archive, "_ALWAYS_ALLOWED", 99_999)
    with pytest.raises(PackageTooLargeError):
        BoundedArchive(content)
    monkeypatch.setattr(archive, "HIGHEST_RATIO", 1000)
    BoundedArchive(content)


def test_an_encrypted_package_is_told_apart_from_a_damaged_one() -> None:
    """By a flag of its parts."""
    content = bytearray(zipped({"a": b"x"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedPackageError):
        BoundedArchive(bytes(content))
    with pytest.raises(EncryptedPackageError):
        read_parts(bytes(content))


@pytest.mark.parametrize("padding", [0, 300_000])
def test_a_doctype_is_refused_in_small_and_in_streamed_parts(padding: int) -> None:
    """No program that makes documents writes one."""
    body = b"<c/>" * (padding // 4)
    content = zipped({"a.xml": b'<!DOCTYPE a [<!ENTITY b "b">]><a>' + body + b"&b;<c/></a>"}, method=zipfile.ZIP_STORED)
    with pytest.raises(UnsafeXmlError):
        list(BoundedArchive(content).elements("a.xml", "c"))


def test_a_part_that_is_missing_or_broken_is_damage() -> None:
    """One kind of exception for whoever reads."""
    package = BoundedArchive(zipped({"a.xml": b"<a><b></a>"}))
    for name in ("a.xml", "b.xml"):
        with pytest.raises(DamagedPackageError):
            package.tree(name)
    assert package.relationships("a.xml") == []


# --- Packages that are changed --------------------------------------------------------------------


def test_only_parts_that_are_looked_into_are_written_anew() -> None:
    """All others stay the bytes they are."""
    odd = b"<?xml version='1.0'?><a  b='1' />"
    parts = {CONTENT_TYPES: serialize_xml(new_root(CONTENT_TYPES_URI, "Types")), "a.xml": odd, "b.xml": b"<b/>"}
    package = EditablePackage(parts)
    package.look("a.xml")
    etree.SubElement(package.tree("b.xml"), "c")
    packed = read_parts(package.packed())
    assert packed["a.xml"] == odd
    assert packed["b.xml"].endswith(b"<b><c/></b>")
    assert parts["b.xml"] == b"<b/>"


def test_a_custom_property_takes_the_place_of_one_with_its_name() -> None:
    """And gets a number of its own."""
    package = EditablePackage({CONTENT_TYPES: serialize_xml(new_root(CONTENT_TYPES_URI, "Types"))})
    for name, value in (("a", "1"), ("b", "2"), ("a", "3")):
        package.set_custom_property(name, value)
    assert (package.custom_property("a"), package.custom_property("b"), package.custom_property("c")) == (
        "3",
        "2",
        None,
    )
    root = parse_xml(read_parts(package.packed())["docProps/custom.xml"])
    set_custom_property(root, "c", "4")
    numbers = [element.get("pid") for element in root]
    assert len(set(numbers)) == len(numbers) == 3


def test_a_part_that_is_removed_leaves_nothing_behind() -> None:
    """Neither its relationships nor its declaration."""
    package = EditablePackage({CONTENT_TYPES: serialize_xml(new_root(CONTENT_TYPES_URI, "Types"))})
    package.add("xl/a.xml", b"<a/>", "text/a")
    package.add("xl/b.xml", b"<b/>", "text/b")
    package.relate("xl/a.xml", "comments", "xl/b.xml")
    assert package.related("xl/a.xml", "comments") == {"rId1": "xl/b.xml"}
    package.remove("xl/a.xml")
    packed = read_parts(package.packed())
    assert sorted(packed) == [CONTENT_TYPES, "xl/b.xml"]
    assert declared_types(parse_xml(packed[CONTENT_TYPES])) == {"xl/b.xml": "text/b"}


def test_a_packed_part_knows_its_size_to_the_byte() -> None:
    """Packed by us, opened by Python's own zipfile."""
    content = pack([packed_part("a.xml", b"<a/>")])
    assert zipfile.ZipFile(BytesIO(content)).getinfo("a.xml").file_size == 4
