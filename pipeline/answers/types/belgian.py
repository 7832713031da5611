"""Numbers with a Belgian form: telephone, enterprise, postcode. Only checked; the answer stays as typed. Pure."""

from __future__ import annotations

import re

_PHONE_MARKS = re.compile(r"[\s./()-]")
_MARKS = re.compile(r"[\s.-]")
_ENTERPRISE = re.compile(r"(?:BE)?([01]?\d{9})", re.IGNORECASE)
_POSTCODE = re.compile(r"(?:B-?)?([1-9]\d{3})(?:\s+\D.*)?", re.IGNORECASE)
_MODULUS = 97


def is_phone(text: str) -> bool:
    """Whether a text is a Belgian number (8 or 9 digits after the zero or +32) or a number of another country."""
    digits = _PHONE_MARKS.sub("", text.replace("+32 (0)", "+32").replace("+32(0)", "+32"))
    if re.fullmatch(r"(\+32|0032)[1-9]\d{7,8}", digits) or re.fullmatch(r"0[1-9]\d{7,8}", digits):
        return True
    return bool(re.fullmatch(r"(\+|00)(?!32)[1-9]\d{6,14}", digits))


def phone_with_zero(text: str) -> str | None:
    """Return the number with the zero that Excel takes away, where adding it makes a Belgian number."""
    digits = _PHONE_MARKS.sub("", text)
    return f"0{digits}" if re.fullmatch(r"[1-9]\d{7,8}", digits) and not digits.startswith("32") else None


def is_enterprise_number(text: str) -> bool:
    """Whether a text is a Belgian enterprise number: its last two digits are 97 less the first eight modulo 97."""
    found = _ENTERPRISE.fullmatch(_MARKS.sub("", text))
    digits = found[1] if found else ""
    return len(digits) == 10 and _MODULUS - int(digits[:8]) % _MODULUS == int(digits[8:])  # noqa: PLR2004 - as the law has it


def enterprise_with_zero(text: str) -> str | None:
    """Return the number with the zero that Excel takes away, as the register writes it, where that makes it right."""
    digits = f"0{_MARKS.sub('', text)}"
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}" if digits.isdigit() and is_enterprise_number(digits) else None


def is_postcode(text: str) -> bool:
    """Whether a text is a Belgian postcode, with or without the municipality behind it."""
    return bool(_POSTCODE.fullmatch(text.strip()))
