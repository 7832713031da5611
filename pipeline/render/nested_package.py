"""A package inside the document, such as the workbook with the data of a chart, with tags in its texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.ooxml.archive import STORED, PackedPart, pack, packed_part

if TYPE_CHECKING:
    from pipeline.render.templated_part import TemplatedPart


@dataclass(frozen=True, slots=True)
class NestedPackage:
    """A part that is itself a package: some of its parts are the same in every report, others have tags."""

    name: str
    parts: tuple[PackedPart | TemplatedPart | NestedPackage, ...]

    @property
    def has_tags(self) -> bool:
        """Whether it shows values: without any it is no nested package, but a part like others."""
        return True

    def render(self, values: dict[str, object]) -> PackedPart:
        """Return the part of one report; the values hold its writer. Raises RenderError."""
        parts = (part if isinstance(part, PackedPart) else part.render(values) for part in self.parts)
        return packed_part(self.name, pack(parts), STORED)
