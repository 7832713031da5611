"""What is in force on a run, a paragraph or a cell, through styles and tables."""

from collections.abc import Iterable, Iterator

from document_rules.colours import Theme, blended, is_colour, lightened
from document_rules.markup import Element, attribute, byte, child, children, on, path, q, val
from document_rules.word_table import Grid, cell_of, table_of

Layer = list[Element]
HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
    "white": "FFFFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}


def present(elements: Iterable[Element | None]) -> Layer:
    """Leave out what is not there."""
    return [element for element in elements if element is not None]


class Styles:
    """The style sheet of a document, resolved on demand."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self.theme = theme
        self.all = list(children(root, "w:style"))
        self.by_id = {attribute(style, "w:styleId"): style for style in reversed(self.all)}
        self.defaults = {
            attribute(s, "w:type"): s for s in self.all if attribute(s, "w:default") in ("1", "true", "on")
        }
        self.run_defaults = path(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        self.paragraph_defaults = path(root, "w:docDefaults", "w:pPrDefault", "w:pPr")
        self._chains: dict[str, Layer] = {}
        self._grids: dict[Element, Grid] = {}

    def chain(self, style_id: str) -> Layer:
        """Give a style and those that it is based on, nearest first."""
        if style_id not in self._chains:
            self._chains[style_id] = list(self._walk(style_id))
        return self._chains[style_id]

    def _walk(self, style_id: str) -> Iterator[Element]:
        seen: set[str] = set()
        while style_id in self.by_id and style_id not in seen:
            seen.add(style_id)
            yield self.by_id[style_id]
            style_id = val(child(self.by_id[style_id], "w:basedOn"))

    def paragraph_styles(self, paragraph: Element | None) -> Layer:
        """Give the styles of a paragraph, nearest first."""
        chosen = val(path(paragraph, "w:pPr", "w:pStyle"))
        if chosen in self.by_id:
            return self.chain(chosen)
        return self.chain(attribute(self.defaults.get("paragraph"), "w:styleId"))

    def names(self, paragraph: Element) -> list[str]:
        """Give the names of a paragraph's styles, nearest first, in lower case."""
        return [val(child(style, "w:name")).lower() for style in self.paragraph_styles(paragraph)]

    def table_styles(self, table: Element) -> Layer:
        """Give the styles of a table, nearest first."""
        chosen = val(path(table, "w:tblPr", "w:tblStyle"))
        if chosen in self.by_id:
            return self.chain(chosen)
        return self.chain(attribute(self.defaults.get("table"), "w:styleId"))

    def grid(self, table: Element) -> Grid:
        """Give a table's grid."""
        if table not in self._grids:
            self._grids[table] = Grid(table, self.table_styles(table))
        return self._grids[table]

    def table_layer(self, within: Element, name: str) -> Layer:
        """Give what a table style says for the cell around an element, strongest first."""
        cell = cell_of(within)
        table = table_of(cell) if cell is not None else None
        if cell is None or table is None:
            return []
        styles = self.table_styles(table)
        parts = [part for condition in self.grid(table).conditions(cell) for part in _conditional(styles, condition)]
        return present(child(part, name) for part in [*parts, *styles])

    def run_layers(self, run: Element) -> list[Layer]:
        """Give the run properties on a run: direct, character, paragraph, table, document."""
        paragraph = next(run.iterancestors(q("w:p")), None)
        character = self.chain(val(path(run, "w:rPr", "w:rStyle")))
        return [
            present([child(run, "w:rPr")]),
            present(child(style, "w:rPr") for style in character),
            present(child(style, "w:rPr") for style in self.paragraph_styles(paragraph)),
            self.table_layer(run, "w:rPr"),
            present([self.run_defaults]),
        ]

    def on_run(self, run: Element, name: str, having: str = "") -> Element | None:
        """Give the run property in force; with having, the one that has this attribute."""
        return _first((layer for layers in self.run_layers(run) for layer in layers), name, having)

    def toggled(self, run: Element, name: str) -> bool:
        """Tell whether a toggle property such as bold is on."""
        direct, *styled, defaults = self.run_layers(run)
        own = _first(direct, name)
        if own is not None:
            return on(own)
        if on(_first(defaults, name)):
            return True
        return sum(on(_first(layer, name)) for layer in styled) % 2 == 1

    def on_paragraph(self, paragraph: Element, name: str) -> Element | None:
        """Give the paragraph property in force."""
        layers = [
            *present([child(paragraph, "w:pPr")]),
            *present(child(style, "w:pPr") for style in self.paragraph_styles(paragraph)),
            *self.table_layer(paragraph, "w:pPr"),
            *present([self.paragraph_defaults]),
        ]
        return _first(layers, name)

    def font(self, run: Element) -> str:
        """Give the Latin font in force, empty when there is none."""
        for layers in self.run_layers(run):
            for layer in layers:
                name = self._font(child(layer, "w:rFonts"))
                if name:
                    return name
        return ""

    def _font(self, fonts: Element | None) -> str:
        theme = attribute(fonts, "w:asciiTheme") or attribute(fonts, "w:hAnsiTheme")
        themed = self.theme.fonts.get(theme[:5], "") if theme else ""
        return themed or attribute(fonts, "w:ascii") or attribute(fonts, "w:hAnsi")

    def text_colour(self, run: Element) -> str:
        """Give the text colour in force, empty when it is automatic."""
        return self.colour(self.on_run(run, "w:color"), "w:val", "w:theme", "Color")

    def colour(self, element: Element | None, plain: str, theme: str, suffix: str) -> str:
        """Give the colour that an element names, empty when it is automatic."""
        themed = self.theme.colour(attribute(element, theme + suffix))
        if themed:
            return _shifted(themed, attribute(element, theme + "Tint"), attribute(element, theme + "Shade"))
        named = attribute(element, plain)
        return named.upper() if is_colour(named) else ""

    def shading(self, shading: Element | None) -> str:
        """Give the colour of a w:shd, empty when it is clear."""
        fill = self.colour(shading, "w:fill", "w:themeFill", "")
        pattern = val(shading, "clear")
        over = self.colour(shading, "w:color", "w:theme", "Color") or "000000"
        if pattern == "solid":
            return over
        if pattern.startswith("pct") and pattern[3:].isdigit():
            return blended(over, fill or "FFFFFF", int(pattern[3:]) / 100)
        return "" if pattern == "nil" else fill

    def background(self, run: Element, page: str) -> str:
        """Give the colour behind a run."""
        highlight = HIGHLIGHTS.get(val(self.on_run(run, "w:highlight")), "")
        paragraph = next(run.iterancestors(q("w:p")), None)
        shadings = [self.on_run(run, "w:shd")]
        if paragraph is not None:
            shadings.append(self.on_paragraph(paragraph, "w:shd"))
        found = [highlight, *map(self.shading, shadings), self.cell_shading(run)]
        return next((colour for colour in found if colour), page)

    def cell_shading(self, within: Element) -> str:
        """Give the colour of the cell around an element, of the cells around it, or of their tables."""
        cell = cell_of(within)
        while cell is not None:
            table = table_of(cell)
            direct = path(cell, "w:tcPr", "w:shd")
            styled = [child(layer, "w:shd") for layer in self.table_layer(_inside(cell), "w:tcPr")]
            own = path(table, "w:tblPr", "w:shd")
            for shading in [direct, *styled, own]:
                if shading is not None and self.shading(shading):
                    return self.shading(shading)
            cell = cell_of(cell)
        return ""


def _inside(cell: Element) -> Element:
    return next(iter(cell), cell)


def _first(layers: Iterable[Element], name: str, having: str = "") -> Element | None:
    present_ones = (found for layer in layers if (found := child(layer, name)) is not None)
    return next((found for found in present_ones if not having or attribute(found, having)), None)


def _conditional(styles: Layer, condition: str) -> Iterator[Element]:
    for style in styles:
        yield from (part for part in children(style, "w:tblStylePr") if attribute(part, "w:type") == condition)


def _shifted(colour: str, tint: str, shade: str) -> str:
    if tint:
        return lightened(colour, 1 - byte(tint) / 255)
    return lightened(colour, byte(shade) / 255 - 1) if shade else colour
