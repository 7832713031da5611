"""An Office file taken apart: its parts, content types and relationships."""

import posixpath
import zipfile
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote

from lxml.etree import XMLSyntaxError

from document_rules.markup import Element, as_read, children, q

CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True)
class Relationship:
    """One relationship, its target made a part name unless external."""

    id: str
    kind: str
    target: str
    external: bool


def rels_name(part: str) -> str:
    """Give the name of the part that holds a part's relationships."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def source_of(rels: str) -> str:
    """Give the part that a .rels part belongs to."""
    folder = posixpath.dirname(posixpath.dirname(rels))
    return posixpath.join(folder, posixpath.basename(rels).removesuffix(".rels"))


def target_name(source: str, target: str) -> str:
    """Give the part name that a relationship's target means."""
    plain = unquote(target.partition("#")[0])
    joined = plain if plain.startswith("/") else posixpath.join("/", posixpath.dirname(source), plain)
    return posixpath.normpath(joined).lstrip("/")


class Package:
    """The parts of one file."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.entries = archive.infolist()
            self.parts = {entry.filename: archive.read(entry) for entry in self.entries if not entry.is_dir()}
        self._trees: dict[str, Element | None] = {}
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self.defaults, self.overrides = self._content_types()
        self.main = next(iter(self.related("", "officeDocument")), "")
        self.core = next(iter(self.related("", "core-properties")), "")

    def tree(self, name: str) -> Element | None:
        """Give a part's XML as Office reads it, None when it cannot be parsed."""
        if name not in self._trees:
            self._trees[name] = self._parsed(name)
        return self._trees[name]

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Give a part's relationships by id."""
        if part not in self._relationships:
            root = self.tree(rels_name(part))
            found = [self._relationship(part, element) for element in children(root, "pr:Relationship")]
            self._relationships[part] = {relationship.id: relationship for relationship in found}
        return self._relationships[part]

    def related(self, part: str, kind: str) -> list[str]:
        """Give the parts related to a part in this way."""
        found = self.relationships(part).values()
        return [r.target for r in found if r.kind == kind and not r.external and r.target in self.parts]

    def content_type(self, part: str) -> str:
        """Give a part's content type, empty when it has none."""
        default = self.defaults.get(part.rpartition(".")[2].lower(), "")
        return self.overrides.get("/" + part.lower(), default)

    def _parsed(self, name: str) -> Element | None:
        try:
            return as_read(self.parts[name])
        except (KeyError, XMLSyntaxError):
            return None

    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        root = self.tree(CONTENT_TYPES)
        defaults = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in children(root, "ct:Default")}
        overrides = {e.get("PartName", "").lower(): e.get("ContentType", "") for e in children(root, "ct:Override")}
        return defaults, overrides

    @staticmethod
    def _relationship(source: str, element: Element) -> Relationship:
        external = element.get("TargetMode") == "External"
        target = element.get("Target", "")
        kind = element.get("Type", "").rpartition("/")[2]
        name = target if external or target.startswith("#") else target_name(source, target)
        return Relationship(element.get("Id", ""), kind, name, external)

    def core_text(self, name: str) -> str:
        """Give a core property's text."""
        root = self.tree(self.core)
        found = root.find(q(name)) if root is not None else None
        return (found.text or "").strip() if found is not None else ""
