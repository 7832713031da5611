"""A part of a template while it is compiled: its tags, where they are, its source for Jinja, and its mistakes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.render.mistakes import WARNINGS, Code, TemplateLocation, TemplateMistake
from pipeline.template.blocks import CELL_STATEMENTS
from pipeline.template.markers import MarkerSources
from pipeline.template.tags import Tag
from pipeline.template.template_package import HeaderFooterLocation

if TYPE_CHECKING:
    from pipeline.render.markup import Formatting
    from pipeline.template.fields import TemplateFields
    from pipeline.template.word_styles import TemplateStyles

SHOWN_CHARACTERS = 60
"""Characters of a paragraph by which people find it."""


@dataclass(slots=True)
class TemplatePart:
    """A part of a template: its source for Jinja, and what is wrong in it."""

    name: str
    label: str
    """What people call it: body, header, footer ..."""
    header_footer: HeaderFooterLocation
    styles: TemplateStyles
    formattings: list[Formatting]
    """The formattings of all values of the template; those of this part are added."""
    fields: TemplateFields
    """The fields of the template that are worked out in each report; those of this part are added."""
    tags: list[Tag] = field(default_factory=list)
    locations: list[TemplateLocation] = field(default_factory=list)
    """Where each tag is."""
    sources: MarkerSources = field(default_factory=MarkerSources)
    order: list[int] = field(default_factory=list)
    """The tags in the order of the document."""
    mistakes: list[TemplateMistake] = field(default_factory=list)
    used: frozenset[str] = frozenset()
    """The names of values that its tags use."""
    source: str = ""
    lines: dict[int, int] = field(default_factory=dict)
    """Which tag is on which line of the source."""
    is_read: bool = True
    """Whether people read its text; in what only programs read, a lone brace is nothing to tell."""

    @property
    def cell_tags(self) -> dict[str, tuple[str, TemplateLocation]]:
        """The tags that change cells or how many a row has, and their locations, by their number."""
        return {
            str(number): (tag.source, location)
            for number, (tag, location) in enumerate(zip(self.tags, self.locations, strict=True))
            if tag.scope == "tc" or tag.word in CELL_STATEMENTS
        }

    @property
    def has_errors(self) -> bool:
        """Whether anything in it is more than doubtful, so that no report can be made."""
        return any(mistake.code not in WARNINGS for mistake in self.mistakes)

    def location(self, heading: str = "", text: str = "", paragraph: int = -1) -> TemplateLocation:
        """Return a place in this part."""
        return TemplateLocation(self.label, *self.header_footer, heading, None, text, self.name, paragraph)

    def add_mistake(
        self, code: Code, number: int, subject: str = "", suggestion: str | None = None, **details: str
    ) -> None:
        """Add a mistake in the tag of this number."""
        tag = self.tags[number].source
        self.mistakes.append(TemplateMistake(code, self.locations[number], tag, subject, suggestion, details))

    def add_formatting(self, formatting: Formatting) -> int:
        """Add the formatting of a value; return its number."""
        self.formattings.append(formatting)
        return len(self.formattings) - 1


def shown_text(text: str) -> str:
    """Return a text on one line, cut to what people need to find it."""
    return " ".join(text.split())[:SHOWN_CHARACTERS]
