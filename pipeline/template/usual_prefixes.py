"""Word's XML with its usual prefixes: other programs call its namespace otherwise, or give it no prefix at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from pipeline.ooxml.namespaces import COMPATIBILITY_URI, WORD_URI, Element
from pipeline.ooxml.xml_parts import parse_xml, serialize_xml

_WORD = WORD_URI.encode()
_USUAL = re.compile(rb"""xmlns:w=["']""" + re.escape(_WORD) + rb"""["']""")
_PREFIX_LISTS = frozenset({
    f"{{{COMPATIBILITY_URI}}}{name}"
    for name in ("Ignorable", "MustUnderstand", "ProcessContent", "PreserveElements", "PreserveAttributes")
} | {"Requires"})  # fmt: skip
"""Attributes that name namespaces by their prefixes."""


def with_usual_prefixes(content: bytes) -> bytes:
    """Return a part in which Word's namespace has the prefix `w`, and every prefix is declared at the root.

    A part in which that is so already is returned as it is. Raises XMLSyntaxError.
    """
    if _WORD not in content or len(_USUAL.findall(content)) == content.count(_WORD) == 1:
        return content
    root = parse_xml(content, comments=False)
    if root.nsmap.get("w") == WORD_URI and all(_has_usual_prefix(element) for element in root.iter("*")):
        return content
    prefixes = _prefixes(root)
    new = etree.Element(root.tag, nsmap={prefix: uri for uri, prefix in prefixes.items()})
    _copy(root, new, prefixes)
    return serialize_xml(new)


def _has_usual_prefix(element: Element) -> bool:
    is_words = str(element.tag).startswith(f"{{{WORD_URI}}}")
    return (not is_words or element.prefix == "w") and element.nsmap.get("w") == WORD_URI


def _prefixes(root: Element) -> dict[str, str]:
    """Return a prefix for each namespace that a part declares anywhere."""
    prefixes = {WORD_URI: "w"}
    for element in root.iter("*"):
        for prefix, uri in element.nsmap.items():
            if uri not in prefixes:
                wanted = prefix or "n"
                number = 1
                while wanted in prefixes.values():
                    number += 1
                    wanted = f"{prefix or 'n'}{number}"
                prefixes[uri] = wanted
    return prefixes


def _copy(source: Element, target: Element, prefixes: Mapping[str, str]) -> None:
    """Copy what an element holds, and what is in it."""
    waiting = [(source, target)]
    while waiting:
        old, new = waiting.pop()
        new.text = old.text
        for name, value in old.attrib.items():
            is_list = str(name) in _PREFIX_LISTS
            new.set(name, _renamed_list(old, str(value), prefixes) if is_list else value)
        for child in old.iterchildren("*"):
            copied = etree.SubElement(new, child.tag)
            copied.tail = child.tail
            waiting.append((child, copied))


def _renamed_list(element: Element, value: str, prefixes: Mapping[str, str]) -> str:
    """Return a list of prefixes with those that the namespaces have now."""
    words = (word.partition(":") for word in value.split())
    return " ".join(
        f"{prefixes.get(element.nsmap.get(prefix, ''), prefix)}{colon}{rest}" for prefix, colon, rest in words
    )
