"""The pictures that the tags of a template name: found and read when the template is compiled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, nodes

from pipeline.render.pictures import Picture, PictureError, read_picture
from pipeline.render.sandbox import CLOSE, OPEN

if TYPE_CHECKING:
    from pipeline.render.sandbox import Sandbox
    from pipeline.template.tags import Tag
    from pipeline.template.template_part import TemplatePart


@dataclass(slots=True)
class TemplatePictures:
    """The pictures of a template, each read once."""

    folder: Path
    """Where the template is, and so its pictures."""
    sandbox: Sandbox
    pictures: dict[str, Picture] = field(default_factory=dict)
    """By the name of their file."""

    def find(self, part: TemplatePart) -> None:
        """Read the pictures that the tags of a part name; what can't be shown is a mistake of the part."""
        for number, tag in enumerate(part.tags):
            for node in self._image_filters(tag):
                problem = self._read(node)
                if problem:
                    subject = str(node.node.value) if isinstance(node.node, nodes.Const) else ""
                    part.add_mistake("template-picture", number, subject, problem=problem)

    def _image_filters(self, tag: Tag) -> Iterator[nodes.Filter]:
        if "image" not in tag.body or tag.kind == "comment":
            return
        try:
            tree = self.sandbox.parse(f"{OPEN}= {tag.body} ={CLOSE}")
        except TemplateSyntaxError:
            return
        for node in tree.find_all(nodes.Filter):
            if node.name == "image":
                yield node

    def _read(self, node: nodes.Filter) -> str:
        """Read the picture that a filter names. Returns what is wrong with it, or nothing."""
        alt = next((pair.value for pair in node.kwargs if pair.key == "alt"), None)
        if alt is None or (isinstance(alt, nodes.Const) and not str(alt.value).strip()):
            return "no_alt"
        if not isinstance(node.node, nodes.Const):
            return "no_name"
        name = str(node.node.value)
        if Path(name).name != name or name in ("", ".", ".."):
            return "outside"
        try:
            if name not in self.pictures:
                self.pictures[name] = read_picture(self.folder / name, len(self.pictures) + 1)
        except OSError:
            return "not_there"
        except PictureError:
            return "not_a_picture"
        return ""
