"""The styles of an .ods: number formats of OpenDocument, as the format codes of Excel that say the same. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree  # noqa: TC002 - it is loaded here anyway

from pipeline.ooxml.addresses import LAST_ROW
from pipeline.ooxml.bounded_archive import local_name
from pipeline.read.cell_style import PLAIN, CellStyle
from pipeline.read.number_formats import NumberFormat, number_format
from pipeline.rich_text import Look

NUMBER_STYLES = frozenset(
    {"number-style", "percentage-style", "currency-style", "date-style", "time-style", "text-style", "boolean-style"}
)
_LETTERS = {
    "day": ("d", "dd"), "year": ("yy", "yyyy"), "hours": ("h", "hh"), "minutes": ("m", "mm"), "seconds": ("s", "ss"),
    "day-of-week": ("ddd", "dddd"),
}  # fmt: skip
_DEEPEST = 20
"""Styles that a style may follow, each based on the next."""
_MOST_DECIMALS = 30
_LONGEST_WHOLE = 7
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_NO_LINE = frozenset({"", "none"})


@dataclass(slots=True)
class _CellStyle:
    """A style as the file has it: what it says itself, and on which other it is based."""

    parent: str = ""
    number_style: str = ""
    is_struck_out: bool | None = None


@dataclass
class OdsStyles:
    """The styles of cells and of stretches of text, by their names."""

    epoch: datetime
    looks: dict[str, tuple[Look, ...]] = field(default_factory=dict)
    """How stretches of text look."""
    hidden_tables: set[str] = field(default_factory=set)
    _codes: dict[str, str] = field(default_factory=dict)
    _conditions: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _cells: dict[str, _CellStyle] = field(default_factory=dict)
    _ready: dict[str, CellStyle] = field(default_factory=dict)

    def take(self, element: etree._Element) -> None:
        """Take a style of the file."""
        name = attribute(element, "name")
        if local_name(element) in NUMBER_STYLES:
            self._codes[name] = _format_code(element)
            self._conditions[name] = [
                (attribute(condition, "condition"), attribute(condition, "apply-style-name"))
                for condition in element.iterchildren("{*}map")
            ]
            return
        family = attribute(element, "family")
        text = next(element.iterchildren("{*}text-properties"), None)
        if family == "text":
            self.looks[name] = tuple(sorted(_looks(text))) if text is not None else ()
        elif family == "table":
            hidden = any(
                attribute(child, "display") == "false" for child in element.iterchildren("{*}table-properties")
            )
            self.hidden_tables |= {name} if hidden else set()
        elif family == "table-cell":
            struck = None if text is None or not _says(text, "text-line-through") else "strike" in _looks(text)
            self._cells[name] = _CellStyle(
                attribute(element, "parent-style-name"), attribute(element, "data-style-name"), struck
            )

    def cell_style(self, name: str) -> CellStyle:
        """Return the style of a cell."""
        if name not in self._ready:
            number_style, struck = "", None
            for style in self._chain(name):
                number_style = number_style or style.number_style
                struck = style.is_struck_out if struck is None else struck
            self._ready[name] = CellStyle(self._number_format(number_style), bool(struck)) if name else PLAIN
        return self._ready[name]

    def _chain(self, name: str) -> Iterator[_CellStyle]:
        for _ in range(_DEEPEST):
            style = self._cells.get(name)
            if style is None:
                return
            yield style
            name = style.parent

    def _number_format(self, name: str) -> NumberFormat | None:
        if name not in self._codes:
            return None
        sections = [
            f"[{condition.removeprefix('value()').strip()}]{self._codes.get(applied, '')}"
            for condition, applied in self._conditions[name]
            if condition.startswith("value()")
        ]
        code = ";".join([*sections, self._codes[name]])
        return number_format(code.replace("!=", "<>"), self.epoch)


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its name, whatever its namespace; nothing where it is not there."""
    ending = f"}}{name}"
    return next((str(value) for key, value in element.items() if str(key).endswith(ending)), "")


