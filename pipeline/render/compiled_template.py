"""Compiled template + values -> .docx bytes, as often as wanted. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.ooxml.archive import PackedPart, pack
from pipeline.ooxml.digests import digest_of_lines
from pipeline.render.collected_parts import add_collected
from pipeline.render.document_text import StyleNames
from pipeline.render.field_results import FieldPlan, fill_results
from pipeline.render.markup import Formatting
from pipeline.render.mistakes import TemplateMistake
from pipeline.render.nested_package import NestedPackage
from pipeline.render.pictures import Picture
from pipeline.render.repeated_ids import RepeatedIds
from pipeline.render.sandbox import WRITER
from pipeline.render.template_properties import TemplateProperties, core_properties_part, custom_properties_part
from pipeline.render.templated_part import TemplatedPart, templated_part
from pipeline.render.value_text import TemplateValues
from pipeline.render.writer import ListStyles, Writer


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A Word template, ready to make any number of reports. It can be pickled, to be sent to another process."""

    parts: tuple[PackedPart | TemplatedPart | NestedPackage, ...]
    formattings: tuple[Formatting, ...]
    lists: ListStyles
    language: str
    """The language in which dates and numbers are written."""
    digest: str
    """SHA-256 of the template as it was read, and of its pictures."""
    properties: TemplateProperties = field(default_factory=TemplateProperties)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    first_free_id: int = 1
    used: frozenset[str] = frozenset()
    """The names of values that its tags use."""
    warnings: tuple[TemplateMistake, ...] = ()
    """What is doubtful in it."""
    note_parts: Mapping[str, str] = field(default_factory=dict)
    """The parts with notes and comments, by kind: `footnotes`, `endnotes`, `comments`."""
    fields: tuple[FieldPlan, ...] = ()
    """The fields that are worked out in each report."""
    styles: StyleNames = field(default_factory=StyleNames)
    main: str = ""
    """The name of the part with the document's text."""

    @property
    def has_tags(self) -> bool:
        """Whether any part shows values: without tags every report would be the same."""
        has_tags = any(not isinstance(part, PackedPart) and part.has_tags for part in self.parts)
        return has_tags or self.properties.have_tags

    def render(
        self,
        values: Mapping[str, object],
        properties: Mapping[str, str] | None = None,
        *,
        parts_digest_as: str | None = None,
        content_digest_as: str | None = None,
    ) -> bytes:
        """Return a document in which every tag shows its value.

        Values are plain: texts, formatted texts (`rich_text.RichText`), numbers, dates, yes and no, lists and dicts of
        these. Characters that XML can't hold (`pipeline.text.NOT_IN_WORD`) are left out of texts; look for them first
        to report them. `properties` are document properties: title, creator, subject, keywords, description, category
        and language, and any other as a custom property. With `parts_digest_as`, a custom property of that name holds
        the digest of the parts that people edit (`ooxml.digests.digest_of`); with `content_digest_as`, another
        the digest of all parts, but for that property itself. Raises RenderError where
        the template and the values don't fit.
        """
        writer = Writer(self.language, self.formattings, self.lists, self.pictures, RepeatedIds(self.first_free_id))
        values = TemplateValues.of(values)
        context: dict[str, object] = dict(values)
        context[WRITER] = writer
        report_properties = dict(properties or {})
        parts, links = self._rendered_parts(context, writer, report_properties)
        parts = add_collected(parts, writer, links, self.note_parts)
        if parts_digest_as:
            report_properties[parts_digest_as] = digest_of_lines(part.edited_line for part in parts)
        core, custom = self.properties.texts(values, report_properties)
        parts.append(core_properties_part(core))
        return pack([*parts, custom_properties_part(custom, parts, content_digest_as)])

    def _rendered_parts(
        self, context: dict[str, object], writer: Writer, properties: Mapping[str, str]
    ) -> tuple[list[PackedPart], dict[str, Mapping[str, str]]]:
        """Return the parts of a report, and the relationship of each address that they lead to, by part."""
        parts: list[PackedPart] = []
        links: dict[str, Mapping[str, str]] = {}
        texts: dict[str, str] = {}
        for part in self.parts:
            if isinstance(part, PackedPart):
                parts.append(part)
                continue
            if self.fields and isinstance(part, TemplatedPart):
                texts[part.name] = part.render_xml(context)
            else:
                parts.append(part.render(context))
            if part_links := writer.take_links():
                links[part.name] = part_links
        if texts:
            core, custom = self.properties.texts(context, properties)
            filled = fill_results(texts, self.main, self.fields, self.styles, custom | core)
            parts += [templated_part(name, xml) for name, xml in filled.items()]
        return parts, links
