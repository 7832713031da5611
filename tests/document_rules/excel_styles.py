"""The style sheet of a workbook."""

from dataclasses import dataclass

from document_rules.colours import BLACK, WHITE, Theme, is_colour, lightened
from document_rules.markup import Element, child, children, decimal, number

THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
THEME_LINKS = ("hlink", "folHlink")
_BASE = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
_REST = (
    "800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF "
    "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 "
    "3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
)
INDEXED = tuple(f"{_BASE} {_BASE} {_REST}".split())
DEFAULT_SIZE = 11.0


@dataclass(frozen=True)
class Look:
    """What a cell style says."""

    font: Element | None
    fill: Element | None
    plain_font: bool
    size: float
    locked: bool
    wrap: bool
    shrink: bool
    horizontal: str
    number_format: str


class CellStyles:
    """Cell styles by their index."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self.root = root
        self.theme = theme
        self.fonts = list(children(child(root, "s:fonts"), "s:font"))
        self.fills = list(children(child(root, "s:fills"), "s:fill"))
        self.xfs = list(children(child(root, "s:cellXfs"), "s:xf"))
        self.dxfs = list(children(child(root, "s:dxfs"), "s:dxf"))
        formats = children(child(root, "s:numFmts"), "s:numFmt")
        self.formats = {e.get("numFmtId", ""): e.get("formatCode", "") for e in formats}
        palette = child(child(root, "s:colors"), "s:indexedColors")
        own = [e.get("rgb", "")[-6:].upper() for e in children(palette, "s:rgbColor")]
        self.indexed = [*own, *INDEXED[len(own) :]]
        self._looks: dict[int, Look] = {}

    def look(self, index: int) -> Look:
        """Give a cell style, the first one when there is no such index."""
        if index not in self._looks:
            self._looks[index] = self._read(self.xfs[index if 0 <= index < len(self.xfs) else 0] if self.xfs else None)
        return self._looks[index]

    def _read(self, xf: Element | None) -> Look:
        font_at, fill_at = (number(xf.get(name, "0") if xf is not None else "0") for name in ("fontId", "fillId"))
        font = self.fonts[font_at] if font_at < len(self.fonts) else None
        fill = self.fills[fill_at] if fill_at < len(self.fills) else None
        alignment, protection = child(xf, "s:alignment"), child(xf, "s:protection")
        return Look(
            font=font,
            fill=fill,
            plain_font=font_at == 0,
            size=font_size(font),
            locked=flag(protection, "locked", default=True),
            wrap=flag(alignment, "wrapText"),
            shrink=flag(alignment, "shrinkToFit"),
            horizontal=alignment.get("horizontal", "general") if alignment is not None else "general",
            number_format=self.formats.get(xf.get("numFmtId", "0"), "") if xf is not None else "",
        )

    def colour(self, element: Element | None) -> str:
        """Give the colour that an element names, empty when it is automatic."""
        if element is None or flag(element, "auto"):
            return ""
        found = self._named(element)
        tint = decimal(element.get("tint", "0"))
        return lightened(found, tint) if found and tint else found

    def _named(self, element: Element) -> str:
        plain = element.get("rgb", "")[-6:].upper()
        if is_colour(plain):
            return plain
        if element.get("theme") is not None:
            at = number(element.get("theme", "1"), 1)
            names = THEME_ORDER + THEME_LINKS
            return self.theme.colour(names[at]) if 0 <= at < len(names) else ""
        at = number(element.get("indexed", "64"), 64)
        return self.indexed[at] if at < len(self.indexed) else ""

    def font_colour(self, font: Element | None) -> str:
        """Give a font's colour, black when it is automatic."""
        return self.colour(child(font, "s:color")) or BLACK

    def fill_colour(self, fill: Element | None) -> str:
        """Give a solid fill's colour, empty when there is none."""
        pattern = child(fill, "s:patternFill")
        if pattern is None or pattern.get("patternType", "none") != "solid":
            return ""
        return self.colour(child(pattern, "s:fgColor")) or WHITE


def flag(element: Element | None, name: str, *, default: bool = False) -> bool:
    """Read an attribute that says yes or no."""
    found = element.get(name) if element is not None else None
    return default if found is None else found.lower() in ("1", "true", "on")


def font_size(font: Element | None) -> float:
    """Give a font's size in points."""
    size = child(font, "s:sz")
    return decimal(size.get("val", ""), DEFAULT_SIZE) if size is not None else DEFAULT_SIZE