def whole_number(text: str, otherwise: int, *, at_most: int) -> int:
    """Return a whole number of an attribute, cut to the most that it may be; `otherwise` where there is none."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_WHOLE
    return min(int(text), at_most) if is_number else otherwise


def repeats(element: etree._Element, name: str) -> int:
    """Return how many rows or columns an attribute says; one where it says nothing that is a number."""
    times = element.get(name)
    return max(whole_number(times, 1, at_most=LAST_ROW), 1) if times else 1


def _says(properties: etree._Element, prefix: str) -> bool:
    return any(str(key).partition("}")[2].startswith(prefix) for key in properties.keys())  # noqa: SIM118 - of lxml


def _looks(properties: etree._Element) -> Iterator[Look]:
    if attribute(properties, "font-weight") in _BOLD:
        yield "bold"
    if attribute(properties, "font-style") in ("italic", "oblique"):
        yield "italic"
    if attribute(properties, "text-line-through-style") not in _NO_LINE or (
        attribute(properties, "text-line-through-type") not in _NO_LINE
    ):
        yield "strike"
    if attribute(properties, "text-underline-style") not in _NO_LINE:
        yield "underline"


# --- Number styles --------------------------------------------------------------------------------


def _format_code(style: etree._Element) -> str:
    """Return the format code of Excel that says what a number style says."""
    overflows = attribute(style, "truncate-on-overflow") == "false"
    code = ""
    for child in style:
        piece = _PIECES.get(local_name(child)) if isinstance(child.tag, str) else None
        if piece:
            text = piece(child)
            if overflows and text[:1] in ("h", "m", "s") and "[" not in code:
                text = f"[{text}]" if "." not in text else f"[{text.partition('.')[0]}].{text.partition('.')[2]}"
            code += text
    return code


def _literal(element: etree._Element) -> str:
    text = (element.text or "").replace('"', "")
    if local_name(_parent(element)) == "percentage-style" and "%" in text:
        # Its sign says that a hundred stands for one; in any other style it is a sign and no more.
        return "%".join(f'"{part}"' if part else "" for part in text.split("%"))
    return f'"{text}"' if text else ""


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent


def _number(element: etree._Element) -> str:
    least = _small(attribute(element, "min-integer-digits"), 1)
    decimals = _small(attribute(element, "decimal-places"), -1)
    minimum = _small(attribute(element, "min-decimal-places"), max(decimals, 0))
    if decimals < 0 and not attribute(element, "min-integer-digits"):
        return "General"
    whole = _with_embedded("0" * least or "#", element)
    if attribute(element, "grouping") == "true":
        whole = f"#,{whole.rjust(3, '#')}" if len(whole) <= 3 else f"#,{whole}"  # noqa: PLR2004 - thousands
    places = "0" * min(minimum, max(decimals, 0)) + "#" * max(decimals - minimum, 0)
    if decimals < 0:
        places = "#" * 15
    return f"{whole}{'.' if places else ''}{places}{_scale(attribute(element, 'display-factor'))}"


def _with_embedded(digits: str, element: etree._Element) -> str:
    """Return places for digits with the literals between them, each so many places before the point."""
    texts = {
        _small(attribute(child, "position"), 0): child.text or "" for child in element.iterchildren("{*}embedded-text")
    }
    digits = digits.rjust(max([len(digits), *(place for place in texts)]), "#")
    whole = ""
    for place in range(len(digits), 0, -1):
        text = texts.get(place, "")
        whole += (f'"{text}"' if text else "") + digits[len(digits) - place]
    return whole


def _scale(factor: str) -> str:
    try:
        value = float(factor or "1")
    except ValueError:
        return ""
    commas = ""
    while value >= 1000 and len(commas) < _DEEPEST:  # noqa: PLR2004 - thousands
        value /= 1000
        commas += ","
    return commas


def _small(text: str, otherwise: int) -> int:
    return whole_number(text, otherwise, at_most=_MOST_DECIMALS)


def _fraction(element: etree._Element) -> str:
    whole = attribute(element, "min-integer-digits")
    upper = "?" * max(_small(attribute(element, "min-numerator-digits"), 1), 1)
    fixed = attribute(element, "denominator-value")
    lower = fixed or "?" * max(_small(attribute(element, "min-denominator-digits"), 1), 1)
    return f"{'' if whole == '' else '# '}{upper}/{lower}"


def _exponent(element: etree._Element) -> str:
    return f"{_number(element)}E+{'0' * max(_small(attribute(element, 'min-exponent-digits'), 1), 1)}"


def _moment(element: etree._Element) -> str:
    short, long = _LETTERS[local_name(element)]
    decimals = _small(attribute(element, "decimal-places"), 0)
    return (long if attribute(element, "style") == "long" else short) + (f".{'0' * decimals}" if decimals else "")


def _month(element: etree._Element) -> str:
    length = 2 if attribute(element, "style") == "long" else 1
    return "m" * (length + 2 if attribute(element, "textual") == "true" else length)


_PIECES: Mapping[str, Callable[[etree._Element], str]] = {
    "text": _literal,
    "currency-symbol": _literal,
    "number": _number,
    "fraction": _fraction,
    "scientific-number": _exponent,
    "month": _month,
    "am-pm": lambda _: "AM/PM",
    "text-content": lambda _: "@",
    "fill-character": lambda _: "",
    **dict.fromkeys(_LETTERS, _moment),
}
