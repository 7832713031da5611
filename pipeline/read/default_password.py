"""Workbooks with the password that Excel itself gives: Excel opens them without asking, so they are opened here."""

from __future__ import annotations

from io import BytesIO

from pipeline.read.not_readable import NotReadable

_OF_EXCEL = "VelvetSweatshop"
"""The password of a workbook that nobody gave one, such as one whose structure is protected (MS-OFFCRYPTO)."""


def opened_by_default(content: bytes) -> bytes:
    """Return a workbook without its password. Raises NotReadable where somebody gave it one of their own."""
    import msoffcrypto

    opened = BytesIO()
    try:
        file = msoffcrypto.OfficeFile(BytesIO(content))
        file.load_key(password=_OF_EXCEL)
        file.decrypt(opened)
    except MemoryError:
        raise
    except Exception as error:  # damaged bytes make it stumble in many ways
        raise NotReadable("workbook-protected") from error
    return opened.getvalue()
