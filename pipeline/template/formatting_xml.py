"""The properties of runs and paragraphs as XML that is repeated elsewhere in their part."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from pipeline.ooxml.namespaces import Element

_NAMESPACE = re.compile(r' xmlns(?::([\w.-]+))?="([^"]*)"')


def properties_xml(properties: Element, declared: Mapping[str | None, str]) -> str:
    """Return an element's XML without what the root of its part declares: those namespaces, by their prefix."""

    def own_declaration(match: re.Match[str]) -> str:
        """Return a declaration that the root does not make."""
        return "" if declared.get(match[1]) == match[2] else match[0]

    return _NAMESPACE.sub(own_declaration, etree.tostring(properties, encoding="unicode", with_tail=False))
