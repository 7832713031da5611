"""A copy of a template with a comment in Word at each mistake."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import count

from lxml import etree

from pipeline.ooxml.archive import pack, packed_part
from pipeline.ooxml.content_types import CONTENT_TYPES, declare_part
from pipeline.ooxml.namespaces import WORD_URI, Element, W
from pipeline.ooxml.relationships import add_relationship, new_relationships, relationship_type, relationships_part
from pipeline.ooxml.usual_names import MAIN
from pipeline.ooxml.xml_parts import parse_xml, serialize_xml
from pipeline.render.document_text import StyleNames
from pipeline.render.mistakes import TemplateLocation
from pipeline.template.fields import TemplateFields
from pipeline.template.markers import MarkerSources
from pipeline.template.tag_runs import join_trimmed
from pipeline.template.template_package import open_template

AUTHOR = "Binding"
_COMMENTS = "word/comments.xml"
_EMPTY_COMMENTS = f'<w:comments xmlns:w="{WORD_URI}"/>'.encode()
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def annotate_template(template: bytes, notes: Sequence[tuple[TemplateLocation, str]]) -> bytes:
    """Return the template with each note as a comment at its place.

    Word has no comments in headers, footers and notes: what is wrong in those gets its comment at the begin of the
    text. Raises PackageError, and XMLSyntaxError where a part can't be read; BrokenTemplateError where none can be.
    """
    parts = open_template(template)
    body = parse_xml(parts[MAIN])
    comments = parse_xml(parts.get(_COMMENTS, _EMPTY_COMMENTS))
    taken = [int(comment.get(f"{W}id", "0")) for comment in comments]
    numbers = count(max(taken, default=-1) + 1)
    paragraphs = _paragraphs_as_compiled(body)
    if not paragraphs:
        paragraphs = [etree.Element(f"{W}p")]
        body[0].insert(0, paragraphs[0])
    for location, text in notes:
        is_in_body = location.file == MAIN and 0 <= location.paragraph < len(paragraphs)
        paragraph = paragraphs[location.paragraph if is_in_body else 0]
        _add_comment(paragraph, comments, str(next(numbers)), text)
    parts[MAIN] = serialize_xml(body)
    if _COMMENTS not in parts:
        _declare_comments(parts)
    parts[_COMMENTS] = serialize_xml(comments)
    return pack(packed_part(name, content) for name, content in parts.items())


def _paragraphs_as_compiled(body: Element) -> list[Element]:
    """Return the paragraphs in the engine's count: a tag that trims (`{%-`) joins two paragraphs before it counts."""
    paragraphs = list(body.iter(f"{W}p"))
    joined = deepcopy(body)
    number = {copy: index for index, copy in enumerate(joined.iter(f"{W}p"))}
    TemplateFields(StyleNames()).prepare(joined, MarkerSources())
    join_trimmed(joined)
    return [paragraphs[number[copy]] for copy in joined.iter(f"{W}p")]


def _add_comment(paragraph: Element, comments: Element, number: str, text: str) -> None:
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
    comment_run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
    etree.SubElement(comment_run, f"{W}t").text = text


def _declare_comments(parts: dict[str, bytes]) -> None:
    types = parse_xml(parts[CONTENT_TYPES])
    declare_part(types, _COMMENTS, _CONTENT_TYPE)
    parts[CONTENT_TYPES] = serialize_xml(types)
    name = relationships_part(MAIN)
    relationships = parse_xml(parts[name]) if name in parts else new_relationships()
    add_relationship(relationships, relationship_type("comments"), f"/{_COMMENTS}", "rIdBindingComments")
    parts[name] = serialize_xml(relationships)
