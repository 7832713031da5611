"""Colours of a theme, and the contrast between two of them."""

import colorsys

from document_rules.markup import Element, attribute, children, local, path

BLACK, WHITE = "000000", "FFFFFF"
LEAST_CONTRAST = 4.5
ALIASES = {
    "text1": "dk1",
    "dark1": "dk1",
    "background1": "lt1",
    "light1": "lt1",
    "text2": "dk2",
    "dark2": "dk2",
    "background2": "lt2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
OFFICE = {"dk1": BLACK, "lt1": WHITE, "dk2": "44546A", "lt2": "E7E6E6"}


class Theme:
    """The colours and fonts of a theme part."""

    def __init__(self, root: Element | None) -> None:
        scheme = path(root, "a:themeElements", "a:clrScheme")
        found = {local(slot): _slot_colour(slot) for slot in (scheme if scheme is not None else [])}
        self.colours = OFFICE | {name: colour for name, colour in found.items() if is_colour(colour)}
        self.fonts = {kind: _latin(root, kind) for kind in ("major", "minor")}

    def colour(self, name: str) -> str:
        """Give a theme colour by its slot or by Word's name for it."""
        return self.colours.get(ALIASES.get(name, name), "")


def _slot_colour(slot: Element) -> str:
    for kid in children(slot, "a:srgbClr"):
        return attribute(kid, "val").upper()
    for kid in children(slot, "a:sysClr"):
        return attribute(kid, "lastClr").upper()
    return ""


def _latin(root: Element | None, kind: str) -> str:
    return attribute(path(root, "a:themeElements", "a:fontScheme", f"a:{kind}Font", "a:latin"), "typeface")


def is_colour(text: str) -> bool:
    """Tell whether a text is six hexadecimal digits."""
    return len(text) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in text)


def channels(colour: str) -> tuple[float, float, float]:
    """Give red, green and blue from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _hexadecimal(red: float, green: float, blue: float) -> str:
    return "".join(f"{round(min(max(part, 0), 1) * 255):02X}" for part in (red, green, blue))


def lightened(colour: str, tint: float) -> str:
    """Move a colour's lightness towards white (0 to 1) or black (-1 to 0)."""
    hue, light, saturation = colorsys.rgb_to_hls(*channels(colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return _hexadecimal(*colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation))


def blended(over: str, under: str, share: float) -> str:
    """Mix a pattern's colour with the colour under it."""
    pairs = zip(channels(over), channels(under), strict=True)
    red, green, blue = (a * share + b * (1 - share) for a, b in pairs)
    return _hexadecimal(red, green, blue)


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Give the WCAG contrast of two colours."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
