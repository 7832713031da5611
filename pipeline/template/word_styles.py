"""What the compiler has to know of a template's styles: which of them make lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.ooxml.namespaces import Element, W
from pipeline.ooxml.xml_parts import parse_optional
from pipeline.render.document_text import StyleNames
from pipeline.render.writer import ListStyles

_LEVELS = 9


@dataclass(frozen=True, slots=True)
class TemplateStyles:
    """What the compiler has to know of the template's styles."""

    lists: ListStyles
    list_styles: frozenset[str]
    """The ids of the paragraph styles that make their paragraph a list item."""
    headings: frozenset[str] = frozenset()
    """The ids of the paragraph styles that are headings."""

    names: StyleNames = field(default_factory=StyleNames)
    """The styles by their names, and which of them are headings of which level."""

    @classmethod
    def read(cls, parts: Mapping[str, bytes]) -> TemplateStyles:
        """Read the styles and the numbering of a template that may lack either."""
        styles = {
            style.get(f"{W}styleId", ""): style
            for style in parse_optional(parts.get("word/styles.xml")).iter(f"{W}style")
        }
        by_name = {
            name.get(f"{W}val", "").lower(): key for key, style in styles.items() for name in style.iter(f"{W}name")
        }
        levels = {key: level for key in styles if (level := _heading_level(key, styles, by_name))}
        numbering = parse_optional(parts.get("word/numbering.xml"))
        numbers = {number.get(f"{W}numId", ""): number for number in numbering.iter(f"{W}num")}
        number_style = by_name.get("list number")
        definition = _definition(styles.get(number_style or ""), numbers)
        lists = ListStyles(
            bullet=by_name.get("list bullet"),
            number=number_style if definition else None,
            number_definition=definition or "",
            first_free_number=max((int(number) for number in numbers if number.isdigit()), default=0) + 1,
            link=by_name.get("hyperlink"),
        )
        listed = frozenset(key for key in styles if _numbered(key, styles))
        headings = {key for name, key in by_name.items() if name == "title" or name.startswith("heading ")}
        outlined = {key for key, style in styles.items() if style.find(f"{W}pPr/{W}outlineLvl") is not None}
        return cls(lists, listed, frozenset(headings | outlined), StyleNames(by_name, levels))


def _numbered(key: str, styles: Mapping[str, Element]) -> bool:
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        number = styles[key].find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            return number.get(f"{W}val") != "0"
        based_on = styles[key].find(f"{W}basedOn")
        key = "" if based_on is None else based_on.get(f"{W}val", "")
    return False


def _heading_level(key: str, styles: Mapping[str, Element], by_name: Mapping[str, str]) -> int:
    """Return the level of a heading style, which it may have from the style that it is based on; 0 for others."""
    named = {by_name.get(f"heading {level}"): level for level in range(1, _LEVELS + 1)}
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        outline = styles[key].find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            level = int(outline.get(f"{W}val", "0")) + 1
            return level if level <= _LEVELS else 0
        if key in named:
            return named[key]
        based_on = styles[key].find(f"{W}basedOn")
        key = "" if based_on is None else based_on.get(f"{W}val", "")
    return 0


def _definition(style: Element | None, numbers: Mapping[str, Element]) -> str | None:
    """Return the numbering that a style counts by, or None where it has none."""
    reference = None if style is None else style.find(f"{W}pPr/{W}numPr/{W}numId")
    number = None if reference is None else numbers.get(reference.get(f"{W}val", ""))
    definition = None if number is None else number.find(f"{W}abstractNumId")
    return None if definition is None else definition.get(f"{W}val")
