"""The namespaces of Open XML, each once: as a URI, and as the prefix of names in lxml (`{uri}`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from lxml import etree

Element: TypeAlias = "etree._Element"  # noqa: SLF001 - lxml has no public name for it

WORD_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET_URI = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING_URI = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART_URI = "http://schemas.openxmlformats.org/drawingml/2006/chart"
MATH_URI = "http://schemas.openxmlformats.org/officeDocument/2006/math"
PICTURE_URI = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WORD_DRAWING_URI = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
COMPATIBILITY_URI = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WORD_2010_URI = "http://schemas.microsoft.com/office/word/2010/wordml"
WORD_SHAPE_URI = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
VML_URI = "urn:schemas-microsoft-com:vml"
VML_OFFICE_URI = "urn:schemas-microsoft-com:office:office"
VML_EXCEL_URI = "urn:schemas-microsoft-com:office:excel"
RELATIONSHIPS_URI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""Of attributes that refer to a relationship (`r:id`), and the beginning of the types of relationships."""
PACKAGE_RELATIONSHIPS_URI = "http://schemas.openxmlformats.org/package/2006/relationships"
"""Of the parts that list relationships (`.rels`)."""
CONTENT_TYPES_URI = "http://schemas.openxmlformats.org/package/2006/content-types"
CORE_PROPERTIES_URI = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
CUSTOM_PROPERTIES_URI = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VARIANT_TYPES_URI = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
DUBLIN_CORE_URI = "http://purl.org/dc/elements/1.1/"
XML_URI = "http://www.w3.org/XML/1998/namespace"

W = f"{{{WORD_URI}}}"
"""WordprocessingML: `w:`."""
S = f"{{{SHEET_URI}}}"
"""SpreadsheetML, which workbooks write without a prefix."""
RELATIONSHIP_ID = f"{{{RELATIONSHIPS_URI}}}id"
"""The attribute `r:id`."""
SPACE = f"{{{XML_URI}}}space"
"""The attribute `xml:space`."""
