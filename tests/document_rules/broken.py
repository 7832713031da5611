"""What a check hands back."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Broken:
    """One rule broken in one place."""

    code: str
    part: str
    what: str
