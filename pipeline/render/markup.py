"""Texts and their looks as Word's XML: runs, and the properties of runs and paragraphs. Pure."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipeline.ooxml.relationships import relationship_type
from pipeline.render.value_text import plain
from pipeline.rich_text import Look
from pipeline.text import BULLET, NUMBER

_LOOKS: dict[Look, tuple[str, str]] = {
    "bold": ("<w:b/>", "b"),
    "italic": ("<w:i/>", "i"),
    "strike": ("<w:strike/>", "strike"),
    "underline": ('<w:u w:val="single"/>', "u"),
}
# The order that the schema asks of what a run's properties hold (CT_RPr).
_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
    "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern",
    "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em",
    "lang",
)  # fmt: skip
_HYPERLINK = relationship_type("hyperlink")
_PAGE_BREAK = "<w:pageBreakBefore/>"
_FIRST_PROPERTIES = re.compile(r"<w:p>(<w:pPr>(?:<w:(?:pStyle|keepNext|keepLines)\b[^>]*/>)*)?")
_PROPERTY = re.compile(r"<w:(\w+)\b[^>]*?(?:/>|>.*?</w:\1>)", re.DOTALL)


@dataclass(frozen=True)
class Formatting:
    """The formatting that a tag gives to its value: properties of its paragraph and of its first character."""

    paragraph: str = ""
    run: str = ""
    is_list: bool = False
    """Whether the paragraph's own style makes it a list item."""
    links: bool = True
    """Whether addresses may become links: not inside a link, and not in a part that can't have them."""
    breaks_page: bool = False
    """Whether a page begins at its paragraph: at the first, where the value has several."""

    @cached_property
    def run_start(self) -> str:
        """The XML before the text of a run."""
        return f'<w:r>{self.run}<w:t xml:space="preserve">'

    @cached_property
    def paragraph_start(self) -> str:
        """The XML before the text of a paragraph with a single run."""
        return f"<w:p>{self.paragraph}{self.run_start}"


@lru_cache(maxsize=128)
def simple_run_xml(text: str, run_start: str) -> str | None:
    """Return a text of a single line as the run that `run_start` begins; None where it needs more than a run.

    Remembered, for the labels and the texts of a layout come back in every report.
    """
    if not _is_simple(text):
        return None
    return f"{run_start}{escape(text)}</w:t></w:r>" if text else ""


@lru_cache(maxsize=128)
def simple_paragraph_xml(text: str, paragraph_start: str) -> str | None:
    """Return a text of a single line as the paragraph that `paragraph_start` begins; None where it needs more."""
    if not _begins_plainly(text) or not _is_simple(text):
        return None
    return f"{paragraph_start}{escape(text.rstrip())}</w:t></w:r></w:p>"


def _begins_plainly(text: str) -> bool:
    """Whether a text begins without a blank, and without the mark of a list."""
    first = text[:1]
    return first.isalpha() or (first not in ("", " ") and not BULLET.match(text) and not NUMBER.match(text))


def _is_simple(text: str) -> bool:
    """Whether a text has no line ends, tabs or links, and nothing that XML can't hold."""
    return text.isprintable() and "@" not in text and "://" not in text and "www." not in text


def escape(text: str) -> str:
    """Return a text as XML writes it."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    return text.replace("<", "&lt;").replace(">", "&gt;") if "<" in text or ">" in text else text


@lru_cache(maxsize=256)
def apply_formatting(properties: str, looks: tuple[Look, ...], style: str = "", *, is_link: bool = False) -> str:
    """Return run properties with these looks added, in the order of the schema; a link without a style gets a look."""
    inside = properties.removeprefix("<w:rPr>").removesuffix("</w:rPr>") if properties != "<w:rPr/>" else ""
    kept = {match[1]: match[0] for match in _PROPERTY.finditer(inside)}
    kept.update({name: xml for xml, name in (_LOOKS[look] for look in looks)})
    if is_link and style:
        kept.setdefault("rStyle", f'<w:rStyle w:val="{style}"/>')
    elif is_link:
        kept.update(color='<w:color w:val="0563C1"/>', u='<w:u w:val="single"/>')
    ordered = sorted(kept, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
    return f"<w:rPr>{''.join(kept[name] for name in ordered)}</w:rPr>" if kept else ""


def paragraph_style(style: str | None, more: str = "") -> str:
    """Return the properties of a paragraph of this style."""
    return f'<w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>'


@lru_cache(maxsize=256)
def keep_with_next(properties: str) -> str:
    """Return paragraph properties that keep it with the list it introduces, not alone at the foot of a page."""
    if "<w:keepNext" in properties or "<w:pStyle" not in properties:
        return properties
    return re.sub(r"(<w:pStyle [^>]*/>)", r"\1<w:keepNext/>", properties, count=1)


def with_page_break(blocks: str) -> str:
    """Return paragraphs of which the first begins a page; before a table a paragraph is added that does."""
    begin = _FIRST_PROPERTIES.match(blocks)
    if begin is None:
        return f"<w:p><w:pPr>{_PAGE_BREAK}</w:pPr></w:p>{blocks}"
    if begin[1] is None:
        return f"<w:p><w:pPr>{_PAGE_BREAK}</w:pPr>{blocks[begin.end() :]}"
    return f"{begin[0]}{_PAGE_BREAK}{blocks[begin.end() :]}"


def run_xml(properties: str, text: str) -> str:
    """Return a text as a run: tabs and line ends are Word's."""
    if not text:
        return ""
    if "\t" not in text and "\n" not in text:
        return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    lines = ("<w:tab/>".join(map(_t, line.split("\t"))) for line in text.split("\n"))
    return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"


def _t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


def relationship_xml(name: str, address: str) -> str:
    """Return the relationship of a link to an address outside the document."""
    target = html.escape(plain(address))
    return f'<Relationship Id="{name}" Type="{_HYPERLINK}" Target="{target}" TargetMode="External"/>'
