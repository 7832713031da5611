"""The namespaces of Open XML, and the type of an element."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Element: TypeAlias = "etree._Element"  # noqa: SLF001 - lxml has no public name for it
