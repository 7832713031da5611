"""Pictures that a template brings into its reports: read once, when the template is compiled."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pipeline.ooxml.namespaces import DRAWING_URI, PICTURE_URI, RELATIONSHIPS_URI, WORD_DRAWING_URI

LARGEST = 20 * 1024 * 1024
"""Bytes that a picture may have."""
_EMU = {"cm": 360_000, "mm": 36_000, "in": 914_400, "px": 9_525, "": 360_000}
_LENGTH = re.compile(r"\s*+(\d++(?:[.,]\d++)?)\s*+(cm|mm|in|px|)\s*+", re.IGNORECASE)
_WIDEST = 100 * 360_000
_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif"}


class PictureError(ValueError):
    """The file is no PNG, JPEG or GIF; or a size is none."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and how large it is in pixels."""

    content: bytes
    kind: str
    """png, jpeg or gif."""
    width: int
    height: int
    number: int

    @property
    def part(self) -> str:
        """The name of its part in the package."""
        return f"word/media/picture{self.number}.{self.kind}"

    @property
    def relationship(self) -> str:
        """The id by which every part refers to it."""
        return f"rIdPicture{self.number}"

    @property
    def content_type(self) -> str:
        """Its type on the internet."""
        return _TYPES[self.kind]


def read_picture(path: Path, number: int) -> Picture:
    """Read a picture. Raises OSError, and PictureError where it is no PNG, JPEG or GIF."""
    content = path.read_bytes()
    kind, width, height = _measure(content)
    if not width or not height or len(content) > LARGEST:
        raise PictureError
    return Picture(content, kind, width, height, number)


def _measure(content: bytes) -> tuple[str, int, int]:
    """Return the kind and the size, from the places where the three formats keep them."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            return ("png", *struct.unpack(">II", content[16:24]))
        if content.startswith((b"GIF87a", b"GIF89a")):
            return ("gif", *struct.unpack("<HH", content[6:10]))
        if content.startswith(b"\xff\xd8"):
            height, width = _jpeg_size(content)
            return "jpeg", width, height
    except (struct.error, IndexError) as error:
        raise PictureError from error
    raise PictureError


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Return height and width from the frame header (ITU T.81, B.2.2)."""
    at = 2
    while content[at] == 0xFF:  # noqa: PLR2004 - what every marker begins with
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # noqa: PLR2004 - the frame headers
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return height, width
        at += 2 + length
    raise PictureError


def length(text: object) -> int:
    """Return a length such as `4 cm` in English metric units; a bare number is in centimetres. Raises PictureError."""
    match = _LENGTH.fullmatch(str(text))
    emu = round(float(match[1].replace(",", ".")) * _EMU[match[2].lower()]) if match else 0
    if not 0 < emu <= _WIDEST:
        raise PictureError
    return emu


def drawing(picture: Picture, number: str, width: object, height: object, alt: str) -> str:
    """Return the run that shows a picture. Raises PictureError where a size is none."""
    wide, high = _size(picture, width, height)
    named = f'id="{number}" name="Picture {number}" descr="{escape(alt)}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{WORD_DRAWING_URI}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr {named}/>'
        f'<a:graphic xmlns:a="{DRAWING_URI}"><a:graphicData uri="{PICTURE_URI}">'
        f'<pic:pic xmlns:pic="{PICTURE_URI}"><pic:nvPicPr>'
        f"<pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip xmlns:r="{RELATIONSHIPS_URI}" r:embed="{picture.relationship}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _size(picture: Picture, width: object, height: object) -> tuple[int, int]:
    """Return width and height; what is not given follows from the picture's own shape."""
    if width is None and height is None:
        return picture.width * _EMU["px"], picture.height * _EMU["px"]
    if width is None:
        high = length(height)
        return max(1, round(high * picture.width / picture.height)), high
    wide = length(width)
    return wide, length(height) if height is not None else max(1, round(wide * picture.height / picture.width))
