"""A copy of a template with a comment in Word at each mistake."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from itertools import count

from lxml import etree

from pipeline.ooxml.archive import SAFE_PARSER, pack, packed_part, read_parts
from pipeline.ooxml.namespaces import Element, W
from pipeline.render.mistakes import Spot
from pipeline.template.tags import join_trimmed
from pipeline.template.template_package import CONTENT_TYPES, content_types

AUTHOR = "Binding"
_COMMENTS = "word/comments.xml"
_BODY = "word/document.xml"
_MAIN = re.compile(r"\.(?:document|template)(?:\.macroEnabled(?:Template)?)?\.main\+xml$")
_WORD = W[1:-1]
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def annotated(template: bytes, notes: Sequence[tuple[Spot, str]]) -> bytes:
    """Return the template with each note as a comment at its place.

    Word has no comments in headers, footers and notes: what is wrong there is told at the begin of the text. Raises
    NotAPackage, and XMLSyntaxError where a part can't be read.
    """
    parts = read_parts(template)
    main = next((name for name, kind in content_types(parts).items() if _MAIN.search(kind)), _BODY)
    body = etree.fromstring(parts[main], SAFE_PARSER)
    empty = f'<w:comments xmlns:w="{_WORD}"/>'.encode()
    comments = etree.fromstring(parts.get(_COMMENTS, empty), SAFE_PARSER)
    taken = [int(one.get(f"{W}id", "0")) for one in comments]
    numbers = count(max(taken, default=-1) + 1)
    paragraphs = _as_the_engine_counts(body)
    if not paragraphs:
        paragraphs = [etree.Element(f"{W}p")]
        body[0].insert(0, paragraphs[0])
    for spot, text in notes:
        here = spot.file == main and 0 <= spot.paragraph < len(paragraphs)
        _comment(paragraphs[spot.paragraph if here else 0], comments, str(next(numbers)), text)
    parts[main] = _written(body)
    if _COMMENTS not in parts:
        _declare(parts, main)
    parts[_COMMENTS] = _written(comments)
    return pack(packed_part(name, content) for name, content in parts.items())


def _as_the_engine_counts(body: Element) -> list[Element]:
    """Return the paragraphs in the engine's count: a tag that trims (`{%-`) joins two paragraphs before it counts."""
    paragraphs = list(body.iter(f"{W}p"))
    joined = deepcopy(body)
    number = {copy: index for index, copy in enumerate(joined.iter(f"{W}p"))}
    join_trimmed(joined)
    return [paragraphs[number[copy]] for copy in joined.iter(f"{W}p")]


def _comment(paragraph: Element, comments: Element, number: str, text: str) -> None:
    outer = next(paragraph.iterancestors(f"{W}txbxContent"), None)
    if outer is not None:  # nor are there comments in text boxes: they go to the paragraph that holds the box
        paragraph = next(outer.iterancestors(f"{W}p"))
    at = 1 if paragraph.find(f"{W}pPr") is not None else 0
    paragraph.insert(at, etree.Element(f"{W}commentRangeStart", {f"{W}id": number}))
    etree.SubElement(paragraph, f"{W}commentRangeEnd", {f"{W}id": number})
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": number})
    comment = etree.SubElement(
        comments, f"{W}comment", {f"{W}id": number, f"{W}author": AUTHOR, f"{W}initials": AUTHOR[:1]}
    )
    said = etree.SubElement(etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r"), f"{W}t")
    said.text = text


def _declare(parts: dict[str, bytes], main: str) -> None:
    types = etree.fromstring(parts[CONTENT_TYPES], SAFE_PARSER)
    etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{_COMMENTS}", ContentType=_CONTENT)
    parts[CONTENT_TYPES] = _written(types)
    folder, _, file = main.rpartition("/")
    name = f"{folder}/_rels/{file}.rels"
    empty = f'<Relationships xmlns="{_RELATIONSHIPS[1:-1]}"/>'.encode()
    relationships = etree.fromstring(parts.get(name, empty), SAFE_PARSER)
    etree.SubElement(
        relationships, f"{_RELATIONSHIPS}Relationship", Id="rIdBindingComments", Type=_KIND, Target=f"/{_COMMENTS}"
    )
    parts[name] = _written(relationships)


def _written(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
