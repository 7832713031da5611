"""A package is packed the same everywhere, and tells whether its document was changed."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ooxml.archive import (
    PackageError,
    pack,
    packed_part,
    read_parts,
)
from pipeline.ooxml.digests import digest_of
from pipeline.ooxml.properties import CUSTOM_PROPERTIES, custom_properties, custom_properties_xml

RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://x/styles" Target="styles.xml"/>{more}</Relationships>'
)
SHAREPOINT = '<Relationship Id="rId9" Type="http://x/customXml" Target="../customXml/item1.xml"/>'
PARTS = {"word/document.xml": b"<a/>", "word/_rels/document.xml.rels": RELATIONSHIPS.format(more="").encode()}


@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_characters="\0/\\:"), min_size=1, max_size=20), st.binary()
    )
)
def test_what_is_packed_can_be_unpacked(parts: dict[str, bytes]) -> None:
    """By our reader and by Python's own, to the very bytes."""
    content = pack(packed_part(name, part) for name, part in parts.items())
    assert read_parts(content) == parts
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(parts)


def test_the_same_parts_give_the_same_bytes() -> None:
    """Whatever the day."""
    assert pack(packed_part(*part) for part in PARTS.items()) == pack(packed_part(*part) for part in PARTS.items())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"geen zip", pack([packed_part("a", b"x" * 99)])[:-30]])
def test_what_is_no_package_is_told(content: bytes) -> None:
    """Cut off, empty or something else: one exception of ours."""
    with pytest.raises(PackageError):
        read_parts(content)


def test_a_package_that_unpacks_without_end_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates and what stands in outputs are read whole: what would take more memory than there is, is not read."""
    content = pack([packed_part("word/a.xml", b"a" * 60), packed_part("word/b.xml", b"b" * 40)])
    monkeypatch.setattr("pipeline.ooxml.archive.LARGEST_UNPACKED", 100)
    assert list(read_parts(content)) == ["word/a.xml", "word/b.xml"]
    monkeypatch.setattr("pipeline.ooxml.archive.LARGEST_UNPACKED", 99)
    with pytest.raises(PackageError):
        read_parts(content)


def test_a_change_of_the_document_changes_its_digest_and_sharepoint_does_not() -> None:
    """Properties and what SharePoint adds on upload are nobody's work; a word or a picture is."""
    digest = digest_of(PARTS)
    uploaded = {
        **PARTS,
        "docProps/core.xml": b"<x/>",
        "customXml/item1.xml": b"<y/>",
        "word/_rels/document.xml.rels": RELATIONSHIPS.format(more=SHAREPOINT).encode(),
    }
    assert digest_of(uploaded) == digest
    assert digest_of({**PARTS, "word/document.xml": b"<b/>"}) != digest
    assert digest_of({**PARTS, "word/media/image1.png": b"x"}) != digest


def test_custom_properties_come_back() -> None:
    """With every character of an initiative's name; what can't be read tells nothing."""
    properties = {"binding.initiative": "café & <co>", "leeg": ""}
    assert custom_properties({CUSTOM_PROPERTIES: custom_properties_xml(properties)}) == properties
    assert custom_properties({}) == {}
    assert custom_properties({CUSTOM_PROPERTIES: b"<"}) == {}
